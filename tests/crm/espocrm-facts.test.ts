import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { AdapterOptions, CallApi } from '../../crm/contract.ts';
import { espocrm } from '../../crm/espocrm/index.ts';
import { folderApi, openHtml, openPage } from './open-page.ts';
import { savedPages } from './saved-pages.ts';

const { signal } = new AbortController();
const page = savedPages('espocrm').find(({ name }) => name === 'opportunity-view');
if (!page) throw new Error('no page');
const saved = page;

type Answer = { [key: string]: unknown };

const answerOf = (name: string): Answer =>
	JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/espocrm/api', `${name}.json`), 'utf8')).answer;

const deal: RecordRef = {
	crm: 'espocrm',
	site: 'https://espocrm.example',
	kind: 'opportunity',
	id: '67ab01c2d3e4f5a6b',
};

/** Reads a record whose server answers `instead` for the paths below the API that end so. */
async function read(
	instead: Readonly<Record<string, Answer | number>>,
	{ ref = deal, options }: { ref?: RecordRef; options?: AdapterOptions } = {},
): Promise<DealFacts> {
	const api = folderApi(saved);
	const callApi: CallApi = async (request, given) => {
		const found = Object.entries(instead).find(([path]) => request.url === `/api/v1/${path}`);
		if (!found) return api.callApi(request, given);
		const [, answer] = found;
		const isStatus = typeof answer === 'number';
		return { status: isStatus ? answer : 200, headers: {}, text: isStatus ? '' : JSON.stringify(answer) };
	};
	const reading = await espocrm.open(callApi, options).readFacts(openPage(saved), ref, signal);
	if (!reading.ok) throw new Error(JSON.stringify(reading.error));
	return reading.value.facts;
}

const linesPath = `Opportunity/${deal.id}/cQuoteItems?maxSize=200`;
const fieldsPath = 'Metadata?key=entityDefs.CQuoteItem.fields';
const [chiller = {}] = answerOf('Opportunity-cQuoteItems').list as Answer[];
const withLine = (line: Answer) => read({ [linesPath]: { total: 1, list: [{ ...chiller, ...line }] } });

test('a cost that the user may not read is not taken from its converted twin, nor from a copy', async () => {
	const { unitCost: _, unitCostCurrency: __, ...line } = chiller;
	const facts = await read({ [linesPath]: { total: 1, list: [line] } });
	expect(line).toMatchObject({ unitCostConverted: 8150, productCost: 8150 });
	expect(facts).toMatchObject({ isCostDenied: true, lines: [{ unitCost: null }] });
});

test('nor from a copy whose product hides its cost from this user', async () => {
	const user = answerOf('App-user');
	const acl = user.acl as Answer;
	const fieldTable = { CProduct: { cost: { read: 'no', edit: 'no' } } };
	const facts = await read({
		'App/user': { ...user, acl: { ...acl, fieldTable } },
		[linesPath]: { total: 1, list: [{ ...chiller, unitCost: null }] },
	});
	expect(chiller).toMatchObject({ unitCostConverted: 8150, productCost: 8150 });
	expect(facts).toMatchObject({ isCostDenied: true, lines: [{ unitCost: null }] });
});

test('a cost of 0 is told as one, and its product’s counts in the currency it was converted to', async () => {
	const told = { costUnits: '1', costPeriod: 'price' };
	expect((await withLine({ unitCost: 0 })).lines).toMatchObject([{ unitCost: '8150', costCurrency: 'EUR', ...told }]);
	expect((await withLine({ unitCost: 0, productCost: 0 })).lines).toMatchObject([
		{ unitCost: null, isCostZero: true, ...told },
	]);
	const unset = (await withLine({ unitCost: null, productCost: null })).lines?.[0];
	expect(unset).toMatchObject({ unitCost: null, ...told });
	expect(unset?.isCostZero).toBeUndefined();
	const dollars = await withLine({ unitCost: 9000, unitCostCurrency: 'USD' });
	expect(dollars.lines).toMatchObject([{ unitCost: '9000', costCurrency: 'USD', ...told }]);
});

