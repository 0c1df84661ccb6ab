import { expect, test } from 'vitest';
import type { DealFacts } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import { selectShownDeal, selectStanding } from '../../../stores/deal/view.ts';
import { createFarSide, discountTyped } from '../../components/sidebar/far-side.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';

const kept: DealFacts = { ...fixtureDeal, reading: { source: 'api', at: '2026-11-24T08:00:00.000Z' } };
const { ref } = fixtureDeal;

function open() {
	const far = createFarSide();
	far.show(fixtureDeal);
	return { far, standing: () => selectStanding(far.deal.getState()) };
}

test('“live” is said only of the newest reading, with nothing typed and nothing being saved', async () => {
	const { far, standing } = open();
	expect(standing()).toBe('reading');
	far.read(fixtureDeal);
	expect(standing()).toBe('live');
	far.edit(discountTyped('1', '15', '0.15'));
	expect(standing()).toBe('typing');
	for (const phase of ['saving', 'checking', 'not-read-again'] as const) {
		far.arrive({ type: 'edits.settling', ref, phase, edits: discountTyped('1', '15', '0.15') });
		expect(standing()).toBe(phase);
	}
	far.read(fixtureDeal);
	far.edit(noEdits(ref));
	expect(standing()).toBe('live');
	far.fail(fixtureDeal, { code: 'server-failed' });
	await far.settle();
	expect(standing()).toBe('kept');
	far.deal.getState().connectionChanged('lost');
	expect(standing()).toBe('lost');
});

test('what is being saved is shown with the typed figures, and a failed read does not bring the old ones back', async () => {
	const { far, standing } = open();
	far.read(fixtureDeal);
	far.edit(discountTyped('1', '15', '0.15'));
	await far.settle();
	const marginNow = () =>
		selectShownDeal(far.deal.getState(), { name: '', role: 'rep' }, '2026-11-24')?.shownMargin?.margin.after.amount;
	const typed = marginNow();
	far.arrive({ type: 'edits.settling', ref, phase: 'saving', edits: discountTyped('1', '15', '0.15') });
	expect(marginNow()).toBe(typed);
	far.fail(fixtureDeal, { code: 'api-unreachable' });
	await far.settle();
	expect(standing()).toBe('saving');
	far.arrive({ type: 'edits.settling', ref, phase: 'not-read-again', edits: discountTyped('1', '15', '0.15') });
	await far.settle();
	expect([standing(), marginNow()]).toEqual(['not-read-again', typed]);
});

test('the deal as it was read last is shown at once, marked as kept, and the first reading takes its place', async () => {
	const { far, standing } = open();
	far.cached = { facts: kept, at: kept.reading.at };
	far.show(fixtureDeal);
	far.arrive({ type: 'user.told', ref, user: { id: 'ada' } });
	far.arrive({ type: 'facts.reading', ref });
	await far.settle();
	expect([standing(), far.deal.getState().facts?.reading.at]).toEqual(['kept', kept.reading.at]);
	// Nothing is held against it before a read has failed: the page may be newer.
	expect(far.posted).toEqual([]);
	far.read(fixtureDeal);
	await far.settle();
	expect([standing(), far.deal.getState().facts?.reading.at]).toEqual(['live', fixtureDeal.reading.at]);
});

test('what was shown as kept is what edits are held against once the first read has failed', async () => {
	const { far, standing } = open();
	far.cached = { facts: kept, at: kept.reading.at };
	far.show(fixtureDeal);
	await far.settle();
	far.fail(fixtureDeal, { code: 'api-unreachable' });
	far.fail(fixtureDeal, { code: 'api-unreachable' });
	await far.settle();
	expect(standing()).toBe('kept');
	expect(far.posted).toEqual([{ type: 'facts.kept', facts: kept }]);
});

test('a frame that comes while something is saved says so', () => {
	const { far, standing } = open();
	far.read(fixtureDeal);
	far.arrive({ type: 'edits.settling', ref, phase: 'saving', edits: discountTyped('1', '15', '0.15') });
	expect(standing()).toBe('saving');
});

test('with nothing kept and nothing read it has failed', async () => {
	const { far, standing } = open();
	far.fail(fixtureDeal, { code: 'server-failed' });
	await far.settle();
	expect(standing()).toBe('failed');
});
