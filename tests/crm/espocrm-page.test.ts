import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DealFacts } from '../../core/model/deal.ts';
import { type DealEdits, noEdits } from '../../core/model/deal-edits.ts';
import type { EditsReading, Page, RecordReader, Until } from '../../crm/contract.ts';
import { espocrm } from '../../crm/espocrm/index.ts';
import { nothing } from './nothing.ts';
import { folderApi, openHtml, openPage } from './open-page.ts';
import { savedPages } from './saved-pages.ts';

const pages = savedPages('espocrm');
const { signal } = new AbortController();
const deal = '67ab01c2d3e4f5a6b';
const other = '67ab01c2d3e4f5a77';
const first = '67ab0000000000i01';

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
	const reader = espocrm.open(folderApi(fixture).callApi);
	const ref = espocrm.recordInFront(page);
	const result = ref && (await reader.readFacts(page, ref, signal));
	if (!result?.ok) throw new Error(`${name} cannot be read`);
	return { page, reader, facts: result.value.facts };
}

function editsOf(reading: EditsReading): DealEdits {
	if (!reading.ok) throw new Error(reading.error.code);
	return reading.value;
}

const at = (page: Page, hash: string): Page => ({
	document: page.document,
	url: new URL(hash, 'https://espocrm.example/'),
});
const frontOf = (page: Page) => espocrm.recordInFront(page)?.id ?? null;

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('an address that is ahead of the page changes nothing until the page is another one', () => {
	const page = openPage(saved('opportunity-view'));
	expect(frontOf(page)).toBe(deal);
	const ahead = at(page, `#Opportunity/view/${other}`);
	expect(frontOf(ahead)).toBe(deal);
	const root = page.document.querySelector('#main .detail');
	root?.replaceWith(root.cloneNode(true));
	expect(frontOf(ahead)).toBe(other);
});

test('a changed form keeps its record while the question stands whether to leave it', () => {
	const page = openPage(saved('opportunity-edit'));
	expect(frontOf(page)).toBe(deal);
	const question = openPage(saved('opportunity-leave-confirm')).document.querySelector('.dialog-confirm') as Element;
	page.document.body.append(page.document.importNode(question, true));
	expect(frontOf(at(page, `#Opportunity/view/${other}`))).toBe(deal);
});

test('lists, new records, related records and other entities are no deal', () => {
	const page = () => openPage(saved('opportunity-view'));
	const hashes = [
		'#Opportunity',
		'#Opportunity/create',
		`#Opportunity/related/${deal}/cQuoteItems`,
		`#Lead/view/${deal}`,
	];
	expect(hashes.map((hash) => frontOf(at(page(), hash)))).toEqual([null, null, null, null]);
	expect(frontOf(at(page(), `#Opportunity/view/${deal}/tab=1`))).toBe(deal);
});

test('a deal that is edited in a drawer over a board is in front, and its site has the path it lives under', () => {
	const drawer = `<div class="modal in"><h4 class="modal-title"><a data-action="fullForm" href="#Opportunity/edit/${other}"></a></h4>
		<div class="edit" data-scope="Opportunity"></div></div>`;
	const html = `<!doctype html><body data-id="espocrm"><div id="main"><div class="list-kanban"></div></div>${drawer}</body>`;
	expect(espocrm.recordInFront(openHtml(html, 'https://firm.example/crm/#Opportunity'))).toEqual({
		crm: 'espocrm',
		site: 'https://firm.example/crm',
		kind: 'opportunity',
		id: other,
	});
});

test('a line that is edited on its own page is read for its deal', async () => {
	const { page, reader, facts } = await opened('opportunity-view');
	const drawer = openPage(saved('item-edit-modal')).document.querySelector('.modal .edit') as Element;
	const root = page.document.importNode(drawer, true) as HTMLElement;
	const holder = page.document.createElement('div');
	holder.className = 'cell';
	holder.dataset.name = 'opportunity';
	holder.innerHTML = `<div class="field" data-name="opportunity"><input type="hidden" data-name="opportunityId" value="${deal}"></div>`;
	root.append(holder);
	page.document.querySelector('#main .detail')?.replaceWith(root);
	const own = at(page, `#CQuoteItem/edit/${first}`);
	expect(espocrm.recordInFront(own)).toMatchObject({ kind: 'opportunity', id: deal });
	expect(reader.readEdits(own, facts)).toMatchObject({
		ok: true,
		value: { lines: { [first]: { price: { typed: { value: '0.15' } } } } },
	});
});

