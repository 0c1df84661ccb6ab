import { useEffect, useState } from 'react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts } from '../../../assets/texts/source.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { FollowedSource, SourceNews } from '../../../core/model/source.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Dialog } from '../../ui/Dialog/Dialog.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useStorage } from '../Context/Context.tsx';
import { Card } from '../Section/Card.tsx';
import { Publication } from './Publication.tsx';
import { useSource, useSourceHost } from './SourceContext.tsx';
import { SourceProblem } from './SourceProblem.tsx';

/** The age of the last read grows while one looks. */
const redrawMs = 20_000;

function useNow(): Date {
	const [now, setNow] = useState(() => new Date());
	useEffect(() => {
		const timer = setInterval(() => setNow(new Date()), redrawMs);
		return () => clearInterval(timer);
	}, []);
	return now;
}

/** Where the playbook comes from, how that is doing, and what came. */
export function FollowedCard({ followed }: { readonly followed: FollowedSource }) {
	const words = useTexts(texts);
	const shared = useTexts(sharedTexts);
	const all = useTexts(workspaceTexts);
	const format = useFormat();
	const toast = useToast();
	const now = useNow();
	const { request } = useSourceHost();
	const { doing, problem, checked, hostAsked, stopped } = useSource((state) => state);
	const canPutBack = useStorage(({ undo }) => undo.playbook);
	const [isAsking, setAsking] = useState(false);
	const { address, key, setBy, readAt, news, failure, nextAt } = followed;
	const { host } = new URL(address);
	const isSet = setBy === 'administrator';
	// A read that has just happened is newer than a clock that is looked at now and then.
	const seenAt = readAt !== null && Date.parse(readAt) > now.getTime() ? new Date(readAt) : now;

	async function ended(doesPutBack: boolean): Promise<void> {
		setAsking(false);
		const answer = await stopped(doesPutBack);
		if (answer.ok) toast({ text: words.stopped });
		else if (answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
	}

	return (
		<Card
			title={words.title}
			hint={words.hint}
			actions={
				<Button disabled={doing !== null} onClick={() => void checked()}>
					{doing === 'checking' ? words.checking : words.checkNow}
				</Button>
			}
		>
			<div className="grid gap-1 text-sm">
				<p className="m-0 font-mono text-xs break-all">
					<span className="sr-only">{words.from}: </span>
					{address}
				</p>
				<p className="m-0 text-ink-2">
					{isSet ? `${words.setByAdministrator} ` : ''}
					{key === null ? words.withoutKey : words.withKey}
				</p>
			</div>
			{news[0] ? <Publication publication={news[0].publication} /> : null}
			<p role="status" className="m-0 text-sm text-ink-2">
				{readAt === null ? words.neverRead : words.readAgo(format.age(readAt, seenAt))}
			</p>
			{failure === null || doing !== null ? null : (
				<div className="grid gap-2">
					<SourceProblem problem={{ kind: 'untaken', fault: failure.fault, problems: failure.problems }} />
					<p className="m-0 text-sm text-ink-2">
						{words.stays} {words.nextRead(format.time(nextAt, now))}
					</p>
					{failure.fault === 'host-refused' ? (
						<Button look="primary" className="w-fit" onClick={() => void hostAsked(request)}>
							{words.allow(host)}
						</Button>
					) : null}
				</div>
			)}
			<SourceProblem problem={problem} />
			<News news={news} now={now} />
			{isSet ? null : (
				<Button look="quiet" className="w-fit" disabled={doing !== null} onClick={() => setAsking(true)}>
					{words.stop}
				</Button>
			)}
			<Dialog
				isOpen={isAsking}
				onClose={() => setAsking(false)}
				title={words.stopTitle}
				closeLabel={shared.close}
				actions={
					<>
						<Button onClick={() => setAsking(false)}>{shared.cancel}</Button>
						{canPutBack ? <Button onClick={() => void ended(true)}>{words.stopBack}</Button> : null}
						<Button look="primary" onClick={() => void ended(false)}>
							{words.stopKeep}
						</Button>
					</>
				}
			>
				<p className="m-0 text-sm">{words.stopText}</p>
			</Dialog>
		</Card>
	);
}

function News({ news, now }: { readonly news: readonly SourceNews[]; readonly now: Date }) {
	const words = useTexts(texts);
	const { parts: partNames } = useTexts(workspaceTexts).files;
	const format = useFormat();
	if (news.length === 0) return null;
	const names = { ...partNames, attachments: words.attachments };
	return (
		<details className="text-sm">
			<summary className="w-fit cursor-pointer font-semibold text-accent">{words.newsTitle}</summary>
			<ol className="mt-2 mb-0 grid list-none gap-2 p-0">
				{news.map(({ publication, takenAt, parts }) => (
					<li key={takenAt} className="border-l-2 border-line pl-3">
						<p className="m-0 font-semibold">
							{format.moment(publication?.at ?? takenAt, now).text}
							{publication ? ` · ${publication.by}` : ''}
						</p>
						{publication && publication.note.trim() !== '' ? <p className="m-0">{publication.note.trim()}</p> : null}
						<p className="m-0 text-ink-2">
							{parts.length === 0 ? words.newsNothing : words.newsParts(format.list(parts.map((part) => names[part])))}
						</p>
					</li>
				))}
			</ol>
		</details>
	);
}
