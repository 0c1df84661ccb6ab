import { expect, test } from 'vitest';
import type { DealFacts, RecordRef } from '../../../core/model/deal.ts';
import type { Page } from '../../../crm/contract.ts';
import { mappedAdapter } from '../../../crm/pointing/adapter.ts';
import { nothing } from '../nothing.ts';
import { openHtml } from '../open-page.ts';
import { firstLayout, laterLayout, pointedMap, type Quote, quotes } from './in-house.ts';
import { at } from './pages.ts';

const adapter = mappedAdapter([pointedMap()]);

function refOf(page: Page): RecordRef {
	const ref = adapter.recordInFront(page);
	if (!ref) throw new Error('no record in front');
	return ref;
}

function opened(page: Page) {
	const reader = adapter.open(async () => null);
	const facts = reader.readFactsFromPage(page, refOf(page));
	return { reader, facts };
}

function factsOf(page: Page): DealFacts {
	const { facts } = opened(page);
	if (!facts.ok) throw new Error(`${facts.error.code} ${facts.error.field}`);
	return facts.value.facts;
}

/** "12,400.00" as the decimal it is. */
const plain = (text: string) => text.replace(/,/g, '').replace(/ EUR$/, '');
const same = (text: string) =>
	plain(text)
		.replace(/(\.\d*?)0+$/, '$1')
		.replace(/\.$/, '');

function expectFacts(quote: Quote, facts: DealFacts): void {
	expect(facts).toMatchObject({
		name: quote.title,
		account: quote.customer,
		stage: { id: quote.stage, label: quote.stage, since: null },
		amount: plain(quote.total),
		currency: 'EUR',
		reading: { source: 'page' },
	});
	expect(
		facts.lines?.map(({ product, quantity, listPrice, netPrice }) => [product?.name, quantity, listPrice, netPrice]),
	).toEqual(quote.lines.map((one) => [one.product, one.quantity, same(one.list), same(one.net)]));
}

test('a quotation that was pointed at is read, and five further ones', () => {
	for (const quote of quotes) expectFacts(quote, factsOf(firstLayout(quote)));
	const [first] = factsOf(firstLayout(quotes[0] as Quote)).lines ?? [];
	expect(first).toMatchObject({ discounts: ['0.1'], unitCost: null, id: 'CX-40 compressor#1' });
});

test('all six are read after the layout changed', () => {
	for (const quote of quotes) expectFacts(quote, factsOf(laterLayout(quote)));
});

test('a record is told by the address, and no other page is one', () => {
	expect(refOf(firstLayout(quotes[0] as Quote))).toEqual({
		crm: 'mapped',
		site: 'https://inhouse.example',
		kind: 'quote',
		id: '4711',
	});
	for (const url of ['https://inhouse.example/sales/quote', 'https://inhouse.example/sales/order/4711'])
		expect(adapter.recordInFront(openHtml('<html lang="en"></html>', url))).toBeNull();
	expect(adapter.claims(openHtml('', 'https://inhouse.example.evil.example/sales/quote/1'))).toBe(false);
});

test('while the address runs ahead of the page the record that is still shown stays', () => {
	const page = firstLayout(quotes[0] as Quote);
	expect(refOf(page).id).toBe('4711');
	const ahead = { document: page.document, url: new URL('https://inhouse.example/sales/quote/4712') };
	expect(refOf(ahead).id).toBe('4711');
	at(page.document, 'h1').textContent = 'Cooling line extension';
	expect(refOf(ahead).id).toBe('4712');
});

test('a discount typed into a row is an edit; half of one is no number', () => {
	const page = firstLayout(quotes[0] as Quote);
	const { reader, facts } = opened(page);
	if (!facts.ok) throw new Error('unreadable');
	const cell = at(page.document, 'tbody td:nth-child(4)');
	cell.innerHTML = '<input>';
	const field = at(page.document, 'td input') as HTMLInputElement;
	for (const [text, value] of [
		['12.5', '0.125'],
		['15', '0.15'],
		['-', null],
		['12,5', null],
	] as const) {
		field.value = text;
		expect(reader.readEdits(page, facts.value.facts)).toMatchObject({
			ok: true,
			value: { lines: { 'CX-40 compressor#1': { price: { by: 'discount', typed: { text, value } } } }, removed: [] },
		});
	}
	field.value = '10';
	expect(reader.readEdits(page, facts.value.facts)).toMatchObject({ ok: true, value: { lines: nothing, added: [] } });
});

