import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DealFacts } from '../../core/model/deal.ts';
import type { Page, RecordReader, Until } from '../../crm/contract.ts';
import { parseNumber, parseShown } from '../../crm/odoo/fields-numbers.ts';
import { recordInFront } from '../../crm/odoo/front.ts';
import { odoo } from '../../crm/odoo/index.ts';
import { nothing } from './nothing.ts';
import { folderApi, openPage } from './open-page.ts';
import { savedPages } from './saved-pages.ts';

const pages = savedPages('odoo');
const { signal } = new AbortController();

function saved(name: string) {
	const page = pages.find((candidate) => candidate.name === name);
	if (!page) throw new Error(`no page ${name}`);
	return page;
}

interface Opened {
	readonly page: Page;
	readonly reader: RecordReader;
	readonly facts: DealFacts;
}

/** `base`: what the price list gives for all lines, on a server that keeps it. `symbol`: of the order's currency. */
async function opened(name: string, base?: number, symbol?: string, priceList?: string): Promise<Opened> {
	const fixture = saved(name);
	const page = openPage(fixture);
	const others: Record<string, readonly [string, string]> = {
		...(base && {
			'fields-sale.order.line': ['"product_uom":', '"technical_price_unit":{"type":"float"},"product_uom":'],
			'sale.order-108': ['"product_uom":{', `"technical_price_unit":${base},"product_uom":{`],
		}),
		...(priceList && {
			'fields-sale.order': ['"date_order":', '"pricelist_id":{"type":"many2one"},"date_order":'],
			'sale.order-108': ['"partner_id":', `"pricelist_id":{"id":3,"display_name":"${priceList}"},"partner_id":`],
		}),
		...(symbol && { 'session-info': ['"€"', `"${symbol}"`] }),
	};
	const api = folderApi(fixture, ({ name: of, headers, text }) => {
		const [before, after] = others[of] ?? [];
		return before && after ? { status: 200, headers, text: text.replaceAll(before, after) } : undefined;
	});
	const reader = odoo.open(api.callApi);
	const ref = recordInFront(page);
	const result = ref && (await reader.readFacts(page, ref, signal));
	if (!result?.ok) throw new Error(`${name} cannot be read`);
	return { page, reader, facts: result.value.facts };
}

const at = (page: Page, address: string): Page => ({ document: page.document, url: new URL(address) });

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

test('numbers are what Odoo takes them for', () => {
	const english = { decimal: '.', group: ',' };
	const german = { decimal: ',', group: '.' };
	const french = { decimal: ',', group: '\u202f' };
	const of = (text: string, marks = english) => parseNumber(text, marks, 2);
	expect(of('12,5')).toBe('125');
	expect(of('12,5', german)).toBe('12.5');
	expect(of('1.5', german)).toBe('15');
	expect(of('1 234,5', french)).toBe('1234.5');
	expect(of('15.999')).toBe('16.00');
	expect(of('1e1')).toBe('10');
	expect(of('1.5e2')).toBe('150');
	expect(of('.5')).toBe('0.5');
	expect(of(' -5 ')).toBe('-5');
	expect(of('150')).toBe('150');
	for (const text of ['', '-', '12.', '12,', '.', 'abc', '15%', '1.5.5', '=10+5', '0x1F', 'Infinity', '1e99'])
		expect(of(text), text).toBeNull();
	expect(of('12,', german)).toBeNull();
	// Before the language is known.
	expect([parseNumber('15', null, 2), parseNumber('1,5', null, 2), parseNumber('1.500', null, 2)]).toEqual([
		'15',
		null,
		null,
	]);
	expect(parseShown('-2,040.50\u00a0€', english)).toBe('-2040.50');
	expect(parseShown('$ 1,850.00', english)).toBe('1850.00');
});

test('back to another record: the address is ahead, and the old record stays until the form follows', () => {
	const page = openPage(saved('so-18-view'));
	expect(recordInFront(page)?.id).toBe('108');
	const next = at(page, 'https://odoo.example/odoo/sales/109');
	expect(recordInFront(next)?.id).toBe('108');
	for (const name of page.document.querySelectorAll('.o_last_breadcrumb_item span, [name="name"] span'))
		name.textContent = 'S00109';
	expect(recordInFront(next)?.id).toBe('109');
});

test('on to another record: the form is ahead, and nothing in it counts as typed in the old one', async () => {
	const { page, reader, facts } = await opened('so-18-typing');
	for (const name of page.document.querySelectorAll('.o_last_breadcrumb_item span, [name="name"] span'))
		name.textContent = 'S00109';
	expect(recordInFront(page)?.id).toBe('108');
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { lines: nothing } });
	expect(recordInFront(at(page, 'https://odoo.example/odoo/sales/109'))?.id).toBe('109');
});

test('on to another record in a form that is drawn anew: it is in front as soon as the address names it', () => {
	const page = openPage(saved('so-18-view'));
	expect(recordInFront(page)?.id).toBe('108');
	const form = page.document.querySelector('.o_form_view') as Element;
	const other = form.cloneNode(true) as Element;
	for (const name of other.querySelectorAll('.o_last_breadcrumb_item span, [name="name"] span'))
		name.textContent = 'S00109';
	form.replaceWith(other);
	expect(recordInFront(page)?.id).toBe('108');
	expect(recordInFront(at(page, 'https://odoo.example/odoo/sales/109'))?.id).toBe('109');
});