test('a price in another currency than the deal’s is no price of it', async () => {
	const facts = await withLine({ listPrice: 13000, listPriceCurrency: 'USD' });
	expect(facts.lines).toMatchObject([{ listPrice: null, netPrice: '11160' }]);
});

test('an amount that is not list less discount is the line’s own price', async () => {
	expect((await withLine({ amount: 22000 })).lines).toMatchObject([{ listPrice: '12400', netPrice: '11000' }]);
	// 100 / 3, which makes 100.00 again.
	expect((await withLine({ amount: 100, quantity: 3 })).lines).toMatchObject([{ netPrice: '33.3333333333' }]);
	expect((await withLine({ amount: 100, quantity: 0 })).lines).toMatchObject([{ listPrice: null, netPrice: null }]);
});

test('numbers that come as text are as exact as numbers', async () => {
	const facts = await withLine({ listPrice: '12400.0000', amount: '22320.0000' });
	expect(facts.lines).toMatchObject([{ listPrice: '12400.0000', netPrice: null }]);
});

test('lines that are kept from the user are unknown; without an entity of lines there are none', async () => {
	expect((await read({ [linesPath]: 403 })).lines).toBeNull();
	expect((await read({ 'Metadata?key=entityDefs.Opportunity': { fields: {}, links: {} } })).lines).toEqual([]);
});

test('of two entities that look like lines neither is taken, and both are named', async () => {
	const entity = answerOf('Metadata-Opportunity');
	const links = entity.links as Answer;
	const twice = { ...entity, fields: {}, links: { ...links, cOther: links.cQuoteItems } };
	expect(await read({ 'Metadata?key=entityDefs.Opportunity': twice })).toMatchObject({
		lines: [],
		linesNote: { kind: 'several-entities', entities: ['cQuoteItems', 'cOther'] },
	});
	const other = { type: 'hasMany', isCustom: true, entity: 'COption' };
	const two = { ...entity, fields: {}, links: { ...links, cOptions: other } };
	const optionFields = { quantity: { type: 'int' }, listPrice: { type: 'currency' }, purchase: { type: 'currency' } };
	const answers = {
		'Metadata?key=entityDefs.Opportunity': two,
		'Metadata?key=entityDefs.COption.fields': optionFields,
	};
	expect(await read(answers)).toMatchObject({
		lines: [],
		linesNote: { kind: 'several-entities', entities: ['CQuoteItem', 'COption'] },
	});
	// The place of the cost says which of them it is, where one of them alone has such a field.
	const chosen = await read(answers, { options: { costField: 'unitCost' } });
	expect(chosen.lines).toHaveLength(5);
	expect(chosen.linesNote).toBeUndefined();
	expect(await read(answers, { options: { costField: ':list' } })).toMatchObject({ lines: [] });
});

test('German names of fields are known too', async () => {
	const money = { type: 'currency', isCustom: true };
	const fields = {
		menge: { type: 'float' },
		listenpreis: money,
		rabatt: { type: 'float', max: 100 },
		einkaufspreis: money,
		betrag: money,
	};
	const line = {
		id: 'p1',
		name: 'Kühler',
		menge: 2,
		listenpreis: 12400,
		listenpreisCurrency: 'EUR',
		rabatt: 10,
		einkaufspreis: 8150,
		einkaufspreisCurrency: 'EUR',
		betrag: 22320,
		betragCurrency: 'EUR',
	};
	expect((await read({ [fieldsPath]: fields, [linesPath]: { total: 1, list: [line] } })).lines).toMatchObject([
		{ quantity: '2', listPrice: '12400', discounts: ['0.1'], netPrice: null, unitCost: '8150' },
	]);
});

test('where the firm says its cost is kept, it is read there alone', async () => {
	const of = (costField: string) => read({}, { options: { costField } });
	expect((await of('product.cost')).lines?.[0]).toMatchObject({ unitCost: '8150' });
	expect((await of(':list')).lines?.[0]).toMatchObject({ unitCost: null });
	expect(await of('cNowhere')).toMatchObject({ isCostDenied: true, lines: [{ unitCost: null }, {}, {}, {}, {}] });
});