test('what is half typed is no number, what ends with a point is, and a chosen stage is told by its key', async () => {
	const { page, reader, facts } = await opened('item-edit-modal');
	const field = page.document.querySelector<HTMLInputElement>('.modal input[data-name="discount"]');
	if (!field) throw new Error('no field');
	for (const [text, value] of [
		['', null],
		['-', null],
		['12.', '0.12'],
		['0.', '0'],
	]) {
		field.value = text ?? '';
		expect(reader.readEdits(page, facts), `“${text}”`).toMatchObject({
			ok: true,
			value: { lines: { [first]: { price: { typed: { text, value } } } } },
		});
	}
	const edit = await opened('opportunity-edit');
	const item = edit.page.document.querySelector<HTMLElement>('.field[data-name="stage"] .selectize-input .item');
	if (!item) throw new Error('no stage');
	item.dataset.value = 'Negotiation';
	expect(edit.reader.readEdits(edit.page, edit.facts)).toMatchObject({ ok: true, value: { stageId: 'Negotiation' } });
});

test('another currency that is chosen for the deal is told', async () => {
	const { page, reader, facts } = await opened('opportunity-edit');
	const item = page.document.querySelector<HTMLElement>('.field[data-name="amount"] .selectize-input .item');
	if (!item) throw new Error('no currency');
	item.dataset.value = 'USD';
	expect(reader.readEdits(page, facts)).toMatchObject({
		ok: true,
		value: { currencyChange: { to: 'USD' } },
	});
	expect(editsOf(reader.readEdits(page, facts)).amount).toBeUndefined();
});

test('a discount on a deal with lines changes none of their prices', async () => {
	const { page, reader, facts } = await opened('opportunity-inline-edit');
	expect(reader.readEdits(page, facts)).toEqual({ ok: true, value: noEdits(facts.ref) });
});

/** The deal without an entity of lines: its own totals are one line. */
async function withTotals(name: string): Promise<Opened> {
	const fixture = saved(name);
	const page = openPage(fixture);
	const api = folderApi(fixture, (answer) => {
		if (!answer.request?.url.endsWith('key=entityDefs.Opportunity')) return undefined;
		return { status: 200, headers: {}, text: JSON.stringify({ ...JSON.parse(answer.text), links: {} }) };
	});
	const reader = espocrm.open(api.callApi);
	const ref = espocrm.recordInFront(page);
	const result = ref && (await reader.readFacts(page, ref, signal));
	if (!result?.ok) throw new Error(`${name} cannot be read`);
	return { page, reader, facts: result.value.facts };
}

test('without lines a discount on the deal is a guess, and none where it does not go with its totals', async () => {
	const { page, reader, facts } = await withTotals('opportunity-inline-edit');
	// 40,810 less 15 %.
	expect(editsOf(reader.readEdits(page, facts)).lines).toEqual({
		total: { price: { by: 'netPrice', typed: { text: '15', value: '34688.5' } }, isRepriced: true },
	});
	// 40,810 less 8.45 % is not 37,000.
	expect(editsOf(reader.readEdits(page, { ...facts, amount: '37000' })).lines).toEqual({
		total: { price: { by: 'netPrice', typed: { text: '15', value: null } }, isRepriced: true },
	});
});

test('without lines the typed amount and the typed cost are those of the totals', async () => {
	const { page, reader, facts } = await withTotals('opportunity-edit');
	const cost = page.document.querySelector<HTMLInputElement>('#main input[data-name="cTotalCost"]');
	if (!cost) throw new Error('no cost');
	cost.value = '26,000.00';
	expect(editsOf(reader.readEdits(page, facts))).toMatchObject({
		amount: { value: '36120' },
		lines: {
			total: {
				price: { by: 'netPrice', typed: { value: '36120' } },
				cost: { typed: { value: '26000' }, costCurrency: 'EUR', costUnits: '1', costPeriod: 'price' },
			},
		},
	});
});

