import type {
	AccessFault,
	AccessSetUp,
	AccessState,
	AccessVerdict,
	CostPreview,
	CostPreviewFault,
} from '../core/model/access.ts';
import type { ApiAnswer, ApiRequest, NoAccess } from '../core/model/api.ts';
import type {
	ApprovalDecision,
	ApprovalNote,
	ApprovalRequest,
	CrmId,
	CrmUser,
	DealFacts,
	DealNotes,
	Instant,
	RecordRef,
	StageList,
	StageOption,
} from '../core/model/deal.ts';
import type { DecimalString } from '../core/model/decimal.ts';
import type { Draft } from '../core/model/draft.ts';
import type { PageMap, PointedField, PointedKey, SiteMaps } from '../core/model/page-map.ts';
import type { Collateral, MarginPolicy, Playbook, ProductCost, SalesProcess } from '../core/model/playbook.ts';
import type { PlaybookPart } from '../core/model/playbook-parts.ts';
import type { Result } from '../core/model/result.ts';
import type { Revision } from '../core/model/revision.ts';
import type { DealContext, FileProblem, Settings, Site, SiteLayout } from '../core/model/settings.ts';
import type { StorageFault, StorageState, StoreName, UnreadableRow } from '../core/model/storage-state.ts';
import type { ClaimAnswer } from './line.ts';

/**
 * A refusal any command may answer with. `changed-elsewhere`: a save began from something that is not in force any more.
 */
export type CommandError = 'not-allowed' | 'bad-message' | 'storage-failed' | 'changed-elsewhere';

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
	/** With `bad-message`: which field of what was sent is wrong, and why. A content script is not told. */
	readonly problems?: readonly FileProblem[];
}

/** Why a command was refused, as closely as it is known. */
export type RefusalCode = CommandError | RefusalCause;

export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;

/**
 * Every command the background answers. One object in, one answer out, JSON only. `sender-rules.ts` says which
 * context may ask which; `schemas.ts` checks what arrives.
 */
export interface Commands {
	/** Asked by the content script before it places the frame. */
	'layout.read': (data: { site: string }) => Answer<SiteLayout>;
	/** Asked by a page on a host the user added: loads this CRM's adapter there. False for a CRM nobody knows. */
	'crm.found': (data: { crm: CrmId }) => Answer<boolean>;
	/**
	 * Asked by a page that needs a token for its CRM's API. Which account answers is decided by where the message comes
	 * from; `site` is only what the page says of itself. As `CallApi` answers; `not-allowed` for a page that is not this
	 * CRM's, and for a request that could do more than read.
	 */
	'api.call': (data: { crm: CrmId; site: string; request: ApiRequest }) => Answer<ApiAnswer | NoAccess | null>;
	/** Asked by a page before its first read: `AdapterOptions.costField`. */
	'cost.field': (data: { crm: CrmId }) => Answer<string | null>;
	/** Asked by a page: what was pointed out on its own origin, whatever it says of itself. */
	'maps.here': (data: null) => Answer<SiteMaps>;
	/**
	 * Asked by a page after its user pointed. Version and moment are set here: 1, or the one after that of the same id.
	 * `not-allowed` for a map of another origin, or where an id belongs to another one, or when the site keeps too many.
	 */
	'map.save': (data: { map: PageMap }) => Answer<PageMap>;
	/** Asked by a page after its user pointed at one field; takes the place of an earlier word on it. Own origin only. */
	'pointed.save': (data: { field: PointedField }) => Answer<null>;
	/** Asked by the sidebar after the user moved, resized or collapsed it. */
	'layout.save': (data: { site: string; layout: SiteLayout }) => Answer<null>;

	/**
	 * Asked by a sidebar frame that was offered a line, before it may ask anything else. `word` came with the line; the
	 * content script of the frame's own tab says whose it is.
	 */
	'line.claim': (data: { word: string }) => Answer<ClaimAnswer>;
	/** Asked by the sidebar when a record comes in front and after every change of the playbook. `products`: codes and ids. */
	'deal.context': (data: { ref: RecordRef; products: readonly string[]; user: CrmUser }) => Answer<DealContext>;
	/** Asked by the sidebar after every successful read through the API. */
	/**
	 * `stages`: all that the CRM offers for such a record, where it told them. `isSame`: this tab read the same values
	 * before, so that other tabs are told nothing.
	 */
	'deal.remember': (data: {
		facts: DealFacts;
		/** Who read it: nobody else is shown it. */
		user: CrmUser;
		stages?: readonly StageOption[];
		isSame?: true;
	}) => Answer<null>;
	'criterion.tick': (data: {
		ref: RecordRef;
		criterionId: string;
		isDone: boolean;
		evidence: string | null;
	}) => Answer<DealNotes>;
	'collateral.markSent': (data: { ref: RecordRef; collateralId: string; isSent: boolean }) => Answer<DealNotes>;
	/** `code`: one of the policy's reasons, null for own words alone; both empty takes the reason back. */
	'reason.give': (data: { ref: RecordRef; code: string | null; text: string }) => Answer<DealNotes>;
	/** Keeps the request with the deal, in place of an earlier one. */
	'approval.ask': (data: { request: ApprovalRequest }) => Answer<DealNotes>;
	'approval.withdraw': (data: { ref: RecordRef }) => Answer<DealNotes>;
	/** An answer that came as text; refused with problems when it is none, or one to another request. */
	'approval.answer': (data: { ref: RecordRef; text: string }) => Answer<Result<DealNotes, readonly FileProblem[]>>;

