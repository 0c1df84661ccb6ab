import { useId } from 'react';
import { texts } from '../../../assets/texts/workspace.ts';
import type { CriterionDraft } from '../../../stores/workspace/forms/process.ts';
import { Field } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { AddRow, MoveRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';

interface CriteriaProps {
	readonly criteria: readonly CriterionDraft[];
	readonly onChange: (criteria: readonly CriterionDraft[]) => void;
	readonly faultOf: (id: string) => string | null;
}

const crmFields = ['amount', 'closeDate', 'lines', 'account', 'owner', 'probability'];

export function Criteria({ criteria, onChange, faultOf }: CriteriaProps) {
	const words = useTexts(texts).process;
	const listId = useId();
	const { add, change, remove, move } = rowEdits<CriterionDraft>((change) => onChange(change(criteria)));
	return (
		<Rows className="grid gap-2">
			{criteria.length === 0 ? <p className="m-0 text-sm text-ink-3">{words.criteriaEmpty}</p> : null}
			<ol className="m-0 grid list-none gap-3 p-0 lg:gap-2">
				{criteria.map((criterion, index) => {
					const name = criterion.text || words.criterion;
					const isFirst = index === 0;
					return (
						<li
							key={criterion.id}
							data-row={criterion.id}
							className="grid grid-cols-[1fr_auto] items-start gap-2 lg:grid-cols-[1fr_12rem_auto_auto]"
						>
							<div className="col-span-2 lg:col-span-1">
								<Field
									label={words.criterion}
									isLabelShown={isFirst}
									value={criterion.text}
									maxLength={300}
									error={faultOf(criterion.id)}
									onChange={(event) => change(criterion, { text: event.target.value })}
								/>
							</div>
							<div className="col-span-2 lg:col-span-1">
								<Field
									label={words.filledBy}
									isLabelShown={isFirst}
									value={criterion.filledBy}
									list={listId}
									spellCheck={false}
									placeholder={words.filledByHint}
									onChange={(event) => change(criterion, { filledBy: event.target.value })}
								/>
							</div>
							<label className={`flex min-h-8 cursor-pointer items-center gap-1.5 text-sm ${isFirst ? 'lg:mt-5' : ''}`}>
								<input
									type="checkbox"
									checked={criterion.isRequired}
									onChange={(event) => change(criterion, { isRequired: event.target.checked })}
									className="size-4 accent-accent"
								/>
								{words.required}
							</label>
							<div className={`flex ${isFirst ? 'lg:mt-5.5' : 'lg:mt-0.5'}`}>
								<MoveRow
									name={name}
									isFirst={isFirst}
									isLast={index === criteria.length - 1}
									onMove={(by) => move(criterion, by)}
								/>
								<RemoveRow label={words.removeCriterion(criterion.text)} onRemove={() => remove(criterion)} />
							</div>
						</li>
					);
				})}
			</ol>
			<datalist id={listId}>
				{crmFields.map((field) => (
					<option key={field} value={field} />
				))}
			</datalist>
			<AddRow onAdd={() => add({ id: crypto.randomUUID(), text: '', isRequired: false, filledBy: '' })}>
				{words.addCriterion}
			</AddRow>
		</Rows>
	);
}
