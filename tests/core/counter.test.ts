import { describe, expect, test } from 'vitest';
import { type Countered, counteredPrice } from '../../core/counter.ts';
import { evaluate } from '../../core/evaluate.ts';
import { type ApprovalDecision, type DealFacts, noNotes } from '../../core/model/deal.ts';
import { type DealEdits, noEdits } from '../../core/model/deal-edits.ts';
import type { PlaybookForDeal } from '../../core/model/playbook.ts';
import { requestOf } from '../../core/playbook/approvals.ts';
import { wantedPrice } from '../../core/wanted.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { line, playbook, quote, typed } from './margin/quote.ts';

const today = '2026-11-24';
const viewer = { name: 'Jo', role: 'rep' } as const;

/** More than 1 % off the deal has to be agreed to. */
const asking: PlaybookForDeal = playbook({
	approvals: {
		levels: [{ name: 'Sales manager', who: '' }],
		rules: [{ id: 'any', level: 1, trigger: { kind: 'discount-over', value: '0.01' } }],
	},
});

interface Played {
	/** Typed when it is asked. */
	readonly asked: Partial<DealEdits>;
	/** Typed when the answer is read; as asked where it is left out. */
	readonly now?: Partial<DealEdits>;
	readonly counter: Partial<ApprovalDecision>;
	readonly active: string | null;
}

/** Asks for what is typed, answers it, and reads what the answer comes to. */
function played(facts: DealFacts, { asked, now = asked, counter, active }: Played) {
	const draft = { ...noEdits(facts.ref), ...asked };
	const { margin } = evaluate(facts, draft, asking, viewer, today, noNotes);
	const request = requestOf(facts, draft, margin, asking, {
		id: 'ask',
		by: 'Jo',
		at: '2026-11-24T09:00:00Z',
		reason: '',
	});
	if (!request) throw new Error('nothing to ask');
	const decision: ApprovalDecision = {
		requestId: 'ask',
		hash: request.hash,
		answer: 'countered',
		counterDiscount: null,
		counterLine: null,
		isOwn: false,
		note: '',
		by: 'Ida',
		at: '2026-11-24T09:11:00Z',
		...counter,
	};
	const notes = { ...noNotes, approval: { request, decision, isAskedHere: true } };
	const around = { facts, draft: { ...noEdits(facts.ref), ...now }, playbook: asking, viewer, today, notes };
	const standingAt = (discount: string) =>
		evaluate(facts, { ...around.draft, ...typed(active ?? '', discount) }, asking, viewer, today, notes).margin.approval
			.standing;
	return { found: counteredPrice((lineId, wish) => wantedPrice(around, lineId, wish), decision, active), standingAt };
}

const said = (found: Countered | null) => {
	const price = found?.price;
	return price?.kind === 'price'
		? [found?.lineId, price.discount, price.lines.map(({ unitPrice }) => unitPrice), price.margin.after.revenue]
		: price?.kind === 'unknown'
			? price.why
			: (price?.kind ?? null);
};

/** Two pieces at 100, the second at 10 % off. */
const two = quote([line('A'), line('B', { discounts: ['0.1'] })]);

