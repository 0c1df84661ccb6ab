import { espocrm } from '../../crm/espocrm/index.ts';
import { contractOf } from './contract.ts';

contractOf(espocrm);
