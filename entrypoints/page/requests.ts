/** Tells when the page itself talked to its server after the user did something: the record may be saved anew. */
export interface RequestWatch {
	/** A request of the page that begins in the next seconds counts. */
	expect(): void;
	/** Requests until `end` are our own and do not count. */
	begin(): { end(): void };
	/** While on, every request of the page counts, and is told as soon as it has ended. */
	hurry(isOn: boolean): void;
	/** When the page's last request was answered, in milliseconds since 1970; 0 before the first. */
	answeredAtMs(): number;
	stop(): void;
}

/** How long after the user's last action a request that comes from it may begin. */
const linkedWithinMs = 3000;

/** Answers come in bursts; one read after the last of them is enough. */
const settledAfterMs = 400;

/** Two reads are at least so far apart, whatever the page does. */
const betweenReadsMs = 2000;

/** While a save is waited for: as fast as a burst of answers allows. */
const hurried = { settledAfterMs: 60, betweenReadsMs: 200 } as const;

/**
 * Calls `onSaved` after such requests. Reads the browser's own record of finished requests and touches none of them: what
 * is still on its way is in no record.
 */
export function watchRequests(view: Window, onSaved: () => void): RequestWatch {
	let expectedUntilMs = 0;
	let isHurried = false;
	let ownReads = 0;
	let ownSinceMs = 0;
	let ownUntilMs = 0;
	let lastReadMs = Number.NEGATIVE_INFINITY;
	let timer = 0;
	let answeredAtMs = 0;

	function settled(): void {
		timer = 0;
		lastReadMs = view.performance.now();
		onSaved();
	}

	function schedule(): void {
		const waits = isHurried ? hurried : { settledAfterMs, betweenReadsMs };
		const nowMs = view.performance.now();
		view.clearTimeout(timer);
		timer = view.setTimeout(settled, Math.max(waits.settledAfterMs, lastReadMs + waits.betweenReadsMs - nowMs));
	}

	const observer = new PerformanceObserver((list) => {
		const fromPage = list.getEntries().filter((entry) => {
			const { initiatorType, name, startTime } = entry as PerformanceResourceTiming;
			// A CRM may show a record as a page in a frame, which a save loads anew.
			const isFrame = initiatorType === 'iframe' && name.startsWith(`${view.location.origin}/`);
			const isOwn = startTime >= ownSinceMs && (ownReads > 0 || startTime <= ownUntilMs);
			return (initiatorType === 'fetch' || initiatorType === 'xmlhttprequest' || isFrame) && !isOwn;
		});
		if (fromPage.length > 0) answeredAtMs = Date.now();
		// By its beginning: the answer to a save may take longer than any action is waited for.
		if (fromPage.some(({ startTime }) => isHurried || startTime <= expectedUntilMs)) schedule();
	});
	observer.observe({ type: 'resource' });

	return {
		expect() {
			expectedUntilMs = view.performance.now() + linkedWithinMs;
		},
		begin() {
			if (ownReads === 0) ownSinceMs = view.performance.now();
			ownReads += 1;
			lastReadMs = view.performance.now();
			return {
				end() {
					ownReads -= 1;
					ownUntilMs = view.performance.now();
				},
			};
		},
		hurry(isOn) {
			isHurried = isOn;
		},
		answeredAtMs: () => answeredAtMs,
		stop() {
			observer.disconnect();
			view.clearTimeout(timer);
		},
	};
}
