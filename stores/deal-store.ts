import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LinePossibilities } from '../core/model/apply.ts';
import { type ApprovalRequest, type DealFacts, type DealNotes, dealKey, type RecordRef } from '../core/model/deal.ts';
import type { DealEdits } from '../core/model/deal-edits.ts';
import { dealValues } from '../core/model/deal-values.ts';
import type { DecimalString } from '../core/model/decimal.ts';
import type { FieldHealth, ReadFailure } from '../core/model/read-failure.ts';
import type { DealContext } from '../core/model/settings.ts';
import { type FromPage, type SettlingPhase, settlingPhases, type ToPage } from '../messages/port.ts';
import type { Answer, ChangeNotice, RefusalCode } from '../messages/protocol.ts';
import {
	type ApplyActions,
	type ApplyState,
	answered,
	createApplyActions,
	followed,
	idle,
	unanswered,
	waiting,
} from './apply.ts';
import { type Ask, askSafely, codeOf, isLost } from './ask.ts';
import type { ConnectionStatus } from './page-connection.ts';

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
	readonly health: readonly FieldHealth[];
	/** How the page's fields are named in its markup, once one of them was not found where it should be; else null. */
	readonly structure: string | null;
	readonly edits: DealEdits | null;
	/** An edit is going on that cannot be read. */
	readonly editsFailure: ReadFailure | null;
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

/** What can happen to a deal in the sidebar. Those that keep something answer whether it was kept. */
export interface DealActions extends ApplyActions {
	connectionChanged(status: ConnectionStatus): void;
	messageArrived(message: FromPage): void;
	changeNoticed(notice: ChangeNotice): void;
	refreshAsked(): void;
	criterionTicked(criterionId: string, isDone: boolean, evidence: string | null): Promise<boolean>;
	collateralMarked(collateralId: string, isSent: boolean): Promise<boolean>;
	/** `code`: one of the policy's reasons, or null for own words alone. */
	reasonGiven(code: string | null, text: string): Promise<boolean>;
	approvalAsked(request: ApprovalRequest): Promise<boolean>;
	/** False too when the text is no answer to the request. */
	approvalAnswered(text: string): Promise<boolean>;
	approvalWithdrawn(): Promise<boolean>;
	whatIfMoved(whatIf: WhatIf): void;
	whatIfReset(): void;
}

/** The deal store's shape. */
export type DealStore = StoreApi<DealState & DealActions>;

interface DealStoreOptions {
	readonly ask: Ask;
	readonly post: (message: ToPage) => void;
}

const untold = {
	isReading: false,
	facts: null,
	factsFrom: null,
	failure: null,
	againAtMs: null,
	pageFacts: null,
	health: [],
	structure: null,
	edits: null,
	editsFailure: null,
	context: null,
	contextProducts: null,
	isContextFailed: false,
	refusal: null,
	whatIf: null,
	possible: {},
	apply: idle,
} as const;

/** Codes and ids of the products on the lines, each once, in the lines' order. */
export function productsOf(facts: DealFacts | null): readonly string[] {
	const names = (facts?.lines ?? []).flatMap(({ product }) => (product ? [product.code, product.id] : []));
	return [...new Set(names.filter((name): name is string => name !== null && name !== ''))];
}

function isSettling(from: DealState['factsFrom']): boolean {
	return (settlingPhases as readonly (string | null)[]).includes(from);
}

/** One string for a list of products, to see whether costs were asked for the same ones. */
export function productsKey(products: readonly string[]): string {
	return JSON.stringify(products);
}

