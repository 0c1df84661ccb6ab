import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { membersOf, revisionOf } from '../../core/playbook/revision.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { arrange, moment, origin, senders } from './arrange.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

const { ref } = fixtureDeal;

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
});

test('a sidebar gets playbook, costs of its products, notes and the kept deal', async () => {
	const { value } = await arrange();
	await value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: fixtureDeal });
	const context = await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products: ['CX-40', 'nobody'] });
	expect(context.playbook.costs).toEqual([{ product: 'CX-40', unitCost: '8150.00', currency: 'EUR', period: 'once' }]);
	expect(context.playbook.process.stages).toHaveLength(5);
	expect(context.cached).toMatchObject({ kind: 'value', value: { facts: fixtureDeal } });
	expect(context.notes?.sent).toEqual({});
});

test('the stages a deal came with are listed for the process, and told once', async () => {
	const { ask, value, told } = await arrange();
	const stages = [{ id: 'propose', label: 'Propose', pipeline: null }];
	await value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: fixtureDeal, stages });
	await value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: fixtureDeal, stages });
	const { crm, site, kind } = ref;
	const own = fixtureDeal.stage ? [{ id: fixtureDeal.stage.id, label: fixtureDeal.stage.label, pipeline: null }] : [];
	expect(own).toHaveLength(1);
	expect(await value('own', 'stages.list', null)).toEqual([
		{ crm, site, kind, stages: own[0]?.id === 'propose' ? stages : [...stages, ...own], at: moment },
	]);
	expect(told).toEqual(['stages']);
	expect(await ask('sidebar', 'stages.list', null)).toEqual({ ok: false, error: 'not-allowed' });
});

test('the first deal of a CRM is told, also one that has no stage, and no later one', async () => {
	const { value, told } = await arrange();
	const bare = { ...fixtureDeal, stage: null };
	const other = { ...bare, ref: { ...bare.ref, id: '77' } };
	for (const facts of [bare, bare, other]) await value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts });
	expect(told).toEqual(['stages']);
	expect(await value('own', 'crms.seen', null)).toEqual([bare.ref.crm]);
	await value('sidebar', 'deal.remember', {
		user: { id: 'ada' },
		facts: { ...bare, ref: { ...bare.ref, crm: 'odoo' } },
	});
	expect(told).toEqual(['stages', 'stages']);
});

test('other tabs are told of a deal that was read with other values, once', async () => {
	const { value, told } = await arrange();
	const later = (at: string, amount: string) => ({ ...fixtureDeal, amount, reading: { ...fixtureDeal.reading, at } });
	await value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: fixtureDeal });
	await value('sidebar', 'deal.remember', {
		user: { id: 'ada' },
		facts: later('2027-01-01T00:00:00.000Z', fixtureDeal.amount ?? ''),
	});
	const ofDeals = () => told.filter((subject) => subject === 'deal').length;
	expect(ofDeals()).toBe(0);
	await value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: later('2027-01-01T00:01:00.000Z', '1') });
	expect(ofDeals()).toBe(1);
	// A tab that has read the same before answers a change with no other one.
	await value('sidebar', 'deal.remember', {
		user: { id: 'ada' },
		facts: later('2027-01-01T00:02:00.000Z', '2'),
		isSame: true,
	});
	// An older reading is no news.
	await value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: later('2027-01-01T00:00:30.000Z', '3') });
	expect(ofDeals()).toBe(1);
});

test('a tick says who and when, marking as sent can be undone, an empty reason is none', async () => {
	const { value, told, save } = await arrange();
	await save.settings({ viewer: { name: 'Ida', role: 'rep' } });
	await value('sidebar', 'criterion.tick', { ref, criterionId: 'c', isDone: true, evidence: 'https://x.example' });
	await value('sidebar', 'collateral.markSent', { ref, collateralId: 'a', isSent: true });
	await value('sidebar', 'reason.give', { ref, code: null, text: '  strategic ' });
	const { notes } = await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products: [] });
	expect(notes).toEqual({
		ticks: { c: { isDone: true, by: 'Ida', at: moment, evidence: 'https://x.example' } },
		sent: { a: moment },
		reason: { code: null, text: 'strategic', at: moment, by: 'Ida' },
		approval: null,
	});
	await value('sidebar', 'collateral.markSent', { ref, collateralId: 'a', isSent: false });
	const last = await value('sidebar', 'reason.give', { ref, code: null, text: ' ' });
	expect([last.sent, last.reason]).toEqual([{}, null]);
	expect(told).toEqual(['settings', 'notes', 'notes', 'notes', 'notes', 'notes']);
});

