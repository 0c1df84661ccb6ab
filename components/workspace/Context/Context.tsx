import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { StorageState } from '../../../core/model/storage-state.ts';
import type { StorageStore } from '../../../stores/storage.ts';
import type { Costs, CostsStore } from '../../../stores/workspace/costs.ts';
import type { Inbox, InboxStore } from '../../../stores/workspace/inbox.ts';
import type { Workspace, WorkspaceStore } from '../../../stores/workspace/store.ts';

/** What only a window can do. */
export interface WorkspaceHost {
	/** As the user knows it: "Chromium". */
	readonly browserName: string;
	/** Asks the browser for one host. Must be called in the click itself, before anything is awaited. */
	readonly requestSite: (pattern: string) => Promise<boolean>;
	readonly download: (fileName: string, text: string, type: string) => void;
}

interface Given {
	readonly store: WorkspaceStore;
	readonly costs: CostsStore;
	readonly inbox: InboxStore;
	readonly storage: StorageStore;
	readonly host: WorkspaceHost;
}

const GivenContext = createContext<Given | null>(null);

interface WorkspaceContextProps extends Given {
	readonly children: ReactNode;
}

export function WorkspaceContext({ store, costs, inbox, storage, host, children }: WorkspaceContextProps) {
	const given = useMemo(() => ({ store, costs, inbox, storage, host }), [store, costs, inbox, storage, host]);
	return <GivenContext value={given}>{children}</GivenContext>;
}

function useGiven(): Given {
	const given = useContext(GivenContext);
	if (given === null) throw new Error('outside WorkspaceContext');
	return given;
}

export function useWorkspace<T>(select: (state: Workspace) => T): T {
	return useStore(useGiven().store, select);
}

export function useCosts<T>(select: (state: Costs) => T): T {
	return useStore(useGiven().costs, select);
}

export function useInbox<T>(select: (state: Inbox) => T): T {
	return useStore(useGiven().inbox, select);
}

export function useStorage<T>(select: (state: StorageState) => T): T {
	return useStore(useGiven().storage, ({ state }) => select(state));
}

export function useHost(): WorkspaceHost {
	return useGiven().host;
}
