import { describe, expect, test } from 'vitest';
import type { ApiRequest, CallApi } from '../../../crm/contract.ts';
import { costSearch, namedCost } from '../../../crm/kit/cost.ts';
import { adapters } from '../../../crm/registry.ts';
import { apiAnswer } from '../../../scripts/read/api-folder.ts';
import { folderApi, openPage } from '../open-page.ts';
import { isFailing, type SavedPage, savedPages } from '../saved-pages.ts';

const { signal } = new AbortController();
const unknown = 'no_such_field';

/** The request as it would be without the field. */
function without({ url, body, ...rest }: ApiRequest): ApiRequest {
	const strip = (text: string) =>
		text
			.replaceAll(new RegExp(`(?:,|%2C)(?:"|%22)?${unknown}(?:"|%22)?(?::\\{\\})?`, 'g'), '')
			.replaceAll(`SELECT Id, ${unknown} FROM`, 'SELECT * FROM');
	return { ...rest, url: strip(url), ...(body === undefined ? {} : { body: strip(body) }) };
}

/** What a CRM says of a field that it does not have; undefined where it leaves it out without a word. */
const answers: Readonly<Record<string, (request: ApiRequest) => Awaited<ReturnType<CallApi>> | undefined>> = {
	hubspot({ url, body }) {
		if (!url.includes('/products/')) return undefined;
		const { inputs } = JSON.parse(body ?? '') as { inputs: { id: string }[] };
		return answer(200, { results: inputs.map(({ id }) => ({ id, properties: {} })) });
	},
	dynamics: () => answer(400, { error: { code: '0x80060888', message: `no ${unknown}` } }),
	frappe: () => answer(417, { exc_type: 'DataError' }),
	tryton: () => answer(200, { id: 0, result: {} }),
};

function answer(status: number, body: unknown) {
	return { status, headers: {}, text: JSON.stringify(body) };
}

/** Lines with costs, where the CRM has a place for them itself. */
function doesTell({ expected: { front, facts } }: SavedPage): boolean {
	if (!front || !facts || isFailing(facts)) return false;
	return Boolean(facts.lines?.some(({ unitCost, product }) => (front.crm === 'zoho' ? product : unitCost)));
}

/** The saved answer to the same address, whatever was asked of it: a request for costs asks for more, or for less. */
function alike({ api, expected }: SavedPage, { method, url }: ApiRequest): Awaited<ReturnType<CallApi>> {
	const { origin } = new URL(expected.url);
	const found = api.answers.find(
		({ request }) => request?.method === method && new URL(request.url, origin).href === new URL(url, origin).href,
	);
	return found ? apiAnswer(found) : null;
}

/** Reads the first saved page that tells costs, with another place for them. */
async function read(crm: string, costField: string | null) {
	const adapter = adapters.find((each) => each.crm === crm);
	const saved = savedPages(crm).find(doesTell);
	if (!adapter || !saved?.expected.front) throw new Error(`no page of ${crm} tells a cost`);
	const api = folderApi(saved);
	const callApi: CallApi = async (request, given) => {
		const isNamed = `${request.url} ${request.body}`.includes(unknown);
		const said = isNamed ? answers[crm]?.(request) : undefined;
		return said ?? (await api.callApi(isNamed ? without(request) : request, given)) ?? alike(saved, request);
	};
	const result = await adapter.open(callApi, { costField }).readFacts(openPage(saved), saved.expected.front, signal);
	return result;
}

describe.each(adapters.map(({ crm }) => crm))('costs in %s', (crm) => {
	test('come from Dealside’s list alone where the user says so', async () => {
		const result = await read(crm, ':list');
		if (!result.ok) throw new Error(result.error.code);
		const { facts, health } = result.value;
		expect(facts.lines?.map(({ unitCost }) => unitCost)).toEqual(facts.lines?.map(() => null));
		expect(facts.isCostDenied).toBeUndefined();
		expect(health.map(({ field }) => field)).not.toContain('Cost');
	});

	test.each([unknown, `product.${unknown}`])('are unknown in %s, and that is said', async (field) => {
		const result = await read(crm, field);
		if (!result.ok) throw new Error(result.error.code);
		const { facts, health } = result.value;
		expect(facts.lines?.length).toBeGreaterThan(0);
		expect(facts.lines?.map(({ unitCost }) => unitCost)).toEqual(facts.lines?.map(() => null));
		expect(health).toContainEqual(expect.objectContaining({ field: 'Cost', state: 'broken' }));
	});
});

