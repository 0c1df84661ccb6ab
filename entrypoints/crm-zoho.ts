import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { zoho } from '../crm/zoho/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(zoho));
