import { useState } from 'react';
import { texts } from '../../../assets/texts/workspace.ts';
import { type ProcessFault, processOfDraft, type StageDraft } from '../../../stores/workspace/forms/process.ts';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { FormBar } from '../Form/FormBar.tsx';
import { FormProblems } from '../Form/FormProblems.tsx';
import { useForm } from '../Form/useForm.ts';
import { AddRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { Card } from '../Section/Card.tsx';
import { Empty } from '../Section/Empty.tsx';
import { Section } from '../Section/Section.tsx';
import { Locked } from '../Source/Locked.tsx';
import { CrmStageLists } from './CrmStageLists.tsx';
import { CrmStages } from './CrmStages.tsx';
import { StageEditor } from './StageEditor.tsx';

export function ProcessSection() {
	const all = useTexts(texts);
	const words = all.process;
	const format = useFormat();
	const stageLists = useWorkspace((state) => state.stageLists);
	const editing = useForm('process', words.saved);
	const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
	if (editing === null) return null;

	const { form, change: typed } = editing;
	const faults: readonly ProcessFault[] = editing.faults ?? [];
	const stages = rowEdits<StageDraft>((change) => typed((draft) => ({ ...draft, stages: change(draft.stages) })));

	async function saved(): Promise<void> {
		if ((await editing?.save()) !== 'refused') return;
		// A fault out of sight would keep the form from being saved for no reason one can see.
		const found = processOfDraft(form);
		const ids = found.ok ? [] : found.error.map(({ stage }) => (stage === null ? '' : (form.stages[stage]?.id ?? '')));
		setOpened(new Set([...opened, ...ids]));
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
			<Locked>
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
				<FormProblems problems={editing.problems} />
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
									stages.move(stage, by);
								}}
								onRemove={() => {
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
				<FormBar editing={editing} text={words.unsaved} saveLabel={words.save} onSave={() => void saved()} />
			</Locked>
		</Section>
	);
}
