import { expect, test } from 'vitest';
import type { ApiAnswer } from '../../../crm/contract.ts';
import { salesforce } from '../../../crm/salesforce/index.ts';
import { folderApi, openPage } from '../open-page.ts';
import { type SavedPage, savedPages } from '../saved-pages.ts';

/** What one saved page cannot show: what happened before, and how a firm is set up. */

const { signal } = new AbortController();

function pageOf(name: string): SavedPage {
	const page = savedPages('salesforce').find((saved) => saved.name === name);
	if (!page) throw new Error(`there is no page ${name}`);
	return page;
}

interface SavedPart {
	referenceId: string;
	httpStatusCode: number;
	body: unknown;
}

/** Reads a page's record while one part of the composite answer is another, or is not there. */
async function readWith(
	name: string,
	parts: Readonly<Record<string, Partial<SavedPart>>>,
	costField: string | null = null,
) {
	const saved = pageOf(name);
	const page = openPage(saved);
	const asked: string[] = [];
	const api = folderApi(saved, () => undefined);
	const reader = salesforce.open(
		async (request, given) => {
			asked.push(request.body ?? request.url);
			if (request.method === 'GET') return api.callApi(request, given);
			const { compositeRequest } = JSON.parse(request.body ?? '{}') as { compositeRequest: { referenceId: string }[] };
			const answers = saved.api.answers.find((answer) => answer.name === 'opportunity');
			const all = (JSON.parse(answers?.text ?? '{}') as { compositeResponse: SavedPart[] }).compositeResponse;
			const wanted = all.filter(({ referenceId }) => compositeRequest.some((part) => part.referenceId === referenceId));
			const compositeResponse = wanted.map((part) => ({ ...part, ...parts[part.referenceId] }));
			return { status: 200, headers: {}, text: JSON.stringify({ compositeResponse }) } satisfies ApiAnswer;
		},
		{ costField },
	);
	const front = salesforce.recordInFront(page);
	if (!front) throw new Error('no record is in front');
	const read = () => reader.readFacts(page, front, signal);
	return { page, reader, asked, read, facts: await read() };
}

function records(...all: object[]): Partial<SavedPart> {
	return { body: { totalSize: all.length, done: true, records: all } };
}

const refused = (errorCode: string): Partial<SavedPart> => ({
	httpStatusCode: 400,
	body: [{ errorCode, message: 'x' }],
});

test('stages, labels and the number format are asked for once', async () => {
	const { asked, read } = await readWith('opportunity-standard-view', {});
	const first = asked.length;
	await read();
	expect(first).toBe(2);
	expect(asked).toHaveLength(3);
	expect(asked[0]).toContain('OpportunityStage');
	expect(asked[2]).not.toMatch(/OpportunityStage|describe/);
});

test('costs are read where the firm keeps them, in their own currency', async () => {
	const own = await readWith(
		'opportunity-standard-view',
		{
			costs: records({ Id: '00kQy00000Li01AIAT', Unit_Cost__c: 700.5 }, { Id: '00kQy00000Li02AIAT', Unit_Cost__c: 0 }),
		},
		'Unit_Cost__c',
	);
	expect(own.asked[0]).toContain(encodeURIComponent('SELECT Id, Unit_Cost__c FROM OpportunityLineItem'));
	const costs = ({ facts }: typeof own) => (facts.ok ? facts.value.facts.lines?.map(({ unitCost }) => unitCost) : null);
	expect(costs(own)).toEqual(['700.5', '0', null, null, null]);

	const product = { Id: '01tQy00000Pr03AIAZ', Name: 'Installation day', CurrencyIsoCode: 'EUR' };
	const ofProduct = await readWith(
		'opportunity-standard-view',
		{ products: records(product), costs: records({ Id: product.Id, Cost__c: 640 }) },
		'product.Cost__c',
	);
	const line = ofProduct.facts.ok ? ofProduct.facts.value.facts.lines?.[2] : null;
	expect(line).toMatchObject({ unitCost: '640', costCurrency: 'EUR' });

	// An org with several currencies that does not tell this product's.
	const answer = pageOf('opportunity-standard-view').api.answers.find(({ name }) => name === 'opportunity');
	const all = (JSON.parse(answer?.text ?? '{}') as { compositeResponse: SavedPart[] }).compositeResponse;
	const deal = all.find(({ referenceId }) => referenceId === 'deal')?.body as object;
	const several = { body: { ...deal, CurrencyIsoCode: 'USD' } };
	const { CurrencyIsoCode: _, ...bare } = product;
	const untold = await readWith(
		'opportunity-standard-view',
		{ deal: several, products: records(bare), costs: records({ Id: product.Id, Cost__c: 640 }) },
		'product.Cost__c',
	);
	const other = untold.facts.ok ? untold.facts.value.facts.lines?.[2] : null;
	expect(other).toMatchObject({ unitCost: '640', costCurrency: 'unknown' });

	const elsewhere = await readWith('opportunity-standard-view', {}, ':list');
	expect(elsewhere.asked[0]).not.toContain('CostBookEntry');
});