test('a deal’s amount is only what is typed in it: lines that are edited do not change it', async () => {
	const { page, reader, facts } = await opened('item-edit-modal');
	for (const amount of ['37360', '40000'])
		expect(editsOf(reader.readEdits(page, { ...facts, amount }))).toEqual({
			...noEdits(facts.ref),
			lines: { [first]: { price: { by: 'discount', typed: { text: '15', value: '0.15' } } } },
			activeLineId: first,
		});
});

/** The drawer of a line, and its fields. */
async function drawer() {
	const all = await opened('item-edit-modal');
	const { page, reader, facts } = all;
	const field = (name: string) => {
		const found = page.document.querySelector<HTMLInputElement>(`.modal input[data-name="${name}"]`);
		if (!found) throw new Error(`no ${name}`);
		return found;
	};
	const choose = (name: string, currency: string) => {
		const item = page.document.querySelector<HTMLElement>(`.modal .field[data-name="${name}"] .selectize-input .item`);
		if (!item) throw new Error(`no currency of ${name}`);
		item.dataset.value = currency;
	};
	const asNew = () =>
		page.document.querySelector('.modal a[data-action="fullForm"]')?.setAttribute('href', '#CQuoteItem/create');
	field('discount').value = '10';
	return { ...all, field, choose, asNew, edits: () => editsOf(reader.readEdits(page, facts)) };
}

test('a typed cost of a line is followed, with its currency; an emptied one is that of its product', async () => {
	const { field, choose, edits } = await drawer();
	expect(edits().lines).toEqual({});
	field('unitCost').value = '9,000.00';
	const cost = { typed: { text: '9,000.00', value: '9000' }, costCurrency: 'EUR', costUnits: '1', costPeriod: 'price' };
	expect(edits()).toMatchObject({ lines: { [first]: { cost } }, added: [], removed: [] });
	choose('unitCost', 'USD');
	expect(edits().lines[first]?.cost).toEqual({ ...cost, costCurrency: 'USD' });
	field('unitCost').value = '';
	expect(edits().lines[first]?.cost).toMatchObject({ typed: { value: '8150' }, costCurrency: 'EUR' });
});

test('another product makes another line, which costs what its form says, or what its product is known to cost', async () => {
	const { field, edits } = await drawer();
	field('productId').value = '67ab0000000000p02';
	field('productName').value = 'Control panel CP-7';
	const added = {
		replaces: first,
		product: { id: '67ab0000000000p02', name: 'Control panel CP-7' },
		quantity: '2',
		listPrice: '12400',
		netPrice: '11160',
		unitCost: '8150',
		costCurrency: 'EUR',
	};
	expect(edits()).toMatchObject({ lines: nothing, removed: [first], added: [added] });
	field('unitCost').value = '';
	expect(edits().added).toMatchObject([{ ...added, unitCost: '1020' }]);
	// Of a product that no line is of nobody knows the cost before the line is saved, and no list stands in for it.
	field('productId').value = '67ab0000000000p99';
	expect(edits().added).toMatchObject([{ replaces: first, product: null, unitCost: null }]);
	field('productId').value = '';
	expect(edits().added).toMatchObject([{ product: null, unitCost: null }]);
});

test('a new line counts once it has a price, with the cost of its form', async () => {
	const { field, choose, asNew, edits } = await drawer();
	asNew();
	for (const name of ['listPrice', 'discount', 'unitCost', 'name', 'productId']) field(name).value = '';
	expect(edits()).toMatchObject({ added: [], lines: nothing, activeLineId: 'new' });
	field('name').value = 'Crane hire';
	field('listPrice').value = '1,000.00';
	const line = { id: 'new', description: 'Crane hire', quantity: '2', listPrice: '1000', netPrice: '1000' };
	expect(edits().added).toMatchObject([{ ...line, unitCost: null }]);
	field('unitCost').value = '600';
	expect(edits().added).toMatchObject([{ ...line, unitCost: '600', costCurrency: 'EUR', costUnits: '1' }]);
	// A 0 is kept as one, and no list stands in for it.
	field('unitCost').value = '0';
	expect(edits().added).toMatchObject([{ ...line, unitCost: null, isCostZero: true, costUnits: '1' }]);
	choose('listPrice', 'USD');
	expect(edits()).toMatchObject({ added: [{ listPrice: null, netPrice: null }], currencyChange: { to: 'USD' } });
});

