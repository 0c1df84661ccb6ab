import type { CrmId } from '../../core/model/deal.ts';

/** Where “Apply discount” is pressed: one entry per CRM that offers it. The README’s table is made of these. */
export const pressed: readonly {
	readonly crm: CrmId;
	/** A saved page with the discount's field open. */
	readonly page: string;
	readonly lineId: string;
	/** What the field holds once the largest discount that keeps the target was written; worked out by hand. */
	readonly written: string;
}[] = [
	{ crm: 'demo', page: 'quote-discount-typed', lineId: '1', written: '14.7' },
	{ crm: 'tryton', page: 'quotation-discount-typed', lineId: '1', written: '14.7' },
	{ crm: 'odoo', page: 'so-18-typing', lineId: '901', written: '14.7' },
	{ crm: 'espocrm', page: 'item-edit-modal', lineId: '67ab0000000000i01', written: '14.7' },
	{ crm: 'dolibarr', page: 'propal-editline-typed', lineId: '900', written: '14.7' },
	{ crm: 'suitecrm', page: '7-quote-edit-typing', lineId: '7f3a1c22-2222-4a11-9c11-64f0a0000001', written: '14.7' },
];
