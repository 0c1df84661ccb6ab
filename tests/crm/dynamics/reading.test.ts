import { expect, test } from 'vitest';
import type { ApiAnswer, Page } from '../../../crm/contract.ts';
import { dynamics } from '../../../crm/dynamics/index.ts';
import { folderApi, openPage } from '../open-page.ts';
import { type SavedPage, savedPages } from '../saved-pages.ts';

/** What one saved page cannot show: what happened before, and how an organisation is set up. */

const { signal } = new AbortController();

type Json = Record<string, unknown>;

function pageOf(name: string): SavedPage {
	const page = savedPages('dynamics').find((saved) => saved.name === name);
	if (!page) throw new Error(`there is no page ${name}`);
	return page;
}

const json = (answer: unknown, status = 200): ApiAnswer => ({ status, headers: {}, text: JSON.stringify(answer) });
const refused = (status: number): ApiAnswer => json({ error: { code: '0x80040220', message: 'no' } }, status);

/** Reads a page's record; `change` may give another answer than the saved one, or change that. */
async function readWith(
	name: string,
	change: (path: string, saved: () => Json) => ApiAnswer | undefined,
	costField: string | null = null,
) {
	const saved = pageOf(name);
	const page = openPage(saved);
	const asked: string[] = [];
	const reader = dynamics.open(
		async (request, given) => {
			const path = request.url.replace(/^\/api\/data\/v9\.2\//, '');
			asked.push(path);
			const savedText = async () => {
				const answer = await folderApi(saved).callApi(request, given);
				return answer === null || typeof answer === 'string' ? null : answer;
			};
			const before = await savedText();
			return change(path, () => JSON.parse(before?.text ?? '{}') as Json) ?? before;
		},
		{ costField },
	);
	const front = dynamics.recordInFront(page);
	if (!front) throw new Error('no record is in front');
	const result = await reader.readFacts(page, front, signal);
	return { page, reader, asked, front, result, facts: result.ok ? result.value.facts : null };
}

/** The lines with the first of them changed. */
function firstLine(more: Json, product: Json = {}) {
	return (path: string, saved: () => Json) => {
		if (!path.startsWith('opportunityproducts')) return undefined;
		const [line = {}, ...rest] = saved().value as Json[];
		return json({ value: [{ ...line, ...more, productid: { ...(line.productid as Json), ...product } }, ...rest] });
	};
}

test('all is asked in one round, and the number format once', async () => {
	const { asked, reader, page, front } = await readWith('opportunity-form-saved', () => undefined);
	expect(asked).toHaveLength(6);
	await reader.readFacts(page, front, signal);
	expect(asked).toHaveLength(11);
	expect(asked.filter((path) => path.startsWith('usersettings'))).toHaveLength(1);
});

test('a stage of a process that the firm made is read by its active path', async () => {
	const { facts, asked } = await readWith('opportunity-form-saved', (path) => {
		if (path.includes('salesprocesses')) return path.startsWith('lead') ? refused(404) : json({ value: [] });
		if (path.startsWith('RetrieveProcessInstances'))
			return json({
				value: [
					{ businessprocessflowinstanceid: 'old', _processstageid_value: 'x', statuscode: 2 },
					{
						businessprocessflowinstanceid: '50000000-0000-4000-8000-00000000000a',
						_processstageid_value: 'b1000000-0000-4000-8000-000000000003',
						statuscode: 1,
					},
				],
			});
		if (path === 'RetrieveActivePath(ProcessInstanceId=50000000-0000-4000-8000-00000000000a)')
			return json({ value: [{ processstageid: 'b1000000-0000-4000-8000-000000000003', stagename: 'Propose' }] });
		return undefined;
	});
	expect(asked).toContain(
		"RetrieveProcessInstances(EntityId=5a9f3c10-7b2e-4d61-9c3a-0f1e2d3c4b5a,EntityLogicalName='opportunity')",
	);
	expect(facts?.stage).toEqual({ id: 'b1000000-0000-4000-8000-000000000003', label: 'Propose', since: null });
});

test('without any process the phase stands for the stage, and a closed deal has its state', async () => {
	const without = (path: string) => (/process/i.test(path) ? json({ value: [] }) : undefined);
	const open = await readWith('opportunity-form-saved', without);
	expect(open.facts?.stage).toEqual({ id: 'salesstage-1', label: 'Develop', since: null });
	const won = await readWith('opportunity-form-saved', (path, saved) =>
		path.includes('$expand=transactioncurrencyid') && path.startsWith('opportunities')
			? json({ ...saved(), statecode: 1, 'statecode@OData.Community.Display.V1.FormattedValue': 'Won' })
			: undefined,
	);
	expect(won.facts?.stage).toEqual({ id: 'statecode-1', label: 'Won', since: null });
});

test('a process that cannot be read now gives no other stage', async () => {
	const { result } = await readWith('opportunity-form-saved', (path) =>
		path.startsWith('opportunitysalesprocesses') ? json({ error: {} }, 503) : undefined,
	);
	expect(result).toMatchObject({ ok: false, error: { code: 'server-failed' } });
});

test('costs are per the product’s own unit, and unknown where units do not go together', async () => {
	const [each, dozen, metre] = ['each', 'dozen', 'metre'];
	const inDozens = { _uomid_value: dozen, uomid: { quantity: 12, _baseuom_value: each } };
	const costed = { _defaultuomid_value: each, defaultuomid: { quantity: 1, _baseuom_value: null } };
	const known = await readWith('opportunity-form-saved', firstLine(inDozens, costed));
	expect(known.facts?.lines?.[0]).toMatchObject({ unitCost: '690', costUnits: '12', listPrice: null });
	const strange = { _uomid_value: metre, uomid: { quantity: 1, _baseuom_value: null } };
	const unknown = await readWith('opportunity-form-saved', firstLine(strange, costed));
	expect(unknown.facts?.lines?.[0]).toMatchObject({ unitCost: '690', costUnits: 'unknown' });
});

test('costs in another currency say which, and none is told in a currency nobody names', async () => {
	const other = { _transactioncurrencyid_value: 'other', transactioncurrencyid: { isocurrencycode: 'EUR' } };
	const named = await readWith('opportunity-form-saved', firstLine({}, other));
	expect(named.facts?.lines?.[0]).toMatchObject({ unitCost: '690', costCurrency: 'EUR', listPrice: null });
	const unnamed = await readWith('opportunity-form-saved', firstLine({}, { ...other, transactioncurrencyid: null }));
	expect(unnamed.facts?.lines?.[0]).toMatchObject({ unitCost: null, costCurrency: 'unknown' });
});

test('a cost of 0 is one that nobody set, and the standard cost stands in for a current one', async () => {
	const standard = await readWith('opportunity-form-saved', firstLine({}, { currentcost: 0, standardcost: 700 }));
	expect(standard.facts?.lines?.[0]?.unitCost).toBe('700');
	const none = await readWith('opportunity-form-saved', firstLine({}, { currentcost: 0, standardcost: null }));
	expect(none.facts?.lines?.[0]?.unitCost).toBeNull();
});

test('costs are read where the firm keeps them', async () => {
	const ofLine = await readWith('opportunity-form-saved', firstLine({ new_unitcost: 701.5 }), 'new_unitcost');
	expect(ofLine.facts?.lines?.[0]?.unitCost).toBe('701.5');
	const ofProduct = await readWith('opportunity-form-saved', firstLine({}, { new_cost: 640 }), 'product.new_cost');
	expect(ofProduct.asked.find((path) => path.startsWith('opportunityproducts'))).toContain(',new_cost;');
	expect(ofProduct.facts?.lines?.[0]?.unitCost).toBe('640');
	const elsewhere = await readWith('opportunity-form-saved', () => undefined, ':list');
	expect(elsewhere.facts?.lines?.[0]?.unitCost).toBeNull();
});

test('a user who may not read products sees lines without costs, and one who may not read lines none', async () => {
	const withoutProducts = await readWith('opportunity-form-saved', (path, saved) => {
		if (!path.startsWith('opportunityproducts')) return undefined;
		if (path.includes('$expand')) return refused(403);
		return json(saved());
	});
	expect(withoutProducts.facts).toMatchObject({ isCostDenied: true });
	expect(withoutProducts.facts?.lines).toHaveLength(5);
	const withoutLines = await readWith('opportunity-form-saved', (path) =>
		path.startsWith('opportunityproducts') ? refused(403) : undefined,
	);
	expect(withoutLines.facts).toMatchObject({ lines: null, amount: '107600' });
});

test('a line keeps its volume discount, and a manual discount that has no finite share keeps the amount', async () => {
	// 3 × (100 − 10) − 50 = 220.
	const terms = { quantity: 3, priceperunit: 100, ispriceoverridden: false, baseamount: 270, manualdiscountamount: 50 };
	const { facts } = await readWith('opportunity-form-saved', firstLine(terms));
	expect(facts?.lines?.[0]).toMatchObject({ listPrice: '100', netPrice: '73.33333333333333333333', discounts: [] });
});

test('long lists are read to their end', async () => {
	const next = 'https://halden.crm4.dynamics.com/api/data/v9.2/opportunityproducts?$skiptoken=2';
	const { facts, asked } = await readWith('opportunity-form-saved', (path, saved) => {
		if (!path.startsWith('opportunityproducts') && path !== next) return undefined;
		if (path === next) return json({ value: [{ opportunityproductid: 'last', productname: 'Cable' }] });
		return json({ ...saved(), '@odata.nextLink': next });
	});
	expect(asked).toContain(next);
	expect(facts?.lines?.map(({ id }) => id).at(-1)).toBe('last');
});

function moved({ document, url }: Page, change: (params: URLSearchParams) => void): Page {
	const next = new URL(url);
	change(next.searchParams);
	return { document, url: next };
}

test('a line’s own form stands for the deal it was opened from', async () => {
	const { page, reader, facts, front } = await readWith('product-dialog', () => undefined);
	const toLine = (id: string) =>
		moved(page, (params) => {
			params.set('etn', 'opportunityproduct');
			params.set('id', id);
		});
	expect(dynamics.recordInFront(toLine('10000000-0000-4000-8000-000000000101'))).toEqual(front);
	expect(dynamics.recordInFront(toLine('10000000-0000-4000-8000-0000000009ff'))).toBeNull();
	const own = toLine('10000000-0000-4000-8000-000000000101');
	const dialog = page.document.querySelector('[role="dialog"]');
	dialog?.removeAttribute('role');
	if (!facts) throw new Error('no facts');
	expect(reader.readEdits(own, facts)).toMatchObject({
		ok: true,
		value: {
			lines: { '10000000-0000-4000-8000-000000000101': { price: { by: 'amountOff', typed: { value: '25' } } } },
			added: [],
			activeLineId: '10000000-0000-4000-8000-000000000101',
		},
	});
});

test('the record before stays in front while its title is still drawn', async () => {
	const { page, front } = await readWith('opportunity-form-saved', () => undefined);
	const next = moved(page, (params) => params.set('id', '5a9f3c10-7b2e-4d61-9c3a-0f1e2d3c4bff'));
	expect(dynamics.recordInFront(next)).toEqual(front);
	page.document.querySelector('[data-id="header_title"]')?.setAttribute('title', 'Another deal');
	expect(dynamics.recordInFront(next)?.id).toBe('5a9f3c10-7b2e-4d61-9c3a-0f1e2d3c4bff');
});

test('a discount on the whole deal that is half typed gives no sum', async () => {
	const { page, reader, facts } = await readWith('opportunity-form-saved', () => undefined);
	const field = page.document.querySelector<HTMLInputElement>(
		'[data-id^="discountpercentage.fieldControl"][type="text"]',
	);
	if (!field || !facts) throw new Error('no field');
	field.value = '3.';
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { areLinesUnmatched: true, added: [] } });
	field.value = '2.5';
	// 107,600 × 2.5 % = 2,690.
	expect(reader.readEdits(page, facts)).toMatchObject({
		value: { areLinesUnmatched: false, added: [{ id: 'discountpercentage', netPrice: '-2690' }] },
	});
});

