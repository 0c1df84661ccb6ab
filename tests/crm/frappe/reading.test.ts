import { describe, expect, test } from 'vitest';
import type { ApiAnswer, CallApi } from '../../../crm/contract.ts';
import { formatOf, formattedNumber, plainNumber } from '../../../crm/frappe/fields-numbers.ts';
import { frappe } from '../../../crm/frappe/index.ts';
import { folderApi, openHtml, openPage } from '../open-page.ts';
import { savedPages } from '../saved-pages.ts';

const english = { decimal: '.', group: ',' };
const german = { decimal: ',', group: '.' };
const { signal } = new AbortController();

describe('a number as the client reads it', () => {
	test.each([
		['€ 12,400.00', english, '12400'],
		['12.400,00 €', german, '12400'],
		['12,5', english, '125'],
		['12,5', german, '12.5'],
		['15%', english, '15'],
		['1,24,000.50', english, '124000.5'],
		['-5', english, '-5'],
		['12 400,5', { decimal: ',', group: ' ' }, '12400.5'],
	])('“%s”', (text, marks, number) => {
		expect(formattedNumber(text, marks, 'focused')).toBe(number);
	});

	test.each(['', '-', '12,', ',5', '1,,2', '12 34', '1e3', '12abc', '=1+1', '€', '12-5', '15-'])(
		'“%s” is none',
		(text) => {
			expect(formattedNumber(text, english, 'focused')).toBeNull();
		},
	);

	test('a cell that nobody touched is one in the site’s format, with whatever sign the site has', () => {
		expect(formattedNumber('Nfk 1,07,600.00', english, 'shown')).toBe('107600');
		expect(formattedNumber('-$ 150.00', english, 'shown')).toBe('-150');
		expect(formattedNumber('12,5', english, 'shown')).toBeNull();
		expect(formattedNumber('12 400,00', english, 'shown')).toBeNull();
	});

	test('a field that was left shows a bare number, whatever the format', () => {
		expect(plainNumber('12.5%')).toBe('12.5');
		expect(plainNumber('12,5%')).toBeNull();
		// The cell of another column.
		expect(plainNumber('€ 960.00')).toBeNull();
	});

	test('the format is the one the page starts with, not one of a currency', () => {
		const settings = `frappe.boot = {"docs":[{"number_format":"#,###"}],"sysdefaults":{"number_format":"#\\u0027###.##"}}`;
		const page = openHtml(`<script>${settings}</script>`, 'https://frappe.example/app');
		expect(formatOf(page.document)).toEqual({ marks: { decimal: '.', group: "'" }, digits: 2 });
	});
});

function savedPage(name: string) {
	const saved = savedPages('frappe').find((page) => page.name === name);
	if (!saved?.expected.front) throw new Error(`${name} has no record`);
	return { saved, ref: saved.expected.front };
}

const json = (answer: unknown, status = 200): ApiAnswer => ({
	status,
	headers: { 'content-type': 'application/json' },
	text: JSON.stringify(answer),
});

/** Reads a page; `instead` answers some requests, changes the record of others, or leaves them. */
async function readWith(
	name: string,
	{
		costField = null,
		record = {},
		instead,
	}: { costField?: string | null; record?: object; instead?: (url: string) => ApiAnswer | null },
) {
	const { saved, ref } = savedPage(name);
	const api = folderApi(saved);
	const asked: string[] = [];
	const callApi: CallApi = async (request, given) => {
		const url = decodeURIComponent(request.url.replaceAll('+', ' '));
		asked.push(url);
		const own = instead?.(url);
		if (own) return own;
		const answer = await api.callApi(request, given);
		if (!url.endsWith(ref.id) || answer === null || typeof answer === 'string') return answer;
		return json({ data: { ...JSON.parse(answer.text).data, ...record } });
	};
	const result = await frappe.open(callApi, { costField }).readFacts(openPage(saved), ref, signal);
	return { result, asked, facts: result.ok ? result.value.facts : null };
}

