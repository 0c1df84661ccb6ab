import { demo } from '../../crm/demo/index.ts';
import { contractOf } from './contract.ts';

contractOf(demo);
