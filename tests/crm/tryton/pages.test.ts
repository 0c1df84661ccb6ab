import { describe, expect, test } from 'vitest';
import type { DealFacts } from '../../../core/model/deal.ts';
import type { DealEdits } from '../../../core/model/deal-edits.ts';
import type { AdapterOptions, Page, RecordReader } from '../../../crm/contract.ts';
import { tryton } from '../../../crm/tryton/index.ts';
import { folderApi, openPage } from '../open-page.ts';
import { savedPages } from '../saved-pages.ts';

const { signal } = new AbortController();

interface Opened {
	readonly page: Page;
	readonly reader: RecordReader;
	readonly facts: DealFacts;
}

async function opened(name: string, options?: AdapterOptions): Promise<Opened> {
	const saved = savedPages('tryton').find((page) => page.name === name);
	if (!saved?.expected.front) throw new Error(`no page ${name}`);
	const page = openPage(saved);
	const reader = tryton.open(folderApi(saved).callApi, options);
	const read = await reader.readFacts(page, saved.expected.front, signal);
	if (!read.ok) throw new Error(read.error.code);
	return { page, reader, facts: read.value.facts };
}

function editsOf({ page, reader, facts }: Opened): DealEdits {
	const edits = reader.readEdits(page, facts);
	if (!edits.ok) throw new Error(edits.error.code);
	return edits.value;
}

const totalsOf = ({ page, reader, facts }: Opened) => reader.readTotals?.(page, facts);

/** The client's text field of this name, in the tab in front or in the dialog over it. */
function field({ page }: Opened, name: string, scope = '#tabcontent > .tab-pane.active'): HTMLInputElement {
	const found = page.document.querySelector<HTMLInputElement>(`${scope} input[name="${name}"][type="text"]`);
	if (!found) throw new Error(`no field ${name}`);
	return found;
}

/** Types into a field as the client has it: its number input is shown in place of the text. */
function type(look: Opened, name: string, value: string, scope?: string): void {
	const text = field(look, name, scope);
	const known = text.parentElement?.querySelector<HTMLInputElement>(`input[name="${name}"][type="number"]`);
	const number = known ?? (text.cloneNode() as HTMLInputElement);
	number.type = 'number';
	number.step = '0.01';
	if (!known) text.after(number);
	text.style.display = 'none';
	number.style.display = '';
	number.value = value;
}

const rows = ({ page }: Opened) => [
	...page.document.querySelectorAll<HTMLElement>('#tabcontent > .tab-pane.active .form-one2many table.tree tbody tr'),
];

describe('the sum that the client draws', () => {
	test('is the untaxed amount, which is that of the rows', async () => {
		expect(totalsOf(await opened('quotation'))).toEqual({ revenue: '37360', margin: null, currency: null });
	});

	test('is nothing while a field is typed in and not left', async () => {
		expect(totalsOf(await opened('quotation-discount-typed'))).toBeNull();
	});

	test('is nothing where it is not the sum of the rows, as after Cancel in a line’s dialog', async () => {
		const look = await opened('quotation');
		field(look, 'untaxed_amount').value = '36,120.00';
		expect(totalsOf(look)).toBeNull();
	});

	test('leaves out what is struck out, as the client does', async () => {
		const look = await opened('quotation');
		const [first] = rows(look);
		if (!first) throw new Error('no row');
		first.style.textDecoration = 'line-through';
		field(look, 'untaxed_amount').value = '15,040.00';
		const { removed } = editsOf(look);
		expect(removed).toEqual(['1']);
		expect(totalsOf(look)).toEqual({ revenue: '15040', margin: null, currency: null });
	});

	test('is none of an opportunity, which has no untaxed amount', async () => {
		expect(totalsOf(await opened('opportunity'))).toBeNull();
	});
});

