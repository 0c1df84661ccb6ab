import { texts as policyRulesTexts } from '../../../assets/texts/policy-rules.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { useTexts } from '../../ui/Language/Language.tsx';

interface RuleProblemsProps {
	readonly problems: readonly FileProblem[];
}

/** What was refused about one rule; nothing while nothing was. */
export function RuleProblems({ problems }: RuleProblemsProps) {
	const words = useTexts(policyRulesTexts);
	const all = useTexts(workspaceTexts);
	if (problems.length === 0) return null;
	return (
		<div role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
			■ {words.refused}
			<ul className="m-0 pl-5">
				{problems.map(({ place, reason, found }) => (
					<li key={`${place} ${reason}`}>
						{all.reasons[reason] ?? all.problems.other}
						{found === null ? '' : ` (${found.replace(/^(?:rules|families) \d+: /, '')})`}
					</li>
				))}
			</ul>
		</div>
	);
}
