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

/** Why facts could not be read. `field` names what is missing, in English, for "Cannot read “…”". */
export interface ReadFailure {
	readonly code: ReadFailureCode;
	readonly field?: string;
	/** How long the CRM asks to wait; missing when it does not say. */
	readonly retryAfterMs?: number;
}

/**
 * State of one field on the page: `drifted` when only a fallback selector found it, `broken` when none did though the
 * page must show it, `absent` when neither it nor any other field of its kind was found on a page that has them usually.
 */
export interface FieldHealth {
	readonly field: string;
	readonly state: 'ok' | 'drifted' | 'broken' | 'absent';
}
