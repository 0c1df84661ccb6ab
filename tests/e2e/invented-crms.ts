import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Two CRMs that nobody ever wrote an adapter for, unlike the demo and unlike each other. */

type Line = readonly [product: string, quantity: number, list: number, discount: number, cost: number];

/** `margin`: worked out by hand, in percent, as the sidebar shows it. */
export interface Offer {
	readonly id: string;
	readonly name: string;
	readonly customer: string;
	readonly stage: string;
	readonly margin: string;
	readonly lines: readonly Line[];
}

export const offers: readonly Offer[] = [
	// 1,800 − 1,000 = 800
	{
		id: '7001',
		name: 'Dock pumps',
		customer: 'Bayline Ports',
		stage: 'Offered',
		margin: '44.4',
		lines: [['Pump P-2', 2, 1000, 10, 500]],
	},
	// 500 − 300 = 200
	{
		id: '7002',
		name: 'Valve set',
		customer: 'Orsted Yard',
		stage: 'Draft',
		margin: '40.0',
		lines: [['Valve V-1', 10, 50, 0, 30]],
	},
	// 750 + 100 − 620 = 230
	{
		id: '7003',
		name: 'Pump room',
		customer: 'Bayline Ports',
		stage: 'Offered',
		margin: '27.1',
		lines: [
			['Pump P-2', 1, 1000, 25, 500],
			['Valve V-1', 4, 50, 50, 30],
		],
	},
	// 32,550 − 24,450 = 8,100
	{
		id: '7004',
		name: 'Compressor skids',
		customer: 'Nordhavn',
		stage: 'Draft',
		margin: '24.9',
		lines: [['Skid S-9', 3, 12400, 12.5, 8150]],
	},
	// 66.50 − 50 = 16.50
	{
		id: '7005',
		name: 'Half an hour',
		customer: 'Nordhavn',
		stage: 'Won',
		margin: '24.8',
		lines: [['Hour', 0.5, 133, 0, 100]],
	},
	// 4,750 − 2,500 = 2,250
	{
		id: '7006',
		name: 'Spare pumps',
		customer: 'Orsted Yard',
		stage: 'Offered',
		margin: '47.4',
		lines: [['Pump P-2', 5, 1000, 5, 500]],
	},
];

export type InventedLayout = 'first' | 'later' | 'bare';

export interface Invented {
	/** "http://harbour.localhost:4312" */
	readonly harbour: string;
	readonly werft: string;
	lay(layout: InventedLayout): void;
	stop(): Promise<void>;
}

function number(value: number, digits: number, locale: string): string {
	return new Intl.NumberFormat(locale, {
		minimumFractionDigits: digits,
		maximumFractionDigits: Math.max(digits, 2),
	}).format(value);
}

const sum = ({ lines }: Offer) =>
	lines.reduce((all, [, quantity, list, off]) => all + quantity * list * (1 - off / 100), 0);

function orderOf(columns: readonly string[], layout: InventedLayout): readonly string[] {
	if (layout === 'bare') return columns.filter((name) => name !== 'discount');
	return layout === 'later' ? ['place', ...[...columns].reverse()] : columns;
}

const columns = ['product', 'quantity', 'list', 'discount', 'total', 'cost'];