test('a dialog that names its line is that line; one that does not gives no figure', () => {
	const page = firstLayout(quotes[0] as Quote);
	const { reader, facts } = opened(page);
	if (!facts.ok) throw new Error('unreadable');
	const dialog = page.document.createElement('div');
	dialog.setAttribute('role', 'dialog');
	dialog.innerHTML =
		'<h2>CP-7 control panel</h2><label>Discount % <input value="20"></label><label>Note <input value="5"></label>';
	page.document.body.append(dialog);
	expect(reader.isEditing(page)).toBe(true);
	expect(reader.readEdits(page, facts.value.facts)).toMatchObject({
		ok: true,
		value: {
			lines: { 'CP-7 control panel#1': { price: { by: 'discount', typed: { value: '0.2' } } } },
			activeLineId: 'CP-7 control panel#1',
		},
	});
	at(page.document, '[role=dialog] h2').textContent = 'Edit line';
	expect(reader.readEdits(page, facts.value.facts)).toEqual({
		ok: false,
		error: { code: 'field-missing', field: 'Line' },
	});
});

test('a column that is gone is named, and no figure is given', () => {
	const page = firstLayout(quotes[0] as Quote);
	const { reader, facts } = opened(page);
	if (!facts.ok) throw new Error('unreadable');
	at(page.document, 'thead th:nth-child(4)').textContent = 'Rebate';
	const error = { code: 'field-missing', field: 'Discount' };
	expect(reader.readEdits(page, facts.value.facts)).toEqual({ ok: false, error });
	expect(opened(page).facts).toEqual({ ok: false, error });
});

test('a line whose figures contradict each other has no price', () => {
	const page = firstLayout(quotes[0] as Quote);
	at(page.document, 'tbody td:nth-child(5)').textContent = '1,757.50';
	const [first, second] = factsOf(page).lines ?? [];
	expect(first).toMatchObject({ listPrice: null, netPrice: null, discounts: [] });
	expect(second).toMatchObject({ netPrice: '1757.5' });
});

test('in another language no number is read by the old writing', () => {
	const map = pointedMap({ numbers: { decimal: ',', group: '.', language: 'en' } });
	const page = firstLayout(quotes[1] as Quote);
	page.document.documentElement.lang = 'de';
	const other = mappedAdapter([map]);
	const facts = other.open(async () => null).readFactsFromPage(page, refOf(page));
	// English pages with commas did not follow their language, so nobody knows what German ones do.
	expect(facts).toMatchObject({
		ok: true,
		value: { facts: { amount: null, lines: [{ quantity: null, netPrice: null }] } },
	});
});

test('a record is read once its page is drawn', async () => {
	const page = firstLayout(quotes[0] as Quote);
	const table = at(page.document, 'table');
	const place = table.parentElement;
	table.remove();
	const reading = adapter.open(async () => null).readFacts(page, refOf(page), new AbortController().signal);
	place?.append(table);
	expect(await reading).toMatchObject({ ok: true, value: { facts: { name: 'Compressor station' } } });
});

test('what is being typed is not taken for saved when the page asks its server', async () => {
	const page = firstLayout(quotes[0] as Quote);
	const { reader, facts } = opened(page);
	if (!facts.ok) throw new Error('unreadable');
	at(page.document, 'tbody td:nth-child(4)').innerHTML = '<input value="30">';
	(at(page.document, 'td input') as HTMLInputElement).focus();
	const { signal } = new AbortController();
	const again = await reader.readFacts(page, refOf(page), signal);
	expect(again).toMatchObject({ ok: true, value: { facts: { lines: [{ discounts: ['0.1'] }, {}] } } });
	at(page.document, 'tbody td:nth-child(4)').textContent = '30';
	at(page.document, 'tbody td:nth-child(5)').textContent = '8,680.00';
	at(page.document, 'tbody td:nth-child(6)').textContent = '17,360.00';
	const saved = await reader.readFacts(page, refOf(page), signal);
	expect(saved).toMatchObject({
		ok: true,
		value: { facts: { lines: [{ discounts: ['0.3'], netPrice: '8680' }, {}] } },
	});
});