test('a cost that two books tell differently is unknown, one they agree on is not', async () => {
	const entry = (ProductId: string, Cost: number) => ({ ProductId, Cost });
	const { facts } = await readWith('opportunity-standard-view', {
		costs: records(
			entry('01tQy00000Pr01AIAZ', 690),
			entry('01tQy00000Pr01AIAZ', 700),
			entry('01tQy00000Pr02AIAZ', 104.5),
			entry('01tQy00000Pr02AIAZ', 104.5),
		),
	});
	expect(facts.ok && facts.value.facts.lines?.slice(0, 2).map(({ unitCost }) => unitCost)).toEqual([null, '104.5']);
});

test('a hidden cost field is said as denied, an org without cost books is not', async () => {
	const hidden = await readWith('opportunity-standard-view', { costs: refused('INVALID_FIELD') }, 'Unit_Cost__c');
	expect(hidden.facts).toMatchObject({ ok: true, value: { facts: { isCostDenied: true } } });
	const without = await readWith('opportunity-standard-view', { costs: refused('INVALID_TYPE') });
	expect(without.facts.ok && without.facts.value.facts.isCostDenied).toBeUndefined();
	expect(without.facts.ok && without.facts.value.facts.lines?.[0]?.unitCost).toBeNull();
});

test('a hidden Discount is in the total alone, and what is hidden of the deal is unknown', async () => {
	const line = { Id: '00kQy00000Li01AIAT', Quantity: 40, ListPrice: 1250, UnitPrice: 1150, TotalPrice: 42320 };
	const { facts } = await readWith('opportunity-standard-view', {
		deal: { body: { Id: '006Qy00000HaLD1IAN', Name: 'A deal', StageName: 'Qualification' } },
		account: refused('INVALID_TYPE'),
		owner: refused('PROCESSING_HALTED'),
		lines: records(line, { ...line, Id: '00kQy00000Li02AIAT', Quantity: 3, TotalPrice: 100 }),
	});
	expect(facts).toMatchObject({
		ok: true,
		value: { facts: { amount: null, probability: null, account: null, owner: null, closeDate: null } },
	});
	const lines = facts.ok ? facts.value.facts.lines : null;
	expect(lines?.map(({ netPrice, discounts }) => [netPrice, discounts])).toEqual([
		['1058', []],
		[null, []],
	]);
});

test('a user without products sees a deal whose lines are unknown', async () => {
	const { facts } = await readWith('opportunity-standard-view', { lines: refused('INVALID_TYPE') });
	expect(facts).toMatchObject({ ok: true, value: { facts: { amount: '107600', lines: null } } });
});

test('a lowered Sales Price that makes no finite share of list still gives the exact price', async () => {
	const line = {
		Id: '00kQy00000Li04AIAT',
		Quantity: 1,
		ListPrice: 36000,
		UnitPrice: 35000,
		Discount: 10,
		TotalPrice: 31500,
	};
	const { page, reader, facts } = await readWith('opportunity-native-shadow', { lines: records(line) });
	if (!facts.ok) throw new Error('no facts');
	expect(facts.value.facts.lines?.[0]).toMatchObject({ discounts: ['0.1'], netPrice: '31500' });
	// 35,000 less 20 %.
	expect(reader.readEdits(page, facts.value.facts)).toMatchObject({
		ok: true,
		value: { lines: { [line.Id]: { price: { by: 'netPrice', typed: { text: '20.00%', value: '28000' } } } } },
	});
});

