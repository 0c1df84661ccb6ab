import type { Instant } from '../../../core/model/deal.ts';
import { useKeptSentence } from './useKeptSentence.ts';

interface KeptSentenceProps {
	readonly keptAt: Instant | null;
}

export function KeptSentence({ keptAt }: KeptSentenceProps) {
	const sentence = useKeptSentence(keptAt);
	return sentence === null ? null : <p className="m-0 text-sm text-ink-2">{sentence}</p>;
}
