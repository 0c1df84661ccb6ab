import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { en } from '../../assets/texts/approval.ts';
import { evaluate } from '../../core/evaluate.ts';
import { type ApprovalRequest, type DealFacts, noNotes } from '../../core/model/deal.ts';
import { noEdits } from '../../core/model/deal-edits.ts';
import { writeDecision, writeRequest } from '../../core/playbook/approval-text.ts';
import { requestOf } from '../../core/playbook/approvals.ts';
import { fixtureDeal, fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { arrange, moment, origin } from './arrange.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

const { ref } = fixtureDeal;

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
});

const playbook = {
	...fixturePlaybook,
	approvals: {
		levels: [{ name: 'Manager', who: '' }],
		rules: [{ id: 'a', level: 1, trigger: { kind: 'discount-over', value: '0.01' } }],
	},
} as const;

function request(id = 'r-1', deal: DealFacts = fixtureDeal, at = moment): ApprovalRequest {
	const draft = noEdits(deal.ref);
	const { margin } = evaluate(deal, draft, playbook, { name: 'Ada', role: 'rep' }, '2026-11-24', noNotes);
	const made = requestOf(deal, draft, margin, playbook, { id, by: 'Ada', at, reason: 'A rival.' });
	if (!made) throw new Error('no request');
	return made;
}

const other: DealFacts = { ...fixtureDeal, ref: { ...ref, id: '2042' } };
const yes = {
	ref,
	requestId: 'r-1',
	answer: 'approved',
	counterDiscount: null,
	counterLine: null,
	note: ' Fine. ',
} as const;

test('a request is kept with its deal, a newer one takes its place, and it can be withdrawn', async () => {
	const { value, told } = await arrange();
	const asked = request();
	expect((await value('sidebar', 'approval.ask', { request: asked })).approval).toEqual({
		request: asked,
		decision: null,
		isAskedHere: true,
	});
	const again = request('r-2');
	await value('sidebar', 'approval.ask', { request: again });
	const context = await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products: [] });
	expect(context.notes?.approval).toEqual({ request: again, decision: null, isAskedHere: true });
	expect((await value('sidebar', 'approval.withdraw', { ref })).approval).toBeNull();
	expect(told).toEqual(['notes', 'notes', 'notes']);
});

test('a request whose values are not those of its fingerprint is refused', async () => {
	const { ask, value } = await arrange();
	const asked = request();
	const cheaper = { ...asked, values: { ...asked.values, lines: [] } };
	expect(await ask('sidebar', 'approval.ask', { request: cheaper })).toMatchObject({
		ok: false,
		error: 'bad-message',
		problems: [{ place: 'request', reason: 'changed-on-the-way' }],
	});
	expect(await value('own', 'approvals.list', null)).toEqual([]);
});

test('what was asked goes to the manager as text, and the answer comes back', async () => {
	const rep = await arrange();
	const manager = await arrange();
	const asked = request();
	await rep.value('sidebar', 'approval.ask', { request: asked });
	const received = await manager.result('own', 'approval.receive', { text: `> ${writeRequest(asked, en)}` });
	expect(received).toEqual({ ok: true, value: { request: asked, decision: null, isAskedHere: false } });

	await manager.save.settings({ viewer: { name: 'Bo', role: 'manager' } });
	const decided = await manager.value('own', 'approval.decide', yes);
	expect(decided?.decision).toEqual({
		requestId: 'r-1',
		hash: asked.hash,
		answer: 'approved',
		counterDiscount: null,
		counterLine: null,
		isOwn: false,
		note: 'Fine.',
		by: 'Bo',
		at: moment,
	});
	expect(manager.told.filter((subject) => subject === 'notes')).toHaveLength(2);
	// Pasted again, the request keeps its answer; it does not wait any more.
	const again = await manager.result('own', 'approval.receive', { text: writeRequest(asked, en) });
	expect(again).toEqual({ ok: true, value: decided });
	expect(await manager.value('own', 'approval.decide', yes)).toBeNull();

	if (!decided?.decision) throw new Error('not decided');
	const text = writeDecision(asked, decided.decision, en);
	const answered = await rep.result('sidebar', 'approval.answer', { ref, text });
	expect(answered).toMatchObject({ ok: true, value: { approval: { ...decided, isAskedHere: true } } });
});

test('an answer to another request, or to other values, or no answer at all, is refused and changes nothing', async () => {
	const { value, told, result } = await arrange();
	const asked = request();
	await value('sidebar', 'approval.ask', { request: asked });
	const decision = { ...yes, note: '', hash: asked.hash, by: 'Bo', at: moment, isOwn: false };
	const { ref: _, ...plain } = decision;
	const reason = async (text: string, of = ref) => {
		const answer = await result('sidebar', 'approval.answer', { ref: of, text });
		return answer.ok ? null : answer.error[0]?.reason;
	};
	expect(await reason(writeDecision(asked, { ...plain, requestId: 'r-0' }, en))).toBe('other-request');
	expect(await reason(writeDecision(asked, { ...plain, hash: 'f00' }, en))).toBe('other-request');
	expect(await reason(writeDecision(asked, plain, en), other.ref)).toBe('other-request');
	expect(await reason(writeRequest(asked, en))).toBe('is-request');
	expect(await reason('Yes, fine.')).toBe('no-approval');
	expect(told).toEqual(['notes']);
	const receive = await result('own', 'approval.receive', { text: writeDecision(asked, plain, en) });
	expect(receive).toMatchObject({ ok: false, error: [{ reason: 'is-decision' }] });
});

