import { texts } from '../../assets/texts/payoff.ts';
import { decimal, formatDecimal, negate, round } from '../../core/model/decimal.ts';
import type { Payoff as PayoffFigures } from '../../core/model/effects.ts';
import type { MarginView } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Fold } from './Fold.tsx';
import { GiveUp } from './GiveUp.tsx';
import { Pay } from './Pay.tsx';
import { Usual } from './Usual.tsx';

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
	const { payoff, isEdited, gap, halfTyped, status } = margin;
	// A guess pays nobody.
	if (status === 'guess') return null;
	// What is given up is known even where no cost is.
	if (!isEdited || (gap !== null && gap !== 'no-known-cost') || halfTyped.length > 0) return null;
	return (
		<>
			{payoff && (
				<Fold title={<OddsLine payoff={payoff} />}>
					<Odds payoff={payoff} />
				</Fold>
			)}
			{(margin.pay || margin.shares || margin.usual.history !== null || margin.usual.quarterEnd) && (
				<Fold title={<PayLine margin={margin} />}>
					<GiveUp margin={margin} />
					<Pay margin={margin} />
					<Usual margin={margin} />
				</Fold>
			)}
		</>
	);
}

/** The odds that are needed, in one line. */
function OddsLine({ payoff: { odds, breakEvenVolume } }: { readonly payoff: PayoffFigures }) {
	const words = useTexts(texts);
	const format = useFormat();
	if (breakEvenVolume === 'never') return words.foldNever;
	if (!odds) return words.foldVolume(format.percent(up(breakEvenVolume, volumeDigits)));
	if (!odds.canPay || odds.needed === 'never') return words.neverAt(format.shortPercent(odds.now));
	return words.foldOdds(format.shortPercent(odds.now), format.shortPercent(up(odds.needed, oddsDigits)));
}

/** What the edit does to the rep's pay and to the firm's margin, in one line; what is unknown is left out. */
function PayLine({ margin: { pay, shares, currency } }: PayoffProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const lost = (given: string | null | undefined) =>
		given == null ? null : format.signedMoney(negated(given), currency);
	const [own, firm] = [pay?.after == null ? null : lost(shares?.own.amount), lost(shares?.firm.amount)];
	if (own !== null && firm !== null) return words.foldPay(own, firm);
	if (firm !== null) return words.foldFirm(firm);
	return own === null ? words.foldPayUnknown : words.foldPayAlone(own);
}

function negated(amount: string): string {
	return formatDecimal(negate(decimal(amount)));
}

function Odds({ payoff: { odds, breakEvenVolume, isAtMost } }: { readonly payoff: PayoffFigures }) {
	const words = useTexts(texts);
	const format = useFormat();
	const percent = (fraction: string) => format.shortPercent(up(fraction, oddsDigits));
	const isHopeless = breakEvenVolume === 'never';
	const reached = odds && odds.needed !== 'never' ? odds.needed : null;
	return (
		<div className="mt-2 grid gap-1 text-sm">
			<p className="m-0">
				{odds?.canPay &&
					!isHopeless &&
					`${(isAtMost ? words.oddsMost : words.oddsFrom)(format.shortPercent(odds.now))} `}
				{!odds && !isHopeless && `${words.oddsUnknown} `}
				<output aria-label={words.odds} aria-live="off" className="font-semibold tabular-nums">
					{isHopeless
						? words.foldNever
						: odds && !odds.canPay
							? words.neverAt(format.shortPercent(odds.now))
							: reached
								? percent(reached)
								: words.unknown}
				</output>
				{(odds === null || odds.canPay || isHopeless) && '.'}
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
