import { useState } from 'react';
import { de as sharedDe, en as sharedEn } from '../../../assets/texts/shared.ts';
import { de, en } from '../../../assets/texts/workspace.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { draftOfProcess, type ProcessFault, type StageDraft } from '../../../stores/workspace-forms.ts';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { ProblemList } from '../ProblemList/ProblemList.tsx';
import { AddRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { Card } from '../Section/Card.tsx';
import { Empty } from '../Section/Empty.tsx';
import { SaveBar } from '../Section/SaveBar.tsx';
import { Section } from '../Section/Section.tsx';
import { CrmStageLists } from './CrmStageLists.tsx';
import { CrmStages } from './CrmStages.tsx';
import { StageEditor } from './StageEditor.tsx';

export function ProcessSection() {
	const all = useTexts({ en, de });
	const shared = useTexts({ en: sharedEn, de: sharedDe });
	const words = all.process;
	const format = useFormat();
	const toast = useToast();
	const playbook = useWorkspace((state) => state.playbook);
	const open = useWorkspace((state) => state.processForm);
	const stageLists = useWorkspace((state) => state.stageLists);
	const typed = useWorkspace((state) => state.processTyped);
	const drop = useWorkspace((state) => state.processDropped);
	const save = useWorkspace((state) => state.processSaved);
	const putBack = useWorkspace((state) => state.processPutBack);
	const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
	const [faults, setFaults] = useState<readonly ProcessFault[]>([]);
	const [problems, setProblems] = useState<readonly FileProblem[]>([]);
	if (playbook === null) return null;

	const form = open?.form ?? draftOfProcess(playbook.process);
	const stages = rowEdits<StageDraft>((change) => typed((draft) => ({ ...draft, stages: change(draft.stages) })));

	function cleared(): void {
		setFaults([]);
		setProblems([]);
	}

	async function saved(): Promise<void> {
		const answer = await save();
		cleared();
		if (answer.ok) {
			const { process, attachments } = answer.value;
			toast({
				text: words.saved,
				undo: {
					label: shared.undo,
					run: () => void putBack(process, attachments).then((back) => back.ok || toast({ text: all.undoFailed })),
				},
			});
		} else if (answer.error.code === 'faults') {
			const found = answer.error.faults;
			setFaults(found);
			// A fault out of sight would keep the form from being saved for no reason one can see.
			setOpened(
				new Set([...opened, ...found.flatMap(({ stage }) => (stage === null ? [] : [form.stages[stage]?.id ?? '']))]),
			);
		} else if (answer.error.code === 'problems') {
			setProblems(answer.error.problems);
		} else {
			toast({ text: all.refused[answer.error.code] });
		}
	}

	function placeOf(fault: ProcessFault): string {
		if (fault.stage !== null) {
			return words.stage(format.count(fault.stage + 1), form.stages[fault.stage]?.name.trim() ?? '');
		}
		return fault.row === null ? words.placeProcess : words.placeClosed;
	}

	function add(): void {
		const id = crypto.randomUUID();
		setOpened(new Set([...opened, id]));
		stages.add({ id, name: '', guidance: '', usualDays: '', criteria: [], crmStages: [] });
	}

	const nameFault = faults.find((fault) => fault.code === 'process-name-missing');
	return (
		<Section title={words.title} lead={words.lead}>
			{faults.length > 0 ? (
				<div role="alert" className="grid gap-2 rounded-xl border border-bad/40 bg-bad-soft p-4 text-sm">
					<p className="m-0 font-semibold text-bad">
						{words.problemsTitle(faults.length, format.count(faults.length))}
					</p>
					<ul className="m-0 grid gap-1 pl-5">
						{faults.map((fault) => (
							<li key={`${fault.code} ${fault.stage} ${fault.row}`}>
								<b className="font-semibold">{placeOf(fault)}:</b> {words.faults[fault.code]}
							</li>
						))}
					</ul>
				</div>
			) : null}
			{problems.length > 0 ? (
				<ProblemList
					title={words.problemsTitle(problems.length, format.count(problems.length))}
					problems={problems}
					count={problems.length}
				/>
			) : null}
			<div className="max-w-md">
				<Field
					label={words.name}
					value={form.name}
					maxLength={120}
					error={nameFault ? words.faults[nameFault.code] : null}
					onChange={(event) => {
						const name = event.target.value;
						typed((draft) => ({ ...draft, name }));
					}}
				/>
			</div>
			{form.stages.length === 0 ? <Empty title={words.emptyTitle} text={words.empty} /> : null}
			<Rows>
				<ol className="m-0 grid list-none gap-3 p-0">
					{form.stages.map((stage, index) => (
						<StageEditor
							key={stage.id}
							stage={stage}
							index={index}
							isLast={index === form.stages.length - 1}
							isOpen={opened.has(stage.id)}
							onToggle={() => {
								const next = new Set(opened);
								if (!next.delete(stage.id)) next.add(stage.id);
								setOpened(next);
							}}
							faults={faults.filter((fault) => fault.stage === index)}
							onChange={(change) => stages.change(stage, change)}
							onMove={(by) => {
								setFaults([]);
								stages.move(stage, by);
							}}
							onRemove={() => {
								setFaults([]);
								stages.remove(stage);
							}}
						/>
					))}
				</ol>
				<AddRow look="plain" size="normal" onAdd={add}>
					{words.addStage}
				</AddRow>
			</Rows>
			<Card title={words.lists} hint={words.listsHint}>
				<CrmStageLists lists={stageLists} form={form} onChange={typed} />
			</Card>
			<Card title={words.closed} hint={words.closedHint}>
				<CrmStages
					rows={form.closedStages}
					faultOf={(row) => {
						const fault = faults.find((each) => each.stage === null && each.row === row);
						return fault ? words.faults[fault.code] : null;
					}}
					onChange={(closedStages) => typed((draft) => ({ ...draft, closedStages }))}
				/>
			</Card>
			{open === null ? null : (
				<SaveBar
					text={words.unsaved}
					saveLabel={words.save}
					isChangedElsewhere={JSON.stringify(open.source) !== JSON.stringify(playbook.process)}
					onSave={() => void saved()}
					onDiscard={() => {
						drop();
						cleared();
					}}
				/>
			)}
		</Section>
	);
}
