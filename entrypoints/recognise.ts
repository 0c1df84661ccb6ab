import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { recogniseCrm } from './page/recognise.ts';

export default defineUnlistedScript(recogniseCrm);