/** Holds one record at a time: everything is let go the moment another one comes in front. */
export function createDealStore({ ask: rawAsk, post }: DealStoreOptions): DealStore {
	const ask = askSafely(rawAsk);
	let contextAsked = 0;
	let notesAsked = 0;
	let isContextPending = false;
	let lastRead = '';

	return createStore<DealState & DealActions>()((set, get) => {
		async function askContext(): Promise<void> {
			const { record, facts, context } = get();
			if (!record) return;
			contextAsked += 1;
			const serial = contextAsked;
			const notesThen = notesAsked;
			const products = productsOf(facts);
			isContextPending = true;
			const answer = await ask('deal.context', { ref: record.ref, products });
			if (serial !== contextAsked || get().record?.key !== record.key) return;
			isContextPending = false;
			if (!answer.ok) {
				const refusal = codeOf(answer);
				// What is not there any more, or cannot be read, is not used on as if it were in force.
				set({ isContextFailed: true, refusal, ...(isLost(refusal) ? { context: null, contextProducts: null } : {}) });
				settle();
				return;
			}
			const kept = get().context?.notes ?? context?.notes;
			// A tick made while this was on its way is not in it yet.
			const notes = notesThen === notesAsked || !kept ? answer.value.notes : kept;
			const { cached: told } = answer.value;
			const isOwn = told.kind !== 'value' || ofRecord(told.value.facts, record.key);
			const cached: DealContext['cached'] = isOwn ? told : { kind: 'absent' };
			set({
				context: { ...answer.value, notes, cached },
				contextProducts: productsKey(products),
				isContextFailed: false,
				refusal: null,
			});
			showKept();
			settle();
		}

		/** Until the first reading is there the deal is shown as it was read last. */
		function showKept(): void {
			const { facts, context, failure } = get();
			if (facts || failure || context?.cached.kind !== 'value') return;
			set({ facts: context.cached.value.facts, factsFrom: 'cache' });
			askContextForProducts();
		}

		function ofRecord(facts: DealFacts | null | undefined, key: string): boolean {
			return facts !== null && facts !== undefined && dealKey(facts.ref) === key;
		}

		/** After a read that failed: an earlier read of this deal, else what the page alone tells. */
		function settle(): void {
			const { failure, factsFrom, context, isContextFailed, pageFacts } = get();
			if (failure === null || factsFrom === 'cache' || isSettling(factsFrom)) return;
			if (factsFrom === 'live') {
				set({ factsFrom: 'cache' });
				return;
			}
			if (context?.cached.kind === 'value') {
				const { facts } = context.cached.value;
				set({ facts, factsFrom: 'cache' });
				post({ type: 'facts.kept', facts });
			} else if ((context || isContextFailed) && !isContextPending) {
				if (factsFrom === 'page' && get().facts === pageFacts) return;
				set({ facts: pageFacts, factsFrom: pageFacts ? 'page' : null });
			} else return;
			askContextForProducts();
		}

		function askContextForProducts(): void {
			const { facts, contextProducts, isContextFailed } = get();
			if (facts && !isContextFailed && contextProducts !== productsKey(productsOf(facts))) void askContext();
		}

		/** True when the same values of the record in front were read before. */
		function isReadBefore(facts: DealFacts): boolean {
			const values = `${dealKey(facts.ref)} ${dealValues(facts)}`;
			const isSame = values === lastRead;
			lastRead = values;
			return isSame;
		}

		async function keepNotes(asked: () => Promise<Answer<DealNotes>>): Promise<boolean> {
			const key = get().record?.key;
			notesAsked += 1;
			const serial = notesAsked;
			const answer = await asked();
			set({ refusal: answer.ok ? null : codeOf(answer) });
			if (!answer.ok) return false;
			const { context, record } = get();
			if (serial === notesAsked && context && record?.key === key)
				set({ context: { ...context, notes: answer.value } });
			return true;
		}

		function recordShown(message: Extract<FromPage, { type: 'record.shown' }>): void {
			const { ref, crmTitle, site, repairable } = message;
			const key = dealKey(ref);
			const isSame = get().record?.key === key;
			// The same record is named again after a reconnect: what is known of it stays until it is read anew.
			set({ ...(isSame ? {} : untold), record: { ref, key, crmTitle, site, repairable } });
			void askContext();
		}

		return {
			connection: 'connecting',
			record: null,
			...untold,

			connectionChanged(connection) {
				if (get().connection === connection) return;
				const isOver = connection === 'lost' || connection === 'ended';
				set(isOver ? { connection, isReading: false } : { connection });
				// A page that is busy for a moment still answers.
				if (isOver) set({ apply: unanswered(get().apply) });
			},

			messageArrived(message) {
				if (!('ref' in message)) return;
				if (message.type === 'record.shown') {
					recordShown(message);
					return;
				}
				if (dealKey(message.ref) !== get().record?.key) return;
				switch (message.type) {
					case 'facts.reading':
						set({ isReading: true });
						return;
					case 'facts.read':
						set({
							isReading: false,
							facts: message.facts,
							factsFrom: 'live',
							failure: null,
							againAtMs: null,
							pageFacts: null,
							health: message.health,
							structure: message.structure ?? null,
						});
						void ask('deal.remember', {
							facts: message.facts,
							...(isReadBefore(message.facts) ? { isSame: true } : {}),
							...(message.stages ? { stages: message.stages } : {}),
						});
						askContextForProducts();
						return;
					case 'facts.failed': {
						const { facts, factsFrom, failure } = get();
						// What was shown until now is what edits are held against from here on.
						if (facts && factsFrom === 'cache' && failure === null) post({ type: 'facts.kept', facts });
						set({
							isReading: false,
							failure: message.failure,
							againAtMs: message.againAtMs,
							pageFacts: message.pageFacts,
						});
						settle();
						return;
					}
					case 'edits.read':
						set({
							edits: message.edits,
							editsFailure: null,
							apply: followed(get().apply, message.edits, get().facts),
						});
						return;
					case 'edits.settling':
						set({
							// A frame that came late has no facts yet.
							...(get().facts ? { factsFrom: message.phase } : {}),
							edits: message.edits,
							editsFailure: null,
							apply: followed(get().apply, message.edits, get().facts),
						});
						return;
					case 'edits.failed':
						set({ edits: null, editsFailure: message.failure, structure: message.structure ?? get().structure });
						return;
					case 'discount.possible':
						set({ possible: message.lines });
						return;
					case 'discount.waiting':
						set({ apply: waiting(get().apply, message) });
						return;
					case 'discount.answered':
						set({ apply: answered(get().apply, message) });
				}
			},

			changeNoticed({ subject, deal }) {
				const { record, facts } = get();
				// Another tab has read what this one has not: it was saved there, or by somebody else.
				if (deal && facts && deal.key === record?.key && deal.at > facts.reading.at) post({ type: 'facts.again' });
				if (subject === 'playbook' || subject === 'costs' || subject === 'notes' || subject === 'storage')
					void askContext();
				// What was missing may have come.
				if (subject === 'access' && get().failure?.code === 'token-missing') get().refreshAsked();
			},

			refreshAsked() {
				if (get().connection === 'connected') set({ isReading: true });
				if (get().isContextFailed) void askContext();
				post({ type: 'facts.again' });
			},

			criterionTicked: (criterionId, isDone, evidence) =>
				keepNotes(async () => {
					const ref = get().record?.ref;
					return ref
						? ask('criterion.tick', { ref, criterionId, isDone, evidence })
						: { ok: false, error: 'bad-message' };
				}),

			collateralMarked: (collateralId, isSent) =>
				keepNotes(async () => {
					const ref = get().record?.ref;
					return ref ? ask('collateral.markSent', { ref, collateralId, isSent }) : { ok: false, error: 'bad-message' };
				}),

			reasonGiven: (code, text) =>
				keepNotes(async () => {
					const ref = get().record?.ref;
					return ref ? ask('reason.give', { ref, code, text }) : { ok: false, error: 'bad-message' };
				}),

			approvalAsked: (request) => keepNotes(() => ask('approval.ask', { request })),

			approvalAnswered: (text) =>
				keepNotes(async () => {
					const ref = get().record?.ref;
					const answer = ref && (await ask('approval.answer', { ref, text }));
					if (!answer) return { ok: false, error: 'bad-message' };
					if (!answer.ok) return answer;
					return answer.value.ok ? answer.value : { ok: false, error: 'bad-message' };
				}),

			approvalWithdrawn: () =>
				keepNotes(async () => {
					const ref = get().record?.ref;
					return ref ? ask('approval.withdraw', { ref }) : { ok: false, error: 'bad-message' };
				}),

			whatIfMoved(whatIf) {
				set({ whatIf });
			},

			whatIfReset() {
				set({ whatIf: null });
			},

			...createApplyActions({ get, set, post }),
		};
	});
}