test('an editor beside the rows belongs to the cell that had the focus before it', async () => {
	const { page, reader, facts } = await readWith('products-editor-without-cell', {});
	if (!facts.ok) throw new Error('no facts');
	const saved = facts.value.facts;
	expect(reader.readEdits(page, saved)).toMatchObject({ ok: false });
	page.document
		.querySelector<HTMLElement>('[data-row-key-value="00kQy00000Li02AIAT"] [title="Edit Discount"]')
		?.focus();
	expect(reader.readEdits(page, saved)).toMatchObject({
		ok: true,
		value: {
			lines: { '00kQy00000Li02AIAT': { price: { by: 'discount', typed: { text: '12', value: '0.12' } } } },
			activeLineId: '00kQy00000Li02AIAT',
		},
	});
	// A column of fractions holds 0.1 for the saved 10 %, and 12 typed there is 1,200 %.
	page.document
		.querySelector('[data-row-key-value="00kQy00000Li02AIAT"] [data-label="Discount"]')
		?.setAttribute('data-cell-value', '0.1');
	expect(reader.readEdits(page, saved)).toMatchObject({
		value: { lines: { '00kQy00000Li02AIAT': { price: { typed: { value: '12' } } } } },
	});
});

test.for([
	['loses its mark', (cell: Element) => cell.classList.remove('slds-is-edited')],
	[
		'shows nothing any more',
		(cell: Element) => {
			cell.classList.remove('slds-is-edited');
			const [shown] = cell.getElementsByTagName('lightning-formatted-number');
			if (shown) shown.textContent = '';
		},
	],
] as const)('a draft that %s does not pass for saved', async ([, change]) => {
	const { page, reader, facts } = await readWith('products-drafts', {});
	if (!facts.ok) throw new Error('no facts');
	const edits = () => reader.readEdits(page, facts.value.facts);
	expect(edits()).toMatchObject({ ok: true, value: { areLinesUnmatched: false } });
	const cell = page.document.querySelector('[data-row-key-value="00kQy00000Li02AIAT"] .slds-is-edited');
	if (!cell) throw new Error('no draft');
	change(cell);
	expect(edits()).toMatchObject({ ok: true, value: { areLinesUnmatched: true } });
});

test('a cell that shows a saved number rounded is no draft', async () => {
	const line = { Id: '00kQy00000Li01AIAT', Quantity: 40, ListPrice: 1250, UnitPrice: 1150.004, Discount: 8.004 };
	const { page, reader, facts } = await readWith('opportunity-standard-view', { lines: records(line) });
	if (!facts.ok) throw new Error('no facts');
	const row = page.document.querySelector('[data-row-key-value="00kQy00000Li01AIAT"]');
	expect(row?.textContent).toMatch(/1,150\.00.*8\.00%/);
	expect(reader.readEdits(page, facts.value.facts)).toMatchObject({ value: { areLinesUnmatched: false } });
});

test('a row that lost its key keeps its draft from passing for saved', async () => {
	const { page, reader, facts } = await readWith('products-drafts', {});
	if (!facts.ok) throw new Error('no facts');
	page.document.querySelector('[data-row-key-value="00kQy00000Li02AIAT"]')?.removeAttribute('data-row-key-value');
	expect(reader.readEdits(page, facts.value.facts)).toEqual({
		ok: false,
		error: { code: 'field-missing', field: 'Line' },
	});
});