test('without lines the totals on the deal are one', async () => {
	const entity = answerOf('Metadata-Opportunity');
	const facts = await read({ 'Metadata?key=entityDefs.Opportunity': { ...entity, links: {} } });
	expect(facts.lines).toEqual([
		expect.objectContaining({ quantity: '1', listPrice: '40810.0000', netPrice: '37360', unitCost: '25320' }),
	]);
});

test('totals in another currency than the amount say so, or count for nothing', async () => {
	const entity = answerOf('Metadata-Opportunity');
	const record = answerOf('Opportunity');
	const currencies = Object.keys(record).filter((field) => /(?:list|cost).*Currency$/i.test(field));
	expect(currencies).toHaveLength(2);
	const facts = await read({
		'Metadata?key=entityDefs.Opportunity': { ...entity, links: {} },
		[`Opportunity/${deal.id}`]: { ...record, ...Object.fromEntries(currencies.map((field) => [field, 'USD'])) },
	});
	expect(facts).toMatchObject({
		currency: 'EUR',
		lines: [{ listPrice: null, netPrice: '37360', unitCost: '25320', costCurrency: 'USD' }],
	});
});

test('more lines than come at once are read on', async () => {
	const list = (from: number, count: number) =>
		Array.from({ length: count }, (_, at) => ({ ...chiller, id: `l${from + at}`, position: from + at }));
	const facts = await read({
		[linesPath]: { total: 230, list: list(0, 200) },
		[`${linesPath}&offset=200`]: { total: 230, list: list(200, 30) },
	});
	expect(facts.lines).toHaveLength(230);
});

test('the customer’s details are missing when they may not be read, and nothing else', async () => {
	const facts = await read({ 'Account/67ab000000000acc1': 403 });
	expect(facts.segments).toEqual({ source: 'Partner' });
	expect(facts.lines).toHaveLength(5);
});

test('a quote of the paid extension takes costs from its products', async () => {
	const item = {
		id: 'it0',
		name: 'Chiller unit CX-40',
		productId: 'pr0',
		productName: 'Chiller unit CX-40',
		quantity: 2,
		listPrice: 12400,
		listPriceCurrency: 'EUR',
		discount: 10,
		unitPrice: 11160,
		amount: 22320,
		amountCurrency: 'EUR',
	};
	const quote = { id: 'q1', name: 'Offer', status: 'Draft', amount: 22320, amountCurrency: 'EUR', itemList: [item] };
	const product = { id: 'pr0', partNumber: 'CX-40', costPrice: 8150, costPriceCurrency: 'EUR' };
	const query = new URL(
		'Product?maxSize=200&where[0][type]=in&where[0][attribute]=id&where[0][value][0]=pr0',
		'https://espocrm.example/api/v1/',
	);
	const products = `Product${query.search}`;
	const ref: RecordRef = { ...deal, kind: 'quote', id: 'q1' };
	const answers = { 'Quote/q1': quote, [products]: { total: 1, list: [product] } };
	expect(await read(answers, { ref })).toMatchObject({
		stage: { id: 'Draft' },
		amount: null,
		lines: [{ product: { code: 'CX-40' }, listPrice: '12400', discounts: ['0.1'], netPrice: null, unitCost: '8150' }],
	});
	expect(await read({ ...answers, [products]: 403 }, { ref })).toMatchObject({ lines: [{ unitCost: null }] });
});

test('below another path the API is there too', async () => {
	const asked: string[] = [];
	const callApi: CallApi = async ({ url }) => {
		asked.push(url);
		return null;
	};
	const below = openHtml('<!doctype html><body data-id="espocrm"></body>', 'https://firm.example/crm/#Opportunity');
	await espocrm.open(callApi).readFacts(below, deal, signal);
	expect(asked).toEqual(['/crm/api/v1/App/user', '/crm/api/v1/Metadata?key=entityDefs.Opportunity']);
});