describe('a page in another language than the server gives its user', () => {
	/** As German draws the grid: other labels, and products by other names. */
	function translate(look: Opened, withCodes: boolean): void {
		for (const row of rows(look))
			for (const cell of row.querySelectorAll('td[data-title]')) {
				const title = cell.getAttribute('data-title') ?? '';
				cell.setAttribute('data-title', `Feld ${title}`);
				const shown = cell.querySelector('.widget [title]');
				const [, code] = /^\[(.+?)\]/.exec(shown?.getAttribute('title') ?? '') ?? [];
				if (shown && code) shown.setAttribute('title', withCodes ? `[${code}] Ware` : `Ware ${code}`);
			}
	}

	test('has no edits while products are known by their codes', async () => {
		const look = await opened('quotation');
		translate(look, true);
		const { lines, added, removed, areLinesUnmatched } = editsOf(look);
		expect({ lines, added, removed, areLinesUnmatched }).toEqual({
			lines: {},
			added: [],
			removed: [],
			areLinesUnmatched: false,
		});
	});

	test('says so where they are not, and calls no line removed or added', async () => {
		const look = await opened('quotation');
		translate(look, false);
		expect(editsOf(look)).toMatchObject({
			areLinesUnmatched: true,
			areLinesInOtherLanguage: true,
			added: [],
			removed: [],
		});
	});
});

describe('what is typed in an opportunity', () => {
	test('is its amount and its probability, each by itself', async () => {
		const look = await opened('opportunity');
		expect(editsOf(look)).not.toHaveProperty('amount');
		type(look, 'amount', '36120.5');
		expect(editsOf(look).amount).toEqual({ text: '36120.5', value: '36120.5' });
		expect(editsOf(look)).not.toHaveProperty('probability');
		type(look, 'conversion_probability', '65');
		expect(editsOf(look).probability).toEqual({ text: '65', value: '0.65' });
	});

	test('is no edit once it says what is saved, in whatever writing', async () => {
		const look = await opened('opportunity');
		type(look, 'amount', '37360.00');
		type(look, 'conversion_probability', '50');
		const edits = editsOf(look);
		expect([edits.amount, edits.probability]).toEqual([undefined, undefined]);
	});

	test('is unknown while its amount is emptied, and an amount that is not there is said', async () => {
		const look = await opened('opportunity');
		type(look, 'amount', '');
		expect(editsOf(look).amount).toEqual({ text: '', value: null });
		for (const input of look.page.document.querySelectorAll('input[name="amount"]')) input.remove();
		expect(look.reader.readEdits(look.page, look.facts)).toEqual({
			ok: false,
			error: { code: 'field-missing', field: 'Amount' },
		});
	});
});

describe('a quantity', () => {
	test('that the server has not answered makes a guess, for it may price the line anew', async () => {
		const look = await opened('quotation-quantity-typed');
		expect(editsOf(look).lines['1']).toMatchObject({ quantity: { value: '3' }, isRepriced: true });
	});
});

