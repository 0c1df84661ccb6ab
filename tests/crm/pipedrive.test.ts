import { describe, expect, test } from 'vitest';
import type { AdapterOptions, CallApi, Page } from '../../crm/contract.ts';
import { pipedrive } from '../../crm/pipedrive/index.ts';
import { contractOf } from './contract.ts';
import { nothing } from './nothing.ts';
import { folderApi, openPage } from './open-page.ts';
import { savedPages } from './saved-pages.ts';

contractOf(pipedrive);

const { signal } = new AbortController();
const pages = new Map(savedPages('pipedrive').map((page) => [page.name, page]));

/** Opens a saved page with its facts; `first` answers before the saved answers do. */
async function opened(name: string, options?: AdapterOptions, first?: CallApi) {
	const saved = pages.get(name);
	const front = saved?.expected.front;
	if (!saved || !front) throw new Error(`${name} is no page with a deal`);
	const page = openPage(saved);
	const api = folderApi(saved);
	const callApi: CallApi = async (request, given) => (await first?.(request, given)) ?? api.callApi(request, given);
	const reader = pipedrive.open(callApi, options);
	const result = await reader.readFacts(page, front, signal);
	if (!result.ok) throw new Error(result.error.code);
	const { facts } = result.value;
	return {
		page,
		facts,
		api,
		reader,
		edits: () => reader.readEdits(page, facts),
		again: () => reader.readFacts(page, front, signal),
	};
}

const rowOf = ({ document }: Page, at: number) =>
	document.querySelectorAll('[data-testid="detail-block"] [data-testid="fields-list-row-field-components"]')[at];

