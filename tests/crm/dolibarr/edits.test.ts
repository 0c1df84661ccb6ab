import { describe, expect, test } from 'vitest';
import { type DealEdits, noEdits } from '../../../core/model/deal-edits.ts';
import type { EditsReading } from '../../../crm/contract.ts';
import { dolibarr } from '../../../crm/dolibarr/index.ts';
import { nothing } from '../nothing.ts';
import { folderApi, openPage } from '../open-page.ts';
import { savedPages } from '../saved-pages.ts';

const { signal } = new AbortController();

/** `prices`: changes the page of the product's prices. */
async function proposal(name: string, prices?: (text: string) => string, base = 'HT') {
	const saved = savedPages('dolibarr').find((page) => page.name === name);
	if (!saved?.expected.front) throw new Error(`${name} has no record`);
	const page = openPage(saved);
	const answers = [
		...saved.api.answers.map((answer) =>
			answer.name === 'prices' && prices ? { ...answer, text: prices(answer.text) } : answer,
		),
		{
			name: 'product',
			request: { method: 'GET', url: '/product/ajax/products.php?action=fetch&id=*' },
			status: 200,
			headers: {},
			text: JSON.stringify({ pricebasetype: base }),
		},
	];
	const reader = dolibarr.open(folderApi({ ...saved, api: { ...saved.api, answers } }).callApi);
	const read = await reader.readFacts(page, saved.expected.front, signal);
	if (!read.ok) throw new Error(read.error.code);
	const box = (field: string) => {
		const found = page.document.querySelector<HTMLInputElement>(`tr.tredited input[name="${field}"]`);
		if (!found) throw new Error(`no ${field}`);
		return found;
	};
	return { saved, page, reader, facts: read.value.facts, box };
}

function editsOf(reading: EditsReading): DealEdits {
	if (!reading.ok) throw new Error(reading.error.code);
	return reading.value;
}

const until = async <T>(look: () => T | null) => look();

/** Puts a lowest price in the page of a product's prices. */
const least = (text: string) => (page: string) =>
	page.replace('0.00 Excl. tax</td></tr></table>', `${text}</td></tr></table>`);

/** Adds the list of prices by customer to that page. */
const byCustomer = (page: string) =>
	page.replace(
		'</body>',
		'<form action="/product/price.php?id=500" method="POST"><table class="liste centpercent"><tr><td>Default</td></tr></table></form></body>',
	);

/** Resolves once what a look asked for has been answered. */
const answered = () => new Promise((resolve) => setTimeout(resolve));