test('requests are listed, the newest first, also of deals that only came as text', async () => {
	const { value } = await arrange();
	await value('sidebar', 'approval.ask', { request: request('r-1') });
	const newer = request('r-2', other, '2026-11-24T12:00:00.000Z');
	await value('own', 'approval.receive', { text: writeRequest(newer, en) });
	await value('sidebar', 'criterion.tick', {
		ref: { ...ref, id: '7' },
		criterionId: 'x',
		isDone: true,
		evidence: null,
	});
	const listed = await value('own', 'approvals.list', null);
	expect(listed.map((note) => [note.request.id, note.request.ref.id])).toEqual([
		['r-2', '2042'],
		['r-1', '2041'],
	]);
});

test('a counter-offer names a discount and what it is of, and nothing else does', async () => {
	const { ask, value } = await arrange();
	const asked = request();
	await value('sidebar', 'approval.ask', { request: asked });
	const counter = { ...yes, answer: 'countered' } as const;
	const refused = { ok: false, error: 'bad-message', problems: [{ reason: 'counter-missing' }] };
	expect(await ask('own', 'approval.decide', counter)).toMatchObject(refused);
	expect(await ask('own', 'approval.decide', { ...yes, counterDiscount: '0.1' })).toMatchObject(refused);
	expect(await ask('own', 'approval.decide', { ...yes, counterLine: '1' })).toMatchObject(refused);
	const { discount } = asked.values;
	const less = String(Number(discount) / 2);
	expect((await value('own', 'approval.decide', { ...counter, counterDiscount: less }))?.decision).toMatchObject({
		answer: 'countered',
		counterDiscount: less,
		counterLine: null,
	});
});

test('a counter-offer that is not below what was asked is refused, said here or come as text', async () => {
	const { ask, value, result } = await arrange();
	const asked = request();
	await value('sidebar', 'approval.ask', { request: asked });
	const deal = asked.values.discount ?? '';
	const [line] = asked.values.lines;
	if (!line) throw new Error('no line');
	const ofLine = (1 - Number(line.netPrice) / Number(line.listPrice)).toFixed(6);
	const offers: [discount: string, line: string | null, fault: string][] = [
		[deal, null, 'counter-not-below'],
		['0.9', null, 'counter-not-below'],
		[ofLine, line.id, 'counter-not-below'],
		['0.01', 'no such line', 'counter-unknown'],
	];
	for (const [counterDiscount, counterLine, reason] of offers) {
		const counter = { ...yes, answer: 'countered', counterDiscount, counterLine } as const;
		expect(await ask('own', 'approval.decide', counter)).toMatchObject({
			ok: false,
			error: 'bad-message',
			problems: [{ place: 'counterDiscount', reason }],
		});
		const { ref: _, ...plain } = counter;
		const text = writeDecision(asked, { ...plain, hash: asked.hash, by: 'Bo', at: moment, isOwn: false }, en);
		const answer = await result('sidebar', 'approval.answer', { ref, text });
		expect(answer).toMatchObject({ ok: false, error: [{ reason }] });
	}
	expect((await value('own', 'approvals.list', null))[0]?.decision).toBeNull();
});

test('who answers an own request is told so, whatever name the browser has', async () => {
	const { value, save, result } = await arrange();
	await value('sidebar', 'approval.ask', { request: request() });
	await save.settings({ viewer: { name: 'The boss', role: 'manager' } });
	expect((await value('own', 'approval.decide', yes))?.decision).toMatchObject({ by: 'The boss', isOwn: true });
	// Pasted into its own browser it stays an own one.
	const again = await result('own', 'approval.receive', { text: writeRequest(request(), en) });
	expect(again).toMatchObject({ value: { isAskedHere: true } });
});

test('the sidebar may ask and take answers over, but not decide', async () => {
	const { ask } = await arrange();
	const refused = { ok: false, error: 'not-allowed' };
	expect(await ask('sidebar', 'approval.decide', yes)).toEqual(refused);
	expect(await ask('sidebar', 'approvals.list', null)).toEqual(refused);
	expect(await ask('page', 'approval.ask', { request: request() })).toEqual(refused);
});

test('what a rep earns stands in no request, no note and no file that leaves the browser', async () => {
	const { value, save } = await arrange();
	const standing = { currency: 'EUR', revenue: '123456.78', grossMargin: '45678.91', quota: '99887.66', share: '0.77' };
	const viewer = { name: 'Ada', role: 'rep', team: 'North', standing } as const;
	await save.settings({ viewer });
	await value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: fixtureDeal });
	await value('sidebar', 'approval.ask', { request: request() });
	const told = [
		await value('own', 'playbook.export', { costs: 'with' }),
		await value('own', 'playbook.export', { costs: 'for-reps' }),
		await value('own', 'approvals.list', null),
		await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products: ['CX-40'] }),
		writeRequest(request(), en),
	].map((each) => JSON.stringify(each));
	for (const figure of Object.values(standing).filter((value) => value !== 'EUR'))
		expect(told.filter((text) => text.includes(figure))).toEqual([]);
});