test('of facts that were kept no price is made up', async () => {
	const { page, facts } = await readWith('opportunity-form-editing', () => undefined);
	if (!facts) throw new Error('no facts');
	const edits = dynamics.open(async () => null).readEdits(page, facts);
	expect(edits).toMatchObject({
		ok: true,
		value: { lines: { [String(facts.lines?.[0]?.id)]: { price: { by: 'netPrice', typed: { value: null } } } } },
	});
});

test('what is typed in the grid is told by its row’s id where the row’s role is another', async () => {
	const saved = pageOf('opportunity-form-editing');
	const page = openPage(saved);
	const front = dynamics.recordInFront(page);
	if (!front) throw new Error('no record is in front');
	const reader = dynamics.open(folderApi(saved).callApi);
	const read = await reader.readFacts(page, front, signal);
	if (!read.ok) throw new Error(read.error.code);
	const before = reader.readEdits(page, read.value.facts);
	expect(before).toMatchObject({ ok: true, value: { lines: { '10000000-0000-4000-8000-000000000100': {} } } });
	page.document
		.querySelector('.ag-row[row-id="10000000-0000-4000-8000-000000000100"]')
		?.setAttribute('role', 'listitem');
	expect(reader.readEdits(page, read.value.facts)).toEqual(before);
});

