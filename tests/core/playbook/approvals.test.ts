import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../core/evaluate.ts';
import {
	type ApprovalDecision,
	type ApprovalRequest,
	type DealFacts,
	noNotes,
	type QuoteLine,
} from '../../../core/model/deal.ts';
import { type DealEdits, noEdits, unknownProduct } from '../../../core/model/deal-edits.ts';
import type { ApprovalRule, ApprovalTrigger, PlaybookForDeal, WarningLevel } from '../../../core/model/playbook.ts';
import { isGenuine, requestOf, standingOf, valuesOf } from '../../../core/playbook/approvals.ts';
import { canonicalJson, fingerprint, policyVersion } from '../../../core/playbook/fingerprint.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

const viewer = { name: 'Ada', role: 'rep' } as const;
const today = '2026-11-24';
const clean = noEdits(fixtureDeal.ref);

const levels = [
	{ name: 'Manager', who: 'Bo' },
	{ name: 'Head of sales', who: '' },
	{ name: 'Board', who: 'board@firm.example' },
];

function ladder(
	triggers: readonly (readonly [ApprovalRule['level'], ApprovalTrigger])[],
	warnings: WarningLevel = 'note',
) {
	return {
		...fixturePlaybook,
		margin: { ...fixturePlaybook.margin, warnings },
		approvals: { levels, rules: triggers.map(([level, trigger], at) => ({ id: `rule-${at + 1}`, level, trigger })) },
	} satisfies PlaybookForDeal;
}

/** Discounts typed into lines, by line id. */
function typed(discounts: Readonly<Record<string, string | null>>): DealEdits {
	const lines = Object.fromEntries(
		Object.entries(discounts).map(([id, value]) => [
			id,
			{ price: { by: 'discount' as const, typed: { text: value ?? '1,', value } } },
		]),
	);
	return { ...clean, lines };
}

function withLine(id: string, change: Partial<QuoteLine>, deal: DealFacts = fixtureDeal): DealFacts {
	return { ...deal, lines: (deal.lines ?? []).map((line) => (line.id === id ? { ...line, ...change } : line)) };
}

function need(playbook: PlaybookForDeal, draft: DealEdits = clean, deal: DealFacts = fixtureDeal) {
	const { need: found, isUnsure } = evaluate(deal, draft, playbook, viewer, today, noNotes).margin.approval;
	return {
		level: found?.level ?? null,
		fired: found?.reasons.map(({ ruleId, found: figure, lineName }) => [ruleId, figure, lineName]) ?? [],
		isUnsure,
	};
}

const nobody = { level: null, fired: [], isUnsure: false };

test('each trigger fires above or under its own value, with what was found and where', () => {
	// 1 − 37,360 / 40,810 = 0.084538.
	expect(need(ladder([[1, { kind: 'discount-over', value: '0.084538' }]]))).toEqual(nobody);
	expect(need(ladder([[1, { kind: 'discount-over', value: '0.084' }]])).fired).toEqual([['rule-1', '0.084538', null]]);
	// The warranty has 25 % off.
	expect(need(ladder([[1, { kind: 'line-discount-over', value: '0.25' }]]))).toEqual(nobody);
	expect(need(ladder([[1, { kind: 'line-discount-over', value: '0.24' }]])).fired).toEqual([
		['rule-1', '0.25', 'WAR-3Y'],
	]);
	expect(need(ladder([[1, { kind: 'margin-under', value: '0.32' }]]))).toEqual(nobody);
	expect(need(ladder([[1, { kind: 'margin-under', value: '0.33' }]])).fired).toEqual([['rule-1', '0.32227', null]]);
	expect(need(ladder([[2, { kind: 'size-over', value: '37360', currency: 'EUR' }]]))).toEqual(nobody);
	expect(need(ladder([[2, { kind: 'size-over', value: '37359.99', currency: 'EUR' }]])).level).toBe(2);
	const late = { ...fixtureDeal, paymentDays: 61 };
	expect(need(ladder([[3, { kind: 'terms-over', days: 61 }]]), clean, late)).toEqual(nobody);
	expect(need(ladder([[3, { kind: 'terms-over', days: 60 }]]), clean, late)).toEqual({
		level: 3,
		fired: [['rule-1', '61', null]],
		isUnsure: false,
	});
	// Freight: 70 / 450 is under the floor of 20 %.
	expect(need(ladder([[1, { kind: 'line-under-floor' }]])).fired).toEqual([['rule-1', '0.155556', 'FRT']]);
	// At 30 % off the compressors the deal earns 17,360 + 15,040 − 25,320 = 7,080 of 32,400, 21.9 %; the floor is 22.7 %.
	const deep = typed({ '1': '0.3' });
	expect(need(ladder([[1, { kind: 'deal-under-floor' }]]))).toEqual(nobody);
	expect(need(ladder([[1, { kind: 'deal-under-floor' }]]), deep).fired).toEqual([['rule-1', '0.218519', null]]);
});

