import { texts } from '../../../assets/texts/approvals.ts';
import { type LevelDraft, mostLevels } from '../../../stores/workspace/forms/approvals.ts';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { AddRow, MoveRow, RemoveRow, Rows } from '../Rows/Rows.tsx';
import { rowEdits } from '../Rows/row-edits.ts';
import { newRowKey } from '../row-key.ts';
import { Card } from '../Section/Card.tsx';

interface LadderProps {
	readonly levels: readonly LevelDraft[];
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (levels: readonly LevelDraft[]) => void;
}

/** Who is asked, the lowest level first. */
export function Ladder({ levels, errorAt, onChange }: LadderProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const { add, change, remove, move } = rowEdits<LevelDraft>((change) => onChange(change(levels)));
	return (
		<Card title={words.ladder} hint={words.ladderHint}>
			<Rows className="grid gap-3">
				{levels.length === 0 ? (
					<p className="m-0 text-sm text-ink-2">{words.ladderEmpty}</p>
				) : (
					<ol aria-label={words.ladder} className="m-0 grid list-none gap-3 p-0">
						{levels.map((level, index) => {
							const position = format.count(index + 1);
							const name = level.name.trim() || words.level(position);
							return (
								<li
									key={level.key}
									data-row={level.key}
									className="grid grid-cols-[1.5rem_1fr] items-start gap-2 sm:grid-cols-[1.5rem_1fr_1fr_auto]"
								>
									<span aria-hidden="true" className="pt-1.5 text-sm text-ink-3 tabular-nums">
										{position}
									</span>
									<Field
										label={words.levelNameOf(position)}
										isLabelShown={false}
										placeholder={words.levelName}
										value={level.name}
										maxLength={100}
										error={errorAt(`${level.key} name`)}
										onChange={(event) => change(level, { name: event.target.value })}
									/>
									<div className="col-start-2 sm:col-start-3">
										<Field
											label={words.levelWhoOf(position)}
											isLabelShown={false}
											placeholder={words.levelWho}
											value={level.who}
											maxLength={200}
											hint={index === 0 ? words.levelWhoHint : undefined}
											onChange={(event) => change(level, { who: event.target.value })}
										/>
									</div>
									<div className="col-start-2 flex sm:col-start-4 sm:mt-0.5">
										<MoveRow
											name={name}
											isFirst={index === 0}
											isLast={index === levels.length - 1}
											onMove={(by) => move(level, by)}
										/>
										<RemoveRow label={words.removeLevel(level.name.trim())} onRemove={() => remove(level)} />
									</div>
								</li>
							);
						})}
					</ol>
				)}
				{levels.length < mostLevels ? (
					<AddRow onAdd={() => add({ key: newRowKey(), name: '', who: '' })}>{words.addLevel}</AddRow>
				) : null}
			</Rows>
		</Card>
	);
}
