import { Download } from 'lucide-react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Dialog } from '../../ui/Dialog/Dialog.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { Progress } from '../../ui/Progress/Progress.tsx';
import { useCosts, useHost, useStorage } from '../Context/Context.tsx';
import { FileDrop } from '../FileDrop/FileDrop.tsx';
import { ProblemList } from '../ProblemList/ProblemList.tsx';
import { Card } from '../Section/Card.tsx';
import { CostReading } from './CostReading.tsx';
import { CostZeros } from './CostZeros.tsx';

const template =
	'product,cost,currency,period\r\nA-100,12.50,EUR,once\r\nA-200,1234.00,EUR,once\r\nS-300,9.00,EUR,month\r\n';

export function CostUpload() {
	const all = useTexts(workspaceTexts);
	const shared = useTexts(sharedTexts);
	const words = all.costs;
	const format = useFormat();
	const host = useHost();
	const upload = useCosts((state) => state.upload);
	const choose = useCosts((state) => state.fileChosen);
	const cancel = useCosts((state) => state.importCancelled);
	const agree = useCosts((state) => state.replaceAgreed);
	const undo = useCosts((state) => state.importUndone);
	const reopen = useCosts((state) => state.readingReopened);
	const canUndo = useStorage((state) => state.undo.costs);

	function failedWords(reason: Extract<typeof upload, { phase: 'failed' }>['reason']): string {
		return reason in all.refused
			? all.refused[reason as keyof typeof all.refused]
			: words.faults[reason as keyof typeof words.faults];
	}

	return (
		<Card
			title={words.import}
			actions={
				<Button look="quiet" onClick={() => host.download(words.templateFile, template, 'text/csv;charset=utf-8')}>
					<Download aria-hidden="true" size={16} strokeWidth={1.75} /> {words.template}
				</Button>
			}
		>
			{upload.phase === 'running' ? (
				<div className="grid gap-3">
					<Progress
						label={words.progress}
						value={upload.share}
						words={
							upload.problemCount === 0
								? words.progressRows(format.count(upload.rows))
								: words.progressProblems(format.count(upload.rows), format.count(upload.problemCount))
						}
					/>
					<Button className="ml-auto w-fit" onClick={cancel}>
						{shared.cancel}
					</Button>
				</div>
			) : upload.phase === 'choosing' ? (
				<CostReading key={`${upload.layout.delimiter} ${upload.layout.headingRow}`} upload={upload} />
			) : (
				<>
					{upload.phase === 'done' ? (
						<div className="flex flex-wrap items-center justify-between gap-3 rounded-lg bg-ok-soft px-3 py-2 text-sm text-ok">
							<p role="status" className="m-0">
								● {words.doneRows(upload.rows, format.count(upload.rows))}{' '}
								{words.doneCount(upload.count, format.count(upload.count))}
								{upload.repeated > 0 ? ` ${words.doneRepeated(upload.repeated, format.count(upload.repeated))}` : ''}
								{upload.left > 0 ? ` ${words.doneLeft(upload.left, format.count(upload.left))}` : ''}
							</p>
							<Button onClick={() => void undo()}>{shared.undo}</Button>
						</div>
					) : null}
					{upload.phase === 'undone' ? (
						<p role="status" className="m-0 rounded-lg bg-track px-3 py-2 text-sm text-ink">
							{words.undone}
						</p>
					) : null}
					{upload.phase === 'none' && canUndo ? (
						<Button look="quiet" className="w-fit" onClick={() => void undo()}>
							{words.undoLast}
						</Button>
					) : null}
					{upload.phase === 'cancelled' ? (
						<p role="status" className="m-0 rounded-lg bg-track px-3 py-2 text-sm text-ink">
							{words.cancelled}
						</p>
					) : null}
					{upload.phase === 'failed' ? (
						<p role="alert" className="m-0 rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
							■ {words.failed} {failedWords(upload.reason)}
						</p>
					) : null}
					{upload.phase === 'refused' ? (
						<ProblemList
							title={`${upload.fileName}: ${words.refused(upload.problemCount, format.count(upload.problemCount))}`}
							problems={upload.problems}
							count={upload.problemCount}
						/>
					) : null}
					{upload.phase === 'refused' && upload.zeros.length > 0 ? <CostZeros products={upload.zeros} /> : null}
					{upload.phase === 'refused' ? (
						<Button className="w-fit" onClick={reopen}>
							{words.readAgain}
						</Button>
					) : null}
					<FileDrop
						label={upload.phase === 'none' ? words.choose : words.another}
						dropWords={words.dropHere}
						accept=".csv,.tsv,.txt,text/csv,text/plain"
						onFile={(file) => void choose(file)}
					/>
				</>
			)}
			<Dialog
				isOpen={upload.phase === 'asking'}
				onClose={cancel}
				title={words.replaceTitle}
				closeLabel={shared.close}
				actions={
					<>
						<Button onClick={cancel}>{shared.cancel}</Button>
						<Button look="danger" onClick={() => void agree()}>
							{words.replaceConfirm}
						</Button>
					</>
				}
			>
				{upload.phase === 'asking' ? (
					<div className="grid gap-2 text-sm">
						<p className="m-0">{words.replaceText(upload.removed, format.count(upload.removed))}</p>
						<p className="m-0 break-all text-ink-2">
							{upload.names.join(', ')}
							{upload.removed > upload.names.length
								? ` ${words.andMore(format.count(upload.removed - upload.names.length))}`
								: ''}
						</p>
					</div>
				) : null}
			</Dialog>
		</Card>
	);
}
