import { suitecrm } from '../../crm/suitecrm/index.ts';
import { contractOf } from './contract.ts';

contractOf(suitecrm);
