import { twenty } from '../../crm/twenty/index.ts';
import { contractOf } from './contract.ts';

contractOf(twenty);
