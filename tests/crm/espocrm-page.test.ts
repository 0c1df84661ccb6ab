import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DealFacts } from '../../core/model/deal.ts';
import type { Page, RecordReader, Until } from '../../crm/contract.ts';
import { espocrm } from '../../crm/espocrm/index.ts';
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
		value: { lines: { [first]: { price: { typed: { value: '0.15' } } } }, amount: { value: '36120' } },
	});
});

test('what is half typed is no number, and a stage that is chosen is told by its key', async () => {
	const { page, reader, facts } = await opened('item-edit-modal');
	const field = page.document.querySelector<HTMLInputElement>('.modal input[data-name="discount"]');
	if (!field) throw new Error('no field');
	for (const text of ['', '-', '12.', '0.']) {
		field.value = text;
		expect(reader.readEdits(page, facts), text).toMatchObject({
			ok: true,
			value: { lines: { [first]: { price: { typed: { text, value: null } } } }, amount: { value: null } },
		});
	}
	const edit = await opened('opportunity-edit');
	const item = edit.page.document.querySelector<HTMLElement>('.field[data-name="stage"] .selectize-input .item');
	if (!item) throw new Error('no stage');
	item.dataset.value = 'Negotiation';
	expect(edit.reader.readEdits(edit.page, edit.facts)).toMatchObject({ ok: true, value: { stageId: 'Negotiation' } });
});

test('an amount in another currency than the saved one is unknown', async () => {
	const { page, reader, facts } = await opened('opportunity-edit');
	const item = page.document.querySelector<HTMLElement>('.field[data-name="amount"] .selectize-input .item');
	if (!item) throw new Error('no currency');
	item.dataset.value = 'USD';
	expect(reader.readEdits(page, facts)).toMatchObject({
		ok: true,
		value: { amount: { text: '36,120.00', value: null } },
	});
});

test('a discount on the deal that does not go with its totals is not computed with', async () => {
	const { page, reader, facts } = await opened('opportunity-inline-edit');
	// 40,810 less 8.45 % is not 37,000.
	expect(reader.readEdits(page, { ...facts, amount: '37000' })).toMatchObject({
		ok: true,
		value: { amount: { text: '15', value: null } },
	});
});

test('an amount that is not the sum of the lines does not follow them', async () => {
	const { page, reader, facts } = await opened('item-edit-modal');
	const reading = reader.readEdits(page, { ...facts, amount: '40000' });
	expect(reading).toMatchObject({ ok: true, value: { lines: { [first]: {} } } });
	if (reading.ok) expect(reading.value).not.toHaveProperty('amount');
});

test('a cost or a product that is changed makes another line of it, and a new line is told without a cost', async () => {
	const { page, reader, facts } = await opened('item-edit-modal');
	const cost = page.document.querySelector<HTMLInputElement>('.modal input[data-name="unitCost"]');
	const link = page.document.querySelector('.modal a[data-action="fullForm"]');
	if (!cost || !link) throw new Error('no field');
	cost.value = '9,000.00';
	const added = { description: 'Chiller unit CX-40', quantity: '2', listPrice: '12400.00', netPrice: '10540.0000' };
	expect(reader.readEdits(page, facts)).toMatchObject({
		ok: true,
		value: { removed: [first], added: [{ id: first, ...added }] },
	});
	link.setAttribute('href', '#CQuoteItem/create');
	// 37,360 and two more chillers at 10,540.
	expect(reader.readEdits(page, facts)).toMatchObject({
		ok: true,
		value: { removed: [], added: [{ id: 'new', ...added }], amount: { value: '58440' } },
	});
});

test('a drawer that is put aside keeps what is typed in it', async () => {
	const { page, reader, facts } = await opened('item-edit-modal');
	const before = reader.readEdits(page, facts);
	page.document.querySelector('.modal')?.remove();
	const bar = page.document.createElement('div');
	bar.className = 'collapsed-modal-bar';
	bar.innerHTML = '<div class="collapsed-modal"></div>';
	page.document.body.append(bar);
	expect(reader.readEdits(page, facts)).toEqual(before);
	expect(reader.isEditing(page)).toBe(true);
	bar.replaceChildren();
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { lines: {} } });
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
