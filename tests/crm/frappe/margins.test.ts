import { expect, test } from 'vitest';
import { frappe } from '../../../crm/frappe/index.ts';
import { apiAnswer } from '../../../scripts/read/api-folder.ts';
import { folderApi, openHtml } from '../open-page.ts';
import { savedPages } from '../saved-pages.ts';

const { signal } = new AbortController();

/** 10 % on a list price of 12,400, and 10 % off that: 13,640 becomes 12,276. */
const percentage = { margin_type: 'Percentage', margin_rate_or_amount: 10 };
/** The same by 1,240 on each. */
const amount = { margin_type: 'Amount', margin_rate_or_amount: 1240 };

function field(name: string, value: string): string {
	return `<div class="frappe-control" data-fieldname="${name}"><input value="${value}"></div>`;
}

/** A quotation whose first line has a margin, with the form of its row open. */
async function opened(margin: typeof percentage) {
	const saved = savedPages('frappe').find(({ name }) => name === 'quotation');
	const front = saved?.expected.front;
	if (!saved || !front) throw new Error('there is no quotation');
	const made = { rate_with_margin: 13_640, discount_percentage: 10, rate: 12_276, net_rate: 12_276, amount: 24_552 };
	const row = { ...margin, ...made };
	const api = folderApi(saved, (answer) => {
		const given = apiAnswer(answer);
		if (!given.text.includes('"item_code"')) return given;
		const change = (value: unknown): unknown => {
			if (Array.isArray(value)) return value.map(change);
			if (typeof value !== 'object' || value === null) return value;
			const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
			return inner.item_code === 'CX-40' ? { ...inner, ...row } : inner;
		};
		return { ...given, text: JSON.stringify(change(JSON.parse(given.text))) };
	});
	const html = saved.html.replaceAll('11,160.00', '12,276.00').replaceAll('22,320.00', '24,552.00');
	const page = openHtml(html, saved.expected.url);
	const { document } = page;
	const first = document.querySelector<HTMLElement>('.grid-row[data-name]');
	const options = ['', 'Percentage', 'Amount'].map(
		(kind) => `<option ${kind === margin.margin_type ? 'selected' : ''}>${kind}</option>`,
	);
	first?.classList.add('grid-row-open');
	first?.insertAdjacentHTML(
		'beforeend',
		`<div class="form-in-grid">${field('price_list_rate', '12,400.00')}
		<div class="frappe-control" data-fieldname="margin_type"><select>${options.join('')}</select></div>
		${field('margin_rate_or_amount', String(margin.margin_rate_or_amount))}
		${field('discount_percentage', '10')}${field('rate', '12,276.00')}</div>`,
	);
	const reader = frappe.open(api.callApi);
	const facts = await reader.readFacts(page, front, signal);
	if (!facts.ok) throw new Error(facts.error.code);
	const control = <E extends Element>(name: string, kind = 'input') => {
		const found = document.querySelector<E>(`.form-in-grid [data-fieldname="${name}"] ${kind}`);
		if (!found) throw new Error(`there is no ${name}`);
		return found;
	};
	const id = first?.dataset.name ?? '';
	const edit = () => {
		const edits = reader.readEdits(page, facts.value.facts);
		if (!edits.ok) throw new Error(edits.error.code);
		return edits.value.lines[id];
	};
	return { facts: facts.value.facts, edit, control };
}

test.each([percentage, amount])('an open row with a margin that nobody types in is no edit: %j', async (margin) => {
	const { facts, edit } = await opened(margin);
	expect(facts.lines?.[0]).toMatchObject({ listPrice: '13640', discounts: ['0.1'], netPrice: '12276' });
	expect(edit()).toBeUndefined();
});

test('a typed list price has the margin put on it', async () => {
	const ofPercentage = await opened(percentage);
	ofPercentage.control<HTMLInputElement>('price_list_rate').value = '12,000.00';
	expect(ofPercentage.edit()).toEqual({ listPrice: { text: '13200', value: '13200' } });
	const ofAmount = await opened(amount);
	ofAmount.control<HTMLInputElement>('price_list_rate').value = '12,000.00';
	expect(ofAmount.edit()).toEqual({ listPrice: { text: '13240', value: '13240' } });
});

test('a typed margin, another kind of it and none make another list price', async () => {
	const { edit, control } = await opened(percentage);
	const rate = control<HTMLInputElement>('margin_rate_or_amount');
	rate.value = '25';
	expect(edit()).toEqual({ listPrice: { text: '15500', value: '15500' } });
	rate.value = '';
	expect(edit()).toEqual({ listPrice: { text: '12400', value: '12400' } });
	rate.value = '1x';
	expect(edit()).toEqual({ listPrice: { text: '1x', value: null } });
	rate.value = '10';
	control<HTMLSelectElement>('margin_type', 'select').value = 'Amount';
	expect(edit()).toEqual({ listPrice: { text: '12410', value: '12410' } });
	control<HTMLSelectElement>('margin_type', 'select').value = '';
	expect(edit()).toEqual({ listPrice: { text: '12400', value: '12400' } });
});

test('a discount that is typed is off the list price with its margin', async () => {
	const { edit, control } = await opened(percentage);
	control<HTMLInputElement>('discount_percentage').value = '15';
	control<HTMLInputElement>('rate').value = '11,594.00';
	expect(edit()).toEqual({ price: { by: 'discount', typed: { text: '15', value: '0.15' } } });
});