/** Reads a saved page whose CRM answers `instead` where that gives anything. */
async function readPage(
	crm: string,
	name: string,
	costField: string | null,
	instead: (request: ApiRequest, usual: string) => unknown = () => undefined,
) {
	const adapter = adapters.find((each) => each.crm === crm);
	const saved = savedPages(crm).find((page) => page.name === name);
	if (!adapter || !saved?.expected.front) throw new Error(`no page ${name} of ${crm}`);
	const api = folderApi(saved);
	const callApi: CallApi = async (request, given) => {
		const usual = (await api.callApi(request, given)) ?? alike(saved, request);
		const text = usual && typeof usual !== 'string' ? usual.text : '';
		const other = instead(request, text);
		return other === undefined ? usual : answer(200, other);
	};
	const result = await adapter.open(callApi, { costField }).readFacts(openPage(saved), saved.expected.front, signal);
	if (!result.ok) throw new Error(result.error.code);
	const { facts, health } = result.value;
	return {
		costs: facts.lines?.map(({ unitCost }) => unitCost),
		lists: facts.lines?.map(({ listPrice }) => listPrice),
		isDenied: facts.isCostDenied ?? false,
		health: health.find(({ field }) => field === 'Cost')?.state,
		facts,
	};
}

describe('a cost that the firm keeps elsewhere is read', () => {
	test('in Odoo: from a field of the line or of the product, in the product’s own unit and currency', async () => {
		const withOwn = (of: 'line' | 'product') => (request: ApiRequest, usual: string) => {
			const model = of === 'line' ? 'sale.order.line' : 'product.product';
			if (!usual) return undefined;
			const whole = JSON.parse(usual);
			if (request.url.endsWith(`/${model}/fields_get`)) {
				expect(request.body).toContain('"x_landed"');
				return { ...whole, result: { ...whole.result, x_landed: { type: 'monetary' } } };
			}
			if (!request.url.endsWith('/web_read')) return undefined;
			expect(request.body).toContain('"x_landed":{}');
			for (const [at, line] of whole.result[0].order_line.entries()) {
				const record = of === 'line' ? line : line.product_id;
				if (record) record.x_landed = at === 2 ? 0 : at * 100.5;
			}
			return whole;
		};
		const ofLine = await readPage('odoo', 'so-18-view', 'x_landed', withOwn('line'));
		expect(ofLine).toMatchObject({ costs: ['100.5', null, '301.5', '402', '502.5'], health: 'ok', isDenied: false });
		const ofProduct = await readPage('odoo', 'so-18-view', 'product.x_landed', withOwn('product'));
		expect(ofProduct).toMatchObject({ costs: ['100.5', null, '301.5', '402', '502.5'], health: 'ok' });
	});

	test('in SuiteCRM: from a column of the line, and in version 8 from a field of the product', async () => {
		const ofLine = await readPage('suitecrm', '7-quote-edit', 'product_list_price');
		expect(ofLine.costs).toEqual(ofLine.lists);
		expect(ofLine.health).toBe('ok');
		const product = (request: ApiRequest) => {
			const { variables } = JSON.parse(request.body ?? '{}') as { variables?: Record<string, unknown> };
			if (variables?.module !== 'products') return undefined;
			const attributes = { id: variables.record, landed_c: '77.500000', currency_id: '-99' };
			return { data: { getRecord: { attributes, acls: ['view'] } } };
		};
		const ofProduct = await readPage('suitecrm', '8-quote-edit', 'product.landed_c', product);
		expect(new Set(ofProduct.costs)).toEqual(new Set(['77.5']));
		expect(ofProduct.health).toBe('ok');
		// A product that is kept in another currency says which; one that nobody knows is said as unknown.
		const inCurrency = (currency_id: string) => (request: ApiRequest, usual: string) => {
			if (/"currencies"/.test(usual) && /currency/i.test(request.body ?? '')) return undefined;
			const answer = product(request);
			if (answer) answer.data.getRecord.attributes.currency_id = currency_id;
			return answer;
		};
		const foreign = await readPage('suitecrm', '8-quote-edit', 'product.landed_c', inCurrency('no-such-currency'));
		expect(new Set(foreign.facts.lines?.map(({ costCurrency }) => costCurrency))).toEqual(new Set(['unknown']));
		const seven = await readPage('suitecrm', '7-quote-edit', 'product.landed_c', product);
		expect(seven).toMatchObject({ health: 'broken' });
		expect(new Set(seven.costs)).toEqual(new Set([null]));
	});

	test('in Dolibarr: from the product’s own cost or its average price, where the page shows costs at all', async () => {
		const asked: string[] = [];
		const prices = ({ url }: ApiRequest) => {
			if (!url.includes('getSupplierPrices.php')) return undefined;
			asked.push(url);
			return [
				{ id: '12', price: '1' },
				{ id: 'pmpprice', price: '41.5' },
				{ id: 'costprice', price: '0' },
			];
		};
		const average = await readPage('dolibarr', 'propal-view', 'product.pmp', prices);
		const sold = average.facts.lines?.map(({ product }) => (product ? '41.5' : null));
		expect(average).toMatchObject({ costs: sold, health: 'ok', isDenied: false });
		const own = await readPage('dolibarr', 'propal-view', 'product.cost_price', prices);
		expect(own).toMatchObject({ costs: sold?.map(() => null), health: 'ok' });
		const shown = await readPage('dolibarr', 'propal-view', 'pa_ht', prices);
		expect(shown).toMatchObject({ costs: (await readPage('dolibarr', 'propal-view', null)).costs, health: 'ok' });
		expect(asked.length).toBeGreaterThan(0);
		asked.length = 0;
		const hidden = await readPage('dolibarr', 'propal-view-nomargin', 'product.pmp', prices);
		expect(hidden).toMatchObject({ costs: sold?.map(() => null), isDenied: true });
		expect(asked).toEqual([]);
	});

	test('in Tryton: from a field of the line or of the product, and a refusal is one of costs alone', async () => {
		const own = (request: ApiRequest, refuses = false) => {
			const { method, params } = JSON.parse(request.body ?? '') as { method: string; params: unknown[][] };
			const [ids, fields] = params as [number[], unknown];
			if (method.endsWith('.fields_get') && JSON.stringify(ids) === '["landed"]')
				return { id: 0, result: { landed: { type: 'numeric' } } };
			// The labels of the lines' columns, with that of the named field.
			if (method.endsWith('.fields_get') && ids.length > 1)
				return { id: 0, result: Object.fromEntries(ids.map((name) => [name, { string: String(name) }])) };
			if (JSON.stringify(fields) !== '["landed"]') return undefined;
			if (refuses) return { id: 0, error: ['UserError', ['no access', '']] };
			const landed = { __class__: 'Decimal', decimal: '12.3400' };
			return { id: 0, result: ids.map((id) => ({ id, landed: id === 2 ? null : landed })) };
		};
		const costs = ['12.3400', null, '12.3400', '12.3400', '12.3400'];
		expect(await readPage('tryton', 'quotation', 'landed', (request) => own(request))).toMatchObject({
			costs,
			health: 'ok',
		});
		expect(await readPage('tryton', 'quotation', 'product.landed', (request) => own(request))).toMatchObject({
			costs,
			health: 'ok',
		});
		const refused = await readPage('tryton', 'quotation', 'product.landed', (request) => own(request, true));
		expect(refused).toMatchObject({ costs: costs.map(() => null), isDenied: true });
	});

	test('in the demo: from a field of the line', async () => {
		const { costs, lists, health } = await readPage('demo', 'quote', 'listPrice');
		expect({ costs, health }).toEqual({ costs: lists, health: 'ok' });
	});
});