test('a size in another currency is held against a dated rate, either way round', () => {
	const playbook = ladder([[1, { kind: 'size-over', value: '40000', currency: 'USD' }]]);
	expect(need(playbook)).toEqual({ ...nobody, isUnsure: true });
	const rate = { from: 'EUR', to: 'USD', rate: '1.08', day: '2026-11-01' };
	// 37,360 × 1.08 = 40,348.80; × 1.07 = 39,975.20.
	expect(need({ ...playbook, rates: [rate] }).level).toBe(1);
	expect(need({ ...playbook, rates: [rate, { ...rate, rate: '1.07', day: '2026-11-24' }] })).toEqual(nobody);
	expect(need({ ...playbook, rates: [{ ...rate, day: '2026-11-25' }] })).toEqual({ ...nobody, isUnsure: true });
	const back = { from: 'USD', to: 'EUR', rate: '0.93', day: '2026-11-01' };
	expect(need({ ...playbook, rates: [back] }).level).toBe(1);
	const dated = { ...fixtureDeal, quoteDate: '2026-11-10' };
	expect(need({ ...playbook, rates: [rate, { ...rate, rate: '1', day: '2026-11-24' }] }, clean, dated).level).toBe(1);
});

test('the highest level over the rules that fire is asked, and only its rules are named', () => {
	const playbook = ladder([
		[1, { kind: 'discount-over', value: '0.05' }],
		[2, { kind: 'line-under-floor' }],
		[2, { kind: 'line-discount-over', value: '0.2' }],
		[3, { kind: 'margin-under', value: '0.1' }],
	]);
	expect(need(playbook)).toEqual({
		level: 2,
		fired: [
			['rule-2', '0.155556', 'FRT'],
			['rule-3', '0.25', 'WAR-3Y'],
		],
		isUnsure: false,
	});
	const view = evaluate(fixtureDeal, clean, playbook, viewer, today, noNotes).margin.approval;
	expect(view.need).toMatchObject({ level: 2, name: 'Head of sales', who: '' });
});

