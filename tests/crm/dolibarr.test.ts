import { dolibarr } from '../../crm/dolibarr/index.ts';
import { contractOf } from './contract.ts';

contractOf(dolibarr);