test('from a deal to its quotation: the deal stays until the address names the quotation', () => {
	const page = openPage(saved('lead-18-view'));
	expect(recordInFront(page)).toMatchObject({ kind: 'opportunity', id: '42' });
	const quote = openPage(saved('so-18-view')).document.querySelector('.o_form_view') as Element;
	page.document.querySelector('.o_form_view')?.replaceWith(page.document.importNode(quote, true));
	expect(recordInFront(page)).toMatchObject({ kind: 'opportunity', id: '42' });
	const address = 'https://odoo.example/odoo/crm/42/sales/108';
	expect(recordInFront(at(page, address))).toMatchObject({ kind: 'quote', id: '108' });
});

test('records are named by paths, by models, by actions and by the hash of old', () => {
	const page = () => openPage(saved('so-18-view'));
	const idAt = (address: string) => recordInFront(at(page(), `https://odoo.example${address}`))?.id ?? null;
	expect(
		[
			'/odoo/orders/108',
			'/odoo/sale.order/108',
			'/odoo/action-sale.action_orders/108',
			'/deals/sales/108',
			'/odoo/crm/42/sales/108?debug=1',
			'/web#id=108&cids=1&action=370&model=sale.order&view_type=form',
		].map(idAt),
	).toEqual(['108', '108', '108', '108', '108', '108']);
	expect(['/odoo/sales', '/odoo/crm/42/action-387/new', '/web#action=370&model=sale.order'].map(idAt)).toEqual([
		null,
		null,
		null,
	]);
	expect(idAt('/web#id=7&model=res.partner&view_type=form')).toBeNull();
});

test('edits are kept while another tab of the form is in front', async () => {
	const { page, reader, facts } = await opened('so-18-committed');
	const before = reader.readEdits(page, facts);
	const pane = page.document.querySelector('.o_notebook_content .tab-pane') as Element;
	const [lines, other] = page.document.querySelectorAll('.o_notebook_headers .nav-link');
	lines?.classList.remove('active');
	other?.classList.add('active');
	pane.replaceChildren();
	expect(reader.readEdits(page, facts)).toEqual(before);
	expect(before).toMatchObject({ ok: true, value: { lines: { '901': { price: { by: 'discount' } } } } });
});

test('what is unknown of the rows stays unknown while another tab of the form is in front, and ends with the edit', async () => {
	const { page, reader, facts } = await opened('so-18-committed');
	const [row] = page.document.querySelectorAll('[name="order_line"] tbody > tr.o_data_row');
	row?.classList.remove('o_data_row');
	const unmatched = { ok: true, value: { lines: {}, removed: [], added: [], areLinesUnmatched: true } };
	expect(reader.readEdits(page, facts)).toMatchObject(unmatched);
	const pane = page.document.querySelector('.o_notebook_content .tab-pane') as Element;
	const drawn = [...pane.childNodes];
	const [lines, other] = page.document.querySelectorAll('.o_notebook_headers .nav-link');
	lines?.classList.remove('active');
	other?.classList.add('active');
	pane.replaceChildren();
	expect(reader.readEdits(page, facts)).toMatchObject(unmatched);
	// Saved from the other tab: nothing is pending any more, whatever was unknown of it.
	page.document.querySelector('.o_form_status_indicator_buttons')?.classList.add('invisible');
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { areLinesUnmatched: false } });
	pane.replaceChildren(...drawn);
	lines?.classList.add('active');
	other?.classList.remove('active');
	expect(reader.readEdits(page, facts)).toMatchObject({
		ok: true,
		value: { lines: nothing, areLinesUnmatched: false },
	});
});

test('another quantity in a row that nobody types in foretells nothing unless the server has answered it', async () => {
	const { page, reader, facts } = await opened('so-18-committed');
	const row = [...page.document.querySelectorAll('[name="order_line"] tbody > tr.o_data_row')].at(-2);
	const cell = (name: string) => row?.querySelector(`td[name="${name}"]`) as HTMLElement;
	cell('product_uom_qty').textContent = '12.00';
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { areLinesUnmatched: true, lines: nothing } });
	// 12 × 2,400 with the discount that the server put back to none.
	cell('discount').textContent = '0.00';
	cell('price_subtotal').textContent = '28,800.00\u00a0€';
	expect(reader.readEdits(page, facts)).toMatchObject({
		ok: true,
		value: {
			areLinesUnmatched: false,
			lines: { '904': { quantity: { value: '12.00' }, price: { by: 'discount', typed: { value: '0' } } } },
		},
	});
});

test('of two lines of one product the one that was deleted is told by the row that is gone', async () => {
	const { page, reader, facts } = await opened('so-18-typing');
	const [first, second, ...rest] = facts.lines ?? [];
	if (!first || !second) throw new Error('no lines');
	const twins = { ...facts, lines: [first, { ...second, id: '902b' }, second, ...rest] };
	const rows = page.document.querySelectorAll('tr.o_data_row');
	const twin = rows[2]?.cloneNode(true) as HTMLElement;
	twin.dataset.id = 'datapoint_16';
	rows[2]?.before(twin);
	expect(reader.readEdits(page, twins)).toMatchObject({ ok: true, value: { removed: [], added: [] } });
	twin.remove();
	expect(reader.readEdits(page, twins)).toMatchObject({ ok: true, value: { removed: ['902b'], added: [] } });
});

