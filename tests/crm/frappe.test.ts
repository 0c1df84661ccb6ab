import { frappe } from '../../crm/frappe/index.ts';
import { contractOf } from './contract.ts';

contractOf(frappe);
