import { dynamics } from '../../crm/dynamics/index.ts';
import { contractOf } from './contract.ts';

contractOf(dynamics);
