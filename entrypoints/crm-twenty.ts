import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { twenty } from '../crm/twenty/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(twenty));