test('a row that fits no saved line and is no new one gives no figures', async () => {
	const { page, reader, facts } = await opened('so-18-typing');
	const lines = (facts.lines ?? []).filter(({ id }) => id !== '902');
	expect(reader.readEdits(page, { ...facts, lines })).toMatchObject({ ok: true, value: { areLinesUnmatched: true } });
});

const openCell = (page: Page, name: string) => {
	const field = page.document.querySelector<HTMLInputElement>(`tr.o_selected_row td[name="${name}"] input`);
	if (!field) throw new Error(`no field ${name}`);
	return field;
};

/** The numbers that the server answers for the open row. */
function answer(page: Page, numbers: Readonly<Record<string, string>>): void {
	const row = page.document.querySelector('tr.o_selected_row');
	for (const [name, text] of Object.entries(numbers)) {
		const cell = row?.querySelector(`td[name="${name}"]`) as HTMLElement;
		const field = cell.querySelector('input');
		if (field) field.value = text;
		else cell.textContent = text;
	}
}

/** Looks, and looks again once what was asked for is there. */
async function editsOf({ page, reader, facts }: Opened) {
	// A product's unit is asked for once its own answer is there.
	for (let look = 0; look < 3; look += 1) {
		reader.readEdits(page, facts);
		await vi.advanceTimersByTimeAsync(10);
	}
	const reading = reader.readEdits(page, facts);
	if (!reading.ok) throw new Error('no edits');
	return reading.value;
}

test('a cost typed into its column is followed in the deal’s currency and the line’s unit', async () => {
	const look = await opened('so-18-edit');
	openCell(look.page, 'purchase_price').value = '9,000.00';
	const { lines, added } = await editsOf(look);
	expect(added).toEqual([]);
	expect(lines['901']?.cost).toEqual({
		typed: { text: '9,000.00', value: '9000.00' },
		costCurrency: 'deal',
		costUnits: '1',
		costPeriod: 'price',
	});
	openCell(look.page, 'purchase_price').value = '9,';
	expect((await editsOf(look)).lines['901']?.cost?.typed.value).toBeNull();
	openCell(look.page, 'purchase_price').value = '8,150.00';
	expect((await editsOf(look)).lines['901']).not.toHaveProperty('cost');
});

test('a product that is picked replaces its line, wherever the cursor is, with the cost that the server tells', async () => {
	const look = await opened('so-18-edit');
	await editsOf(look);
	const field = openCell(look.page, 'product_template_id');
	field.focus();
	// Looked up and not picked.
	field.value = 'CP';
	field.setAttribute('aria-expanded', 'true');
	const unknown = { listPrice: null, netPrice: null, unitCost: null };
	expect(await editsOf(look)).toMatchObject({
		removed: ['901'],
		added: [{ replaces: '901', ...unknown }],
		lines: nothing,
	});
	// The order's sums follow what was typed before.
	const sums = look.page.document.querySelector('.o_inner_group [name="margin"] span') as Element;
	sums.textContent = '12,041.00\u00a0€';
	expect(await editsOf(look)).toMatchObject({ added: [{ replaces: '901', ...unknown }] });
	// Picked: the numbers beside it are still those of the product before. A late answer has opened the list again.
	field.value = '[CP-7] Control panel CP-7';
	await editsOf(look);
	field.setAttribute('aria-expanded', 'false');
	expect(await editsOf(look)).toMatchObject({ removed: ['901'], added: [{ replaces: '901', ...unknown }] });
	answer(look.page, { price_unit: '1,850.00', discount: '0.00', price_subtotal: '3,700.00\u00a0€' });
	// A 0 that somebody types beside a product's cost stays one, as in a saved line.
	answer(look.page, { purchase_price: '0.00' });
	expect(await editsOf(look)).toMatchObject({ added: [{ replaces: '901', unitCost: null, isCostZero: true }] });
	look.page.document.querySelector('tr.o_selected_row td[name="purchase_price"]')?.remove();
	const picked = {
		removed: ['901'],
		lines: nothing,
		added: [
			{
				replaces: '901',
				product: { id: '501', code: 'CP-7' },
				unit: 'Units',
				quantity: '2.00',
				listPrice: '1850.00',
				netPrice: '1850',
				unitCost: '1020',
				costCurrency: 'EUR',
				costUnits: '1',
			},
		],
	};
	expect(await editsOf(look)).toMatchObject(picked);
	field.setAttribute('aria-expanded', 'true');
	expect(await editsOf(look)).toMatchObject(picked);
	field.blur();
	expect(await editsOf(look)).toMatchObject(picked);
	// Tab out of another row brings the cursor back into it.
	field.focus();
	expect(await editsOf(look)).toMatchObject(picked);
});

test('a product that is changed back is worked out anew by the server, and stays a new line', async () => {
	const look = await opened('so-18-edit');
	await editsOf(look);
	const field = openCell(look.page, 'product_template_id');
	const before = field.value;
	field.value = '[CP-7] Control panel CP-7';
	answer(look.page, { price_unit: '1,850.00', discount: '0.00', price_subtotal: '3,700.00\u00a0€' });
	await editsOf(look);
	field.value = before;
	answer(look.page, { price_unit: '12,400.00', discount: '0.00', price_subtotal: '24,800.00\u00a0€' });
	expect(await editsOf(look)).toMatchObject({ removed: ['901'], added: [{ replaces: '901', listPrice: '12400.00' }] });
});