test('what cannot be judged makes the answer unsure, never none', () => {
	const costless = withLine('3', { unitCost: null });
	const unsure = { ...nobody, isUnsure: true };
	expect(need(ladder([[1, { kind: 'margin-under', value: '0.3' }]]), clean, costless)).toEqual(unsure);
	expect(need(ladder([[1, { kind: 'deal-under-floor' }]]), clean, costless)).toEqual(unsure);
	expect(need(ladder([[1, { kind: 'terms-over', days: 60 }]]))).toEqual(unsure);
	expect(need(ladder([[2, { kind: 'line-under-floor' }]]), clean, costless).isUnsure).toBe(false);
	expect(
		need(
			ladder([[1, { kind: 'line-discount-over', value: '0.9' }]]),
			clean,
			withLine('1', { listPrice: null, netPrice: '9' }),
		),
	).toEqual(unsure);
	expect(need(ladder([[1, { kind: 'discount-over', value: '0.9' }]]), { ...clean, areLinesUnmatched: true })).toEqual(
		unsure,
	);
	expect(need(ladder([[1, { kind: 'discount-over', value: '0.9' }]]), typed({ '1': null }))).toEqual(unsure);
	// What is known of a part decides nothing; and a level that is asked already is not unsure about itself.
	expect(need(ladder([[1, { kind: 'margin-under', value: '0.4' }]]), clean, costless)).toEqual(unsure);
	expect(
		need(
			ladder([
				[1, { kind: 'discount-over', value: '0.01' }],
				[1, { kind: 'terms-over', days: 60 }],
			]),
		).isUnsure,
	).toBe(false);
	expect(
		need(
			ladder([
				[1, { kind: 'discount-over', value: '0.01' }],
				[2, { kind: 'terms-over', days: 60 }],
			]),
		).isUnsure,
	).toBe(true);
	expect(need(ladder([[1, { kind: 'terms-over', days: 60 }]]), clean, { ...fixtureDeal, lines: [] })).toEqual(nobody);
	const options = (fixtureDeal.lines ?? []).map((line) => ({ ...line, isOptional: true }));
	expect(need(ladder([[1, { kind: 'terms-over', days: 60 }]]), clean, { ...fixtureDeal, lines: options })).toEqual(
		nobody,
	);
});

test('a policy that wants an approval under the floor asks the first level of a ladder, where there is one', () => {
	const deep = typed({ '1': '0.3' });
	expect(need(ladder([], 'approval'), deep)).toEqual({
		level: 1,
		fired: [['policy', '0.218519', null]],
		isUnsure: false,
	});
	expect(need(ladder([], 'reason'), deep)).toEqual(nobody);
	expect(need(ladder([], 'approval'))).toEqual(nobody);
	expect(need(ladder([], 'approval'), clean, withLine('3', { unitCost: null })).isUnsure).toBe(true);
	expect(need({ ...ladder([], 'approval'), approvals: { levels: [], rules: [] } }, deep)).toEqual(nobody);
});

const playbook = ladder([[1, { kind: 'discount-over', value: '0.05' }]]);
const said = { id: 'r-1', by: 'Ada', at: '2026-11-24T10:00:00.000Z', reason: 'A rival offers less.' };

function request(
	deal: DealFacts = fixtureDeal,
	draft: DealEdits = clean,
	book: PlaybookForDeal = playbook,
): ApprovalRequest {
	const { margin } = evaluate(deal, draft, book, viewer, today, noNotes);
	const made = requestOf(deal, draft, margin, book, said);
	if (!made) throw new Error('no request');
	return made;
}

function decided(asked: ApprovalRequest, change: Partial<ApprovalDecision> = {}): ApprovalDecision {
	return {
		requestId: asked.id,
		hash: asked.hash,
		answer: 'approved',
		counterDiscount: null,
		counterLine: null,
		isOwn: false,
		note: '',
		by: 'Bo',
		at: '2026-11-24T11:00:00.000Z',
		...change,
	};
}

/** What became of the approval of the fixture deal with 12 % off line 1, once the deal is another. */
function standing(
	deal: DealFacts,
	draft: DealEdits = clean,
	book: PlaybookForDeal = playbook,
	asked: ApprovalRequest = request(fixtureDeal, typed({ '1': '0.12' })),
	decision: ApprovalDecision | null = decided(asked),
) {
	const notes = { ...noNotes, approval: { request: asked, decision, isAskedHere: false } };
	const { approval } = evaluate(deal, draft, book, viewer, today, notes).margin;
	return [approval.standing, ...approval.voidBecause];
}

const at = (discount: string) => typed({ '1': discount });