test('another currency of a line’s price is told, and a line that is saved in one is none', async () => {
	const { choose, edits, page, reader, facts } = await drawer();
	choose('listPrice', 'USD');
	expect(edits().currencyChange).toEqual({ to: 'USD' });
	expect(editsOf(reader.readEdits(page, { ...facts, currency: 'USD' }))).toMatchObject({
		lines: { [first]: { listPrice: { value: '12400' } } },
	});
	choose('listPrice', 'EUR');
	const foreign = (facts.lines ?? []).map((line) => ({ ...line, listPrice: null }));
	expect(editsOf(reader.readEdits(page, { ...facts, currency: 'USD', lines: foreign }))).toMatchObject({
		lines: nothing,
	});
});

test('what the field’s bounds keep from being saved is said and not counted', async () => {
	const { field, edits } = await drawer();
	field('discount').value = '125';
	expect(edits()).toMatchObject({ lines: nothing, refused: [{ lineId: first, text: '125', most: '1' }] });
	field('discount').value = '-5';
	expect(edits()).toMatchObject({ lines: nothing, refused: [{ lineId: first, text: '-5', most: null }] });
	field('discount').value = '10';
	field('quantity').value = '-1';
	expect(edits()).toMatchObject({ lines: nothing, refused: [{ lineId: first, text: '-1', most: null }] });
});

test('an amount that follows a rule of the firm’s own makes what is typed a guess', async () => {
	const fixture = saved('item-edit-modal');
	const api = folderApi(fixture, (answer) => {
		if (!answer.request?.url.includes('/cQuoteItems?')) return undefined;
		const told = JSON.parse(answer.text);
		const [line, ...others] = told.list;
		return {
			status: 200,
			headers: {},
			text: JSON.stringify({ ...told, list: [{ ...line, amount: 22000 }, ...others] }),
		};
	});
	const page = openPage(fixture);
	const reader = espocrm.open(api.callApi);
	const ref = espocrm.recordInFront(page);
	const result = ref && (await reader.readFacts(page, ref, signal));
	if (!result?.ok) throw new Error('not read');
	expect(editsOf(reader.readEdits(page, result.value.facts)).lines[first]).toMatchObject({ isRepriced: true });
});

test('a row that was deleted, or added, a moment ago fits no line that was read, and one that is filtered out does', async () => {
	const { page, reader, facts } = await opened('opportunity-view');
	const unmatched = () => editsOf(reader.readEdits(page, facts)).areLinesUnmatched;
	const row = page.document.querySelector<HTMLElement>(`tr.list-row[data-id="${first}"]`);
	if (!row) throw new Error('no row');
	expect(unmatched()).toBe(false);
	const place = row.nextSibling;
	row.remove();
	expect(unmatched()).toBe(true);
	vi.advanceTimersByTime(6000);
	expect(unmatched()).toBe(false);
	place?.before(row);
	expect(unmatched()).toBe(false);
	const added = row.cloneNode(true) as HTMLElement;
	added.dataset.id = '67ab0000000000i99';
	row.before(added);
	expect(unmatched()).toBe(true);
	// Read again, with that line.
	const [line] = facts.lines ?? [];
	if (!line) throw new Error('no line');
	const again = { ...facts, lines: [...(facts.lines ?? []), { ...line, id: '67ab0000000000i99' }] };
	expect(editsOf(reader.readEdits(page, again)).areLinesUnmatched).toBe(false);
	for (const gone of page.document.querySelectorAll('tr.list-row')) gone.remove();
	expect(editsOf(reader.readEdits(page, again)).areLinesUnmatched).toBe(false);
});

