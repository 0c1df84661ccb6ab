import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { ApiRequest, CallApi } from '../../crm/contract.ts';
import { odoo } from '../../crm/odoo/index.ts';
import { folderApi, openPage } from './open-page.ts';
import { savedPages } from './saved-pages.ts';

const { signal } = new AbortController();
const saved = savedPages('odoo').find(({ name }) => name === 'so-18-view');
if (!saved) throw new Error('no page');

type Record = { [key: string]: unknown };
interface Order extends Record {
	order_line: Record[];
}

function answerOf(name: string): unknown {
	const file = join(import.meta.dirname, '../fixtures/odoo/api', `${name}.json`);
	return JSON.parse(readFileSync(file, 'utf8')).answer.result;
}

const order = () => (answerOf('sale.order-108') as Order[])[0] as Order;
const lineFields = () => answerOf('fields-sale.order.line') as Record;
const orderFields = () => answerOf('fields-sale.order') as Record;

/** A server answers no more fields of a record than were asked for. */
function asAsked(request: ApiRequest, answer: Awaited<ReturnType<CallApi>>) {
	if (!request.url.endsWith('/web_read') || answer === null || typeof answer === 'string') return answer;
	const asked = JSON.parse(request.body ?? '').params.kwargs.specification;
	const whole = JSON.parse(answer.text);
	const result = whole.result.map((record: Record) =>
		Object.fromEntries(Object.entries(record).filter(([name]) => name === 'id' || name in asked)),
	);
	return { ...answer, text: JSON.stringify({ ...whole, result }) };
}

/** Reads a record whose server answers `instead` where that gives anything. */
async function read(ref: RecordRef, instead: (path: string, body: string) => unknown): Promise<DealFacts> {
	const api = folderApi(saved as NonNullable<typeof saved>);
	const callApi: CallApi = async (request: ApiRequest, given) => {
		const result = instead(request.url, request.body ?? '');
		if (result === undefined) return asAsked(request, await api.callApi(request, given));
		const isError = typeof result === 'object' && result !== null && 'name' in result && 'isError' in result;
		const body = isError ? { error: { code: 200, data: result } } : { result };
		return { status: 200, headers: {}, text: JSON.stringify({ jsonrpc: '2.0', id: 1, ...body }) };
	};
	const reading = await odoo.open(callApi).readFacts(openPage(saved as NonNullable<typeof saved>), ref, signal);
	if (!reading.ok) throw new Error(JSON.stringify(reading.error));
	return reading.value.facts;
}

const quote: RecordRef = { crm: 'odoo', site: 'https://odoo.example', kind: 'quote', id: '108' };
const deal: RecordRef = { ...quote, kind: 'opportunity', id: '42' };
const refusal = { isError: true, name: 'odoo.exceptions.AccessError' };

/** A quotation with other lines, and other fields of lines. */
function withLines(lines: Record[], fields: Record = lineFields()): Promise<DealFacts> {
	return read(quote, (path) => {
		if (path.endsWith('/sale.order.line/fields_get')) return fields;
		return path.endsWith('/sale.order/web_read') ? [{ ...order(), order_line: lines }] : undefined;
	});
}

const [, chiller = {}] = order().order_line;

test('19 calls the unit of measure otherwise', async () => {
	const { product_uom: unit, ...line } = chiller;
	const { product_uom: field, ...fields } = lineFields();
	const facts = await withLines([{ ...line, product_uom_id: unit }], { ...fields, product_uom_id: field });
	expect(facts.lines).toEqual([expect.objectContaining({ id: '901', unit: 'Units', unitCost: '8150' })]);
});

test('a section of 19 within a section is no line', async () => {
	const facts = await withLines([{ ...chiller, display_type: 'line_subsection' }, chiller]);
	expect(facts.lines).toHaveLength(1);
});

test('a price with tax in it is told by the amount without', async () => {
	// 2 × 12,400 less 10 % is 22,320 with 25 % tax: 17,856 without, 8,928 for each.
	const facts = await withLines([{ ...chiller, price_subtotal: 17856 }]);
	expect(facts.lines).toEqual([expect.objectContaining({ listPrice: null, discounts: ['0.1'], netPrice: '8928' })]);
});

