import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '../../../crm/contract.ts';
import { openHtml } from '../open-page.ts';

/** Saved pages of several CRMs, read as if none of them had an adapter: where a user would point. */
export interface Pointing {
	readonly file: string;
	readonly url: string;
	/** Selectors of what is pointed at, by field, and the text that stands there. */
	readonly fields: Readonly<Record<string, readonly [selector: string, text: string]>>;
	/** The same for one cell of each column. */
	readonly columns: Readonly<Record<string, readonly [selector: string, text: string]>>;
}

export const pointings: readonly Pointing[] = [
	{
		file: 'demo/quote',
		url: 'https://crm.example/quotes/2041',
		fields: {
			name: ['.view a[data-field="name"]', 'Compressor station Nordhavn'],
			account: ['span[data-field="account"]', 'Nordhavn Marine A/S'],
			stage: ['.chip', 'Draft'],
		},
		columns: {
			product: ['tbody tr td:nth-child(1)', 'Centrifugal compressor CX-40'],
			quantity: ['tbody tr td:nth-child(2)', '2'],
			listPrice: ['tbody tr td:nth-child(3)', '12,400.00'],
			discount: ['tbody tr td:nth-child(4)', '10'],
			netPrice: ['tbody tr td:nth-child(5)', '11,160'],
			total: ['tbody tr td:nth-child(6)', '22,320.00'],
		},
	},
	{
		file: 'demo/deal-amount-typed',
		url: 'https://crm.example/deals/101',
		fields: {
			name: ['h1', 'Compressor station Nordhavn'],
			stage: ['select[name="stage"]', 'Negotiate'],
			amount: ['input[name="amount"]', '36120'],
			probability: ['input[name="probability"]', '50'],
		},
		columns: {},
	},
	{
		file: 'suitecrm/7-opportunity-view',
		url: 'https://crm.example/index.php?module=Opportunities&record=7f3a1c22-0000-4a11-9c11-64f0a0004711',
		fields: {
			name: ['#name', 'Cold-store retrofit phase 2'],
			amount: ['#amount', '37,360.00'],
			stage: ['[field="sales_stage"]', 'Proposal/Price Quote'],
			probability: ['#probability', '65'],
		},
		columns: {},
	},
	{
		file: 'suitecrm/8-opportunity-view',
		url: 'https://crm.example/#/opportunities/record/7f3a1c22-0000-4a11-9c11-64f0a0004711',
		fields: {
			amount: ['scrm-currency-detail', '€37,360.00'],
			stage: ['scrm-enum-detail', 'Proposal/Price Quote'],
			probability: ['scrm-int-detail', '65'],
		},
		columns: {},
	},
	{
		file: 'suitecrm/7-quote-edit',
		url: 'https://crm.example/index.php?module=AOS_Quotes&action=EditView&record=7f3a1c22-0000-4a11-9c11-64f0a0005001',
		fields: { name: ['input#name', 'Cold-store retrofit phase 2'], stage: ['select#stage', 'Negotiation'] },
		columns: {
			product: ['#product_line0 td:nth-child(2)', 'Chiller unit CX-40'],
			quantity: ['#product_line0 td:nth-child(1)', '2'],
			listPrice: ['#product_line0 td:nth-child(5)', '12,400.00'],
			discount: ['#product_line0 td:nth-child(6)', '15'],
			netPrice: ['#product_line0 td:nth-child(7)', '10,540.00'],
			total: ['#product_line0 td:nth-child(9)', '21,080.00'],
		},
	},
	{
		file: 'dolibarr/propal-view',
		url: 'https://crm.example/comm/propal/card.php?id=318',
		fields: { amount: ['.amountcard', '37 360,00 €'], stage: ['.badge-status', 'Brouillon (à valider)'] },
		columns: {
			product: ['#row-900 td:nth-child(1)', 'CX-40 - Chiller unit CX-40'],
			listPrice: ['#row-900 td:nth-child(3)', '12 400,00'],
			quantity: ['#row-900 td:nth-child(4)', '2'],
			discount: ['#row-900 td:nth-child(5)', '10%'],
			unitCost: ['#row-900 td:nth-child(6)', '8 150,00'],
			total: ['#row-900 td:nth-child(9)', '22 320,00'],
		},
	},
	{
		file: 'tryton/opportunity',
		url: 'https://crm.example/#crm/model/sale.opportunity/1',
		fields: { amount: ['#tabcontent > .active input[name="amount"]', '37,360.00'] },
		columns: {},
	},
];

const fixtures = join(import.meta.dirname, '../../fixtures');

/** A saved page as a browser would show it: tabs that are not in front are hidden by style sheets that are not saved. */
export function openSaved({ file, url }: Pick<Pointing, 'file' | 'url'>): Page {
	const page = openHtml(readFileSync(join(fixtures, `${file}.html`), 'utf8'), url);
	for (const pane of page.document.querySelectorAll('#tabcontent > .tab-pane:not(.active)'))
		pane.setAttribute('hidden', '');
	return page;
}

/** The element a selector means. Throws when it is not there. */
export function at(document: Document, selector: string): Element {
	const found = document.querySelector(selector);
	if (!found) throw new Error(`${selector} is not on the page`);
	return found;
}
