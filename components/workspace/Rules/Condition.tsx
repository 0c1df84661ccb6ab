import { type ReactNode, useId } from 'react';
import { texts } from '../../../assets/texts/policy-rules.ts';
import type { Playbook } from '../../../core/model/playbook.ts';
import type { ConditionName, RuleDraft, SegmentDraft } from '../../../stores/workspace/forms/rules.ts';
import { Field } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { Chips } from '../Chips/Chips.tsx';
import { AddRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { newRowKey } from '../row-key.ts';

interface ConditionProps {
	readonly name: ConditionName;
	readonly form: RuleDraft;
	readonly playbook: Playbook;
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (change: Partial<RuleDraft>) => void;
	readonly onRemove: () => void;
}

/** The fields of one kind of condition. */
export function Condition(props: ConditionProps) {
	const { name, form, playbook, errorAt, onChange, onRemove } = props;
	const words = useTexts(texts);
	const title = words.conditionNames[name];
	const fields: Readonly<Record<ConditionName, () => ReactNode>> = {
		products: () => chips('products'),
		families: () => chips('families'),
		regions: () => chips('regions'),
		currencies: () => chips('currencies'),
		teams: () => chips('teams'),
		segments: () => (
			<Segments
				rows={form.segments}
				errorAt={errorAt}
				onChange={(segments) => onChange({ segments })}
				fields={words.segmentFields}
			/>
		),
		stages: () => <Stages form={form} playbook={playbook} onChange={onChange} />,
		days: () => (
			<div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] items-start gap-3">
				<Field
					label={words.fromDay}
					type="date"
					value={form.from}
					error={errorAt('from')}
					onChange={(event) => onChange({ from: event.target.value })}
				/>
				<Field
					label={words.untilDay}
					type="date"
					value={form.until}
					error={errorAt('until')}
					onChange={(event) => onChange({ until: event.target.value })}
				/>
			</div>
		),
	};

	function chips(list: 'products' | 'families' | 'regions' | 'currencies' | 'teams') {
		const known = playbook.margin.rules.flatMap(({ scope }) => scope[list]);
		const families = list === 'families' ? playbook.margin.families.map(({ family }) => family) : [];
		return (
			<Chips
				label={title}
				isLabelShown={false}
				hint={words.conditionHints[list]}
				error={errorAt(list)}
				values={form[list]}
				suggestions={[...new Set([...families, ...known])]}
				onChange={(values) => onChange({ [list]: values })}
			/>
		);
	}

	return (
		<fieldset data-row={name} className="relative m-0 min-w-0 rounded-lg border border-line bg-page px-3 pt-1 pb-3">
			<legend className="sr-only">{title}</legend>
			<div className="flex min-h-8 items-center justify-between gap-2">
				<span aria-hidden="true" className="text-xs font-semibold text-ink-2">
					{title}
				</span>
				<RemoveRow label={words.removeCondition(title)} onRemove={onRemove} />
			</div>
			{fields[name]()}
		</fieldset>
	);
}

interface SegmentsProps {
	readonly rows: readonly SegmentDraft[];
	readonly fields: readonly string[];
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (rows: readonly SegmentDraft[]) => void;
}

function Segments({ rows, fields, errorAt, onChange }: SegmentsProps) {
	const words = useTexts(texts);
	const id = useId();
	const { add, change, remove } = rowEdits<SegmentDraft>((change) => onChange(change(rows)));
	return (
		<Rows className="grid gap-3">
			{rows.map((row) => {
				return (
					<div
						key={row.key}
						data-row={row.key}
						className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[10rem_1fr_auto]"
					>
						<div className="col-span-2 sm:col-span-1">
							<Field
								label={words.segmentField}
								value={row.field}
								list={`${id}-fields`}
								maxLength={100}
								spellCheck={false}
								error={errorAt(`${row.key} field`)}
								onChange={(event) => change(row, { field: event.target.value })}
							/>
						</div>
						<Chips
							label={words.segmentValues}
							values={row.values}
							error={errorAt(`${row.key} values`)}
							onChange={(values) => change(row, { values })}
						/>
						<RemoveRow label={words.removeSegment(row.field.trim())} className="mt-6" onRemove={() => remove(row)} />
					</div>
				);
			})}
			<datalist id={`${id}-fields`}>
				{fields.map((field) => (
					<option key={field} value={field} />
				))}
			</datalist>
			<AddRow onAdd={() => add({ key: newRowKey(), field: '', values: [] })}>{words.addSegment}</AddRow>
		</Rows>
	);
}

interface StagesProps {
	readonly form: RuleDraft;
	readonly playbook: Playbook;
	readonly onChange: (change: Partial<RuleDraft>) => void;
}

function Stages({ form, playbook, onChange }: StagesProps) {
	const words = useTexts(texts);
	const known = playbook.process.stages.map(({ id, name }) => ({ id, name }));
	// A stage that was removed stays in the rule until somebody unticks it.
	const gone = form.stages.filter((id) => !known.some((stage) => stage.id === id));
	const all = [...known, ...gone.map((id) => ({ id, name: words.goneStage }))];
	if (all.length === 0) return <p className="m-0 text-sm text-ink-2">{words.noStages}</p>;
	return (
		<div className="flex flex-wrap gap-x-5 gap-y-1.5">
			{all.map(({ id, name }) => (
				<label key={id} className="flex cursor-pointer items-center gap-2 text-sm">
					<input
						type="checkbox"
						checked={form.stages.includes(id)}
						onChange={(event) =>
							onChange({
								stages: event.target.checked ? [...form.stages, id] : form.stages.filter((each) => each !== id),
							})
						}
						className="size-4 accent-accent"
					/>
					{name}
				</label>
			))}
		</div>
	);
}