describe('a named field', () => {
	test.each([
		['12.5', '12.5', 'ok'],
		[8150, '8150', 'ok'],
		[0, null, 'ok'],
		['0.00', null, 'ok'],
		[null, null, 'ok'],
		[false, null, 'ok'],
		['', null, 'ok'],
		['12,50 €', null, 'broken'],
		[{ value: 3 }, null, 'broken'],
		[undefined, null, 'broken'],
	])('that holds %j tells %j', (value, cost, state) => {
		const search = costSearch('Unit_Cost');
		expect(namedCost(search, { Unit_Cost: value }, 'Unit_Cost')).toBe(cost);
		expect(search.state).toBe(state);
	});

	test('that one record lacks stays missed', () => {
		const search = costSearch('product.Unit_Cost');
		namedCost(search, {}, 'Unit_Cost');
		namedCost(search, { Unit_Cost: 5 }, 'Unit_Cost');
		expect(search).toEqual({ source: { of: 'product', field: 'Unit_Cost' }, state: 'broken' });
	});

	test('a cost book is nowhere in a CRM that has none', () => {
		expect(costSearch(':cost-book')).toEqual({ source: { of: 'nowhere' }, state: 'broken' });
		expect(costSearch(':cost-book', true)).toEqual({ source: { of: 'book' }, state: null });
	});
});
