import type { CrmId, Instant } from '../core/model/deal.ts';
import type { Collateral, Playbook } from '../core/model/playbook.ts';
import type { PlaybookPart } from '../core/model/playbook-parts.ts';
import type { FileProblem } from '../core/model/settings.ts';
import type { StorageFault, StoreName } from '../core/model/storage-state.ts';

/**
 * A refusal any command may answer with. `changed-elsewhere`: a save began from something that is not in force any more.
 * `followed`: the playbook is published elsewhere, and not changed in this browser.
 */
export type CommandError = 'not-allowed' | 'bad-message' | 'storage-failed' | 'changed-elsewhere' | 'followed';

/** What stands behind a `storage-failed`. `upload-gone`: parts of an import were forgotten, and nothing was put in force. */
export type RefusalCause = StorageFault | 'upload-gone';

/** Nothing was changed. */
export interface Refusal {
	readonly ok: false;
	readonly error: CommandError;
	/** Absent when nothing more is known than the error. */
	readonly cause?: RefusalCause;
	/** With the cause `row-unreadable` alone: where the row is kept. */
	readonly store?: StoreName;
	/**
	 * With `bad-message`: which field of what was sent is wrong, and why; of a text or a file that cannot be taken, what in it.
	 * A content script is not told.
	 */
	readonly problems?: readonly FileProblem[];
}

/** Why a command was refused, as closely as it is known. */
export type RefusalCode = CommandError | RefusalCause;

/** A failure that one command alone knows. Nothing was changed. */
export interface Fault<E> {
	readonly ok: false;
	readonly error: E;
	readonly cause?: never;
	readonly store?: never;
	readonly problems?: never;
}

/** `E`: codes by which this command alone fails; none for most. */
export type Answer<T, E = never> = { readonly ok: true; readonly value: T } | Refusal | Fault<E>;

/** What a manager changes apart from limits and process; what is absent stays. */
export type PlaybookParts = Partial<
	Pick<Playbook, 'approvals' | 'payPlan' | 'trades' | 'offInvoice' | 'rates' | 'priceGuides'>
>;

export interface RemovedCollateral {
	readonly pieces: readonly { readonly piece: Collateral; readonly index: number }[];
	readonly attachments: readonly { readonly stageId: string; readonly collateralId: string; readonly index: number }[];
}

/** What importing a playbook's file would do. Counts are null for parts that are no lists. */
export interface ImportPreview {
	readonly name: string;
	/** `here`: in force now; null also where no playbook is. */
	readonly replaced: readonly {
		readonly part: PlaybookPart;
		readonly count: number | null;
		readonly here: number | null;
	}[];
	/** Parts that the file leaves out. */
	readonly kept: readonly { readonly part: PlaybookPart; readonly count: number | null }[];
	/** `count` is null when the file holds no costs and the present ones stay. */
	readonly costs: { readonly count: number | null; readonly here: number };
	/** Maps and pointed fields, which are added; null when the file holds none. */
	readonly maps: number | null;
}

export interface ImportSummary {
	readonly stages: number;
	readonly collateral: number;
	/** Null when the file held no costs and the present ones stay. */
	readonly costs: number | null;
	/** Null when the file held nothing that was pointed out. */
	readonly maps: MapsSummary | null;
}

/** Maps and pointed fields of a file together. `kept`: those that are as new here, or newer. */
export interface MapsSummary {
	readonly added: number;
	readonly replaced: number;
	readonly kept: number;
}

/**
 * What a user is asked to point out. `map`: the fields of a CRM, anew or (`mapId`) once more. `repair`: one field that
 * the adapter of a CRM does not find any more, named as the adapter names it.
 */
export type PointPurpose =
	| { readonly kind: 'map'; readonly mapId: string | null }
	| { readonly kind: 'repair'; readonly crm: CrmId; readonly field: string; readonly crmTitle: string };

/** Background → the script it just put into a tab, at the top of it. */
export interface PointOrder {
	readonly type: 'point.purpose';
	readonly purpose: PointPurpose;
}

/** Told by the background to every open page of the extension after something changed. */
export interface ChangeNotice {
	readonly subject:
		| 'playbook'
		| 'source'
		| 'costs'
		| 'settings'
		| 'notes'
		| 'sites'
		| 'access'
		| 'stages'
		| 'maps'
		| 'deal'
		| 'storage';
	readonly revision: number;
	/** Which deal was read with other values than before, and when; with `deal` alone. */
	readonly deal?: { readonly key: string; readonly at: Instant };
}