test('a page may not read the deal, the sidebar may not change the policy, a stranger nothing', async () => {
	const { ask, handle, value } = await arrange();
	const refused = { ok: false, error: 'not-allowed' };
	expect(await ask('page', 'deal.context', { user: { id: 'ada' }, ref, products: [] })).toEqual(refused);
	expect(await ask('page', 'playbook.read', null)).toEqual(refused);
	const { playbook } = await value('own', 'playbook.read', null);
	expect(
		await ask('sidebar', 'policy.save', { change: { rules: [] }, from: revisionOf({ rules: playbook.margin.rules }) }),
	).toEqual(refused);
	expect(await handle('playbook.read', null, { id: 'stranger', url: `${origin}/workspace.html` })).toEqual(refused);
	expect(await value('page', 'layout.read', { site: 'https://crm.example' })).toMatchObject({ side: 'right' });
});

test('a frame that nobody vouches for may ask nothing, though it is our own page', async () => {
	const { ask, value } = await arrange();
	const refused = { ok: false, error: 'not-allowed' };
	const settings = await value('sidebar', 'settings.read', null);
	const from = revisionOf(membersOf(settings, { isBuyerSafe: false }));
	expect(await ask('frame', 'settings.save', { change: { isBuyerSafe: false }, from })).toEqual(refused);
	expect(await ask('frame', 'settings.read', null)).toEqual(refused);
	expect(await ask('frame', 'deal.context', { user: { id: 'ada' }, ref, products: [] })).toEqual(refused);
});

test('what has not its shape is refused before it is looked at', async () => {
	const { handle } = await arrange();
	const sender = { id: fakeBrowser.runtime.id, ...senders.sidebar };
	const answer = await handle('deal.remember', { user: { id: 'ada' }, facts: { name: 'x' } }, sender);
	expect(answer).toMatchObject({ ok: false, error: 'bad-message' });
	expect(answer).toHaveProperty(
		'problems',
		expect.arrayContaining([{ row: null, place: 'facts › ref', reason: 'missing', found: null }]),
	);
	// A page is not told what a message ought to hold.
	const page = { id: fakeBrowser.runtime.id, ...senders.page };
	expect(await handle('layout.read', { site: 7 }, page)).toEqual({ ok: false, error: 'bad-message' });
});

test('a policy or process that cannot be is refused with places, and the old one stays in force', async () => {
	const { value, told, save } = await arrange();
	const { playbook } = await value('own', 'playbook.read', null);
	const { process } = playbook;
	expect(await save.policy({ otherwise: { floor: '0.4', target: '0.3' } })).toMatchObject({
		ok: false,
		error: [{ reason: 'floor-above-target' }],
	});
	const shapeless = { floor: 25, target: '0.3' } as unknown as { floor: string; target: string };
	expect(await save.policy({ otherwise: shapeless })).toMatchObject({
		ok: false,
		error: [{ place: 'otherwise › floor', reason: 'wrong-type', found: '25' }],
	});
	const [first] = process.stages;
	if (!first) throw new Error('no stage');
	const twice = { ...process, stages: [...process.stages, first] };
	const answer = await save.process(twice);
	expect(answer.ok).toBe(false);
	expect((await value('own', 'playbook.read', null)).playbook).toEqual(playbook);
	expect(told).toEqual([]);
});

test('a removed piece comes back at its place with its stages', async () => {
	const { value } = await arrange();
	const { playbook } = await value('own', 'playbook.read', null);
	const gone = await value('own', 'collateral.remove', { ids: [playbook.collateral[2]?.id ?? ''] });
	expect((await value('own', 'playbook.read', null)).playbook.collateral).toHaveLength(9);
	await value('own', 'collateral.restore', gone);
	expect((await value('own', 'playbook.read', null)).playbook).toEqual(playbook);
});

