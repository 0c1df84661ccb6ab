import { createStore, type StoreApi } from 'zustand/vanilla';
import { defaultSettings, type Settings } from '../core/model/settings.ts';
import type { ChangeNotice } from '../messages/protocol.ts';
import { type Ask, askSafely } from './ask.ts';

/** What the user chose for themselves. */
export interface SettingsState {
	readonly settings: Settings;
}

/** Reading and changing the settings. */
export interface SettingsActions {
	read(): Promise<void>;
	/** Shown at once; taken back when it could not be kept, and then false. */
	changed(change: Partial<Pick<Settings, 'language' | 'theme'>>): Promise<boolean>;
	changeNoticed(notice: ChangeNotice): void;
}

/** The settings store's shape. */
export type SettingsStore = StoreApi<SettingsState & SettingsActions>;

/** Begins with the defaults, so that something can be drawn before the background has answered. */
export function createSettingsStore({ ask: rawAsk }: { readonly ask: Ask }): SettingsStore {
	const ask = askSafely(rawAsk);
	return createStore<SettingsState & SettingsActions>()((set, get) => {
		let serial = 0;

		async function read(): Promise<void> {
			serial += 1;
			const mine = serial;
			const answer = await ask('settings.read', null);
			if (answer.ok && mine === serial) set({ settings: answer.value });
		}

		return {
			settings: defaultSettings,
			read,
			async changed(change) {
				serial += 1;
				const mine = serial;
				const before = get().settings;
				const settings = { ...before, ...change };
				set({ settings });
				const answer = await ask('settings.save', { settings });
				if (!answer.ok && mine === serial) set({ settings: before });
				return answer.ok;
			},
			changeNoticed({ subject }) {
				if (subject === 'settings') void read();
			},
		};
	});
}
