import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { hubspot } from '../crm/hubspot/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(hubspot));
