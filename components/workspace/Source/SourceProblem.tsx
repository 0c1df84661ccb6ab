import { texts } from '../../../assets/texts/source.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import type { SourceProblem as Problem } from '../../../stores/workspace/source.ts';
import { useTexts } from '../../ui/Language/Language.tsx';
import { ProblemList } from '../ProblemList/ProblemList.tsx';

/** Why nothing was taken, in one sentence, and what is wrong with the file where that is the reason. */
export function SourceProblem({ problem }: { readonly problem: Problem | null }) {
	const words = useTexts(texts);
	const all = useTexts(workspaceTexts);
	if (problem === null) return null;
	function sentence(of: Problem): string {
		switch (of.kind) {
			case 'typed':
				return words.typedFaults[of.fault];
			case 'host-refused':
				return words.faults['host-refused'];
			case 'untaken':
				return words.faults[of.fault];
			case 'changed':
				return words.changed;
			case 'failed':
				return of.failure.code === 'problems' ? all.refused['bad-message'] : all.refused[of.failure.code];
		}
	}
	const problems: readonly FileProblem[] = problem.kind === 'untaken' ? problem.problems : [];
	return (
		<>
			<p role="alert" className="m-0 rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
				■ {sentence(problem)}
			</p>
			{problems.length > 0 ? (
				<ProblemList title={words.problemsTitle} problems={problems} count={problems.length} />
			) : null}
		</>
	);
}