test('an amount in Indian groups that nobody typed is no edit, and one that is typed is read', async () => {
	const { page, reader, facts } = await readWith('opportunity-form-saved', () => undefined);
	if (!facts) throw new Error('nothing was read');
	const fields = page.document.querySelectorAll<HTMLInputElement>('input[data-id*="estimatedvalue.fieldControl-"]');
	expect(fields.length).toBeGreaterThan(0);
	const amountIn = (text: string) => {
		for (const field of fields) field.value = text;
		const edits = reader.readEdits(page, facts);
		if (!edits.ok) throw new Error(edits.error.code);
		return edits.value.amount;
	};
	expect(amountIn('₹1,07,600.00')).toBeUndefined();
	expect(amountIn('₹1,20,000.00')).toEqual({ text: '₹1,20,000.00', value: '120000.00' });
	expect(amountIn('(₹1,20,000.00)')).toEqual({ text: '(₹1,20,000.00)', value: '-120000.00' });
	expect(amountIn('₹12-5')).toEqual({ text: '₹12-5', value: null });
});

test('a form with fields, but none that figures need where they are looked for, says so', async () => {
	const bare = await readWith('opportunity-form-new-look', () => undefined);
	for (const holder of bare.page.document.querySelectorAll('[data-lp-id]'))
		holder.setAttribute('data-lp-id', 'x.fieldControl|');
	const { facts } = bare;
	if (!facts) throw new Error('the record was not read');
	const again = await bare.reader.readFacts(bare.page, bare.front, signal);
	expect(again).toMatchObject({ ok: true, value: { health: [{ field: 'Fields of the form', state: 'absent' }] } });
});

