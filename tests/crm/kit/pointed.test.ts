import { describe, expect, test } from 'vitest';
import type { Adapter, Page } from '../../../crm/contract.ts';
import { lookForPointed } from '../../../crm/kit/pointed.ts';
import { pointedPlace } from '../../../crm/pointing/pointed-place.ts';
import { adapters } from '../../../crm/registry.ts';
import { pickLost } from '../../../entrypoints/pointing/picking.ts';
import { folderApi, openPage } from '../open-page.ts';
import { type SavedPage, savedPages } from '../saved-pages.ts';

/** Fields that adapters lost are found again where their users press, for all fields that the sidebar offers it for. */

/** Selector → attributes with what stands in them after a new release of the CRM; null takes one away. */
type Moved = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

interface Lost {
	readonly crm: string;
	readonly page: string;
	readonly field: string;
	readonly moved: Moved;
	/** What is pressed, once all is moved: the first that it finds. */
	readonly press: string;
	/** Changes the page before it is read at all. */
	readonly before?: (document: Document) => void;
	/** The page's health does not speak of this field here. */
	readonly isUnlisted?: boolean;
}

/** In HubSpot's editor of lines. */
function hubspotLine(field: string, own: string, page = 'line-items-discount-typed'): Lost {
	const moved = { [`[data-test-id="${own}"]`]: { 'data-test-id': 'renamed-box' } };
	return { crm: 'hubspot', page, field, moved, press: '[data-test-id="renamed-box"]' };
}

/** In Odoo's table of lines, where heads bear the names of columns too. */
function odooLine(field: string, own: string): Lost {
	const moved: Moved = {
		[`tr:not(.o_is_line_section):not(.o_is_line_note) > td[name="${own}"]`]: { name: 'x_renamed', class: 'x_renamed' },
		[`th[data-name="${own}"]`]: { 'data-name': 'x_renamed' },
	};
	return { crm: 'odoo', page: 'so-18-typing', field, moved, press: 'td.x_renamed' };
}

/** In SuiteCRM's classic table of lines. */
function suiteLine(field: string, own: string): Lost {
	const moved = { [`[id^="${own}"]`]: { id: null, name: 'renamed_box', class: 'renamed_box' } };
	return { crm: 'suitecrm', page: '7-quote-edit-typing', field, moved, press: '.renamed_box' };
}

/** In the table of a Tryton quotation, where cells are told by their labels. */
function trytonLine(field: string, title: string): Lost {
	const moved = { [`td[data-title="${title}: "], td[data-title="${title}"]`]: { 'data-title': 'Renamed' } };
	return {
		crm: 'tryton',
		page: 'quotation-discount-in-grid',
		field,
		moved,
		press: 'tbody td[data-title="Renamed"]',
	};
}

function demoLine(field: string): Lost {
	const moved: Moved = {
		[`[data-field="${field}"]`]: { 'data-field': 'renamed' },
		[`[name="${field}"]`]: { name: 'renamed' },
	};
	return {
		crm: 'demo',
		page: 'quote-inline-german',
		field,
		moved,
		press: 'tbody [data-field="renamed"]',
		isUnlisted: true,
	};
}

function dolibarrLine(field: string, own: string): Lost {
	const box = { name: 'renamed_box', id: null };
	const moved = { [`tr.tredited input[name="${own}"]`]: box, 'tr.tredited td.linecoldiscount': { class: 'right' } };
	return {
		crm: 'dolibarr',
		page: 'propal-editline-typed',
		field,
		moved,
		press: 'tr.tredited input[name="renamed_box"]',
	};
}

