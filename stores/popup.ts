import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Result } from '../core/model/result.ts';
import { failure, success } from '../core/model/result.ts';
import type { Settings, Site } from '../core/model/settings.ts';
import type { FollowedSource } from '../core/model/source.ts';
import type { ChangeNotice, RefusalCode } from '../messages/protocol.ts';
import { type Ask, askSafely, codeOf } from './ask.ts';

export interface PopupState {
	/** Null until they were read. */
	readonly settings: Settings | null;
	/** Hosts that Dealside runs on; null until they were read. */
	readonly sites: readonly Site[] | null;
	/** The address that the playbook is followed from; null where none is, or it was not read. */
	readonly followed: FollowedSource | null;
	/** The first read of the hosts has not succeeded. */
	readonly isFailed: boolean;
}

export interface PopupActions {
	/** Reads settings and hosts and follows changes; returns a function that stops following. */
	opened(): () => void;
	/** The browser allowed a host: has it registered. */
	siteGranted(): Promise<Result<readonly Site[], RefusalCode>>;
}

/** The popup's store. It knows no form and no playbook: a popup is opened many times, and has to be there at once. */
export type PopupStore = StoreApi<PopupState & PopupActions>;

/** The state of one popup. Nothing is read before `opened`. */
export function createPopupStore({
	ask: rawAsk,
	onChange,
}: {
	readonly ask: Ask;
	readonly onChange: (listener: (notice: ChangeNotice) => void) => () => void;
}): PopupStore {
	const ask = askSafely(rawAsk);
	/** The read that was asked last: an earlier one that answers later is dropped. */
	const asked = { settings: 0, sites: 0, source: 0 };

	return createStore<PopupState & PopupActions>()((set, get) => {
		async function readSettings(): Promise<void> {
			asked.settings += 1;
			const serial = asked.settings;
			const answer = await ask('settings.read', null);
			if (answer.ok && serial === asked.settings) set({ settings: answer.value });
		}

		async function readSites(): Promise<void> {
			asked.sites += 1;
			const serial = asked.sites;
			const answer = await ask('sites.list', null);
			if (serial !== asked.sites) return;
			if (answer.ok) set({ sites: answer.value, isFailed: false });
			else set({ isFailed: get().sites === null });
		}

		async function readSource(): Promise<void> {
			asked.source += 1;
			const serial = asked.source;
			const answer = await ask('source.read', null);
			if (answer.ok && serial === asked.source) set({ followed: answer.value.followed });
		}

		return {
			followed: null,
			settings: null,
			sites: null,
			isFailed: false,
			opened() {
				void readSettings();
				void readSites();
				void readSource();
				return onChange(({ subject }) => {
					if (subject === 'settings' || subject === 'storage') void readSettings();
					if (subject === 'source' || subject === 'storage') void readSource();
					if (subject === 'sites' || subject === 'storage') void readSites();
				});
			},
			async siteGranted() {
				const answer = await ask('sites.granted', null);
				await readSites();
				return answer.ok ? success(answer.value) : failure(codeOf(answer));
			},
		};
	});
}
