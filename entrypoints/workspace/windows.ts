import type { Windows } from '../../stores/forms/drafts.ts';

const wordKey = 'dealside.window';
const lockPrefix = 'dealside.window ';

/** Holds the lock of a word as long as this window is open; false where another window holds it. */
function held(word: string): Promise<boolean> {
	return new Promise((resolve) => {
		void navigator.locks.request(lockPrefix + word, { ifAvailable: true }, (lock) => {
			resolve(lock !== null);
			// Never settled: the browser lets go when the window is gone, also by a crash.
			return lock === null ? undefined : new Promise(() => undefined);
		});
	});
}

/** This window's word, the same after a reload. A duplicated tab brings its origin's along, and gets another one. */
async function ownWord(): Promise<string> {
	const kept = sessionStorage.getItem(wordKey);
	if (kept !== null && (await held(kept))) return kept;
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
