import { de, en } from '../../assets/texts/deal.ts';
import type { MarginView } from '../../core/model/view.ts';
import { selectFigures } from '../../stores/deal-view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

/** "Under target by 0.1 points" while the manager wants it said, else the bare state. */
export function useStateWords(margin: MarginView): string {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	const { state } = selectFigures(margin);
	const { warning } = margin;
	if (!warning || warning.by === null || state === 'unknown') return words.states[state];
	const points = format.points(warning.by);
	const kind = warning.state === 'under-floor' ? 'floor' : 'target';
	return (points.isTiny ? words.underBarely : words.under)[kind](points.text);
}
