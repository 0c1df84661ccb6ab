import { texts as computedTexts } from '../../assets/texts/computed.ts';
import { texts as payoffTexts } from '../../assets/texts/payoff.ts';
import type { ShownMargin } from '../../stores/deal/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Entry } from './Entry.tsx';
import { PayAccount } from './PayAccount.tsx';

interface PayoffAccountProps {
	readonly shown: ShownMargin;
}

/** How the odds, the volume, pay and trades came about, wherever they are shown. */
export function PayoffAccount({ shown }: PayoffAccountProps) {
	const words = useTexts(computedTexts);
	const names = useTexts(payoffTexts);
	const format = useFormat();
	const { payoff, givenUp, before, after, isEdited, gap, halfTyped, currency } = shown.margin;
	if (!isEdited || gap !== null || halfTyped.length > 0) return null;
	const money = (value: string) => format.exactMoney(value, currency);
	const odds = payoff?.odds ?? null;
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
			<PayAccount shown={shown} />
		</>
	);
}
