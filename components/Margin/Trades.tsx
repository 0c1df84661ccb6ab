import { useState } from 'react';
import { texts } from '../../assets/texts/guidance.ts';
import { decimal, formatDecimal, round } from '../../core/model/decimal.ts';
import type { TradeView } from '../../core/model/effects.ts';
import type { MarginView } from '../../core/model/view.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Fold } from './Fold.tsx';

interface TradesProps {
	readonly margin: MarginView;
}

/** What to ask for in return, or to give in its place, in money beside the discount. */
export function Trades({ margin: { trades, givenUp, currency, halfTyped } }: TradesProps) {
	const words = useTexts(texts);
	const format = useFormat();
	if (trades.length === 0 || givenUp === null || halfTyped.length > 0) return null;
	const gets = trades.filter(({ side }) => side === 'get');
	const gives = trades.filter(({ side }) => side === 'give');
	return (
		<Fold title={words.trades} isOpenAtFirst>
			{gets.length > 0 && (
				<>
					<p className="m-0 text-xs text-ink-3">{words.tradesLead(format.money(givenUp, currency))}</p>
					<TradeList trades={gets} currency={currency} />
				</>
			)}
			{gives.length > 0 && (
				<Fold title={words.gifts}>
					<TradeList trades={gives} currency={currency} />
				</Fold>
			)}
		</Fold>
	);
}

/** What is covered is never shown larger. */
const down = (fraction: string) => formatDecimal(round(decimal(fraction), 3, 'down'));

/** More than these are looked up, not read. */
const atFirst = 3;

interface TradeListProps {
	readonly trades: readonly TradeView[];
	readonly currency: string | null;
}

function TradeList({ trades, currency }: TradeListProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const [isWhole, setWhole] = useState(trades.length <= atFirst + 1);
	const money = (value: string) => format.money(value, currency);
	const shown = isWhole ? trades : trades.slice(0, atFirst);
	return (
		<ul className="m-0 list-none p-0">
			{shown.map(({ id, name, worth, covers, side, seen }) => (
				<li key={id} className="border-t border-line py-1.5 text-sm first:border-0">
					<div className="flex items-baseline justify-between gap-3">
						<span className="min-w-0 wrap-anywhere">{name}</span>
						<b
							className={`font-semibold whitespace-nowrap tabular-nums ${worth === null ? 'text-ink-3' : 'text-ink'}`}
							title={worth === null ? undefined : format.exactMoney(worth, currency)}
						>
							{worth === null ? words.notKnown : money(worth)}
						</b>
					</div>
					{side === 'get' && covers !== null && (
						<div className="text-xs text-ink-3">
							{Number(covers) >= 1 ? words.coversAll : words.covers(format.shortPercent(down(covers)))}
						</div>
					)}
					{side === 'give' && worth !== null && (
						<div className="text-xs text-ink-3">
							{seen === null ? words.costsFirm(money(worth)) : words.seenAs(money(seen), money(worth))}
						</div>
					)}
				</li>
			))}
			{!isWhole && (
				<li className="border-t border-line pt-1">
					<Button look="quiet" size="small" className="px-0!" onClick={() => setWhole(true)}>
						{words.moreTrades(trades.length - atFirst)}
					</Button>
				</li>
			)}
		</ul>
	);
}
