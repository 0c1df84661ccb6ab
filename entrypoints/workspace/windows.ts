import type { Windows } from '../../stores/workspace/forms/drafts.ts';

const wordKey = 'dealside.window';
const lockPrefix = 'dealside.window ';
const channelName = 'dealside.windows';

const askAgainMs = 200;

/** A window that neither goes nor says anything for so long is frozen, and keeps its word. */
const goneWithinMs = 10_000;

/** What windows ask and tell one another. */
interface Talk {
	readonly type: 'whose' | 'mine';
	readonly word: string;
}

/** Holds the lock of a word for as long as this window is open, and says so to windows that ask. */
function held(word: string, signal?: AbortSignal): Promise<boolean> {
	return new Promise((resolve) => {
		const hold = () => {
			const channel = new BroadcastChannel(channelName);
			channel.onmessage = ({ data }: MessageEvent<Talk>) => {
				if (data.type === 'whose' && data.word === word) channel.postMessage({ type: 'mine', word } satisfies Talk);
			};
			resolve(true);
			// Never settled: the browser lets go when the window is gone, also by a crash.
			return new Promise<never>(() => undefined);
		};
		navigator.locks.request(lockPrefix + word, signal ? { signal } : {}, hold).catch(() => resolve(false));
	});
}

/**
 * Takes back the word that this window had before. After a reload the document before may still hold it for a moment, and
 * is waited for; a window that is there, of which this one is a duplicate, says that the word is its own.
 */
async function heldAgain(word: string): Promise<boolean> {
	const taken = new AbortController();
	const channel = new BroadcastChannel(channelName);
	channel.onmessage = ({ data }: MessageEvent<Talk>) => {
		if (data.type === 'mine' && data.word === word) taken.abort();
	};
	const ask = () => channel.postMessage({ type: 'whose', word } satisfies Talk);
	const asking = setInterval(ask, askAgainMs);
	const patience = setTimeout(() => taken.abort(), goneWithinMs);
	const isOurs = held(word, taken.signal);
	ask();
	try {
		return await isOurs;
	} finally {
		clearInterval(asking);
		clearTimeout(patience);
		channel.close();
	}
}

/** This window's word, the same after a reload. A duplicated tab brings its origin's along, and gets another one. */
async function ownWord(): Promise<string> {
	const kept = sessionStorage.getItem(wordKey);
	if (kept !== null && (await heldAgain(kept))) return kept;
	const made = crypto.randomUUID();
	await held(made);
	sessionStorage.setItem(wordKey, made);
	return made;
}

/** The windows of the workspace. */
export function ownWindows(): Windows {
	const own = ownWord();
	return {
		own: () => own,
		async open() {
			await own;
			const { held: locks = [] } = await navigator.locks.query();
			const words = locks.flatMap(({ name }) => (name?.startsWith(lockPrefix) ? [name.slice(lockPrefix.length)] : []));
			return new Set(words);
		},
	};
}
