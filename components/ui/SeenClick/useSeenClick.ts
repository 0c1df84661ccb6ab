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

interface SeenClick {
	/** Of an element around the clicked one: an effect of its own, as on hovering, would count as being distorted. */
	readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
	readonly onClick: () => void;
	/** The last click did not count. */
	readonly isRefused: boolean;
}

/**
 * Lets a click count only while the clicked element is really seen: a page could lay something over our frame, fade or
 * distort it, and have the user click what they do not see. Where the browser does not tell, every click counts.
 */
export function useSeenClick(act: () => void): SeenClick {
	const watch = useRef<Watch | null>(null);
	const [isRefused, setRefused] = useState(false);
	const ref = useCallback((element: HTMLElement | null) => {
		if (!element) return;
		const own = watchElement(element);
		watch.current = own;
		return () => {
			own?.stop();
			watch.current = null;
		};
	}, []);
	function decide(isSeen: boolean): void {
		setRefused(!isSeen);
		if (isSeen) act();
	}
	return {
		ref,
		isRefused,
		onClick() {
			const isSeen = watch.current?.isSeen() ?? true;
			if (typeof isSeen === 'boolean') decide(isSeen);
			else void isSeen.then(decide);
		},
	};
}

interface Watch {
	/** A promise only until the browser has looked for the first time. */
	isSeen(): boolean | Promise<boolean>;
	stop(): void;
}

function watchElement(element: HTMLElement): Watch | null {
	if (typeof IntersectionObserver === 'undefined' || !('isVisible' in IntersectionObserverEntry.prototype)) return null;
	let last: 'seen' | 'away' | 'covered' | null = null;
	let seenSinceMs = Number.NEGATIVE_INFINITY;
	let hasScrolled = false;
	let looked: (isSeen: boolean) => void = () => undefined;
	const firstLook = new Promise<boolean>((resolve) => {
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
		looked(now === 'seen');
	}, options);
	observer.observe(element);
	const scrolled = () => {
		hasScrolled = true;
	};
	document.addEventListener('scroll', scrolled, { capture: true, passive: true });
	return {
		isSeen() {
			if (last !== null) return last === 'seen' && performance.now() - seenSinceMs >= seenForMs;
			setTimeout(() => looked(false), firstLookWithinMs);
			return firstLook;
		},
		stop() {
			observer.disconnect();
			document.removeEventListener('scroll', scrolled, { capture: true });
		},
	};
}
