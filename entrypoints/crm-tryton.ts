import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { tryton } from '../crm/tryton/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(tryton));
