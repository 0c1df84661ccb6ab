import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pipedrive } from '../crm/pipedrive/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(pipedrive));
