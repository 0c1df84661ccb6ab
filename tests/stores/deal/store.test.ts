import { expect, test } from 'vitest';
import type { DealFacts, DealNotes } from '../../../core/model/deal.ts';
import { success } from '../../../core/model/result.ts';
import { defaultLayout } from '../../../core/model/settings.ts';
import type { Ask } from '../../../stores/ask.ts';
import { productsOf } from '../../../stores/deal/products.ts';
import { createDealStore } from '../../../stores/deal/store.ts';
import { selectShownDeal } from '../../../stores/deal/view.ts';
import { createFarSide, discountTyped } from '../../components/sidebar/far-side.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

const other: DealFacts = { ...fixtureDeal, ref: { ...fixtureDeal.ref, id: '2042' }, name: 'Other deal' };
const kept: DealFacts = {
	...fixtureDeal,
	name: 'As it was',
	reading: { source: 'api', at: '2026-11-24T08:00:00.000Z' },
};

test('a record that comes in front takes everything of the last one away', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	far.edit(discountTyped('1', '15', '0.15'));
	await far.settle();
	far.deal.getState().whatIfMoved({ lineId: null, discount: '0.2' });
	far.show(other);
	const { facts, edits, whatIf, context, factsFrom } = far.deal.getState();
	expect({ facts, edits, whatIf, context, factsFrom }).toEqual({
		facts: null,
		edits: null,
		whatIf: null,
		context: null,
		factsFrom: null,
	});
});

test('facts, failures and edits of a record that is not in front are dropped', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(other);
	far.edit(discountTyped('1', '15', '0.15', other));
	far.fail(other, { code: 'signed-out' });
	await far.settle();
	const { facts, edits, failure: why } = far.deal.getState();
	expect([facts, edits, why]).toEqual([null, null, null]);
});

/** Holds back every answer to `deal.context` until the test gives it. */
function heldContexts() {
	const answers: ((playbookName: string) => Promise<void>)[] = [];
	const notes: DealNotes = { ticks: {}, sent: {}, reason: null, approval: null };
	const ticked: DealNotes = {
		...notes,
		ticks: { buyer: { isDone: true, by: 'Ada', at: fixtureDeal.reading.at, evidence: null } },
	};
	const far = (name: string): Promise<unknown> => {
		if (name !== 'deal.context') return Promise.resolve(success(ticked));
		return new Promise((resolve) => {
			answers.push(async (playbookName) => {
				resolve(
					success({
						playbook: { ...fixturePlaybook, name: playbookName },
						revision: 1,
						notes,
						cached: { kind: 'absent' },
					}),
				);
				for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
			});
		});
	};
	const store = createDealStore({ ask: far as Ask, post: () => undefined });
	const show = ({ ref }: DealFacts) =>
		store.getState().messageArrived({
			type: 'record.shown',
			ref,
			crmTitle: 'Demo CRM',
			site: 'http://crm.example',
			repairable: [],
			layout: defaultLayout,
		});
	return { answers, store, show };
}

test('a context that is answered after another record came in front is not shown with it', async () => {
	const { answers, store, show } = heldContexts();
	show(fixtureDeal);
	show(other);
	await answers[1]?.('second');
	await answers[0]?.('first');
	expect(store.getState().context?.playbook.name).toBe('second');
});

test('a tick made while the context is on its way is not lost', async () => {
	const { answers, store, show } = heldContexts();
	show(fixtureDeal);
	await answers[0]?.('first');
	store.getState().changeNoticed({ subject: 'playbook', revision: 2 });
	expect(await store.getState().criterionTicked('buyer', true, null)).toBe(true);
	await answers[1]?.('second');
	expect(store.getState().context?.playbook.name).toBe('second');
	expect(store.getState().context?.notes?.ticks.buyer?.isDone).toBe(true);
});

test('a cached deal of another record is never used', async () => {
	const far = createFarSide();
	far.cached = { facts: other, at: other.reading.at };
	far.show(fixtureDeal);
	far.fail(fixtureDeal, { code: 'api-unreachable' });
	await far.settle();
	expect(far.deal.getState().facts).toBeNull();
	expect(far.posted).toEqual([]);
});

test('costs are asked for once the products are known', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
	const asked = far.askedFor('deal.context') as { products: string[] }[];
	expect(asked.map(({ products }) => products)).toEqual([
		[],
		['CX-40', 'p1', 'CP-7', 'p2', 'INST-D', 'p3', 'WAR-3Y', 'p4', 'FRT', 'p5'],
	]);
	expect(productsOf(null)).toEqual([]);
});

