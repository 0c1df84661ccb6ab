import { texts as computedTexts } from '../../assets/texts/computed.ts';
import { texts as guidanceTexts } from '../../assets/texts/guidance.ts';
import { texts as payoffTexts } from '../../assets/texts/payoff.ts';
import {
	type PayAccount as Account,
	averageAccount,
	payAccount,
	type TradeAccount,
	tradeAccounts,
} from '../../core/explain/pay-account.ts';
import { decimal, formatDecimal, one, subtract } from '../../core/model/decimal.ts';
import type { ShownMargin } from '../../stores/deal/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Entry } from './Entry.tsx';

interface PayAccountProps {
	readonly shown: ShownMargin;
}

/** How the rep's pay, their average margin and each trade came about. */
export function PayAccount({ shown: { margin, source } }: PayAccountProps) {
	const words = useTexts(computedTexts);
	const guidance = useTexts(guidanceTexts);
	const names = useTexts(payoffTexts);
	const format = useFormat();
	const { currency, pay, average } = margin;
	const money = (value: string) => format.exactMoney(value, currency);
	const account = payAccount(margin, source);
	const period = averageAccount(margin, source);
	return (
		<>
			{account && pay && pay.after !== null && (
				<Entry name={names.pay} how={words.payHow[pay.plan]}>
					{account.slices.length === 0
						? money(pay.after)
						: `${stepsOf(account, money, format.exactPercent)} = ${money(pay.after)}`}
					{pay.takenBackPerThousand !== null && (
						<span className="block text-ink-2">
							{guidance.takenBack(money(pay.takenBackPerThousand), money('1000'))}
						</span>
					)}
				</Entry>
			)}
			{period && average && average.after !== null && (
				<Entry name={guidance.average} how={words.averageHow}>
					{`(${money(period.margin)} + ${money(period.dealMargin)}) ÷ (${money(period.revenue)} + ${money(period.dealRevenue)}) = ${format.exactPercent(average.after)}`}
				</Entry>
			)}
			{tradeAccounts(margin, source).map((each) => (
				<TradeEntry key={each.trade.id} account={each} money={money} />
			))}
		</>
	);
}

/** "20 % × €10,800.00 × 1.2 × 50 %": the slices, and what each later step multiplies them by. */
function stepsOf(
	{ slices, multiplier, accelerator, share }: Account,
	money: (value: string) => string,
	percent: (fraction: string) => string,
): string {
	const parts = slices.map(({ amount, rate }) => `${percent(rate)} × ${money(amount)}`);
	const base = parts.length > 1 ? `(${parts.join(' + ')})` : (parts[0] ?? '');
	return [
		base,
		multiplier && percent(multiplier.value),
		accelerator &&
			/[1-9]/.test(accelerator.over) &&
			`(${money(accelerator.margin)} + (${accelerator.factor} − 1) × ${money(accelerator.over)}) ÷ ${money(accelerator.margin)}`,
		share && percent(share),
	]
		.filter((step): step is string => typeof step === 'string')
		.join(' × ');
}

interface TradeEntryProps {
	readonly account: TradeAccount;
	readonly money: (value: string) => string;
}

function TradeEntry({ account: { trade, base, factor }, money }: TradeEntryProps) {
	const words = useTexts(computedTexts).tradeHow;
	const format = useFormat();
	const on = base === null ? '' : money(base);
	const how = () => {
		switch (trade.kind) {
			case 'prepay':
			case 'terms':
				return words[trade.kind](on, format.exactPercent(trade.yearlyRate), format.count(trade.days));
			case 'term':
				return words.term(
					on,
					format.exactPercent(formatDecimal(subtract(one, decimal(trade.retention)))),
					factor === null ? '' : format.number(factor),
				);
			case 'volume':
				return words.volume(on, format.exactPercent(trade.more));
			case 'scope':
			case 'service':
				return words[trade.kind](on, format.number(trade.quantity));
			case 'reference':
				return words.reference;
		}
	};
	return (
		<Entry name={trade.name} how={how()}>
			{null}
		</Entry>
	);
}