test('a request carries the exact values and their fingerprint', () => {
	const asked = request(fixtureDeal, at('0.12'));
	expect(asked).toMatchObject({
		...said,
		ref: fixtureDeal.ref,
		level: 1,
		levelName: 'Manager',
		account: 'Nordhavn Marine A/S',
	});
	expect(asked.values).toMatchObject({ currency: 'EUR', paymentDays: null, amount: null, discount: '0.096692' });
	expect(asked.values.lines[0]).toEqual({
		id: '1',
		product: 'CX-40',
		quantity: '2',
		listPrice: '12400',
		netPrice: '10912',
	});
	expect(asked.hash).toMatch(/^[0-9a-f]{64}$/);
	expect(isGenuine(asked)).toBe(true);
	// Nobody has to agree, or a price is not known: there is nothing to ask.
	const { margin } = evaluate(fixtureDeal, clean, fixturePlaybook, viewer, today, noNotes);
	expect(requestOf(fixtureDeal, clean, margin, fixturePlaybook, said)).toBeNull();
	const half = evaluate(fixtureDeal, typed({ '2': null }), playbook, viewer, today, noNotes).margin;
	expect(requestOf(fixtureDeal, typed({ '2': null }), half, playbook, said)).toBeNull();
});

test('a request tells no margin where it is that of a part of the deal', () => {
	const playbook = ladder([[1, { kind: 'discount-over', value: '0.05' }]]);
	const part = withLine('2', { unitCost: null });
	const { margin } = evaluate(part, clean, playbook, viewer, today, noNotes);
	expect(margin.after.isPartial).toBe(true);
	expect(valuesOf(part, clean, margin, playbook)).toMatchObject({ margin: null, discount: '0.084538' });
});

test('equal or better keeps an approval', () => {
	expect(standing(fixtureDeal, at('0.12'))).toEqual(['approved']);
	expect(standing(fixtureDeal, at('0.1199'))).toEqual(['approved']);
	// Saved: the CRM now holds what was typed.
	expect(standing(withLine('1', { discounts: ['0.12'] }))).toEqual(['approved']);
	expect(standing(withLine('1', { discounts: [], netPrice: '10912.0000' }))).toEqual(['approved']);
	expect(standing(withLine('2', { discounts: [] }), at('0.12'))).toEqual(['approved']);
	// List goes down with the net price where it was.
	expect(standing(withLine('1', { listPrice: '11000', netPrice: '10912' }))).toEqual(['approved']);
	const atList = {
		id: 'new',
		...unknownProduct,
		description: 'Filter',
		quantity: '3',
		listPrice: '40',
		netPrice: '40.00',
	};
	expect(standing(fixtureDeal, { ...at('0.12'), added: [atList] })).toEqual(['approved']);
	expect(standing(fixtureDeal, at('0.12'), playbook, undefined, null)).toEqual(['asked']);
	const sooner = { ...fixtureDeal, paymentDays: 30 };
	expect(standing(sooner, clean, playbook, request({ ...fixtureDeal, paymentDays: 60 }))).toEqual(['approved']);
});

const added = { id: 'new', ...unknownProduct, description: 'Filter', quantity: '3', listPrice: '40', netPrice: '39' };

const worse: readonly (readonly [string, DealFacts, DealEdits, readonly string[]])[] = [
	['a tenth of a percent more', fixtureDeal, at('0.121'), ['price-lower']],
	['another line cheaper', fixtureDeal, typed({ '1': '0.12', '2': '0.06' }), ['price-lower']],
	['one line dearer and another cheaper', fixtureDeal, typed({ '1': '0.05', '4': '0.26' }), ['price-lower']],
	['more of it', withLine('1', { quantity: '3' }), at('0.12'), ['quantity-changed']],
	['less of it', withLine('1', { quantity: '1' }), at('0.12'), ['quantity-changed']],
	['a line gone', fixtureDeal, { ...at('0.12'), removed: ['5'] }, ['line-removed']],
	['a new line under list', fixtureDeal, { ...at('0.12'), added: [added] }, ['line-added']],
	['a new line without list', fixtureDeal, { ...at('0.12'), added: [{ ...added, listPrice: null }] }, ['line-added']],
	[
		'another product on the line',
		withLine('5', { product: { id: 'p9', code: 'X', name: 'X', families: [] } }),
		at('0.12'),
		['line-removed', 'line-added'],
	],
	['terms that were not told before', { ...fixtureDeal, paymentDays: 90 }, at('0.12'), ['values-unknown']],
	['another currency', { ...fixtureDeal, currency: 'SEK' }, at('0.12'), ['currency-changed']],
	['a copy', { ...fixtureDeal, ref: { ...fixtureDeal.ref, id: '2042' } }, at('0.12'), ['other-deal']],
	['a price that is half typed', fixtureDeal, typed({ '1': null }), ['values-unknown']],
	['a price that is not known', withLine('2', { listPrice: null, netPrice: null }), at('0.12'), ['values-unknown']],
	['rows that fit no line', fixtureDeal, { ...at('0.12'), areLinesUnmatched: true }, ['values-unknown']],
	['lines that cannot be read', { ...fixtureDeal, lines: null }, clean, ['values-unknown']],
	[
		'all at once',
		withLine('2', { quantity: '9' }),
		{ ...at('0.2'), removed: ['5'] },
		['price-lower', 'quantity-changed', 'line-removed'],
	],
];

