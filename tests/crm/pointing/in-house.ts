import type { Hints, MapColumn, MapField, PageMap } from '../../../core/model/page-map.ts';
import type { Page } from '../../../crm/contract.ts';
import { describe } from '../../../crm/pointing/descriptor.ts';
import { placeOf } from '../../../crm/pointing/dom.ts';
import { describeColumn } from '../../../crm/pointing/table.ts';
import { openHtml } from '../open-page.ts';
import { at } from './pages.ts';

/** Pages of a CRM that a firm wrote itself, in the layout in which it was pointed at and in a later one. */

export interface Line {
	readonly product: string;
	readonly quantity: string;
	readonly list: string;
	readonly discount: string;
	readonly net: string;
	readonly total: string;
}

export interface Quote {
	readonly id: string;
	readonly title: string;
	readonly customer: string;
	readonly stage: string;
	readonly total: string;
	readonly lines: readonly Line[];
}

function line(product: string, quantity: string, list: string, discount: string, net: string, total: string): Line {
	return { product, quantity, list, discount, net, total };
}

/** The first is pointed at. */
export const quotes: readonly Quote[] = [
	{
		id: '4711',
		title: 'Compressor station',
		customer: 'Nordhavn Marine A/S',
		stage: 'Offered',
		total: '29,350.00 EUR',
		lines: [
			line('CX-40 compressor', '2', '12,400.00', '10', '11,160.00', '22,320.00'),
			line('CP-7 control panel', '4', '1,850.00', '5', '1,757.50', '7,030.00'),
		],
	},
	{
		id: '4712',
		title: 'Cooling line extension',
		customer: 'Havredal Mejeri',
		stage: 'Draft',
		total: '1,440.00 EUR',
		lines: [line('Installation day', '2', '960.00', '25', '720.00', '1,440.00')],
	},
	{
		id: '4713',
		title: 'Offered',
		customer: 'Total Energies Nord',
		stage: 'Discount talks',
		total: '11,160.00 EUR',
		lines: [line('CX-40 compressor', '1', '12,400.00', '10', '11,160.00', '11,160.00')],
	},
	{ id: '4714', title: 'Spare parts', customer: 'Lindqvist Papper AB', stage: 'Draft', total: '0.00 EUR', lines: [] },
	{
		id: '4715',
		title: 'Harbour pumps',
		customer: 'Bayline Ports',
		stage: 'Offered',
		total: '3,000.00 EUR',
		lines: [
			line('Pump', '1', '1,000.00', '0', '1,000.00', '1,000.00'),
			line('Pump', '4', '1,000.00', '50', '500.00', '2,000.00'),
		],
	},
	{
		id: '4716',
		title: 'Training',
		customer: 'Nordhavn Marine A/S',
		stage: 'Won',
		total: '33.33 EUR',
		lines: [line('Hour', '0.25', '133.32', '0', '133.32', '33.33')],
	},
];

const url = (quote: Quote) => `https://inhouse.example/sales/quote/${quote.id}?tab=lines`;

function page(quote: Quote, body: string): Page {
	return openHtml(`<!doctype html><html lang="en"><body>${body}</body></html>`, url(quote));
}

/** Labels before values, a table with heads and nothing in the markup that names a field. */
export function firstLayout(quote: Quote): Page {
	const pair = (label: string, value: string) => `<div class="row"><span>${label}:</span> <b>${value}</b></div>`;
	const rows = quote.lines.map(
		(one) =>
			`<tr><td>${one.product}</td><td>${one.quantity}</td><td>${one.list}</td><td>${one.discount}</td><td>${one.net}</td><td>${one.total}</td></tr>`,
	);
	return page(
		quote,
		`<nav><a href="/">Home</a></nav><main><h1>${quote.title}</h1><div>${pair('Customer', quote.customer)}${pair('Stage', quote.stage)}${pair('Total', quote.total)}</div>
		<table><thead><tr><th>Article</th><th>Qty</th><th>List price</th><th>Discount %</th><th>Net price</th><th>Sum</th></tr></thead><tbody>${rows.join('')}</tbody></table></main>`,
	);
}

/** Wrapped anew, columns in another order with two more, a stage that is a choice, labels that are capitals. */
export function laterLayout(quote: Quote): Page {
	const pair = (label: string, value: string) =>
		`<li><div class="k"><i>${label.toUpperCase()}</i></div><div class="v"><div><em>${value}</em></div></div></li>`;
	const rows = quote.lines.map(
		(one, number) =>
			`<tr><td>${number + 1}</td><td>${one.quantity}</td><td>${one.product}</td><td>${one.net}</td><td>19 %</td><td>${one.discount}</td><td>${one.list}</td><td>${one.total}</td></tr>`,
	);
	const stages = ['Draft', 'Offered', 'Discount talks', 'Won'].map(
		(stage) => `<option${stage === quote.stage ? ' selected' : ''}>${stage}</option>`,
	);
	return page(
		quote,
		`<header><p>Total open: 99,000.00 EUR</p></header><main><h1>${quote.title}</h1><ul>${pair('Customer', quote.customer)}${pair('Owner', 'Ida Berg')}
		<li><label for="s">Stage</label><div><select id="s">${stages.join('')}</select></div></li>${pair('Total', quote.total)}</ul>
		<div class="scroll"><table><thead><tr><th>No.</th><th>Qty</th><th>Article</th><th>Net price</th><th>Tax</th><th>Discount %</th><th>List price</th><th>Sum</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></main>`,
	);
}

/** The map of somebody who pointed at the first quote in its first layout. */
export function pointedMap(more: Partial<PageMap> = {}): PageMap {
	const { document } = firstLayout(quotes[0] as Quote);
	const field = (selector: string): Hints => describe(placeOf(at(document, selector)));
	const fields: Partial<Record<MapField, Hints>> = {
		name: field('h1'),
		account: field('.row:nth-child(1) b'),
		stage: field('.row:nth-child(2) b'),
		amount: field('.row:nth-child(3) b'),
	};
	const names: readonly MapColumn[] = ['product', 'quantity', 'listPrice', 'discount', 'netPrice', 'total'];
	const columns = Object.fromEntries(
		names.map((name, index) => [name, describeColumn(at(document, `tbody td:nth-child(${index + 1})`)) ?? []]),
	);
	return {
		format: 1,
		id: 'in-house',
		version: 1,
		updatedAt: '2026-11-24T09:42:00.000Z',
		site: 'https://inhouse.example',
		name: 'In-house CRM',
		kind: 'quote',
		pages: ['/sales/quote/{id}'],
		fields,
		columns,
		numbers: { decimal: '.', group: ',', language: 'en' },
		currency: null,
		discountAs: 'percent',
		...more,
	};
}
