import { expect, test } from 'vitest';
import { noNotes } from '../../../core/model/deal.ts';
import type { Playbook } from '../../../core/model/playbook.ts';
import { decided } from '../../../core/playbook/default-policy.ts';
import { startPlaybook } from '../../../core/playbook/start.ts';
import {
	selectActiveLine,
	selectBrokenField,
	selectFigures,
	selectIsLoading,
	selectIsStartNeeded,
	selectLineFigures,
	selectShownDeal,
} from '../../../stores/deal/view.ts';
import { createFarSide, discountTyped } from '../../components/sidebar/far-side.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

const viewer = { name: 'Ada', role: 'rep' } as const;
const today = '2026-11-24';

test('nothing is shown before the costs of the deal’s products are there', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	await far.settle();
	far.read(fixtureDeal);
	expect(selectShownDeal(far.deal.getState(), viewer, today)).toBeNull();
	await far.settle();
	expect(selectShownDeal(far.deal.getState(), viewer, today)?.shownMargin?.margin.after.amount).toMatch(/^12040/);
});

// 15 % on 2 × 12,400: net 21,080; the other lines stay at 15,040: 36,120 − 25,320 = 10,800, 10,800 / 36,120 = 29.900 %.
test('what is typed changes the figures after, and a discount tried changes neither', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
	far.edit(discountTyped('1', '15', '0.15'));
	far.deal.getState().whatIfMoved({ lineId: '1', discount: '0.1' });
	const shown = selectShownDeal(far.deal.getState(), viewer, today);
	expect(shown?.shownMargin?.margin.before.amount).toMatch(/^12040(\.0+)?$/);
	expect(shown?.shownMargin?.margin.after.amount).toMatch(/^10800(\.0+)?$/);
	expect(Number(shown?.shownMargin?.margin.after.margin)).toBeCloseTo(0.299003, 6);
	expect(shown?.shownMargin?.tried?.after.amount).toMatch(/^12040(\.0+)?$/);
});

test('a field that cannot be read is named wherever it was missed', () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	expect(selectBrokenField(far.deal.getState())).toBeNull();
	far.arrive({
		type: 'facts.read',
		ref: fixtureDeal.ref,
		facts: fixtureDeal,
		health: [{ field: 'Lines', state: 'drifted', seen: null }],
	});
	expect(selectBrokenField(far.deal.getState())).toBeNull();
	far.arrive({
		type: 'facts.read',
		ref: fixtureDeal.ref,
		facts: fixtureDeal,
		health: [{ field: 'Lines', state: 'broken', seen: null }],
	});
	expect(selectBrokenField(far.deal.getState())).toBe('Lines');
	far.arrive({ type: 'edits.failed', ref: fixtureDeal.ref, failure: { code: 'field-missing', field: 'Discount' } });
	expect(selectBrokenField(far.deal.getState())).toBe('Discount');
});

test('the line being worked on is the open one, else the first edited, never a removed one', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
	const margin = (edits: Parameters<typeof far.edit>[0]) => {
		far.edit(edits);
		const view = selectShownDeal(far.deal.getState(), viewer, today)?.shownMargin?.margin;
		if (!view) throw new Error('nothing shown');
		return view;
	};
	const typed = discountTyped('2', '15', '0.15');
	expect(selectActiveLine(margin(typed), '1')?.id).toBe('1');
	expect(selectActiveLine(margin(typed), null)?.id).toBe('2');
	expect(selectActiveLine(margin({ ...typed, lines: {}, removed: ['2'] }), '2')).toBeNull();
});

test('an edit that cannot be read, and a page that is no longer followed, leave the stage and take the margin', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
	const shown = () => selectShownDeal(far.deal.getState(), viewer, today);
	expect(shown()?.shownMargin).not.toBeNull();
	far.arrive({ type: 'edits.failed', ref: fixtureDeal.ref, failure: { code: 'field-missing', field: 'Discount' } });
	expect(shown()?.shownMargin).toBeNull();
	expect(shown()?.stage.current?.id).toBe('propose');
	far.edit(discountTyped('1', '15', '0.15'));
	expect(shown()?.shownMargin).not.toBeNull();
	far.deal.getState().connectionChanged('lost');
	expect(shown()?.shownMargin).toBeNull();
	expect(shown()?.collateral.length).toBeGreaterThan(0);
});

test('a half-typed discount has no figures after it, for the deal and for its line alone', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
	far.edit(discountTyped('1', '12,', null));
	const margin = selectShownDeal(far.deal.getState(), viewer, today)?.shownMargin?.margin;
	if (!margin) throw new Error('nothing shown');
	expect(selectFigures(margin)).toMatchObject({ margin: null, amount: null, discount: null, state: 'unknown' });
	expect(margin.lines.map((line) => selectLineFigures(margin, line)?.margin === null)).toEqual([
		true,
		false,
		false,
		false,
		false,
	]);
});

test('the deal may still come until the failed read was held against what is kept', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.fail(fixtureDeal, { code: 'api-unreachable' });
	expect(selectIsLoading(far.deal.getState())).toBe(true);
	await far.settle();
	expect(selectIsLoading(far.deal.getState())).toBe(false);
	far.read(fixtureDeal);
	expect(selectIsLoading(far.deal.getState())).toBe(true);
});

test('a firm that has set up nothing is led to the start, one that has a step or a limit is not', () => {
	const needed = (change: Partial<Playbook>) =>
		selectIsStartNeeded({
			context: {
				playbook: {
					...fixturePlaybook,
					...startPlaybook,
					...change,
					margin: decided(change.margin ?? startPlaybook.margin, false),
				},
				revision: 1,
				notes: noNotes,
				cached: { kind: 'absent' },
			},
		});
	expect(selectIsStartNeeded({ context: null })).toBe(false);
	expect(needed({})).toBe(true);
	expect(needed({ process: fixturePlaybook.process })).toBe(false);
	expect(needed({ margin: { ...startPlaybook.margin, otherwise: { floor: '0.2', target: '0.3' } } })).toBe(false);
});
