import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DealFacts } from '../../core/model/deal.ts';
import type { Page, RecordReader, Until } from '../../crm/contract.ts';
import { recordInFront } from '../../crm/odoo/form.ts';
import { odoo } from '../../crm/odoo/index.ts';
import { parseNumber, parseShown } from '../../crm/odoo/number.ts';
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

async function opened(name: string): Promise<Opened> {
	const fixture = saved(name);
	const page = openPage(fixture);
	const reader = odoo.open(folderApi(fixture).callApi);
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
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { lines: {} } });
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
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { lines: {}, areLinesUnmatched: false } });
});

test('another quantity in a row that nobody types in foretells nothing unless the server has answered it', async () => {
	const { page, reader, facts } = await opened('so-18-committed');
	const row = [...page.document.querySelectorAll('[name="order_line"] tbody > tr.o_data_row')].at(-2);
	const cell = (name: string) => row?.querySelector(`td[name="${name}"]`) as HTMLElement;
	cell('product_uom_qty').textContent = '12.00';
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { areLinesUnmatched: true, lines: {} } });
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

test('a line whose product or cost was changed is a new one, whose cost nobody knows yet', async () => {
	const { page, reader, facts } = await opened('so-18-edit');
	reader.readEdits(page, facts);
	const cost = page.document.querySelector<HTMLInputElement>('tr.o_selected_row td[name="purchase_price"] input');
	if (!cost) throw new Error('no cost');
	cost.value = '9,000.00';
	expect(reader.readEdits(page, facts)).toMatchObject({
		ok: true,
		value: {
			removed: ['901'],
			added: [{ quantity: '2.00', listPrice: '12400.00', netPrice: '10540.0000' }],
			lines: {},
		},
	});
	cost.value = '8,150.00';
	const product = page.document.querySelector<HTMLInputElement>(
		'tr.o_selected_row td[name="product_template_id"] input',
	);
	if (!product) throw new Error('no product');
	product.value = 'CX';
	product.focus();
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { removed: [], added: [] } });
	product.blur();
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { removed: ['901'] } });
});

/** The client of a page: opens rows, takes what is typed once it is told of key and change, and answers like the server. */
function alive(page: Page, isDeaf = false): void {
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
			field.value = Number(field.value).toFixed(2);
		}, 200);
	});
}

const until: Until = async (look, withinMs) => {
	for (let waited = 0; ; waited += 50) {
		const found = look();
		if (found !== null || waited >= withinMs) return found;
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
	alive(page, true);
	expect(await reader.applyDiscount?.(page, facts, '902', { discount: '0.125' }, until)).toEqual({
		ok: false,
		error: { code: 'not-taken', text: '12.5', before: '5.00' },
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
