import { useState } from 'react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { WarningLevel } from '../../../core/model/playbook.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import type { LimitsDraft, LimitsFault } from '../../../stores/workspace/forms/limits.ts';
import { problemsByRule } from '../../../stores/workspace/forms/rules.ts';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { FormBar } from '../Form/FormBar.tsx';
import { useForm } from '../Form/useForm.ts';
import { ProblemList } from '../ProblemList/ProblemList.tsx';
import { AddRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { Rules } from '../Rules/Rules.tsx';
import { newRowKey } from '../row-key.ts';
import { Card } from '../Section/Card.tsx';
import { Section } from '../Section/Section.tsx';
import { Locked } from '../Source/Locked.tsx';
import { InForce } from './InForce.tsx';
import { LimitsRow } from './LimitsRow.tsx';
import { Warnings } from './Warnings.tsx';

interface PolicySectionProps {
	/** "2026-11-24". */
	readonly today: string;
}

export function PolicySection({ today }: PolicySectionProps) {
	const all = useTexts(workspaceTexts);
	const shared = useTexts(sharedTexts);
	const words = all.policy;
	const toast = useToast();
	const playbook = useWorkspace((state) => state.playbook);
	const editing = useForm('limits', words.saved);
	const choose = useWorkspace((state) => state.warningsChosen);
	const [problems, setProblems] = useState<readonly FileProblem[]>([]);
	if (playbook === null || editing === null) return null;

	const { form, change: typed } = editing;
	const faults: readonly LimitsFault[] = editing.faults ?? [];
	const refusals = problemsByRule([...editing.problems, ...problems]);
	const families = rowEdits<LimitsDraft>((change) =>
		typed((before) => ({ ...before, families: change(before.families) })),
	);
	const levels = { off: words.off, note: words.note, reason: words.reason, approval: words.approval };

	async function chosen(level: WarningLevel): Promise<void> {
		const answer = await choose(level);
		setProblems(!answer.ok && answer.error.code === 'problems' ? answer.error.problems : []);
		if (answer.ok) {
			const undo = answer.value;
			toast({
				text: words.warningsSaved(levels[level]),
				undo: { label: shared.undo, run: () => void undo().then((back) => back.ok || toast({ text: all.undoFailed })) },
			});
		} else if (answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
	}

	function changed(key: string, change: Partial<LimitsDraft>): void {
		typed((before) => ({
			families: before.families.map((row) => (row.key === key ? { ...row, ...change } : row)),
			otherwise: key === before.otherwise.key ? { ...before.otherwise, ...change } : before.otherwise,
		}));
	}

	return (
		<Section title={words.title} lead={words.lead}>
			<Locked>
				<Warnings level={playbook.margin.warnings} onChange={(level) => void chosen(level)} />
			</Locked>
			<InForce playbook={playbook} />
			<Locked>
				{refusals.rest.length > 0 ? (
					<ProblemList title={all.costs.failed} problems={refusals.rest} count={refusals.rest.length} />
				) : null}
				<Card title={words.limits} hint={words.limitsHint}>
					<Rows className="">
						<div
							aria-hidden="true"
							className="hidden grid-cols-[1fr_9rem_9rem_2rem] gap-2 pb-1.5 text-xs font-semibold text-ink-2 sm:grid"
						>
							<span>{words.family}</span>
							<span className="pr-2.5 text-right">{words.floor}</span>
							<span className="pr-2.5 text-right">{words.target}</span>
						</div>
						<ul className="m-0 list-none p-0">
							{form.families.map((row) => (
								<LimitsRow
									key={row.key}
									row={row}
									faults={faults}
									onChange={(change) => changed(row.key, change)}
									onRemove={() => families.remove(row)}
								/>
							))}
							<LimitsRow
								row={form.otherwise}
								faults={faults}
								onChange={(change) => changed(form.otherwise.key, change)}
							/>
						</ul>
						{form.families.length === 0 ? <p className="mt-1 mb-2 text-sm text-ink-3">{words.emptyFamilies}</p> : null}
						<AddRow className="" onAdd={() => families.add({ key: newRowKey(), family: '', floor: '', target: '' })}>
							{words.addFamily}
						</AddRow>
					</Rows>
				</Card>
				<Rules playbook={playbook} today={today} problems={refusals.rules} onProblems={setProblems} />
				<FormBar editing={editing} text={words.unsaved} saveLabel={words.save} />
			</Locked>
		</Section>
	);
}
