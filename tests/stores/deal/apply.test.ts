import { expect, test } from 'vitest';
import type { AppliedDiscount, ApplyFailure } from '../../../core/model/apply.ts';
import type { DealFacts } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import type { Result } from '../../../core/model/result.ts';
import type { DiscountOrder } from '../../../messages/port.ts';
import { createFarSide, discountTyped } from '../../components/sidebar/far-side.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';

const other: DealFacts = { ...fixtureDeal, ref: { ...fixtureDeal.ref, id: '2042' } };

/** The fixture deal in front, 15 % typed into its first line. */
function arrange() {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	far.edit(discountTyped('1', '15', '0.15'));
	const { getState } = far.deal;
	const orders = () => far.posted.filter((message): message is DiscountOrder => message.type === 'discount.write');
	const answer = (id: string | undefined, result: Result<AppliedDiscount, ApplyFailure>, facts = fixtureDeal) =>
		far.arrive({ type: 'discount.answered', ref: facts.ref, id: id ?? '', result });
	/** 8.2 % written and taken, as the page then tells it. */
	function written(): void {
		getState().discountApplied('1', '0.082');
		far.edit(discountTyped('1', '8.2', '0.082'));
		answer(orders().at(-1)?.id, { ok: true, value: { before: '15', now: '8.2' } });
	}
	return { far, getState, orders, answer, written };
}

test('a discount is asked to be written once, into the line of the record in front', () => {
	const { getState, orders } = arrange();
	getState().discountApplied('1', '0.082');
	getState().discountApplied('2', '0.05');
	getState().applyUndone();
	expect(orders()).toEqual([
		{
			type: 'discount.write',
			id: expect.any(String),
			ref: fixtureDeal.ref,
			lineId: '1',
			write: { discount: '0.082' },
		},
	]);
	expect(getState().apply).toMatchObject({ phase: 'writing', lineId: '1', discount: '0.082', isUndo: false });
});

test('a CRM that takes its time is said to, for the order that is being carried out alone', () => {
	const { far, getState, orders } = arrange();
	getState().discountApplied('1', '0.082');
	const { ref } = fixtureDeal;
	far.arrive({ type: 'discount.waiting', ref, id: 'of another' });
	expect(getState().apply).toMatchObject({ phase: 'writing', isWaiting: false });
	far.arrive({ type: 'discount.waiting', ref, id: orders().at(-1)?.id ?? '' });
	expect(getState().apply).toMatchObject({ phase: 'writing', isWaiting: true });
});

test('what stood there before is put back, over what was written alone', () => {
	const { getState, orders, answer, written } = arrange();
	written();
	expect(getState().apply).toEqual({
		phase: 'done',
		lineId: '1',
		discount: '0.082',
		written: { before: '15', now: '8.2' },
	});
	getState().applyUndone();
	expect(orders().at(-1)?.write).toEqual({ text: '15', over: '8.2' });
	answer(orders().at(-1)?.id, { ok: true, value: { before: '8.2', now: '15' } });
	expect(getState().apply).toEqual({ phase: 'idle' });
});

test('an answer to something else is not taken for this one’s', () => {
	const { getState, answer } = arrange();
	getState().discountApplied('1', '0.082');
	answer('another', { ok: true, value: { before: '15', now: '8.2' } });
	expect(getState().apply.phase).toBe('writing');
});

test('another record in front takes it all away, and a late answer finds nothing', () => {
	const { far, getState, orders, answer } = arrange();
	far.arrive({ type: 'discount.possible', ref: fixtureDeal.ref, lines: { 1: 'yes' } });
	getState().discountApplied('1', '0.082');
	far.show(other);
	answer(orders()[0]?.id, { ok: true, value: { before: '15', now: '8.2' } });
	answer(orders()[0]?.id, { ok: true, value: { before: '15', now: '8.2' } }, other);
	far.arrive({ type: 'discount.possible', ref: fixtureDeal.ref, lines: { 1: 'yes' } });
	expect(getState().apply).toEqual({ phase: 'idle' });
	expect(getState().possible).toEqual({});
});

test('a refusal is kept with its reason, and what was written all the same can be taken back', () => {
	const { getState, orders, answer } = arrange();
	getState().discountApplied('1', '0.082');
	answer(orders()[0]?.id, { ok: false, error: { code: 'busy' } });
	expect(getState().apply).toMatchObject({ phase: 'failed', failure: { code: 'busy' }, written: null });
	getState().applyUndone();
	expect(orders()).toHaveLength(1);

	getState().discountApplied('1', '0.082');
	answer(orders()[1]?.id, { ok: false, error: { code: 'not-taken', text: '80', before: '15' } });
	expect(getState().apply).toMatchObject({ phase: 'failed', written: { before: '15', now: '80' } });
});

test('an undo that failed can be tried again, unless somebody typed there meanwhile', () => {
	const { getState, orders, answer, written } = arrange();
	written();
	getState().applyUndone();
	answer(orders().at(-1)?.id, { ok: false, error: { code: 'busy' } });
	expect(getState().apply).toMatchObject({ phase: 'failed', written: { before: '15', now: '8.2' } });
	getState().applyUndone();
	answer(orders().at(-1)?.id, { ok: false, error: { code: 'changed-since', text: '9' } });
	expect(getState().apply).toMatchObject({ phase: 'failed', written: null });
});

test('there is nothing to undo once the line says another discount', () => {
	const cancelled = arrange();
	cancelled.written();
	cancelled.far.edit(noEdits(fixtureDeal.ref));
	expect(cancelled.getState().apply).toEqual({ phase: 'idle' });

	const typedOver = arrange();
	typedOver.written();
	typedOver.far.edit(discountTyped('1', '9', '0.09'));
	expect(typedOver.getState().apply).toEqual({ phase: 'idle' });
});

test('saved in the CRM, it can still be undone', () => {
	const { far, getState, written } = arrange();
	written();
	const [first, ...rest] = fixtureDeal.lines ?? [];
	if (!first) throw new Error('the fixture has lines');
	far.read({ ...fixtureDeal, lines: [{ ...first, discounts: ['0.0820'] }, ...rest] });
	far.edit(noEdits(fixtureDeal.ref));
	expect(getState().apply.phase).toBe('done');
});

test('a price that the discount made does not count as another discount', () => {
	const { far, getState, written } = arrange();
	written();
	far.edit({
		...noEdits(fixtureDeal.ref),
		lines: { 1: { price: { by: 'netPrice', typed: { text: '11,383.20', value: '11383.20' } } } },
	});
	expect(getState().apply.phase).toBe('done');
});

test('a connection that breaks meanwhile is not waited on for ever, and without one nothing is asked', () => {
	const { getState, orders } = arrange();
	getState().discountApplied('1', '0.082');
	getState().connectionChanged('lost');
	expect(getState().apply).toMatchObject({ phase: 'failed', failure: { code: 'too-slow' } });
	getState().discountApplied('1', '0.082');
	expect(orders()).toHaveLength(1);
});