test('a product that was picked and discarded leaves nothing behind: what is typed later is typed into its line', async () => {
	const look = await opened('so-18-edit');
	await editsOf(look);
	const field = openCell(look.page, 'product_template_id');
	const before = field.value;
	field.value = '[CP-7] Control panel CP-7';
	answer(look.page, { price_unit: '1,850.00', discount: '0.00', price_subtotal: '3,700.00\u00a0€' });
	expect((await editsOf(look)).removed).toEqual(['901']);
	const buttons = look.page.document.querySelector('.o_form_status_indicator_buttons');
	field.value = before;
	answer(look.page, { price_unit: '12,400.00', discount: '10.00', price_subtotal: '22,320.00\u00a0€' });
	buttons?.classList.add('invisible');
	expect(await editsOf(look)).toMatchObject({ lines: nothing, removed: [], added: [] });
	buttons?.classList.remove('invisible');
	answer(look.page, { price_unit: '12,400.00', discount: '15.00', price_subtotal: '21,080.00\u00a0€' });
	const edits = await editsOf(look);
	expect(edits).toMatchObject({ removed: [], added: [] });
	expect(Object.keys(edits.lines)).toEqual(['901']);
});

test('the cost of a picked product in another currency is of an unknown one: the server takes a rate that nobody knows', async () => {
	const fixture = saved('so-18-edit');
	const page = openPage(fixture);
	const api = folderApi(fixture, ({ name, headers, text }) =>
		name.startsWith('product.product-named')
			? { status: 200, headers, text: text.replace('"EUR"', '"USD"') }
			: undefined,
	);
	const reader = odoo.open(api.callApi);
	const ref = recordInFront(page);
	const result = ref && (await reader.readFacts(page, ref, signal));
	if (!result?.ok) throw new Error('not read');
	const look = { page, reader, facts: result.value.facts };
	await editsOf(look);
	openCell(page, 'product_template_id').value = '[CP-7] Control panel CP-7';
	answer(page, { price_unit: '1,850.00', discount: '0.00', price_subtotal: '3,700.00\u00a0€' });
	page.document.querySelector('tr.o_selected_row td[name="purchase_price"]')?.remove();
	expect(await editsOf(look)).toMatchObject({
		added: [{ product: { id: '501' }, listPrice: '1850.00', unitCost: '1020', costCurrency: 'unknown' }],
	});
});

test('a product’s field that the client emptied is no edit while nothing is to be saved', async () => {
	const look = await opened('so-18-edit');
	await editsOf(look);
	const buttons = look.page.document.querySelector('.o_form_status_indicator_buttons');
	openCell(look.page, 'product_template_id').value = '';
	expect(await editsOf(look)).toMatchObject({ removed: ['901'], added: [{ description: '' }] });
	buttons?.classList.add('invisible');
	expect(await editsOf(look)).toMatchObject({ lines: nothing, removed: [], added: [] });
});

test('a unit that is picked replaces its line, with the product’s cost for as many', async () => {
	const look = await opened('so-18-edit');
	await editsOf(look);
	look.page.document.querySelector('tr.o_selected_row td[name="purchase_price"]')?.remove();
	openCell(look.page, 'product_uom').value = 'Dozens';
	expect(await editsOf(look)).toMatchObject({ added: [{ replaces: '901', listPrice: null, unitCost: null }] });
	answer(look.page, { price_unit: '148,800.00', discount: '0.00', price_subtotal: '297,600.00\u00a0€' });
	expect(await editsOf(look)).toMatchObject({
		removed: ['901'],
		added: [{ replaces: '901', unit: 'Dozens', listPrice: '148800.00', unitCost: '97800', costUnits: '1' }],
	});
});

test('a product whose line has a price of its own is answered once the order’s margin is another', async () => {
	const look = await opened('so-18-edit');
	await editsOf(look);
	openCell(look.page, 'product_template_id').value = '[CP-7] Control panel CP-7';
	expect(await editsOf(look)).toMatchObject({ added: [{ replaces: '901', listPrice: null }] });
	const margin = look.page.document.querySelector('.o_inner_group [name="margin"] span');
	if (!margin) throw new Error('no margin');
	margin.textContent = '24,060.00\u00a0€';
	expect(await editsOf(look)).toMatchObject({ added: [{ replaces: '901', listPrice: '12400.00' }] });
});

test('a row that was saved as a line of something else fits it once it is read again', async () => {
	const look = await opened('so-18-rows-changed');
	const { page, reader, facts } = look;
	expect(await editsOf(look)).toMatchObject({ removed: ['905'], added: [{ product: { code: 'CP-7' } }] });
	page.document.querySelector('.o_form_status_indicator_buttons')?.classList.add('invisible');
	for (const row of page.document.querySelectorAll<HTMLElement>('[name="order_line"] tr.o_data_row'))
		row.dataset.id = `datapoint_${Number(row.dataset.id?.split('_')[1]) + 100}`;
	expect(await editsOf(look)).toMatchObject({ removed: ['905'], added: [{ product: { code: 'CP-7' } }] });
	const [, panel] = facts.lines ?? [];
	const [last] = (facts.lines ?? []).slice(-1);
	if (!panel || !last) throw new Error('no lines');
	const replaced = { ...panel, id: last.id, quantity: '1', discounts: [] };
	const newest = { ...facts, lines: [...(facts.lines ?? []).slice(0, -1), replaced] };
	expect(reader.readEdits(page, newest)).toMatchObject({ ok: true, value: { removed: [], added: [], lines: nothing } });
});

