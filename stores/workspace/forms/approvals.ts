import type {
	ApprovalPolicy,
	ApprovalRule,
	ApprovalTrigger,
	MarginRule,
	Playbook,
	WarningLevel,
} from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import { rulesInForce } from '../../../core/playbook/approval-need.ts';
import { createFieldReader, type FieldFault, type FieldReader, numberText } from '../fields.ts';
import { percentText } from '../numbers.ts';

/** In the order they are offered. */
export const triggerKinds = [
	'discount-over',
	'line-discount-over',
	'margin-under',
	'deal-under-floor',
	'line-under-floor',
	'size-over',
	'terms-over',
] as const satisfies readonly ApprovalTrigger['kind'][];

/** At most so many steps: more would only be waited for. */
export const mostLevels = 3;

export interface LevelDraft {
	readonly key: string;
	readonly name: string;
	readonly who: string;
}

export interface ApprovalRuleDraft {
	readonly id: string;
	readonly kind: ApprovalTrigger['kind'];
	/** A percent, money or days, as the kind wants it; kept when the kind changes. */
	readonly value: string;
	readonly currency: string;
	/** Key of the level; of none when that level was removed. */
	readonly level: string;
}

/** The ladder and its rules, as typed in the form. */
export interface ApprovalsForm {
	readonly levels: readonly LevelDraft[];
	readonly rules: readonly ApprovalRuleDraft[];
}

/** What a trigger's value is. */
export function unitOf(kind: ApprovalTrigger['kind']): 'percent' | 'money' | 'days' | null {
	if (kind === 'size-over') return 'money';
	if (kind === 'terms-over') return 'days';
	return kind === 'line-under-floor' || kind === 'deal-under-floor' ? null : 'percent';
}

function valueText(trigger: ApprovalTrigger, locale: string): string {
	if (trigger.kind === 'terms-over') return `${trigger.days}`;
	if (trigger.kind === 'size-over') return numberText(trigger.value, locale);
	return 'value' in trigger ? percentText(trigger.value, locale) : '';
}

export function formOfApprovals({ levels, rules }: ApprovalPolicy, locale: string): ApprovalsForm {
	return {
		levels: levels.map((level, index) => ({ key: `${index + 1}`, ...level })),
		rules: rules.map(({ id, level, trigger }) => ({
			id,
			kind: trigger.kind,
			value: valueText(trigger, locale),
			currency: trigger.kind === 'size-over' ? trigger.currency : 'EUR',
			level: `${level}`,
		})),
	};
}

function triggerOf(row: ApprovalRuleDraft, reader: FieldReader): ApprovalTrigger {
	const at = `${row.id} value`;
	const { kind } = row;
	if (kind === 'size-over') {
		return { kind, value: reader.amount(row.value, at), currency: reader.currency(row.currency, `${row.id} currency`) };
	}
	if (kind === 'terms-over') return { kind, days: reader.whole(row.value, at) };
	if (kind === 'line-under-floor' || kind === 'deal-under-floor') return { kind };
	return { kind, value: reader.percent(row.value, at) };
}

/** The ladder the form describes, or every fault with its field. */
export function readApprovals(form: ApprovalsForm, locale: string): Result<ApprovalPolicy, readonly FieldFault[]> {
	const reader = createFieldReader(locale);
	const names = new Set<string>();
	const levels = form.levels.map(({ key, name, who }) => {
		const said = reader.text(name, `${key} name`);
		if (said !== '' && names.has(said.toLocaleLowerCase())) reader.blame('named-twice', `${key} name`);
		names.add(said.toLocaleLowerCase());
		return { name: said, who: who.trim() };
	});
	const rules = form.rules.map((row): ApprovalRule => {
		const at = form.levels.findIndex(({ key }) => key === row.level);
		if (at < 0) reader.blame('level-missing', `${row.id} level`);
		return { id: row.id, level: at === 2 ? 3 : at === 1 ? 2 : 1, trigger: triggerOf(row, reader) };
	});
	return reader.faults.length > 0 ? failure(reader.faults) : success({ levels, rules });
}

const ofFloors: readonly ApprovalTrigger['kind'][] = ['line-under-floor', 'deal-under-floor'];

/** A rule of limits with a level of its own, and the rules of agreement in force for deals that it alone covers. */
export interface OwnLevel {
	readonly rule: MarginRule;
	readonly level: WarningLevel;
	readonly inForce: readonly ApprovalRule[];
}

/** The rules of limits whose level of warnings is another than the policy's. */
export function selectOwnLevels({ approvals, margin }: Playbook): readonly OwnLevel[] {
	return margin.rules.flatMap((rule) => {
		const level = rule.warnings;
		if (level === null || level === margin.warnings) return [];
		const asking = rulesInForce(approvals, margin.warnings, level === 'approval');
		const inForce = level === 'off' ? asking.filter(({ trigger }) => !ofFloors.includes(trigger.kind)) : asking;
		return [{ rule, level, inForce }];
	});
}

/** The rules of agreement that are in force at a level of warnings. */
export function selectRulesInForce({ approvals }: Playbook, warnings: WarningLevel): readonly ApprovalRule[] {
	return rulesInForce(approvals, warnings);
}
