import { createStore, type StoreApi } from 'zustand/vanilla';
import { boundedLayout, defaultLayout, type SiteLayout } from '../core/model/settings.ts';
import type { FromPage, ToPage } from '../messages/port.ts';
import { type Ask, askSafely } from './ask.ts';

/** Where and how wide the sidebar stands; the content script does the moving. */
export interface LayoutState {
	/** The site the layout is kept for; null before the page has spoken. */
	readonly site: string | null;
	readonly layout: SiteLayout;
	/** A drag is going on: what the page reports meanwhile is behind it. */
	readonly isDragging: boolean;
}

/** What can happen to the layout. Drags are shown at once and saved when they end. */
export interface LayoutActions {
	messageArrived(message: FromPage): void;
	dragged(change: Partial<Pick<SiteLayout, 'widthPx' | 'handleAt'>>): void;
	dragEnded(): void;
	sideMoved(): void;
	collapsed(): void;
	expanded(): void;
	/** Steps with the keyboard: shown and saved at once. */
	stepped(change: Partial<Pick<SiteLayout, 'widthPx' | 'handleAt'>>): void;
}

/** The layout store's shape. */
export type LayoutStore = StoreApi<LayoutState & LayoutActions>;

interface LayoutStoreOptions {
	readonly ask: Ask;
	readonly post: (message: ToPage) => void;
}

/** One layout per sidebar; the background keeps it for the site. */
export function createLayoutStore({ ask: rawAsk, post }: LayoutStoreOptions): LayoutStore {
	const ask = askSafely(rawAsk);
	return createStore<LayoutState & LayoutActions>()((set, get) => {
		function show(change: Partial<SiteLayout>): void {
			const layout = boundedLayout({ ...get().layout, ...change });
			set({ layout });
			post({ type: 'layout.set', layout });
		}

		function save(): void {
			const { site, layout } = get();
			if (site !== null) void ask('layout.save', { site, layout });
		}

		function showAndSave(change: Partial<SiteLayout>): void {
			show(change);
			save();
		}

		return {
			site: null,
			layout: defaultLayout,
			isDragging: false,

			messageArrived(message) {
				if (message.type === 'record.shown') set({ site: message.site });
				if (message.type !== 'record.shown' && message.type !== 'layout.shown') return;
				if (!get().isDragging) set({ layout: boundedLayout(message.layout) });
			},
			dragged(change) {
				set({ isDragging: true });
				show(change);
			},
			dragEnded() {
				if (!get().isDragging) return;
				set({ isDragging: false });
				save();
			},
			sideMoved: () => showAndSave({ side: get().layout.side === 'right' ? 'left' : 'right' }),
			collapsed: () => showAndSave({ isCollapsed: true }),
			expanded: () => showAndSave({ isCollapsed: false }),
			stepped: showAndSave,
		};
	});
}
