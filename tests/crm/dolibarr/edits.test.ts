import { describe, expect, test } from 'vitest';
import { dolibarr } from '../../../crm/dolibarr/index.ts';
import { typedNumber } from '../../../crm/dolibarr/numbers.ts';
import { folderApi, openPage } from '../open-page.ts';
import { savedPages } from '../saved-pages.ts';

const english = { decimal: '.', group: ',' };
const german = { decimal: ',', group: '.' };
const french = { decimal: ',', group: ' ' };
const { signal } = new AbortController();

describe('a number as the server reads it', () => {
	test.each([
		['12,5', english, '125'],
		['0,5', english, '5'],
		['12.5', english, '12.5'],
		['12,5', french, '12.5'],
		['12.5', french, '12.5'],
		['1 5', french, '15'],
		['12,5', german, '12.5'],
		['1.234', german, '1234'],
		['12.50', german, '12.5'],
		['-5', english, '-5'],
		['1e1', english, '10'],
		['15 %', english, '15'],
		['1850.0000000266666', german, '1850.0000000266666'],
	])('“%s” as price or discount', (text, marks, number) => {
		expect(typedNumber(text, marks, 'price', false)).toBe(number);
	});

	test('three digits after a point are no thousands in quantities', () => {
		expect(typedNumber('8.150', german, 'quantity', false)).toBe('8.15');
	});

	test.each(['', 'abc', '-', '1..5'])('“%s” is refused', (text) => {
		expect(typedNumber(text, english, 'price', false)).toBeNull();
	});

	test.each(['12,', '12.', '-'])('“%s” is unfinished while the box has the focus', (text) => {
		expect(typedNumber(text, german, 'price', true)).toBeNull();
	});
});

async function proposal(name: string) {
	const saved = savedPages('dolibarr').find((page) => page.name === name);
	if (!saved?.expected.front) throw new Error(`${name} has no record`);
	const page = openPage(saved);
	const reader = dolibarr.open(folderApi(saved).callApi);
	const read = await reader.readFacts(page, saved.expected.front, signal);
	if (!read.ok) throw new Error(read.error.code);
	const box = (field: string) => {
		const found = page.document.querySelector<HTMLInputElement>(`tr.tredited input[name="${field}"]`);
		if (!found) throw new Error(`no ${field}`);
		return found;
	};
	return { page, reader, facts: read.value.facts, box };
}

const until = async <T>(look: () => T | null) => look();

describe('the edited line', () => {
	test('shows the price that a rate box wrote without an event', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		box('price_ht').value = '-1850.0000000266666';
		expect(reader.readEdits(page, facts)).toMatchObject({
			ok: true,
			value: { lines: { 900: { listPrice: { value: '-1850.0000000266666' } } } },
		});
	});

	test('says a discount over 100 as it is: free lines take it', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		box('remise_percent').value = '125';
		expect(reader.readEdits(page, facts)).toMatchObject({
			ok: true,
			value: { lines: { 900: { price: { by: 'discount', typed: { value: '1.25' } } } } },
		});
	});
});

describe('writing a discount', () => {
	test('writes with a point whatever the language, and empties the rates by a key', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline-de');
		const events: string[] = [];
		for (const type of ['input', 'keyup']) box('remise_percent').addEventListener(type, () => events.push(type));
		expect(reader.canApply?.(page, facts)).toMatchObject({ 905: 'busy', 906: 'yes' });
		expect(await reader.applyDiscount?.(page, facts, '906', { discount: '0.175' }, until)).toEqual({
			ok: true,
			value: { before: '12.5', now: '17.5' },
		});
		expect(events).toEqual(['input', 'keyup']);
	});

	test('never writes three decimals, which German pages read as thousands', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline-de');
		await reader.applyDiscount?.(page, facts, '906', { discount: '0.12345' }, until);
		expect(box('remise_percent').value).toBe('12.3450');
	});

	test('opens no other line, which would load a new page', async () => {
		const { page, reader, facts } = await proposal('propal-view');
		expect(reader.canApply?.(page, facts)[900]).toBe('column-hidden');
		const credit = await proposal('propal-credit-line');
		expect(credit.reader.canApply?.(credit.page, credit.facts)[920]).toBe('not-editable');
	});
});
