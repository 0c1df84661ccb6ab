import { compare, decimal, isZero, one } from '../../../core/model/decimal.ts';
import type { PayStanding } from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import { anyPercentText, createFieldReader, type FieldFault, numberText } from '../fields.ts';

/** A rep's own figures of the period, as typed in the form. */
export interface StandingForm {
	readonly currency: string;
	readonly revenue: string;
	readonly grossMargin: string;
	/** Empty: none. */
	readonly quota: string;
	/** A percent; empty: all of it. */
	readonly share: string;
}

export function formOfStanding(standing: PayStanding | null, locale: string): StandingForm {
	return {
		currency: standing?.currency ?? 'EUR',
		revenue: standing ? numberText(standing.revenue, locale) : '',
		grossMargin: standing ? numberText(standing.grossMargin, locale) : '',
		quota: standing?.quota ? numberText(standing.quota, locale) : '',
		share: standing?.share ? anyPercentText(standing.share, locale) : '',
	};
}

/** The figures the form says, or every fault with its field. A gross margin may be a loss. */
export function readStanding(form: StandingForm, locale: string): Result<PayStanding, readonly FieldFault[]> {
	const reader = createFieldReader(locale);
	const share = form.share.trim() === '' ? null : reader.anyPercent(form.share, 'share');
	if (reader.faults.length === 0 && share !== null) {
		if (isZero(decimal(share))) reader.blame('number-zero', 'share');
		else if (compare(decimal(share), one) > 0) reader.blame('share-over-hundred', 'share');
	}
	const standing: PayStanding = {
		currency: reader.currency(form.currency, 'currency'),
		revenue: reader.amount(form.revenue, 'revenue'),
		grossMargin: reader.signed(form.grossMargin, 'grossMargin'),
		quota: reader.amountOrNone(form.quota, 'quota'),
		share,
	};
	return reader.faults.length > 0 ? failure(reader.faults) : success(standing);
}
