import { type PressRefusal, steadyForMs } from '../../../core/model/press.ts';
import { watchPointer } from './pointer.ts';

/** Decides whether a press on an element was seen and meant: a page may hide, move or cover the frame around it. */
export interface PressJudge {
	/** Follows how the element is seen until the function it returns is called. A press can only count on one that is. */
	watch(element: Element): () => void;
	/** Why the user's last press, on this element, does not count; null when it does. */
	refusal(element: Element): Promise<PressRefusal | null>;
}

/** What the browser tells of visibility with `trackVisibility`; missing where it does not follow it. */
interface SeenEntry extends IntersectionObserverEntry {
	readonly isVisible?: boolean;
}

interface SeenOptions extends IntersectionObserverInit {
	readonly trackVisibility: boolean;
	readonly delay: number;
}

/** The shortest pause between two looks that the browser allows. */
const looksEveryMs = 100;

/**
 * The browser looks anew after the sidebar came on top: who raises it at every look keeps it from ever being seen. On a
 * slow machine that takes longer, so each time that did not help is waited for twice as long.
 */
const raisesEveryMs = 600;
const raisesAtLeastEveryMs = 4800;

/** What the browser said last may be over; without a pointer there is time to hear it again. */
const saidAnewWithinMs = 300;

/** A look takes as long as the next picture of the frame. What was not looked at within this counts as not seen. */
const lookWithinMs = 1500;

/** Rounding of places under zoom. */
const slackPx = 1;

interface JudgeNeeds {
	/** Asks the page how it shows the frame. */
	readonly askPage: (about: {
		readonly x: number;
		readonly y: number;
		readonly isSeen: boolean | null;
	}) => Promise<PressRefusal | null>;
	/** Tells the page that something lies over a button, and whether the pointer is near. */
	readonly covered: (isNear: boolean) => void;
}

/** How one element is seen. */
interface Watched {
	/** Null before the browser's first look, and where it follows no visibility. */
	seen: 'seen' | 'away' | 'covered' | null;
	seenSinceMs: number;
	box: DOMRect;
	/** Since when it stands where it stands. */
	stillSinceMs: number;
	/** Has the browser look anew, in its own time. */
	readonly lookAgain: () => void;
	/** The same, awaited; false when the browser did not get to it. */
	readonly lookNow: () => Promise<boolean>;
	readonly stop: () => void;
}

/** How the browser looks at one element. */
interface Looks {
	/** Asks for another look, unless one is on its way. */
	readonly again: () => void;
	readonly stop: () => void;
}

