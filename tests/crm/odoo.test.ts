import { odoo } from '../../crm/odoo/index.ts';
import { contractOf } from './contract.ts';

contractOf(odoo);