describe('a counter-offer over the whole deal', () => {
	// 12 % off 200 is 176; B brings 90, so that A has to bring 86.
	test('is the discount on the line being worked on that brings the deal there', () => {
		const { found, standingAt } = played(two, {
			asked: typed('A', '0.3'),
			counter: { counterDiscount: '0.12' },
			active: 'A',
		});
		expect(said(found)).toEqual(['A', '0.14', ['86'], '176']);
		expect([standingAt('0.14'), standingAt('0.1401')]).toEqual(['approved', 'countered']);
	});

	// Lists of 40,810 less 10 % are 36,729; the other lines bring 15,040, so that two CX-40 have to bring 21,689: 12.54 % off.
	test('is rounded down to what a field takes', () => {
		const { found, standingAt } = played(fixtureDeal, {
			asked: typed('1', '0.15'),
			counter: { counterDiscount: '0.1' },
			active: '1',
		});
		expect(said(found)).toEqual(['1', '0.1254', ['10845.04'], '36730.08']);
		expect([standingAt('0.1254'), standingAt('0.1255')]).toEqual(['approved', 'countered']);
	});

	// B went up to list since: 76 is left for A.
	test('leaves the other lines as they are now', () => {
		const now = { lines: { ...typed('A', '0.3').lines, ...typed('B', '0').lines } };
		const { found } = played(two, { asked: typed('A', '0.3'), now, counter: { counterDiscount: '0.12' }, active: 'A' });
		expect(said(found)).toEqual(['A', '0.24', ['76'], '176']);
	});

	// 4 % off 200 is 192, and A brings 100 at the most.
	test('says so where the line cannot bring the deal there even at list price', () => {
		const { found } = played(two, { asked: typed('A', '0.3'), counter: { counterDiscount: '0.04' }, active: 'A' });
		expect(said(found)).toBe('over-list');
	});

	test('is that discount on every line where none is being worked on', () => {
		const asked = { lines: { ...typed('A', '0.3').lines, ...typed('B', '0.3').lines } };
		const { found } = played(two, { asked, counter: { counterDiscount: '0.12' }, active: null });
		expect(said(found)).toEqual([null, '0.12', ['88', '88'], '176']);
	});

	// B was asked for at 10 %: 12 % on it too would be worse than what the answer covers.
	test('gives no line more than was asked for it', () => {
		const { found } = played(two, { asked: typed('A', '0.3'), counter: { counterDiscount: '0.12' }, active: null });
		expect(said(found)).toEqual([null, '0.1', ['90', '90'], '180']);
	});

	test('does not need the cost', () => {
		const plain = quote([line('A', { unitCost: null }), line('B', { unitCost: null, discounts: ['0.1'] })]);
		const { found } = played(plain, { asked: typed('A', '0.3'), counter: { counterDiscount: '0.12' }, active: 'A' });
		expect(said(found)).toEqual(['A', '0.14', ['86'], '176']);
	});
});

describe('a counter-offer for a line', () => {
	test('is of that line, whichever is being worked on', () => {
		const counter = { counterDiscount: '0.2', counterLine: 'A' };
		const { found } = played(two, { asked: typed('A', '0.3'), counter, active: 'B' });
		expect(said(found)).toEqual(['A', '0.2', ['80'], '170']);
	});

	// 12 % off 0.10 is 0.088, which the CRM rounds to 0.09; so is 14.99 %.
	test('is never more than it names, though a rounded price would be the same', () => {
		const cent = quote([line('A', { listPrice: '0.10', quantity: '1000' })], {
			rounding: { unitPriceDigits: 2, lineAmountDigits: 2 },
		});
		const counter = { counterDiscount: '0.12', counterLine: 'A' };
		const { found } = played(cent, { asked: typed('A', '0.3'), counter, active: 'A' });
		expect(said(found)).toEqual(['A', '0.12', ['0.09'], '90']);
	});

	test('with more digits than a field takes is rounded down', () => {
		const counter = { counterDiscount: '0.12559', counterLine: 'A' };
		expect(said(played(two, { asked: typed('A', '0.3'), counter, active: 'A' }).found)).toEqual([
			'A',
			'0.1255',
			['87.45'],
			'177.45',
		]);
	});
});

describe('what a counter-offer comes to is not known', () => {
	test('for a line without a list price', () => {
		const bare = quote([line('A'), line('C', { listPrice: null, netPrice: '50' })]);
		const counter = { counterDiscount: '0.2', counterLine: 'A' };
		expect(
			said(played(bare, { asked: typed('A', '0.3'), counter: { ...counter, counterLine: 'C' }, active: 'A' }).found),
		).toBe('no-list');
	});

	test('while another line is half typed', () => {
		const half = {
			lines: { ...typed('A', '0.3').lines, B: { price: { by: 'discount', typed: { text: '1,', value: null } } } },
		} as const;
		const { found } = played(two, {
			asked: typed('A', '0.3'),
			now: half,
			counter: { counterDiscount: '0.12' },
			active: 'A',
		});
		expect(said(found)).toBe('figures');
	});

	test('where another line has become worse than was asked', () => {
		const now = { lines: { ...typed('A', '0.3').lines, ...typed('B', '0.2').lines } };
		const { found } = played(two, { asked: typed('A', '0.3'), now, counter: { counterDiscount: '0.12' }, active: 'A' });
		expect(said(found)).toBe('figures');
	});

	test('where whoever asked has answered', () => {
		const counter = { counterDiscount: '0.12', isOwn: true };
		expect(said(played(two, { asked: typed('A', '0.3'), counter, active: 'A' }).found)).toBe('figures');
	});
});

test('no other answer is a counter-offer', () => {
	const counter = { answer: 'declined', counterDiscount: null } as const;
	expect(played(two, { asked: typed('A', '0.3'), counter, active: 'A' }).found).toBeNull();
});