test('a deal’s costs come from the field of its products that the user names', async () => {
	const costs = {
		data: [
			{ name: 'CX-40', buying_price: 8150 },
			{ name: 'CP-7', buying_price: 0 },
		],
	};
	const { facts, asked } = await readWith('crm-deal', {
		costField: 'product.buying_price',
		instead: (url) => (url.startsWith('/api/resource/CRM Product?') ? json(costs) : null),
	});
	expect(facts?.lines?.map(({ unitCost }) => unitCost)).toEqual(['8150', null, null, null, null]);
	expect(asked.find((url) => url.includes('CRM Product?'))).toContain('["CX-40","CP-7","INST-D","WAR-3Y","FRT"]');
});

test('who may not read the products is told that costs are denied', async () => {
	const { facts } = await readWith('crm-deal', {
		costField: 'product.buying_price',
		instead: (url) => (url.includes('CRM Product?') ? json({ exc_type: 'PermissionError' }, 403) : null),
	});
	expect(facts).toMatchObject({ isCostDenied: true, amount: '37360' });
});

test('costs of another currency than the deal’s stay unknown', async () => {
	const { facts, asked } = await readWith('crm-deal', {
		costField: 'product.buying_price',
		record: { exchange_rate: 1.1 },
	});
	expect(facts?.lines?.every(({ unitCost }) => unitCost === null)).toBe(true);
	expect(asked.some((url) => url.includes('CRM Product?'))).toBe(false);
});

test('a quotation in another currency has its costs in the company’s', async () => {
	const { facts } = await readWith('quotation', {
		record: { conversion_rate: 0.92 },
		instead: (url) =>
			url.startsWith('/api/method/frappe.client.get_value?') ? json({ message: { default_currency: 'USD' } }) : null,
	});
	expect(facts?.lines?.[0]).toMatchObject({ unitCost: '8150', costCurrency: 'USD' });
});

test('a line sold by another unit than it is kept in says how they go together', async () => {
	const item = {
		name: 'q0',
		item_code: 'CX-40',
		item_name: 'Chiller',
		qty: 1,
		rate: 100,
		net_rate: 100,
		price_list_rate: 0,
	};
	const { facts } = await readWith('quotation', {
		record: { items: [{ ...item, uom: 'Box', stock_uom: 'Nos', conversion_factor: 12, valuation_rate: 5 }] },
	});
	expect(facts?.lines).toMatchObject([
		{ unit: 'Box', unitCost: '5', costUnits: '12', listPrice: null, netPrice: '100' },
	]);
});

test('a valuation that is left out of the answer was denied', async () => {
	const item = { name: 'q0', item_code: 'CX-40', item_name: 'Chiller', qty: 1, rate: 100, net_rate: 100 };
	const { facts } = await readWith('quotation', { record: { items: [item] } });
	expect(facts).toMatchObject({ isCostDenied: true, lines: [{ unitCost: null }] });
});

test('a guest is one who is not signed in', async () => {
	const { saved, ref } = savedPage('quotation');
	const page = openHtml(saved.html, saved.expected.url, {
		cookies: { user_id: 'Guest' },
		localStorage: {},
		sessionStorage: {},
	});
	const result = await frappe.open(async () => json({ exc_type: 'PermissionError' }, 403)).readFacts(page, ref, signal);
	expect(result).toEqual({ ok: false, error: { code: 'signed-out' } });
});

test('while the address runs ahead the record that is drawn stays', () => {
	for (const [name, path, clear] of [
		['crm-deal', '/crm/deals/CRM-DEAL-2026-00043', '.cursor-copy'],
		['quotation', '/app/quotation/SAL-QTN-2026-00043', '.grid-row'],
	] as const) {
		const { saved, ref } = savedPage(name);
		const page = openPage(saved);
		expect(frappe.recordInFront(page)).toEqual(ref);
		const ahead = { document: page.document, url: new URL(path, page.url) };
		expect(frappe.recordInFront(ahead)).toEqual(ref);
		for (const part of page.document.querySelectorAll(clear)) part.remove();
		expect(frappe.recordInFront(ahead)?.id).toBe(path.split('/').at(-1));
	}
});

