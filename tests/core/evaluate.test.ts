import { expect, test } from 'vitest';
import { evaluate } from '../../core/evaluate.ts';
import { simulateDiscount } from '../../core/margin/what-if.ts';
import { type DealFacts, noNotes } from '../../core/model/deal.ts';
import { type DealEdits, noEdits, unknownProduct } from '../../core/model/deal-edits.ts';
import type { PlaybookForDeal } from '../../core/model/playbook.ts';
import { fixtureDeal, fixturePlaybook } from '../fixtures/fixture-deal.ts';

const viewer = { name: 'Ada', role: 'rep' } as const;
const clean = noEdits(fixtureDeal.ref);

function look(
	deal: DealFacts = fixtureDeal,
	draft: DealEdits = clean,
	playbook: PlaybookForDeal = fixturePlaybook,
	notes = noNotes,
) {
	return evaluate(deal, draft, playbook, viewer, '2026-11-24', notes);
}

function discountTyped(text: string, value: string | null): DealEdits {
	return { ...clean, lines: { '1': { price: { by: 'discount', typed: { text, value } } } }, activeLineId: '1' };
}

function withLine(id: string, change: object): DealFacts {
	return {
		...fixtureDeal,
		lines: (fixtureDeal.lines ?? []).map((line) => (line.id === id ? { ...line, ...change } : line)),
	};
}

test('the saved deal has the margin worked out by hand', () => {
	const { margin } = look();
	expect(margin.after).toMatchObject({
		revenue: '37360',
		list: '40810',
		cost: '25320',
		amount: '12040',
		margin: '0.32227',
	});
	expect(margin.isEdited).toBe(false);
	expect(margin.coverage).toEqual({ knownLines: 5, allLines: 5, revenueShare: '1' });
});

test('15 % typed into the first line moves the deal to 29.9 % and says what the firm gives up', () => {
	const { margin } = look(fixtureDeal, discountTyped('15', '0.15'));
	expect(margin.before.margin).toBe('0.32227');
	expect(margin.after).toMatchObject({ revenue: '36120', amount: '10800', margin: '0.299003' });
	expect(margin.givenUp).toBe('1240');
	// 1 − 36,120 / 40,810 = 0.114922…
	expect(margin.after.discount).toBe('0.114923');
});

test('the largest discount is rounded down so that it really keeps the target', () => {
	const { margin } = look(fixtureDeal, {
		...noEdits(fixtureDeal.ref),
		activeLineId: fixtureDeal.lines?.[0]?.id ?? null,
	});
	// At 30 % for all: revenue 25,320 / 0.7 = 36,171.43; line 1 may sink to 21,131.43 of 24,800: 14.793 %.
	expect(margin.lines[0]?.largestForTarget).toBe('0.147');
	const at = (value: string) => look(fixtureDeal, discountTyped('', value)).margin.after.state;
	expect([at('0.147'), at('0.148')]).toEqual(['on-target', 'under-target']);
	// Cost 25,320 = 24,800·(1−d)·0.75 + 15,040·0.8 → d = 0.285591.
	expect(margin.lines[0]?.largestForFloor).toBe('0.285');
	expect([at('0.285'), at('0.286')]).toEqual(['under-target', 'under-floor']);
	// All lines alike: 25,320 = 40,810·(1−d)·0.7 → d = 0.113663.
	expect(margin.largestForTarget).toBe('0.113');
});

test('a line whose cost is unknown is left out of the margin and named', () => {
	const { margin } = look(withLine('3', { unitCost: null }));
	// Without installation: revenue 31,600, cost 21,660, margin 9,940 = 31.4557 %; coverage 31,600 / 37,360.
	expect(margin.after).toMatchObject({ revenue: '37360', knownRevenue: '31600', amount: '9940', margin: '0.314557' });
	expect(margin.coverage).toEqual({ knownLines: 4, allLines: 5, revenueShare: '0.845824' });
	expect(margin.lines[2]).toMatchObject({ unknown: 'cost-unknown', after: { margin: null, state: 'unknown' } });
});

test('a cost in another currency is unknown, not subtracted', () => {
	expect(look(withLine('1', { costCurrency: 'USD' })).margin.lines[0]?.unknown).toBe('cost-currency');
});

test('the playbook’s cost list stands in for a cost the CRM does not tell', () => {
	const playbook = {
		...fixturePlaybook,
		costs: [{ product: 'INST-D', unitCost: '610', currency: 'EUR', period: 'unsaid' as const }],
	};
	const { margin } = look(withLine('3', { unitCost: null }), clean, playbook);
	expect(margin.after.margin).toBe('0.32227');
	expect(margin.lines[2]?.costFrom).toBe('cost-list');
});