test('a deal that was read is remembered, and one from the cache is not', async () => {
	const far = createFarSide();
	far.cached = { facts: kept, at: kept.reading.at };
	far.show(fixtureDeal);
	far.fail(fixtureDeal, { code: 'api-unreachable' });
	await far.settle();
	expect(far.askedFor('deal.remember')).toEqual([]);
	far.read(fixtureDeal);
	await far.settle();
	expect(far.askedFor('deal.remember')).toEqual([{ facts: fixtureDeal, user: 'unknown' }]);
	const stages = [{ id: 'a', label: 'A', pipeline: null }];
	const { ref } = fixtureDeal;
	far.deal.getState().messageArrived({ type: 'facts.read', ref, facts: fixtureDeal, health: [], stages });
	await far.settle();
	// Told already, so that tabs do not make each other read for ever.
	expect(far.askedFor('deal.remember').at(-1)).toEqual({ facts: fixtureDeal, user: 'unknown', stages, isSame: true });
	far.read({ ...fixtureDeal, amount: '1' });
	await far.settle();
	expect(far.askedFor('deal.remember').at(-1)).toEqual({ facts: { ...fixtureDeal, amount: '1' }, user: 'unknown' });
});

test('when the CRM does not answer, the deal of an earlier read is shown and the page is told', async () => {
	const far = createFarSide();
	far.cached = { facts: kept, at: kept.reading.at };
	far.show(fixtureDeal);
	far.fail(fixtureDeal, { code: 'api-unreachable' }, fixtureDeal);
	await far.settle();
	expect(far.deal.getState()).toMatchObject({ facts: { name: 'As it was' }, factsFrom: 'cache' });
	expect(far.posted).toEqual([{ type: 'facts.kept', facts: kept }]);
});

test('before a deal was read it is shown as kept only to a user who is known to have read it', async () => {
	const far = createFarSide();
	far.cached = { facts: kept, at: kept.reading.at };
	far.show(fixtureDeal);
	await far.settle();
	expect(far.deal.getState().facts).toBeNull();
	far.arrive({ type: 'user.told', ref: fixtureDeal.ref, user: { id: 'ada' } });
	await far.settle();
	expect(far.deal.getState()).toMatchObject({ facts: { name: 'As it was' }, factsFrom: 'cache' });
});

test('what was shown as kept goes when the user turns out to be another, and stays once this session has read it', async () => {
	const far = createFarSide();
	far.cached = { facts: kept, at: kept.reading.at };
	far.show(fixtureDeal);
	far.fail(fixtureDeal, { code: 'api-unreachable' });
	await far.settle();
	expect(far.deal.getState().facts).not.toBeNull();
	far.cached = null;
	far.arrive({ type: 'user.told', ref: fixtureDeal.ref, user: { id: 'bo' } });
	await far.settle();
	expect(far.deal.getState()).toMatchObject({ facts: null, factsFrom: null });
	far.read(fixtureDeal);
	far.fail(fixtureDeal, { code: 'api-unreachable' });
	await far.settle();
	expect(far.deal.getState()).toMatchObject({ facts: { name: fixtureDeal.name }, factsFrom: 'cache' });
});

test('with nothing kept, what the page itself tells is shown', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.fail(fixtureDeal, { code: 'signed-out' }, { ...fixtureDeal, lines: null });
	await far.settle();
	expect(far.deal.getState()).toMatchObject({
		facts: { lines: null },
		factsFrom: 'page',
		failure: { code: 'signed-out' },
	});
});

test('a read that fails after one that did not keeps the figures and calls them old', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
	far.fail(fixtureDeal, { code: 'api-unreachable' }, null);
	await far.settle();
	expect(far.deal.getState()).toMatchObject({ facts: { name: fixtureDeal.name }, factsFrom: 'cache' });
	far.read(fixtureDeal);
	expect(far.deal.getState()).toMatchObject({ factsFrom: 'live', failure: null });
});

test('an edit that cannot be read takes the readable one away, and the next readable one clears it', () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.edit(discountTyped('1', '15', '0.15'));
	far.arrive({ type: 'edits.failed', ref: fixtureDeal.ref, failure: { code: 'field-missing', field: 'Discount' } });
	expect(far.deal.getState()).toMatchObject({ edits: null, editsFailure: { field: 'Discount' } });
	far.edit(discountTyped('1', '15', '0.15'));
	expect(far.deal.getState().editsFailure).toBeNull();
});

