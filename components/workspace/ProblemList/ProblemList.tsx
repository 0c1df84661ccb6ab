import { useState } from 'react';
import { texts } from '../../../assets/texts/workspace.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';

/** Enough to see what kind of file it is; the rest is a click away. */
const firstShown = 10;

interface ProblemListProps {
	readonly title: string;
	readonly problems: readonly FileProblem[];
	/** All there are; more than are listed when a file is very wrong. */
	readonly count: number;
}

export function ProblemList({ title, problems, count }: ProblemListProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const [isWhole, setWhole] = useState(false);
	const listed = isWhole ? problems : problems.slice(0, firstShown);
	const hasRows = problems.some((problem) => problem.row !== null);
	return (
		<div role="alert" className="grid gap-3 rounded-xl border border-bad/40 bg-bad-soft p-4">
			<p className="m-0 text-sm font-semibold text-bad">{title}</p>
			<div className="overflow-x-auto rounded-lg bg-page">
				<table aria-label={words.problems.caption} className="w-full border-collapse text-left text-sm">
					<thead className="text-xs text-ink-2">
						<tr>
							{hasRows ? <th className="px-3 py-2 text-right font-semibold">{words.problems.row}</th> : null}
							<th className="px-3 py-2 font-semibold">{words.problems.place}</th>
							<th className="px-3 py-2 font-semibold">{words.problems.reason}</th>
							<th className="px-3 py-2 font-semibold">{words.problems.found}</th>
						</tr>
					</thead>
					<tbody>
						{listed.map((problem, index) => (
							// A list that never changes while it is shown.
							<tr key={`${index}-${problem.row}`} className="border-t border-line align-top">
								{hasRows ? (
									<td className="px-3 py-1.5 text-right text-ink-2 tabular-nums">
										{problem.row === null ? '–' : format.count(problem.row)}
									</td>
								) : null}
								<td className="px-3 py-1.5 text-ink-2">
									{problem.place === '' ? words.problems.whole : problem.place}
								</td>
								<td className="px-3 py-1.5">{words.reasons[problem.reason] ?? words.problems.other}</td>
								<td className="px-3 py-1.5 font-mono text-xs break-all">
									{problem.found ?? <span className="text-ink-3">{words.problems.missing}</span>}
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{listed.length < problems.length ? (
				<Button className="w-fit" onClick={() => setWhole(true)}>
					{words.problems.showMore(format.count(problems.length - listed.length))}
				</Button>
			) : null}
			{isWhole && count > problems.length ? (
				<p className="m-0 text-xs text-ink-2">
					{words.problems.first(format.count(problems.length), format.count(count))}
				</p>
			) : null}
		</div>
	);
}
