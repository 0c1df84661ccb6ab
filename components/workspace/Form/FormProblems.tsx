import { texts } from '../../../assets/texts/workspace.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { ProblemList } from '../ProblemList/ProblemList.tsx';

interface FormProblemsProps {
	readonly problems: readonly FileProblem[];
}

/** What was refused, by place; nothing while nothing was. */
export function FormProblems({ problems }: FormProblemsProps) {
	const words = useTexts(texts).process;
	const format = useFormat();
	if (problems.length === 0) return null;
	return (
		<ProblemList
			title={words.problemsTitle(problems.length, format.count(problems.length))}
			problems={problems}
			count={problems.length}
		/>
	);
}