test.each(worse)('%s voids an approval', (_, deal, draft, because) => {
	const edits = { ...draft, ref: deal.ref };
	const [state, ...why] = standing(deal, edits);
	expect([state, ...why.sort()]).toEqual(['void', ...[...because].sort()]);
	// What waits for an answer is void as well.
	expect(standing(deal, edits, playbook, undefined, null)[0]).toBe('void');
});

test('longer terms, where both are told, void an approval', () => {
	const asked = request({ ...fixtureDeal, paymentDays: 30 });
	expect(standing({ ...fixtureDeal, paymentDays: 31 }, clean, playbook, asked)).toEqual(['void', 'terms-longer']);
	expect(standing(fixtureDeal, clean, playbook, asked)).toEqual(['void', 'values-unknown']);
});

test('another policy voids an approval, another name or visibility does not', () => {
	const draft = at('0.12');
	const { margin } = playbook;
	const book = (change: Partial<PlaybookForDeal>) => ({ ...playbook, ...change });
	expect(
		standing(fixtureDeal, draft, book({ margin: { ...margin, otherwise: { floor: '0.2', target: '0.31' } } })),
	).toEqual(['void', 'policy-changed']);
	expect(standing(fixtureDeal, draft, book({ approvals: { ...playbook.approvals, rules: [] } }))).toEqual([
		'void',
		'policy-changed',
	]);
	expect(standing(fixtureDeal, draft, book({ rates: [{ from: 'EUR', to: 'USD', rate: '1', day: today }] }))).toEqual([
		'void',
		'policy-changed',
	]);
	const renamed = levels.map((level) => ({ ...level, who: 'Cy' }));
	expect(
		standing(fixtureDeal, draft, book({ name: 'Other', approvals: { ...playbook.approvals, levels: renamed } })),
	).toEqual(['approved']);
	const shown = { ...margin, floorFor: 'exact', reasonCodes: [{ id: 'x', text: 'X' }] } as const;
	expect(standing(fixtureDeal, draft, book({ margin: shown }))).toEqual(['approved']);
	const rewritten = { ...margin, otherwise: { floor: '0.20', target: '0.300' } };
	expect(standing(fixtureDeal, draft, book({ margin: rewritten }))).toEqual(['approved']);
});