const lost: readonly Lost[] = [
	{
		crm: 'hubspot',
		page: 'deal-amount-typed',
		field: 'Amount',
		moved: {
			'[data-test-id="property-input-amount"]': {
				'data-test-id': 'renamed-box',
				'data-selenium-test': null,
				'data-field': null,
			},
		},
		press: '[data-test-id="renamed-box"]',
	},
	hubspotLine('Name', 'line-item-name-input'),
	hubspotLine('Quantity', 'line-item-quantity-input'),
	hubspotLine('Unit price', 'line-item-cost-price-input'),
	hubspotLine('Discount', 'property-input-hs_discount_percentage'),
	// An amount off is not taken for a percentage.
	hubspotLine('Discount', 'property-input-discount', 'line-items-amount-off-german'),
	{
		crm: 'odoo',
		page: 'lead-18-typing',
		field: 'Amount',
		moved: { '[name="expected_revenue"]': { name: 'x_renamed' } },
		press: '[name="x_renamed"]',
	},
	odooLine('Product', 'product_template_id'),
	odooLine('Quantity', 'product_uom_qty'),
	odooLine('Unit price', 'price_unit'),
	{
		crm: 'odoo',
		page: 'so-18-narrow-line-dialog',
		field: 'Unit price',
		moved: { '.modal [name="price_unit"]': { name: 'x_renamed' } },
		press: '.modal [name="x_renamed"] input',
		before(document) {
			const box = document.querySelector('.modal [name="price_unit"]');
			box?.insertAdjacentHTML('beforebegin', '<label class="o_form_label" for="price_unit_0">Unit Price</label>');
		},
		isUnlisted: true,
	},
	{
		crm: 'espocrm',
		page: 'opportunity-edit',
		field: 'Amount',
		moved: { '#main .cell[data-name="amount"], #main .cell [data-name="amount"]': { 'data-name': 'renamed' } },
		press: 'input[data-name="renamed"]',
	},
	{
		crm: 'suitecrm',
		page: '7-opportunity-edit',
		field: 'Amount',
		moved: { '#amount': { id: 'renamed_box', name: 'renamed_box' } },
		press: '#renamed_box',
	},
	{
		crm: 'suitecrm',
		page: '7-opportunity-edit',
		field: 'Stage',
		moved: { '#sales_stage': { id: 'renamed_box', name: 'renamed_box' } },
		press: '#renamed_box',
	},
	suiteLine('Quantity', 'product_product_qty'),
	suiteLine('List price', 'product_product_list_price'),
	suiteLine('Discount', 'product_product_discount'),
	suiteLine('Discount type', 'product_discount'),
	{
		crm: 'suitecrm',
		page: '8-opportunity-edit',
		field: 'Amount',
		moved: { '.dynamic-field-name-amount': { class: 'dynamic-field dynamic-field-mode-edit renamed-box' } },
		press: '.renamed-box input',
		isUnlisted: true,
	},
	{
		crm: 'zoho',
		page: 'deal-amount-typed',
		field: 'Amount',
		moved: {
			'#Crm_Potentials_AMOUNT_LInput': { id: 'renamed_box' },
			'[data-zcqa="value_AMOUNT"]': { 'data-zcqa': 'renamed' },
			'#mouseArea__AMOUNT': { id: 'renamed' },
		},
		press: '#renamed_box',
	},
	{
		crm: 'zoho',
		page: 'deal',
		field: 'Amount',
		moved: {
			'[data-zcqa="value_AMOUNT"]': { 'data-zcqa': 'renamed', id: null },
			'#mouseArea__AMOUNT': { id: 'renamed' },
		},
		press: '[data-zcqa="renamed"]',
	},
	{
		crm: 'twenty',
		page: 'opportunity-amount-typed',
		field: 'Stage',
		before(document) {
			const stage = document.querySelector('[id^="record-show-"][id$="-stage"] h3 span');
			if (stage) stage.textContent = 'Meeting';
		},
		moved: { '[id$="-stage"]': { id: 'renamed' } },
		press: '#renamed h3 span',
	},
	trytonLine('Product', 'Product'),
	trytonLine('Quantity', 'Quantity'),
	trytonLine('Unit price', 'Unit Price'),
	{
		crm: 'tryton',
		page: 'quotation-discount-typed',
		field: 'Discount',
		moved: { '.modal [name="discount_rate"]': { name: 'renamed_box' } },
		press: '.modal [name="renamed_box"][type="number"]',
		isUnlisted: true,
	},
	{
		crm: 'tryton',
		page: 'opportunity-amount-typed',
		field: 'Amount',
		moved: { 'input[name="amount"]': { name: 'renamed_box' } },
		press: 'input[name="renamed_box"][type="number"]',
	},
	dolibarrLine('Unit price', 'price_ht'),
	dolibarrLine('Quantity', 'qty'),
	dolibarrLine('Discount', 'remise_percent'),
	...['quantity', 'listPrice', 'discount', 'unitPrice'].map(demoLine),
	{
		crm: 'demo',
		page: 'deal-amount-typed',
		field: 'amount',
		moved: { 'input[name="amount"]': { name: 'renamed_box' } },
		press: 'input[name="renamed_box"]',
		isUnlisted: true,
	},
];

const { signal } = new AbortController();

function adapterOf(crm: string): Adapter {
	const adapter = adapters.find((each) => each.crm === crm);
	if (!adapter) throw new Error(`there is no adapter of ${crm}`);
	return adapter;
}

function pageOf(crm: string, name: string): SavedPage {
	const page = savedPages(crm).find((each) => each.name === name);
	if (!page) throw new Error(`there is no page ${name} of ${crm}`);
	return page;
}

function move(document: Document, moved: Moved): void {
	const places = Object.entries(moved).map(([selector, names]) => ({
		names,
		elements: [...document.querySelectorAll(selector)],
	}));
	expect(places[0]?.elements.length, `${Object.keys(moved)[0]} finds nothing`).toBeGreaterThan(0);
	for (const { names, elements } of places)
		for (const element of elements)
			for (const [name, value] of Object.entries(names)) {
				if (value === null) element.removeAttribute(name);
				else element.setAttribute(name, value);
			}
}