describe('the edited line', () => {
	test('shows the price that a rate box wrote without an event', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		box('price_ht').value = '1850.0000000266666';
		expect(reader.readEdits(page, facts)).toMatchObject({
			ok: true,
			value: { lines: { 900: { listPrice: { value: '1850.0000000266666' } } } },
		});
	});

	test('takes a number with the decimal sign at its end as the server does, with the cursor in it', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		box('remise_percent').focus();
		for (const [text, value] of [
			['12.', '0.12'],
			['12,', '0.12'],
			['-', null],
			['', null],
		] as const) {
			box('remise_percent').value = text;
			expect(reader.readEdits(page, facts), text).toMatchObject({
				ok: true,
				value: { lines: { 900: { price: { by: 'discount', typed: { text, value } } } } },
			});
		}
	});

	test('follows the cost, also where it is a rate box that wrote another price', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		box('buying_price').value = '9000';
		expect(editsOf(reader.readEdits(page, facts)).lines).toEqual({
			900: {
				cost: { typed: { text: '9000', value: '9000' }, costCurrency: 'deal', costUnits: '1', costPeriod: 'price' },
			},
		});
		// Where none is given the server looks for one of its own.
		box('buying_price').value = '';
		expect(editsOf(reader.readEdits(page, facts)).lines[900]?.cost?.typed).toEqual({ text: '', value: null });
	});

	test('leaves a cost alone that is not the one in use', async () => {
		const { page, facts, box, saved } = await proposal('propal-editline');
		const reader = dolibarr.open(folderApi(saved).callApi, { costField: ':list' });
		box('buying_price').value = '9000';
		expect(editsOf(reader.readEdits(page, facts)).lines).toEqual({});
	});

	test('gives the cost back with goods that are taken back at a price below zero', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		// Of a product the server refuses such a price.
		box('productid').remove();
		box('price_ht').value = '-12400';
		expect(editsOf(reader.readEdits(page, facts)).lines[900]).toMatchObject({
			listPrice: { value: '-12400' },
			cost: { typed: { value: '-8150' } },
		});
		box('buying_price').value = '8000';
		expect(editsOf(reader.readEdits(page, facts)).lines[900]?.cost?.typed).toEqual({ text: '8000', value: '-8000' });
	});

	test('counts an option that gets a quantity, and makes one of a line that loses it', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		box('qty').value = '0';
		expect(editsOf(reader.readEdits(page, facts)).lines[900]).toMatchObject({
			quantity: { value: '0' },
			isOptional: true,
		});
		const [first, ...others] = facts.lines ?? [];
		const option = { ...facts, lines: first ? [{ ...first, quantity: '0', isOptional: true }, ...others] : [] };
		box('qty').value = '2';
		expect(editsOf(reader.readEdits(page, option)).lines[900]).toMatchObject({
			quantity: { value: '2' },
			isOptional: false,
		});
	});

	test('makes an option of a line whose quantity is emptied, which is saved as 0', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		box('qty').value = '';
		expect(editsOf(reader.readEdits(page, facts)).lines[900]).toEqual({
			quantity: { text: '', value: '0' },
			isOptional: true,
		});
	});

	test('says that a price below zero will be refused for a product, and takes it for a free text', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		box('price_ht').value = '-10';
		box('qty').value = '3';
		expect(editsOf(reader.readEdits(page, facts))).toMatchObject({
			lines: { 900: { quantity: { value: '3' } } },
			refused: [{ lineId: '900', text: '-10', most: null }],
		});
		expect(editsOf(reader.readEdits(page, facts)).lines[900]).not.toHaveProperty('listPrice');
		// More than all of a price below zero is a price above it, which the server takes.
		box('remise_percent').value = '150';
		expect(editsOf(reader.readEdits(page, facts))).toMatchObject({
			lines: { 900: { listPrice: { value: '-10' }, price: { typed: { value: '1.5' } } } },
		});
		expect(editsOf(reader.readEdits(page, facts)).refused).toBeUndefined();
		box('remise_percent').value = '10';
		box('productid').remove();
		expect(editsOf(reader.readEdits(page, facts))).toMatchObject({ lines: { 900: { listPrice: { value: '-10' } } } });
	});

	test('says that a discount over 100 will be refused for a product, and takes it for a free text', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		box('remise_percent').value = '125';
		expect(editsOf(reader.readEdits(page, facts))).toMatchObject({
			lines: {},
			refused: [{ lineId: '900', text: '125', most: '1' }],
		});
		box('productid').remove();
		expect(editsOf(reader.readEdits(page, facts))).toMatchObject({
			lines: { 900: { price: { by: 'discount', typed: { value: '1.25' } } } },
		});
	});

	describe('has a lowest price', () => {
		const typed = async (prices: (text: string) => string, base?: string) => {
			const { page, reader, facts, box } = await proposal('propal-editline', prices, base);
			reader.readEdits(page, facts);
			await answered();
			const untouched = editsOf(reader.readEdits(page, facts)).lines;
			box('remise_percent').value = '15';
			return { untouched, typed: editsOf(reader.readEdits(page, facts)).lines[900]?.leastPrice };
		};

		test('of its product, in the page of the product’s prices, told with what is typed', async () => {
			// The page of the proposal is French, and so are its numbers.
			expect(await typed(least('10 540,50 Excl. tax'))).toEqual({ untouched: {}, typed: '10540.5' });
		});

		test('none where none is set, where it is with tax, and where the firm has other prices', async () => {
			expect((await typed(least('0,00 Excl. tax'))).typed).toBeUndefined();
			expect((await typed(least('10 540,50 Excl. tax'), 'TTC')).typed).toBeUndefined();
			expect((await typed(least('10 540,50 Inc. tax'))).typed).toBeUndefined();
			const levels = (page: string) =>
				least('10 540,50 Excl. tax')(page).replace('</table>', '<tr><td>Level 2</td><td>9 000,00</td></tr></table>');
			expect((await typed(levels)).typed).toBeUndefined();
			expect((await typed(() => '<!DOCTYPE html><body class="bodylogin"></body>')).typed).toBeUndefined();
		});

		test('of another product does not count', async () => {
			const { page, reader, facts, box } = await proposal('propal-editline', least('10 540,50 Excl. tax'));
			reader.readEdits(page, facts);
			await answered();
			box('productid').value = '501';
			box('remise_percent').value = '15';
			expect(editsOf(reader.readEdits(page, facts)).lines[900]).not.toHaveProperty('leastPrice');
		});

		test('also where the firm has prices by customer, which a line that is there already does not follow', async () => {
			expect((await typed((page) => byCustomer(least('10 540,50 Excl. tax')(page)))).typed).toBe('10540.5');
		});
	});

	test('is no edit, and fits no line, when it was sent with what is no number', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		box('remise_percent').defaultValue = 'ten';
		expect(editsOf(reader.readEdits(page, facts))).toMatchObject({ lines: nothing, areLinesUnmatched: true });
	});
});

