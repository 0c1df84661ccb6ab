import { describe, expect, test } from 'vitest';
import type { DealFacts } from '../../core/model/deal.ts';
import type { AdapterOptions, CallApi } from '../../crm/contract.ts';
import { zoho } from '../../crm/zoho/index.ts';
import { apiAnswer } from '../../scripts/read/api-folder.ts';
import { contractOf } from './contract.ts';
import { folderApi, openPage } from './open-page.ts';
import { savedPages } from './saved-pages.ts';

contractOf(zoho);

const { signal } = new AbortController();
const pages = new Map(savedPages('zoho').map((page) => [page.name, page]));

interface Changes {
	readonly page?: string;
	/** Changes the text of an answer, by its name. */
	readonly change?: Readonly<Record<string, (text: string) => string>>;
	/** Answers before the saved answers do. */
	readonly first?: CallApi;
	readonly options?: AdapterOptions;
}

async function opened({ page: name = 'deal', change = {}, first, options }: Changes) {
	const saved = pages.get(name);
	const front = saved?.expected.front;
	if (!saved || !front) throw new Error(`${name} is no page with a record`);
	const page = openPage(saved);
	const api = folderApi(saved, (answer) => {
		const { text, ...rest } = apiAnswer(answer);
		return { ...rest, text: change[answer.name]?.(text) ?? text };
	});
	const callApi: CallApi = async (request, given) => (await first?.(request, given)) ?? api.callApi(request, given);
	const reader = zoho.open(callApi, options);
	const result = await reader.readFacts(page, front, signal);
	if (!result.ok) throw new Error(result.error.code);
	const { facts } = result.value;
	return { page, facts, edits: () => reader.readEdits(page, facts) };
}

const read = async (changes: Changes): Promise<DealFacts> => (await opened(changes)).facts;

/** Replaces what must be there. */
function replaced(from: string, to: string) {
	return (text: string) => {
		expect(text).toContain(from);
		return text.replace(from, to);
	};
}

const answerTo =
	(part: string, status: number, answer: unknown): CallApi =>
	async ({ url }) =>
		url.includes(part) ? { status, headers: {}, text: answer === '' ? '' : JSON.stringify(answer) } : null;

describe('costs in Zoho CRM', () => {
	const costs = ({ lines }: DealFacts) => lines?.map(({ unitCost }) => unitCost);

	test('are unknown until the user names the field that keeps them', async () => {
		expect(costs(await read({}))).toEqual([null, null, null, null, null]);
		const own = await read({ options: { costField: 'product.Cost_Price' } });
		expect(costs(own)).toEqual(['8150', '1020', '610', '900', '380']);
	});

	test('may be kept with the line, and 0 is one that nobody has set', async () => {
		const quote = (text: string) =>
			replaced(
				'"Quantity":2,',
				'"Quantity":2,"Unit_Cost":8151.5,',
			)(replaced('"Quantity":4,', '"Quantity":4,"Unit_Cost":0,')(text));
		const facts = await read({ options: { costField: 'Unit_Cost' }, change: { quote } });
		expect(costs(facts)).toEqual(['8151.5', null, null, null, null]);
	});

	test('are in the currency of their product', async () => {
		const products = replaced('"Product_Code":"CX-40",', '"Product_Code":"CX-40","Currency":"USD",');
		const { lines } = await read({ options: { costField: 'product.Cost_Price' }, change: { products } });
		expect(lines?.map(({ costCurrency }) => costCurrency)).toEqual(['USD', ...Array(4).fill('unknown')]);
		// What the others are in, the company says, where it has several currencies.
		const first = answerTo('/org', 200, { org: [{ iso_code: 'EUR' }] });
		const told = await read({ options: { costField: 'product.Cost_Price' }, change: { products }, first });
		expect(told.lines?.map(({ costCurrency }) => costCurrency)).toEqual(['USD', 'deal', 'deal', 'deal', 'deal']);
	});

	test('that this user may not read are said to be denied', async () => {
		const first = answerTo('/Products?', 403, { code: 'NO_PERMISSION', status: 'error', message: '', details: {} });
		const facts = await read({ options: { costField: 'product.Cost_Price' }, first });
		expect(facts.isCostDenied).toBe(true);
		expect(facts.lines).toHaveLength(5);
		expect(await read({ first })).not.toHaveProperty('isCostDenied');
	});
});