describe('a cost that the firm keeps on the line', () => {
	const costField = 'x_cost';

	async function withCost(): Promise<Opened> {
		const saved = savedPages('tryton').find((page) => page.name === 'quotation-discount-typed');
		const front = saved?.expected.front;
		if (!saved || !front) throw new Error('no page');
		const api = folderApi(saved);
		const page = openPage(saved);
		const reader = tryton.open(
			async (request, given) => {
				const { method, params } = JSON.parse(request.body ?? '{}') as { method: string; params: unknown[] };
				const answer = (result: unknown) => ({ status: 200, headers: {}, text: JSON.stringify({ id: 0, result }) });
				if (method === 'model.sale.line.fields_get' && JSON.stringify(params).includes(costField)) {
					const fields = { [costField]: { name: costField, type: 'numeric', string: 'Own cost' } };
					const wanted = (params[0] as string[]).filter((name) => name !== costField);
					if (wanted.length === 0) return answer(fields);
					const body = JSON.stringify({ method, params: [wanted, ...params.slice(1)], id: 0 });
					const usual = await api.callApi({ ...request, body }, given);
					if (usual === null || typeof usual === 'string') return usual;
					return answer({ ...JSON.parse(usual.text).result, ...fields });
				}
				if (method === 'model.sale.line.read' && JSON.stringify(params[1]) === JSON.stringify([costField]))
					return answer((params[0] as number[]).map((id) => ({ id, [costField]: 7000 + id })));
				return api.callApi(request, given);
			},
			{ costField },
		);
		const read = await reader.readFacts(page, front, signal);
		if (!read.ok) throw new Error(read.error.code);
		return { page, reader, facts: read.value.facts };
	}

	test('is in the deal’s currency, for the line’s own unit', async () => {
		const { facts } = await withCost();
		expect(facts.lines?.[0]).toMatchObject({ unitCost: '7001', costCurrency: 'deal', costUnits: '1' });
	});

	test('is followed in the dialog of its line', async () => {
		const look = await withCost();
		const discount = look.page.document.querySelector('.modal.window-form input[name="discount_rate"]');
		if (!discount) throw new Error('no dialog');
		const box = look.page.document.createElement('input');
		box.name = costField;
		box.type = 'text';
		box.value = '7,001.00';
		discount.parentElement?.after(box);
		expect(editsOf(look).lines['1']).not.toHaveProperty('cost');
		box.value = '6,500.00';
		expect(editsOf(look).lines['1']?.cost).toEqual({
			typed: { text: '6,500.00', value: '6500.00' },
			costCurrency: 'deal',
			costUnits: '1',
			costPeriod: 'price',
		});
	});
});

describe('where lines keep no list price of their own', () => {
	/** As a server answers without the module for discounts on sales. */
	async function withoutBase(name: string): Promise<DealFacts> {
		const saved = savedPages('tryton').find((page) => page.name === name);
		const front = saved?.expected.front;
		if (!saved || !front) throw new Error(`no page ${name}`);
		const api = folderApi(saved);
		const without = (wire: object) =>
			Object.fromEntries(Object.entries(wire).filter(([field]) => !/^(?:base_price|discount_)/.test(field)));
		const reader = tryton.open(async (request, given) => {
			const { method, params } = JSON.parse(request.body ?? '{}') as { method: string; params: unknown[] };
			const answer = (result: unknown) => ({ status: 200, headers: {}, text: JSON.stringify({ id: 0, result }) });
			const resultOf = (of: string) => {
				const found = saved.api.answers.find(({ request: asked }) => {
					const body = (typeof asked?.body === 'string' ? JSON.parse(asked.body) : asked?.body) as {
						method?: string;
						params?: unknown[];
					} | null;
					return body?.method === of && JSON.stringify(body.params?.[0]) === JSON.stringify(params[0]);
				});
				if (!found) throw new Error(`no answer to ${of}`);
				return (JSON.parse(found.text) as { result: object | object[] }).result;
			};
			if (method === 'model.sale.line.fields_get') return answer(without(resultOf(method)));
			if (method === 'model.sale.line.read') return answer((resultOf(method) as object[]).map(without));
			return api.callApi(request, given);
		});
		const read = await reader.readFacts(openPage(saved), front, signal);
		if (!read.ok) throw new Error(read.error.code);
		return read.value.facts;
	}

	test('the product’s is taken, for as many units as the line is sold in', async () => {
		const { lines } = await withoutBase('sale-units');
		expect(lines?.map(({ unit, listPrice }) => [unit, listPrice])).toContainEqual(['dz', '22200']);
	});

	test('none is taken from a product that is priced in another currency', async () => {
		const { currency, lines } = await withoutBase('sale-dollars');
		expect(currency).toBe('USD');
		expect(lines?.map(({ listPrice }) => listPrice)).toEqual(lines?.map(() => null));
	});
});