describe('a line that is added', () => {
	async function adding(prices?: (text: string) => string) {
		const opened = await proposal('propal-addline', prices);
		const own = (name: string) => {
			const found = opened.page.document.querySelector<HTMLInputElement>(`.liste_titre_create [name="${name}"]`);
			if (!found) throw new Error(`no ${name}`);
			return found;
		};
		const added = () => editsOf(opened.reader.readEdits(opened.page, opened.facts)).added[0];
		return { ...opened, own, added };
	}

	test('is called as its product is, without price and stock', async () => {
		const { own, added, page } = await adding();
		const option = page.document.querySelector('select[name="idprod"] option[selected]');
		if (!option) throw new Error('nothing chosen');
		option.textContent = 'CAB-5 - Cable - 5 m - 18.50 € Excl. tax - Stock: 4';
		own('price_ht').value = '18.50';
		expect(added()).toMatchObject({ description: 'Cable - 5 m', product: { code: 'CAB-5', name: 'Cable - 5 m' } });
	});

	test('is refused with a price below zero or a quantity below zero, and nothing of it is counted', async () => {
		const { own, reader, page, facts } = await adding();
		const read = () => editsOf(reader.readEdits(page, facts));
		own('qty').value = '-1';
		expect(read()).toMatchObject({ added: [], refused: [{ lineId: null, text: '-1', most: null }] });
		own('qty').value = '1';
		own('price_ht').value = '-5';
		expect(read()).toMatchObject({ added: [], refused: [{ lineId: null, text: '-5', most: null }] });
		own('price_ht').value = '5';
		own('remise_percent').value = '110';
		expect(read()).toMatchObject({ added: [], refused: [{ lineId: null, text: '110', most: '1' }] });
		own('remise_percent').value = '100';
		expect(read()).toMatchObject({ added: [{ netPrice: '0' }] });
		expect(read().refused).toBeUndefined();
	});

	test('has the lowest price of the product that is chosen', async () => {
		const { own, added } = await adding(least('11,000.00 Excl. tax'));
		expect(added()).not.toHaveProperty('leastPrice');
		await answered();
		expect(added()).toMatchObject({ product: { id: '500' }, leastPrice: '11000' });
		// Free text has none.
		const list = own('idprod');
		list.value = '-1';
		own('dp_desc').value = 'A hose';
		expect(added()).toMatchObject({ product: null });
		expect(added()).not.toHaveProperty('leastPrice');
	});

	test('has none that is known where the firm has prices by customer, whose lowest counts then', async () => {
		const { added } = await adding((page) => byCustomer(least('11,000.00 Excl. tax')(page)));
		added();
		await answered();
		expect(added()).not.toHaveProperty('leastPrice');
	});

	test('has no cost where none is given, and none of a list either', async () => {
		const { own, added } = await adding();
		own('buying_price').value = '';
		expect(added()).toMatchObject({ unitCost: null, product: null, description: 'Chiller unit CX-40' });
		own('buying_price').value = '0';
		// A 0 that is typed stays one, and is said to be.
		expect(added()).toMatchObject({ unitCost: null, isCostZero: true, product: { id: '500' } });
	});

	test('is an option without a quantity, and none without a price', async () => {
		const { own, added } = await adding();
		own('qty').value = '0';
		expect(added()).toMatchObject({ isOptional: true });
		own('price_ht').value = '';
		expect(added()).toBeUndefined();
	});
});

