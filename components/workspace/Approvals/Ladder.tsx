import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { de, en } from '../../../assets/texts/approvals.ts';
import { moved } from '../../../stores/workspace-forms.ts';
import { type LevelDraft, mostLevels } from '../../../stores/workspace-ladder.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { IconButton } from '../../ui/IconButton/IconButton.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useMoveFocus } from '../Process/useMoveFocus.ts';
import { newRowKey } from '../row-key.ts';
import { Card } from '../Section/Card.tsx';

interface LadderProps {
	readonly levels: readonly LevelDraft[];
	readonly errorAt: (at: string) => string | null;
	readonly onChange: (levels: readonly LevelDraft[]) => void;
}

/** Who is asked, the lowest level first. */
export function Ladder({ levels, errorAt, onChange }: LadderProps) {
	const words = useTexts({ en, de });
	const format = useFormat();
	const box = useRef<HTMLDivElement>(null);
	const focusNext = useMoveFocus(box);

	function move(index: number, by: -1 | 1): void {
		const level = levels[index];
		if (level === undefined || index + by < 0 || index + by >= levels.length) return;
		focusNext(`${level.key} ${by}`);
		onChange(moved(levels, index, by));
	}

	return (
		<Card title={words.ladder} hint={words.ladderHint}>
			<div ref={box} className="grid gap-3">
				{levels.length === 0 ? (
					<p className="m-0 text-sm text-ink-2">{words.ladderEmpty}</p>
				) : (
					<ol aria-label={words.ladder} className="m-0 grid list-none gap-3 p-0">
						{levels.map((level, index) => {
							const position = format.count(index + 1);
							const change = (part: Partial<LevelDraft>) =>
								onChange(levels.map((each) => (each.key === level.key ? { ...each, ...part } : each)));
							const name = level.name.trim() || words.level(position);
							return (
								<li
									key={level.key}
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
										onChange={(event) => change({ name: event.target.value })}
									/>
									<div className="col-start-2 sm:col-start-3">
										<Field
											label={words.levelWhoOf(position)}
											isLabelShown={false}
											placeholder={words.levelWho}
											value={level.who}
											maxLength={200}
											hint={index === 0 ? words.levelWhoHint : undefined}
											onChange={(event) => change({ who: event.target.value })}
										/>
									</div>
									<div className="col-start-2 flex sm:col-start-4 sm:mt-0.5">
										<IconButton
											icon={ArrowUp}
											label={words.up(name)}
											data-move={`${level.key} -1`}
											aria-disabled={index === 0}
											className="aria-disabled:opacity-40"
											onClick={() => move(index, -1)}
										/>
										<IconButton
											icon={ArrowDown}
											label={words.down(name)}
											data-move={`${level.key} 1`}
											aria-disabled={index === levels.length - 1}
											className="aria-disabled:opacity-40"
											onClick={() => move(index, 1)}
										/>
										<IconButton
											icon={Trash2}
											label={words.removeLevel(level.name.trim())}
											onClick={() => {
												focusNext('add');
												onChange(levels.filter((each) => each.key !== level.key));
											}}
										/>
									</div>
								</li>
							);
						})}
					</ol>
				)}
				{levels.length < mostLevels ? (
					<Button
						look="quiet"
						size="small"
						className="w-fit"
						data-move="add"
						onClick={() => onChange([...levels, { key: newRowKey(), name: '', who: '' }])}
					>
						<Plus aria-hidden="true" size={14} /> {words.addLevel}
					</Button>
				) : null}
			</div>
		</Card>
	);
}
