import { describe, expect, test } from 'vitest';
import { suitecrm } from '../../../crm/suitecrm/index.ts';
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
		expect(edits().lines[first]?.price?.typed.value).toBe('12400');
	});

	test('a discount over 100 is cut to 100, as the page does on leaving', async () => {
		const { field, edits } = await quote();
		field('product_product_discount0').value = '12,5';
		expect(edits().lines[first]?.price?.typed).toEqual({ text: '12,5', value: '1' });
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

	test('prices in another currency fit no saved line', async () => {
		const { page, edits, field } = await quote();
		const list = field<HTMLSelectElement>('currency_id_select');
		const dollars = page.document.createElement('option');
		dollars.value = 'usd';
		list.append(dollars);
		list.value = 'usd';
		expect(edits().areLinesUnmatched).toBe(true);
	});

	test('a box under another id is found by its name, and said', async () => {
		const { reader, page, field, edits } = await quote();
		field('product_product_discount0').id = 'renamed';
		expect(edits().lines[first]?.price?.typed.value).toBe('0.15');
		const fromPage = reader.readFactsFromPage(page, edits().ref);
		expect(fromPage.ok && fromPage.value.health).toContainEqual({ field: 'Discount', state: 'drifted' });
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
