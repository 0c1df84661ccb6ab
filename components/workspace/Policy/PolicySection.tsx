import { useState } from 'react';
import { de as sharedDe, en as sharedEn } from '../../../assets/texts/shared.ts';
import { de, en } from '../../../assets/texts/workspace.ts';
import type { MarginPolicy, WarningLevel } from '../../../core/model/playbook.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { formOfLimits, type LimitsDraft, type LimitsFault } from '../../../stores/workspace-forms.ts';
import { problemsByRule } from '../../../stores/workspace-rules.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { ProblemList } from '../ProblemList/ProblemList.tsx';
import { AddRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { Rules } from '../Rules/Rules.tsx';
import { newRowKey } from '../row-key.ts';
import { Card } from '../Section/Card.tsx';
import { SaveBar } from '../Section/SaveBar.tsx';
import { Section } from '../Section/Section.tsx';
import { InForce } from './InForce.tsx';
import { LimitsRow } from './LimitsRow.tsx';
import { Warnings } from './Warnings.tsx';

/** What the limits' form was made from; a new level of warnings alone leaves the form as it is. */
function limitsOnly({ families, otherwise }: MarginPolicy): string {
	return JSON.stringify([families, otherwise]);
}

interface PolicySectionProps {
	/** "2026-11-24". */
	readonly today: string;
}

export function PolicySection({ today }: PolicySectionProps) {
	const all = useTexts({ en, de });
	const shared = useTexts({ en: sharedEn, de: sharedDe });
	const words = all.policy;
	const format = useFormat();
	const toast = useToast();
	const playbook = useWorkspace((state) => state.playbook);
	const open = useWorkspace((state) => state.limitsForm);
	const typed = useWorkspace((state) => state.limitsTyped);
	const drop = useWorkspace((state) => state.limitsDropped);
	const save = useWorkspace((state) => state.limitsSaved);
	const choose = useWorkspace((state) => state.warningsChosen);
	const putBack = useWorkspace((state) => state.policyPutBack);
	const [faults, setFaults] = useState<readonly LimitsFault[]>([]);
	const [problems, setProblems] = useState<readonly FileProblem[]>([]);
	if (playbook === null) return null;

	const form = open?.form ?? formOfLimits(playbook.margin, format.locale);
	const refusals = problemsByRule(problems);
	const families = rowEdits<LimitsDraft>((change) =>
		typed(format.locale, (before) => ({ ...before, families: change(before.families) })),
	);
	const levels = { off: words.off, note: words.note, reason: words.reason, approval: words.approval };

	function undo(policy: MarginPolicy) {
		return {
			label: shared.undo,
			run: () => void putBack(policy).then((back) => back.ok || toast({ text: all.undoFailed })),
		};
	}

	async function chosen(level: WarningLevel): Promise<void> {
		const before = playbook?.margin;
		const answer = await choose(level);
		if (answer.ok && before) toast({ text: words.warningsSaved(levels[level]), undo: undo(before) });
		else if (!answer.ok && answer.error.code === 'problems') setProblems(answer.error.problems);
		else if (!answer.ok && answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
	}

	async function saved(): Promise<void> {
		const answer = await save(format.locale);
		setFaults([]);
		setProblems([]);
		if (answer.ok) toast({ text: words.saved, undo: undo(answer.value) });
		else if (answer.error.code === 'faults') setFaults(answer.error.faults);
		else if (answer.error.code === 'problems') setProblems(answer.error.problems);
		else toast({ text: all.refused[answer.error.code] });
	}

	function changed(key: string, change: Partial<LimitsDraft>): void {
		setFaults(faults.filter((fault) => fault.key !== key));
		typed(format.locale, (before) => ({
			families: before.families.map((row) => (row.key === key ? { ...row, ...change } : row)),
			otherwise: key === before.otherwise.key ? { ...before.otherwise, ...change } : before.otherwise,
		}));
	}

	return (
		<Section title={words.title} lead={words.lead}>
			<Warnings level={playbook.margin.warnings} onChange={(level) => void chosen(level)} />
			<InForce playbook={playbook} />
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
			{open === null ? null : (
				<SaveBar
					text={words.unsaved}
					saveLabel={words.save}
					isChangedElsewhere={limitsOnly(open.source) !== limitsOnly(playbook.margin)}
					onSave={() => void saved()}
					onDiscard={() => {
						drop();
						setFaults([]);
						setProblems([]);
					}}
				/>
			)}
		</Section>
	);
}