test('a drawer that is put aside holds its text out of the page: the saved figures stand', async () => {
	const { page, reader, facts } = await opened('item-edit-modal');
	page.document.querySelector('.modal')?.remove();
	const bar = page.document.createElement('div');
	bar.className = 'collapsed-modal-bar';
	bar.innerHTML = '<div class="collapsed-modal"></div>';
	page.document.body.append(bar);
	expect(reader.readEdits(page, facts)).toEqual({ ok: true, value: noEdits(facts.ref) });
});

/** What the page's own scripts do: a drawer opens on the row's command, and a number field takes what is pasted. */
function alive(page: Page, isDeaf = false): void {
	const { document } = page;
	class FakeTransfer {
		text = '';
		setData(_type: string, text: string) {
			this.text = text;
		}
	}
	class FakeClipboardEvent extends Event {
		readonly clipboardData: FakeTransfer;
		constructor(type: string, init: EventInit & { clipboardData: FakeTransfer }) {
			super(type, init);
			this.clipboardData = init.clipboardData;
		}
	}
	vi.stubGlobal('DataTransfer', FakeTransfer);
	vi.stubGlobal('ClipboardEvent', FakeClipboardEvent);
	const drawer = openPage(saved('item-edit-modal')).document.querySelector('.modal') as Element;
	const field = drawer.querySelector('input[data-name="discount"]');
	field?.setAttribute('value', '10');
	// The page opened last is the one whose globals are in use.
	vi.stubGlobal('Event', document.defaultView?.Event);
	document.addEventListener('click', (event) => {
		const opener = (event.target as Element).closest('a[data-action="quickEdit"]');
		if (opener) setTimeout(() => document.body.append(document.importNode(drawer, true)), 100);
	});
	document.addEventListener('paste', (event) => {
		const taken = (event as unknown as FakeClipboardEvent).clipboardData.text;
		if (!isDeaf && event.target === document.activeElement) (event.target as HTMLInputElement).value = taken;
	});
}

const until: Until = async (look, withinMs) => {
	for (let waited = 0; ; waited += 50) {
		const found = look();
		if (found !== null || waited >= withinMs) return found;
		await vi.advanceTimersByTimeAsync(50);
	}
};

test('a discount is pasted into the line’s drawer, read back, and taken back', async () => {
	const { page, reader, facts } = await opened('opportunity-view');
	expect(reader.canApply?.(page, facts)).toMatchObject({ [first]: 'yes', '67ab0000000000i05': 'yes' });
	alive(page);
	expect(await reader.applyDiscount?.(page, facts, first, { discount: '0.125' }, until)).toEqual({
		ok: true,
		value: { before: '10', now: '12.5' },
	});
	expect(reader.canApply?.(page, facts)).toMatchObject({ [first]: 'yes', '67ab0000000000i02': 'busy' });
	expect(await reader.applyDiscount?.(page, facts, first, { text: '10', over: '12.5' }, until)).toMatchObject({
		ok: true,
	});
	expect(await reader.applyDiscount?.(page, facts, first, { text: '10', over: '12.5' }, until)).toEqual({
		ok: false,
		error: { code: 'changed-since', text: '10' },
	});
});

test('a field that does not take the paste is not believed', async () => {
	const { page, reader, facts } = await opened('opportunity-view');
	alive(page, true);
	expect(await reader.applyDiscount?.(page, facts, first, { discount: '0.125' }, until)).toEqual({
		ok: false,
		error: { code: 'not-taken', text: '10', before: '10' },
	});
});

test('nothing is written where the user may not, or where the page has no place for it', async () => {
	const denied = await opened('item-view-no-cost');
	expect(denied.reader.canApply?.(denied.page, denied.facts)).toMatchObject({ [first]: 'not-editable' });
	const { page, reader, facts } = await opened('opportunity-view');
	page.document.querySelector(`tr[data-id="${first}"]`)?.remove();
	expect(reader.canApply?.(page, facts)).toMatchObject({ [first]: 'row-not-shown', '67ab0000000000i02': 'yes' });
	const asked = await opened('opportunity-edit');
	const question = openPage(saved('opportunity-leave-confirm')).document.querySelector('.dialog-confirm') as Element;
	asked.page.document.body.append(asked.page.document.importNode(question, true));
	expect(asked.reader.canApply?.(asked.page, asked.facts)).toMatchObject({ [first]: 'busy' });
});
