import { texts } from '../../assets/texts/deal.ts';
import type { MarginView } from '../../core/model/view.ts';
import { selectFigures, selectStatus } from '../../stores/deal/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

/** "Under target by 0.1 points" while the manager wants it said, else the bare state; or why there is no state. */
export function useStateWords(margin: MarginView): string {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const { state, isPartial } = selectFigures(margin);
	const { warning, coverage, guesses, pricedBy } = margin;
	const status = selectStatus(margin);
	if (status === 'guess' && pricedBy) return words.guessUnsaved;
	if (status === 'guess') return guesses.length > 0 ? words.guess : words.guessElsewhere;
	if (isPartial && state === 'unknown') return words.partly(coverage.knownLines, coverage.allLines);
	if (!warning || warning.by === null || state === 'unknown') return words.states[state];
	const points = format.points(warning.by);
	const kind = warning.state === 'under-floor' ? 'floor' : 'target';
	return (points.isTiny ? words.underBarely : words.under)[kind](points.text);
}
