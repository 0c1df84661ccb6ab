import type { AccessWay } from './access.ts';
import type { CrmId } from './deal.ts';

/** What a CRM is, as data: each CRM's folder has one. What adapters do on a page is not here. */
export interface CrmProfile {
	readonly crm: CrmId;
	/** What people call it. */
	readonly title: string;
	/** Its title where access and costs are set up, if products share it there. Absent: `title`. */
	readonly longTitle?: string;
	/**
	 * Match patterns of pages known to be this CRM, by path where the host has others as well, such as a firm's web site;
	 * empty for one that every firm hosts itself.
	 */
	readonly knownHosts: readonly string[];
	/** Names of hosts among them that are the vendor's own, with no firm's CRM on them. Absent: there are none. */
	readonly vendorHosts?: readonly string[];
	readonly cost: {
		/** Where a firm may keep the unit cost, beside where the CRM itself has it and Dealside's own list. */
		readonly places: readonly OwnCostPlace[];
		/** A field as this CRM's API would call it. */
		readonly example: string;
	};
	/**
	 * Whose stages its deals have. `firm`: a sales process can be begun from them. `sample`: those of the sample playbook,
	 * which is in force on this CRM alone.
	 */
	readonly stages: 'firm' | 'sample';
	/** Null where the session of the CRM's own page is enough for its API. */
	readonly access: AccessProfile | null;
}

/** A place of its own in which a firm may keep the unit cost. */
export type OwnCostPlace = 'line-field' | 'product-field' | 'cost-book';

/**
 * What a host becomes: `from` is the whole host, `to` may hold the parts of a pattern as `$1`, and all of it as `$&`. The
 * first rule whose `from` is the host counts.
 */
export type HostRule = readonly [from: string | RegExp, to: string];

/** How an API is reached that needs more than the session of the CRM's own page, and all that may be asked of it. */
export interface AccessProfile {
	/** The ways in which it can be set up; the recommended one first. */
	readonly ways: readonly AccessWay[];
	/** A page that leads to the one API of all firms, so that nobody is asked for an address. Absent: each firm has its own. */
	readonly commonPage?: string;
	/** True where the server may be on a host of its own, which the user then names. */
	readonly mayServerDiffer?: boolean;
	/**
	 * True where any firm hosts it: a page's own host, with its port, is then its place, and the host of its API where no
	 * rule of `apiHostOf` says otherwise.
	 */
	readonly isSelfHosted?: boolean;
	/** Place of a page, by the name of its host; the page must be encrypted, and on the usual port. */
	readonly placeOf: readonly HostRule[];
	/** API host of a place. Where `isSelfHosted` is absent, a host that no rule knows is no place. */
	readonly apiHostOf: readonly HostRule[];
	/** For ways that fetch tokens. */
	readonly tokens?: {
		/** Host that gives out the tokens of a place. */
		readonly hostOf: readonly HostRule[];
		readonly path: string;
		/** True where the answer names the API host that its tokens are for, which must be the one asked for. */
		readonly isHostNamed: boolean;
	};
	/** For `oauth`: where the user signs in, on the host of the tokens, and what is asked for. */
	readonly signIn?: { readonly path: string; readonly scope: string };
	/** For `session`: the name of the cookie of the API host that holds it. */
	readonly sessionCookie?: string;
	/** How a token is sent, where it is not as a bearer's; `onlyBy` keeps this to tokens of one way. */
	readonly authorization?: { readonly header: string; readonly before: string; readonly onlyBy?: AccessWay };
	/** Every request that goes out with a token. All others are refused, so that no page can write through Dealside. */
	readonly readings: readonly Reading[];
	/** The start of paths after which names of records come that people gave, which may hold an encoded slash. */
	readonly namesFrom?: RegExp;
	readonly probe: Probe;
	/** What its answers say of how long to leave it alone, beside `retry-after`. */
	readonly waits?: Waits;
}

/** A kind of request that only reads. */
export interface Reading {
	readonly method: 'GET' | 'POST';
	/** The whole path, or its start where anything below it may be read. */
	readonly path: RegExp;
	/**
	 * What the body, as JSON, must be where the path does not tell that it only reads. `query`: GraphQL that is no mutation
	 * and no subscription. `partsOf`: the key of a list of requests, all of which must be GETs.
	 */
	readonly body?: 'query' | { readonly partsOf: string };
}

/** How an access is tried: one harmless read of what Dealside needs, and what names the user or the account. */
export interface Probe {
	readonly check: string;
	/** The next question, where it takes one more. With `from`, its path takes `$1` from that text of the first answer. */
	readonly next?: {
		readonly path: string;
		readonly from?: { readonly key: string; readonly pattern: RegExp };
	};
	/** Keys and indexes that lead to the name in the last answer; null where no answer has one. */
	readonly who: readonly (string | number)[] | null;
}

/** How a CRM says in its own way how long to wait. */
export interface Waits {
	/** The header of a 429 with the seconds, or the date, to wait for. */
	readonly header?: string;
	/** The window that the text of a 429 names, by the pattern's first part, with its milliseconds. */
	readonly windows?: { readonly pattern: RegExp; readonly ms: Readonly<Record<string, number>> };
	/** A refusal that is a limit all the same: its status, and a text that it holds. */
	readonly refusal?: { readonly status: number; readonly text: string; readonly ms: number };
}