test('an opportunity is bound by its lines, and by its amount only where it has none', () => {
	const deal: DealFacts = { ...fixtureDeal, ref: { ...fixtureDeal.ref, kind: 'opportunity' } };
	const byLine = (discount: string) => ({ ...at(discount), ref: deal.ref });
	const asked = request(deal, byLine('0.12'));
	expect(asked.values.amount).toBeNull();
	expect(standing(deal, byLine('0.12'), playbook, asked)).toEqual(['approved']);
	expect(standing(deal, byLine('0.13'), playbook, asked)).toContain('price-lower');
	const half = {
		...noEdits(deal.ref),
		lines: { '1': { price: { by: 'discount', typed: { text: '1,', value: null } } } },
	};
	expect(standing(deal, half as DealEdits, playbook, asked)).toContain('values-unknown');

	const bare = { ...deal, lines: [] };
	const typedAmount = (value: string | null) => ({ ...noEdits(deal.ref), amount: { text: value ?? '', value } });
	const bySize = {
		...playbook,
		approvals: ladder([[1, { kind: 'size-over', value: '1000', currency: 'EUR' }]]).approvals,
	};
	const askedBare = request(bare, typedAmount('36000'), bySize);
	const now = (value: string | null) => standing(bare, typedAmount(value), bySize, askedBare);
	expect(askedBare.values.amount).toBe('36000');
	expect(now('36000.00')).toEqual(['approved']);
	expect(now('36500')).toEqual(['approved']);
	expect(now('35999.99')).toEqual(['void', 'amount-lower']);
	expect(now(null)).toEqual(['void', 'values-unknown']);
	// Agreed to as an amount, it says nothing of the prices of lines that came since.
	expect(standing(deal, noEdits(deal.ref), bySize, askedBare)[0]).toBe('void');
});

test('what was changed after it was fingerprinted is void', () => {
	const asked = request(fixtureDeal, at('0.12'));
	const draft = at('0.12');
	const [first, ...rest] = asked.values.lines;
	if (!first) throw new Error('no line');
	const cheaper = { ...asked, values: { ...asked.values, lines: [{ ...first, netPrice: '1' }, ...rest] } };
	const tampered = ['void', 'tampered'];
	expect(standing(fixtureDeal, draft, playbook, cheaper)).toEqual(tampered);
	expect(standing(fixtureDeal, draft, playbook, { ...asked, ref: { ...asked.ref, id: '7' } })).toEqual(tampered);
	expect(standing(fixtureDeal, draft, playbook, asked, decided(asked, { hash: fingerprint('other') }))).toEqual(
		tampered,
	);
	expect(standing(fixtureDeal, draft, playbook, asked, decided(asked, { requestId: 'r-0' }))).toEqual(tampered);
});

test('declined stays declined, and a counter-offer that is met is an approval', () => {
	const asked = request(fixtureDeal, at('0.12'));
	const answer = (change: Partial<ApprovalDecision>, draft: DealEdits) =>
		standing(fixtureDeal, draft, playbook, asked, decided(asked, change));
	expect(answer({ answer: 'declined' }, at('0.11'))).toEqual(['declined']);
	expect(answer({ answer: 'declined' }, at('0.13'))).toEqual(['void', 'price-lower']);
	// 12 % off line 1 is 9.6692 % off the deal, 10 % is 8.4538 %.
	const counter = { answer: 'countered', counterDiscount: '0.09' } as const;
	expect(answer(counter, at('0.12'))).toEqual(['countered']);
	expect(answer(counter, at('0.1'))).toEqual(['approved']);
});

test('lines that the customer has not taken are bound once they are', () => {
	const optional = withLine('4', { isOptional: true });
	const asked = request(optional);
	expect(asked.values.lines.map(({ id }) => id)).toEqual(['1', '2', '3', '5']);
	expect(standing(withLine('4', { isOptional: true, discounts: ['0.5'] }), clean, playbook, asked)).toEqual([
		'approved',
	]);
	expect(standing(fixtureDeal, clean, playbook, asked)).toEqual(['void', 'line-added']);
});

test('a counter-offer that is not below what was asked agrees to nothing, whoever kept it', () => {
	const asked = request(fixtureDeal, at('0.15'));
	const countered = (counterDiscount: string, counterLine: string | null, draft = at('0.15')) =>
		standing(
			fixtureDeal,
			draft,
			playbook,
			asked,
			decided(asked, { answer: 'countered', counterDiscount, counterLine }),
		);
	// 15 % off line 1 is 11.5 % off the deal: a manager who typed 12 meant the line.
	expect(Number(asked.values.discount)).toBeCloseTo(0.115, 3);
	expect(countered('0.12', null)).toEqual(['countered']);
	expect(countered('0.12', null, at('0.12'))).toEqual(['countered']);
	expect(countered('0.15', '1', at('0.12'))).toEqual(['countered']);
	expect(countered('0.12', '1')).toEqual(['countered']);
	expect(countered('0.12', '1', at('0.121'))).toEqual(['countered']);
	expect(countered('0.12', '1', at('0.120001'))).toEqual(['countered']);
	expect(countered('0.12', '1', at('0.12'))).toEqual(['approved']);
	expect(countered('0.12', '1', at('0.05'))).toEqual(['approved']);
	expect(countered('0.12', 'gone', at('0.05'))).toEqual(['countered']);
	// The other lines stand as asked: one of them lower is not agreed to.
	expect(countered('0.12', '1', typed({ '1': '0.12', '2': '0.3' }))).toEqual(['void', 'price-lower']);
});

