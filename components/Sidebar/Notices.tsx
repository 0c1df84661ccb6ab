import type { ReactNode } from 'react';
import { texts } from '../../assets/texts/deal.ts';
import type { DealFacts } from '../../core/model/deal.ts';
import { isWithoutAccess } from '../../core/model/read-failure.ts';
import { isLost } from '../../stores/ask.ts';
import type { DealActions, DealState } from '../../stores/deal/store.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { useNow } from './useNow.ts';
import { useSecondsUntil } from './useSecondsUntil.ts';

interface NoticesProps {
	readonly state: DealState & DealActions;
	/** A dialog of the CRM takes every press. */
	readonly isBlocked: boolean;
	/** Goes to where access to the CRM is set up. */
	readonly onAccess: () => void;
}

/** What is wrong, in sentences: which failure, and what is shown instead. */
export function Notices({ state, isBlocked, onAccess }: NoticesProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const now = useNow();
	const { failure, factsFrom, facts, connection, isContextFailed, refusal, context, againAtMs, edits } = state;
	// Asked again before, the CRM would only say so again.
	const waitSeconds = useSecondsUntil(failure?.code === 'rate-limited' ? againAtMs : null);
	if (connection === 'lost' || connection === 'ended') return <Notice tone="bad">{words.fresh[connection]}</Notice>;
	const sentences: string[] = isBlocked ? [words.blocked] : [];
	// A missing field is said where the figure would stand.
	if (failure && failure.code !== 'field-missing') sentences.push(words.failures[failure.code]);
	if (failure && factsFrom === 'not-read-again') sentences.push(words.notReadAgain);
	// An edit that was given up while the CRM does not answer leaves the deal as it was read before.
	else if (failure && (factsFrom === 'cache' || factsFrom === 'checking') && facts)
		sentences.push(words.fromCache(format.time(facts.reading.at, now), format.age(facts.reading.at, now)));
	else if (failure && factsFrom === 'page') sentences.push(words.fromPage);
	else if (failure && failure.code !== 'field-missing' && !facts && context)
		sentences.push(context.cached.kind === 'unreadable' ? words.keptUnreadable : words.nothingKept);
	// What cannot be read is said above, with what to do.
	if (isContextFailed && (refusal === null || !isLost(refusal))) sentences.push(words.contextFailed);
	const elsewhere = connection === 'connected' ? edits?.changedElsewhere : undefined;
	if (sentences.length === 0)
		return elsewhere ? <Notice tone="warn">{words.changedElsewhere(namesOf(elsewhere, facts))}</Notice> : null;
	return (
		<Notice tone="warn">
			{sentences.join(' ')}{' '}
			{isWithoutAccess(failure?.code) ? (
				<Button look="quiet" size="small" className="-my-1 px-1! py-0! text-sm!" onClick={onAccess}>
					{words.setUpAccess}
				</Button>
			) : null}
			<Button
				look="quiet"
				size="small"
				className="-my-1 px-1! py-0! text-sm!"
				disabled={state.isReading || waitSeconds > 0}
				onClick={() => state.refreshAsked()}
			>
				{waitSeconds > 0 ? words.fresh.tryAgainIn(waitSeconds) : words.fresh.tryAgain}
			</Button>
		</Notice>
	);
}

/** Names of lines, each once; null for one that the newest reading does not hold any more. */
function namesOf(ids: readonly string[], facts: DealFacts | null): readonly string[] | null {
	const names = ids.map((id) => facts?.lines?.find((line) => line.id === id)?.description);
	return names.every((name) => name !== undefined) ? [...new Set(names)] : null;
}

interface NoticeProps {
	readonly tone: 'warn' | 'bad';
	readonly children: ReactNode;
}

function Notice({ tone, children }: NoticeProps) {
	return (
		<div
			role="alert"
			className={`flex gap-2 border-t border-line px-4 py-2.5 text-sm leading-5 ${tone === 'warn' ? 'bg-warn-soft' : 'bg-bad-soft'}`}
		>
			<span aria-hidden="true" className={`text-xs leading-5 ${tone === 'warn' ? 'text-warn' : 'text-bad'}`}>
				{tone === 'warn' ? '▲' : '■'}
			</span>
			<p className="m-0 min-w-0">{children}</p>
		</div>
	);
}