describe('the lines of a deal in Zoho CRM', () => {
	test('are those of the one quote that is still an offer: of two nobody knows which', async () => {
		expect((await read({ change: { 'deal-quotes': replaced('Closed Lost', 'Draft') } })).lines).toBeNull();
	});

	test('are none where there is no quote, or an edition knows none', async () => {
		expect((await read({ first: answerTo('/Quotes?', 204, '') })).lines).toEqual([]);
		const unknown = {
			code: 'INVALID_MODULE',
			status: 'error',
			message: 'the module name given seems to be invalid',
			details: {},
		};
		expect((await read({ first: answerTo('/Quotes?', 400, unknown) })).lines).toEqual([]);
	});

	test('are unknown where this user may not read quotes', async () => {
		const denied = { code: 'NO_PERMISSION', status: 'error', message: '', details: {} };
		const facts = await read({ first: answerTo('/Quotes', 403, denied) });
		expect([facts.lines, facts.amount]).toEqual([null, '37360']);
	});

	test('hold what is taken off the quote as a whole, and what is put on it', async () => {
		const whole = (from: string, to: string) => ({ quote: replaced(from, to) });
		const last = async (change: Changes['change']) => (await read({ ...(change && { change }) })).lines?.slice(5);
		const line = { quantity: '1', product: null, unitCost: null, discounts: [] };
		expect(await last(whole('"Sub_Total":37360,"Discount":0,', '"Sub_Total":37360,"Discount":360.5,'))).toMatchObject([
			{ ...line, id: 'discount', listPrice: '-360.5', netPrice: '-360.5' },
		]);
		expect(await last(whole('"Sub_Total":37360,"Discount":0,', '"Sub_Total":37360,"Discount":"2.5%",'))).toMatchObject([
			{ ...line, id: 'discount', listPrice: '-934', netPrice: '-934' },
		]);
		expect(await last(whole('"Adjustment":0', '"Adjustment":12.25'))).toMatchObject([
			{ ...line, id: 'adjustment', listPrice: '12.25', netPrice: '12.25' },
		]);
	});

	test('are priced by the server where it made something else of a discount', async () => {
		const quote = replaced(
			'"Discount":"10%","Total_After_Discount":22320',
			'"Discount":"10%","Total_After_Discount":22000',
		);
		expect((await read({ change: { quote } })).lines?.[0]).toMatchObject({ discounts: [], netPrice: '11000' });
	});
});

describe('a deal in Zoho CRM', () => {
	test('has the stage’s first name, whatever it is called now', async () => {
		const pipeline = replaced('"display_value":"Proposal/Price Quote"', '"display_value":"Angebot"');
		const { stage } = await read({
			change: { pipeline, deal: replaced('"Stage":"Proposal/Price Quote"', '"Stage":"Angebot"') },
		});
		expect(stage).toEqual({ id: 'Proposal/Price Quote', label: 'Angebot', since: null });
	});

	test('asks for no layouts where it names its own', async () => {
		const first = answerTo('/settings/layouts', 500, {});
		const deal = replaced('"Stage":', '"Layout":{"id":"4876876000000091023","name":"Standard"},"Stage":');
		expect((await read({ first, change: { deal } })).stage?.label).toBe('Proposal/Price Quote');
	});

	test('has the company’s currency where it has none of its own', async () => {
		const none = replaced('"Currency":"EUR","Exchange_Rate":1,', '');
		const first = answerTo('/crm/v8/org', 200, { org: [{ iso_code: 'CHF', currency: 'Swiss Franc - CHF' }] });
		expect((await read({ change: { deal: none, quote: none }, first })).currency).toBe('CHF');
		const denied = answerTo('/crm/v8/org', 403, { code: 'NO_PERMISSION', status: 'error' });
		expect((await read({ change: { deal: none, quote: none }, first: denied })).currency).toBeNull();
	});

	test('stays in front until the page follows its address', async () => {
		const { page } = await opened({});
		const url = new URL('https://crm.zoho.com/crm/org123456789/tab/Potentials/4876876000009999999');
		expect(zoho.recordInFront(page)?.id).toBe('4876876000001234001');
		expect(zoho.recordInFront({ ...page, url })?.id).toBe('4876876000001234001');
		const title = page.document.querySelector('#titlecard_POTENTIALNAME');
		if (title) title.textContent = 'The next deal';
		expect(zoho.recordInFront({ ...page, url })?.id).toBe('4876876000009999999');
	});

	test('is the same one inside CRM Plus and outside', async () => {
		const inside = await opened({ page: 'deal-crm-plus' });
		const { page } = await opened({});
		expect(zoho.recordInFront(inside.page)).toEqual(zoho.recordInFront(page));
	});

	test('has its amount read as the page showed it before', async () => {
		const { page, edits } = await opened({});
		edits();
		const shown = page.document.querySelector('#mouseArea__AMOUNT .dv_info_value');
		if (shown) shown.innerHTML = '<lyte-input><input id="Crm_Potentials_AMOUNT_LInput" value="36,120"></lyte-input>';
		expect(edits()).toMatchObject({ ok: true, value: { amount: { text: '36,120', value: '36120' } } });
	});
});

