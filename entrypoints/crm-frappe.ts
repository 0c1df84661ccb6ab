import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { frappe } from '../crm/frappe/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(frappe));
