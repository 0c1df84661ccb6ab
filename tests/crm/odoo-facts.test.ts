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

/** A server answers no more fields of a record than were asked for. */
function asAsked(request: ApiRequest, answer: Awaited<ReturnType<CallApi>>) {
	if (!request.url.endsWith('/web_read') || answer === null || answer === 'token-missing') return answer;
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

test('of several quotations nobody can say which counts; a cancelled one does not', async () => {
	const lead = (answerOf('crm.lead-42') as Record[])[0] as Record;
	const [own] = lead.order_ids as Record[];
	const withOrders = (...orders: (Record | undefined)[]) =>
		read(deal, (path) => (path.endsWith('/crm.lead/web_read') ? [{ ...lead, order_ids: orders }] : undefined));
	expect((await withOrders(own, { ...own, id: 109 })).lines).toBeNull();
	expect((await withOrders(own, { ...own, id: 109, state: 'cancel' })).lines).toHaveLength(5);
	expect((await withOrders()).lines).toEqual([]);
	const dollars = { ...own, currency_id: { id: 1, display_name: 'USD' } };
	expect((await withOrders(dollars)).lines).toBeNull();
});

test('a deal without the sales module has no lines; one whose quotations are kept from the user has unknown ones', async () => {
	const noSales = await read(deal, (path) => {
		if (path.endsWith('/crm.lead/fields_get')) return {};
		if (/\/sale\.order(?:\.line)?\/fields_get$/.test(path))
			return { isError: true, name: 'werkzeug.exceptions.NotFound' };
		return undefined;
	});
	expect(noSales.lines).toEqual([]);
	const kept = await read(deal, (path, body) =>
		path.endsWith('/web_read') && body.includes('order_line') ? refusal : undefined,
	);
	expect(kept.lines).toBeNull();
});
