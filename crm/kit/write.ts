import type {
	AppliedDiscount,
	ApplyFailure,
	ApplyRefusal,
	DiscountWrite,
	LinePossibilities,
} from '../../core/model/apply.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import type { Until } from '../contract.ts';

/** Writing a discount into a line's own field, as its user would. Nothing here saves. */

/** A field to type in. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** What a field says after it was written in. */
export interface ReadBack {
	readonly now: string;
	/** `too-slow`: what was written is still there, and nobody knows yet whether it will stay. */
	readonly state: 'taken' | 'not-taken' | 'too-slow';
}

/** How the discount of one line is written in one CRM. */
export interface DiscountWriting<Line extends object> {
	/** What must be known of the line to open it, or why nothing can be written into it now. */
	readonly locate: () => Line | ApplyRefusal;
	/** The line's field once it can be typed in, the line opened where that is needed; null when it did not come in time. */
	readonly open: (line: Line) => Promise<TextField | ApplyRefusal | null>;
	/** True for two texts of one number. */
	readonly isSame: (left: string, right: string) => boolean;
	/** The text of a discount, a fraction of list; null where this line's field cannot say it. */
	readonly textOf: (discount: DecimalString, line: Line) => string | null;
	/** Types. */
	readonly put: (field: TextField, text: string) => void;
	readonly readBack: (field: TextField, text: string, before: string) => Promise<ReadBack>;
	/** Leaves a line in which nothing was written. Absent: it stays as it is. */
	readonly leave?: (field: TextField) => void;
}

/** Writes a discount, or what stood there before it, and waits until the field reads it back. */
export async function writeDiscount<Line extends object>(
	write: DiscountWrite,
	{ locate, open, isSame, textOf, put, readBack, leave }: DiscountWriting<Line>,
): Promise<Result<AppliedDiscount, ApplyFailure>> {
	const line = locate();
	if (typeof line === 'string') return failure({ code: line });
	const field = await open(line);
	if (field === null) return failure({ code: 'too-slow' });
	if (typeof field === 'string') return failure({ code: field });
	const before = field.value;
	if ('over' in write && !isSame(before, write.over)) {
		leave?.(field);
		return failure({ code: 'changed-since', text: before });
	}
	const text = 'over' in write ? write.text : textOf(write.discount, line);
	if (text === null) return failure({ code: 'not-editable' });
	put(field, text);
	const { now, state } = await readBack(field, text, before);
	return state === 'taken' ? success({ before, now }) : failure({ code: state, text: now, before });
}

/** Waits until what `look` finds is the same number as was written. `shown`: what is said to stand there when it never is. */
export async function taken(
	until: Until,
	withinMs: number,
	look: () => string | null | undefined,
	isWritten: (text: string) => boolean,
	shown: () => string,
): Promise<ReadBack> {
	const now = await until(() => {
		const text = look() ?? null;
		return text !== null && isWritten(text) ? text : null;
	}, withinMs);
	return now === null ? { now: shown(), state: 'not-taken' } : { now, state: 'taken' };
}

/** Into which lines a discount can be written, from what is known of each, by its id. */
export function possibilities(lines: Iterable<readonly [id: string, line: object | ApplyRefusal]>): LinePossibilities {
	return Object.fromEntries([...lines].map(([id, line]) => [id, typeof line === 'string' ? line : 'yes']));
}
