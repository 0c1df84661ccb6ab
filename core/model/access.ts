import type { CrmId, CurrencyCode, DealFacts, Instant } from './deal.ts';
import type { DecimalString } from './decimal.ts';
import type { ReadFailureCode } from './read-failure.ts';
import type { CostUnknown } from './view.ts';

/**
 * How Dealside is let into a CRM's API. `token`: one the user made in the CRM. `oauth`: the user signs in, without a
 * secret of ours (PKCE). `session`: the session of the user's own tab, read at each call. `self-client`: the user's own
 * OAuth client, with its secret.
 */
export type AccessWay = 'token' | 'oauth' | 'session' | 'self-client';

/** One access that was set up, without what is secret in it. */
export interface AccessAccount {
	readonly crm: CrmId;
	/** The host whose pages use it, or the API's own where one access serves all of them: "acme.pipedrive.com". */
	readonly place: string;
	/** The one host that is called, with the port where there is one: "api.hubapi.com". */
	readonly apiHost: string;
	readonly way: AccessWay;
	/** Kept encrypted on this device; else forgotten when the browser closes. */
	readonly isKept: boolean;
	readonly since: Instant;
}

/** What an access is set up with. It is not told again to anybody. */
export type AccessProof =
	| { readonly way: 'token'; readonly token: string }
	| { readonly way: 'oauth'; readonly clientId: string }
	| { readonly way: 'session' }
	| {
			readonly way: 'self-client';
			readonly clientId: string;
			readonly clientSecret: string;
			/** Shown once by the CRM, good for some minutes. */
			readonly code: string;
	  };

/** An access to be set up, in place of an earlier one for the same place. */
export interface AccessSetUp {
	readonly crm: CrmId;
	readonly place: string;
	readonly apiHost: string;
	readonly isKept: boolean;
	readonly proof: AccessProof;
}

/**
 * Why an access could not be set up. `way-unknown`: this CRM is not reached in such a way. `host-refused`: the browser does not let Dealside call the API host.
 * `sign-in-closed`: the window was closed. `sign-in-refused`: the CRM said no. `client-unknown`: it does not know the
 * client, or waits until an administrator allows it. `other-place`: another firm was signed in to.
 * `sign-in-missing`: this browser has no window for it.
 */
export type AccessFault =
	| 'way-unknown'
	| 'host-unknown'
	| 'host-refused'
	| 'sign-in-closed'
	| 'sign-in-refused'
	| 'client-unknown'
	| 'other-place'
	| 'sign-in-missing'
	| 'crm-unreachable';

/** What a try of an access saw. `who` names the user or the account, null where the CRM does not say. */
export type AccessVerdict =
	| { readonly code: 'works'; readonly who: string | null }
	| {
			readonly code:
				| 'api-unreachable'
				| 'signed-out'
				| 'not-allowed'
				| 'not-found'
				| 'token-missing'
				| 'access-unreadable'
				| 'rate-limited'
				| 'server-failed'
				| 'not-json'
				| 'api-changed';
	  };

/** All that the workspace shows of access. */
export interface AccessState {
	readonly accounts: readonly AccessAccount[];
	/** Where an access is kept that cannot be used: the whole of it, or what is secret in it, cannot be read. */
	readonly unreadable: readonly Pick<AccessAccount, 'crm' | 'place'>[];
	/** Where the browser takes a sign-in back, to be entered in the CRM; null where the browser has no such address. */
	readonly redirectAddress: string | null;
	/**
	 * CRM → where it keeps the unit cost, as `AdapterOptions.costField` is written; absent for what is usual there. Null
	 * where it is kept and cannot be read.
	 */
	readonly costFields: Readonly<Record<CrmId, string>> | null;
}

/** What the deal in front of a CRM's page says of its costs, looked for in a place that is not stored yet. */
export interface CostReading {
	readonly facts: DealFacts;
	/** The CRM has no such field, or the field holds no numbers. */
	readonly isFieldMissing: boolean;
}

/** One line of a deal with the cost that a place gives it. */
export interface CostPreviewLine {
	readonly id: string;
	readonly name: string;
	readonly quantity: DecimalString | null;
	/** Per unit, in the deal's currency; null when it is unknown. */
	readonly unitCost: DecimalString | null;
	/** A fraction of the price; null while price or cost is unknown. */
	readonly margin: DecimalString | null;
	/** Where the cost was found; null when it is unknown. */
	readonly from: 'crm' | 'cost-list' | null;
	/** Why it is unknown; null when it is known. */
	readonly unknown: CostUnknown | null;
}

/** The open deal of a CRM with costs from a place that is not stored yet. */
export interface CostPreview {
	readonly dealName: string;
	readonly currency: CurrencyCode | null;
	/** Null when the lines cannot be read. */
	readonly lines: readonly CostPreviewLine[] | null;
	readonly isFieldMissing: boolean;
}

/** Why there is no preview. `no-deal`: no tab shows a deal of that CRM. `no-answer`: the tab that shows one is silent. */
export type CostPreviewFault = 'no-deal' | 'no-answer' | ReadFailureCode;
