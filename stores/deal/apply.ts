import type { AppliedDiscount, ApplyFailure } from '../../core/model/apply.ts';
import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { DealEdits } from '../../core/model/deal-edits.ts';
import { compare, type DecimalString, parseDecimal } from '../../core/model/decimal.ts';
import type { FromPage, ToPage } from '../../messages/port.ts';
import type { ConnectionStatus } from './connection.ts';

/** Which discount of which line it is about. */
interface Applied {
	readonly lineId: string;
	/** Fraction of list. */
	readonly discount: DecimalString;
}

/** A discount on its way into the CRM's own field, or taken back out of it. */
export type ApplyState =
	| { readonly phase: 'idle' }
	| (Applied & {
			readonly phase: 'writing';
			/** Names the answer that is waited for. */
			readonly id: string;
			readonly isUndo: boolean;
			/** The CRM's server takes its time. */
			readonly isWaiting: boolean;
			readonly written: AppliedDiscount | null;
	  })
	/** It is in the field, and `written.before` can be put back. */
	| (Applied & { readonly phase: 'done'; readonly written: AppliedDiscount })
	| (Applied & {
			readonly phase: 'failed';
			readonly isUndo: boolean;
			readonly failure: ApplyFailure;
			/** What can be taken back all the same; null when nothing was written. */
			readonly written: AppliedDiscount | null;
	  });

/** Nothing was written into this record, or it was taken back. */
export const idle: ApplyState = { phase: 'idle' };

/** What the user can ask for. */
export interface ApplyActions {
	/** Writes `discount`, a fraction of list, into the line's own field in the CRM. Nothing while one is being written. */
	discountApplied(lineId: string, discount: DecimalString): void;
	/** Puts back what stood in the field before. */
	applyUndone(): void;
}

interface ApplyNeeds {
	get(): {
		readonly record: { readonly ref: RecordRef } | null;
		readonly connection: ConnectionStatus;
		readonly apply: ApplyState;
	};
	set(part: { readonly apply: ApplyState }): void;
	post(message: ToPage): void;
}

export function createApplyActions({ get, set, post }: ApplyNeeds): ApplyActions {
	return {
		discountApplied(lineId, discount) {
			const { record, apply, connection } = get();
			if (!record || connection !== 'connected' || apply.phase === 'writing') return;
			const id = crypto.randomUUID();
			set({ apply: { phase: 'writing', id, lineId, discount, isUndo: false, isWaiting: false, written: null } });
			post({ type: 'discount.write', id, ref: record.ref, lineId, write: { discount } });
		},

		applyUndone() {
			const { record, apply, connection } = get();
			if (!record || connection !== 'connected' || (apply.phase !== 'done' && apply.phase !== 'failed')) return;
			const { lineId, discount, written } = apply;
			if (!written) return;
			const id = crypto.randomUUID();
			set({ apply: { phase: 'writing', id, lineId, discount, isUndo: true, isWaiting: false, written } });
			post({
				type: 'discount.write',
				id,
				ref: record.ref,
				lineId,
				write: { text: written.before, over: written.now },
			});
		},
	};
}

/** The state after the page said that the CRM takes its time; the same one when it is not about what is being written. */
export function waiting(apply: ApplyState, { id }: Extract<FromPage, { type: 'discount.waiting' }>): ApplyState {
	return apply.phase === 'writing' && apply.id === id ? { ...apply, isWaiting: true } : apply;
}

/** The state after an answer; the same one when the answer is not to what is being written. */
export function answered(
	apply: ApplyState,
	{ id, result }: Extract<FromPage, { type: 'discount.answered' }>,
): ApplyState {
	if (apply.phase !== 'writing' || apply.id !== id) return apply;
	const { lineId, discount, isUndo, written } = apply;
	if (result.ok) return isUndo ? idle : { phase: 'done', lineId, discount, written: result.value };
	const { code, before, text } = result.error;
	const failed = { phase: 'failed', lineId, discount, isUndo, failure: result.error } as const;
	// What somebody typed meanwhile is not ours to take back.
	if (isUndo) return { ...failed, written: code === 'changed-since' ? null : written };
	return { ...failed, written: before !== undefined && text !== undefined ? { before, now: text } : null };
}

/** The state after a connection broke: an answer cannot come any more. */
export function unanswered(apply: ApplyState): ApplyState {
	if (apply.phase !== 'writing') return apply;
	const { lineId, discount, isUndo, written } = apply;
	return { phase: 'failed', lineId, discount, isUndo, written, failure: { code: 'too-slow' } };
}

/** The state after edits were read: over once the line says another discount, by the user's hand or by Cancel. */
export function followed(apply: ApplyState, edits: DealEdits, facts: DealFacts | null): ApplyState {
	if (apply.phase !== 'done') return apply;
	const price = edits.lines[apply.lineId]?.price;
	// A price that is typed itself may well come from the discount.
	if (price && price.by !== 'discount') return apply;
	const line = facts?.lines?.find(({ id }) => id === apply.lineId);
	const now = parseDecimal(price ? price.typed.value : (line?.discounts[0] ?? '0'));
	const wanted = parseDecimal(apply.discount);
	return now && wanted && compare(now, wanted) === 0 ? apply : idle;
}
