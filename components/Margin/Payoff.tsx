import { de, en } from '../../assets/texts/payoff.ts';
import {
	decimal,
	divide,
	formatDecimal,
	isNegative,
	isZero,
	negate,
	round,
	subtract,
} from '../../core/model/decimal.ts';
import type { MarginView, PayEffect, Payoff as PayoffFigures } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface PayoffProps {
	readonly margin: MarginView;
}

/** Odds are a guess, so they are said in whole percents; what must at least be reached is never shown smaller. */
const oddsDigits = 2;
const volumeDigits = 3;

function up(fraction: string, digits: number): string {
	return formatDecimal(round(decimal(fraction), digits, 'up'));
}

/** What the discount being typed must bring to pay, and what it does to the rep's own pay. Quiet on a clean deal. */
export function Payoff({ margin }: PayoffProps) {
	const { payoff, pay, isEdited, gap, halfTyped, currency } = margin;
	if (!isEdited || gap !== null || halfTyped.length > 0) return null;
	return (
		<>
			{payoff && <Odds payoff={payoff} />}
			{pay && <Pay pay={pay} currency={currency} />}
		</>
	);
}

function Odds({ payoff: { odds, breakEvenVolume, isAtMost } }: { readonly payoff: PayoffFigures }) {
	const words = useTexts({ en, de });
	const format = useFormat();
	const percent = (fraction: string) => format.shortPercent(up(fraction, oddsDigits));
	const isHopeless = breakEvenVolume === 'never';
	const reached = odds && odds.needed !== 'never' ? odds.needed : null;
	return (
		<div className="mt-2 grid gap-1 text-sm">
			<p className="m-0">
				{odds && !isHopeless && `${(isAtMost ? words.oddsMost : words.oddsFrom)(format.shortPercent(odds.now))} `}
				<output aria-label={words.odds} aria-live="off" className="font-semibold tabular-nums">
					{isHopeless || (odds && !odds.canPay) ? words.never : reached ? percent(reached) : words.unknown}
				</output>
				{(isHopeless || odds) && '.'}
			</p>
			<p className="m-0 text-xs text-ink-3">
				{isHopeless
					? words.neverWhy
					: odds === null
						? words.noOdds
						: !odds.canPay && reached
							? words.overSure(percent(reached))
							: odds.low.needed !== 'never' && odds.high.needed !== 'never'
								? words.range(percent(odds.low.needed), percent(odds.high.needed))
								: null}
			</p>
			{breakEvenVolume !== 'never' && (
				<p className="m-0">
					{words.orVolume}{' '}
					<output aria-label={words.volume} aria-live="off" className="font-semibold tabular-nums">
						{words.volumeMore(format.percent(up(breakEvenVolume, volumeDigits)))}
					</output>
				</p>
			)}
		</div>
	);
}

function Pay({ pay, currency }: { readonly pay: PayEffect; readonly currency: string | null }) {
	const words = useTexts({ en, de });
	const format = useFormat();
	const { before, after } = pay;
	const isKnown = before !== null && after !== null;
	const lost = isKnown ? subtract(decimal(before), decimal(after)) : null;
	const share = lost && before !== null ? divide(lost, decimal(before), 6) : null;
	return (
		<div className="mt-2 grid gap-0.5 text-sm" title={words.private}>
			<p className="m-0 flex flex-wrap items-baseline gap-x-2">
				<span>{words.pay}</span>
				{isKnown && before !== after && (
					<s className="text-xs text-ink-3 tabular-nums">{format.money(before, currency)}</s>
				)}
				<output aria-label={words.pay} aria-live="off" className="font-semibold tabular-nums">
					{after === null ? words.unknown : format.money(after, currency)}
				</output>
			</p>
			<p className="m-0 text-xs text-ink-3">
				{!lost || !share
					? !isKnown
						? words.payUnknown
						: words.same
					: isZero(lost)
						? words.same
						: isNegative(lost)
							? words.gains(format.money(formatDecimal(negate(lost)), currency))
							: words.gives(format.money(formatDecimal(lost), currency), format.percent(formatDecimal(share)))}
			</p>
		</div>
	);
}
