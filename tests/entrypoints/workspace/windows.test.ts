import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ownWindows } from '../../../entrypoints/workspace/windows.ts';

/** Locks and channels are Node's own; a window is what begins with `ownWindows` over a tab's session storage. */

const wordKey = 'dealside.window';
let tab: Map<string, string>;
let letGo: (() => void)[];

beforeEach(() => {
	tab = new Map();
	letGo = [];
	vi.stubGlobal('sessionStorage', {
		getItem: (key: string) => tab.get(key) ?? null,
		setItem: (key: string, value: string) => void tab.set(key, value),
	});
});
afterEach(() => {
	for (const each of letGo) each();
	vi.unstubAllGlobals();
});

/** A document on its way out: it holds the lock, and says nothing to who asks. */
async function leaving(word: string): Promise<() => void> {
	let end = () => {};
	await new Promise<void>((isHeld) => {
		void navigator.locks.request(`dealside.window ${word}`, () => {
			isHeld();
			return new Promise<void>((resolve) => {
				end = resolve;
			});
		});
	});
	letGo.push(end);
	return end;
}

test('a reload keeps the word, also while the document before still holds it', async () => {
	tab.set(wordKey, 'kept');
	const end = await leaving('kept');
	const windows = ownWindows();
	const word = windows.own();
	// It has asked, and nobody has said that the word is theirs.
	await new Promise<void>((resolve) => {
		const channel = new BroadcastChannel('dealside.windows');
		channel.onmessage = () => {
			channel.close();
			resolve();
		};
	});
	end();
	expect(await word).toBe('kept');
	expect([...(await windows.open())]).toContain('kept');
});

test('a duplicated tab gets a word of its own, and the first one keeps its', async () => {
	const first = await ownWindows().own();
	const second = ownWindows();
	expect(await second.own()).not.toBe(first);
	expect([...(await second.open())]).toEqual(expect.arrayContaining([first, await second.own()]));
});

test('a new tab makes a word and keeps it', async () => {
	const word = await ownWindows().own();
	expect(tab.get(wordKey)).toBe(word);
});
