import { useState } from 'react';
import { texts } from '../../assets/texts/guidance.ts';
import { decimal, formatDecimal, round } from '../../core/model/decimal.ts';
import type { TradeView } from '../../core/model/effects.ts';
import type { MarginView } from '../../core/model/view.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useCopy } from '../ui/Copy/useCopy.ts';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface TradesProps {
	readonly margin: MarginView;
}

/** What to ask for in return, or to give in its place, in money beside the discount. */
export function Trades({ margin: { trades, givenUp, currency, halfTyped } }: TradesProps) {
	const words = useTexts(texts);
	const [isWhole, setWhole] = useState(false);
	if (trades.length === 0 || givenUp === null || halfTyped.length > 0) return null;
	const gets = trades.filter(({ side }) => side === 'get');
	const gives = trades.filter(({ side }) => side === 'give');
	const [best, ...others] = gets;
	const more = others.length + gives.length;
	return (
		<div className="border-t border-line py-2.5">
			<div className="flex min-h-6 items-center justify-between gap-3">
				<h3 className="m-0 text-xs font-semibold text-ink-2">{words.trades}</h3>
				{more > 0 && (
					<Button
						look="quiet"
						size="small"
						className="-mr-2"
						aria-expanded={isWhole}
						onClick={() => setWhole(!isWhole)}
					>
						{isWhole ? words.fewerTrades : words.moreTrades(more)}
					</Button>
				)}
			</div>
			{best && <TradeList trades={isWhole ? gets : [best]} currency={currency} givenUp={givenUp} />}
			{gives.length > 0 && (isWhole || !best) && (
				<>
					<p className="mt-1.5 mb-0 text-xs text-ink-3">{words.gifts}</p>
					<TradeList trades={isWhole ? gives : gives.slice(0, 1)} currency={currency} givenUp={givenUp} />
				</>
			)}
		</div>
	);
}

/** What is covered is never shown larger. */
const down = (fraction: string) => formatDecimal(round(decimal(fraction), 3, 'down'));

interface TradeListProps {
	readonly trades: readonly TradeView[];
	readonly currency: string | null;
	/** Money that the discount gives up. */
	readonly givenUp: string;
}

function TradeList({ trades, currency, givenUp }: TradeListProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const copy = useCopy();
	const money = (value: string) => format.money(value, currency);
	return (
		<ul className="m-0 list-none p-0">
			{trades.map(({ id, name, worth, covers, side, seen }) => (
				<li key={id} className="flex items-start justify-between gap-3 py-1 text-sm">
					<div className="min-w-0">
						<div className="font-semibold wrap-anywhere">{name}</div>
						<div
							className="text-xs text-ink-3 tabular-nums"
							title={worth === null ? undefined : format.centMoney(worth, currency)}
						>
							{worth === null
								? words.worthUnknown
								: side === 'get'
									? words.worthOf(
											money(worth),
											money(givenUp),
											covers === null ? null : Number(covers) >= 1 ? true : format.shortPercent(down(covers)),
										)
									: seen === null
										? words.costsFirm(money(worth))
										: words.seenAs(money(seen), money(worth))}
						</div>
					</div>
					<GuardedButton
						look="quiet"
						size="small"
						className="-mr-2 text-accent!"
						aria-label={words.copyTrade(name)}
						onPress={() => copy(name, words.copiedTrade(name))}
					>
						{words.copyShort}
					</GuardedButton>
				</li>
			))}
		</ul>
	);
}
