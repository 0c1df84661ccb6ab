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

/** A button is drawn before the browser's first look at it. */
const firstLookWithinMs = 500;

/** Rounding of places under zoom. */
const slackPx = 1;

interface JudgeNeeds {
	/** Asks the page how it shows the frame. */
	readonly askPage: (about: {
		readonly x: number;
		readonly y: number;
		readonly isSeen: boolean | null;
	}) => Promise<PressRefusal | null>;
	/** Tells the page that something lies over a button near the pointer. */
	readonly covered: () => void;
}

/** How one element is seen. */
interface Watched {
	/** Null before the browser's first look, and where it follows no visibility. */
	seen: 'seen' | 'away' | 'covered' | null;
	seenSinceMs: number;
	box: DOMRect;
	/** Since when it stands where it stands. */
	stillSinceMs: number;
	readonly firstLook: Promise<void>;
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
	view.setInterval(() => {
		if (view.document.visibilityState !== 'visible') return;
		// Without a pointer too: else a move of long ago would seem to be one of this moment.
		for (const [element, one] of all) look(element, one);
		const isCovered = [...all.values()].some(({ seen }) => seen === 'covered');
		if (!isCovered) raiseAgainMs = 0;
		if (!isCovered || !pointer.isNear() || nowMs() - raisedAtMs < raiseAgainMs) return;
		raisedAtMs = nowMs();
		raiseAgainMs = Math.min(Math.max(raisesEveryMs, 2 * raiseAgainMs), raisesAtLeastEveryMs);
		covered();
	}, looksEveryMs);

	function observe(element: Element, told: (seen: Watched['seen']) => void): () => void {
		if (!canSee) return () => undefined;
		const options: SeenOptions = { threshold: [0, 1], trackVisibility: true, delay: looksEveryMs };
		const observer = new view.IntersectionObserver((entries) => {
			const entry = entries.at(-1) as SeenEntry | undefined;
			// One that is taller than the window is never wholly in view.
			const isWhole = (entry?.intersectionRatio ?? 0) >= 0.999;
			told(isWhole ? (entry?.isVisible ? 'seen' : 'covered') : 'away');
		}, options);
		observer.observe(element);
		return () => observer.disconnect();
	}

	function watch(element: Element): () => void {
		let looked: () => void = () => undefined;
		const firstLook = new Promise<void>((resolve) => {
			looked = resolve;
			setTimeout(resolve, firstLookWithinMs);
		});
		const one: Watched = {
			seen: null,
			seenSinceMs: canSee ? Number.POSITIVE_INFINITY : nowMs(),
			box: element.getBoundingClientRect(),
			stillSinceMs: nowMs(),
			firstLook,
			stop: observe(element, (seen) => {
				const isFirst = one.seen === null;
				const cameByHand = one.seen === 'away' && pointer.isScrolling();
				// It was drawn before the browser looked.
				if (seen === 'seen' && one.seen !== 'seen')
					one.seenSinceMs = isFirst ? one.stillSinceMs : cameByHand ? Number.NEGATIVE_INFINITY : nowMs();
				one.seen = seen;
				looked();
			}),
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
		if (canSee && one.seen === null) await one.firstLook;
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
