import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { demo } from '../crm/demo/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(demo));
