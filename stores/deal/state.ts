import type { LinePossibilities } from '../../core/model/apply.ts';
import type { CrmUser, DealFacts, RecordRef, StageOption } from '../../core/model/deal.ts';
import type { DealEdits } from '../../core/model/deal-edits.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { FieldHealth, ReadFailure } from '../../core/model/read-failure.ts';
import type { DealContext } from '../../core/model/settings.ts';
import type { SettlingPhase } from '../../messages/port.ts';
import type { RefusalCode } from '../../messages/protocol.ts';
import type { ApplyState } from './apply.ts';
import type { ConnectionStatus } from './connection.ts';

/** A discount tried in the sidebar alone. */
export interface WhatIf {
	/** Null: the same discount on every line of the deal. */
	readonly lineId: string | null;
	/** Fraction of list. */
	readonly discount: DecimalString;
}

/** What is known of the record in front, and what the user is doing with it. */
export interface DealState {
	readonly connection: ConnectionStatus;
	/** Null until the page says which record is in front. */
	readonly record: {
		readonly ref: RecordRef;
		readonly key: string;
		readonly crmTitle: string;
		readonly site: string;
		/** Fields whose place the user can show. */
		readonly repairable: readonly string[];
	} | null;
	/** Who is signed in to the CRM, as far as its page has told. */
	readonly user: CrmUser;
	readonly isReading: boolean;
	/** Always of `record`. */
	readonly facts: DealFacts | null;
	/**
	 * `live`: the API answered, and nothing was saved since. `cache`: an earlier read. `page`: what the page alone tells.
	 * A phase of settling: facts of before an edit that is gone from the page, while `edits` are what is to be shown.
	 */
	readonly factsFrom: 'live' | 'cache' | 'page' | SettlingPhase | null;
	/** Why the last read gave nothing; kept until one succeeds. */
	readonly failure: ReadFailure | null;
	/** When the page reads again by itself after a failure, in milliseconds since 1970. */
	readonly againAtMs: number | null;
	readonly pageFacts: DealFacts | null;
	/** Stages of the CRM as it told them with this deal; empty where it told none. */
	readonly stages: readonly StageOption[];
	readonly health: readonly FieldHealth[];
	/** How the page's fields are named in its markup, once one of them was not found where it should be; else null. */
	readonly structure: string | null;
	readonly edits: DealEdits | null;
	/** An edit is going on that cannot be read. */
	readonly editsFailure: ReadFailure | null;
	/** Something was typed into the page, in a field that is read or not, since an edit was last saved or given up. */
	readonly isTyped: boolean;
	readonly context: DealContext | null;
	/** Codes and ids the costs in `context` were asked for, joined; null while there is no context. */
	readonly contextProducts: string | null;
	readonly isContextFailed: boolean;
	/** Why the background refused the last thing it was asked to keep or to tell; null when it did not. */
	readonly refusal: RefusalCode | null;
	readonly whatIf: WhatIf | null;
	/** Into which lines a discount can be written; empty where the CRM's adapter cannot. */
	readonly possible: LinePossibilities;
	readonly apply: ApplyState;
}