test('a half-typed discount changes no figure and is named', () => {
	const { margin } = look(fixtureDeal, discountTyped('1,', null));
	expect(margin.after).toEqual(margin.before);
	expect(margin.halfTyped).toEqual(['CX-40']);
});

test('a discount over 100 % is computed as the CRM would and said', () => {
	const { margin } = look(fixtureDeal, discountTyped('125', '1.25'));
	expect(margin.oddities).toEqual([{ lineName: 'CX-40', oddity: 'over-hundred', value: '1.25' }]);
	// 37,360 − 22,320 − 6,200
	expect(margin.after.revenue).toBe('8840');
});

test('rows that fit no line leave the margin unknown', () => {
	const { margin } = look(fixtureDeal, { ...clean, areLinesUnmatched: true });
	expect(margin.gap).toBe('lines-unmatched');
	expect(margin.after).toMatchObject({ margin: null, state: 'unknown' });
});

test('an added line counts as revenue whose cost is unknown; a removed one is gone', () => {
	const added = {
		id: 'x',
		...unknownProduct,
		description: 'Training',
		quantity: '1',
		listPrice: '1000',
		netPrice: '900',
	};
	const { margin } = look(fixtureDeal, { ...clean, added: [added], removed: ['5'] });
	expect(margin.after).toMatchObject({ revenue: '37810', amount: '11970' });
	expect(margin.lines.at(-1)?.unknown).toBe('line-unsaved');
	expect(margin.givenUp).toBeNull();
});

test('prices are rounded per unit and then per line, as the CRM does', () => {
	const deal = { ...withLine('1', { quantity: '7', listPrice: '333.33', discounts: ['0.0333'], unitCost: '100' }) };
	// 333.33 × 0.9667 = 322.230111 → 322.2301; × 7 = 2,255.6107 → 2,255.61
	expect(look(deal).margin.lines[0]?.after?.revenue).toBe('2255.61');
});

const opportunity: DealFacts = { ...fixtureDeal, ref: { ...fixtureDeal.ref, kind: 'opportunity' } };

test('the lines decide on an opportunity too; a typed amount is said beside them', () => {
	const draft = { ...noEdits(opportunity.ref), amount: { text: '36,120', value: '36120' } };
	const { margin } = look(opportunity, draft);
	expect(margin.after).toMatchObject({ revenue: '37360', amount: '12040', margin: '0.32227' });
	// (36,120 − 25,320) / 36,120.
	expect(margin.amountDiffers).toEqual({ amount: '36120', lines: '37360', isTyped: true, margin: '0.299003' });
	expect(margin.isEdited).toBe(true);
	const half = look(opportunity, { ...draft, amount: { text: '36,', value: null } }).margin;
	expect(half).toMatchObject({ halfTyped: [], amountDiffers: null, after: { margin: '0.32227' } });
});

test('an opportunity follows what is typed in its lines, whatever its amount says', () => {
	const draft = { ...discountTyped('15', '0.15'), ref: opportunity.ref };
	// 24,800 × 0.85 = 21,080 + 15,040 = 36,120; − 25,320 = 10,800 = 29.9003 %.
	const typed = { after: { revenue: '36120', amount: '10800', margin: '0.299003' }, before: { amount: '12040' } };
	expect(look(opportunity, draft).margin).toMatchObject({ ...typed, givenUp: '1240', gap: null, amountDiffers: null });
	// The CRM keeps the amount of before: it is said, and not used.
	const stale = look({ ...opportunity, amount: '37000' }, draft).margin;
	expect(stale).toMatchObject(typed);
	expect(stale.amountDiffers).toEqual({ amount: '37000', lines: '37360', isTyped: false, margin: '0.315676' });
	expect(look({ ...opportunity, amount: '37360.01' }).margin.amountDiffers).toBeNull();
	expect(look({ ...opportunity, amount: '37360.02' }).margin.amountDiffers).toMatchObject({ amount: '37360.02' });
	const half = look(opportunity, { ...discountTyped('1,', null), ref: opportunity.ref }).margin;
	expect(half).toMatchObject({ halfTyped: ['CX-40'], gap: null });
});

test.for(['0', '0.00', null])('an amount of %s is not entered', (amount) => {
	const margin = look({ ...opportunity, amount }).margin;
	expect(margin).toMatchObject({ amountDiffers: null, after: { revenue: '37360', margin: '0.32227' } });
	const bare = look({ ...opportunity, amount, lines: [] }).margin;
	expect(bare).toMatchObject({ gap: 'no-lines', after: { revenue: null, amount: null, state: 'unknown' } });
	expect(bare.approval).toMatchObject({ need: null, isUnsure: false });
});