/** What a reader that begins now says of a page. */
async function read(adapter: Adapter, saved: SavedPage, page: Page) {
	const { front } = saved.expected;
	if (!front) throw new Error(`${saved.name} shows no record`);
	const reader = adapter.open(folderApi(saved).callApi);
	const facts = await reader.readFacts(page, front, signal);
	if (!facts.ok) throw new Error(`the facts of ${saved.name} cannot be read`);
	return { edits: reader.readEdits(page, facts.value.facts), health: facts.value.health };
}

/** From now on a field is where its user presses, as the guide takes it. */
function show({ document }: Page, field: string, selector: string): void {
	const pressed = document.querySelector(selector);
	if (!pressed) throw new Error(`${selector} finds nothing`);
	const picked = pickLost(document, pressed);
	if (!picked.ok) throw new Error(`a press on ${selector} is refused`);
	lookForPointed(document, (asked, within) => (asked === field ? pointedPlace(document, picked.value, within) : null));
}

describe('a field that moved is found where its user shows it', () => {
	for (const { crm, page: name, field, moved, press, before = () => {}, isUnlisted = false } of lost)
		test(`${crm}, ${name}: ${field}`, async () => {
			const adapter = adapterOf(crm);
			const saved = pageOf(crm, name);
			const page = openPage(saved);
			before(page.document);
			const { edits } = await read(adapter, saved, page);
			expect(edits.ok).toBe(true);

			move(page.document, moved);
			const without = await read(adapter, saved, page);
			const isSaid = !without.edits.ok && without.edits.error.field === field;
			if (!isSaid) expect(without.health).toContainEqual(expect.objectContaining({ field, state: 'broken' }));

			show(page, field, press);
			const again = await read(adapter, saved, page);
			expect(again.edits).toEqual(edits);
			expect(again.health).not.toContainEqual(expect.objectContaining({ field, state: 'broken' }));
			if (!isUnlisted) expect(again.health).toContainEqual(expect.objectContaining({ field, state: 'drifted' }));
		});

	test('no other field is offered', () => {
		for (const adapter of adapters) {
			const own = lost.filter(({ crm }) => crm === adapter.crm);
			const offered = own.flatMap(({ page }) => adapter.repairable?.(openPage(pageOf(adapter.crm, page))) ?? []);
			const blank = openPage(pageOf(adapter.crm, savedPages(adapter.crm)[0]?.name ?? ''));
			if (own.length === 0) expect(adapter.repairable?.(blank) ?? [], adapter.crm).toEqual([]);
			expect(new Set(offered), adapter.crm).toEqual(new Set(own.map(({ field }) => field)));
		}
	});
});

describe('what was shown is taken only where the adapter itself would look', () => {
	/** Fields as the first saved page of a case has them, with `found` for the lost one. */
	async function readWith(at: Lost, found: (document: Document) => Element | null) {
		const adapter = adapterOf(at.crm);
		const saved = pageOf(at.crm, at.page);
		const page = openPage(saved);
		move(page.document, at.moved);
		const element = found(page.document);
		if (!element) throw new Error('nothing was found');
		lookForPointed(page.document, (field) => (field === at.field ? element : null));
		return (await read(adapter, saved, page)).edits;
	}
	function caseOf(crm: string, field: string): Lost {
		const found = lost.find((each) => each.crm === crm && each.field === field);
		if (!found) throw new Error(`no case of ${crm}: ${field}`);
		return found;
	}
	function added(document: Document, html: string): Element | null {
		document.body.insertAdjacentHTML('beforeend', html);
		return document.body.lastElementChild?.querySelector('.taken') ?? null;
	}
	const cases: readonly [name: string, at: Lost, html: string][] = [
		['outside of the form', caseOf('odoo', 'Amount'), '<p><input class="taken" value="1"></p>'],
		['outside of the row', caseOf('odoo', 'Quantity'), '<p><input class="taken" value="1"></p>'],
		['outside of the record', caseOf('espocrm', 'Amount'), '<p><input class="taken" value="1"></p>'],
		['outside of the form', caseOf('suitecrm', 'Amount'), '<p><input class="taken" value="1"></p>'],
		[
			'in the panel of another record',
			caseOf('hubspot', 'Amount'),
			'<div data-crm-location="CRM_OBJECT_PREVIEW"><input class="taken" value="1"></div>',
		],
		['hidden', caseOf('hubspot', 'Amount'), '<div hidden><input class="taken" value="1"></div>'],
		[
			'in a list of other records',
			caseOf('zoho', 'Amount'),
			'<div related-module="Quotes"><input class="taken" value="1"></div>',
		],
	];
	for (const [name, at, html] of cases)
		test(`${at.crm}: not ${name}`, async () => {
			const edits = await readWith(at, (document) => added(document, html));
			expect(edits).toEqual({ ok: false, error: { code: 'field-missing', field: at.field } });
		});

	test('a text field is not taken for a list to choose from', async () => {
		const at = caseOf('suitecrm', 'Stage');
		const edits = await readWith(at, (document) => document.querySelector('#probability'));
		expect(edits).toEqual({ ok: false, error: { code: 'field-missing', field: 'Stage' } });
	});
});
