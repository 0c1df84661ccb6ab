import type { DecimalString } from './decimal.ts';

/** The name of an adapter's folder under `crm/`. */
export type CrmId = string;

/** A calendar day without a time zone, "2026-11-24". */
export type Day = string;

/** A moment in UTC, ISO 8601, "2026-11-24T09:42:00.000Z". */
export type Instant = string;

/** A three-letter ISO 4217 code, "EUR". */
export type CurrencyCode = string;

export type RecordKind = 'opportunity' | 'quote';

/** Which record of which CRM. Two refs are the same record when `dealKey` agrees. */
export interface RecordRef {
	readonly crm: CrmId;
	/** Origin of the CRM's pages, with the database where one host serves several: "https://crm.example/#sales". */
	readonly site: string;
	readonly kind: RecordKind;
	/** The CRM's own id within `kind`. */
	readonly id: string;
}

/** One string for one record, stable over sessions: the key of everything kept with a deal. */
export function dealKey(ref: RecordRef): string {
	return [ref.crm, ref.site, ref.kind, ref.id].map(encodeURIComponent).join('|');
}

/** Who is signed in to a CRM: the CRM's own id of them, on one site. `unknown`: neither its page nor its API tells. */
export type CrmUser = { readonly id: string } | 'unknown';

/** Where a value was read, and when. */
export interface Reading {
	readonly source: 'api' | 'page' | 'cache';
	readonly at: Instant;
}

export interface DealStage {
	/** The CRM's own id of the stage, not its translated name. */
	readonly id: string;
	/** What the CRM shows; null when it was not told. */
	readonly label: string | null;
	/** Since when the deal is in this stage; null when the CRM does not tell. */
	readonly since: Instant | null;
}

/** A stage as the CRM offers it for choosing. */
export interface StageOption {
	/** As `DealStage.id`. */
	readonly id: string;
	/** Null when the CRM does not tell its name. */
	readonly label: string | null;
	/** Name or id of the pipeline it belongs to; null where there is only one. */
	readonly pipeline: string | null;
}

/** Stages that one kind of record had in one CRM, gathered from what was read of its records. */
export interface StageList {
	readonly crm: CrmId;
	readonly site: string;
	readonly kind: RecordKind;
	/** In the CRM's order, pipeline by pipeline. */
	readonly stages: readonly StageOption[];
	/** When it changed last. */
	readonly at: Instant;
}

export interface Product {
	readonly id: string;
	readonly code: string | null;
	readonly name: string;
	/** Product families or categories, most specific first. */
	readonly families: readonly string[];
}

/** `deal`: the CRM says that the cost is in the deal's own currency, whichever that is. `unknown`: nobody says. */
export type CostCurrency = CurrencyCode | 'deal' | 'unknown';

/**
 * How many units that a cost is given for make one unit of a line: "12" for a dozen of pieces, "1" for the same unit.
 * `unknown`: they are not the same, or may not be, and nobody knows how they go together, so that the cost is unknown.
 */
export type CostUnits = DecimalString | 'unknown';

/** How often a cost is due. `price`: each time the price of the line is. `unknown`: nobody says. */
export type CostPeriod = 'price' | 'once' | 'month' | 'year' | 'unknown';

/** A record that holds the lines of another one. */
export interface QuoteLink {
	readonly ref: RecordRef;
	/** As people know it: its number or its name. */
	readonly name: string;
	/** The CRM's page of it; null when that is not known. */
	readonly url: string | null;
}

/**
 * Why the lines of a deal are not rows of its own. `from-quote`: they are those of its one open quote. `several-quotes`:
 * it has several, and nobody has said which one counts. `no-quote`: such a record has no lines of its own, and no quote
 * yet. `hidden`: it has a quote that this user may not see. `other-currency`: its quote is in another currency.
 * `several-entities`: several kinds of records look like lines, and nobody has said which ones are.
 */
export type LinesNote =
	| { readonly kind: 'from-quote'; readonly quote: QuoteLink }
	| { readonly kind: 'several-quotes'; readonly quotes: readonly QuoteLink[] }
	| { readonly kind: 'no-quote' }
	| { readonly kind: 'hidden' }
	| { readonly kind: 'other-currency'; readonly quote: QuoteLink }
	| { readonly kind: 'several-entities'; readonly entities: readonly string[] };

