import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { FollowedSource } from '../../../core/model/source.ts';
import type { SourceActions, SourceStore, SourceStoreState } from '../../../stores/workspace/source.ts';

interface Given {
	readonly store: SourceStore;
	/** Asks the browser for one host. Must be called in the click itself, before anything is awaited. */
	readonly request: (pattern: string) => Promise<boolean>;
	/** False where the browser does not let it be. */
	readonly copy: (text: string) => Promise<boolean>;
}

const GivenContext = createContext<Given | null>(null);

interface SourceContextProps extends Given {
	readonly children: ReactNode;
}

export function SourceContext({ store, request, copy, children }: SourceContextProps) {
	const given = useMemo(() => ({ store, request, copy }), [store, request, copy]);
	useEffect(() => store.getState().opened(), [store]);
	return <GivenContext value={given}>{children}</GivenContext>;
}

function useGiven(): Given {
	const given = useContext(GivenContext);
	if (given === null) throw new Error('outside SourceContext');
	return given;
}

export function useSource<T>(select: (state: SourceStoreState & SourceActions) => T): T {
	return useStore(useGiven().store, select);
}

export function useSourceHost(): Pick<Given, 'request' | 'copy'> {
	return useGiven();
}

/** The address that is followed; null where none is, or it was not read yet. */
export function useFollowed(): FollowedSource | null {
	return useSource(({ source }) => source?.followed ?? null);
}