describe('the rate of exchange, in its own form', () => {
	async function edited(rate: string, mode: '1' | '2') {
		const { page, reader, facts } = await proposal('propal-currency');
		const form = `<form method="POST" action="/comm/propal/card.php?id=321"><input type="text" name="multicurrency_tx" value="1.10"><select name="calculation_mode"><option value="1">1</option><option value="2">2</option></select></form>`;
		page.document.querySelector('.fichecenter')?.insertAdjacentHTML('beforeend', form);
		const box = page.document.querySelector<HTMLInputElement>('input[name="multicurrency_tx"]');
		const list = page.document.querySelector<HTMLSelectElement>('select[name="calculation_mode"]');
		if (!box || !list) throw new Error('no form');
		box.value = rate;
		list.value = mode;
		expect(reader.isEditing(page)).toBe(true);
		return editsOf(reader.readEdits(page, facts)).pricedBy;
	}

	test('makes prices a guess while another one is typed by which the server works them out', async () => {
		expect(await edited('1.25', '1')).toBe('exchange-rate');
		expect(await edited('1.', '1')).toBe('exchange-rate');
	});

	test('does not where it is the saved one, or where the prices are kept', async () => {
		expect(await edited('1.10', '1')).toBeUndefined();
		expect(await edited('1.1', '1')).toBeUndefined();
		expect(await edited('1.25', '2')).toBeUndefined();
	});
});

describe('what the page draws itself', () => {
	const totals = { revenue: '37360', margin: '12040', currency: 'EUR' };

	test('are totals and margin, while nothing is typed', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline');
		expect(reader.readTotals?.(page, facts)).toEqual(totals);
		box('remise_percent').value = '1';
		expect(reader.readTotals?.(page, facts)).toBeNull();
		box('remise_percent').value = '125';
		expect(reader.readTotals?.(page, facts)).toBeNull();
	});

	test('a margin box of before the save does not count, nor one that is not there', async () => {
		const { page, reader, facts } = await proposal('propal-editline');
		const net = page.document.querySelectorAll('table.margintable tr.liste_total td')[1];
		if (net) net.textContent = '36 120,00';
		expect(reader.readTotals?.(page, facts)).toEqual({ ...totals, margin: null });
		const back = await proposal('propal-editline');
		// Of goods taken back the box counts the cost as spent once more.
		const [first, ...others] = back.facts.lines ?? [];
		const taken = { ...back.facts, lines: first ? [{ ...first, quantity: '-1' }, ...others] : [] };
		back.box('qty').value = '-1';
		back.box('qty').defaultValue = '-1';
		expect(back.reader.readTotals?.(back.page, taken)).toEqual({ ...totals, margin: null });
		const other = await proposal('propal-view-nomargin');
		expect(other.reader.readTotals?.(other.page, other.facts)).toEqual({ ...totals, margin: null });
	});
});

test('the list of linked files, whose table has the same id, is none of lines', async () => {
	const { page, reader, facts } = await proposal('propal-editline');
	const { document } = page;
	document.querySelector('#addproduct')?.remove();
	const files = document.createElement('table');
	files.id = 'tablelines';
	files.innerHTML = '<tbody><tr id="row-7" data-id="7"><td>offer.pdf</td></tr></tbody>';
	document.body.append(files);
	expect(reader.readEdits(page, facts)).toEqual({ ok: true, value: noEdits(facts.ref) });
});

test('goods taken back at a price below zero bring their cost back', async () => {
	const saved = savedPages('dolibarr').find(({ name }) => name === 'propal-credit-line');
	if (!saved?.expected.front) throw new Error('no page');
	const taken = (text: string) =>
		text
			.replace(
				/<a href="\/comm\/remx.php\?id=77">.*?Rabatt aus Gutschrift/s,
				'<a href="/product/card.php?id=500">CX-40</a>',
			)
			.replaceAll('-150,00', '-12.400,00')
			.replaceAll('12.250,00', '0,00')
			.replace(/(row-920[\s\S]*?linecolmargin1[^>]*>)0,00/, '$18.150,00');
	const answers = saved.api.answers.map((answer) => ({ ...answer, text: taken(answer.text) }));
	const api = folderApi({ ...saved, api: { ...saved.api, answers } });
	const read = await dolibarr.open(api.callApi).readFacts(openPage(saved), saved.expected.front, signal);
	expect(read).toMatchObject({
		ok: true,
		value: {
			facts: {
				lines: [
					{ listPrice: '12400', unitCost: '8150' },
					{ listPrice: '-12400', quantity: '1', unitCost: '-8150' },
				],
			},
		},
	});
});

