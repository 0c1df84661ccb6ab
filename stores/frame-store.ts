import { createStore, type StoreApi } from 'zustand/vanilla';
import {
	boundedLayout,
	defaultLayout,
	defaultSettings,
	type Settings,
	type SiteLayout,
} from '../core/model/settings.ts';
import type { FromPage, ToPage } from '../messages/port.ts';
import type { ChangeNotice } from '../messages/protocol.ts';
import { type Ask, askSafely } from './ask.ts';

/** Where the sidebar stands on this site and what its user chose. */
export interface FrameState {
	readonly site: string | null;
	readonly layout: SiteLayout;
	readonly settings: Settings;
}

export interface FrameActions {
	messageArrived(message: FromPage): void;
	changeNoticed(notice: ChangeNotice): void;
	opened(): Promise<void>;
	/** While the edge is dragged: shown, not kept. */
	layoutDragged(change: Partial<SiteLayout>): void;
	layoutChosen(change: Partial<SiteLayout>): void;
	settingsChosen(change: Partial<Settings>): void;
}

export type FrameStore = StoreApi<FrameState & FrameActions>;

/** Layout follows the page's word; what the user chooses is shown at once and kept by the background. */
export function createFrameStore(rawAsk: Ask, post: (message: ToPage) => void): FrameStore {
	const ask = askSafely(rawAsk);
	return createStore<FrameState & FrameActions>()((set, get) => {
		function show(change: Partial<SiteLayout>): SiteLayout {
			const layout = boundedLayout({ ...get().layout, ...change });
			set({ layout });
			post({ type: 'layout.set', layout });
			return layout;
		}

		async function readSettings(): Promise<void> {
			const answer = await ask('settings.read', null);
			if (answer.ok) set({ settings: answer.value });
		}

		return {
			site: null,
			layout: defaultLayout,
			settings: defaultSettings,
			messageArrived(message) {
				if (message.type === 'record.shown') set({ site: message.site, layout: message.layout });
				if (message.type === 'layout.shown') set({ layout: message.layout });
			},
			changeNoticed({ subject }) {
				if (subject === 'settings') void readSettings();
			},
			opened: readSettings,
			layoutDragged: (change) => void show(change),
			layoutChosen(change) {
				const layout = show(change);
				const { site } = get();
				if (site !== null) void ask('layout.save', { site, layout });
			},
			settingsChosen(change) {
				const settings = { ...get().settings, ...change };
				set({ settings });
				void ask('settings.save', { settings });
			},
		};
	});
}
