import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { espocrm } from '../crm/espocrm/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(espocrm));
