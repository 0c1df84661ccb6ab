import { useEffect, useId, useRef } from 'react';
import { texts as policyRulesTexts } from '../../../assets/texts/policy-rules.ts';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { Playbook, WarningLevel } from '../../../core/model/playbook.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import {
	type ConditionName,
	conditionNames,
	type RuleDraft,
	withoutCondition,
} from '../../../stores/workspace/forms/rules.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { Clashes } from '../Form/Clashes.tsx';
import { KeptSentence } from '../Form/KeptSentence.tsx';
import type { FieldEditing } from '../Form/useForm.ts';
import { AddRow, Rows } from '../Rows/Rows.tsx';
import { newRowKey } from '../row-key.ts';
import { Condition } from './Condition.tsx';
import { RuleProblems } from './RuleProblems.tsx';

interface RuleFormProps {
	readonly editing: FieldEditing<'rule'>;
	readonly playbook: Playbook;
	/** What the background refused about this rule. */
	readonly problems: readonly FileProblem[];
	readonly onSave: () => void;
	readonly onClose: () => void;
}

const levels: readonly (WarningLevel | 'policy')[] = ['policy', 'off', 'note', 'reason', 'approval'];

export function RuleForm({ editing, playbook, problems, onSave, onClose }: RuleFormProps) {
	const words = useTexts(policyRulesTexts);
	const shared = useTexts(sharedTexts);
	const all = useTexts(workspaceTexts);
	const { form, isGone, errorAt } = editing;
	const typed = (change: Partial<RuleDraft>) => editing.change((before) => ({ ...before, ...change }));
	const id = useId();
	const nameField = useRef<HTMLInputElement>(null);
	useEffect(() => nameField.current?.focus(), []);

	const levelNames = { ...all.policy, policy: words.levelPolicy(all.policy[playbook.margin.warnings]) };

	function conditionAdded(name: ConditionName): void {
		const segments = name === 'segments' ? [{ key: newRowKey(), field: '', values: [] }] : form.segments;
		typed({ shown: conditionNames.filter((each) => each === name || form.shown.includes(each)), segments });
	}

	return (
		<form
			noValidate
			aria-labelledby={id}
			onSubmit={(event) => {
				event.preventDefault();
				onSave();
			}}
			className="grid gap-4 rounded-xl border border-accent/50 bg-panel p-4"
		>
			<h4 id={id} className="m-0 text-sm font-semibold">
				{form.id === null ? words.formAdd : words.formEdit}
			</h4>
			{isGone ? (
				<p role="status" className="m-0 rounded-lg bg-warn-soft px-3 py-2 text-sm text-ink">
					{words.goneElsewhere}
				</p>
			) : null}
			<Field
				ref={nameField}
				label={words.name}
				value={form.name}
				maxLength={200}
				hint={words.nameHint}
				error={errorAt('name')}
				onChange={(event) => typed({ name: event.target.value })}
			/>
			<fieldset className="m-0 grid min-w-0 gap-2 border-0 p-0">
				<legend className="p-0 text-xs font-semibold text-ink-2">{words.conditions}</legend>
				<p className="m-0 text-xs text-ink-3">{form.shown.length === 0 ? words.noCondition : words.conditionsHint}</p>
				<Rows>
					<div className="grid items-start gap-2 lg:grid-cols-2">
						{form.shown.map((name) => (
							<Condition
								key={name}
								name={name}
								form={form}
								playbook={playbook}
								errorAt={errorAt}
								onChange={typed}
								onRemove={() => typed(withoutCondition(form, name))}
							/>
						))}
					</div>
					{form.shown.length < conditionNames.length ? (
						<div className="flex flex-wrap items-center gap-1">
							<span className="text-xs text-ink-3">{words.addCondition}</span>
							{conditionNames
								.filter((name) => !form.shown.includes(name))
								.map((name) => (
									<AddRow key={name} className="" onAdd={() => conditionAdded(name)}>
										{words.conditionNames[name]}
									</AddRow>
								))}
						</div>
					) : null}
				</Rows>
			</fieldset>
			<div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[8rem_8rem_1fr]">
				<Field
					label={words.floor}
					value={form.floor}
					inputMode="decimal"
					autoComplete="off"
					className="text-right tabular-nums"
					error={errorAt('floor')}
					onChange={(event) => typed({ floor: event.target.value })}
				/>
				<Field
					label={words.target}
					value={form.target}
					inputMode="decimal"
					autoComplete="off"
					className="text-right tabular-nums"
					error={errorAt('target')}
					onChange={(event) => typed({ target: event.target.value })}
				/>
				<div className="col-span-2 sm:col-span-1">
					<SelectField
						label={words.level}
						value={form.warnings}
						hint={form.warnings === 'off' ? words.levelOff : undefined}
						options={levels.map((value) => ({ value, label: levelNames[value] }))}
						onChange={(warnings) => typed({ warnings })}
					/>
				</div>
			</div>
			<RuleProblems problems={problems} />
			<Clashes editing={editing} />
			<KeptSentence keptAt={editing.keptAt} />
			<div className="flex flex-wrap justify-end gap-2">
				<Button onClick={onClose}>{shared.cancel}</Button>
				<Button look="primary" type="submit">
					{words.save}
				</Button>
			</div>
		</form>
	);
}