test('what is typed in a root drawn a moment ago is told, and what was taken away is not', async () => {
	const { page, reader, facts } = await readWith('opportunity-native-shadow', {});
	if (!facts.ok) throw new Error('no facts');
	const host = page.document.querySelector('one-record-home-flexipage2');
	const amount = () => {
		const edits = reader.readEdits(page, facts.value.facts);
		return edits.ok ? edits.value.amount?.value : undefined;
	};
	const place = host?.parentNode;
	expect(amount()).toBe('98000.00');
	host?.remove();
	expect(amount()).toBeUndefined();
	if (host) place?.append(host);
	let at: Element | null | undefined = host;
	for (const name of ['records-record-layout-item', 'lightning-input', 'lightning-primitive-input-simple', 'input'])
		at = at?.shadowRoot?.querySelector(name);
	(at as HTMLElement | null | undefined)?.focus();
	expect(amount()).toBe('98000.00');
});

test('what the component read itself goes before what we read from its text', async () => {
	const { page, reader, facts } = await readWith('opportunity-inline-edit', {});
	if (!facts.ok) throw new Error('no facts');
	const input = page.document.querySelector<HTMLInputElement>('#ctab-2 input[name="Amount"]');
	const view = page.document.defaultView;
	if (!input || !view) throw new Error('no input');
	input.value = '12,';
	const tell = (value: string) =>
		input.parentElement?.dispatchEvent(
			new view.CustomEvent('change', { detail: { value }, bubbles: true, composed: true }),
		);
	tell('12');
	const amount = () => {
		const edits = reader.readEdits(page, facts.value.facts);
		return edits.ok ? edits.value.amount : undefined;
	};
	expect(amount()).toEqual({ text: '12,', value: '12' });
	input.value = '12,6';
	expect(amount()).toEqual({ text: '12,6', value: '126' });
});

test('the record before stays in front while its name is still drawn', async () => {
	const { page } = await readWith('opportunity-standard-view', {});
	const other = new URL(page.url.href.replace(/006Qy\w+/, '006Qy00000Other1AB'));
	const moved = { ...page, url: other };
	expect(salesforce.recordInFront(moved)?.id).toBe('006Qy00000HaLD1IAN');
	const title = page.document.querySelector('[slot="primaryField"]');
	if (title) title.textContent = 'Another deal';
	expect(salesforce.recordInFront(moved)?.id).toBe('006Qy00000Other1AB');
});

test.for(['tbody tr:nth-child(1) td:nth-child(2)', 'thead th:nth-child(2)'])(
	'in the dialog’s grid a cell more or less gives no number of another column: %s',
	async (lost) => {
		const saved = pageOf('products-multi-edit');
		const page = openPage(saved);
		const front = salesforce.recordInFront(page);
		if (!front) throw new Error('no record is in front');
		const reader = salesforce.open(folderApi(saved).callApi);
		const read = await reader.readFacts(page, front, signal);
		if (!read.ok) throw new Error(read.error.code);
		expect(reader.readEdits(page, read.value.facts)).toMatchObject({ ok: true });
		page.document.querySelector(`.forceInlineEditGrid ${lost}`)?.remove();
		expect(reader.readEdits(page, read.value.facts)).toEqual({
			ok: false,
			error: { code: 'field-missing', field: 'Column' },
		});
	},
);

test('a draft under another column’s head gives no number of that column', async () => {
	const { page, reader, facts } = await readWith('products-multi-edit-several', {});
	if (!facts.ok) throw new Error('no facts');
	const draft = [...page.document.querySelectorAll('.forceInlineEditGrid td.slds-is-edited')].find((cell) =>
		cell.textContent?.includes('$170.00'),
	);
	draft?.nextElementSibling?.after(draft);
	expect(reader.readEdits(page, facts.value.facts)).toEqual({
		ok: false,
		error: { code: 'field-missing', field: 'Column' },
	});
});

test('an input in a shadow root is found by its name where its place is called otherwise', async () => {
	const { page, reader, facts } = await readWith('opportunity-native-shadow', {});
	if (!facts.ok) throw new Error('no facts');
	const root = page.document.querySelector('one-record-home-flexipage2')?.shadowRoot;
	const item = root?.querySelector('records-record-layout-item[field-label="Amount"]')?.shadowRoot;
	const place = item?.querySelector('[data-target-selection-name]');
	const amount = { ok: true, value: { amount: { value: '98000.00' } } };
	place?.setAttribute('data-target-selection-name', 'sfdc:RecordField.Opportunity.Amount-2');
	expect(reader.readEdits(page, facts.value.facts)).toMatchObject(amount);
	place?.setAttribute('data-target-selection-name', 'sfdc:RecordField.Account.Amount');
	expect(reader.readEdits(page, facts.value.facts)).not.toMatchObject(amount);
});