test('no price below a counter-offer is ever agreed to, on the line or over the deal', () => {
	const asked = request(fixtureDeal, at('0.3'));
	const discounts = fc.integer({ min: 0, max: 300_000 }).map((parts) => String(parts / 1_000_000));
	fc.assert(
		fc.property(discounts, discounts, fc.constantFrom('1', null), (offer, given, counterLine) => {
			const decision = decided(asked, { answer: 'countered', counterDiscount: offer, counterLine });
			const draft = at(given);
			const { margin } = evaluate(fixtureDeal, draft, playbook, viewer, today, noNotes);
			const values = valuesOf(fixtureDeal, draft, margin, playbook);
			if (!values) throw new Error('no values');
			if (standing(fixtureDeal, draft, playbook, asked, decision)[0] !== 'approved') return;
			const ofLine = values.lines.filter(({ id }) => counterLine === null || id === counterLine);
			const net = ofLine.reduce((sum, line) => sum + Number(line.quantity) * Number(line.netPrice), 0);
			const list = ofLine.reduce((sum, line) => sum + Number(line.quantity) * Number(line.listPrice), 0);
			// Less than half of the last digit of a price, times the pieces.
			expect(net).toBeGreaterThanOrEqual(list * (1 - Number(offer)) - 0.001);
			expect(Number(offer)).toBeLessThan(counterLine === null ? Number(asked.values.discount) : 0.3);
		}),
	);
});

test('two lines with one id cover nothing', () => {
	const asked = request();
	const { margin } = evaluate(fixtureDeal, clean, playbook, viewer, today, noNotes);
	const values = valuesOf(fixtureDeal, clean, margin, playbook);
	if (!values?.lines[0]) throw new Error('no values');
	expect(standingOf(asked, null, values, null).standing).toBe('asked');
	const doubled = { ...values, lines: [...values.lines, { ...values.lines[0], netPrice: '1' }] };
	expect(standingOf(asked, null, doubled, null).standing).toBe('void');
});

test('a fingerprint depends on values alone, not on the order of keys', () => {
	expect(canonicalJson({ b: [1, null, { d: 'x', c: undefined }], a: 'é"' })).toBe(
		'{"a":"é\\"","b":[1,null,{"d":"x"}]}',
	);
	expect(fingerprint({ a: 1, b: 2 })).toBe(fingerprint({ b: 2, a: 1 }));
	expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
	// SHA-256 of `{}`, as any other tool prints it.
	expect(fingerprint({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
	expect(policyVersion(playbook)).toBe(policyVersion({ ...playbook }));
});

test.for([
	['a price is set anew', { lines: { '1': { quantity: { text: '2', value: '2' }, isRepriced: true } } }],
	['the currency was changed', { currencyChange: { to: 'USD' } }],
	['another price list is chosen', { pricedBy: 'price-list' }],
	['the page draws another sum', { pageTotals: { revenue: '1', margin: null, currency: null } }],
	['somebody else changed a line too', { ...at('0.12'), changedElsewhere: ['2'] }],
] as const)('an agreement covers nothing while %s', ([, change]) => {
	const asked = request(fixtureDeal, at('0.12'));
	expect(standing(fixtureDeal, { ...at('0.12'), ...change }, playbook, asked)).toContain('values-unknown');
	expect(standing(fixtureDeal, at('0.12'), playbook, asked)).toEqual(['approved']);
});
