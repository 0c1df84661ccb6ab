import { describe, expect, test, vi } from 'vitest';
import type { DealFacts } from '../../core/model/deal.ts';
import type { AdapterOptions, CallApi } from '../../crm/contract.ts';
import { hubspot } from '../../crm/hubspot/index.ts';
import { apiAnswer } from '../../scripts/read/api-folder.ts';
import { contractOf } from './contract.ts';
import { folderApi, openPage } from './open-page.ts';
import { savedPages } from './saved-pages.ts';

contractOf(hubspot);

const { signal } = new AbortController();
const pages = new Map(savedPages('hubspot').map((page) => [page.name, page]));

function savedPage(name: string) {
	const saved = pages.get(name);
	if (!saved?.expected.front) throw new Error(`${name} is no page with a record`);
	return { ...saved, front: saved.expected.front };
}

interface Changes {
	readonly change?: (name: string, text: string) => string;
	readonly options?: AdapterOptions;
	/** Answers before the saved answers do. */
	readonly first?: CallApi;
}

/** Reads the sample deal with some answers changed. */
async function read({ change = (_, text) => text, options, first }: Changes): Promise<DealFacts> {
	const saved = savedPage('deal');
	const api = folderApi(saved, (answer) => ({ ...apiAnswer(answer), text: change(answer.name, answer.text) }));
	const callApi: CallApi = async (request, given) => (await first?.(request, given)) ?? api.callApi(request, given);
	const result = await hubspot.open(callApi, options).readFacts(openPage(saved), saved.front, signal);
	if (!result.ok) throw new Error(result.error.code);
	return result.value.facts;
}

/** Changes one answer, which must hold what is changed. */
function inAnswer(wanted: string, from: string, to: string) {
	return (name: string, text: string) => {
		if (name !== wanted) return text;
		expect(text).toContain(from);
		return text.replace(from, to);
	};
}

const inLines = (from: string, to: string) => inAnswer('line-items', from, to);

test('another currency chosen in HubSpot’s form is said, by which no figure holds', async () => {
	const saved = savedPage('deal');
	const page = openPage(saved);
	const reader = hubspot.open(folderApi(saved).callApi);
	const result = await reader.readFacts(page, saved.front, signal);
	if (!result.ok) throw new Error(result.error.code);
	const { facts } = result.value;
	const said = (text: string) => {
		page.document.querySelector('[data-test-id="property-input-deal_currency_code"]')?.remove();
		const box = page.document.querySelector('[data-profile-property="amount"]') ?? page.document.body;
		box.insertAdjacentHTML(
			'beforeend',
			`<div><button data-test-id="property-input-deal_currency_code">${text}</button></div>`,
		);
		const reading = reader.readEdits(page, facts);
		return reading.ok ? reading.value.currencyChange : reading.error;
	};
	expect(facts.currency).toBe('USD');
	expect(said('US Dollar (USD)')).toBeUndefined();
	expect(said('Euro (EUR)')).toEqual({ to: 'EUR' });
});

