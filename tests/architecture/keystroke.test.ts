import { readFileSync } from 'node:fs';
import { Session as Inspector } from 'node:inspector/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { noNotes } from '../../core/model/deal.ts';
import { success } from '../../core/model/result.ts';
import { defaultLayout } from '../../core/model/settings.ts';
import { demo } from '../../crm/demo/index.ts';
import { openLine } from '../../entrypoints/page/line.ts';
import { startSession } from '../../entrypoints/page/session.ts';
import type { Ask } from '../../stores/ask.ts';
import { createPageConnection } from '../../stores/deal/connection.ts';
import { createDealStore } from '../../stores/deal/store.ts';
import { selectShownDeal } from '../../stores/deal/view.ts';
import { folderApi, openPage } from '../crm/open-page.ts';
import { savedPages } from '../crm/saved-pages.ts';
import { fixturePlaybook } from '../fixtures/fixture-deal.ts';

const root = join(import.meta.dirname, '../..');

/** Each step of the walk: the file and the function that it names. */
const steps = [
	...readFileSync(join(root, 'docs/architecture.md'), 'utf8').matchAll(/^\d+\. `([\w./-]+)` `(\w+)`: /gm),
].map(([, file = '', name = '']) => ({ file, name }));

const inspector = new Inspector();
const closers: (() => void)[] = [];
afterAll(() => {
	for (const close of closers) close();
	inspector.disconnect();
});

/** Functions of the project that ran since the last call, as "file name". */
async function ran(): Promise<ReadonlySet<string>> {
	const { result } = await inspector.post('Profiler.takePreciseCoverage');
	const found = result.flatMap(({ url, functions }) => {
		const file = url.replace(/^file:\/\//, '').replace(/\?.*$/, '');
		if (!file.startsWith(`${root}/`)) return [];
		return functions.flatMap(({ functionName, ranges }) =>
			ranges[0] && ranges[0].count > 0 ? [`${file.slice(root.length + 1)} ${functionName}`] : [],
		);
	});
	return new Set(found);
}

test('the way of a keystroke in docs/architecture.md is the way it takes', async () => {
	expect(steps.length).toBeGreaterThan(8);
	const saved = savedPages('demo').find(({ name }) => name === 'quote');
	if (!saved) throw new Error('no saved quote of the demo CRM');
	const page = openPage(saved);
	const view = page.document.defaultView as Window & typeof globalThis;
	Object.defineProperty(page.document, 'visibilityState', { get: () => 'visible' });

	const ask: Ask = async (name) => {
		if (name !== 'deal.context') return success(null) as never;
		return success({ playbook: fixturePlaybook, notes: noNotes, cached: { kind: 'absent' }, costs: [] }) as never;
	};
	const deal = createDealStore({ ask, post: () => undefined });
	const line = openLine(view, 'chrome-extension://dealside', () => undefined);
	const connection = createPageConnection({
		claim: async (word) => line.claim(word, 'frame'),
		onMessage: (message) => deal.getState().messageArrived(message),
		onStatus: (status) => deal.getState().connectionChanged(status),
		onProven: () => undefined,
		isSeen: () => true,
		nowMs: () => performance.now(),
	});
	const frame = {
		postMessage: ({ word }: { word: string }, _: string, [port]: MessagePort[]) =>
			port && void connection.offered(word, port),
	};
	line.offer(frame as unknown as Window, false);
	const session = startSession({
		document: page.document,
		adapter: demo,
		callApi: folderApi(saved).callApi,
		showFrame: async () => defaultLayout,
		hideFrame: () => undefined,
		tendFrame: () => undefined,
		setLayout: () => undefined,
		giveFocusBack: () => undefined,
		post: (message) => line.post(message),
		clear: () => undefined,
		isAlive: () => true,
		died: () => undefined,
	});
	closers.push(session.stop, line.close, () => view.close());
	await expect.poll(() => deal.getState().context !== null && deal.getState().edits !== null).toBe(true);

	inspector.connect();
	await inspector.post('Profiler.enable');
	await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
	await ran();
	const cell = page.document.querySelector<HTMLElement>('[data-line-id] [data-field="discount"]');
	const input = page.document.createElement('input');
	input.value = '15';
	cell?.replaceChildren(input);
	input.dispatchEvent(new view.Event('input', { bubbles: true }));
	await expect.poll(() => Object.keys(deal.getState().edits?.lines ?? {})).toHaveLength(1);
	selectShownDeal(deal.getState(), { name: '', role: 'manager' }, '2026-11-24');
	const found = await ran();
	for (const { file, name } of steps) expect([...found], `${file} ${name}`).toContain(`${file} ${name}`);
});