test('a step that is removed takes its attachments with it', async () => {
	const { value, save } = await arrange();
	const { playbook } = await value('own', 'playbook.read', null);
	const stages = playbook.process.stages.filter(({ id }) => id !== 'propose');
	await save.process({ ...playbook.process, stages });
	const { attachments } = (await value('own', 'playbook.read', null)).playbook;
	expect(attachments.length).toBeGreaterThan(0);
	expect(attachments.some(({ stageId }) => stageId === 'propose')).toBe(false);
});

test('pieces of a stage are put in order, those of others stay where they are', async () => {
	const { value } = await arrange();
	const links = async () => (await value('own', 'playbook.read', null)).playbook.attachments;
	const before = await links();
	const own = before.filter(({ stageId }) => stageId === 'propose').map(({ collateralId }) => collateralId);
	expect(own.length).toBeGreaterThan(2);
	const wanted = [...own].reverse();
	await value('own', 'attachments.order', { stageId: 'propose', collateralIds: ['unknown', ...wanted] });
	const after = await links();
	expect(after.filter(({ stageId }) => stageId === 'propose').map(({ collateralId }) => collateralId)).toEqual(wanted);
	const others = (all: typeof before) => all.map((link) => (link.stageId === 'propose' ? null : link));
	expect(others(after)).toEqual(others(before));
	// A piece that is not named keeps behind those that are.
	await value('own', 'attachments.order', { stageId: 'propose', collateralIds: wanted.slice(1) });
	expect((await links()).filter(({ stageId }) => stageId === 'propose').at(-1)?.collateralId).toBe(wanted[0]);
});

test('costs arrive in parts and count once they are committed', async () => {
	const { value, told } = await arrange();
	const { upload } = await value('own', 'costs.begin', null);
	const cost = (product: string) => ({ product, unitCost: '5.00', currency: 'EUR', period: 'unsaid' as const });
	await value('own', 'costs.part', { upload, costs: [cost('X-1')] });
	await value('own', 'costs.part', { upload, costs: [cost('X-2')] });
	expect((await value('own', 'costs.find', { query: 'x-', limit: 5 })).count).toBe(0);
	const { count } = await value('own', 'costs.commit', { upload, mode: 'merge' });
	expect(count).toBe(7);
	expect(await value('own', 'costs.find', { query: 'x-', limit: 1 })).toEqual({ costs: [cost('X-1')], count: 2 });
	expect(told).toEqual(['costs', 'storage']);
});

test('a playbook goes out and comes back in; a broken file changes nothing and says where', async () => {
	const { value, result } = await arrange();
	const before = await value('own', 'playbook.read', null);
	const { text, fileName } = await value('own', 'playbook.export', { costs: 'with' });
	expect(fileName).toMatch(/^[\p{L}\p{N}-]+-2026-11-24\.json$/u);
	const broken = await result('own', 'playbook.import', { text: text.replace('"0.25"', '"a quarter"') });
	expect(broken).toMatchObject({ ok: false, error: [{ reason: 'not-a-decimal', found: 'a quarter' }] });
	expect(await value('own', 'playbook.read', null)).toEqual(before);
	expect(await result('own', 'playbook.import', { text })).toMatchObject({ ok: true, value: { stages: 5, costs: 5 } });
	expect((await value('own', 'playbook.read', null)).playbook).toEqual(before.playbook);
	expect(await value('own', 'playbook.undoImport', null)).toBe(true);
});

test('a full disk is an answer, not a crash', async () => {
	const { ask, db } = await arrange();
	db.deals.put = (() =>
		Promise.reject(new DOMException('full', 'QuotaExceededError'))) as unknown as typeof db.deals.put;
	expect(await ask('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: fixtureDeal })).toEqual({
		ok: false,
		error: 'storage-failed',
		cause: 'storage-full',
	});
});

test('where the sidebar stands is kept per site and within bounds', async () => {
	const { value } = await arrange();
	const layout = { side: 'left', widthPx: 9000, isCollapsed: true, handleAt: 0.2 } as const;
	await value('sidebar', 'layout.save', { site: 'https://a.example', layout });
	expect(await value('page', 'layout.read', { site: 'https://a.example' })).toEqual({ ...layout, widthPx: 560 });
	expect(await value('page', 'layout.read', { site: 'https://b.example' })).toMatchObject({
		side: 'right',
		widthPx: 360,
	});
});
