import { createContext, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { DealView, MarginView } from '../../core/model/view.ts';
import type { DealSelectors } from '../../stores/deal-selectors.ts';
import type { DealActions, DealState, DealStore } from '../../stores/deal-store.ts';
import type { LayoutActions, LayoutState, LayoutStore } from '../../stores/layout-store.ts';
import type { SettingsStore } from '../../stores/settings-store.ts';

/** What one sidebar works with, handed down from its entrypoint. */
export interface SidebarParts {
	readonly deal: DealStore;
	readonly layout: LayoutStore;
	readonly settings: SettingsStore;
	readonly selectors: DealSelectors;
	readonly clock: () => Date;
	readonly giveFocusBack: () => void;
	/** Calls back when the page asks the sidebar to take the focus; answers what stops it. */
	readonly onFocusAsked: (listener: () => void) => () => void;
	readonly workspaceUrl: string;
}

export const SidebarContext = createContext<SidebarParts | null>(null);

export function useSidebar(): SidebarParts {
	const parts = useContext(SidebarContext);
	if (!parts) throw new Error('used outside a sidebar');
	return parts;
}

export function useDeal<T>(select: (state: DealState & DealActions) => T): T {
	return useStore(useSidebar().deal, select);
}

export function useLayout<T>(select: (state: LayoutState & LayoutActions) => T): T {
	return useStore(useSidebar().layout, select);
}

function dayOf(now: Date): string {
	const two = (part: number) => `${part}`.padStart(2, '0');
	return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The time, anew every half minute. */
export function useNow(): Date {
	const { clock } = useSidebar();
	const [now, setNow] = useState(clock);
	useEffect(() => {
		const timer = setInterval(() => setNow(clock()), 30_000);
		return () => clearInterval(timer);
	}, [clock]);
	return now;
}

function useViewerAndDay() {
	const { settings } = useSidebar();
	const viewer = useStore(settings, (state) => state.settings.viewer);
	return { viewer, today: dayOf(useNow()) };
}

export function useView(): DealView | null {
	const { selectors } = useSidebar();
	const { viewer, today } = useViewerAndDay();
	return useDeal((state) => selectors.view(state, viewer, today));
}

export function useWhatIf(): MarginView | null {
	const { selectors } = useSidebar();
	const { viewer, today } = useViewerAndDay();
	return useDeal((state) => selectors.whatIf(state, viewer, today));
}
