import { beforeEach, expect, test, vi } from 'vitest';
import { createPressJudge } from '../../../components/ui/Guard/judge.ts';
import type { PressRefusal } from '../../../core/model/press.ts';

/** A frame in which events come as the browser gives them: only those count as the user's own. */
function arrange({ canSee = true, isTold = true } = {}) {
	const heard = new Map<string, (event: object) => void>();
	const state = {
		nowMs: 10_000,
		/** What the browser says of an element: how much of it is in view, and whether it is seen. */
		sees: (_ratio: number, _isVisible: boolean) => undefined as undefined,
		/** What it would say when it is asked anew. */
		truth: [1, true] as [ratio: number, isVisible: boolean],
		/** It is asked, and gets to it. */
		isTold,
		looks: 0,
		tick: () => undefined as undefined,
		box: { left: 20, right: 140, top: 300, bottom: 332, width: 120, height: 32 },
		/** The frame's corner on the screen. */
		corner: { x: 920, y: 100 },
		/** Pixels of the screen to one of the frame's own. */
		zoom: 1,
		page: null as PressRefusal | null,
		asked: [] as { readonly x: number; readonly y: number; readonly isSeen: boolean | null }[],
		covered: 0,
		isNear: null as boolean | null,
	};
	const document = {
		visibilityState: 'visible',
		hasFocus: () => false,
		addEventListener: (type: string, listener: (event: object) => void) => heard.set(type, listener),
	};
	const view = {
		document,
		performance: { now: () => state.nowMs },
		setInterval: (run: () => undefined) => {
			state.tick = run;
			return 1;
		},
		...(canSee && {
			IntersectionObserverEntry: class {
				get isVisible() {
					return true;
				}
			},
			IntersectionObserver: class {
				constructor(told: (entries: readonly object[]) => void) {
					state.sees = (intersectionRatio, isVisible) => {
						state.truth = [intersectionRatio, isVisible];
						told([{ intersectionRatio, isVisible }]);
						return undefined;
					};
				}
				// As a browser does: one that is observed is told of once, and then of changes that it gets to.
				observe() {
					state.looks += 1;
					if (state.isTold) queueMicrotask(() => state.sees(...state.truth));
				}
				unobserve() {}
				disconnect() {}
			},
		}),
	};
	const judge = createPressJudge(view as never, {
		askPage: async (about) => {
			state.asked.push(about);
			return state.page;
		},
		covered: (isNear) => {
			state.covered += 1;
			state.isNear = isNear;
		},
	});
	const element = { getBoundingClientRect: () => ({ ...state.box }) } as unknown as Element;
	const stop = judge.watch(element);
	const at = (x: number, y: number) => ({
		isTrusted: true,
		pointerType: 'mouse',
		clientX: x,
		clientY: y,
		screenX: state.corner.x + state.zoom * x,
		screenY: state.corner.y + state.zoom * y,
	});
	const say = (type: string, event: object = { isTrusted: true }) => heard.get(type)?.(event);
	const pass = (ms: number) => {
		for (let left = ms; left > 0; left -= 100) {
			state.nowMs += Math.min(100, left);
			state.tick();
		}
	};
	return {
		state,
		element,
		stop,
		say,
		pass,
		/** Goes to the button as a hand does. */
		goTo() {
			for (let step = 0; step < 5; step += 1) {
				say('pointermove', at(40 + step * 10, 260 + step * 12));
				pass(60);
			}
		},
		move: (x: number, y: number) => say('pointermove', at(x, y)),
		press: (x = 80, y = 310, more: object = {}) => {
			say('pointerup', { ...at(x, y), ...more });
			return judge.refusal(element);
		},
		key: (name = 'Enter') => {
			say('keydown', { isTrusted: true, key: name });
			return judge.refusal(element);
		},
		refusal: () => judge.refusal(element),
	};
}

let scene: ReturnType<typeof arrange>;

beforeEach(() => {
	scene = arrange();
	scene.state.sees(1, true);
	scene.pass(1000);
});

