import { compare, decimal } from '../../../core/model/decimal.ts';
import type { MarginPolicy } from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import { type PercentFault, percentText, readPercent } from '../numbers.ts';

export interface LimitsDraft {
	/** Tells rows apart; `otherwise` for the row for everything else. */
	readonly key: string;
	readonly family: string;
	readonly floor: string;
	readonly target: string;
}

/** Limits as typed in the form, percents as the user's locale writes them. */
export interface LimitsForm {
	readonly families: readonly LimitsDraft[];
	/** Both texts empty: no limit for everything else. */
	readonly otherwise: LimitsDraft;
}

export type LimitsFaultCode = PercentFault | 'family-missing' | 'family-twice' | 'floor-over-target';

export interface LimitsFault {
	readonly code: LimitsFaultCode;
	readonly key: string;
	readonly field: 'family' | 'floor' | 'target';
}

export function formOfLimits(policy: LimitsValue, locale: string): LimitsForm {
	return {
		families: policy.families.map((limits, index) => ({
			key: `${index}`,
			family: limits.family,
			floor: percentText(limits.floor, locale),
			target: percentText(limits.target, locale),
		})),
		otherwise: {
			key: 'otherwise',
			family: '',
			floor: policy.otherwise === null ? '' : percentText(policy.otherwise.floor, locale),
			target: policy.otherwise === null ? '' : percentText(policy.otherwise.target, locale),
		},
	};
}

/** The part of the policy that the form of limits is of. */
export type LimitsValue = Pick<MarginPolicy, 'families' | 'otherwise'>;

/** The limits the form describes, or every fault with its row and field. */
export function limitsOfForm(form: LimitsForm, locale: string): Result<LimitsValue, readonly LimitsFault[]> {
	const faults: LimitsFault[] = [];
	const names = new Set<string>();
	const families = form.families.map((row) => {
		const family = row.family.trim();
		if (family === '') faults.push({ code: 'family-missing', key: row.key, field: 'family' });
		else if (names.has(family.toLocaleLowerCase()))
			faults.push({ code: 'family-twice', key: row.key, field: 'family' });
		names.add(family.toLocaleLowerCase());
		return { family, ...limitsOfRow(row, locale, faults) };
	});
	const isOpen = form.otherwise.floor.trim() === '' && form.otherwise.target.trim() === '';
	const otherwise = isOpen ? null : limitsOfRow(form.otherwise, locale, faults);
	return faults.length > 0 ? failure(faults) : success({ families, otherwise });
}

function limitsOfRow(row: LimitsDraft, locale: string, faults: LimitsFault[]): { floor: string; target: string } {
	const floor = readPercent(row.floor, locale);
	const target = readPercent(row.target, locale);
	if (!floor.ok) faults.push({ code: floor.error, key: row.key, field: 'floor' });
	if (!target.ok) faults.push({ code: target.error, key: row.key, field: 'target' });
	if (floor.ok && target.ok && compare(decimal(floor.value), decimal(target.value)) > 0) {
		faults.push({ code: 'floor-over-target', key: row.key, field: 'floor' });
	}
	return { floor: floor.ok ? floor.value : '0', target: target.ok ? target.value : '0' };
}
