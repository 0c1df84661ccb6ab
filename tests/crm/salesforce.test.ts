import { salesforce } from '../../crm/salesforce/index.ts';
import { contractOf } from './contract.ts';

contractOf(salesforce);
