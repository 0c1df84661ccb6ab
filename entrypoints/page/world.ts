/**
 * The scripts of one page share a world that the page cannot see. `dealsideCrm` names the CRM that was recognised, so
 * that a second injection by the background changes nothing.
 */
export interface PageWorld {
	dealsideCrm?: string;
}

/** Where nothing was recognised yet the page is asked so often; a client may still be drawing itself. */
export const recogniseEveryMs = 500;

export const world = globalThis as typeof globalThis & PageWorld;