test('a press of a hand that came, on a button that was seen for a while, counts; the page is asked about that point', async () => {
	scene.goTo();
	expect(await scene.press()).toBeNull();
	expect(scene.state.asked).toEqual([{ x: 80, y: 310, isSeen: true }]);
	// So does one more, of a hand that rests.
	scene.pass(1000);
	expect(await scene.press()).toBeNull();
});

test('what the page says against it is said', async () => {
	scene.goTo();
	scene.state.page = 'faded';
	expect(await scene.press()).toBe('faded');
});

test('a pointer that never came, or came this very moment, pressed what it did not see', async () => {
	expect(await scene.press()).toBe('early');
	scene.move(70, 300);
	scene.move(80, 310);
	scene.pass(100);
	expect(await scene.press()).toBe('early');
	scene.pass(100);
	expect(await scene.press()).toBeNull();
	// Another window lay over this one meanwhile.
	scene.say('visibilitychange');
	expect(await scene.press()).toBe('early');
});

test('events that a script made do not count as the user’s', async () => {
	const made = { isTrusted: false, pointerType: 'mouse', clientX: 80, clientY: 310, screenX: 1000, screenY: 410 };
	for (let step = 0; step < 5; step += 1) {
		scene.say('pointermove', made);
		scene.pass(100);
	}
	scene.say('pointerup', made);
	expect(await scene.refusal()).toBe('early');
	scene.say('keydown', { isTrusted: false, key: 'Enter' });
	expect(await scene.refusal()).toBe('early');
});

test('a press beside the button is none on it', async () => {
	scene.goTo();
	expect(await scene.press(300, 310)).toBe('early');
});

test('a frame that moved under a resting pointer does not count, and does once it has rested', async () => {
	scene.goTo();
	scene.pass(1000);
	scene.state.corner = { x: 700, y: 100 };
	expect(await scene.press()).toBe('moved');
	scene.goTo();
	scene.pass(500);
	expect(await scene.press()).toBeNull();
});

test.each([0.5, 0.9, 1.25, 3])(
	'under a zoom of %s a hand that has just come counts, and a frame that moved does not',
	async (zoom) => {
		scene.state.zoom = zoom;
		scene.goTo();
		expect(await scene.press()).toBeNull();
		for (const [x, y] of [
			[700, 100],
			[920, 110],
			[950, 130],
		] as const) {
			scene.goTo();
			scene.state.corner = { x, y };
			expect(await scene.press()).toBe('moved');
			scene.goTo();
			scene.pass(500);
			expect(await scene.press(80, 308)).toBeNull();
		}
	},
);

test('a frame that slides under a pointer that rests is no zoom', async () => {
	const { corner } = scene.state;
	for (let step = 0; step < 6; step += 1) {
		scene.state.corner = { x: corner.x - step * 8, y: corner.y - step * 4 };
		scene.move(40 + step * 8, 290 + step * 4);
		scene.pass(60);
	}
	expect(await scene.press(80, 310)).toBe('moved');
});

test('a button that appeared or moved a moment ago does not count, one that the user scrolled to does', async () => {
	scene.goTo();
	scene.state.box = { ...scene.state.box, top: 290, bottom: 322 };
	expect(await scene.press()).toBe('early');
	scene.pass(300);
	expect(await scene.press()).toBe('early');
	scene.pass(200);
	expect(await scene.press()).toBeNull();
	scene.say('wheel');
	scene.state.box = { ...scene.state.box, top: 280, bottom: 312 };
	expect(await scene.press(80, 300)).toBeNull();
});

test('a button that moved long before anybody came counts at the first press, by hand and by key', async () => {
	scene.pass(10_000);
	scene.state.box = { ...scene.state.box, top: 290, bottom: 322 };
	scene.pass(1000);
	expect(await scene.key()).toBeNull();
	scene.goTo();
	expect(await scene.press()).toBeNull();
});