/** One saved line of a quote. Prices are net of tax, per unit, in the deal's currency. */
export interface QuoteLine {
	readonly id: string;
	/** Null for a free-text line. */
	readonly product: Product | null;
	readonly description: string;
	readonly quantity: DecimalString | null;
	readonly unit: string | null;
	/** Price per unit before any discount. Null when the CRM does not tell: the discount is then unknown. */
	readonly listPrice: DecimalString | null;
	/** Fractions of list, in the order the CRM applies them; they multiply. Empty when there is none. */
	readonly discounts: readonly DecimalString[];
	/** Price per unit after discounts. Null when the line carries no price of its own. */
	readonly netPrice: DecimalString | null;
	/** Null when unknown. A cost of 0 that nobody has set is unknown too: the adapter decides that. */
	readonly unitCost: DecimalString | null;
	readonly costCurrency: CostCurrency;
	/** Applies to every cost of the product, the CRM's and the cost list's. */
	readonly costUnits: CostUnits;
	readonly costPeriod: CostPeriod;
	/**
	 * The CRM holds a cost of 0 that somebody may have set. `unitCost` is null then, and no cost from elsewhere is in
	 * for it.
	 */
	readonly isCostZero?: boolean;
	/**
	 * The CRM holds a cost that is, or may be, that of some of the product's parts. `unitCost` is null then; one from the
	 * cost list is in for it.
	 */
	readonly isCostOfParts?: boolean;
	/** The price is due again and again. Absent: it is due once. */
	readonly recurrence?: Recurrence;
	/** The customer may take it or leave it, and has not taken it: it is in no sum. */
	readonly isOptional?: boolean;
	/** Id of the line that carries the price of the bundle this one is part of. */
	readonly partOf?: string;
}

/** A price that is due every `everyMonths` months, for `termMonths` months; null when the term is open or not told. */
export interface Recurrence {
	readonly everyMonths: number;
	readonly termMonths: number | null;
}

/** How the CRM rounds a price. Null digits: it keeps what it computes. */
export interface PriceRounding {
	readonly unitPriceDigits: number | null;
	readonly lineAmountDigits: number | null;
	/** What becomes of a half: 0.125 is 0.12. Absent: it goes away from zero, to 0.13. */
	readonly halves?: 'even';
}

/** What the CRM holds about one deal, as last read. Values that were not read are null, never guessed. */
export interface DealFacts {
	readonly ref: RecordRef;
	readonly name: string;
	readonly account: string | null;
	/** The CRM's own number of the document, as people say it ("quotation 2041"). */
	readonly number: string | null;
	readonly stage: DealStage | null;
	readonly amount: DecimalString | null;
	readonly currency: CurrencyCode | null;
	/** 0–1. */
	readonly probability: DecimalString | null;
	readonly closeDate: Day | null;
	readonly owner: string | null;
	/** Anything collateral rules can ask for: "industry", "country", "segment" … lower-case keys. */
	readonly segments: Readonly<Record<string, string>>;
	/** In the CRM's order. Null when the lines could not be read, empty when there are none. */
	readonly lines: readonly QuoteLine[] | null;
	/** Absent: the lines are the record's own. */
	readonly linesNote?: LinesNote;
	readonly rounding: PriceRounding;
	/** The day the quote is dated, for rates of exchange; absent or null: the day it is looked at. */
	readonly quoteDate?: Day | null;
	/** Days until payment is due; absent or null when the CRM does not tell. */
	readonly paymentDays?: number | null;
	/** Names of CRM fields that hold a value, for exit criteria that a field fulfils: {"closeDate": "2026-12-18"}. */
	readonly filledFields: Readonly<Record<string, string>>;
	readonly reading: Reading;
	/** Groups read from elsewhere or at another time than `reading` ("lines", "costs", "stage"). */
	readonly readings?: Readonly<Record<string, Reading>>;
	/** The CRM refused to tell costs to this user: unknown for a reason that can be said. */
	readonly isCostDenied?: boolean;
}