	'playbook.read': (data: null) => Answer<{ playbook: Playbook; revision: number; costCount: number }>;
	/**
	 * Adds the piece, or replaces the one with the same id. `from`: the revision of the piece it replaces, of null for a new
	 * one; refused as `changed-elsewhere` where another one is there.
	 */
	'collateral.save': (data: { piece: Collateral; from: Revision }) => Answer<null>;
	/** Removes pieces with their attachments; the answer is what `collateral.restore` takes for undo. */
	'collateral.remove': (data: { ids: readonly string[] }) => Answer<RemovedCollateral>;
	'collateral.restore': (data: RemovedCollateral) => Answer<null>;
	'attachment.set': (data: { stageId: string; collateralId: string; isAttached: boolean }) => Answer<null>;
	/** The pieces of a stage in the order reps see them; pieces not named keep their order behind the others. */
	'attachments.order': (data: { stageId: string; collateralIds: readonly string[] }) => Answer<null>;
	/**
	 * Replaces the members named. Refused with problems when the policy would be impossible (floor above target), and as
	 * `changed-elsewhere` where the same members do not have the revision `from` any more; the old policy then stays.
	 */
	'policy.save': (data: {
		change: Partial<MarginPolicy>;
		from: Revision;
	}) => Answer<Result<null, readonly FileProblem[]>>;
	/** Replaces the parts named, under the same two conditions; else all stay as they were. */
	'parts.save': (data: { parts: PlaybookParts; from: Revision }) => Answer<Result<null, readonly FileProblem[]>>;
	/** Every deal of this browser that an approval was asked for, the newest first. */
	'approvals.list': (data: null) => Answer<readonly ApprovalNote[]>;
	/** A colleague's request that came as text; refused with problems when it is none, or was changed on the way. */
	'approval.receive': (data: { text: string }) => Answer<Result<ApprovalNote, readonly FileProblem[]>>;
	/**
	 * Answers a request that waits; null when it does not any more. The background says who and when. A counter-offer that is
	 * not below what was asked is refused as a bad message, at `counterDiscount`.
	 */
	'approval.decide': (data: {
		ref: RecordRef;
		requestId: string;
		answer: ApprovalDecision['answer'];
		counterDiscount: DecimalString | null;
		/** The line that the counter-offer is of; null for the whole deal. */
		counterLine: string | null;
		note: string;
	}) => Answer<ApprovalNote | null>;
	/**
	 * Replaces process stages and criteria, under the same two conditions. Pieces of a stage that goes are not attached to
	 * it any more; `attachments` brings such back, for undo. The answer is what was taken away.
	 */
	'process.save': (data: {
		process: SalesProcess;
		from: Revision;
		attachments?: RemovedCollateral['attachments'];
	}) => Answer<Result<RemovedCollateral['attachments'], readonly FileProblem[]>>;

	/** Checks the whole file and says what importing it would replace and what would stay; nothing is changed. */
	'playbook.preview': (data: { text: string }) => Answer<Result<ImportPreview, readonly FileProblem[]>>;
	/** Checks the whole file, then replaces the playbook (and the costs, when the file holds them) in one transaction. */
	'playbook.import': (data: { text: string }) => Answer<Result<ImportSummary, readonly FileProblem[]>>;
	/** The file's text. */
	/** `for-reps`: prices to work with in place of costs, for who is not told them. */
	'playbook.export': (data: { costs: 'with' | 'without' | 'for-reps' }) => Answer<{
		text: string;
		fileName: string;
		/** Only `for-reps`: products without a price, because no deal read so far tells their family. */
		leftOut?: readonly string[];
	}>;
	/** Puts the playbook back that the last import or sample replaced; false when there is none. */
	'playbook.undoImport': (data: null) => Answer<boolean>;
	/** Replaces the playbook by the sample, which counts on the demo CRM alone. */
	'playbook.loadSample': (data: null) => Answer<null>;
	/** Replaces the playbook by an empty one; costs that are not the sample's stay. */
	'playbook.start': (data: null) => Answer<null>;

	/** Costs arrive checked in parts and are staged; nothing is in force before `costs.commit`. Answers an upload's id. */
	'costs.begin': (data: null) => Answer<{ upload: string }>;
	'costs.part': (data: { upload: string; costs: readonly ProductCost[] }) => Answer<null>;
	/** How many costs in force the upload does not name, with the first of them. */
	'costs.compare': (data: { upload: string }) => Answer<{ removed: number; names: readonly string[] }>;
	/** Puts the staged costs in force in one transaction: `replace` forgets all earlier ones, `merge` keeps those not named. */
	'costs.commit': (data: { upload: string; mode: 'replace' | 'merge' }) => Answer<{ count: number }>;
	/** Puts back exactly what the last commit changed; false when there is nothing to put back. */
	'costs.undo': (data: null) => Answer<boolean>;
	'costs.abandon': (data: { upload: string }) => Answer<null>;
	/** First `limit` costs whose product begins with `query`, in the product's order. */
	'costs.find': (data: { query: string; limit: number }) => Answer<{ costs: readonly ProductCost[]; count: number }>;
	/** Chooses how often one cost is due, or whether a cost of 0 counts. Answers the cost as it was; null when it is gone. */
	'cost.change': (data: {
		product: string;
		change: { readonly period?: ProductCost['period']; readonly isFree?: boolean };
	}) => Answer<ProductCost | null>;
	'costs.clear': (data: null) => Answer<null>;

