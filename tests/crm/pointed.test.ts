import { afterEach, expect, test } from 'vitest';
import type { Page } from '../../crm/contract.ts';
import { lookForPointed } from '../../crm/pointed.ts';
import { adapters } from '../../crm/registry.ts';
import { expectEdits } from './expect-look.ts';
import { folderApi, openPage } from './open-page.ts';
import { savedPages } from './saved-pages.ts';

/** Fields that their CRM has under another name from one day to the next, and that the user showed anew. */
const moved = [
	{ crm: 'demo', page: 'deal-amount-typed', holder: '.view [name="amount"]', field: 'amount' },
	{ crm: 'tryton', page: 'opportunity-amount-typed', holder: '.tab-pane.active input[name="amount"]', field: 'Amount' },
	{
		crm: 'tryton',
		page: 'quotation-discount-typed',
		holder: '.modal.window-form input[name="discount_rate"]',
		field: 'Discount',
	},
	{ crm: 'dolibarr', page: 'propal-editline-typed', holder: 'tr.tredited input[name="qty"]', field: 'Quantity' },
	{ crm: 'odoo', page: 'lead-18-typing', holder: '[name="expected_revenue"]', field: 'Amount' },
	{ crm: 'suitecrm', page: '7-opportunity-edit', holder: 'input#amount', field: 'Amount' },
	{ crm: 'hubspot', page: 'deal-amount-typed', holder: '[data-test-id="property-input-amount"]', field: 'Amount' },
	{
		crm: 'hubspot',
		page: 'line-items-discount-typed',
		holder: '[data-test-id="line-item-quantity-input"]',
		field: 'Quantity',
	},
	{ crm: 'zoho', page: 'deal-classic-form', holder: '#Crm_Potentials_AMOUNT', field: 'Amount' },
] as const;

const isShown = (element: Element) => !/display:\s*none/.test(element.getAttribute('style') ?? '');

const naming = /^(?:id|name|data-(?!had-focus).*)$/;

/** Takes all names from a field's holder and what is in it, and answers how the field is found from now on. */
function rename({ document }: Page, holder: string, field: string) {
	const holders = [...document.querySelectorAll(holder)];
	expect(holders.length).toBeGreaterThan(0);
	for (const element of holders)
		for (const part of [element, ...element.querySelectorAll('*')])
			for (const { name } of [...part.attributes]) if (naming.test(name)) part.removeAttribute(name);
	return (wanted: string, within: ParentNode) => {
		const inside = holders.filter((element) => within.contains(element) && isShown(element));
		return wanted === field && inside.length === 1 ? (inside[0] ?? null) : null;
	};
}

let last: Page | null = null;

afterEach(() => {
	if (last) lookForPointed(last.document, () => null);
});

test.for(moved)(
	'$crm, $page: “$field” is missed under another name, and read again once it was shown',
	async (each) => {
		const adapter = adapters.find(({ crm }) => crm === each.crm);
		const saved = savedPages(each.crm).find(({ name }) => name === each.page);
		if (!adapter || !saved?.expected.front) throw new Error(`no page ${each.page} of ${each.crm}`);
		expect(adapter.repairs).toContain(each.field);
		const page = openPage(saved);
		last = page;
		const reader = adapter.open(folderApi(saved).callApi);
		const facts = await reader.readFacts(page, saved.expected.front, new AbortController().signal);
		if (!facts.ok) throw new Error(facts.error.code);
		expectEdits(reader.readEdits(page, facts.value.facts), saved);
		const find = rename(page, each.holder, each.field);
		const missed = { ok: false, error: { code: 'field-missing', field: each.field } };
		expect(reader.readEdits(page, facts.value.facts)).toEqual(missed);
		lookForPointed(page.document, find);
		expectEdits(reader.readEdits(page, facts.value.facts), saved);
	},
);
