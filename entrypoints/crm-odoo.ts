import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { odoo } from '../crm/odoo/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(odoo));
