import { useState } from 'react';
import { texts as approvalsTexts } from '../../../assets/texts/approvals.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import { selectWaiting } from '../../../stores/workspace/inbox.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { TextAreaField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { Skeleton } from '../../ui/Skeleton/Skeleton.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useInbox } from '../Context/Context.tsx';
import { Card } from '../Section/Card.tsx';
import { Empty } from '../Section/Empty.tsx';
import { Request } from './Request.tsx';

/** Answered requests in sight at first. */
const firstAnswered = 3;

/** The requests that wait in this browser, and the place to paste another. */
export function Inbox() {
	const words = useTexts(approvalsTexts);
	const all = useTexts(workspaceTexts);
	const format = useFormat();
	const notes = useInbox((state) => state.notes);
	const isFailed = useInbox((state) => state.isFailed);
	const waitingCount = useInbox(selectWaiting);
	const readAgain = useInbox((state) => state.readAgain);
	const [isWhole, setWhole] = useState(false);
	const waiting = (notes ?? []).filter(({ decision }) => decision === null);
	const answered = (notes ?? []).filter(({ decision }) => decision !== null);
	const listed = [...waiting, ...(isWhole ? answered : answered.slice(0, firstAnswered))];
	return (
		<Card
			title={words.inbox}
			hint={words.inboxHint}
			actions={
				waitingCount > 0 ? (
					<span className="rounded-full bg-warn-soft px-2.5 py-0.5 text-sm font-semibold text-warn">
						▲ {words.waiting(waitingCount, format.count(waitingCount))}
					</span>
				) : null
			}
		>
			{isFailed ? (
				<div role="alert" className="grid justify-items-start gap-2 rounded-lg bg-bad-soft p-3 text-sm">
					<p className="m-0 text-bad">■ {words.inboxFailed}</p>
					<Button onClick={() => void readAgain()}>{all.tryAgain}</Button>
				</div>
			) : notes === null ? (
				<Skeleton className="h-24 w-full rounded-xl" />
			) : listed.length === 0 ? (
				<Empty title={words.inboxEmptyTitle} text={words.inboxEmpty} />
			) : (
				<ul aria-label={words.inbox} className="m-0 grid list-none gap-3 p-0">
					{listed.map((note) => (
						<li key={note.request.id}>
							<Request note={note} />
						</li>
					))}
				</ul>
			)}
			{!isWhole && answered.length > firstAnswered ? (
				<Button className="w-fit" onClick={() => setWhole(true)}>
					{all.problems.showMore(format.count(answered.length - firstAnswered))}
				</Button>
			) : null}
			<Paste />
		</Card>
	);
}

/** Takes a colleague's request in. */
function Paste() {
	const words = useTexts(approvalsTexts);
	const all = useTexts(workspaceTexts);
	const toast = useToast();
	const text = useInbox((state) => state.text);
	const typed = useInbox((state) => state.textTyped);
	const receive = useInbox((state) => state.received);
	const [fault, setFault] = useState<string | null>(null);

	async function received(): Promise<void> {
		if (text.trim() === '') {
			setFault(words.pasteMissing);
			return;
		}
		const answer = await receive();
		setFault(null);
		if (answer.ok) toast({ text: words.taken(answer.value.request.dealName) });
		else if (answer.error.code !== 'problems') setFault(all.refused[answer.error.code]);
		else {
			const reason = answer.error.problems[0]?.reason ?? '';
			setFault(all.reasons[reason] ?? words.pasteBad);
		}
	}

	return (
		<form
			noValidate
			className="grid gap-2 border-t border-line pt-4"
			onSubmit={(event) => {
				event.preventDefault();
				void received();
			}}
		>
			<TextAreaField
				label={words.paste}
				value={text}
				rows={2}
				spellCheck={false}
				hint={words.pasteHint}
				error={fault}
				onChange={(event) => {
					setFault(null);
					typed(event.target.value);
				}}
			/>
			<Button type="submit" className="w-fit">
				{words.take}
			</Button>
		</form>
	);
}