test('a cost that nobody set is unknown, and what was paid in advance costs nothing', async () => {
	const facts = await withLines([
		{ ...chiller, purchase_price: 0 },
		{ ...chiller, id: 950, is_downpayment: true, product_uom_qty: 0, price_subtotal: 0, purchase_price: 0 },
	]);
	expect(facts.lines?.map(({ unitCost }) => unitCost)).toEqual([null, '0']);
});

const withoutCost = { ...(chiller.product_id as Record), standard_price: 0 };

test('a cost of 0 beside a product that costs something was set by somebody; beside one that costs nothing by nobody', async () => {
	const facts = await withLines([
		{ ...chiller, purchase_price: 0 },
		{ ...chiller, id: 950, purchase_price: 0, product_id: withoutCost },
	]);
	expect(facts.lines).toMatchObject([{ id: '901', unitCost: null, isCostZero: true }, { unitCost: null }]);
	expect(facts.lines?.[1]).not.toHaveProperty('isCostZero');
});

/** A line of a kit, in an order of a site that has manufacturing and stock. */
function withKit(state: string, ofLine: number, ofKit: number, isRefused = false): Promise<DealFacts> {
	const product = { ...(chiller.product_id as Record), is_kits: true, standard_price: ofKit };
	return read(quote, (path, body) => {
		if (path.endsWith('/sale.order.line/fields_get')) return { ...lineFields(), qty_to_deliver: { type: 'float' } };
		if (path.endsWith('/product.product/fields_get'))
			return { ...(answerOf('fields-product.product') as Record), is_kits: { type: 'boolean' } };
		if (!path.endsWith('/sale.order/web_read')) return undefined;
		if (isRefused && body.includes('"is_kits"')) return refusal;
		const { is_kits: _, ...plain } = product;
		const line = { ...chiller, purchase_price: ofLine, product_id: isRefused ? plain : product };
		return [{ ...order(), state, order_line: [line] }];
	});
}

test.each([
	['a part of it', 700, 3200],
	['none of it', 0, 3200],
	['some of it, and nobody knows how much', 700, 0],
])('a kit that was confirmed has no known cost when its line holds %s', async (_, ofLine, ofKit) => {
	const { lines } = await withKit('sale', ofLine, ofKit);
	expect(lines).toMatchObject([{ unitCost: null, costUnits: '1', isCostOfParts: true }]);
	expect(lines?.[0]).not.toHaveProperty('isCostZero');
});

test.each([
	['nobody has confirmed', 'sent', 700],
	['was confirmed at its own cost', 'sale', 3200],
])('a kit that %s costs what its line says', async (_, state, ofLine) => {
	const { lines } = await withKit(state, ofLine, 3200);
	expect(lines?.[0]).toMatchObject({ unitCost: String(ofLine) });
	expect(lines?.[0]).not.toHaveProperty('isCostOfParts');
});

test('who may not read bills of materials still has the product’s details', async () => {
	const { lines } = await withKit('draft', 700, 3200, true);
	expect(lines?.[0]).toMatchObject({ unitCost: '700', costUnits: '1', product: { families: ['Cooling', 'All'] } });
});

test('a list cost is per unit of the product, whatever unit the line without a cost is in', async () => {
	const dozens = { id: 2, display_name: 'Dozens' };
	const facts = await withLines([
		{ ...chiller, purchase_price: 0, product_uom: dozens },
		{ ...chiller, id: 950, purchase_price: 97800, product_uom: dozens },
	]);
	expect(facts.lines).toMatchObject([
		{ unitCost: null, costUnits: 'unknown' },
		{ unitCost: '97800', costCurrency: 'deal', costUnits: '1' },
	]);
});

test('a price typed below the price list’s is a discount from it; one above it is the list price itself', async () => {
	const fields = { ...lineFields(), technical_price_unit: { type: 'float' } };
	// 2 × 11,000 less 10 % is 19,800.
	const below = { ...chiller, price_unit: 11000, price_subtotal: 19800, technical_price_unit: 12400 };
	const above = { ...chiller, id: 950, technical_price_unit: 12000 };
	expect((await withLines([below, above], fields)).lines).toMatchObject([
		{ listPrice: '12400', discounts: [], netPrice: '9900' },
		{ listPrice: '12400', discounts: ['0.1'], netPrice: null },
	]);
});

