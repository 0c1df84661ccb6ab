import { describe, expect, test } from 'vitest';
import { suitecrm } from '../../../crm/suitecrm/index.ts';
import { nothing } from '../nothing.ts';
import { folderApi, openPage } from '../open-page.ts';
import { savedPages } from '../saved-pages.ts';

/** The line items of a quote while they are edited. The first line: 2 at 12,400.00 less 10 %; the fourth is 25 % off. */

const first = '7f3a1c22-2222-4a11-9c11-64f0a0000001';
const { signal } = new AbortController();

async function quote(name = '7-quote-edit-typing') {
	const saved = savedPages('suitecrm').find((page) => page.name === name);
	if (!saved?.expected.front) throw new Error(`${name} has no record`);
	const page = openPage(saved);
	const reader = suitecrm.open(folderApi(saved).callApi);
	const read = await reader.readFacts(page, saved.expected.front, signal);
	if (!read.ok) throw new Error(read.error.code);
	const { facts } = read.value;
	const field = <T extends Element = HTMLInputElement>(id: string) => {
		const found = page.document.querySelector<T>(`[id="${id}"]`);
		if (!found) throw new Error(`no ${id}`);
		return found;
	};
	const edits = () => {
		const reading = reader.readEdits(page, facts);
		if (!reading.ok) throw new Error(reading.error.field);
		return reading.value;
	};
	return { page, reader, facts, field, edits };
}

const until = async <T>(look: () => T | null) => look();

describe('what is typed', () => {
	test('an amount off keeps the number that stood there as percent', async () => {
		const { field, edits } = await quote();
		field('product_product_discount0').value = '10';
		field<HTMLSelectElement>('product_discount0').value = 'Amount';
		expect(edits().lines[first]).toEqual({ price: { by: 'amountOff', typed: { text: '10', value: '10' } } });
	});

	test('an amount above the list price is cut to it', async () => {
		const { field, edits } = await quote();
		field('product_product_discount0').value = '13,000.00';
		field<HTMLSelectElement>('product_discount0').value = 'Amount';
		expect(edits().lines[first]?.price).toEqual({
			by: 'amountOff',
			typed: { text: '13,000.00', value: '12400' },
			cutFrom: '13000',
		});
	});

	test('a discount over 100 is cut to 100, as the page does on leaving', async () => {
		const { field, edits } = await quote();
		field('product_product_discount0').value = '12,5';
		expect(edits().lines[first]?.price).toEqual({
			by: 'discount',
			typed: { text: '12,5', value: '1' },
			cutFrom: '1.25',
		});
	});

	test('an empty discount is unfinished in the box and none outside of it', async () => {
		const { field, edits } = await quote();
		field('product_product_discount0').value = '';
		field('product_product_discount0').focus();
		expect(edits().lines[first]?.price?.typed.value).toBeNull();
		field('product_product_discount0').blur();
		expect(edits().lines[first]?.price?.typed.value).toBe('0');
	});

	test('the saved discount in another writing is no edit', async () => {
		const { field, edits } = await quote();
		field('product_product_discount0').value = '10.00';
		expect(edits().lines).toEqual({});
	});

	test('another currency chosen on the form is said, and which', async () => {
		const { page, edits, field } = await quote();
		const list = field<HTMLSelectElement>('currency_id_select');
		const francs = page.document.createElement('option');
		francs.value = 'chf';
		francs.text = 'Franc : CHF';
		list.append(francs);
		list.value = 'chf';
		expect(edits()).toMatchObject({ currencyChange: { to: 'CHF' }, areLinesUnmatched: false, lines: nothing });
		francs.text = 'Dollar : $';
		expect(edits().currencyChange).toEqual({ to: null });
	});

	test('a box under another id is found by its name, and said', async () => {
		const { reader, page, field, edits } = await quote();
		field('product_product_discount0').id = 'renamed';
		expect(edits().lines[first]?.price?.typed.value).toBe('0.15');
		const fromPage = reader.readFactsFromPage(page, edits().ref);
		expect(fromPage.ok && fromPage.value.health).toContainEqual(
			expect.objectContaining({ field: 'Discount', state: 'drifted' }),
		);
	});
});

describe('what the page makes of it', () => {
	test('quantity and list price are cut to the decimals that the form shows', async () => {
		const { field, edits } = await quote();
		field('product_product_qty0').value = '2.555';
		field('product_product_list_price0').value = '12,400.126';
		expect(edits().lines[first]).toMatchObject({
			quantity: { text: '2.555', value: '2.56' },
			listPrice: { text: '12,400.126', value: '12400.13' },
		});
	});

	test('more decimals than the form shows are no edit until something else is typed', async () => {
		const { reader, page, facts, field } = await quote('7-quote-edit-restored');
		for (const at of [0, 1, 2, 3, 4]) field(`product_deleted${at}`).value = '0';
		field('product_product_discount0').value = '10.00';
		const line = facts.lines?.[1];
		if (!line || facts.lines === null) throw new Error('no line');
		const saved = { ...facts, lines: facts.lines.with(1, { ...line, listPrice: '1850.004' }) };
		const lines = () => {
			const reading = reader.readEdits(page, saved);
			return reading.ok ? reading.value.lines : null;
		};
		expect(lines()).toEqual({});
		expect(reader.readTotals?.(page, saved)).toBeNull();
		field('product_product_discount0').value = '15';
		expect(lines()).toMatchObject({ [first]: {}, [line.id]: { listPrice: { value: '1850' } } });
	});

	test.each([
		['an apostrophe', "12'400.00", "1'850.00"],
		['a space', '12 400,00', '1 850,00'],
	])('saved numbers that are grouped by %s, of which the page says nothing, are no edits', async (_, one, two) => {
		const { field, edits } = await quote('7-quote-edit');
		field('product_product_list_price0').value = one;
		field('product_product_list_price1').value = two;
		expect(edits()).toMatchObject({ lines: nothing, areLinesUnmatched: true });
	});
});