describe('HubSpot’s line items', () => {
	test('a line with two discounts that do not agree has no price that is known', async () => {
		const both = (percent: string) =>
			inLines(
				'"discount":"18.50","hs_discount_percentage":null',
				`"discount":"18.50","hs_discount_percentage":"${percent}"`,
			);
		const { lines } = await read({ change: both('12') });
		expect(lines?.[1]).toMatchObject({ listPrice: null, discounts: [], netPrice: null });
		const same = await read({ change: both('10') });
		expect(same.lines?.[1]).toMatchObject({ listPrice: '185.00', discounts: ['0.1'], netPrice: null });
	});

	test('a price that is due by the week is not known by the month', async () => {
		const { lines } = await read({ change: inLines('"annually"', '"weekly"') });
		expect(lines?.[3]).toMatchObject({ listPrice: null, netPrice: null });
	});

	test('a term is told by its period, else by the number of payments, else unknown', async () => {
		const term = async (to: string) =>
			(await read({ change: inLines('"hs_recurring_billing_period":"P12M"', to) })).lines?.[3]?.recurrence;
		expect(await term('"hs_recurring_billing_period":"P2Y6M"')).toEqual({ everyMonths: 12, termMonths: 30 });
		expect(await term('"hs_recurring_billing_number_of_payments":"3"')).toEqual({ everyMonths: 12, termMonths: 36 });
		expect(await term('"hs_recurring_billing_period":null')).toEqual({ everyMonths: 12, termMonths: null });
	});

	test('a line in another currency than the deal has no price that is known', async () => {
		const { lines } = await read({
			change: inLines('"hs_line_item_currency_code":"USD"', '"hs_line_item_currency_code":"EUR"'),
		});
		expect(lines?.filter(({ listPrice }) => listPrice === null)).toHaveLength(1);
	});

	test('a cost of 0 is one that nobody has set', async () => {
		const { lines } = await read({
			change: inLines('"hs_cost_of_goods_sold":"690.00"', '"hs_cost_of_goods_sold":"0"'),
		});
		expect(lines?.[0]?.unitCost).toBeNull();
	});

	test('a free line has no product', async () => {
		const { lines } = await read({ change: inLines('"hs_product_id":"1990001100"', '"hs_product_id":null') });
		expect(lines?.[0]).toMatchObject({ product: null, description: 'Telemetry Gateway TG-200' });
	});

	test('a deal without a currency of its own has that of its lines', async () => {
		const { currency } = await read({
			change: inAnswer('deal', '"deal_currency_code":"USD"', '"deal_currency_code":null'),
		});
		expect(currency).toBe('USD');
	});

	test('lines that the token may not read are unknown, and the deal is read all the same', async () => {
		const facts = await read({
			first: async ({ url }) => (url.includes('line_items/batch') ? { status: 403, headers: {}, text: '{}' } : null),
		});
		expect(facts.lines).toBeNull();
		expect(facts.amount).toBe('107600.00');
	});

	describe('are read by the hundred', () => {
		const ids = Array.from({ length: 1201 }, (_, at) => String(27493818420 + at));
		const wireOf = (id: string) => ({ id, type: 'deal_to_line_item' });
		/** The deal names its first lines alone. */
		const named = (count: number) => (name: string, text: string) => {
			if (name !== 'deal') return text;
			const deal = JSON.parse(text);
			const paging = count < ids.length ? { paging: { next: { after: ids[count - 1] } } } : {};
			deal.associations = { 'line items': { results: ids.slice(0, count).map(wireOf), ...paging } };
			return JSON.stringify(deal);
		};
		/** The account's answers; `pageOf` gives a page of names after an id. */
		const account =
			(pageOf: (after: string | undefined) => object): CallApi =>
			async ({ method, url, body }) => {
				const ok = (answer: object) => ({ status: 200, headers: {}, text: JSON.stringify(answer) });
				if (method !== 'POST') return null;
				const { inputs } = JSON.parse(body ?? '') as { inputs: { id: string; after?: string }[] };
				if (url === '/crm/associations/2026-09/deals/line_items/batch/read') {
					expect(inputs.map(({ id }) => id)).toEqual(['60403877913']);
					return ok({ status: 'COMPLETE', results: [pageOf(inputs[0]?.after)] });
				}
				expect(url).toBe('/crm/objects/2026-09/line_items/batch/read');
				expect(inputs.length).toBeLessThanOrEqual(100);
				const properties = { quantity: '1', price: '2.50', discount: null, hs_discount_percentage: null };
				return ok({ status: 'COMPLETE', results: inputs.map(({ id }) => ({ id, properties })) });
			};
		const from = { id: '60403877913' };
		const associationTypes = [{ category: 'HUBSPOT_DEFINED', typeId: 19 }];
		const inPages = (idOf: (id: string) => string | number) =>
			account((after) => {
				const start = after === undefined ? 0 : ids.indexOf(after) + 1;
				const page = ids.slice(start, start + 500);
				const last = start + 500 < ids.length ? page.at(-1) : undefined;
				const to = page.map((id) => ({ toObjectId: idOf(id), associationTypes }));
				return { from, to, ...(last === undefined ? {} : { paging: { next: { after: last } } }) };
			});

		test('where the deal names them all, and page by page where it names the first alone', async () => {
			for (const [count, idOf] of [
				[ids.length, String],
				[100, String],
				[100, Number],
			] as const)
				expect((await read({ change: named(count), first: inPages(idOf) })).lines?.map(({ id }) => id)).toEqual(ids);
		});

		test('and are unknown where the pages come to no end', async () => {
			const to = [{ toObjectId: '1', associationTypes }];
			const circle = account(() => ({ from, to, paging: { next: { after: '1' } } }));
			expect((await read({ change: named(100), first: circle })).lines).toBeNull();
		});

		test('and a page in another form, or of another record, is said', async () => {
			for (const page of [{ results: ids.map(wireOf) }, { from: { id: '7' }, to: [] }, { from, to: [wireOf('1')] }])
				await expect(read({ change: named(100), first: account(() => page) })).rejects.toThrow('api-changed');
		});
	});

	test('costs are taken from where the user keeps them', async () => {
		const costs = ({ lines }: DealFacts) => lines?.map(({ unitCost }) => unitCost);
		const change = inLines('"hs_sku":"TG-200"', '"hs_sku":"TG-200","landed_cost":"701.25"');
		const ofLine = await read({ options: { costField: 'landed_cost' }, change });
		expect(costs(ofLine)).toEqual(['701.25', null, null, null, null]);
		expect(costs(await read({ options: { costField: ':list' } }))).toEqual([null, null, null, null, null]);
		const products = ['1990001100', '1990001101', '1990001102', '1990001103', '1990001104'];
		const ofProduct = await read({
			options: { costField: 'product.standard_cost' },
			async first({ url, body }) {
				if (url !== '/crm/objects/2026-09/products/batch/read') return null;
				const inputs = products.map((id) => ({ id }));
				expect(JSON.parse(body ?? '')).toMatchObject({ inputs, properties: ['standard_cost'] });
				const results = products.map((id) => ({
					id,
					properties: { standard_cost: id.endsWith('3') ? '8800.00' : null },
				}));
				return { status: 200, headers: {}, text: JSON.stringify({ status: 'COMPLETE', results }) };
			},
		});
		expect(costs(ofProduct)).toEqual([null, null, null, '8800.00', null]);
		// For how long a named property is a cost nobody says, nor of a product's in which of several currencies.
		expect(ofLine.lines?.[0]).toMatchObject({ costCurrency: 'deal', costPeriod: 'unknown' });
		expect(ofProduct.lines?.[3]).toMatchObject({ costCurrency: 'unknown', costPeriod: 'unknown' });
	});

	test('HubSpot’s own unit cost is in the line’s currency, and due with each payment', async () => {
		const { lines } = await read({});
		expect(new Set(lines?.map(({ costCurrency, costPeriod }) => `${costCurrency} ${costPeriod}`))).toEqual(
			new Set(['deal price']),
		);
	});

	test('a product’s cost is in the account’s one currency where lines name none', async () => {
		const { lines } = await read({
			options: { costField: 'product.standard_cost' },
			change: (_, text) => text.replaceAll(/"hs_line_item_currency_code":"[A-Z]+",?/g, ''),
			async first({ url, body }) {
				if (url !== '/crm/objects/2026-09/products/batch/read') return null;
				const { inputs } = JSON.parse(body ?? '') as { inputs: { id: string }[] };
				const results = inputs.map(({ id }) => ({ id, properties: { standard_cost: '8800.00' } }));
				return { status: 200, headers: {}, text: JSON.stringify({ status: 'COMPLETE', results }) };
			},
		});
		expect(lines?.[0]).toMatchObject({ unitCost: '8800.00', costCurrency: 'deal' });
	});
});

