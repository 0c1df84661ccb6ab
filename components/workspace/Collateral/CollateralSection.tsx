import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { Collateral } from '../../../core/model/playbook.ts';
import { selectPiecesPerStage, selectTicks } from '../../../stores/workspace/attachments.ts';
import { findCollateral } from '../../../stores/workspace/forms/collateral.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { Rows } from '../Rows/Rows.tsx';
import { Empty } from '../Section/Empty.tsx';
import { Section } from '../Section/Section.tsx';
import { Locked } from '../Source/Locked.tsx';
import { CollateralForm } from './CollateralForm.tsx';
import { CollateralRow } from './CollateralRow.tsx';
import { StageOrder } from './StageOrder.tsx';

interface CollateralSectionProps {
	/** "2026-11-24". */
	readonly today: string;
}

export function CollateralSection({ today }: CollateralSectionProps) {
	const all = useTexts(workspaceTexts);
	const shared = useTexts(sharedTexts);
	const words = all.collateral;
	const format = useFormat();
	const toast = useToast();
	const playbook = useWorkspace((state) => state.playbook);
	const form = useWorkspace((state) => state.forms.piece);
	const open = useWorkspace((state) => state.formOpened);
	const openForm = (piece: Collateral | null) => open('piece', piece, format.locale);
	const tick = useWorkspace((state) => state.pieceTicked);
	const remove = useWorkspace((state) => state.piecesRemoved);
	const restore = useWorkspace((state) => state.piecesRestored);
	const [query, setQuery] = useState('');
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const dates = useMemo(
		() => new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium', timeZone: 'UTC' }),
		[format.locale],
	);
	if (playbook === null) return null;

	const { stages } = playbook.process;
	const pieces = findCollateral(playbook.collateral, query, (piece) => words.kinds[piece.kind]);
	const selected = pieces.filter((piece) => chosen.has(piece.id));
	const ticks = selectTicks(playbook);
	const perStage = selectPiecesPerStage(playbook);
	const isAllChosen = selected.length > 0 && selected.length === pieces.length;

	async function removed(ids: readonly string[], title: string | null): Promise<void> {
		const answer = await remove(ids);
		if (!answer.ok) {
			if (answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
			return;
		}
		setChosen(new Set());
		toast({
			text: title === null ? words.removed(ids.length, format.count(ids.length)) : words.removedNamed(title),
			undo: {
				label: shared.undo,
				run: () => {
					void restore(answer.value).then((back) => {
						if (!back.ok) toast({ text: all.undoFailed });
					});
				},
			},
		});
	}

	async function ticked(stageId: string, pieceId: string, isAttached: boolean): Promise<void> {
		const answer = await tick(stageId, pieceId, isAttached);
		if (!answer.ok && answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
	}

	const addButton = (
		<Locked className="">
			<Button look="primary" data-does="open" onClick={() => openForm(null)}>
				<Plus aria-hidden="true" size={16} /> {words.add}
			</Button>
		</Locked>
	);
	return (
		<Rows isRemovalSaid={false}>
			<Section title={words.title} lead={words.lead} actions={form === null ? addButton : null}>
				<Locked className="">
					<CollateralForm />
				</Locked>
				{playbook.collateral.length === 0 ? (
					form === null ? (
						<Empty title={words.emptyTitle} text={words.empty} />
					) : null
				) : (
					<>
						<div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
							<div className="w-full sm:w-96">
								<Field
									label={words.search}
									isLabelShown={false}
									type="search"
									value={query}
									placeholder={`${words.search}: ${words.searchHint}`}
									onChange={(event) => setQuery(event.target.value)}
								/>
							</div>
							<div className="flex min-h-8 flex-wrap items-center gap-2 text-sm text-ink-2">
								{selected.length > 0 ? (
									<>
										<span>{words.selected(format.count(selected.length))}</span>
										<Button onClick={() => setChosen(new Set())}>{words.clearSelection}</Button>
										<Button
											look="danger"
											data-does="remove"
											onClick={() =>
												void removed(
													selected.map((piece) => piece.id),
													null,
												)
											}
										>
											{words.remove}
										</Button>
									</>
								) : (
									<span role="status">
										{pieces.length === playbook.collateral.length
											? words.all(pieces.length, format.count(pieces.length))
											: words.shown(format.count(pieces.length), format.count(playbook.collateral.length))}
									</span>
								)}
							</div>
						</div>
						{stages.length === 0 ? <p className="m-0 text-sm text-ink-2">{words.noStages}</p> : null}
						{pieces.length === 0 ? (
							<Empty
								title={words.noMatch(query)}
								text={words.searchHint}
								action={<Button onClick={() => setQuery('')}>{words.clearSearch}</Button>}
							/>
						) : (
							<Locked className="overflow-x-auto rounded-xl border border-line">
								<table aria-label={words.title} className="block w-full border-collapse text-sm md:table">
									<thead className="hidden text-xs text-ink-2 md:table-header-group">
										<tr>
											<td className="w-8 py-2.5 pl-3">
												<input
													type="checkbox"
													aria-label={words.selectAll}
													checked={isAllChosen}
													onChange={(event) =>
														setChosen(new Set(event.target.checked ? pieces.map((piece) => piece.id) : []))
													}
													className="size-4 accent-accent"
												/>
											</td>
											<th scope="col" className="px-3 py-2.5 text-left font-semibold">
												{words.columnTitle}
											</th>
											{stages.map((stage) => {
												const count = perStage[stage.id] ?? 0;
												return (
													<th key={stage.id} scope="col" className="max-w-28 px-2 py-2.5 text-center font-semibold">
														{stage.name}
														<span
															className={`block font-normal whitespace-nowrap ${count === 0 ? 'text-warn' : 'text-ink-3'}`}
														>
															{words.onStage(count, format.count(count))}
														</span>
													</th>
												);
											})}
											<th scope="col" className="w-20 px-2">
												<span className="sr-only">{words.columnActions}</span>
											</th>
										</tr>
									</thead>
									<tbody className="block md:table-row-group">
										{pieces.map((piece) => (
											<CollateralRow
												key={piece.id}
												piece={piece}
												stages={stages}
												ticks={ticks}
												today={today}
												dayOf={(day) => dates.format(new Date(`${day}T00:00:00Z`))}
												isSelected={chosen.has(piece.id)}
												onSelect={(isSelected) => {
													const next = new Set(chosen);
													if (isSelected) next.add(piece.id);
													else next.delete(piece.id);
													setChosen(next);
												}}
												onTick={(stageId, isAttached) => void ticked(stageId, piece.id, isAttached)}
												onEdit={() => openForm(piece)}
												onRemove={() => void removed([piece.id], piece.title)}
											/>
										))}
									</tbody>
								</table>
							</Locked>
						)}
						<Locked>
							<StageOrder playbook={playbook} today={today} />
						</Locked>
					</>
				)}
			</Section>
		</Rows>
	);
}
