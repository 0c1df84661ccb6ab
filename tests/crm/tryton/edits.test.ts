import { expect, test } from 'vitest';
import { tryton } from '../../../crm/tryton/index.ts';
import { folderApi, openPage } from '../open-page.ts';
import { savedPages } from '../saved-pages.ts';

const { signal } = new AbortController();

test('a new line of a product that costs 0 says so, and no list stands in for it', async () => {
	const saved = savedPages('tryton').find(({ name }) => name === 'quotation-line-added');
	if (!saved?.expected.front) throw new Error('no page');
	const page = openPage(saved);
	const free = (text: string) => text.replaceAll('"1020"', '"0"');
	const { callApi } = folderApi(saved, ({ request, status, text }) =>
		JSON.stringify(request ?? {}).includes('cost_price') ? { status, headers: {}, text: free(text) } : undefined,
	);
	const reader = tryton.open(callApi);
	const read = await reader.readFacts(page, saved.expected.front, signal);
	if (!read.ok) throw new Error(read.error.code);
	// The product of a new line is asked for at the first look.
	await expect
		.poll(() => reader.readEdits(page, read.value.facts))
		.toMatchObject({
			ok: true,
			value: { added: [{ id: 'new-5', product: { code: 'CP-7' }, unitCost: null, isCostZero: true, costUnits: '1' }] },
		});
});

test('a discount typed over another one than price and base price make is unknown', async () => {
	const saved = savedPages('tryton').find(({ name }) => name === 'quotation-base-price-left');
	if (!saved?.expected.front) throw new Error('no page');
	const page = openPage(saved);
	const reader = tryton.open(folderApi(saved).callApi);
	const read = await reader.readFacts(page, saved.expected.front, signal);
	if (!read.ok) throw new Error(read.error.code);
	const price = () => {
		const edits = reader.readEdits(page, read.value.facts);
		return edits.ok ? edits.value.lines['1']?.price : edits;
	};
	const inputs = (type: string) =>
		page.document.querySelector<HTMLInputElement>(`.modal input[type="${type}"][name="discount_rate"]`);
	const [text, number] = [inputs('text'), inputs('number')];
	if (!text || !number) throw new Error('no field');
	text.value = '28';
	expect(price()).toMatchObject({ by: 'discount', typed: { text: '-1.45', value: null } });
	// What the prices make, with another discount typed over it.
	text.value = '-1.45';
	number.value = '20';
	expect(price()).toMatchObject({ by: 'discount', typed: { value: '0.2' } });
});
