import { useId, useState } from 'react';
import { texts as stageOrderTexts } from '../../../assets/texts/stage-order.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { Playbook } from '../../../core/model/playbook.ts';
import { selectStagePreview } from '../../../stores/workspace/preview.ts';
import { Collateral } from '../../Collateral/Collateral.tsx';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { MoveRow, Rows } from '../Rows/Rows.tsx';
import { Card } from '../Section/Card.tsx';

interface StageOrderProps {
	readonly playbook: Playbook;
	/** "2026-11-24". */
	readonly today: string;
}

/** The order of the pieces on one stage beside what a rep sees of it. */
export function StageOrder({ playbook, today }: StageOrderProps) {
	const words = useTexts(stageOrderTexts);
	const { refused } = useTexts(workspaceTexts);
	const format = useFormat();
	const toast = useToast();
	const order = useWorkspace((state) => state.piecesOrdered);
	const id = useId();
	const [isOpen, setOpen] = useState(false);
	const [chosen, setChosen] = useState<string | null>(null);
	const { stages } = playbook.process;
	const filled = stages.find((stage) => playbook.attachments.some(({ stageId }) => stageId === stage.id));
	const stageId = stages.some((stage) => stage.id === chosen) ? chosen : (filled ?? stages[0])?.id;
	const preview = stageId ? selectStagePreview(playbook, stageId, today) : null;
	if (!stageId || !preview) return null;

	const ids = playbook.attachments.flatMap((link) => (link.stageId === stageId ? [link.collateralId] : []));
	const pieces = ids.flatMap((pieceId) => playbook.collateral.find((piece) => piece.id === pieceId) ?? []);

	async function moved(at: number, by: 1 | -1): Promise<void> {
		const piece = pieces[at];
		const next = pieces.map((each) => each.id);
		if (!stageId || !piece) return;
		next.splice(at, 1);
		next.splice(at + by, 0, piece.id);
		const answer = await order(stageId, next);
		if (!answer.ok && answer.error.code !== 'problems') toast({ text: refused[answer.error.code] });
	}

	return (
		<Card
			title={words.title}
			hint={words.hint}
			actions={
				<Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
					{isOpen ? words.hide : words.show}
				</Button>
			}
		>
			{isOpen && (
				<>
					<div className="grid gap-1">
						<label htmlFor={id} className="text-xs font-semibold text-ink-2">
							{words.stage}
						</label>
						<select
							id={id}
							value={stageId}
							onChange={(event) => setChosen(event.target.value)}
							className="min-h-9 w-full rounded-lg border border-line bg-page px-2.5 text-sm text-ink sm:w-72"
						>
							{stages.map((stage) => (
								<option key={stage.id} value={stage.id}>
									{stage.name}
								</option>
							))}
						</select>
					</div>
					{pieces.length === 0 ? (
						<p className="m-0 text-sm text-ink-2">{words.none}</p>
					) : (
						<div className="grid gap-6 lg:grid-cols-[1fr_360px]">
							<Rows className="grid content-start">
								<ol
									aria-label={words.order(preview.stage.current?.name ?? '')}
									className="m-0 grid content-start gap-1.5 p-0"
								>
									{pieces.map((piece, at) => (
										<li
											key={piece.id}
											data-row={piece.id}
											className="flex items-center gap-2 rounded-lg border border-line py-1 pr-1.5 pl-3 text-sm"
										>
											<span aria-hidden="true" className="w-5 text-ink-3 tabular-nums">
												{format.count(at + 1)}
											</span>
											<span className="min-w-0 flex-1 break-words">{piece.title}</span>
											<MoveRow
												name={piece.title}
												isFirst={at === 0}
												isLast={at === pieces.length - 1}
												onMove={(by) => void moved(at, by)}
											/>
										</li>
									))}
								</ol>
							</Rows>
							<figure className="m-0 min-w-0">
								<figcaption className="mb-1.5 text-xs font-semibold text-ink-3">{words.preview}</figcaption>
								<div className="max-w-[360px] rounded-lg border border-line">
									<Collateral
										pieces={preview.pieces}
										stage={preview.stage}
										hasKeys={false}
										isBuyerSafe={false}
										onSent={async () => {
											toast({ text: words.notKept });
											return true;
										}}
									/>
								</div>
							</figure>
						</div>
					)}
				</>
			)}
		</Card>
	);
}
