import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Maps, MapsStore } from '../../../stores/workspace/maps.ts';

const GivenContext = createContext<MapsStore | null>(null);

interface MapsContextProps {
	readonly store: MapsStore;
	readonly children: ReactNode;
}

export function MapsContext({ store, children }: MapsContextProps) {
	useEffect(() => store.getState().opened(), [store]);
	return <GivenContext value={store}>{children}</GivenContext>;
}

/** False in a window that does not list what was shown. */
export function useHasMaps(): boolean {
	return useContext(GivenContext) !== null;
}

export function useMaps<T>(select: (state: Maps) => T): T {
	const store = useContext(GivenContext);
	if (store === null) throw new Error('outside MapsContext');
	return useStore(store, select);
}
