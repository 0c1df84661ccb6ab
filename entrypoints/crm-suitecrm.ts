import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { suitecrm } from '../crm/suitecrm/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(suitecrm));
