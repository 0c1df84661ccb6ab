import { tryton } from '../../crm/tryton/index.ts';
import { contractOf } from './contract.ts';

contractOf(tryton);
