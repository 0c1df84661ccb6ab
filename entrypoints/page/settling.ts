import type { DealEdits } from '../../core/model/deal-edits.ts';
import type { SettlingPhase } from '../../messages/port.ts';

/** What was typed is gone from the page, and no reading has shown yet what became of it. */
export interface Settling {
	/** What was typed last. */
	readonly edits: DealEdits;
	readonly sinceMs: number;
	phase: SettlingPhase;
	/** Nothing has come for long enough: the next reading decides, whatever it says. */
	isLastRead: boolean;
}

/** A save may be on its way for so long before a reading without it says that there was none. */
const heldMs = 350;

/** What was saved later than that would have been answered within this time. */
const quietMs = 1500;

const lookAgainMs = 100;

/** The longest that a page which never stops asking its server keeps its figures from being called live. */
const longestMs = 15_000;

/**
 * What an unchanged reading says at `nowMs`, and when to ask again: `held` while a save may be on its way, `checking` once
 * the edit seems to have been given up, `over` when nothing has come since.
 */
export function stepOf(
	{ sinceMs }: Settling,
	readAtMs: number,
	nowMs: number,
	isLoading: boolean,
): { readonly step: 'held' | 'checking' | 'over'; readonly againInMs: number } {
	const isLate = nowMs - sinceMs >= longestMs;
	const heldFor = sinceMs + heldMs - nowMs;
	if (!isLate && (heldFor > 0 || isLoading)) return { step: 'held', againInMs: Math.max(heldFor, lookAgainMs) };
	const quietFor = readAtMs + quietMs - nowMs;
	return isLate || quietFor <= 0 ? { step: 'over', againInMs: 0 } : { step: 'checking', againInMs: quietFor };
}

/** What is shown while `now` is on the page: typed values stand until they are read, and newer ones go before them. */
export function standing({ edits, phase }: Settling, now: DealEdits): DealEdits {
	if (phase === 'checking') return now;
	return {
		...edits,
		...now,
		lines: { ...edits.lines, ...now.lines },
		added: now.added.length > 0 ? now.added : edits.added,
		removed: now.removed.length > 0 ? now.removed : edits.removed,
		// The rows of what was saved fit no line that was read before.
		areLinesUnmatched: edits.areLinesUnmatched,
	};
}

/** True while a frame of the page's own site is on its way: a CRM that shows a record in a frame may be saving it. */
export function isFrameLoading(document: Document): boolean {
	return [...document.querySelectorAll('iframe')].some((frame) => {
		try {
			const inner = frame.contentDocument;
			const isEmpty = inner?.URL === 'about:blank' && frame.src !== '' && frame.src !== 'about:blank';
			return inner !== null && (isEmpty || inner.readyState !== 'complete');
		} catch {
			return false;
		}
	});
}
