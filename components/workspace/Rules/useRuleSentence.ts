import { useMemo } from 'react';
import { texts as policyRulesTexts } from '../../../assets/texts/policy-rules.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { MarginRule, Stage } from '../../../core/model/playbook.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';

/** Says a rule in one sentence: "Marine, Compressors, until 31 Dec 2026: floor 22 %, target 28 %". */
export function useRuleSentence(stages: readonly Stage[]): (rule: MarginRule) => string {
	const words = useTexts(policyRulesTexts);
	const { policy } = useTexts(workspaceTexts);
	const format = useFormat();
	const { locale } = format;
	const lists = useMemo(() => new Intl.ListFormat(locale, { type: 'disjunction' }), [locale]);
	const days = useMemo(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }), [locale]);

	return ({ scope, floor, target, warnings }) => {
		const any = (values: readonly string[]) => (values.length === 0 ? [] : [lists.format(values)]);
		const dayOf = (day: string) => days.format(new Date(`${day}T00:00:00Z`));
		const names = scope.stages.map((id) => stages.find((stage) => stage.id === id)?.name ?? words.goneStage);
		const where = [
			...scope.segments.flatMap(({ values }) => any(values)),
			...any(scope.products),
			...any(scope.families),
			...any(scope.regions),
			...any(scope.currencies),
			...any(names).map(words.stage),
			...any(scope.teams).map(words.team),
			...(scope.from === null ? [] : [words.from(dayOf(scope.from))]),
			...(scope.until === null ? [] : [words.until(dayOf(scope.until))]),
		];
		const limits = words.sentence(
			where.length === 0 ? words.everyDeal : where.join(', '),
			format.shortPercent(floor),
			format.shortPercent(target),
		);
		return warnings === null ? limits : `${limits}, ${words.ownLevel(policy[warnings])}`;
	};
}
