import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { awaitPurpose } from './pointing/start.ts';

export default defineUnlistedScript(awaitPurpose);
