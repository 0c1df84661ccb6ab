import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { Page, RecordReader, Until } from '../../crm/contract.ts';
import type { DiscountOrder, FromPage } from '../../messages/port.ts';

const lookAgainMs = 50;

/** The record that is written into. */
interface AppliedTo {
	readonly ref: RecordRef;
	readonly reader: RecordReader;
	readonly saved: DealFacts | null;
}

/** What writing needs of the session. */
interface ApplyingNeeds {
	page(): Page;
	/** Null while the client redraws and shows no record. */
	isInFront(record: AppliedTo): boolean | null;
	post(message: FromPage): void;
	/** Tells what is typed. */
	readEdits(): void;
}

/** Writes discounts into the CRM's own fields, one at a time. */
export interface Applying {
	/** Carries out an order of the record in front, null when the order is of another one. It is always answered. */
	carryOut(order: DiscountOrder, record: AppliedTo | null): Promise<void>;
	isOn(): boolean;
}

type Answer = Extract<FromPage, { type: 'discount.answered' }>['result'];

export function createApplying({ page, isInFront, post, readEdits }: ApplyingNeeds): Applying {
	let isOn = false;

	async function write({ lineId, write: what }: DiscountOrder, record: AppliedTo | null): Promise<Answer> {
		const fail = (code: 'busy' | 'record-changed' | 'not-taken') => ({ ok: false, error: { code } }) as const;
		if (isOn) return fail('busy');
		if (!record || !isInFront(record)) return fail('record-changed');
		const until: Until = async (look, withinMs) => {
			const endMs = Date.now() + withinMs;
			for (;;) {
				const isHere = isInFront(record);
				const found = isHere ? look() : null;
				if (found !== null || isHere === false || Date.now() >= endMs) return found;
				await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
			}
		};
		const { reader, saved } = record;
		isOn = true;
		// A bug of ours must not leave the sidebar waiting.
		const answer = saved && (await reader.applyDiscount?.(page(), saved, lineId, what, until).catch(() => null));
		readEdits();
		isOn = false;
		if (isInFront(record) === false) return fail('record-changed');
		return answer ?? fail('not-taken');
	}

	return {
		async carryOut(order, record) {
			const result = await write(order, record);
			post({ type: 'discount.answered', ref: order.ref, id: order.id, result });
		},
		isOn: () => isOn,
	};
}