test('a quantity is a guess until the server has set the price anew', async () => {
	const look = await opened('so-18-edit');
	answer(look.page, { discount: '10.00', price_subtotal: '22,320.00\u00a0€' });
	openCell(look.page, 'product_uom_qty').value = '3';
	expect((await editsOf(look)).lines['901']).toMatchObject({ quantity: { value: '3' }, isRepriced: true });
	// Written as the client does, and not answered.
	openCell(look.page, 'product_uom_qty').value = '3.00';
	expect((await editsOf(look)).lines['901']).toMatchObject({ isRepriced: true });
	answer(look.page, { discount: '10.00', price_subtotal: '33,480.00\u00a0€' });
	expect((await editsOf(look)).lines['901']).toEqual({ quantity: { text: '3.00', value: '3.00' } });
});

test('a price that is typed beside a quantity makes a guess of it only while the server has not answered', async () => {
	const look = await opened('so-18-edit');
	answer(look.page, { discount: '10.00', price_subtotal: '22,320.00\u00a0€' });
	openCell(look.page, 'product_uom_qty').value = '3.00';
	openCell(look.page, 'price_unit').value = '12000';
	expect((await editsOf(look)).lines['901']).toMatchObject({ isRepriced: true });
	answer(look.page, { price_unit: '12,400.00', discount: '5.00', price_subtotal: '35,340.00\u00a0€' });
	await editsOf(look);
	openCell(look.page, 'price_unit').value = '12000';
	const { isRepriced, ...edit } = (await editsOf(look)).lines['901'] ?? {};
	expect([isRepriced, edit]).toMatchObject([
		undefined,
		{ quantity: { value: '3.00' }, price: { typed: { value: '0.05' } } },
	]);
	// Another one, typed and left, is not answered while the price beside it was.
	openCell(look.page, 'product_uom_qty').value = '4';
	await editsOf(look);
	openCell(look.page, 'product_uom_qty').value = '3.00';
	expect((await editsOf(look)).lines['901']).toMatchObject({ isRepriced: true });
});

test('a margin that is typed sets the price once it is left; until then the price is a guess', async () => {
	const look = await opened('so-19-margin-typing');
	expect((await editsOf(look)).lines['901']).toEqual({ isRepriced: true });
	// 8,150 at 40 %.
	answer(look.page, { margin_percent: '40.00', price_unit: '15,092.59', price_subtotal: '27,166.66\u00a0€' });
	expect((await editsOf(look)).lines['901']).toEqual({ listPrice: { text: '15,092.59', value: '15092.59' } });
});

test('a price list in another currency is a change of currency; one in the same is none', async () => {
	const look = await opened('so-18-price-list');
	expect((await editsOf(look)).currencyChange).toEqual({ to: 'USD' });
	const field = look.page.document.querySelector<HTMLInputElement>('[name="pricelist_id"] input');
	if (!field) throw new Error('no price list');
	field.value = 'Dealers (EUR)';
	// Its name alone says that the currency is the saved one; the signs of the amounts do not.
	expect((await editsOf(look)).currencyChange).toEqual({ to: null });
	for (const cell of look.page.document.querySelectorAll('td[name="price_subtotal"], [name="tax_totals"] span'))
		cell.textContent = (cell.textContent ?? '').replace('$', '€');
	expect(await editsOf(look)).not.toHaveProperty('currencyChange');
});

test('with another price list on the form the price of a line that is edited is a guess, and of no other', async () => {
	const look = await opened('so-18-committed', undefined, undefined, 'Public');
	const editedLines = async () => {
		const { lines } = await editsOf(look);
		return Object.entries(lines).map(([id, { isRepriced }]) => [id, isRepriced]);
	};
	const field = look.page.document.createElement('div');
	field.className = 'o_field_widget';
	field.setAttribute('name', 'pricelist_id');
	const input = look.page.document.createElement('input');
	field.append(input);
	look.page.document.querySelector('.o_form_sheet')?.append(field);
	input.value = 'Public';
	expect(await editedLines()).toEqual([['901', undefined]]);
	input.value = 'Dealers';
	expect(await editedLines()).toEqual([['901', true]]);
	// Nothing is chosen while its list is open.
	input.setAttribute('aria-expanded', 'true');
	expect(await editedLines()).toEqual([['901', undefined]]);
});

/** The deal's page with this text in the field of its expected revenue. */
async function revenueTyped(text: string, amount?: string | null) {
	const { page, reader, facts } = await opened('lead-18-typing');
	const field = page.document.querySelector<HTMLInputElement>('[name="expected_revenue"] input');
	if (!field) throw new Error('no field of the expected revenue');
	field.value = text;
	const edits = reader.readEdits(page, amount === undefined ? facts : { ...facts, amount });
	return edits.ok ? edits.value.amount : edits;
}

