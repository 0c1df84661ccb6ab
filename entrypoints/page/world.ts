import type { Hints } from '../../core/model/page-map.ts';

/**
 * The scripts of one page share a world that the page cannot see. `dealsideCrm` names the CRM that was recognised, so
 * that a second injection by the background changes nothing.
 */
export interface PageWorld {
	dealsideCrm?: string;
	/** The script that has users point is here. */
	dealsidePointing?: boolean;
	/** Reads the record again by what is pointed out now. Missing while no CRM was recognised. */
	dealsideAgain?: () => void;
	/** Finds a field that a user pointed at; missing where none was. */
	dealsideFind?: (document: Document, hints: Hints, within?: ParentNode) => Element | null;
}

/** Where nothing was recognised yet the page is asked so often; a client may still be drawing itself. */
export const recogniseEveryMs = 500;

export const world = globalThis as typeof globalThis & PageWorld;