test('names with a slash or a space are read and asked for as they are', async () => {
	const { saved } = savedPage('quotation');
	const page = openHtml(saved.html, 'https://frappe.example/app/quotation/QTN%2F2026%2F7%20b');
	const ref = frappe.recordInFront(page);
	expect(ref?.id).toBe('QTN/2026/7 b');
	const asked: string[] = [];
	const reader = frappe.open(async ({ url }) => {
		asked.push(url);
		return null;
	});
	if (ref) await reader.readFacts(page, ref, signal);
	expect(asked).toEqual(['/api/resource/Quotation/QTN%2F2026%2F7%20b']);
});

test('rows that a search leaves out are not deleted ones', async () => {
	const { saved, ref } = savedPage('quotation');
	const page = openPage(saved);
	const reader = frappe.open(folderApi(saved).callApi);
	const read = await reader.readFacts(page, ref, signal);
	if (!read.ok) throw new Error(read.error.code);
	const rows = page.document.querySelectorAll('.grid-row[data-name]');
	rows[4]?.remove();
	expect(reader.readEdits(page, read.value.facts)).toMatchObject({ ok: true, value: { removed: ['q4'] } });
	rows[0]?.insertAdjacentHTML(
		'beforebegin',
		'<div class="grid-row"><div class="search"><input value="CX"></div></div>',
	);
	expect(reader.readEdits(page, read.value.facts)).toMatchObject({ ok: true, value: { removed: [] } });
});

test('a row without a cell for one of its headings is said to be missing, and none of its cells is read', async () => {
	for (const at of [1, 3]) {
		const saved = savedPages('frappe').find(({ name }) => name === 'crm-deal');
		const front = saved?.expected.front;
		if (!saved || !front) throw new Error('there is no deal');
		const page = openPage(saved);
		const reader = frappe.open(folderApi(saved).callApi);
		const result = await reader.readFacts(page, front, signal);
		if (!result.ok) throw new Error(result.error.code);
		const [, , row] = page.document.querySelectorAll('.grid-row > .grid');
		row?.children[at]?.remove();
		expect(reader.readEdits(page, result.value.facts)).toEqual({
			ok: false,
			error: { code: 'field-missing', field: expect.any(String) },
		});
	}
});

describe('a part of a row that is gone', () => {
	const opened = async (name: string) => {
		const { saved, ref } = savedPage(name);
		const page = openPage(saved);
		const reader = frappe.open(folderApi(saved).callApi);
		const facts = await reader.readFacts(page, ref, signal);
		if (!facts.ok) throw new Error(facts.error.code);
		return { document: page.document, edits: () => reader.readEdits(page, facts.value.facts) };
	};

	test('a new row keeps its price when its product cannot be read', async () => {
		const { document, edits } = await opened('crm-deal-rows-changed');
		for (const button of document.querySelectorAll('.grid-row button'))
			if (button.textContent === 'CX-60') button.remove();
		expect(edits()).toMatchObject({ value: { added: [{ description: '', listPrice: '15000', netPrice: '13500' }] } });
	});

	test('a row without the rate that others show has no price made of a rounded discount', async () => {
		const { document, edits } = await opened('quotation-rate-typed');
		document.querySelector('.grid-row [data-fieldname="rate"].grid-static-col')?.remove();
		expect(edits()).toEqual({ ok: false, error: { code: 'field-missing', field: 'Rate' } });
	});
});