test('an expected revenue is what the server will keep of it, which is cut to the digits of its currency', async () => {
	expect(await revenueTyped('36120.005')).toEqual({ text: '36120.005', value: '36120.01' });
	expect(await revenueTyped('36120.004')).toEqual({ text: '36120.004', value: '36120.00' });
	expect(await revenueTyped('36120.5')).toEqual({ text: '36120.5', value: '36120.5' });
	expect(await revenueTyped('37360.004'), 'saved as it was').toBeUndefined();
});

test('an expected revenue of 0 is no edit where nobody entered one', async () => {
	expect(await revenueTyped('0.00', null)).toBeUndefined();
	expect(await revenueTyped('0.00')).toEqual({ text: '0.00', value: '0.00' });
	expect(await revenueTyped('5', null)).toEqual({ text: '5', value: '5' });
});

test('a currency’s sign with points in it is the saved one', async () => {
	const look = await opened('so-18-view', undefined, 'kr.');
	expect((await editsOf(look)).currencyChange).toEqual({ to: null });
	for (const cell of look.page.document.querySelectorAll('td[name="price_subtotal"], [name="tax_totals"] span'))
		cell.textContent = (cell.textContent ?? '').replace('€', 'kr.');
	expect(await editsOf(look)).not.toHaveProperty('currencyChange');
});

test('the page’s own sums are told while nothing is half typed and all of them agree', async () => {
	const totals = async (name: string) => {
		const { page, reader, facts } = await opened(name);
		reader.readEdits(page, facts);
		return reader.readTotals?.(page, facts) ?? null;
	};
	const saved = { revenue: '37360.00', margin: '12040.00', currency: 'EUR' };
	expect(await totals('so-18-view')).toEqual(saved);
	expect(await totals('so-18-view-de')).toEqual(saved);
	expect(await totals('so-18-committed')).toEqual({ ...saved, revenue: '36120.00', margin: '10800.00' });
	for (const name of [
		'so-18-typing',
		'so-18-halfway',
		'so-18-invalid',
		'so-18-qty-typing',
		'so-18-other-tab',
		'so-18-discount-wizard',
		'so-18-narrow-line-dialog',
		'lead-18-view',
	])
		expect(await totals(name), name).toBeNull();
});

test('the page’s own sums are not told while a number is typed in a row as the client would write it', async () => {
	const { page, reader, facts } = await opened('so-18-committed');
	const { document } = page;
	const totals = () => reader.readTotals?.(page, facts)?.revenue ?? null;
	const field = document.querySelector<HTMLInputElement>('tr.o_selected_row td[name="discount"] input');
	const product = document.querySelector<HTMLInputElement>('tr.o_selected_row .o-autocomplete--input');
	if (!field || !product) throw new Error('no open row');
	const event = (type: string) =>
		new (document.defaultView as Window & typeof globalThis).Event(type, { bubbles: true });
	reader.readEdits(page, facts);
	product.dispatchEvent(event('input'));
	expect(totals(), 'a product is taken when it is picked').toBe('36120.00');
	for (const end of ['change', 'focusout']) {
		field.value = '12.50';
		field.dispatchEvent(event('input'));
		expect(totals(), 'typed').toBeNull();
		field.dispatchEvent(event(end));
		expect(totals(), end).toBe('36120.00');
	}
});

test('a discount dialog that was merely opened is no edit; one that is closed and left in the page is not read', async () => {
	const look = await opened('so-18-discount-wizard');
	const field = look.page.document.querySelector<HTMLInputElement>('.modal [name="discount_percentage"] input');
	const modal = look.page.document.querySelector<HTMLElement>('.modal');
	if (!field || !modal) throw new Error('no dialog');
	expect(Object.keys((await editsOf(look)).lines)).toHaveLength(5);
	for (const text of ['0', '0.00']) {
		field.value = text;
		expect(await editsOf(look)).toMatchObject({ lines: nothing, added: [] });
	}
	// Typed, it is one that takes all discounts away.
	field.value = '0';
	field.dispatchEvent(
		new (look.page.document.defaultView as Window & typeof globalThis).Event('input', { bubbles: true }),
	);
	const { lines, added } = await editsOf(look);
	expect([Object.values(lines).map(({ price }) => price?.typed.value), added]).toEqual([['0', '0', '0', '0', '0'], []]);
	field.value = '77';
	modal.classList.remove('d-block');
	modal.style.display = 'none';
	expect(await editsOf(look)).toMatchObject({ lines: nothing, added: [] });
});

test('the discount dialog takes at most 100 %: more is refused and counts nowhere', async () => {
	const look = await opened('so-18-discount-wizard');
	const field = look.page.document.querySelector<HTMLInputElement>('.modal [name="discount_percentage"] input');
	if (!field) throw new Error('no dialog');
	field.value = '12,5';
	expect(await editsOf(look)).toMatchObject({
		lines: nothing,
		added: [],
		refused: [{ lineId: null, text: '12,5', most: '1' }],
	});
	field.value = '100';
	expect(await editsOf(look)).not.toHaveProperty('refused');
});

