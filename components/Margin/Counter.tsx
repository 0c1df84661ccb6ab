import { texts } from '../../assets/texts/ask-approval.ts';
import { texts as wantedTexts } from '../../assets/texts/wanted.ts';
import type { ApprovalDecision } from '../../core/model/deal.ts';
import type { MarginView } from '../../core/model/view.ts';
import type { Wanted } from '../../core/model/wanted.ts';
import type { Countered } from '../../stores/deal/wanted.ts';
import { useCopy } from '../ui/Copy/useCopy.ts';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { ApplyButton, useCanApply } from './Apply.tsx';

interface CounterProps {
	readonly counter: Countered;
	readonly decision: ApprovalDecision;
	readonly lines: MarginView['lines'];
	readonly currency: string | null;
}

/** What somebody would agree to, as a price: a piece, of the deal, and the margin that it leaves where that is shown. */
export function Counter({ counter: { lineId, price }, decision, lines, currency }: CounterProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const { by, counterDiscount, counterLine } = decision;
	const name = lines.find(({ id }) => id === lineId)?.name ?? '';
	const offered = counterDiscount === null ? '' : format.exactPercent(counterDiscount);
	// An offer over the deal is said as what it is on the line, where that is known.
	const onLine = counterLine === null && lineId !== null && price.kind === 'price' ? price.discount : null;
	const what =
		counterLine !== null
			? words.counterOnLine(offered, name)
			: onLine === null
				? words.counterDeal(offered)
				: words.counterOnLine(format.exactPercent(onLine), name);
	const rest = counterLine !== null ? words.counterOthers : onLine === null ? '.' : ` ${words.counterOfDeal(offered)}`;
	return (
		<div className="grid gap-1">
			<output aria-label={words.counter} className="wrap-anywhere">
				<span aria-hidden="true" className="text-warn">
					▲{' '}
				</span>
				{words.countered(by)} <b className="font-semibold tabular-nums">{what}</b>
				{rest}
			</output>
			<p className="m-0 text-xs wrap-anywhere text-ink-2">
				{price.kind === 'price' ? (
					<Figures price={price} isOnLine={lineId !== null} currency={currency} />
				) : (
					words.counterUnknown[price.kind === 'unknown' ? price.why : price.kind](
						lineId === null ? words.counterEveryLine : words.lineName(name),
					)
				)}
			</p>
		</div>
	);
}

interface FiguresProps {
	readonly price: Extract<Wanted, { kind: 'price' }>;
	readonly isOnLine: boolean;
	readonly currency: string | null;
}

function Figures({ price: { discount, margin, lines }, isOnLine, currency }: FiguresProps) {
	const words = useTexts(texts);
	const wanted = useTexts(wantedTexts);
	const format = useFormat();
	const money = (value: string) => format.centMoney(value, currency);
	const unitPrice = isOnLine ? (lines[0]?.unitPrice ?? null) : null;
	const { revenue, margin: fraction, amount } = margin.after;
	return (
		<>
			{unitPrice !== null && `${wanted.apiece(money(unitPrice))}. `}
			{!isOnLine && `${words.counterEvery(format.exactPercent(discount))} `}
			{revenue !== null && wanted.becomes(money(revenue))}
			{revenue !== null &&
				(fraction !== null && amount !== null ? wanted.atMargin(format.closePercent(fraction), money(amount)) : '.')}
		</>
	);
}

/** Writes the discount that would be agreed to where the CRM takes it, else copies it; nothing where it is not known. */
export function CounterButton({ counter: { lineId, price } }: Pick<CounterProps, 'counter'>) {
	const wanted = useTexts(wantedTexts);
	const format = useFormat();
	const copy = useCopy();
	const isApplicable = useCanApply(lineId ?? undefined);
	if (price.kind !== 'price') return null;
	const { discount } = price;
	const percent = format.exactPercent(discount);
	if (isApplicable) return <ApplyButton lineId={lineId ?? ''} discount={discount} isPrimary size="small" />;
	return (
		<GuardedButton
			look="primary"
			size="small"
			onPress={() => copy(format.typedPercent(discount), wanted.copied(percent))}
		>
			{wanted.copyDiscount(percent)}
		</GuardedButton>
	);
}