describe('HubSpot’s deal page', () => {
	const health = async (name: string, change: (document: Document) => void) => {
		const saved = savedPage(name);
		const page = openPage(saved);
		change(page.document);
		const result = await hubspot.open(folderApi(saved).callApi).readFacts(page, saved.front, signal);
		return result.ok ? result.value.health : result.error;
	};

	test('that is drawn with none of the deal’s fields where they are looked for says so', async () => {
		const bare = await health('deal-page-of-2026', (document) => {
			for (const field of document.querySelectorAll('[data-test-id="deal-stage-select"], [data-test-id*="amount"]'))
				field.removeAttribute('data-test-id');
		});
		expect(bare).toMatchObject([
			{ field: 'Amount', state: 'broken' },
			{ field: 'Fields of the deal', state: 'absent' },
		]);
	});

	test('tells its stage where that stands beside the field’s own label', async () => {
		const saved = savedPage('deal-page-of-2026');
		const page = openPage(saved);
		const reader = hubspot.open(folderApi(saved).callApi);
		const facts = await reader.readFacts(page, saved.front, signal);
		if (!facts.ok) throw new Error(facts.error.code);
		const select = page.document.querySelector('[data-test-id="deal-stage-select"]');
		select?.setAttribute('data-test-id', 'highlight-property-item-dealstage');
		const shown = (html: string) => {
			if (select) select.innerHTML = html;
			return reader.readEdits(page, facts.value.facts);
		};
		expect(shown('<span>Stage</span><span>Presentation scheduled</span>')).toMatchObject({
			value: { ref: saved.front, lines: {} },
		});
		expect(shown('<span>Stage</span><span>Presentation scheduled</span>')).not.toHaveProperty('value.stageId');
		expect(shown('<span>Stage</span><span>Contract sent</span>')).toMatchObject({ value: { stageId: 'contractsent' } });
	});

	test('has another deal in front once its heading is another', () => {
		const { document, url } = openPage(savedPage('deal-page-of-2026'));
		const next = new URL('https://app.hubspot.com/contacts/12345678/record/0-3/777');
		hubspot.recordInFront({ document, url });
		expect(hubspot.recordInFront({ document, url: next })?.id).toBe('60403877913');
		const [heading] = document.querySelectorAll('h2');
		if (heading) heading.textContent = 'The next deal';
		expect(hubspot.recordInFront({ document, url: next })?.id).toBe('777');
	});
});