test('a surcharge by the discount dialog is an added line that costs nothing', async () => {
	const look = await opened('so-18-discount-wizard-global');
	const field = look.page.document.querySelector<HTMLInputElement>('.modal [name="discount_percentage"] input');
	if (!field) throw new Error('no dialog');
	field.value = '-5';
	expect(await editsOf(look)).toMatchObject({
		added: [{ quantity: '1', listPrice: '2040.5', netPrice: '2040.5', unitCost: '0', costCurrency: 'deal' }],
	});
});

test('a discount by the dialog is taken off a price that was typed below the price list’s', async () => {
	const look = await opened('so-18-discount-wizard', 14000);
	const field = look.page.document.querySelector<HTMLInputElement>('.modal [name="discount_percentage"] input');
	if (!field) throw new Error('no field');
	field.value = '20';
	// 12,400 less 20 %, and 1,850.
	expect((await editsOf(look)).lines).toMatchObject({
		901: { price: { by: 'netPrice', typed: { text: '20', value: '9920' } } },
		902: { price: { by: 'netPrice', typed: { text: '20', value: '1480' } } },
	});
	const amount = async (base?: number) => (await editsOf(await opened('so-18-discount-wizard-global', base))).added;
	expect((await amount(14000)).map(({ netPrice }) => netPrice)).toEqual(
		(await amount()).map(({ netPrice }) => netPrice),
	);
	expect((await amount(14000))[0]?.netPrice).toBe('-2040.5');
});

test('what a discount dialog will do is unknown while the page shows more than was read', async () => {
	const look = await opened('so-18-discount-wizard');
	const row = look.page.document.querySelectorAll('[name="order_line"] tr.o_data_row')[1];
	const cell = (name: string) => row?.querySelector(`td[name="${name}"]`) as HTMLElement;
	cell('discount').textContent = '20.00';
	cell('price_subtotal').textContent = '19,840.00\u00a0€';
	expect(await editsOf(look)).toMatchObject({ areLinesUnmatched: true, lines: nothing });
});

test('from Save until the record is read again the page’s own rows are what counts', async () => {
	const look = await opened('so-18-committed');
	const typed = await editsOf(look);
	look.page.document.querySelector('.o_form_status_indicator_buttons')?.classList.add('invisible');
	// The client names all rows anew.
	for (const row of look.page.document.querySelectorAll<HTMLElement>('[name="order_line"] tr.o_data_row'))
		row.dataset.id = `datapoint_${Number(row.dataset.id?.split('_')[1]) + 100}`;
	expect((await editsOf(look)).lines).toEqual(typed.lines);
});

test('a page is held against what it was drawn from as well as against what is saved since', async () => {
	const look = await opened('so-18-view');
	const { page, reader, facts: drawn } = look;
	const fixture = saved('so-18-view');
	const later = folderApi(fixture, ({ name, headers, text }) =>
		name === 'sale.order-108'
			? {
					status: 200,
					headers,
					text: text.replace('"price_subtotal":22320,"discount":10', '"price_subtotal":21080,"discount":15'),
				}
			: undefined,
	);
	const reading = await odoo.open(later.callApi).readFacts(page, drawn.ref, signal);
	if (!reading.ok) throw new Error('cannot be read');
	const { facts: newest } = reading.value;
	expect(newest.lines?.[0]?.discounts).toEqual(['0.15']);
	expect(reader.readEdits(page, drawn)).toMatchObject({ ok: true, value: { lines: nothing } });
	expect(reader.readEdits(page, newest)).toMatchObject({
		ok: true,
		value: { lines: { '901': { price: { by: 'discount', typed: { value: '0.1' } } } } },
	});
});

test('rows that fit no line though their numbers do are in another language', async () => {
	const look = await opened('so-18-view');
	for (const name of look.page.document.querySelectorAll(
		'[name="order_line"] td[name="product_template_id"] .text-truncate',
	))
		name.textContent = `Auf Deutsch ${name.textContent}`;
	expect(await editsOf(look)).toMatchObject({ areLinesUnmatched: true, areLinesInOtherLanguage: true });
});

test('of a price below the price list’s the price is what is typed, and the list price stays', async () => {
	const look = await opened('so-18-edit', 12400);
	await editsOf(look);
	answer(look.page, { price_unit: '11,000', discount: '10.00' });
	// 11,000 less 10 %.
	expect((await editsOf(look)).lines['901']).toEqual({
		price: { by: 'netPrice', typed: { text: '11,000', value: '9900' } },
	});
	answer(look.page, { price_unit: '13,000' });
	expect((await editsOf(look)).lines['901']).toEqual({ listPrice: { text: '13,000', value: '13000' } });
});

/** The client of a page: opens rows, takes what is typed once it is told of key and change, and answers like the server. */
function alive(page: Page, { isDeaf = false, digits = 2, answersAfterMs = 200 } = {}): void {
	const { document } = page;
	let isKeyHeard = false;
	document.addEventListener('input', () => {
		isKeyHeard = true;
	});
	document.addEventListener('click', (event) => {
		const target = event.target as HTMLElement;
		const cell = target.closest<HTMLElement>('td[name="discount"]');
		if (target === document.body)
			for (const row of document.querySelectorAll('.o_selected_row')) row.classList.remove('o_selected_row');
		if (!cell || cell.querySelector('input')) return;
		const text = cell.textContent ?? '';
		cell.closest('tr')?.classList.add('o_selected_row');
		setTimeout(() => {
			cell.innerHTML = `<div name="discount" class="o_field_widget"><input class="o_input" value="${text}"></div>`;
		}, 100);
	});
	document.addEventListener('change', (event) => {
		const field = event.target as HTMLInputElement;
		if (!isKeyHeard || isDeaf) return;
		setTimeout(() => {
			const amount = field.closest('tr')?.querySelector('td[name="price_subtotal"]');
			if (amount) amount.textContent = `${7400 * (1 - Number(field.value) / 100)} €`;
			field.value = Number(field.value).toFixed(digits);
		}, answersAfterMs);
	});
}

