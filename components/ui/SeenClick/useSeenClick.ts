import { useCallback, useRef, useState } from 'react';

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

/** What was uncovered a moment ago may have been uncovered for this very click. */
const seenForMs = 400;

/** A button is drawn before the browser's first look at it. */
const firstLookWithinMs = 500;

/** A button that fades or slides in is seen as distorted until it has come to rest. */
const youngForMs = 1000;

/** Why a click did not count: something lies over the element, or it came before the element was long enough in view. */
export type ClickRefusal = 'covered' | 'early';

interface SeenClick {
	/** Of an element around the clicked one: an effect of its own, as on hovering, would count as being distorted. */
	readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
	readonly onClick: () => void;
	/** Why the last click did not count; null when it did. */
	readonly refusal: ClickRefusal | null;
}

/**
 * Lets a click count only while the clicked element is really seen: a page could lay something over our frame, fade or
 * distort it, and have the user click what they do not see. Where the browser does not tell, every click counts.
 */
export function useSeenClick(act: () => void): SeenClick {
	const watch = useRef<Watch | null>(null);
	const [refusal, setRefusal] = useState<ClickRefusal | null>(null);
	const ref = useCallback((element: HTMLElement | null) => {
		if (!element) return;
		const own = watchElement(element);
		watch.current = own;
		return () => {
			own?.stop();
			watch.current = null;
		};
	}, []);
	function decide(reason: ClickRefusal | null): void {
		setRefusal(reason);
		if (reason === null) act();
	}
	return {
		ref,
		refusal,
		onClick() {
			const reason = watch.current?.refusal() ?? null;
			if (reason instanceof Promise) void reason.then(decide);
			else decide(reason);
		},
	};
}

interface Watch {
	/** A promise only until the browser has looked for the first time. */
	refusal(): ClickRefusal | null | Promise<ClickRefusal | null>;
	stop(): void;
}

function watchElement(element: HTMLElement): Watch | null {
	if (typeof IntersectionObserver === 'undefined' || !('isVisible' in IntersectionObserverEntry.prototype)) return null;
	let last: 'seen' | 'away' | 'covered' | null = null;
	const sinceMs = performance.now();
	let seenSinceMs = Number.NEGATIVE_INFINITY;
	let hasScrolled = false;
	let wasSeen = false;
	let looked: (reason: ClickRefusal | null) => void = () => undefined;
	const unseen = (): ClickRefusal => (!wasSeen && performance.now() - sinceMs < youngForMs ? 'early' : 'covered');
	const firstLook = new Promise<ClickRefusal | null>((resolve) => {
		looked = resolve;
	});
	const options: SeenOptions = { threshold: [0, 1], trackVisibility: true, delay: looksEveryMs };
	const observer = new IntersectionObserver((entries) => {
		const entry = entries.at(-1) as SeenEntry | undefined;
		const now = entry?.isVisible ? 'seen' : entry?.intersectionRatio === 1 ? 'covered' : 'away';
		// Users scroll to it and click at once.
		if (now === 'seen' && last !== now && last !== null && !(last === 'away' && hasScrolled))
			seenSinceMs = performance.now();
		if (now !== last) hasScrolled = false;
		last = now;
		wasSeen ||= now === 'seen';
		looked(now === 'seen' ? null : unseen());
	}, options);
	observer.observe(element);
	const scrolled = () => {
		hasScrolled = true;
	};
	document.addEventListener('scroll', scrolled, { capture: true, passive: true });
	return {
		refusal() {
			if (last === 'seen') return performance.now() - seenSinceMs >= seenForMs ? null : 'early';
			if (last !== null) return unseen();
			setTimeout(() => looked('early'), firstLookWithinMs);
			return firstLook;
		},
		stop() {
			observer.disconnect();
			document.removeEventListener('scroll', scrolled, { capture: true });
		},
	};
}