test('a change of the playbook is asked for anew, a change of the sites is not', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
	const before = far.askedFor('deal.context').length;
	far.playbook = { ...fixturePlaybook, name: 'Changed' };
	far.deal.getState().changeNoticed({ subject: 'sites', revision: 2 });
	expect(far.askedFor('deal.context')).toHaveLength(before);
	far.deal.getState().changeNoticed({ subject: 'playbook', revision: 3 });
	await far.settle();
	expect(far.deal.getState().context?.playbook.name).toBe('Changed');
});

test('a deal that another tab has read with other values is read again, its own reading and other deals are not', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
	const { changeNoticed } = far.deal.getState();
	const { at } = fixtureDeal.reading;
	const key = far.deal.getState().record?.key ?? '';
	changeNoticed({ subject: 'deal', revision: 1, deal: { key, at } });
	changeNoticed({ subject: 'deal', revision: 1, deal: { key: 'of another', at: '2030-01-01T00:00:00.000Z' } });
	expect(far.posted).toEqual([]);
	changeNoticed({ subject: 'deal', revision: 1, deal: { key, at: '2030-01-01T00:00:00.000Z' } });
	expect(far.posted).toEqual([{ type: 'facts.again' }]);
});

test('what could not be kept is answered so, and changes nothing', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	await far.settle();
	far.refused.add('collateral.markSent');
	expect(await far.deal.getState().collateralMarked('a', true)).toBe(false);
	expect(far.deal.getState().context?.notes?.sent).toEqual({});
});

test('a background that is gone counts as one that could not store', async () => {
	const store = createDealStore({ ask: () => Promise.reject(new Error('gone')), post: () => undefined });
	store.getState().messageArrived({
		type: 'record.shown',
		ref: fixtureDeal.ref,
		crmTitle: 'Demo CRM',
		site: 'http://crm.example',
		repairable: [],
		layout: defaultLayout,
	});
	await Promise.resolve();
	await Promise.resolve();
	await Promise.resolve();
	expect(store.getState().isContextFailed).toBe(true);
});

test('the same record named again after a reconnect keeps what is known of it', async () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
	far.show(fixtureDeal);
	expect(far.deal.getState().facts?.name).toBe(fixtureDeal.name);
});

test('a deal that was read before its user was known is kept anew as theirs, and the kept one is asked for as theirs', async () => {
	const far = createFarSide();
	const { ref } = fixtureDeal;
	far.show(fixtureDeal);
	far.read(fixtureDeal);
	await far.settle();
	far.deal.getState().messageArrived({ type: 'user.told', ref, user: { id: 'ada' } });
	far.deal.getState().messageArrived({ type: 'user.told', ref, user: { id: 'ada' } });
	await far.settle();
	expect(far.askedFor('deal.remember').at(-1)).toEqual({ facts: fixtureDeal, user: { id: 'ada' }, isSame: true });
	expect(far.askedFor('deal.remember')).toHaveLength(2);
	expect(far.askedFor('deal.context').at(-1)).toMatchObject({ user: { id: 'ada' } });
	// The next record's page says it again: somebody else may have signed in.
	far.show({ ...fixtureDeal, ref: { ...ref, id: 'next' } });
	expect(far.deal.getState().user).toBe('unknown');
});

test.for(['not-allowed', 'signed-out'] as const)(
	'a deal that the CRM refuses (%s) tells nothing of cost',
	async (code) => {
		const far = createFarSide();
		const listed = { product: 'CX-40', unitCost: '8150', currency: 'EUR', period: 'once' } as const;
		far.playbook = { ...far.playbook, costs: [listed] };
		far.show(fixtureDeal);
		far.read(fixtureDeal);
		await far.settle();
		const shown = () => selectShownDeal(far.deal.getState(), { name: '', role: 'rep' }, '2026-11-24')?.shownMargin;
		expect(shown()?.margin.after.margin).toBe('0.32227');
		far.fail(fixtureDeal, { code });
		await far.settle();
		expect(shown()?.margin).toMatchObject({
			gap: 'cost-denied',
			after: { revenue: '37360', cost: null, amount: null, margin: null, state: 'unknown' },
		});
		expect(JSON.stringify(shown())).not.toMatch(/8150|25320|12040/);
	},
);
