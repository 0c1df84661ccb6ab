import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Access, AccessStore } from '../../../stores/workspace/access.ts';
import type { AccessQuestion } from '../../../stores/workspace/access-form.ts';

/** Asks the browser. Must be called in the click itself, before anything is awaited. */
export type RequestAccess = (question: AccessQuestion) => Promise<boolean>;

interface Given {
	readonly store: AccessStore;
	readonly request: RequestAccess;
	/** As the user knows it: "Chromium". */
	readonly browserName: string;
}

const GivenContext = createContext<Given | null>(null);

interface AccessContextProps extends Given {
	readonly children: ReactNode;
}

export function AccessContext({ store, request, browserName, children }: AccessContextProps) {
	const given = useMemo(() => ({ store, request, browserName }), [store, request, browserName]);
	useEffect(() => store.getState().opened(), [store]);
	return <GivenContext value={given}>{children}</GivenContext>;
}

/** False in a window that does not set access up. */
export function useHasAccess(): boolean {
	return useContext(GivenContext) !== null;
}

function useGiven(): Given {
	const given = useContext(GivenContext);
	if (given === null) throw new Error('outside AccessContext');
	return given;
}

export function useAccess<T>(select: (state: Access) => T): T {
	return useStore(useGiven().store, select);
}

export function useBrowser(): Pick<Given, 'request' | 'browserName'> {
	return useGiven();
}
