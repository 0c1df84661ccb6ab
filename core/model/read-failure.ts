/** What can go wrong between a CRM and its facts, and how a page's fields are found: the same words in every context. */

/** Why facts could not be read. */
export const readFailureCodes = [
	/** No answer in time, or the network refused. */
	'api-unreachable',
	/** 401, or the CRM shows its log-in. */
	'signed-out',
	/** 403: this user may not read it. */
	'not-allowed',
	'record-missing',
	/** No access to the API was set up, where the CRM needs more than the page's session. */
	'token-missing',
	/** Access was set up, and what is kept of it cannot be read. */
	'access-unreadable',
	/** 429: asked too often. */
	'rate-limited',
	/** 5xx: the CRM itself is in trouble. */
	'server-failed',
	/** A page came where data was asked for: mostly a log-in, or a proxy's own. */
	'not-json',
	/** The API answered something the adapter does not know. */
	'api-changed',
	/** A field the page must show was not found. */
	'field-missing',
] as const;

export type ReadFailureCode = (typeof readFailureCodes)[number];

/** The CRM's API cannot be called before its access is set up, for the first time or anew: trying again is of no use. */
export function isWithoutAccess(code: ReadFailureCode | undefined): boolean {
	return code === 'token-missing' || code === 'access-unreadable';
}

/** Why facts could not be read. `field` names what is missing, in English, for "Cannot read “…”". */
export interface ReadFailure {
	readonly code: ReadFailureCode;
	readonly field?: string;
	/** How long the CRM asks to wait; missing when it does not say. */
	readonly retryAfterMs?: number;
}

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type Month = `0${Exclude<Digit, '0'>}` | '10' | '11' | '12';

/** A month, or a day of it where the source tells that: "2026-08". */
export type SeenOn = `202${Digit}-${Month}` | `202${Digit}-${Month}-${number}`;

/**
 * What a place on a page is known from: a running CRM that we drove, its maker's documents, code (the CRM's own, or public
 * code that works on its pages), or only inferred from what else is known.
 */
export type SeenBy = 'live' | 'docs' | 'code' | 'inferred';

/** When a place on a page was seen last. Where a source has no date, it is the day of the material that names it. */
export interface Seen {
	readonly on: SeenOn;
	readonly by: SeenBy;
	/** Version, repository or product, as a person would look it up. */
	readonly where: string;
}

/**
 * State of one field on the page: `drifted` when only a fallback selector found it, `broken` when none did though the
 * page must show it, `absent` when neither it nor any other field of its kind was found on a page that has them usually.
 */
export interface FieldHealth {
	readonly field: string;
	readonly state: 'ok' | 'drifted' | 'broken' | 'absent';
	/** What the selector that found it, or should have, is known from. Null for what is on no page, as a field of costs. */
	readonly seen: Seen | null;
}
