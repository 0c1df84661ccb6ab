import { de, en } from '../../assets/texts/computed.ts';
import { de as guidanceDe, en as guidanceEn } from '../../assets/texts/guidance.ts';
import { de as payoffDe, en as payoffEn } from '../../assets/texts/payoff.ts';
import type { MarginView } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Entry } from './Entry.tsx';

interface PayoffAccountProps {
	readonly margin: MarginView;
}

/** How the odds, the volume and the pay came about, wherever they are shown. */
export function PayoffAccount({ margin }: PayoffAccountProps) {
	const words = useTexts({ en, de });
	const names = useTexts({ en: payoffEn, de: payoffDe });
	const guidance = useTexts({ en: guidanceEn, de: guidanceDe });
	const format = useFormat();
	const { payoff, pay, givenUp, before, after, isEdited, gap, halfTyped, currency } = margin;
	if (!isEdited || gap !== null || halfTyped.length > 0) return null;
	const money = (value: string) => format.exactMoney(value, currency);
	const odds = payoff?.odds ?? null;
	const base = pay?.base === 'revenue' ? after.revenue : after.amount;
	// Bands, a multiplier and a shared deal are more than one product.
	const isPlain = pay !== null && (pay.plan === 'revenue' || pay.plan === 'margin') && pay.share === null;
	return (
		<>
			{odds && odds.needed !== 'never' && before.amount !== null && after.amount !== null && (
				<Entry name={names.odds} how={words.oddsHow}>
					{`${format.exactPercent(odds.now)} × ${money(before.amount)} ÷ ${money(after.amount)} = ${format.exactPercent(odds.needed)}`}
				</Entry>
			)}
			{payoff && payoff.breakEvenVolume !== 'never' && givenUp !== null && before.amount !== null && (
				<Entry name={names.volume} how={words.volumeHow}>
					{`${money(givenUp)} ÷ (${money(before.amount)} − ${money(givenUp)}) = ${format.exactPercent(payoff.breakEvenVolume)}`}
				</Entry>
			)}
			{pay && pay.after !== null && base !== null && (
				<Entry name={names.pay} how={words.payHow[pay.plan]}>
					{isPlain && !base.startsWith('-')
						? `${format.exactPercent(pay.rate)} × ${money(base)} = ${money(pay.after)}`
						: money(pay.after)}
					{pay.takenBackPerThousand !== null && (
						<span className="block text-ink-2">
							{guidance.takenBack(money(pay.takenBackPerThousand), money('1000'))}
						</span>
					)}
				</Entry>
			)}
		</>
	);
}
