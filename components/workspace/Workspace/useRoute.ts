import { useSyncExternalStore } from 'react';

export const routes = [
	'start',
	'collateral',
	'process',
	'policy',
	'reps',
	'approvals',
	'pay',
	'trades',
	'costs',
	'playbook',
	'settings',
] as const;

export type Route = (typeof routes)[number];

function listen(changed: () => void): () => void {
	window.addEventListener('hashchange', changed);
	return () => window.removeEventListener('hashchange', changed);
}

function current(): Route {
	// What follows the section names a place in it.
	const [name] = window.location.hash.replace(/^#\/?/, '').split('/');
	return routes.find((route) => route === name) ?? 'collateral';
}

/** The section the address names, so that reload and Back keep one's place. */
export function useRoute(): Route {
	return useSyncExternalStore(listen, current);
}
