import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runMapped } from './page/mapped.ts';

export default defineUnlistedScript(runMapped);
