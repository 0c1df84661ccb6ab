import { de, en } from '../../assets/texts/deal.ts';
import type { MarginView } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface SentencesProps {
	readonly margin: MarginView;
}

/** What there is to say about the figures; nothing for a clean deal. */
export function Sentences({ margin }: SentencesProps) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	const { coverage, gap, halfTyped, oddities, basis } = margin;
	const unknown = margin.lines.filter((line) => line.unknown !== null && line.after !== null);
	const names = (all: readonly string[]) => format.list(all.map(words.quoted));
	const isPartial = unknown.length > 0 && coverage.knownLines > 0;
	return (
		<>
			{gap === null && halfTyped.length === 0 && <Gained margin={margin} />}
			{gap && gap !== 'half-typed' && <p className="mt-2.5 mb-0 text-ink-2">{words.gaps[gap]}</p>}
			{halfTyped.length > 0 && <p className="mt-2 mb-0 text-sm text-ink-2">{words.halfTyped(names(halfTyped))}</p>}
			{oddities.map(({ lineName, oddity }) => (
				<p key={lineName + oddity} className="mt-2 mb-0 text-sm wrap-anywhere text-warn">
					<span aria-hidden="true">▲ </span>
					{words.oddities[oddity](lineName)}
				</p>
			))}
			{basis === 'deal-amount' && gap === null && <p className="mt-1.5 mb-0 text-xs text-ink-3">{words.opportunity}</p>}
			<p className={unknown.length > 0 ? 'mt-2 mb-0 text-xs wrap-anywhere text-ink-2' : 'sr-only'}>
				{unknown.length > 0 && <span aria-hidden="true">◇ </span>}
				<output aria-label={words.unknownLines} aria-live="off">
					{unknown.length === 0
						? format.count(0)
						: words.unknownCost(unknown.length, names(unknown.map(({ name }) => name)))}
				</output>
				{isPartial && (
					<>
						{' '}
						{words.leftOut}{' '}
						{words.coverage(
							coverage.knownLines,
							coverage.allLines,
							coverage.revenueShare === null ? null : format.shortPercent(coverage.revenueShare),
						)}
					</>
				)}
			</p>
		</>
	);
}

/** What the edit brings needs no cost, so it is always known. */
function Gained({ margin }: SentencesProps) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	const { givenUp, currency } = margin;
	if (!givenUp?.startsWith('-')) return null;
	const amount = givenUp.slice(1);
	return (
		<p className="mt-2 mb-0">
			{words.gains}{' '}
			<b className="font-semibold tabular-nums" title={format.exactMoney(amount, currency)}>
				{format.money(amount, currency)}
			</b>
			.
		</p>
	);
}