test('without lines the amount is the price, and what is typed there is given up', () => {
	const bare = { ...opportunity, lines: [] };
	const { margin } = look(bare, { ...noEdits(bare.ref), amount: { text: '36,120', value: '36120' } });
	expect(margin).toMatchObject({
		gap: 'no-lines',
		before: { revenue: '37360' },
		after: { revenue: '36120', amount: null, margin: null, state: 'unknown' },
		givenUp: '1240',
	});
	expect(look({ ...bare, lines: null }).margin).toMatchObject({ gap: 'lines-unreadable', after: { revenue: '37360' } });
	const half = { ...noEdits(bare.ref), amount: { text: '36,', value: null } };
	expect(look(bare, half).margin.halfTyped).toEqual([bare.name]);
});

test('a deal whose every line is removed on the page has lines, and none is left', () => {
	const removed = (fixtureDeal.lines ?? []).map(({ id }) => id);
	expect(look(fixtureDeal, { ...clean, removed }).margin).toMatchObject({ gap: 'lines-removed', isEdited: true });
});

test('nobody is asked to agree to a deal that is closed', () => {
	const unsure = { ...fixtureDeal, lines: withLine('1', { unitCost: null }).lines };
	const playbook = {
		...fixturePlaybook,
		approvals: {
			levels: [{ name: 'Boss', who: '' }],
			rules: [{ id: 'r', level: 1, trigger: { kind: 'margin-under', value: '0.5' } }],
		},
	} as const;
	expect(look(unsure, clean, playbook).margin.approval.isUnsure).toBe(true);
	const lost = { ...unsure, stage: { id: 'lost', label: 'Lost', since: null } };
	expect(look(lost, clean, playbook).margin.approval).toMatchObject({ need: null, isUnsure: false, unsureBecause: [] });
});

test('the deal’s limits are those of its lines weighted by revenue', () => {
	// (22,320 × 0.25 + 15,040 × 0.2) / 37,360 = 0.229872; every target is 0.3.
	expect(look().margin.limits).toEqual({ floor: '0.229872', target: '0.3' });
	expect(look().margin.after.state).toBe('on-target');
	expect(look(fixtureDeal, discountTyped('15', '0.15')).margin.warning).toEqual({
		level: 'reason',
		state: 'under-target',
		by: '0.000997',
		isReasonMissing: true,
	});
});

/** Limits, agreements, trades and price guides that all speak of a deal with 30 % off line 1. */
const strict: PlaybookForDeal = {
	...fixturePlaybook,
	approvals: {
		levels: [{ name: 'Manager', who: 'Bo' }],
		rules: [
			{ id: 'steep', level: 1, trigger: { kind: 'discount-over', value: '0.05' } },
			{ id: 'floor', level: 1, trigger: { kind: 'line-under-floor' } },
		],
	},
	trades: [{ id: 'visit', name: 'Reference visit', kind: 'reference', worth: '600', currency: 'EUR' }],
	priceGuides: [{ product: 'CX-40', floorPrice: '10866.67', targetPrice: '11642.86', currency: 'EUR' }],
	margin: {
		...fixturePlaybook.margin,
		warnings: 'note',
		visibility: { rep: 'exact', marketer: 'exact', manager: 'exact' },
	},
};

const quiet = (margin: Partial<PlaybookForDeal['margin']> = {}): PlaybookForDeal => ({
	...strict,
	margin: { ...strict.margin, warnings: 'off', ...margin },
});

test.for(['0.12', '0.15', '0.3', '0.6'])('warnings switched off say nothing of limits at %s off', (discount) => {
	const typed = discountTyped(String(Number(discount) * 100), discount);
	const loud = look(fixtureDeal, typed, strict).margin;
	expect(loud).toMatchObject({ areLimitsSaid: true, approval: { need: { name: 'Manager' } } });
	expect(loud.limits).not.toBeNull();
	expect(loud.trades).not.toEqual([]);
	const { margin } = look(fixtureDeal, typed, quiet());
	expect(margin).toMatchObject({
		areLimitsSaid: false,
		limits: null,
		floorBand: null,
		warning: null,
		trades: [],
		largestForTarget: null,
		largestForFloor: null,
		approval: { need: null, isUnsure: false, standing: 'none', note: null },
	});
	for (const line of margin.lines)
		expect(line).toMatchObject({
			limits: null,
			floorPrice: null,
			targetPrice: null,
			largestForTarget: null,
			largestForFloor: null,
		});
	const states = [margin.before, margin.after, ...margin.lines.flatMap(({ before, after }) => [before, after])];
	expect(new Set(states.map((figures) => figures?.state))).toEqual(new Set(['no-limit']));
	expect(margin.pay?.atTarget ?? null).toBeNull();
	// The figures themselves are as ever.
	expect(margin.after.margin).toBe(loud.after.margin);
});