/** A list of definitions and a grid of divs; a cell becomes a field by a double click. */
function harbourPage(offer: Offer, layout: InventedLayout): string {
	const en = (value: number, digits = 2) => number(value, digits, 'en');
	const heads: Readonly<Record<string, string>> = {
		place: '#',
		product: 'Description',
		quantity: 'Qty',
		list: 'List price',
		discount: 'Disc. %',
		total: 'Line total',
		cost: 'Cost',
	};
	const [open, close] = layout === 'later' ? ['<div class="w"><em>', '</em></div>'] : ['', ''];
	const cls = layout === 'later' ? 'x7' : 'cell';
	const row = ([product, quantity, list, discount, cost]: Line, at: number) => {
		const values: Readonly<Record<string, string>> = {
			place: String(at + 1),
			product,
			quantity: en(quantity, 0),
			list: en(list),
			discount: en(discount, 0),
			total: en(quantity * list * (1 - discount / 100)),
			cost: en(cost),
		};
		const cells = orderOf(columns, layout).map(
			(name) => `<div role="cell" class="${cls} ${cls}-${name}">${open}${values[name]}${close}</div>`,
		);
		return `<div role="row" class="line">${cells.join('')}</div>`;
	};
	const head = orderOf(columns, layout).map((name) => `<div role="columnheader" class="${cls}">${heads[name]}</div>`);
	const facts = [
		['Customer', offer.customer],
		['Stage', offer.stage],
		['Total net', `${en(sum(offer))} EUR`],
	].map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`);
	return `<!doctype html><html lang="en"><head><title>${offer.name} | Harbour CRM</title><style>
body{font:15px/1.5 sans-serif;margin:24px 40px;max-width:880px}dl{display:grid;grid-template-columns:auto 1fr;gap:4px 24px}dt{color:#667}dd{margin:0}
.line,.head{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;padding:6px 0;border-bottom:1px solid #dde}.head{font-weight:600;color:#667}input{width:70px}</style></head><body>
<nav>Harbour · Offers</nav>${layout === 'later' ? '<section class="outer"><div>' : ''}<h1>${offer.name}</h1><dl>${facts.join('')}</dl>
<div role="table"><div role="row" class="head">${head.join('')}</div>${offer.lines.map(row).join('')}</div>${layout === 'later' ? '</div></section>' : ''}
<script>
window.acted = [];
addEventListener('click', (event) => window.acted.push(event.type));
addEventListener('keydown', (event) => window.acted.push(event.key));
document.addEventListener('dblclick', ({ target }) => {
	const cell = target.closest('[role=cell]');
	if (!cell || cell.querySelector('input')) return;
	const field = document.createElement('input');
	field.value = cell.textContent.trim();
	cell.replaceChildren(field);
	field.focus();
	field.select();
});
</script></body></html>`;
}

/** German; labels beside fields, and lines whose cells are fields all the time. */
function werftPage(offer: Offer, layout: InventedLayout): string {
	const de = (value: number, digits = 2) => number(value, digits, 'de');
	const heads: Readonly<Record<string, string>> = {
		place: 'Pos.',
		product: 'Artikel',
		quantity: 'Menge',
		list: 'Listenpreis',
		discount: 'Rabatt',
		total: 'Gesamt',
		cost: 'Einkauf',
	};
	const cls = layout === 'later' ? 'z9' : 'pos';
	const row = ([product, quantity, list, discount, cost]: Line, at: number) => {
		const field = (name: string, value: string) => `<input class="${cls}" name="pos_${at}_${name}" value="${value}">`;
		const values: Readonly<Record<string, string>> = {
			place: String(at + 1),
			product,
			quantity: field('qty', de(quantity, 0)),
			list: field('list', de(list)),
			discount: field('disc', de(discount, 0)),
			total: de(quantity * list * (1 - discount / 100)),
			cost: de(cost),
		};
		return `<tr>${orderOf(columns, layout)
			.map((name) => `<td>${values[name]}</td>`)
			.join('')}</tr>`;
	};
	const stages = ['Draft', 'Offered', 'Won'].map(
		(stage) => `<option${stage === offer.stage ? ' selected' : ''}>${stage}</option>`,
	);
	const pair = (label: string, field: string) =>
		layout === 'later'
			? `<div class="r"><div><label>${label}<br>${field}</label></div></div>`
			: `<p><label>${label} ${field}</label></p>`;
	const head = orderOf(columns, layout).map((name) => `<th>${heads[name]}</th>`);
	return `<!doctype html><html lang="de"><head><title>Werft</title><style>
body{font:14px sans-serif;margin:0 0 0 180px;padding:20px;max-width:820px;background:#f3f3ee}label{color:#555}input{width:110px}table{border-collapse:collapse;background:#fff;margin-top:16px}td,th{border:1px solid #ccc;padding:6px 10px;text-align:left}</style></head><body>
<form>${pair('Bezeichnung', `<input name="a1" value="${offer.name}">`)}${pair('Kunde', `<input name="a2" value="${offer.customer}">`)}${pair('Stufe', `<select name="a3">${stages.join('')}</select>`)}
${pair('Gesamtbetrag', `<input name="a4" value="${de(sum(offer))}">`)}
<table><thead><tr>${head.join('')}</tr></thead><tbody>${offer.lines.map(row).join('')}</tbody></table></form></body></html>`;
}

/** Starts both on this machine, under hosts of their own. */
export async function startInvented(): Promise<Invented> {
	let layout: InventedLayout = 'first';
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
		const isHarbour = url.hostname.startsWith('harbour');
		const id = isHarbour ? url.pathname.split('/').at(-1) : url.searchParams.get('id');
		const offer = offers.find((one) => one.id === id);
		response.writeHead(offer ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
		response.end(offer ? (isHarbour ? harbourPage : werftPage)(offer, layout) : '<h1>Offers</h1>');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		harbour: `http://harbour.localhost:${port}`,
		werft: `http://werft.localhost:${port}`,
		lay: (next) => {
			layout = next;
		},
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}
