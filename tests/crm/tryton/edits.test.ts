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
