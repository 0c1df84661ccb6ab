import { beforeEach, expect, test, vi } from 'vitest';
import { holdsLine, lineService } from '../../background/services/line.ts';

const page = vi.hoisted(() => ({
	asked: [] as unknown[],
	answer: undefined as unknown,
	isThere: true,
}));

vi.mock('wxt/browser', async () => {
	const { fakeBrowser } = await import('wxt/testing/fake-browser');
	const tabs = {
		async sendMessage(...sent: unknown[]) {
			page.asked.push(sent);
			if (!page.isThere) throw new Error('Receiving end does not exist');
			return page.answer;
		},
	};
	return { browser: Object.assign(Object.create(fakeBrowser), { tabs }) };
});

const sender = { id: 'ours', frameId: 4, documentId: 'DOC', tab: { id: 7 } };
const claim = (from: object = sender) => lineService()['line.claim']({ word: 'w' }, from);

beforeEach(() => {
	Object.assign(page, { asked: [], answer: undefined, isThere: true });
});

test('the content script of the frame’s own tab says whose a line is, by the name the browser gives the frame', async () => {
	page.answer = 'yours';
	expect(await claim()).toEqual({ ok: true, value: 'yours' });
	expect(page.asked).toEqual([[7, { type: 'line.claim', word: 'w', frame: 'DOC' }, { frameId: 0 }]]);
	const { documentId: _, ...numbered } = sender;
	await claim(numbered);
	expect(page.asked.at(-1)).toEqual([7, { type: 'line.claim', word: 'w', frame: '4' }, { frameId: 0 }]);
});

test('where no content script is, or it says anything else, nobody holds a line', async () => {
	for (const answer of [undefined, null, false, 'yes', 1, {}]) {
		page.answer = answer;
		expect([await claim(), await holdsLine(sender)]).toEqual([{ ok: true, value: 'unknown' }, false]);
	}
	page.answer = true;
	expect(await holdsLine(sender)).toBe(true);
	page.isThere = false;
	expect([await claim(), await holdsLine(sender)]).toEqual([{ ok: true, value: 'unknown' }, false]);
	expect(await holdsLine({ id: 'ours', frameId: 4 })).toBe(false);
	expect(await holdsLine({ id: 'ours', tab: { id: 7 } })).toBe(false);
});