describe('the value of a deal in Pipedrive', () => {
	test('is known by the row that showed it, whatever it is called and however it opens', async () => {
		const { page, edits } = await opened('deal');
		expect(edits()).toMatchObject({ ok: true, value: { lines: nothing } });
		const value = rowOf(page, 0);
		if (value) value.innerHTML = '<div class="cui6-input"><input value="36,500.50"></div>';
		expect(edits()).toMatchObject({ ok: true, value: { amount: { text: '36,500.50', value: '36500.50' } } });
	});

	test('in another currency is none of the deal’s, whether a list or a button tells it', async () => {
		const { page, facts, edits } = await opened('deal');
		expect(facts.currency).toBe('EUR');
		edits();
		const value = rowOf(page, 0);
		const field = '<input data-testid="compound-input" value="37,360.00">';
		const list = (chosen: string) =>
			`<select>${['EUR', 'USD'].map((code) => `<option ${code === chosen ? 'selected' : ''}>${code}</option>`)}</select>`;
		const said = (around: string) => {
			if (value) value.innerHTML = `<div>${field}${around}</div>`;
			const reading = edits();
			return reading.ok ? reading.value.currencyChange : reading.error;
		};
		expect([said(list('EUR')), said('<button>Euro (EUR)</button>'), said('')]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect([said(list('USD')), said('<button>US Dollar (USD)</button>')]).toEqual([{ to: 'USD' }, { to: 'USD' }]);
	});

	test('is not another amount of money that is open', async () => {
		const { page, edits } = await opened('deal');
		edits();
		const value = rowOf(page, 2);
		if (value) value.innerHTML = '<input data-testid="compound-input" value="5,000.00">';
		expect(edits()).toMatchObject({ ok: true, value: { areLinesUnmatched: false } });
		expect(edits()).not.toHaveProperty('value.amount');
	});
});

test('a stage whose button has no label is known by its text', async () => {
	const { page, edits } = await opened('deal');
	const chosen = page.document.querySelector('button.cui5-stage-selector__stage[aria-selected="true"]');
	const other = [...page.document.querySelectorAll('button.cui5-stage-selector__stage')].find((one) => one !== chosen);
	if (!chosen || !other) throw new Error('the page has no stages');
	const name = other.getAttribute('aria-label') ?? '';
	chosen.setAttribute('aria-selected', 'false');
	other.setAttribute('aria-selected', 'true');
	other.removeAttribute('aria-label');
	other.textContent = `9 T · ${name}`;
	expect(edits()).toMatchObject({ ok: true, value: { stageId: expect.any(String) } });
});

test('a German page’s stage is known by its name behind the days in it, and by no part of another name', async () => {
	const names = ['Angebot', 'Angebot nachverhandelt', 'Vertrag geprüft'];
	const saved = pages.get('deal')?.api.answers.find(({ name }) => name === 'stages');
	const { data } = JSON.parse(saved?.text ?? '{}') as { data: object[] };
	const stages = names.map((name, at) => ({ ...data[0], id: 61 + at, order_nr: at + 1, name }));
	const first: CallApi = async ({ url }) =>
		url.includes('/stages?')
			? { status: 200, headers: {}, text: JSON.stringify({ success: true, data: [...data, ...stages] }) }
			: null;
	const { page, edits, facts } = await opened('deal', undefined, first);
	const chosen = page.document.querySelector('button.cui5-stage-selector__stage[aria-selected="true"]');
	if (!chosen) throw new Error('the page has no stage');
	chosen.removeAttribute('aria-label');
	const shown = (text: string) => {
		chosen.textContent = text;
		const reading = edits();
		return reading.ok ? reading.value.stageId : reading.error.code;
	};
	expect(facts.stage?.id).not.toBe('63');
	expect(shown('12 Tage · Vertrag geprüft')).toBe('63');
	expect(shown('Angebot')).toBe('61');
	expect(shown('3 T · Angebot nachverhandelt')).toBe('62');
	expect(shown('3 T')).toBeUndefined();
});

test('201 products of a deal in three answers are all there, in their order', async () => {
	const saved = pages.get('deal')?.api.answers.find(({ request }) => request?.url.includes('/products?'));
	const { data } = JSON.parse(saved?.text ?? '{}') as { data: object[] };
	const all = Array.from({ length: 201 }, (_, at) => ({ ...data[0], id: 7000 + at, order_nr: at + 1 }));
	const asked: string[] = [];
	const first: CallApi = async ({ url }) => {
		if (url.startsWith('/api/v2/products?')) return { status: 200, headers: {}, text: '{"success":true,"data":[]}' };
		if (!/\/deals\/\d+\/products/.test(url)) return null;
		asked.push(url);
		const from = Number(new URL(url, 'https://host.invalid').searchParams.get('cursor') ?? 0);
		const next_cursor = from + 80 < all.length ? String(from + 80) : null;
		const answer = { success: true, data: all.slice(from, from + 80), additional_data: { next_cursor } };
		return { status: 200, headers: {}, text: JSON.stringify(answer) };
	};
	const { facts } = await opened('deal', undefined, first);
	const sold = facts.lines?.filter(({ id }) => !id.startsWith('discount-')).map(({ id }) => id);
	expect(sold).toEqual(all.map(({ id }) => String(id)));
	expect(asked).toHaveLength(3);
});

describe('products in Pipedrive', () => {
	test('what is typed in their grid makes figures over the lines unknown until it is saved or taken back', async () => {
		const { page, edits } = await opened('deal-products-open');
		expect(edits()).toMatchObject({ value: { areLinesUnmatched: false } });
		const field = page.document.querySelectorAll<HTMLInputElement>('[class*="AddProducts"] input')[3];
		if (!field) throw new Error('the grid has no field');
		field.value = '15';
		expect(edits()).toMatchObject({ value: { areLinesUnmatched: true } });
		field.value = '10';
		expect(edits()).toMatchObject({ value: { areLinesUnmatched: false } });
	});

	test('what is typed stays typed when the deal is read again meanwhile', async () => {
		const { page, reader, edits, again } = await opened('deal-products-open');
		expect(edits()).toMatchObject({ value: { areLinesUnmatched: false } });
		const field = page.document.querySelectorAll<HTMLInputElement>('[class*="AddProducts"] input')[3];
		if (!field) throw new Error('the grid has no field');
		field.value = '15';
		const newer = await again();
		if (!newer.ok) throw new Error(newer.error.code);
		expect(reader.readEdits(page, newer.value.facts)).toMatchObject({ value: { areLinesUnmatched: true } });
	});

	test('costs are taken from where the user keeps them', async () => {
		const costs = async (costField: string, first?: CallApi) =>
			(await opened('deal', { costField }, first)).facts.lines?.map(({ unitCost }) => unitCost).slice(0, 2);
		expect(await costs(':list')).toEqual([null, null]);
		expect(await costs('product.direct_cost')).toEqual([null, null]);
		const product = (id: number, landed: unknown) => ({
			id,
			code: null,
			unit: null,
			prices: [],
			custom_fields: { landed },
		});
		const data = [product(500, { value: 8200.5, currency: 'EUR' }), product(501, { value: 900, currency: 'USD' })];
		const first: CallApi = async ({ url }) =>
			url.startsWith('/api/v2/products?')
				? { status: 200, headers: {}, text: JSON.stringify({ success: true, data }) }
				: null;
		expect(await costs('product.landed', first)).toEqual(['8200.5', null]);
	});

	test('a cost says its currency itself, or is a product’s that has prices in the deal’s currency alone', async () => {
		const product = (id: number, landed: unknown, ...currencies: string[]) => ({
			id,
			code: null,
			unit: null,
			prices: currencies.map((currency) => ({ currency, price: 1, cost: 1, direct_cost: 1 })),
			custom_fields: { landed },
		});
		const terms = async (...data: readonly ReturnType<typeof product>[]) => {
			const first: CallApi = async ({ url }) =>
				url.startsWith('/api/v2/products?')
					? { status: 200, headers: {}, text: JSON.stringify({ success: true, data }) }
					: null;
			const { facts } = await opened('deal', { costField: 'product.landed' }, first);
			return facts.lines?.slice(0, 2).map(({ unitCost, costCurrency }) => [unitCost, costCurrency]);
		};
		expect(await terms(product(500, 8200.5, 'EUR'), product(501, 900, 'EUR', 'USD'))).toEqual([
			['8200.5', 'deal'],
			['900', 'unknown'],
		]);
		expect(await terms(product(500, { value: 8200.5, currency: 'EUR' }, 'USD'), product(501, 900))).toEqual([
			['8200.5', 'deal'],
			['900', 'unknown'],
		]);
	});

	test('whether a cost is due with each payment is not told', async () => {
		const { facts } = await opened('deal');
		const sold = facts.lines?.filter(({ id }) => !id.startsWith('discount-')) ?? [];
		expect(new Set(sold.map(({ costPeriod }) => costPeriod))).toEqual(new Set(['unknown']));
	});

	test('costs that this user may not read are said to be denied', async () => {
		const { facts } = await opened('deal', undefined, async ({ url }) =>
			url.startsWith('/api/v2/products?') ? { status: 403, headers: {}, text: '{}' } : null,
		);
		expect(facts.isCostDenied).toBe(true);
		expect(facts.lines?.[0]).toMatchObject({ listPrice: '12400', unitCost: null });
	});
});

test('what does not change while a deal is open is asked for once', async () => {
	const { api, again } = await opened('deal');
	const before = api.used.length;
	await again();
	expect(
		api.used
			.slice(before)
			.map(({ name }) => name)
			.sort(),
	).toEqual(['deal-4711', 'deal-4711-discounts', 'deal-4711-products', 'products']);
});

test('the last deal stays in front until the page follows its address', async () => {
	const { page } = await opened('deal');
	const url = new URL('/deal/777', page.url);
	expect(pipedrive.recordInFront(page)?.id).toBe('4711');
	expect(pipedrive.recordInFront({ ...page, url })?.id).toBe('4711');
	for (const title of page.document.querySelectorAll<HTMLTextAreaElement>('textarea')) title.value = 'The next deal';
	expect(pipedrive.recordInFront({ ...page, url })?.id).toBe('777');
});