test('before 18 the product’s own price is the list’s where no price list stands between, in the same unit and currency', async () => {
	const fields = { ...(answerOf('fields-product.product') as Record), lst_price: {}, currency_id: {} };
	const listed = (money: string) => ({
		...(chiller.product_id as Record),
		lst_price: 12400,
		currency_id: { id: 125, display_name: money },
	});
	const line = { ...chiller, price_unit: 11000, price_subtotal: 19800 };
	const readWith = (product: Record, priceList: unknown) =>
		read(quote, (path) => {
			if (path.endsWith('/product.product/fields_get')) return fields;
			const lines = [{ ...line, product_id: product }];
			if (path.endsWith('/sale.order/fields_get')) return { ...orderFields(), pricelist_id: {} };
			return path.endsWith('/sale.order/web_read')
				? [{ ...order(), pricelist_id: priceList, order_line: lines }]
				: undefined;
		});
	const listPrice = async (product: Record, priceList: unknown) =>
		(await readWith(product, priceList)).lines?.[0]?.listPrice;
	expect(await listPrice(listed('EUR'), false)).toBe('12400');
	expect(await listPrice(listed('USD'), false)).toBe('11000');
	expect(await listPrice(listed('EUR'), { id: 1, display_name: 'Dealers (EUR)' })).toBe('11000');
});

test('a line that the discount dialog wrote costs nothing, also where it makes the order dearer', async () => {
	const product = { ...withoutCost, id: 505, display_name: '[DISC] Discount', default_code: 'DISC' };
	const facts = await read(quote, (path) => {
		if (path.endsWith('/sale.order/fields_get')) return { ...orderFields(), company_id: {} };
		const company_id = { id: 1, display_name: 'Nordfrost Systems (sample)', sale_discount_product_id: 505 };
		const surcharge = { ...chiller, product_id: product, discount: 0, product_uom_qty: 1, purchase_price: 0 };
		const order_line = [{ ...surcharge, price_unit: 2040.5, price_subtotal: 2040.5 }];
		return path.endsWith('/sale.order/web_read') ? [{ ...order(), company_id, order_line }] : undefined;
	});
	expect(facts.lines).toMatchObject([{ listPrice: '2040.5', unitCost: '0', costCurrency: 'deal' }]);
});

test('costs are those of the company that the order is of, whichever is ticked first', async () => {
	const { purchase_price: _, ...fields } = lineFields();
	const { purchase_price: __, ...line } = chiller;
	const asked: unknown[] = [];
	const facts = await read(quote, (path, body) => {
		if (path.endsWith('/sale.order.line/fields_get')) return fields;
		if (path.endsWith('/sale.order/fields_get')) return { ...orderFields(), company_id: {} };
		if (!path.endsWith('/sale.order/web_read')) return undefined;
		const [first] = JSON.parse(body).params.kwargs.context.allowed_company_ids;
		asked.push(first);
		const product = { ...(line.product_id as Record), standard_price: first === 3 ? 900 : 600 };
		const company_id = { id: 3, display_name: 'Third (sample)' };
		return [{ ...order(), company_id, order_line: [{ ...line, product_id: product }] }];
	});
	expect(asked).toEqual([1, 3]);
	expect(facts.lines).toMatchObject([{ unitCost: '900', costCurrency: 'EUR' }]);
});

test('the first read is two calls in a row: what the server is, then the record', async () => {
	const rounds: string[][] = [];
	let waiting: (() => void)[] = [];
	const api = folderApi(saved as NonNullable<typeof saved>);
	const reading = odoo
		.open(async (request, given) => {
			await new Promise<void>((done) => waiting.push(done));
			(rounds[rounds.length - 1] as string[]).push(request.url.split('?')[0]?.split('/').slice(-2).join('/') ?? '');
			return api.callApi(request, given);
		})
		.readFacts(openPage(saved as NonNullable<typeof saved>), quote, signal);
	let isRead = false;
	reading.then(() => {
		isRead = true;
	});
	while (!isRead) {
		await new Promise((done) => setTimeout(done, 5));
		const asked = waiting;
		waiting = [];
		if (asked.length > 0) rounds.push([]);
		for (const answer of asked) answer();
	}
	expect((await reading).ok).toBe(true);
	expect(rounds).toHaveLength(2);
	expect(rounds[1]).toContain('sale.order/web_read');
});

test('without margins on quotations the product tells its cost, in its own unit', async () => {
	const { purchase_price: _, ...fields } = lineFields();
	const { purchase_price: __, ...line } = chiller;
	const facts = await withLines([line, { ...line, id: 950, product_uom: { id: 3, display_name: 'Dozens' } }], fields);
	const [own, other] = facts.lines ?? [];
	expect(own).toMatchObject({ unitCost: '8150', costCurrency: 'EUR', costUnits: '1' });
	expect(other).toMatchObject({ unitCost: '8150', costUnits: 'unknown' });
});

