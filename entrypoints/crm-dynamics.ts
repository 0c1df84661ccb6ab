import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { dynamics } from '../crm/dynamics/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(dynamics));
