import { de, en } from '../../assets/texts/deal.ts';
import type { DealState } from '../../stores/deal-store.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface NoticesProps {
	readonly state: DealState;
}

/** What is wrong, in sentences: which failure, and what is shown instead. */
export function Notices({ state }: NoticesProps) {
	const words = useTexts({ en, de });
	const format = useFormat();
	const { failure, editsFailure, factsFrom, facts, connection, isContextFailed, health } = state;
	const sentences: string[] = [];
	if (connection === 'lost') sentences.push(words.fresh.lost);
	if (failure) {
		sentences.push(words.failures[failure.code]);
		if (factsFrom === 'cache' && facts) sentences.push(words.fromCache(format.age(facts.reading.at, new Date())));
		else if (factsFrom === 'page') sentences.push(words.fromPage);
		else if (!facts) sentences.push(words.nothingKept);
	}
	if (editsFailure)
		sentences.push(editsFailure.field ? words.cannotRead(editsFailure.field) : words.failures[editsFailure.code]);
	for (const { field } of health.filter((entry) => entry.state === 'broken')) sentences.push(words.cannotRead(field));
	if (isContextFailed) sentences.push(words.contextFailed);
	if (sentences.length === 0) return null;
	return (
		<div role="alert" className="mx-4 mb-3 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
			{sentences.join(' ')}
		</div>
	);
}