/** Where a server is asked the session waits for it, up to 20 s. */
const until: Until = async (look, withinMs, asks) => {
	const longestMs = asks === 'server' ? 20_050 : withinMs;
	for (let waited = 0; ; waited += 50) {
		const found = look();
		if (found !== null || waited >= longestMs) return found;
		await vi.advanceTimersByTimeAsync(50);
	}
};

test('a discount is written into the cell, read back, and taken back', async () => {
	const { page, reader, facts } = await opened('so-18-view');
	alive(page);
	expect(reader.canApply?.(page, facts)).toEqual({ 901: 'yes', 902: 'yes', 903: 'yes', 904: 'yes', 905: 'yes' });
	const written = await reader.applyDiscount?.(page, facts, '902', { discount: '0.125' }, until);
	expect(written).toEqual({ ok: true, value: { before: '5.00', now: '12.50' } });
	expect(page.document.querySelector('.o_selected_row')).toBeNull();
	expect(page.document.querySelector('tr[data-id="datapoint_20"] td[name="discount"] input')).toMatchObject({
		value: '12.50',
	});
	expect(await reader.applyDiscount?.(page, facts, '902', { text: '5.00', over: '12.50' }, until)).toMatchObject({
		ok: true,
		value: { before: '12.50', now: '5.00' },
	});
	expect(await reader.applyDiscount?.(page, facts, '902', { text: '5.00', over: '12.50' }, until)).toEqual({
		ok: false,
		error: { code: 'changed-since', text: '5.00' },
	});
});

test('a client that does not take the number is not believed', async () => {
	const { page, reader, facts } = await opened('so-18-view');
	alive(page, { isDeaf: true });
	const begun = Date.now();
	// The number is in the field and may be on its way: nobody is told to type it once more.
	expect(await reader.applyDiscount?.(page, facts, '902', { discount: '0.125' }, until)).toEqual({
		ok: false,
		error: { code: 'too-slow', text: '12.5', before: '5.00' },
	});
	expect(Date.now() - begun).toBeGreaterThan(20_000);
});

test('a client that writes another number has not taken ours', async () => {
	const { page, reader, facts } = await opened('so-18-view');
	alive(page, { digits: 0 });
	expect(await reader.applyDiscount?.(page, facts, '902', { discount: '0.125' }, until)).toEqual({
		ok: false,
		error: { code: 'not-taken', text: '13', before: '5.00' },
	});
});

test('a server that takes its time is waited for', async () => {
	const { page, reader, facts } = await opened('so-18-view');
	alive(page, { answersAfterMs: 12_000 });
	expect(await reader.applyDiscount?.(page, facts, '902', { discount: '0.125' }, until)).toEqual({
		ok: true,
		value: { before: '5.00', now: '12.50' },
	});
});

test('nothing is written where the page has no place for it', async () => {
	const possible = async (name: string) => {
		const { page, reader, facts } = await opened(name);
		return reader.canApply?.(page, facts) ?? {};
	};
	expect(await possible('so-18-no-discount-column')).toMatchObject({ 901: 'column-hidden' });
	expect(await possible('so-18-narrow-kanban')).toMatchObject({ 901: 'row-not-shown' });
	expect(await possible('so-18-other-tab')).toMatchObject({ 901: 'row-not-shown' });
	expect(await possible('so-18-discount-wizard')).toMatchObject({ 901: 'busy' });
	expect(await possible('so-18-typing')).toMatchObject({ 901: 'yes', 902: 'busy' });
	expect(await possible('so-18-rows-changed')).toMatchObject({ 905: 'row-not-shown' });
	expect(await possible('lead-18-view')).toEqual({});
});

test('an open row is closed before the sidebar is typed in, and a page that keeps it open is left alone', async () => {
	const { page, reader } = await opened('so-18-typing');
	const stubborn = reader.beforeFocus?.(page);
	await vi.advanceTimersByTimeAsync(2000);
	await stubborn;
	expect(page.document.querySelector('.o_selected_row')).not.toBeNull();
	alive(page);
	await reader.beforeFocus?.(page);
	expect(page.document.querySelector('.o_selected_row')).toBeNull();
});

test.for(['class', 'data-id'])('a row that lost its %s is no deleted line: what is typed is unknown', async (name) => {
	const { page, reader, facts } = await opened('so-18-edit');
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { removed: [], areLinesUnmatched: false } });
	const rows = page.document.querySelectorAll('[name="order_line"] tbody > tr.o_data_row');
	expect(rows.length).toBeGreaterThan(1);
	rows[rows.length - 1]?.removeAttribute(name);
	expect(reader.readEdits(page, facts)).toMatchObject({
		ok: true,
		value: { lines: {}, removed: [], areLinesUnmatched: true },
	});
});
