import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { dolibarr } from '../crm/dolibarr/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(dolibarr));