describe('a lead', () => {
	const linked = '/projet/element.php?id=4711';

	async function lead(instead: (text: string) => string | null) {
		const saved = savedPages('dolibarr').find(({ name }) => name === 'project-view');
		if (!saved?.expected.front) throw new Error('no page');
		const api = folderApi(saved, (answer) => {
			if (answer.request?.url !== linked) return undefined;
			const text = instead(answer.text);
			return text === null ? null : { status: 200, headers: {}, text };
		});
		const read = await dolibarr.open(api.callApi).readFacts(openPage(saved), saved.expected.front, signal);
		if (!read.ok) throw new Error(read.error.code);
		return read.value.facts;
	}

	const row = (text: string) => /<tr class="oddeven" >.*?<\/tr>/s.exec(text)?.[0] ?? '';
	const quote = (id: string) => ({
		ref: { crm: 'dolibarr', site: 'https://dolibarr.example', kind: 'quote', id },
		name: `(PROV${id})`,
		url: `https://dolibarr.example/comm/propal/card.php?id=${id}`,
	});

	test('has the lines of its one open proposal; signed and refused ones do not count', async () => {
		const signed = (text: string) =>
			text.replace(row(text), row(text) + row(text).replaceAll('318', '317').replaceAll('status0', 'status2'));
		const facts = await lead(signed);
		expect(facts.lines).toHaveLength(5);
		expect(facts.linesNote).toEqual({ kind: 'from-quote', quote: quote('318') });
	});

	test('with two open proposals names both, and without one says that', async () => {
		const twice = (text: string) =>
			text.replace(row(text), row(text) + row(text).replaceAll('318', '319').replaceAll('status0', 'status1'));
		expect(await lead(twice)).toMatchObject({
			lines: [],
			linesNote: { kind: 'several-quotes', quotes: [quote('318'), quote('319')] },
		});
		expect(await lead((text) => text.replace(row(text), ''))).toMatchObject({
			lines: [],
			linesNote: { kind: 'no-quote' },
		});
	});

	test('whose proposals this user may not see says so, and one that cannot be read has unknown lines', async () => {
		const hidden = (text: string) => text.replace(/<!-- Table for tablename = propal -->.*?<\/table><\/div><br>/s, '');
		expect(await lead(hidden)).toMatchObject({ lines: [], linesNote: { kind: 'hidden' } });
		const facts = await lead(() => null);
		expect(facts.lines).toBeNull();
		expect(facts.linesNote).toBeUndefined();
	});
});

describe('writing a discount', () => {
	test('writes with a point whatever the language, and empties the rates by a key', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline-de');
		const events: string[] = [];
		for (const type of ['input', 'keyup']) box('remise_percent').addEventListener(type, () => events.push(type));
		expect(reader.canApply?.(page, facts)).toMatchObject({ 905: 'busy', 906: 'yes' });
		expect(await reader.applyDiscount?.(page, facts, '906', { discount: '0.175' }, until)).toEqual({
			ok: true,
			value: { before: '12.5', now: '17.5' },
		});
		expect(events).toEqual(['input', 'keyup']);
	});

	test('never writes three decimals, which German pages read as thousands', async () => {
		const { page, reader, facts, box } = await proposal('propal-editline-de');
		await reader.applyDiscount?.(page, facts, '906', { discount: '0.12345' }, until);
		expect(box('remise_percent').value).toBe('12.3450');
	});

	test('opens no other line, which would load a new page', async () => {
		const { page, reader, facts } = await proposal('propal-view');
		expect(reader.canApply?.(page, facts)[900]).toBe('column-hidden');
		const credit = await proposal('propal-credit-line');
		expect(credit.reader.canApply?.(credit.page, credit.facts)[920]).toBe('not-editable');
	});
});
