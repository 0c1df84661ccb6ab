import { Download } from 'lucide-react';
import { useState } from 'react';
import { texts as deleteAllTexts } from '../../../assets/texts/delete-all.ts';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Dialog } from '../../ui/Dialog/Dialog.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useHost, useWorkspace } from '../Context/Context.tsx';
import { Card } from '../Section/Card.tsx';

/** Deletes everything that is kept in this browser, after one question that offers the playbook's file. */
export function DeleteAll() {
	const words = useTexts(deleteAllTexts);
	const shared = useTexts(sharedTexts);
	const format = useFormat();
	const host = useHost();
	const askFile = useWorkspace((state) => state.fileAsked);
	const remove = useWorkspace((state) => state.everythingDeleted);
	const [isAsking, setAsking] = useState(false);
	const [isGoing, setGoing] = useState(false);
	const [fileSaid, setFileSaid] = useState<string | null>(null);
	const [said, setSaid] = useState<{ readonly text: string; readonly isDone: boolean } | null>(null);

	async function fileWanted(): Promise<void> {
		const answer = await askFile('with');
		setFileSaid(answer.ok ? words.fileSaved : words.fileFailed);
		if (answer.ok) host.download(answer.value.fileName, answer.value.text, 'application/json');
	}

	async function confirmed(): Promise<void> {
		setGoing(true);
		const answer = await remove();
		setGoing(false);
		setAsking(false);
		if (!answer.ok) {
			const isBlocked = answer.error.code === 'database-blocked';
			setSaid({ text: isBlocked ? words.blocked : words.failed, isDone: false });
			return;
		}
		const { sitesLeft } = answer.value;
		const left = sitesLeft.length === 0 ? '' : ` ${words.left(format.list(sitesLeft))}`;
		setSaid({ text: words.done + left, isDone: true });
	}

	return (
		<Card title={words.title} hint={words.hint}>
			<Button
				look="danger"
				className="w-fit"
				onClick={() => {
					setSaid(null);
					setFileSaid(null);
					setAsking(true);
				}}
			>
				{words.open}
			</Button>
			{said === null ? null : (
				<p
					role={said.isDone ? 'status' : 'alert'}
					className={`m-0 rounded-lg px-3 py-2 text-sm ${said.isDone ? 'bg-ok-soft text-ok' : 'bg-bad-soft text-bad'}`}
				>
					{said.text}
				</p>
			)}
			<Dialog
				isOpen={isAsking}
				onClose={() => setAsking(false)}
				title={words.question}
				closeLabel={shared.close}
				actions={
					<>
						<Button onClick={() => setAsking(false)}>{shared.cancel}</Button>
						<Button look="danger" disabled={isGoing} onClick={() => void confirmed()}>
							{words.confirm}
						</Button>
					</>
				}
			>
				<div className="grid gap-3 text-sm">
					<div className="grid gap-1.5 rounded-lg bg-track px-3 py-2.5">
						<p className="m-0">{words.fileHint}</p>
						<Button className="w-fit" onClick={() => void fileWanted()}>
							<Download aria-hidden="true" size={16} strokeWidth={1.75} /> {words.file}
						</Button>
						<p role="status" className={fileSaid === null ? 'sr-only' : 'm-0'}>
							{fileSaid ?? ''}
						</p>
					</div>
					<p className="m-0 font-semibold">{words.goes}</p>
					<ul className="m-0 grid list-disc gap-1 pl-5">
						{words.parts.map((part) => (
							<li key={part}>{part}</li>
						))}
					</ul>
				</div>
			</Dialog>
		</Card>
	);
}