test('the step of the path that is the record’s own is known by either of its marks', async () => {
	const { page, reader } = await readWith('opportunity-standard-view', {});
	const front = salesforce.recordInFront(page);
	if (!front) throw new Error('no record is in front');
	const steps = [...page.document.querySelectorAll('li.runtime_sales_pathassistantPathAssistantTab')];
	const own = steps.find((step) => step.getAttribute('data-name') === 'Proposal/Price Quote');
	const mark = own?.querySelector('span');
	if (!own || !mark) throw new Error('the path has no such step');
	// A firm has renamed the stage: its label is not its name.
	own.setAttribute('data-name', 'proposal');
	const stage = () => {
		const read = reader.readFactsFromPage(page, front);
		return read.ok ? read.value.facts.stage?.id : read.error.code;
	};
	own.classList.remove('slds-is-current');
	mark.className = 'current slds-path__stage';
	expect(stage()).toBe('proposal');
	own.classList.add('slds-is-current');
	mark.className = 'slds-path__stage';
	expect(stage()).toBe('proposal');
	own.classList.remove('slds-is-current');
	expect(stage()).toBe('Proposal/Price Quote');
});

test('a page that was left and is kept beside the one in front shows nothing', async () => {
	const { page, reader, facts } = await readWith('opportunity-inline-edit', {});
	if (!facts.ok) throw new Error('no facts');
	const untouched = reader.readEdits(page, facts.value.facts);
	const left = page.document.createElement('div');
	left.className = 'windowViewMode-maximized lafPageHost';
	left.innerHTML =
		'<records-record-layout-item><div data-target-selection-name="sfdc:RecordField.Opportunity.Amount"><input value="1.00"></div></records-record-layout-item>';
	page.document.body.prepend(left);
	expect(reader.readEdits(page, facts.value.facts)).toEqual(untouched);
	left.classList.add('active');
	expect(reader.readEdits(page, facts.value.facts)).not.toEqual(untouched);
});

test('another currency chosen in the record’s form is said, by which no figure holds', async () => {
	const { page, reader, facts: read } = await readWith('opportunity-edit', {});
	if (!read.ok) throw new Error(read.error.code);
	const { facts } = read.value;
	const stage = page.document.querySelector('[data-target-selection-name="sfdc:RecordField.Opportunity.StageName"]');
	const said = (value: string, text: string) => {
		page.document.querySelector('[data-target-selection-name$=".CurrencyIsoCode"]')?.remove();
		const field = `<div data-target-selection-name="sfdc:RecordField.Opportunity.CurrencyIsoCode"><button role="combobox" data-value="${value}">${text}</button></div>`;
		stage?.insertAdjacentHTML('afterend', field);
		const reading = reader.readEdits(page, facts);
		return reading.ok ? reading.value.currencyChange : reading.error;
	};
	expect(facts.currency).toBe('USD');
	expect([said('USD', 'USD - U.S. Dollar'), said('', '--None--')]).toEqual([undefined, undefined]);
	expect(said('EUR', 'EUR - Euro')).toEqual({ to: 'EUR' });
});

test('what is typed under a heading that is no field’s name is unknown, and not taken for a column without a price', async () => {
	const { page, reader, facts } = await readWith('products-multi-edit-several', {});
	if (!facts.ok) throw new Error(facts.error.code);
	const head = page.document.querySelector('th[title="Discount"]');
	expect(reader.readEdits(page, facts.value.facts)).toMatchObject({ ok: true });
	head?.setAttribute('title', 'Rebate');
	expect(reader.readEdits(page, facts.value.facts)).toEqual({
		ok: false,
		error: { code: 'field-missing', field: 'Column' },
	});
	// The name of another field of the line, which sets no price.
	head?.setAttribute('title', 'Subtotal');
	expect(reader.readEdits(page, facts.value.facts)).toMatchObject({ ok: true });
});
