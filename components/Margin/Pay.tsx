import { texts as guidanceTexts } from '../../assets/texts/guidance.ts';
import { texts as payoffTexts } from '../../assets/texts/payoff.ts';
import type { AverageMargin, PayEffect } from '../../core/model/effects.ts';
import type { MarginView } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface PayProps {
	readonly margin: MarginView;
}

/** What the edit does to the rep's own pay and average margin. Nobody else sees it. */
export function Pay({ margin: { pay, average, currency, coverage } }: PayProps) {
	const words = useTexts(payoffTexts);
	if (!pay) return null;
	return (
		<div className="mt-2.5 grid gap-0.5 text-sm" title={words.private}>
			<PayLine pay={pay} currency={currency} isEveryCostKnown={coverage.knownLines === coverage.allLines} />
			<PayNotes pay={pay} currency={currency} />
			{average && <Average average={average} currency={currency} />}
		</div>
	);
}

interface PayLineProps {
	readonly pay: PayEffect;
	readonly currency: string | null;
}

function PayLine({
	pay: { before, after, base },
	currency,
	isEveryCostKnown,
}: PayLineProps & { readonly isEveryCostKnown: boolean }) {
	const words = useTexts(payoffTexts);
	const guidance = useTexts(guidanceTexts);
	const format = useFormat();
	return (
		<>
			<p className="m-0 flex flex-wrap items-baseline gap-x-2">
				<span>{words.pay}</span>
				{before !== null && after !== null && before !== after && (
					<s className="text-xs text-ink-3 tabular-nums">{format.money(before, currency)}</s>
				)}
				<output aria-label={words.pay} aria-live="off" className="font-semibold tabular-nums">
					{after === null ? words.unknown : format.money(after, currency)}
				</output>
			</p>
			{after === null && (
				<p className="m-0 text-xs text-ink-3">
					{base === 'margin' && !isEveryCostKnown ? words.payUnknown : guidance.averageUnknown}
				</p>
			)}
			{after !== null && before === after && <p className="m-0 text-xs text-ink-3">{words.same}</p>}
		</>
	);
}

/** What else the plan says of this deal, one sentence each. */
function PayNotes({ pay, currency }: PayLineProps) {
	const words = useTexts(guidanceTexts);
	const format = useFormat();
	const { atTarget, after, cliff, multiplier, share } = pay;
	const money = (value: string) => format.money(value, currency);
	const notes = [
		atTarget !== null && after !== null && atTarget !== after && words.atTarget(money(atTarget)),
		multiplier !== null && words.multiplier(format.shortPercent(multiplier)),
		cliff && words.cliff(money(cliff.missing), money(cliff.from), money(cliff.jump)),
		share !== null && words.shared(format.shortPercent(share)),
	].filter((note): note is string => typeof note === 'string');
	return notes.length > 0 && <p className="m-0 text-xs text-ink-3">{notes.join(' ')}</p>;
}

interface AverageProps {
	readonly average: AverageMargin;
	readonly currency: string | null;
}

function Average({ average, currency }: AverageProps) {
	const words = useTexts(guidanceTexts);
	const format = useFormat();
	const { so, before, after, target, recover } = average;
	return (
		<>
			<p className="m-0 mt-1 flex flex-wrap items-baseline gap-x-2">
				<span>{words.average}</span>
				{before !== null && after !== null && before !== after && (
					<s className="text-xs text-ink-3 tabular-nums">{format.percent(before)}</s>
				)}
				<output aria-label={words.average} aria-live="off" className="font-semibold tabular-nums">
					{after === null ? words.unknown : format.percent(after)}
				</output>
			</p>
			<p className="m-0 text-xs text-ink-3">
				{so === null || after === null
					? words.averageUnknown
					: [
							words.averageSo(format.percent(so)),
							recover
								? words.averageRecover(format.money(recover.revenue, currency), format.percent(recover.margin))
								: target !== null && words.averageKeeps(format.shortPercent(target)),
						]
							.filter(Boolean)
							.join(' ')}
			</p>
		</>
	);
}
