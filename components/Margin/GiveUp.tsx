import { texts } from '../../assets/texts/guidance.ts';
import type { GivenShares } from '../../core/model/effects.ts';
import type { MarginView } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface GiveUpProps {
	readonly margin: MarginView;
}

/** Who pays for the discount being typed: one bar for the firm, one for the rep. Nothing while nothing is given up. */
export function GiveUp({ margin: { shares, currency, halfTyped } }: GiveUpProps) {
	const words = useTexts(texts);
	if (!shares || halfTyped.length > 0) return null;
	return (
		<div className="grid grid-cols-[auto_1fr_auto] items-center gap-x-2.5 gap-y-1.5 text-xs">
			<Row name={words.firmGives} of={words.ofMargin} given={shares.firm} currency={currency} fill="bg-ink-3" />
			<Row name={words.ownGives} of={words.ofPay} given={shares.own} currency={currency} fill="bg-accent" />
		</div>
	);
}

interface RowProps {
	readonly name: string;
	readonly of: (percent: string) => string;
	readonly given: GivenShares['firm'];
	readonly currency: string | null;
	readonly fill: string;
}

function Row({ name, of, given: { amount, share }, currency, fill }: RowProps) {
	const format = useFormat();
	if (amount === null || !/[1-9]/.test(amount) || amount.startsWith('-')) return null;
	const part = share === null ? null : of(format.percent(share));
	const width = share === null ? 0 : Math.min(100, Math.max(1, Number(share) * 100));
	return (
		// One grid for both rows, so that the bars begin at the same place and can be compared.
		<div className="contents" title={part ?? undefined}>
			<span className="text-ink-2">{name}</span>
			{part === null ? (
				<span />
			) : (
				<span role="img" aria-label={part} className="drawn h-2 overflow-hidden rounded-full bg-track">
					<span className={`block h-full rounded-full ${fill}`} style={{ width: `${width}%` }} />
				</span>
			)}
			<b className="font-semibold text-ink tabular-nums" title={format.centMoney(amount, currency)}>
				{format.money(amount, currency)}
			</b>
		</div>
	);
}