test('a rule that wants its limits said is heard where the policy itself is switched off', () => {
	const scope = { products: ['CX-40'], families: [], segments: [], regions: [], currencies: [], stages: [], teams: [] };
	const rule = { id: 'own', name: 'Own', scope: { ...scope, from: null, until: null }, floor: '0.3', target: '0.35' };
	const { margin } = look(fixtureDeal, discountTyped('30', '0.3'), quiet({ rules: [{ ...rule, warnings: 'note' }] }));
	expect(margin.areLimitsSaid).toBe(true);
	expect(margin.lines[0]?.limits).toEqual({ floor: '0.3', target: '0.35' });
	expect(margin.lines.slice(1).every(({ limits }) => limits === null)).toBe(true);
	// The ladder is not in force with it.
	expect(margin.approval.need).toBeNull();
});

/** `strict` with a rule that has its limits switched off; for these products, or for all. */
function hushed(products: readonly string[], margin: Partial<PlaybookForDeal['margin']> = {}): PlaybookForDeal {
	const none = { families: [], segments: [], regions: [], currencies: [], stages: [], teams: [] };
	const scope = { ...none, products, from: null, until: null };
	const rule = { id: 'hush', name: 'Hush', scope, floor: '0.9', target: '0.95', warnings: 'off' } as const;
	return { ...strict, margin: { ...strict.margin, ...margin, rules: [rule] } };
}

test('limits that one rule switches off are not said, nor is the rule, or a price made of them', () => {
	const { margin } = look(fixtureDeal, discountTyped('30', '0.3'), hushed(['CX-40']));
	expect(margin.lines[0]).toMatchObject({
		areWarningsOff: true,
		limits: null,
		rule: null,
		floorPrice: null,
		targetPrice: null,
		after: { state: 'no-limit' },
	});
	expect(margin.lines.slice(1).every((line) => !line.areWarningsOff && line.limits !== null)).toBe(true);
	// The other lines are held to their limits, and the ladder is the policy's.
	expect(margin.limits).toMatchObject({ target: '0.3' });
	expect(margin.approval.need?.reasons.map(({ ruleId }) => ruleId)).toContain('steep');
});

test('where rules switch every limit off, nobody has to agree to a floor, known or not', () => {
	const costless = { ...fixtureDeal, lines: (fixtureDeal.lines ?? []).map((line) => ({ ...line, unitCost: null })) };
	const approvals = { ...strict.approvals, rules: [] };
	const asking = { ...strict, approvals, margin: { ...strict.margin, warnings: 'approval' as const } };
	expect(look(costless, clean, { ...asking, priceGuides: [] }).margin.approval.isUnsure).toBe(true);
	const all = { ...hushed([], { warnings: 'approval', families: [] }), approvals };
	expect(look(costless, clean, all).margin).toMatchObject({ limits: null, approval: { need: null, isUnsure: false } });
});

test('the what-if discount moves figures without an edit on the page', () => {
	const margin = look(fixtureDeal, simulateDiscount(fixtureDeal, clean, '1', '0.15')).margin;
	expect(margin.after.margin).toBe('0.299003');
	// List 40,810 less 10 %: 36,729.00
	expect(look(fixtureDeal, simulateDiscount(fixtureDeal, clean, null, '0.1')).margin.after.revenue).toBe('36729');
});

test('the stage, its days and its criteria come from playbook, field and hand', () => {
	const tick = { isDone: true, by: 'Ada', at: '2026-11-20T08:00:00.000Z', evidence: null };
	const { stage } = look(fixtureDeal, clean, fixturePlaybook, { ...noNotes, ticks: { buyer: tick } });
	expect(stage).toMatchObject({ status: 'in-process', daysInStage: 12, current: { id: 'propose' } });
	expect(stage.steps.map(({ position }) => position)).toEqual(['current', 'ahead']);
	expect(stage.criteria.map(({ by }) => by)).toEqual(['field', 'hand']);
	expect(look({ ...fixtureDeal, stage: { id: 'lost', label: 'Lost', since: null } }).stage.status).toBe('closed');
	expect(look({ ...fixtureDeal, stage: { id: 'odd', label: 'Odd', since: null } }).stage.status).toBe('unmapped');
	expect(look({ ...fixtureDeal, stage: null }).stage).toMatchObject({ status: 'unknown', current: null });
});

test('collateral fits the deal, and proof comes first while a discount is typed', () => {
	const titles = (draft: DealEdits) => look(fixtureDeal, draft).collateral.map(({ piece }) => piece.title);
	expect(titles(clean)).toEqual(['Marine case', 'Brochure']);
	const [proof] = look(fixtureDeal, discountTyped('15', '0.15')).collateral;
	expect(proof?.reasons.map(({ because }) => because)).toEqual(['discount-typed', 'fits', 'stage', 'not-sent']);
});
