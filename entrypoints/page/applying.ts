import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { Page, RecordReader, Until } from '../../crm/contract.ts';
import type { DiscountOrder, FromPage } from '../../messages/port.ts';

const lookAgainMs = 50;

/** However slow a CRM is, the user hears of it then. */
const longestMs = 20_000;

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
	/** When the page's server answered last, in milliseconds since 1970. */
	answeredAtMs(): number;
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

export function createApplying({ page, isInFront, post, answeredAtMs, readEdits }: ApplyingNeeds): Applying {
	let isOn = false;

	async function write({ id, ref, lineId, write: what }: DiscountOrder, record: AppliedTo | null): Promise<Answer> {
		const fail = (code: 'busy' | 'record-changed' | 'not-taken') => ({ ok: false, error: { code } }) as const;
		if (isOn) return fail('busy');
		if (!record || !isInFront(record)) return fail('record-changed');
		let isWaiting = false;
		const until: Until = async (look, withinMs, asks) => {
			const beganMs = Date.now();
			for (;;) {
				const isHere = isInFront(record);
				const found = isHere ? look() : null;
				if (found !== null || isHere === false) return found;
				const nowMs = Date.now();
				const isAnswered = asks !== 'server' || answeredAtMs() > beganMs;
				const sinceMs = asks === 'server' ? Math.max(beganMs, answeredAtMs()) : beganMs;
				if ((isAnswered && nowMs >= sinceMs + withinMs) || nowMs >= beganMs + longestMs) {
					isUnanswered = !isAnswered;
					return null;
				}
				if (nowMs >= beganMs + withinMs && !isWaiting) {
					isWaiting = true;
					post({ type: 'discount.waiting', ref, id });
				}
				await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
			}
		};
		let isUnanswered = false;
		const { reader, saved } = record;
		isOn = true;
		// A bug of ours must not leave the sidebar waiting.
		const answer = saved && (await reader.applyDiscount?.(page(), saved, lineId, what, until).catch(() => null));
		readEdits();
		isOn = false;
		if (isInFront(record) === false) return fail('record-changed');
		// A number that may still be on its way is not one to type in by hand.
		if (isUnanswered && answer?.ok === false && answer.error.code === 'not-taken')
			return { ok: false, error: { ...answer.error, code: 'too-slow' } };
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
