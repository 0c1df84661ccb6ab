import { createStore, type StoreApi } from 'zustand/vanilla';
import { type ApprovalRequest, type CrmUser, type DealFacts, type DealNotes, dealKey } from '../../core/model/deal.ts';
import { dealValues } from '../../core/model/deal-values.ts';
import { isWithoutAccess } from '../../core/model/read-failure.ts';
import type { DealContext } from '../../core/model/settings.ts';
import { type FromPage, settlingPhases, type ToPage } from '../../messages/port.ts';
import type { Answer, ChangeNotice } from '../../messages/protocol.ts';
import { type Ask, askSafely, codeOf, isLost } from '../ask.ts';
import { type ApplyActions, answered, createApplyActions, followed, idle, unanswered, waiting } from './apply.ts';
import type { ConnectionStatus } from './connection.ts';
import { productsKey, productsOf } from './products.ts';
import type { DealState, WhatIf } from './state.ts';

export type { DealState, WhatIf };

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
	user: 'unknown',
	isReading: false,
	facts: null,
	factsFrom: null,
	failure: null,
	againAtMs: null,
	pageFacts: null,
	stages: [],
	health: [],
	structure: null,
	edits: null,
	editsFailure: null,
	isTyped: false,
	context: null,
	contextProducts: null,
	isContextFailed: false,
	refusal: null,
	whatIf: null,
	possible: {},
	apply: idle,
} as const;

function isSettling(from: DealState['factsFrom']): boolean {
	return (settlingPhases as readonly (string | null)[]).includes(from);
}

/** Holds one record at a time: everything is let go the moment another one comes in front. */
export function createDealStore({ ask: rawAsk, post }: DealStoreOptions): DealStore {
	const ask = askSafely(rawAsk);
	let contextAsked = 0;
	let notesAsked = 0;
	let isContextPending = false;
	let lastRead = '';
	/** The record in front was read since it came there: whoever looks may see what is known of it. */
	let isConfirmed = false;

	return createStore<DealState & DealActions>()((set, get) => {
		async function askContext(): Promise<void> {
			const { record, facts, context } = get();
			if (!record) return;
			contextAsked += 1;
			const serial = contextAsked;
			const notesThen = notesAsked;
			const products = productsOf(facts);
			isContextPending = true;
			const answer = await ask('deal.context', { ref: record.ref, products, user: get().user });
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
			// Shown while nobody knew who looks, and somebody else's as it turns out.
			if (!isConfirmed && get().factsFrom === 'cache' && cached.kind !== 'value') set({ facts: null, factsFrom: null });
			showKept();
			settle();
		}

		/** Until the first reading is there the deal is shown as it was read last, to who is known to have read it. */
		function showKept(): void {
			const { facts, context, failure, user } = get();
			if (facts || failure || user === 'unknown' || context?.cached.kind !== 'value') return;
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
			if (!isSame) isConfirmed = false;
			set({ ...(isSame ? {} : untold), record: { ref, key, crmTitle, site, repairable } });
			void askContext();
		}

		/** What is kept, and what was read before, may be this user's: both are asked for, or kept, again as theirs. */
		function userTold(user: CrmUser): void {
			const { user: before, facts, factsFrom } = get();
			if (before !== 'unknown' && user !== 'unknown' && before.id === user.id) return;
			set({ user });
			if (facts && factsFrom === 'live') void ask('deal.remember', { facts, user, isSame: true });
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
					case 'user.told':
						userTold(message.user);
						return;
					case 'page.typed':
						set({ isTyped: message.isTyped });
						return;
					case 'facts.reading':
						set({ isReading: true });
						return;
					case 'facts.read':
						isConfirmed = true;
						set({
							isReading: false,
							facts: message.facts,
							factsFrom: 'live',
							failure: null,
							againAtMs: null,
							pageFacts: null,
							...(message.stages ? { stages: message.stages } : {}),
							health: message.health,
							structure: message.structure ?? null,
						});
						void ask('deal.remember', {
							facts: message.facts,
							user: get().user,
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
				if (subject === 'access' && isWithoutAccess(get().failure?.code)) get().refreshAsked();
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
					return ref ? ask('approval.answer', { ref, text }) : { ok: false, error: 'bad-message' };
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
