import type { CostVisibility, MarginPolicy, VisibilityChoice } from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import { visibilityOf } from '../../../core/playbook/default-policy.ts';
import { createFieldReader, type FieldFault } from '../fields.ts';
import { percentText } from '../numbers.ts';

/** The part of the policy that says what is shown and asked. */
export type RepsValue = Pick<MarginPolicy, 'visibility' | 'floorFor' | 'reasonCodes' | 'quarterEnd' | 'recurringBasis'>;

/** What reps see, as typed in the form. */
export interface RepsForm extends Pick<MarginPolicy, 'visibility' | 'floorFor' | 'reasonCodes' | 'recurringBasis'> {
	readonly quarterDays: string;
	readonly quarterDiscount: string;
}

export function repsOf(policy: MarginPolicy): RepsValue {
	const { visibility, floorFor, reasonCodes, quarterEnd, recurringBasis } = policy;
	return { visibility, floorFor, reasonCodes, quarterEnd, recurringBasis };
}

export function formOfReps({ quarterEnd, ...value }: RepsValue, locale: string): RepsForm {
	const { days, usualExtraDiscount } = quarterEnd;
	return {
		...value,
		quarterDays: `${days}`,
		quarterDiscount: usualExtraDiscount === null ? '' : percentText(usualExtraDiscount, locale),
	};
}

/** What the form says, or every fault with its field. Reasons left empty are dropped. */
export function readReps(form: RepsForm, locale: string): Result<RepsValue, readonly FieldFault[]> {
	const reader = createFieldReader(locale);
	const { quarterDays, quarterDiscount, reasonCodes, ...value } = form;
	const texts = new Set<string>();
	const reasons = reasonCodes.flatMap(({ id, text }) => {
		if (text.trim() === '') return [];
		const said = reader.text(text, `${id} text`);
		if (texts.has(said.toLocaleLowerCase())) reader.blame('named-twice', `${id} text`);
		texts.add(said.toLocaleLowerCase());
		return [{ id, text: said }];
	});
	const quarterEnd = {
		days: reader.whole(quarterDays, 'quarterDays'),
		usualExtraDiscount: reader.percentOrNone(quarterDiscount, 'quarterDiscount'),
	};
	return reader.faults.length > 0 ? failure(reader.faults) : success({ ...value, reasonCodes: reasons, quarterEnd });
}

/** What a choice comes to with so many costs in the list. */
export function levelOf(choice: VisibilityChoice, costCount: number): CostVisibility {
	return visibilityOf(choice, costCount > 0);
}
