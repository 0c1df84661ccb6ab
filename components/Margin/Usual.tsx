import { texts } from '../../assets/texts/guidance.ts';
import type { MarginView } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface UsualProps {
	readonly margin: MarginView;
}

/** What prices were before and what a quarter's end does to them: after the rep's own figure, never ahead of it. */
export function Usual({ margin: { usual, isEdited } }: UsualProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const { history, quarterEnd } = usual;
	if (!isEdited) return null;
	const percent = format.shortPercent;
	return (
		<>
			{history === 'unreadable' && <p className="mt-2 mb-0 text-xs text-ink-3">{words.historyUnreadable}</p>}
			{history !== null && history !== 'unreadable' && (
				<p className="mt-2 mb-0 text-xs text-ink-3">
					{(['sold', 'offered'] as const)
						.map((outcome) => {
							const past = history[outcome];
							return (
								past &&
								words.history[outcome](past.count, percent(past.lowest), percent(past.highest), percent(past.median))
							);
						})
						.filter(Boolean)
						.join(' ')}
				</p>
			)}
			{quarterEnd && (
				<p className="mt-1 mb-0 text-xs text-ink-3">
					{quarterEnd.usualExtraDiscount === null
						? words.quarterEndPlain(quarterEnd.daysLeft)
						: words.quarterEnd(quarterEnd.daysLeft, percent(quarterEnd.usualExtraDiscount))}
				</p>
			)}
		</>
	);
}