test('parts of a bundle belong to the line that names it', async () => {
	const facts = await withLines([
		{ ...chiller, id: 960, price_unit: 0, discount: 0, price_subtotal: 0, purchase_price: 0 },
		{ ...chiller, linked_line_id: 960, combo_item_id: 5 },
	]);
	expect(facts.lines).toMatchObject([
		{ id: '960', listPrice: null, netPrice: null, unitCost: null },
		{ id: '901', partOf: '960', unitCost: '8150' },
	]);
});

test('a user who may not read the customer or the deal still gets prices and costs', async () => {
	const facts = await read(quote, (path, body) =>
		path.endsWith('/web_read') && body.includes('country_id') ? refusal : undefined,
	);
	expect(facts).toMatchObject({ account: 'Halvorsen Foods (sample)', closeDate: null });
	expect(facts.lines?.map(({ unitCost }) => unitCost)).toEqual(['8150', '1020', '610', '900', '380']);
});

const lead = () => (answerOf('crm.lead-42') as Record[])[0] as Record;

/** The deal with other quotations; `count` deals of this id are found that have any. */
function withOrders(orders: readonly (Record | undefined)[], count = 1): Promise<DealFacts> {
	return read(deal, (path) => {
		if (path.endsWith('/crm.lead/search_count')) return count;
		return path.endsWith('/crm.lead/web_read') ? [{ ...lead(), order_ids: orders }] : undefined;
	});
}

const linkTo = (id: string, name: string) => ({
	ref: { ...quote, id },
	name,
	url: `https://odoo.example/odoo/sale.order/${id}`,
});

test('of several quotations nobody can say which counts, so that all are named; a cancelled one does not', async () => {
	const [own] = lead().order_ids as Record[];
	const several = await withOrders([own, { ...own, id: 109, name: 'S00109' }]);
	expect(several.lines).toBeNull();
	expect(several.linesNote).toEqual({
		kind: 'several-quotes',
		quotes: [linkTo('108', 'S00108'), linkTo('109', 'S00109')],
	});
	const one = await withOrders([own, { ...own, id: 109, state: 'cancel' }]);
	expect(one.lines).toHaveLength(5);
	expect(one.linesNote).toEqual({ kind: 'from-quote', quote: linkTo('108', 'S00108') });
});

test('a quotation in another currency is named; its lines say nothing about the deal’s amount', async () => {
	const [own] = lead().order_ids as Record[];
	const facts = await withOrders([{ ...own, currency_id: { id: 1, display_name: 'USD' } }]);
	expect(facts.lines).toBeNull();
	expect(facts.linesNote).toEqual({ kind: 'other-currency', quote: linkTo('108', 'S00108') });
});

test('a deal that has a quotation and shows none keeps it from this user; without any it has no lines yet', async () => {
	expect(await withOrders([], 1)).toMatchObject({ lines: null, linesNote: { kind: 'hidden' } });
	expect(await withOrders([], 0)).toMatchObject({ lines: [], linesNote: { kind: 'no-quote' } });
});

test('an expected revenue of 0 is an amount that nobody entered', async () => {
	const facts = await read(deal, (path) =>
		path.endsWith('/crm.lead/web_read') ? [{ ...lead(), expected_revenue: 0 }] : undefined,
	);
	expect(facts.amount).toBeNull();
	expect(facts.filledFields).not.toHaveProperty('amount');
	expect(facts.lines).toHaveLength(5);
});

test('a deal without the sales module has no lines; one whose quotations are kept from the user has unknown ones', async () => {
	const noSales = await read(deal, (path) => {
		if (path.endsWith('/crm.lead/fields_get')) return {};
		if (/\/sale\.order(?:\.line)?\/fields_get$/.test(path))
			return { isError: true, name: 'werkzeug.exceptions.NotFound' };
		return undefined;
	});
	expect(noSales.lines).toEqual([]);
	expect(noSales).not.toHaveProperty('linesNote');
	const kept = await read(deal, (path, body) =>
		path.endsWith('/web_read') && body.includes('order_line') ? refusal : undefined,
	);
	expect(kept).toMatchObject({ lines: null, linesNote: { kind: 'hidden' } });
});