describe('a form of a deal that was opened directly, so that no amount was shown', () => {
	const typed = async (saved: string, now: string, isWritten: boolean) => {
		const { page, edits } = await opened({ page: 'deal-classic-form' });
		const field = page.document.querySelector<HTMLInputElement>('#Crm_Potentials_AMOUNT');
		if (!field) throw new Error('no amount');
		field.blur();
		field.setAttribute('value', isWritten ? saved : '');
		field.value = saved;
		const before = isWritten ? undefined : edits();
		field.value = now;
		const after = edits();
		return [before?.ok ? before.value.amount?.value : undefined, after.ok ? after.value.amount?.value : undefined];
	};

	test.each([
		['37,360', '40,000', '40000'],
		['37.360', '40.000', '40000'],
		['37,360', '12,5', null],
		['37,360.00', '40,000', '40000'],
		['kr. 37.360', 'kr. 40.000,5', '40000.5'],
		['-', '40,000', null],
	])('reads “%s” changed to “%s” as the field was written before', async (saved, now, value) => {
		expect(await typed(saved, now, true)).toEqual([undefined, value]);
	});

	test('reads it by what the field held when it was seen first', async () => {
		expect(await typed('37,360', '40,000', false)).toEqual([undefined, '40000']);
		expect(await typed('۳۷٬۳۶۰', '۴۰٬۰۰۰', false)).toEqual([undefined, '40000']);
		// Somebody had typed before: nobody knows which sign groups.
		expect(await typed('38,000', '40,000', false)).toEqual([null, null]);
	});
});

test('what is typed in the lines of a quote makes figures over them unknown until it is saved or taken back', async () => {
	const { page, edits } = await opened({ page: 'quote-form' });
	expect(edits()).toMatchObject({ value: { areLinesUnmatched: false } });
	const discount = page.document.querySelectorAll<HTMLInputElement>('crux-subform input')[2];
	if (!discount) throw new Error('the lines have no field');
	discount.value = '15';
	expect(edits()).toMatchObject({ value: { areLinesUnmatched: true } });
	discount.value = '10';
	expect(edits()).toMatchObject({ value: { areLinesUnmatched: false } });
});

test('what is typed in the lines of a quote stays typed when the quote is read again meanwhile', async () => {
	const saved = savedPages('zoho').find(({ name }) => name === 'quote-form');
	const front = saved?.expected.front;
	if (!saved || !front) throw new Error('there is no form of a quote');
	const page = openPage(saved);
	const reader = zoho.open(folderApi(saved).callApi);
	const { signal: given } = new AbortController();
	const read = async () => {
		const result = await reader.readFacts(page, front, given);
		if (!result.ok) throw new Error(result.error.code);
		return reader.readEdits(page, result.value.facts);
	};
	expect(await read()).toMatchObject({ value: { areLinesUnmatched: false } });
	const field = page.document.querySelector<HTMLInputElement>('crux-subform input');
	if (!field) throw new Error('the lines have no field');
	field.value = '9,000.00';
	expect(await read()).toMatchObject({ value: { areLinesUnmatched: true } });
});