export function createPressJudge(view: Window & typeof globalThis, { askPage, covered }: JudgeNeeds): PressJudge {
	const pointer = watchPointer(view);
	const all = new Map<Element, Watched>();
	const nowMs = () => view.performance.now();
	const canSee = 'IntersectionObserverEntry' in view && 'isVisible' in view.IntersectionObserverEntry.prototype;

	/** True when it stands elsewhere than at the last look, and the user did not scroll it there. */
	function look(element: Element, one: Watched): void {
		const now = element.getBoundingClientRect();
		const { box } = one;
		const isSame = (['left', 'top', 'width', 'height'] as const).every(
			(side) => Math.abs(now[side] - box[side]) <= slackPx,
		);
		one.box = now;
		if (!isSame && !pointer.isScrolling()) one.stillSinceMs = nowMs();
	}

	let raisedAtMs = Number.NEGATIVE_INFINITY;
	let raiseAgainMs = 0;
	let wasNear = false;
	let uncoveredAtMs = nowMs();
	view.setInterval(() => {
		if (view.document.visibilityState !== 'visible') return;
		// Without a pointer too: else a move of long ago would seem to be one of this moment.
		for (const [element, one] of all) look(element, one);
		const isCovered = [...all.values()].some(({ seen }) => seen === 'covered');
		const isNear = pointer.isNear();
		if (isCovered || isNear) for (const one of all.values()) one.lookAgain();
		// More may be done about it once the pointer comes.
		if (!isCovered || isNear !== wasNear) raiseAgainMs = 0;
		if (!isCovered) uncoveredAtMs = nowMs();
		wasNear = isNear;
		if (!isNear && nowMs() - uncoveredAtMs < saidAnewWithinMs) return;
		if (!isCovered || nowMs() - raisedAtMs < raiseAgainMs) return;
		raisedAtMs = nowMs();
		raiseAgainMs = Math.min(Math.max(raisesEveryMs, 2 * raiseAgainMs), raisesAtLeastEveryMs);
		covered(isNear);
	}, looksEveryMs);

	/**
	 * The browser looks on its own at most every 100 ms and does not come back to what changed in between, so that in a frame
	 * that is not drawn anew the last word may be an old one. Observing anew is the way to ask.
	 */
	function observe(element: Element, told: (seen: Watched['seen']) => void): Looks {
		if (!canSee) return { again: () => undefined, stop: () => undefined };
		let isOnItsWay = true;
		const options: SeenOptions = { threshold: [0, 1], trackVisibility: true, delay: looksEveryMs };
		const observer = new view.IntersectionObserver((entries) => {
			isOnItsWay = false;
			const entry = entries.at(-1) as SeenEntry | undefined;
			// One that is taller than the window is never wholly in view.
			const isWhole = (entry?.intersectionRatio ?? 0) >= 0.999;
			told(isWhole ? (entry?.isVisible ? 'seen' : 'covered') : 'away');
		}, options);
		observer.observe(element);
		return {
			again() {
				if (isOnItsWay) return;
				isOnItsWay = true;
				observer.unobserve(element);
				observer.observe(element);
			},
			stop: () => observer.disconnect(),
		};
	}

	function watch(element: Element): () => void {
		let waiting: (() => void)[] = [];
		const looks = observe(element, (seen) => {
			const isFirst = one.seen === null;
			const cameByHand = one.seen === 'away' && pointer.isScrolling();
			// It was drawn before the browser looked.
			if (seen === 'seen' && one.seen !== 'seen')
				one.seenSinceMs = isFirst ? one.stillSinceMs : cameByHand ? Number.NEGATIVE_INFINITY : nowMs();
			one.seen = seen;
			answer();
		});
		function answer(): void {
			for (const looked of waiting) looked();
			waiting = [];
		}
		const one: Watched = {
			seen: null,
			seenSinceMs: canSee ? Number.POSITIVE_INFINITY : nowMs(),
			box: element.getBoundingClientRect(),
			stillSinceMs: nowMs(),
			lookAgain: looks.again,
			lookNow() {
				looks.again();
				return new Promise((resolve) => {
					waiting.push(() => resolve(true));
					setTimeout(() => resolve(false), lookWithinMs);
				});
			},
			stop() {
				looks.stop();
				// One that goes at its press is judged by the last look.
				answer();
			},
		};
		all.set(element, one);
		return () => {
			one.stop();
			all.delete(element);
		};
	}

	async function refusal(element: Element): Promise<PressRefusal | null> {
		const one = all.get(element);
		const press = pointer.last();
		if (!one || !press) return 'early';
		look(element, one);
		const pressedAtMs = press.atMs;
		const { stillSinceMs } = one;
		const box = one.box;
		const point = pointer.pointIn(box);
		if (press.by !== 'key' && !point) return 'early';
		const byPointer = pointer.refusal();
		// What it said last may be of a while ago.
		if (canSee && !(await one.lookNow())) return 'early';
		if (one.seen === 'away') return 'partly';
		const { x, y } = point ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 };
		const byPage = await askPage({ x, y, isSeen: canSee ? one.seen === 'seen' : null });
		if (byPage) return byPage;
		if (byPointer) return byPointer;
		if (pressedAtMs - stillSinceMs < steadyForMs) return 'early';
		return pressedAtMs - one.seenSinceMs < steadyForMs ? 'early' : null;
	}

	return { watch, refusal };
}
