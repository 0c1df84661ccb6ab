/** Tells when the page itself talked to its server after the user did something: the record may be saved anew. */
export interface RequestWatch {
	/** A request of the page in the next seconds counts. */
	expect(): void;
	/** Requests until `end` are our own and do not count. */
	begin(): { end(): void };
	stop(): void;
}

/** How long after the user's last action a request may come from it. */
const linkedWithinMs = 3000;

/** Answers come in bursts; one read after the last of them is enough. */
const settledAfterMs = 400;

/** Two reads are at least so far apart, whatever the page does. */
const betweenReadsMs = 2000;

/** Calls `onSaved` after such requests. Reads the browser's own record of finished requests and touches none of them. */
export function watchRequests(view: Window, onSaved: () => void): RequestWatch {
	let expectedUntilMs = 0;
	let ownReads = 0;
	let ownSinceMs = 0;
	let ownUntilMs = 0;
	let lastReadMs = Number.NEGATIVE_INFINITY;
	let timer = 0;

	function settled(): void {
		timer = 0;
		lastReadMs = view.performance.now();
		onSaved();
	}

	function schedule(): void {
		const nowMs = view.performance.now();
		view.clearTimeout(timer);
		timer = view.setTimeout(settled, Math.max(settledAfterMs, lastReadMs + betweenReadsMs - nowMs));
	}

	const observer = new PerformanceObserver((list) => {
		const nowMs = view.performance.now();
		if (nowMs > expectedUntilMs) return;
		const isFromPage = list.getEntries().some((entry) => {
			const { initiatorType, name, startTime } = entry as PerformanceResourceTiming;
			// A CRM may show a record as a page in a frame, which a save loads anew.
			const isFrame = initiatorType === 'iframe' && name.startsWith(`${view.location.origin}/`);
			const isOwn = startTime >= ownSinceMs && (ownReads > 0 || startTime <= ownUntilMs);
			return (initiatorType === 'fetch' || initiatorType === 'xmlhttprequest' || isFrame) && !isOwn;
		});
		if (isFromPage) schedule();
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
		stop() {
			observer.disconnect();
			view.clearTimeout(timer);
		},
	};
}