describe('a product', () => {
	test('put into a row takes the place of the saved one, with the cost that the page took from it', async () => {
		const { field, edits } = await quote('7-quote-edit');
		field('product_product_id0').value = 'other';
		field('product_part_number0').value = 'CX-60';
		field('product_name0').value = 'Chiller unit CX-60';
		field('product_product_list_price0').value = '15,000.00';
		field('product_product_cost_price0').value = '9,900.00';
		const { lines, removed, added } = edits();
		expect(lines).toEqual({});
		expect(removed).toContain(first);
		expect(added).toEqual([
			{
				id: 'new-product-0',
				description: 'Chiller unit CX-60',
				product: { id: 'other', code: 'CX-60', name: 'Chiller unit CX-60', families: [] },
				quantity: '2',
				unit: null,
				listPrice: '15000',
				netPrice: '12750',
				unitCost: '9900',
				costCurrency: 'deal',
				costUnits: '1',
				costPeriod: 'price',
				replaces: first,
			},
		]);
	});

	test('just chosen is read as the script wrote it, in whatever format the user has', async () => {
		const { field, edits } = await quote('7-quote-edit-typing-de');
		field('product_product_id0').value = 'other';
		field('product_product_list_price0').value = '150.000000';
		field('product_product_cost_price0').value = '99.500000';
		expect(edits().added).toMatchObject([{ listPrice: '150', unitCost: '99.5' }]);
	});

	test('in another currency has no known cost until the page has converted it', async () => {
		const { field, edits } = await quote('7-quote-edit');
		field('product_product_id0').value = 'other';
		field('product_product_cost_price0').value = '99.500000';
		field('product_currency0').value = 'usd';
		expect(edits().added).toMatchObject([{ unitCost: null, costCurrency: 'unknown' }]);
		field('product_product_cost_price0').value = '49.75';
		expect(edits().added).toMatchObject([{ unitCost: '49.75', costCurrency: 'deal' }]);
	});

	test('without a cost leaves it unknown', async () => {
		const { field, edits } = await quote('7-quote-edit');
		field('product_product_id0').value = 'other';
		field('product_product_cost_price0').value = '0.00';
		expect(edits().added).toMatchObject([{ unitCost: null, costPeriod: 'unknown' }]);
	});
});

describe('the sum that the page draws', () => {
	const totals = async (
		name: string,
		change: (quoted: Awaited<ReturnType<typeof quote>>) => void = () => undefined,
	) => {
		const quoted = await quote(name);
		change(quoted);
		return quoted.reader.readTotals?.(quoted.page, quoted.facts);
	};

	test('is the one of the lines as they are typed, without tax', async () => {
		// 15 % is typed in the first line and left.
		expect(await totals('7-quote-edit')).toEqual({ revenue: '36120', margin: null, currency: 'EUR' });
	});

	test('is nothing while a row is behind what is typed in it', async () => {
		expect(await totals('7-quote-edit-typing')).toBeNull();
		expect(await totals('7-quote-edit', ({ field }) => (field('product_product_qty0').value = '3'))).toBeNull();
	});

	test('is nothing while another currency is chosen, and where the page only shows the quote', async () => {
		const chosen = totals('7-quote-edit', ({ page, field }) => {
			const list = field<HTMLSelectElement>('currency_id_select');
			list.append(page.document.createElement('option'));
			list.selectedIndex = list.options.length - 1;
		});
		expect(await chosen).toBeNull();
		expect(await totals('7-quote-view')).toBeNull();
	});
});

describe('writing a discount', () => {
	test('types it, leaves the box, and takes it back', async () => {
		const { page, reader, facts, field } = await quote();
		const box = field('product_product_discount0');
		const events: string[] = [];
		for (const type of ['input', 'change', 'blur']) box.addEventListener(type, () => events.push(type));
		expect(reader.canApply?.(page, facts)[first]).toBe('yes');
		expect(await reader.applyDiscount?.(page, facts, first, { discount: '0.125' }, until)).toEqual({
			ok: true,
			value: { before: '15', now: '12.5' },
		});
		expect(events.slice(0, 3)).toEqual(['input', 'change', 'blur']);
		expect(await reader.applyDiscount?.(page, facts, first, { text: '15', over: '12.5' }, until)).toMatchObject({
			ok: true,
			value: { now: '15' },
		});
	});

	test('writes in the user’s own format', async () => {
		const { page, reader, facts } = await quote('7-quote-edit-typing-de');
		expect(await reader.applyDiscount?.(page, facts, first, { discount: '0.175' }, until)).toMatchObject({
			ok: true,
			value: { now: '17,5' },
		});
	});

	test('leaves alone what was changed since', async () => {
		const { page, reader, facts, field } = await quote();
		expect(await reader.applyDiscount?.(page, facts, first, { text: '10', over: '12' }, until)).toEqual({
			ok: false,
			error: { code: 'changed-since', text: '15' },
		});
		expect(field('product_product_discount0').value).toBe('15');
	});

	test('has no box for it while the quote is only shown', async () => {
		const { page, reader, facts } = await quote('7-quote-view');
		expect(reader.canApply?.(page, facts)[first]).toBe('column-hidden');
	});
});