test('a button that was covered until a moment ago does not count; while it is the page is told', async () => {
	scene.goTo();
	scene.state.sees(1, false);
	scene.pass(200);
	expect(scene.state.covered).toBe(1);
	// The browser needs a while to look again, longer on a slow machine: who raises the sidebar meanwhile would hinder it.
	scene.pass(1000);
	expect(scene.state.covered).toBe(2);
	scene.goTo();
	expect(scene.state.covered).toBe(2);
	scene.pass(400);
	expect(scene.state.covered).toBe(3);
	scene.pass(2000);
	expect(scene.state.covered).toBe(3);
	await scene.press();
	expect(scene.state.asked.at(-1)?.isSeen).toBe(false);
	scene.state.sees(1, true);
	expect(await scene.press()).toBe('early');
	scene.pass(500);
	expect(await scene.press()).toBeNull();
});

test('the page is told of what covers a button before anybody comes, and at once again when they do', () => {
	scene.state.sees(1, false);
	scene.pass(400);
	expect([scene.state.covered, scene.state.isNear]).toEqual([1, false]);
	scene.pass(6000);
	scene.state.covered = 0;
	scene.move(60, 300);
	scene.pass(100);
	expect([scene.state.covered, scene.state.isNear]).toEqual([1, true]);
});

test('what the browser said last is asked anew: it does not come back to what changed soon after it looked', async () => {
	scene.state.sees(1, false);
	// It is seen again a moment later, and nothing is said of it.
	scene.state.truth = [1, true];
	scene.pass(200);
	await Promise.resolve();
	expect(scene.state.covered).toBe(0);
	scene.pass(1000);
	scene.goTo();
	expect(await scene.press()).toBeNull();
	expect(scene.state.covered).toBe(0);
});

test('a button that is covered at the press does not count, though the browser said last that it is seen', async () => {
	scene.goTo();
	scene.state.truth = [1, false];
	await scene.press();
	expect(scene.state.asked.at(-1)?.isSeen).toBe(false);
});

test('a button that goes at its press, as one in a menu does, is judged by the last look', async () => {
	scene.goTo();
	await Promise.resolve();
	scene.state.isTold = false;
	const pressed = scene.press();
	scene.stop();
	expect(await pressed).toBeNull();
});

test('a look that is on its way is waited for: whoever asks again keeps it from ever coming', async () => {
	scene.goTo();
	await Promise.resolve();
	scene.state.isTold = false;
	scene.pass(100);
	const before = scene.state.looks;
	scene.pass(3000);
	expect(scene.state.looks).toBe(before);
	scene.state.sees(1, true);
	scene.pass(100);
	expect(scene.state.looks).toBe(before + 1);
});

test('a button that is not wholly in view is not pressed', async () => {
	scene.goTo();
	scene.state.sees(0.6, false);
	expect(await scene.press()).toBe('partly');
	scene.say('wheel');
	scene.state.sees(1, true);
	expect(await scene.press()).toBeNull();
});

test('a key counts where a button is seen, without any pointer; so does a tool that presses without a key', async () => {
	expect(await scene.key()).toBeNull();
	expect(scene.state.asked.at(-1)).toEqual({ x: 80, y: 316, isSeen: true });
	scene.state.page = 'covered';
	expect(await scene.key()).toBe('covered');
	scene.state.page = null;
	scene.pass(5000);
	scene.say('click', { isTrusted: true, detail: 0 });
	expect(await scene.refusal()).toBeNull();
});

test('a finger needs no way to come by', async () => {
	expect(await scene.press(80, 310, { pointerType: 'touch' })).toBeNull();
});

test('where the browser follows no visibility the page is told so', async () => {
	const blind = arrange({ canSee: false });
	blind.pass(1000);
	blind.goTo();
	expect(await blind.press()).toBeNull();
	expect(blind.state.asked).toEqual([{ x: 80, y: 310, isSeen: null }]);
});

test('until the browser has looked nothing counts, and nothing that is not watched ever does', async () => {
	vi.useFakeTimers();
	try {
		const young = arrange({ isTold: false });
		young.pass(1000);
		young.goTo();
		const waiting = young.press();
		await vi.advanceTimersByTimeAsync(2000);
		expect(await waiting).toBe('early');
		young.state.isTold = true;
		young.state.sees(1, true);
		expect(await young.press()).toBeNull();
		young.stop();
		expect(await young.press()).toBe('early');
	} finally {
		vi.useRealTimers();
	}
});
