import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useId, useRef } from 'react';
import { de, en } from '../../../assets/texts/workspace.ts';
import { type CriterionDraft, moved } from '../../../stores/workspace-forms.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { IconButton } from '../../ui/IconButton/IconButton.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useMoveFocus } from './useMoveFocus.ts';

interface CriteriaProps {
	readonly criteria: readonly CriterionDraft[];
	readonly onChange: (criteria: readonly CriterionDraft[]) => void;
	readonly faultOf: (id: string) => string | null;
}

const crmFields = ['amount', 'closeDate', 'lines', 'account', 'owner', 'probability'];

export function Criteria({ criteria, onChange, faultOf }: CriteriaProps) {
	const words = useTexts({ en, de }).process;
	const listId = useId();
	const box = useRef<HTMLDivElement>(null);
	const add = useRef<HTMLButtonElement>(null);
	const focusAfterMove = useMoveFocus(box);

	function move(index: number, by: -1 | 1): void {
		const id = criteria[index]?.id;
		const end = by === -1 ? 0 : criteria.length - 1;
		if (id === undefined || index === end) return;
		focusAfterMove(`${id} ${by}`);
		onChange(moved(criteria, index, by));
	}

	return (
		<div ref={box} className="grid gap-2">
			{criteria.length === 0 ? <p className="m-0 text-sm text-ink-3">{words.criteriaEmpty}</p> : null}
			<ol className="m-0 grid list-none gap-3 p-0 lg:gap-2">
				{criteria.map((criterion, index) => {
					const change = (part: Partial<CriterionDraft>) =>
						onChange(criteria.map((each) => (each.id === criterion.id ? { ...each, ...part } : each)));
					const name = criterion.text || words.criterion;
					const isFirst = index === 0;
					return (
						<li
							key={criterion.id}
							className="grid grid-cols-[1fr_auto] items-start gap-2 lg:grid-cols-[1fr_12rem_auto_auto]"
						>
							<div className="col-span-2 lg:col-span-1">
								<Field
									label={words.criterion}
									isLabelShown={isFirst}
									value={criterion.text}
									maxLength={300}
									error={faultOf(criterion.id)}
									onChange={(event) => change({ text: event.target.value })}
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
									onChange={(event) => change({ filledBy: event.target.value })}
								/>
							</div>
							<label className={`flex min-h-8 cursor-pointer items-center gap-1.5 text-sm ${isFirst ? 'lg:mt-5' : ''}`}>
								<input
									type="checkbox"
									checked={criterion.isRequired}
									onChange={(event) => change({ isRequired: event.target.checked })}
									className="size-4 accent-accent"
								/>
								{words.required}
							</label>
							<div className={`flex ${isFirst ? 'lg:mt-5.5' : 'lg:mt-0.5'}`}>
								<IconButton
									icon={ArrowUp}
									label={words.up(name)}
									data-move={`${criterion.id} -1`}
									aria-disabled={isFirst}
									className="aria-disabled:opacity-40"
									onClick={() => move(index, -1)}
								/>
								<IconButton
									icon={ArrowDown}
									label={words.down(name)}
									data-move={`${criterion.id} 1`}
									aria-disabled={index === criteria.length - 1}
									className="aria-disabled:opacity-40"
									onClick={() => move(index, 1)}
								/>
								<IconButton
									icon={Trash2}
									label={words.removeCriterion(criterion.text)}
									onClick={() => {
										add.current?.focus();
										onChange(criteria.filter((each) => each.id !== criterion.id));
									}}
								/>
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
			<Button
				ref={add}
				look="quiet"
				size="small"
				className="w-fit"
				onClick={() => onChange([...criteria, { id: crypto.randomUUID(), text: '', isRequired: false, filledBy: '' }])}
			>
				<Plus aria-hidden="true" size={14} /> {words.addCriterion}
			</Button>
		</div>
	);
}