/** What is said of a cost while nobody tells it. */
export const noCost = {
	unitCost: null,
	costCurrency: 'unknown',
	costUnits: 'unknown',
	costPeriod: 'unknown',
} as const satisfies Pick<QuoteLine, 'unitCost' | 'costCurrency' | 'costUnits' | 'costPeriod'>;

/** Facts for people who may not see their costs. */
export function withoutCosts(facts: DealFacts): DealFacts {
	const lines = facts.lines?.map(({ isCostZero: _, ...line }) => ({ ...line, ...noCost })) ?? null;
	return { ...facts, lines, isCostDenied: true };
}

/** What people did with this deal in Dealside; kept by us, not by the CRM. */
export interface DealNotes {
	/** Criterion id → who ticked it, when, and what shows it. */
	readonly ticks: Readonly<Record<string, CriterionTick>>;
	/** Collateral id → when it was last marked as sent. */
	readonly sent: Readonly<Record<string, Instant>>;
	/** The reason given for a margin under target, when the manager asks for one. */
	readonly reason: GivenReason | null;
	/** The approval that was asked for last; null when none was. */
	readonly approval: ApprovalNote | null;
}

export interface GivenReason {
	/** Id of a `ReasonCode`; null for one in own words alone. */
	readonly code: string | null;
	readonly text: string;
	readonly at: Instant;
	readonly by: string;
}

/** What somebody agreed to, or is asked to: the exact values. Anything worse is not covered by it. */
export interface ApprovedValues {
	/** `dealKey` of the record: a copy of the deal is another one. */
	readonly deal: string;
	readonly currency: CurrencyCode | null;
	/** Fingerprint of the policy it was asked under. */
	readonly policy: string;
	readonly paymentDays: number | null;
	/** The amount of a deal that has no lines; null where lines have prices. */
	readonly amount: DecimalString | null;
	/** In the quote's order. Prices per unit, net of tax. */
	readonly lines: readonly ApprovedLine[];
	/** Fractions; null when unknown. */
	readonly margin: DecimalString | null;
	readonly discount: DecimalString | null;
}

export interface ApprovedLine {
	readonly id: string;
	/** The product's code, else its id, else the line's description. */
	readonly product: string;
	readonly quantity: DecimalString | null;
	readonly listPrice: DecimalString | null;
	readonly netPrice: DecimalString | null;
}

export interface ApprovalRequest {
	readonly id: string;
	readonly ref: RecordRef;
	readonly dealName: string;
	readonly account: string | null;
	readonly by: string;
	readonly at: Instant;
	/** 1–3. */
	readonly level: number;
	readonly levelName: string;
	/** Why the rep asks, in their words. */
	readonly reason: string;
	readonly values: ApprovedValues;
	/** Fingerprint of `values`. */
	readonly hash: string;
}

export interface ApprovalDecision {
	readonly requestId: string;
	/** The fingerprint that was decided on. */
	readonly hash: string;
	readonly answer: 'approved' | 'declined' | 'countered';
	/** The discount off list that would be agreed to, a fraction; null unless countered. */
	readonly counterDiscount: DecimalString | null;
	/** The line that a counter-offer is of, by its id; null for the whole deal, and unless countered. */
	readonly counterLine: string | null;
	/** Whoever asked answered it: nobody else agreed to anything. */
	readonly isOwn: boolean;
	readonly note: string;
	readonly by: string;
	readonly at: Instant;
}

export interface ApprovalNote {
	readonly request: ApprovalRequest;
	/** Null while nobody has answered. */
	readonly decision: ApprovalDecision | null;
	/** Asked in this browser; false for a request that a colleague sent, null where an older version did not say. */
	readonly isAskedHere: boolean | null;
}

export interface CriterionTick {
	readonly isDone: boolean;
	readonly by: string;
	readonly at: Instant;
	/** An https link or a short text that shows it; null when none was given. */
	readonly evidence: string | null;
}

export const noNotes: DealNotes = { ticks: {}, sent: {}, reason: null, approval: null };
