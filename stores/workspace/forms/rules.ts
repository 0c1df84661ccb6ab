import type { Day } from '../../../core/model/deal.ts';
import type { MarginRule, RuleScope, WarningLevel } from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { createFieldReader, type FieldFault, type FieldReader } from '../fields.ts';
import { percentText } from '../numbers.ts';

/** What a rule can ask of a deal, in the order it is offered. */
export const conditionNames = [
	'products',
	'families',
	'segments',
	'regions',
	'currencies',
	'stages',
	'teams',
	'days',
] as const;

export type ConditionName = (typeof conditionNames)[number];

/** One field of the deal and the values it may have. */
export interface SegmentDraft {
	readonly key: string;
	readonly field: string;
	readonly values: readonly string[];
}

/** A rule as typed in the form. */
export interface RuleDraft {
	/** Null for a new rule. */
	readonly id: string | null;
	readonly name: string;
	/** Conditions whose fields are in sight. What is not in sight asks nothing. */
	readonly shown: readonly ConditionName[];
	readonly products: readonly string[];
	readonly families: readonly string[];
	readonly segments: readonly SegmentDraft[];
	readonly regions: readonly string[];
	readonly currencies: readonly string[];
	/** Ids. */
	readonly stages: readonly string[];
	readonly teams: readonly string[];
	readonly from: string;
	readonly until: string;
	readonly floor: string;
	readonly target: string;
	readonly warnings: WarningLevel | 'policy';
}

const emptyScope: RuleScope = {
	products: [],
	families: [],
	segments: [],
	regions: [],
	currencies: [],
	stages: [],
	teams: [],
	from: null,
	until: null,
};

function asksFor(scope: RuleScope, name: ConditionName): boolean {
	return name === 'days' ? scope.from !== null || scope.until !== null : scope[name].length > 0;
}

/** The form of a rule; of a new one when it is null. */
export function draftOfRule(rule: MarginRule | null, locale: string): RuleDraft {
	const scope = rule?.scope ?? emptyScope;
	return {
		id: rule?.id ?? null,
		name: rule?.name ?? '',
		shown: conditionNames.filter((name) => asksFor(scope, name)),
		products: scope.products,
		families: scope.families,
		segments: scope.segments.map((segment, index) => ({ key: `${index}`, ...segment })),
		regions: scope.regions,
		currencies: scope.currencies,
		stages: scope.stages,
		teams: scope.teams,
		from: scope.from ?? '',
		until: scope.until ?? '',
		floor: rule === null ? '' : percentText(rule.floor, locale),
		target: rule === null ? '' : percentText(rule.target, locale),
		warnings: rule?.warnings ?? 'policy',
	};
}

/** The form without a condition: its fields are out of sight and empty. */
export function withoutCondition(draft: RuleDraft, name: ConditionName): RuleDraft {
	const shown = draft.shown.filter((each) => each !== name);
	return name === 'days' ? { ...draft, shown, from: '', until: '' } : { ...draft, shown, [name]: [] };
}

const longestValue = 200;

function values(typed: readonly string[], at: string, reader: FieldReader): readonly string[] {
	if (typed.some((value) => value.length > longestValue)) reader.blame('text-too-long', at);
	return typed;
}

function segmentsOf(rows: readonly SegmentDraft[], reader: FieldReader): RuleScope['segments'] {
	return rows.flatMap(({ key, field, values: wanted }) => {
		const name = field.trim();
		if (name === '' && wanted.length === 0) return [];
		if (name === '' || wanted.length === 0) reader.blame('segment-incomplete', `${key} field`);
		return [{ field: name, values: values(wanted, `${key} values`, reader) }];
	});
}

/** The rule the form describes, or every fault with its field. */
export function ruleOfDraft(draft: RuleDraft, id: string, locale: string): Result<MarginRule, readonly FieldFault[]> {
	const reader = createFieldReader(locale);
	const from = reader.dayOrNone(draft.from, 'from');
	const until = reader.dayOrNone(draft.until, 'until');
	if (from !== null && until !== null && from > until) reader.blame('days-reversed', 'until');
	const rule: MarginRule = {
		id,
		name: reader.text(draft.name, 'name'),
		scope: {
			products: values(draft.products, 'products', reader),
			families: values(draft.families, 'families', reader),
			segments: segmentsOf(draft.segments, reader),
			regions: values(draft.regions, 'regions', reader),
			currencies: [...new Set(draft.currencies.map((code) => reader.currency(code, 'currencies')))],
			stages: draft.stages,
			teams: values(draft.teams, 'teams', reader),
			from,
			until,
		},
		...reader.limits(draft),
		warnings: draft.warnings === 'policy' ? null : draft.warnings,
	};
	return reader.faults.length > 0 ? failure(reader.faults) : success(rule);
}

/** Whether a rule's days are over, still to come, or neither. */
export function ruleAge({ scope }: MarginRule, today: Day): 'over' | 'ahead' | null {
	if (scope.until !== null && scope.until < today) return 'over';
	return scope.from !== null && scope.from > today ? 'ahead' : null;
}

/** Problems of a policy by the place of the rule they concern, from 0; `rest` is what concerns no rule. */
export function problemsByRule(problems: readonly FileProblem[]): {
	readonly rules: ReadonlyMap<number, readonly FileProblem[]>;
	readonly rest: readonly FileProblem[];
} {
	const rules = new Map<number, FileProblem[]>();
	const rest: FileProblem[] = [];
	for (const problem of problems) {
		const number = /(?:^|› )rules (\d+)\b/.exec(problem.place)?.[1];
		if (number === undefined) rest.push(problem);
		else rules.set(Number(number) - 1, [...(rules.get(Number(number) - 1) ?? []), problem]);
	}
	return { rules, rest };
}
