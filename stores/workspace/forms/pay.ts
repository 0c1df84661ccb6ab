import { type PayExample, payExamples } from '../../../core/explain/pay-example.ts';
import { equalMarginRate } from '../../../core/margin/pay.ts';
import { compare, type Decimal, decimal, formatDecimal, one, trimZeros, zero } from '../../../core/model/decimal.ts';
import type { PayBand, PayFormula, PayPlan } from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import { createFieldReader, type FieldFault, type FieldReader, numberText } from '../fields.ts';
import { percentText, readPercent } from '../numbers.ts';

/** In the order they are offered. */
export const payKinds = ['none', 'revenue', 'margin', 'bands', 'multiplier'] as const;

export type PayKind = (typeof payKinds)[number];

export interface BandDraft {
	readonly key: string;
	readonly from: string;
	readonly rate: string;
}

/** A pay plan as typed in the form. What another kind needs is kept while one looks at this one. */
export interface PayForm {
	readonly kind: PayKind;
	readonly rate: string;
	readonly base: 'revenue' | 'margin';
	readonly mode: 'graduated' | 'whole';
	readonly bands: readonly BandDraft[];
	readonly floor: string;
	readonly target: string;
	readonly cap: string;
	/** Empty: none. */
	readonly accelerator: string;
	readonly isTakenBack: boolean;
}

const emptyForm: PayForm = {
	kind: 'none',
	rate: '',
	base: 'margin',
	mode: 'graduated',
	bands: [{ key: 'first', from: '0', rate: '' }],
	floor: '',
	target: '',
	cap: '',
	accelerator: '',
	isTakenBack: false,
};

export function formOfPay(plan: PayPlan | null, locale: string): PayForm {
	if (plan === null) return emptyForm;
	const common: PayForm = {
		...emptyForm,
		kind: plan.kind,
		accelerator: plan.accelerator === null ? '' : numberText(plan.accelerator, locale),
		isTakenBack: plan.isTakenBack,
	};
	if (plan.kind === 'bands') {
		const bands = plan.bands.map(({ from, rate }, index) => ({
			key: `${index}`,
			from: numberText(from, locale),
			rate: percentText(rate, locale),
		}));
		return { ...common, base: plan.base, mode: plan.mode, bands };
	}
	const rate = percentText(plan.rate, locale);
	if (plan.kind !== 'multiplier') return { ...common, rate };
	return {
		...common,
		rate,
		floor: percentText(plan.floor, locale),
		target: percentText(plan.target, locale),
		cap: numberText(plan.cap, locale),
	};
}

function bandsOf(rows: readonly BandDraft[], reader: FieldReader): readonly PayBand[] {
	if (rows.length === 0) reader.blame('bands-missing', 'bands');
	let before: Decimal | null = null;
	return rows.map(({ key, from, rate }) => {
		const faultsBefore = reader.faults.length;
		const start = reader.amount(from, `${key} from`);
		if (reader.faults.length === faultsBefore) {
			const value = decimal(start);
			if (before === null && compare(value, zero) !== 0) reader.blame('bands-not-from-zero', `${key} from`);
			else if (before !== null && compare(before, value) >= 0) reader.blame('bands-not-rising', `${key} from`);
			before = value;
		}
		return { from: start, rate: reader.percent(rate, `${key} rate`) };
	});
}

function formulaOf(form: PayForm, kind: Exclude<PayKind, 'none'>, reader: FieldReader): PayFormula {
	if (kind === 'bands') return { kind, base: form.base, mode: form.mode, bands: bandsOf(form.bands, reader) };
	const rate = reader.percent(form.rate, 'rate');
	if (kind !== 'multiplier') return { kind, rate };
	const before = reader.faults.length;
	const { floor, target } = reader.limits(form);
	if (reader.faults.length === before && floor === target) reader.blame('floor-is-target', 'target');
	return { kind, rate, floor, target, cap: reader.aboveZero(form.cap, 'cap') };
}

/** The plan the form describes, null for none; or every fault with its field. */
export function readPay(form: PayForm, locale: string): Result<PayPlan | null, readonly FieldFault[]> {
	if (form.kind === 'none') return success(null);
	const reader = createFieldReader(locale);
	const plan: PayPlan = {
		...formulaOf(form, form.kind, reader),
		accelerator: form.accelerator.trim() === '' ? null : reader.aboveZero(form.accelerator, 'accelerator'),
		isTakenBack: form.isTakenBack,
	};
	return reader.faults.length > 0 ? failure(reader.faults) : success(plan);
}

/**
 * The form turned from a rate of revenue into the rate of margin that pays the same at `target`, a percent as typed.
 * `rate-unreadable`, `target-unreadable`: a percent of the form that is none yet. `rate-too-high`: the rate would be 100 % or more.
 */
export function convertedToMargin(
	form: PayForm,
	target: string,
	locale: string,
): Result<PayForm, 'rate-unreadable' | 'target-unreadable' | 'rate-too-high'> {
	const rate = readPercent(form.rate, locale);
	if (!rate.ok) return failure('rate-unreadable');
	const margin = readPercent(target, locale);
	const equal = margin.ok ? equalMarginRate(decimal(rate.value), decimal(margin.value)) : null;
	if (equal === null) return failure('target-unreadable');
	if (compare(equal, one) >= 0) return failure('rate-too-high');
	return success({ ...form, kind: 'margin', rate: percentText(formatDecimal(trimZeros(equal)), locale) });
}

/** The worked example of the plan that the form describes; pay is null while there is none, or faults in it. */
export function payExamplesOf(form: PayForm, locale: string): readonly PayExample[] {
	const plan = readPay({ ...form, accelerator: '' }, locale);
	return payExamples(plan.ok ? plan.value : null);
}
