import type { PressJudge } from '../../../components/ui/Guard/judge.ts';
import {
	type ApprovalDecision,
	type ApprovalNote,
	type ApprovalRequest,
	type DealFacts,
	type DealNotes,
	dealKey,
	noNotes,
} from '../../../core/model/deal.ts';
import { type DealEdits, noEdits } from '../../../core/model/deal-edits.ts';
import type { PlaybookForDeal } from '../../../core/model/playbook.ts';
import type { PressRefusal } from '../../../core/model/press.ts';
import type { ReadFailure } from '../../../core/model/read-failure.ts';
import {
	type CachedDeal,
	defaultLayout,
	defaultSettings,
	type SiteLayout,
	type Told,
} from '../../../core/model/settings.ts';
import { healthyStorage, type StorageState } from '../../../core/model/storage-state.ts';
import type { CommandName } from '../../../messages/commands.ts';
import type { FromPage, ToPage } from '../../../messages/port.ts';
import type { ChangeNotice, RefusalCause } from '../../../messages/protocol.ts';
import type { Ask } from '../../../stores/ask.ts';
import { createDealStore } from '../../../stores/deal/store.ts';
import { createFrameStore } from '../../../stores/frame.ts';
import { createPopovers } from '../../../stores/popovers.ts';
import { createStorageStore } from '../../../stores/storage.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

function toldOf(cached: CachedDeal | 'unreadable' | null): Told<CachedDeal> {
	if (cached === null) return { kind: 'absent' };
	return cached === 'unreadable' ? { kind: 'unreadable' } : { kind: 'value', value: cached };
}

export interface Asked {
	readonly name: CommandName;
	readonly data: unknown;
}

/** A background in memory and the page's end of the port, for stores that are otherwise the real ones. */
/** What the background refuses as no answer. */
const unreadable = Symbol('unreadable');