	/** What is typed in any window and not saved. */
	'drafts.list': (data: null) => Answer<readonly Draft[]>;
	/** Keeps what is typed in a form, in place of what was kept of it in the same window. */
	'draft.keep': (data: { draft: Draft }) => Answer<null>;
	/** Forgets a draft; one that is not there is no failure. */
	'draft.drop': (data: Pick<Draft, 'owner' | 'form'>) => Answer<null>;

	'settings.read': (data: null) => Answer<Settings>;
	'settings.save': (data: { settings: Settings }) => Answer<null>;

	'access.read': (data: null) => Answer<AccessState>;
	/** Asked after the page itself got the permissions that the way needs. Signing in opens a window of the browser. */
	'access.setUp': (data: { setUp: AccessSetUp }) => Answer<Result<null, AccessFault>>;
	/** Reads something harmless with it. */
	'access.try': (data: { crm: CrmId; place: string }) => Answer<AccessVerdict>;
	/** Forgets the token and gives the permission for the API host back. */
	'access.remove': (data: { crm: CrmId; place: string }) => Answer<null>;
	/**
	 * Tries a place of costs on the deal that was in front last in a tab of this CRM; null for what is usual there. Nothing
	 * is stored. The tab's page is asked, and what it answers is checked like a message.
	 */
	'cost.preview': (data: { crm: CrmId; field: string | null }) => Answer<Result<CostPreview, CostPreviewFault>>;
	/** Null for what is usual in this CRM. */
	'access.costField': (data: { crm: CrmId; field: string | null }) => Answer<null>;

	/** Stages of every CRM that deals were read from, the one read last first. */
	'stages.list': (data: null) => Answer<readonly StageList[]>;
	/**
	 * Lets the user point in a tab: asked by a page of ours about any tab, by the sidebar about its own (`tabId` null).
	 * False when nothing may or can run there.
	 */
	'point.open': (data: { tabId: number | null; purpose: PointPurpose }) => Answer<boolean>;
	/** All there are, of every site. */
	'maps.list': (data: null) => Answer<SiteMaps>;
	/** Counts as a new version; a map that is gone meanwhile is left alone. */
	'map.rename': (data: { id: string; name: string }) => Answer<null>;
	/** The answer is what `maps.restore` takes for undo. */
	'maps.remove': (data: { ids: readonly string[]; pointed: readonly PointedKey[] }) => Answer<SiteMaps>;
	'maps.restore': (data: SiteMaps) => Answer<null>;
	/** Checks the whole file, then adds what it holds in one transaction; what is as new here, or newer, is kept. */
	'maps.import': (data: { text: string }) => Answer<Result<MapsSummary, readonly FileProblem[]>>;
	/** Takes the last import of maps back; false when there is none. */
	'maps.undoImport': (data: null) => Answer<boolean>;
	/** The file's text. `ids`: these maps alone; null: all, with the pointed fields. */
	'maps.export': (data: { ids: readonly string[] | null }) => Answer<{ text: string; fileName: string }>;

	/** How storage is doing. Answered also while nothing else can be. */
	'storage.state': (data: null) => Answer<StorageState>;
	/**
	 * What cannot be read and what was put aside, as the text of a file that leaves nothing out; all rows of a database that
	 * a newer version wrote.
	 */
	'storage.export': (data: null) => Answer<{ text: string; fileName: string }>;
	/** Puts a row that cannot be read aside, so that its place is free; false where it is gone, or can be read. */
	'storage.setAside': (data: UnreadableRow) => Answer<boolean>;
	/**
	 * Deletes everything that is kept in this browser, and gives back every host and right that was granted. Names the hosts
	 * that the browser kept. Works also while the database cannot be used.
	 */
	'storage.deleteAll': (data: null) => Answer<{ readonly sitesLeft: readonly string[] }>;

	'sites.list': (data: null) => Answer<readonly Site[]>;
	/** Asked after the page itself got the permission (only a page with a click may ask the browser for it). */
	'sites.granted': (data: null) => Answer<readonly Site[]>;
	'sites.remove': (data: { pattern: string }) => Answer<readonly Site[]>;
}

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

export type CommandName = keyof Commands;
export type CommandData<N extends CommandName> = Parameters<Commands[N]>[0];
export type CommandAnswer<N extends CommandName> = ReturnType<Commands[N]>;

/** Told by the background to every open page of the extension after something changed. */
export interface ChangeNotice {
	readonly subject:
		| 'playbook'
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
