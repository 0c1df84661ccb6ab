import { expect, test } from 'vitest';
import type { EditsReading } from '../../crm/contract.ts';
import { adapters } from '../../crm/registry.ts';
import { folderApi, openPage } from './open-page.ts';
import { savedPages } from './saved-pages.ts';

/** Parts of a page that random changes have taken away so that a figure was wrong; each once, by name. */

const { signal } = new AbortController();

async function edits(crm: string, name: string, change: (document: Document) => void): Promise<EditsReading> {
	const adapter = adapters.find((each) => each.crm === crm);
	const saved = savedPages(crm).find((page) => page.name === name);
	if (!adapter || !saved?.expected.front) throw new Error(`no page ${name} of ${crm}`);
	const page = openPage(saved);
	const reader = adapter.open(folderApi(saved).callApi);
	const read = await reader.readFacts(page, saved.expected.front, signal);
	if (!read.ok) throw new Error(read.error.code);
	change(page.document);
	return reader.readEdits(page, read.value.facts);
}

function found<E extends Element = HTMLElement>(document: Document, selector: string): E {
	const element = document.querySelector<E>(selector);
	if (!element) throw new Error(`no ${selector}`);
	return element;
}

test('Dolibarr: a line whose cell for editing is gone is not left out of a discount for all lines', async () => {
	const reading = await edits('dolibarr', 'propal-remise-all-typed', (document) =>
		found(document, '#tablelines tr[data-id="902"] td.linecoledit').remove(),
	);
	expect(reading).toMatchObject({ ok: true, value: { areLinesUnmatched: true } });
});

test('Frappe: a row that is drawn and not known for one is not taken for deleted', async () => {
	const reading = await edits('frappe', 'crm-deal-discount-typed', (document) =>
		document.querySelectorAll('#app .grid-row')[1]?.classList.remove('grid-row'),
	);
	expect(reading).toEqual({ ok: false, error: { code: 'field-missing', field: 'Products' } });
});

test('Odoo: what is typed in a line’s dialog is not dropped where the form’s own name cannot be read', async () => {
	const reading = await edits('odoo', 'so-18-narrow-line-dialog', (document) => {
		const name = found(document, '.o_last_breadcrumb_item span');
		name.textContent = `${name.textContent} ${name.textContent}`;
		document.querySelector('.o_form_status_indicator_buttons')?.classList.add('invisible');
	});
	expect(reading).toMatchObject({ ok: true, value: { areLinesUnmatched: true } });
});

test('Tryton: a form without its party, and with its lines, is filled', async () => {
	const reading = await edits('tryton', 'quotation-line-added', (document) => {
		for (const input of document.querySelectorAll('input[name="party"], input[name="number"]')) input.remove();
	});
	expect(reading).toMatchObject({ ok: true, value: { added: [{ description: 'Control panel CP-7', quantity: '3' }] } });
});

test('HubSpot: a cost whose field is not known any more is not taken for the saved one while its column is there', async () => {
	const reading = await edits('hubspot', 'line-items-cost-typed', (document) => {
		for (const name of ['data-test-id', 'data-selenium-test'])
			for (const field of document.querySelectorAll(`[${name}="product-unit-cost-input"]`)) field.removeAttribute(name);
	});
	expect(reading).toEqual({ ok: false, error: { code: 'field-missing', field: 'Unit cost' } });
});

test('Dynamics: a discount on the whole deal whose input is gone is not taken for the saved one', async () => {
	const reading = await edits('dynamics', 'opportunity-form-header-typed', (document) =>
		found(document, 'input[data-id^="discountamount."]').remove(),
	);
	expect(reading).toEqual({ ok: false, error: { code: 'field-missing', field: 'Discount' } });
});

test('ERPNext: a rate whose input is gone while it is edited is unknown, not the one from before', async () => {
	const reading = await edits('frappe', 'quotation-rate-typed', (document) =>
		found(document, '.field-area input[data-fieldname="rate"]').remove(),
	);
	expect(reading).toMatchObject({
		ok: true,
		value: { lines: { q0: { price: { by: 'netPrice', typed: { value: null } } } } },
	});
});
