import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StorageState, StorageTrouble, UnreadableRow } from '../core/model/storage-state.ts';
import { healthyStorage } from '../core/model/storage-state.ts';
import type { ChangeNotice } from '../messages/protocol.ts';
import { type Ask, askSafely } from './ask.ts';

export interface StorageView {
	/** Nothing is known to be wrong until it was asked. */
	readonly state: StorageState;
}

export interface StorageActions {
	/** Asks how storage is doing and follows changes; returns a function that stops following. */
	opened(): () => void;
	changeNoticed(notice: Pick<ChangeNotice, 'subject'>): void;
	readAgain(): Promise<void>;
	/** The file of what cannot be read; null when it could not be made. */
	fileAsked(): Promise<{ readonly text: string; readonly fileName: string } | null>;
	/** False when it was not put aside. */
	putAside(row: UnreadableRow): Promise<boolean>;
}

/** The storage store's shape; the same in the popup, the sidebar and the workspace. */
export type StorageStore = StoreApi<StorageView & StorageActions>;

/** Troubles that end without a word from the background, which cannot be reached or waits itself. */
const passing: readonly (StorageTrouble | null)[] = ['database-blocked', 'database-failed'];

const askAgainMs = 3_000;

/** How storage is doing, for every window of the extension. */
export function createStorageStore({
	ask: rawAsk,
	onChange,
}: {
	readonly ask: Ask;
	readonly onChange: (listener: (notice: ChangeNotice) => void) => () => void;
}): StorageStore {
	const ask = askSafely(rawAsk);
	let asked = 0;
	let again: ReturnType<typeof setTimeout> | undefined;

	return createStore<StorageView & StorageActions>()((set, get) => {
		async function readAgain(): Promise<void> {
			asked += 1;
			const serial = asked;
			clearTimeout(again);
			const answer = await ask('storage.state', null);
			if (serial !== asked) return;
			const state: StorageState = answer.ok ? answer.value : { ...healthyStorage, trouble: 'database-failed' };
			set({ state });
			if (passing.includes(state.trouble)) again = setTimeout(() => void readAgain(), askAgainMs);
		}

		return {
			state: healthyStorage,
			opened() {
				void readAgain();
				const stop = onChange((notice) => get().changeNoticed(notice));
				return () => {
					asked += 1;
					clearTimeout(again);
					stop();
				};
			},
			changeNoticed({ subject }) {
				if (subject === 'storage') void readAgain();
			},
			readAgain,
			async fileAsked() {
				const answer = await ask('storage.export', null);
				return answer.ok ? answer.value : null;
			},
			async putAside(row) {
				const answer = await ask('storage.setAside', row);
				await readAgain();
				return answer.ok && answer.value;
			},
		};
	});
}

/** Stores of the rows that cannot be read, each once with how many, the most first. */
export function selectUnreadableStores({
	unreadable,
}: StorageState): readonly { readonly store: UnreadableRow['store']; readonly count: number }[] {
	const counts = new Map<UnreadableRow['store'], number>();
	for (const { store } of unreadable) counts.set(store, (counts.get(store) ?? 0) + 1);
	return [...counts].map(([store, count]) => ({ store, count })).sort((left, right) => right.count - left.count);
}