describe('HubSpot’s stages', () => {
	test('a stage whose id another pipeline has too is told by its pipeline', async () => {
		const { stage } = await read({
			change(name, text) {
				if (name === 'pipelines') return text.replace('"1234912"', '"presentationscheduled"');
				return name === 'deal' ? text.replace('"pipeline":"default"', '"pipeline":"812723471"') : text;
			},
		});
		expect(stage).toMatchObject({ id: '812723471/presentationscheduled', label: 'In progress' });
	});

	test('a history that ends with another stage does not tell since when', async () => {
		const { stage } = await read({
			change: inAnswer('deal', '"value":"presentationscheduled"', '"value":"contractsent"'),
		});
		expect(stage?.since).toBeNull();
	});
});

describe('the deal in front in HubSpot', () => {
	const next = new URL('https://app.hubspot.com/contacts/12345678/record/0-3/777');

	test('stays until the page follows its address', () => {
		const { document, url } = openPage(savedPage('deal'));
		expect(hubspot.recordInFront({ document, url })?.id).toBe('60403877913');
		expect(hubspot.recordInFront({ document, url: next })?.id).toBe('60403877913');
		const parts = '[data-test-id="left-sidebar"], [data-test-id="records-right-sidebar"]';
		for (const part of document.querySelectorAll(parts)) part.remove();
		expect(hubspot.recordInFront({ document, url: next })?.id).toBe('777');
	});

	test('stays while the card of line items is the last deal’s, however long', () => {
		vi.useFakeTimers();
		const { document, url } = openPage(savedPage('deal'));
		hubspot.recordInFront({ document, url });
		vi.advanceTimersByTime(60_000);
		expect(hubspot.recordInFront({ document, url: next })?.id).toBe('60403877913');
		document.querySelector('[data-test-id="line-items-card-action-edit"]')?.remove();
		expect(hubspot.recordInFront({ document, url: next })?.id).toBe('777');
		vi.useRealTimers();
	});

	test.each([
		'https://app.hubspot.com/contacts/12345678/record/0-1/501',
		'https://app.hubspot.com/contacts/12345678/objects/0-3/views/all/list',
		'https://app.hubspot.com/settings/12345678/users',
	])('is none on %s', (address) => {
		const { document } = openPage(savedPage('deal'));
		expect(hubspot.recordInFront({ document, url: new URL(address) })).toBeNull();
	});

	test.each([
		'https://app.hubspot.com/contacts/12345678/objects/0-3/record/60403877913/',
		'https://app-na2.hubspot.com/contacts/12345678/deal/60403877913?eschref=x',
		'https://app.hubspot.com/line-items/12345678/deal/60403877913/',
	])('is the same deal on %s', (address) => {
		const { document } = openPage(savedPage('deal'));
		const ref = hubspot.recordInFront({ document, url: new URL(address) });
		expect(ref).toMatchObject({ kind: 'opportunity', id: '60403877913' });
	});
});