export function createFarSide(playbook: PlaybookForDeal = fixturePlaybook) {
	const asked: Asked[] = [];
	const posted: ToPage[] = [];
	const far = {
		playbook,
		notes: noNotes as DealNotes,
		/** They are kept and cannot be read. */
		areNotesUnreadable: false,
		cached: null as CachedDeal | 'unreadable' | null,
		kept: healthyStorage as StorageState,
		/** Why those in `refused` are, where more is known. */
		cause: undefined as RefusalCause | undefined,
		settings: {
			...defaultSettings,
			language: 'en' as 'auto' | 'en' | 'de',
			theme: 'light' as 'auto' | 'light' | 'dark',
		},
		/** Commands that answer as a background that could not store anything. */
		refused: new Set<CommandName>(),
		revision: 1,
		/** What a manager says to a request, told by the text “the answer”. */
		answer: null as ((request: ApprovalRequest) => ApprovalDecision) | null,
	};

	function answer(name: CommandName, data: never): unknown {
		const at = '2026-11-24T09:05:00.000Z';
		switch (name) {
			case 'deal.context':
				return {
					playbook: far.playbook,
					revision: far.revision,
					notes: far.areNotesUnreadable ? null : far.notes,
					cached: toldOf(far.cached),
				};
			case 'criterion.tick': {
				const { criterionId, isDone, evidence } = data as {
					criterionId: string;
					isDone: boolean;
					evidence: string | null;
				};
				far.notes = { ...far.notes, ticks: { ...far.notes.ticks, [criterionId]: { isDone, by: 'Ada', at, evidence } } };
				return far.notes;
			}
			case 'collateral.markSent': {
				const { collateralId, isSent } = data as { collateralId: string; isSent: boolean };
				const { [collateralId]: _, ...rest } = far.notes.sent;
				far.notes = { ...far.notes, sent: isSent ? { ...rest, [collateralId]: at } : rest };
				return far.notes;
			}
			case 'reason.give':
				far.notes = { ...far.notes, reason: { ...(data as { code: string | null; text: string }), at, by: 'Ada' } };
				return far.notes;
			case 'approval.ask': {
				const { request } = data as { request: ApprovalRequest };
				far.notes = { ...far.notes, approval: { request, decision: null, isAskedHere: true } };
				return far.notes;
			}
			case 'approval.withdraw':
				far.notes = { ...far.notes, approval: null };
				return far.notes;
			case 'approval.answer': {
				const { text } = data as { text: string };
				if (!far.answer || text !== 'the answer') return unreadable;
				const { request } = far.notes.approval as ApprovalNote;
				far.notes = { ...far.notes, approval: { request, decision: far.answer(request), isAskedHere: true } };
				return far.notes;
			}
			case 'storage.state':
				return far.kept;
			case 'settings.read':
				return far.settings;
			case 'settings.save':
				far.settings = { ...far.settings, ...(data as { change: Partial<typeof far.settings> }).change };
				return null;
			default:
				return null;
		}
	}

	const ask: Ask = async (name, data) => {
		asked.push({ name, data });
		await Promise.resolve();
		if (far.refused.has(name))
			return { ok: false, error: 'storage-failed', ...(far.cause && { cause: far.cause }) } as Awaited<
				ReturnType<typeof ask<typeof name>>
			>;
		const value = answer(name, data as never);
		return (value === unreadable ? { ok: false, error: 'bad-message', problems: [] } : { ok: true, value }) as Awaited<
			ReturnType<typeof ask<typeof name>>
		>;
	};
	const post = (message: ToPage) => void posted.push(message);
	const deal = createDealStore({ ask, post });
	const frame = createFrameStore(ask, post);
	const listeners = new Set<(notice: ChangeNotice) => void>();
	const storage = createStorageStore({
		ask,
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	});
	const popovers = createPopovers(post);

	function arrive(message: FromPage): void {
		deal.getState().connectionChanged('connected');
		deal.getState().messageArrived(message);
		frame.getState().messageArrived(message);
		popovers.messageArrived(message);
	}

	/** What every press is told; a browser judges it by how the page shows the frame. */
	const pressed = { refusal: null as PressRefusal | null, watched: new Set<Element>() };
	const judge: PressJudge = {
		watch(element) {
			pressed.watched.add(element);
			return () => void pressed.watched.delete(element);
		},
		refusal: async (element) => (pressed.watched.has(element) ? pressed.refusal : 'early'),
	};

	return Object.assign(far, {
		pressed,
		judge,
		popovers,
		ask,
		asked,
		posted,
		deal,
		frame,
		storage,
		arrive,
		show: (facts: DealFacts, layout: SiteLayout = defaultLayout) =>
			arrive({
				type: 'record.shown',
				ref: facts.ref,
				crmTitle: 'Demo CRM',
				site: 'http://crm.example',
				repairable: ['Discount'],
				layout,
			}),
		read: (facts: DealFacts) => arrive({ type: 'facts.read', ref: facts.ref, facts, health: [] }),
		fail: (facts: DealFacts, failure: ReadFailure, pageFacts: DealFacts | null = null) =>
			arrive({ type: 'facts.failed', ref: facts.ref, failure, pageFacts, againAtMs: Date.now() + 2000 }),
		edit: (edits: DealEdits) => arrive({ type: 'edits.read', ref: edits.ref, edits }),
		/** What was asked under one name. */
		askedFor: (name: CommandName) => asked.filter((entry) => entry.name === name).map(({ data }) => data),
		/** Lets every answer on its way arrive. */
		settle: async () => {
			for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
		},
		isShown: (facts: DealFacts) => deal.getState().record?.key === dealKey(facts.ref),
	});
}

/** A discount typed into one line of the fixture deal; `value` null while it is half typed. */
export function discountTyped(
	lineId: string,
	text: string,
	value: string | null,
	facts: DealFacts = fixtureDeal,
): DealEdits {
	return {
		...noEdits(facts.ref),
		lines: { [lineId]: { price: { by: 'discount', typed: { text, value } } } },
		activeLineId: lineId,
	};
}
