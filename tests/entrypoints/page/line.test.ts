// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Line, openLine } from '../../../entrypoints/page/line.ts';
import { readOffer } from '../../../messages/line.ts';
import type { FromPage, ToPage } from '../../../messages/port.ts';

const origin = 'chrome-extension://ours';
const layout = { type: 'layout.set', layout: { side: 'left', widthPx: 300, isCollapsed: false, handleAt: 0.5 } };

/** The window of a frame, as its document would hear it. */
function fakeFrame() {
	const offers: { word: string; port: MessagePort; to: string }[] = [];
	const window = {
		postMessage(message: unknown, to: string, [port]: MessagePort[]) {
			offers.push({ word: readOffer(message)?.word ?? '', port: port as MessagePort, to });
		},
	} as unknown as Window;
	return { window, offers, last: () => offers.at(-1) as (typeof offers)[number] };
}

function hear(port: MessagePort): FromPage[] {
	const said: FromPage[] = [];
	port.onmessage = ({ data }: MessageEvent<FromPage>) => void (data.type !== 'page.alive' && said.push(data));
	return said;
}

let line: Line;
let heard: ToPage[];
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

beforeEach(() => {
	heard = [];
	line = openLine(window, origin, (message) => heard.push(message));
});

afterEach(() => {
	line.close();
	vi.restoreAllMocks();
});

test('the word and one end of the line go to documents of the extension alone', () => {
	const frame = fakeFrame();
	line.offer(frame.window, false);
	expect(frame.offers).toHaveLength(1);
	expect([frame.last().to, frame.last().word.length]).toEqual([origin, 36]);
});

test('whoever takes the line in a frame that held another document before is told so, and nobody else', async () => {
	const frame = fakeFrame();
	for (const isAnew of [false, true]) {
		line.offer(frame.window, isAnew);
		const { port, word } = frame.last();
		const said = hear(port);
		expect(line.claim(word, `frame ${isAnew}`)).toBe('yours');
		line.post({ type: 'focus.take' });
		await vi.waitFor(() => expect(said.at(-1)).toEqual({ type: 'focus.take' }));
		expect(said.slice(0, -1)).toEqual(isAnew ? [{ type: 'frame.restarted' }] : []);
	}
});

test('nothing is said and nothing heard before the word comes back', async () => {
	const frame = fakeFrame();
	line.offer(frame.window, false);
	const { port, word } = frame.last();
	const said = hear(port);
	port.postMessage(layout);
	line.post({ type: 'focus.take' });
	await settled();
	expect([said, heard, line.isHolder('frame')]).toEqual([[], [], false]);
	expect(line.claim('another word', 'frame')).toBe('unknown');
	expect(line.claim(word, 'frame')).toBe('yours');
	line.post({ type: 'focus.take' });
	await vi.waitFor(() => expect([said.length, heard.length]).toEqual([1, 1]));
	expect([line.isHolder('frame'), line.isHolder('another')]).toEqual([true, false]);
});

test('what a frame missed is said again, the newest of each kind', async () => {
	const ref = { crm: 'demo', site: 'http://crm.example', kind: 'quote', id: '1' } as const;
	const shown = { type: 'record.shown', ref, crmTitle: 'Demo', site: ref.site, repairable: [] } as const;
	line.post({ ...shown, layout: { side: 'left', widthPx: 300, isCollapsed: false, handleAt: 0.5 } });
	line.post({ type: 'user.told', ref, user: { id: 'ada' } });
	line.post({ type: 'facts.reading', ref });
	const frame = fakeFrame();
	line.offer(frame.window, false);
	const said = hear(frame.last().port);
	line.claim(frame.last().word, 'frame');
	await vi.waitFor(() => expect(said.map(({ type }) => type)).toEqual(['record.shown', 'user.told', 'facts.reading']));
	line.clear();
	line.offer(frame.window, false);
	const later = hear(frame.last().port);
	line.claim(frame.last().word, 'frame');
	line.post({ type: 'focus.take' });
	await vi.waitFor(() => expect(later.map(({ type }) => type)).toEqual(['focus.take']));
});

test('a second frame that gives the word back ends the line for both', async () => {
	const frame = fakeFrame();
	line.offer(frame.window, false);
	const { port, word } = frame.last();
	const said = hear(port);
	line.claim(word, 'frame');
	expect(line.claim(word, 'second')).toBe('ended');
	await vi.waitFor(() => expect(said.map(({ type }) => type)).toEqual(['line.ended']));
	expect([line.isHolder('frame'), line.isHolder('second')]).toEqual([false, false]);
	port.postMessage(layout);
	line.post({ type: 'focus.take' });
	await settled();
	expect([heard, said.length]).toEqual([[], 1]);
	expect(line.claim(word, 'frame')).toBe('unknown');
});

test('a document that comes anew into the frame gets a line of its own, and the one before is dead', async () => {
	const frame = fakeFrame();
	line.offer(frame.window, false);
	line.claim(frame.last().word, 'first');
	line.offer(frame.window, false);
	const [before, now] = frame.offers;
	expect(before?.word).not.toBe(now?.word);
	expect(line.isHolder('first')).toBe(false);
	before?.port.postMessage(layout);
	await settled();
	expect(heard).toEqual([]);
	expect(line.claim(now?.word ?? '', 'second')).toBe('yours');
});

test('the page speaks several times a second while it is seen, and not while it is not', () => {
	vi.useFakeTimers();
	try {
		const frame = fakeFrame();
		line.offer(frame.window, false);
		const posted = vi.spyOn(MessagePort.prototype, 'postMessage').mockImplementation(() => undefined);
		line.claim(frame.last().word, 'frame');
		const beats = () => posted.mock.calls.filter(([message]) => message.type === 'page.alive').length;
		vi.advanceTimersByTime(1000);
		expect(beats()).toBeGreaterThanOrEqual(4);
		const before = beats();
		vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
		vi.advanceTimersByTime(5000);
		expect(beats()).toBe(before);
	} finally {
		vi.useRealTimers();
	}
});
