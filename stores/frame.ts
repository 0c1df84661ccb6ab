import { createStore, type StoreApi } from 'zustand/vanilla';
import {
	boundedLayout,
	defaultLayout,
	defaultSettings,
	type Settings,
	type SiteLayout,
} from '../core/model/settings.ts';
import type { FromPage, ToPage } from '../messages/port.ts';
import type { ChangeNotice, RefusalCode } from '../messages/protocol.ts';
import { type Ask, askSafely, codeOf } from './ask.ts';
import { settingsSaved } from './settings-saved.ts';

/** Where the sidebar is on this site, and what its user chose. */
export interface FrameState {
	readonly site: string | null;
	readonly layout: SiteLayout;
	readonly settings: Settings;
	/** Settings are kept and cannot be read: `settings` are the usual ones, and say nothing of what the viewer may see. */
	readonly areSettingsUnreadable: boolean;
	/** Why the background refused the last choice; null when it did not. */
	readonly refusal: RefusalCode | null;
	/** The edge or the handle is being dragged: what the page reports meanwhile is behind the pointer. */
	readonly isDragging: boolean;
	/** A dialog of the CRM takes every press until it is closed. */
	readonly isBlocked: boolean;
	/** The page had the sidebar load anew: what was pressed a moment before may have come to nothing. */
	readonly isRestarted: boolean;
	/** How often the list of all actions was asked for by a key of the browser's. */
	readonly paletteAsked: number;
}

/** What can happen to the frame. */
export interface FrameActions {
	messageArrived(message: FromPage): void;
	changeNoticed(notice: ChangeNotice): void;
	opened(): Promise<void>;
	/** While the edge or the handle is dragged: shown, not kept. */
	layoutDragged(change: Partial<SiteLayout>): void;
	/** Shown and kept for the site; ends a drag. */
	layoutChosen(change: Partial<SiteLayout>): void;
	/** Shown at once; taken back when it could not be kept, and then false. */
	settingsChosen(change: Partial<Settings>): Promise<boolean>;
}

/** The frame store's shape. */
export type FrameStore = StoreApi<FrameState & FrameActions>;

/** Layout follows the page's word; what the user chooses is shown at once and kept by the background. */
export function createFrameStore(rawAsk: Ask, post: (message: ToPage) => void): FrameStore {
	const ask = askSafely(rawAsk);
	let settingsAsked = 0;
	return createStore<FrameState & FrameActions>()((set, get) => {
		function show(change: Partial<SiteLayout>): SiteLayout {
			const layout = boundedLayout({ ...get().layout, ...change });
			set({ layout });
			post({ type: 'layout.set', layout });
			return layout;
		}

		async function readSettings(): Promise<void> {
			settingsAsked += 1;
			const serial = settingsAsked;
			const answer = await ask('settings.read', null);
			if (serial !== settingsAsked) return;
			if (answer.ok) set({ settings: answer.value, areSettingsUnreadable: false });
			else if (answer.cause === 'row-unreadable') set({ settings: defaultSettings, areSettingsUnreadable: true });
		}

		return {
			site: null,
			layout: defaultLayout,
			settings: defaultSettings,
			areSettingsUnreadable: false,
			refusal: null,
			isDragging: false,
			isBlocked: false,
			isRestarted: false,
			paletteAsked: 0,
			messageArrived(message) {
				if (message.type === 'page.blocked') set({ isBlocked: message.isBlocked });
				if (message.type === 'frame.restarted') set({ isRestarted: true });
				if (message.type === 'palette.show') {
					if (get().layout.isCollapsed) get().layoutChosen({ isCollapsed: false });
					set({ paletteAsked: get().paletteAsked + 1 });
				}
				if (message.type === 'record.shown') set({ site: message.site });
				if (message.type !== 'record.shown' && message.type !== 'layout.shown') return;
				if (!get().isDragging) set({ layout: boundedLayout(message.layout) });
			},
			changeNoticed({ subject }) {
				if (subject === 'settings' || subject === 'storage') void readSettings();
			},
			opened: readSettings,
			layoutDragged(change) {
				set({ isDragging: true });
				show(change);
			},
			layoutChosen(change) {
				set({ isDragging: false });
				const layout = show(change);
				const { site } = get();
				if (site !== null) void ask('layout.save', { site, layout });
			},
			async settingsChosen(change) {
				settingsAsked += 1;
				const serial = settingsAsked;
				const before = get().settings;
				const settings = { ...before, ...change };
				set({ settings });
				const answer = await settingsSaved(ask, change, before);
				if (!answer.ok && serial === settingsAsked) {
					set({ settings: before });
					// What another window chose is shown in its place.
					if (answer.error === 'changed-elsewhere') await readSettings();
				}
				set({ refusal: answer.ok ? null : codeOf(answer) });
				return answer.ok;
			},
		};
	});
}