test('a row drawn twice is no new line, a copied one with its own index is', async () => {
	const saved = savedPage('line-items');
	const page = openPage(saved);
	const reader = hubspot.open(folderApi(saved).callApi);
	const facts = await reader.readFacts(page, saved.front, signal);
	if (!facts.ok) throw new Error(facts.error.code);
	const row = page.document.querySelector('tr[data-row-index="1"]');
	const copy = row?.cloneNode(true) as Element;
	row?.after(copy);
	expect(reader.readEdits(page, facts.value.facts)).toMatchObject({ value: { areLinesUnmatched: true, added: [] } });
	copy.setAttribute('data-row-index', '9');
	const copied = reader.readEdits(page, facts.value.facts);
	expect(copied).toMatchObject({ value: { areLinesUnmatched: false, added: [{ netPrice: '166.5' }] } });
});

describe('where no page shows a saved number beside its field', () => {
	const opened = async (name: string) => {
		const saved = savedPage(name);
		const page = openPage(saved);
		const reader = hubspot.open(folderApi(saved).callApi);
		const facts = await reader.readFacts(page, saved.front, signal);
		if (!facts.ok) throw new Error(facts.error.code);
		const edits = () => {
			const reading = reader.readEdits(page, facts.value.facts);
			if (!reading.ok) throw new Error(reading.error.code);
			return reading.value;
		};
		return { document: page.document, edits };
	};

	test('an amount is read as its field held it before', async () => {
		const { document, edits } = await opened('deal');
		document.querySelector('[data-test-id="highlight-property-display-amount"]')?.remove();
		const field = document.querySelector<HTMLInputElement>('[data-profile-property] input');
		if (!field) throw new Error('no amount');
		field.value = '107,600';
		expect(edits().amount).toBeUndefined();
		field.value = '98,000';
		expect(edits().amount).toEqual({ text: '98,000', value: '98000' });
	});

	test('prices are read as their fields held them before', async () => {
		const { document, edits } = await opened('line-items');
		for (const cell of document.querySelectorAll('td'))
			if (!cell.querySelector('input, textarea')) cell.textContent = '';
		const [field] = document.querySelectorAll<HTMLInputElement>('[data-test-id="line-item-cost-price-input"]');
		if (!field) throw new Error('no price');
		field.value = '1,150';
		expect(edits().lines).toEqual({});
		field.value = '1,200';
		expect(Object.values(edits().lines)).toEqual([{ listPrice: { text: '1,200', value: '1200' } }]);
	});
});
