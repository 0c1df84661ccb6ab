import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { salesforce } from '../crm/salesforce/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(salesforce));