/** Puts a lookup with what is chosen in it into the form. */
function choose({ document }: Page, name: string, text: string): void {
	const tag = document.createElement('div');
	tag.dataset.id = `${name}.fieldControl-LookupResultsDropdown_${name}_selected_tag_text`;
	tag.textContent = text;
	(document.querySelector('[data-id="editFormRoot"]') ?? document.body).append(tag);
}

const label = (name: string) => `_${name}_value@OData.Community.Display.V1.FormattedValue`;

/** Reads the opportunity, whose price list and currency have these names. */
const listed = () =>
	readWith('opportunity-form-saved', (path, saved) =>
		/^opportunities\([^)]*\)\?\$expand=transactioncurrencyid/.test(path)
			? json({ ...saved(), [label('pricelevelid')]: 'Retail', [label('transactioncurrencyid')]: 'US Dollar' })
			: undefined,
	);

test('another price list chosen in the form makes prices a guess, typed in or not', async () => {
	const same = await listed();
	if (!same.facts) throw new Error('not read');
	choose(same.page, 'pricelevelid', 'Retail');
	expect(same.reader.readEdits(same.page, same.facts)).not.toHaveProperty('value.pricedBy');
	const other = await listed();
	if (!other.facts) throw new Error('not read');
	choose(other.page, 'pricelevelid', 'Wholesale');
	expect(other.reader.readEdits(other.page, other.facts)).toMatchObject({
		ok: true,
		value: { pricedBy: 'price-list' },
	});
});

test('another currency chosen in the form is said, by which no figure holds', async () => {
	const { page, reader, facts } = await listed();
	if (!facts) throw new Error('not read');
	choose(page, 'transactioncurrencyid', 'US Dollar');
	expect(reader.readEdits(page, facts)).not.toHaveProperty('value.currencyChange');
	page.document.querySelector('[data-id*="transactioncurrencyid"]')?.remove();
	choose(page, 'transactioncurrencyid', 'Euro');
	expect(reader.readEdits(page, facts)).toMatchObject({ ok: true, value: { currencyChange: { to: null } } });
});

test('a price list in a form over the page is not the record’s', async () => {
	const { page, reader, facts } = await listed();
	if (!facts) throw new Error('not read');
	choose(page, 'pricelevelid', 'Wholesale');
	const tag = page.document.querySelector('[data-id*="pricelevelid"]');
	const dialog = page.document.createElement('div');
	dialog.setAttribute('role', 'dialog');
	if (tag) dialog.append(tag);
	page.document.body.append(dialog);
	expect(reader.readEdits(page, facts)).not.toHaveProperty('value.pricedBy');
});
