import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Playbook } from '../../core/model/playbook.ts';
import { arrange, origin } from './arrange.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
});

/** A background with a rate of its own, a rule, and the file of its playbook with some of its parts. */
async function arranged() {
	const far = await arrange();
	const { text } = await far.value('own', 'playbook.export', { costs: 'without' });
	const { rates: _, trades: __, ...rest } = JSON.parse(text).playbook;
	const { rules: ___, floorFor: ____, ...margin } = rest.margin;
	const file = { ...JSON.parse(text), playbook: { ...rest, margin, name: 'Another firm', priceGuides: [] } };
	const rates = [{ from: 'USD', to: 'EUR', rate: '0.9', day: '2026-11-01' }];
	await far.save.parts({ rates });
	const scope = {
		products: [],
		families: [],
		segments: [],
		regions: [],
		currencies: [],
		teams: [],
		from: null,
		until: null,
	};
	const rule = { id: 'late', name: 'Late', floor: '0.1', target: '0.2', warnings: null };
	const rules = [{ ...rule, scope: { ...scope, stages: ['close'] } }];
	expect(await far.save.policy({ floorFor: 'exact', rules })).toMatchObject({
		ok: true,
	});
	return { far, file, before: (await far.value('own', 'playbook.read', null)).playbook };
}

test('parts that a file leaves out stay as they are, and come back with the others when the import is undone', async () => {
	const { far, file, before } = await arranged();
	const text = JSON.stringify(file);
	const preview = await far.result('own', 'playbook.preview', { text });
	if (!preview.ok) throw new Error(JSON.stringify(preview.error));
	expect(preview.value.name).toBe('Another firm');
	expect(preview.value.kept).toEqual([
		{ part: 'rules', count: 1 },
		{ part: 'floorFor', count: null },
		{ part: 'trades', count: before.trades.length },
		{ part: 'rates', count: 1 },
	]);
	expect(preview.value.replaced).toContainEqual({ part: 'process', count: 5, here: 5 });
	expect(preview.value.costs).toEqual({ count: null, here: expect.any(Number) });
	expect((await far.value('own', 'playbook.read', null)).playbook).toEqual(before);

	expect(await far.result('own', 'playbook.import', { text })).toMatchObject({ ok: true });
	const { playbook } = await far.value('own', 'playbook.read', null);
	const { rates, trades } = before;
	expect(playbook).toEqual({
		...(file.playbook as Playbook),
		rates,
		trades,
		margin: { ...file.playbook.margin, rules: before.margin.rules, floorFor: 'exact' },
	});
	expect(await far.value('own', 'playbook.undoImport', null)).toBe(true);
	expect((await far.value('own', 'playbook.read', null)).playbook).toEqual(before);
});

test('a file is refused where what stays cannot be with what comes', async () => {
	const { far, file, before } = await arranged();
	const { process, attachments } = file.playbook;
	const stages = process.stages.filter(({ id }: { id: string }) => id !== 'close');
	const kept = attachments.filter(({ stageId }: { stageId: string }) => stageId !== 'close');
	const playbook = { ...file.playbook, process: { ...process, stages }, attachments: kept };
	const problem = { place: 'margin › rules 1 › scope › stages 1', reason: 'unknown-stage', found: 'close' };
	for (const name of ['playbook.preview', 'playbook.import'] as const)
		expect(await far.result('own', name, { text: JSON.stringify({ ...file, playbook }) })).toMatchObject({
			ok: false,
			error: [problem],
		});
	expect((await far.value('own', 'playbook.read', null)).playbook).toEqual(before);
});

test('a file that empties a part says so, and empties it', async () => {
	const { far, file } = await arranged();
	const text = JSON.stringify({ ...file, playbook: { ...file.playbook, rates: [] } });
	const preview = await far.result('own', 'playbook.preview', { text });
	expect(preview.ok && preview.value.replaced).toContainEqual({ part: 'rates', count: 0, here: 1 });
	await far.value('own', 'playbook.import', { text });
	expect((await far.value('own', 'playbook.read', null)).playbook.rates).toEqual([]);
});

test('the sample takes the place of everything', async () => {
	const { far, before } = await arranged();
	await far.value('own', 'playbook.loadSample', null);
	const { playbook } = await far.value('own', 'playbook.read', null);
	expect(before.margin.rules.map(({ id }) => id)).toEqual(['late']);
	expect(playbook.margin.rules.map(({ id }) => id)).not.toContain('late');
	expect(playbook.rates).not.toEqual(before.rates);
});