describe('what a quotation’s prices are set by', () => {
	/** The quotation, saved with these names, and a way to fill one of the form's fields. */
	async function quotation(saved: object = { selling_price_list: 'Retail', party_name: 'CUST-7' }) {
		const { saved: page, ref } = savedPage('quotation');
		const answers = page.api.answers.map((answer) => {
			if (answer.name !== 'quotation') return answer;
			const { data } = JSON.parse(answer.text) as { data: object };
			return { ...answer, text: JSON.stringify({ data: { ...data, customer_name: 'Halvorsen Foods', ...saved } }) };
		});
		const reader = frappe.open(folderApi({ ...page, api: { ...page.api, answers } }).callApi);
		const opened = openPage(page);
		const read = await reader.readFacts(opened, ref, signal);
		if (!read.ok) throw new Error(read.error.code);
		const { facts } = read.value;
		return (field: string, text: string, expanded = 'false') => {
			opened.document.querySelector('.chosen')?.remove();
			const control = `<div class="chosen frappe-control" data-fieldname="${field}"><input aria-expanded="${expanded}"></div>`;
			opened.document.querySelector('.form-layout')?.insertAdjacentHTML('afterbegin', control);
			const input = opened.document.querySelector<HTMLInputElement>('.chosen input');
			if (input) input.value = text;
			const reading = reader.readEdits(opened, facts);
			if (!reading.ok) throw new Error(reading.error.code);
			const { pricedBy, currencyChange, areLinesUnmatched } = reading.value;
			return { pricedBy, currency: currencyChange?.to, isUnmatched: areLinesUnmatched };
		};
	}
	const none = { pricedBy: undefined, currency: undefined, isUnmatched: false };

	test('another price list is said once it is chosen', async () => {
		const fill = await quotation();
		expect(fill('selling_price_list', 'Retail')).toEqual(none);
		expect(fill('selling_price_list', 'Whole', 'true')).toEqual(none);
		expect(fill('selling_price_list', 'Wholesale')).toEqual({ ...none, pricedBy: 'price-list' });
		expect((await quotation({ selling_price_list: null }))('selling_price_list', 'Retail').pricedBy).toBe('price-list');
		// A role that may not see the field is told nothing of it.
		expect((await quotation({ selling_price_list: undefined }))('selling_price_list', 'Retail')).toEqual(none);
	});

	test('so is another customer, by id or by name', async () => {
		const fill = await quotation();
		for (const same of ['CUST-7', 'Halvorsen Foods', '']) expect(fill('party_name', same)).toEqual(none);
		expect(fill('party_name', 'CUST-8')).toEqual({ ...none, pricedBy: 'customer' });
	});

	test('a discount on the whole that is typed leaves no price that is known', async () => {
		const fill = await quotation({ additional_discount_percentage: 0, discount_amount: 12.5 });
		for (const same of ['0.000', '', '0']) expect(fill('additional_discount_percentage', same).isUnmatched).toBe(false);
		for (const other of ['5', '5.', 'x']) expect(fill('additional_discount_percentage', other).isUnmatched).toBe(true);
		expect(fill('discount_amount', '12.50').isUnmatched).toBe(false);
		for (const other of ['', '12']) expect(fill('discount_amount', other).isUnmatched).toBe(true);
	});

	test('and another currency, in which the rows stand by then', async () => {
		const fill = await quotation();
		expect(fill('currency', 'EUR')).toEqual(none);
		expect(fill('currency', 'USD')).toEqual({ ...none, currency: 'USD' });
	});
});

test('a discount whose field is gone while it is typed in is unknown, whatever rate stands beside it', async () => {
	const { saved, ref } = savedPage('quotation-discount-typed');
	const page = openPage(saved);
	const reader = frappe.open(folderApi(saved).callApi);
	const read = await reader.readFacts(page, ref, signal);
	if (!read.ok) throw new Error(read.error.code);
	page.document.querySelector('input[data-fieldname="discount_percentage"]')?.remove();
	const edits = reader.readEdits(page, read.value.facts);
	expect(edits).toMatchObject({
		ok: true,
		value: { lines: { q0: { price: { by: 'discount', typed: { value: null } } } } },
	});
});
