// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { holdEscape } from '../../../entrypoints/page/escape.ts';

test('while something of ours is open the page hears nothing of Escape, from its first press to its end', () => {
	const pressed = vi.fn<() => void>();
	const escapeKey = holdEscape(window, pressed);
	const heard: string[] = [];
	for (const type of ['keydown', 'keyup'])
		document.addEventListener(type, (event) => heard.push(`${type} ${(event as KeyboardEvent).key}`), true);
	const key = (type: string, name = 'Escape', repeat = false) => {
		const event = new KeyboardEvent(type, { key: name, repeat, bubbles: true, cancelable: true });
		document.body.dispatchEvent(event);
		return event.defaultPrevented;
	};

	expect([key('keydown'), key('keyup')]).toEqual([false, false]);
	expect(heard).toHaveLength(2);
	escapeKey.hold(true);
	expect(key('keydown')).toBe(true);
	expect(pressed).toHaveBeenCalledTimes(1);
	// It closes with this press; the rest of the press is not the page's.
	escapeKey.hold(false);
	expect([key('keydown', 'Escape', true), key('keyup')]).toEqual([true, true]);
	expect(heard).toHaveLength(2);
	// The next press is.
	expect(key('keydown')).toBe(false);
	expect(heard).toHaveLength(3);
	escapeKey.hold(true);
	key('keydown', 'Enter');
	expect([heard.at(-1), pressed.mock.calls.length]).toEqual(['keydown Enter', 1]);
});
