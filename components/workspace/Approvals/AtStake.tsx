import { texts } from '../../../assets/texts/approvals.ts';
import type { ApprovalNote } from '../../../core/model/deal.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useStakes } from './useStakes.ts';

interface AtStakeProps {
	readonly note: ApprovalNote;
}

/** What is decided on, in figures: money given up, price and margin before and after, floor and target. */
export function AtStake({ note }: AtStakeProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const stakes = useStakes(note);
	if (!stakes) return null;
	const { discount, currency, paymentDays } = note.request.values;
	const { list, offered, givenUp, listMargin, margin, floor, target, isCostShown } = stakes;
	const money = (value: string) => format.money(value, currency);
	const fromTo = (before: string | null, after: string) => (before === null ? after : words.fromTo(before, after));
	const span = (each: { from: string; to: string }) => {
		const [from, to] = [format.shortPercent(each.from), format.shortPercent(each.to)];
		return from === to ? from : words.between(from, to);
	};
	const facts: readonly (readonly [string, string | null])[] = [
		[words.givenUp, givenUp === null ? words.notKnown : money(givenUp)],
		[words.price, offered === null ? words.notKnown : fromTo(list && money(list), money(offered))],
		[words.dealDiscount, discount && format.percent(discount)],
		[
			words.dealMargin,
			margin !== null
				? fromTo(listMargin && format.percent(listMargin), format.percent(margin))
				: isCostShown
					? words.notKnown
					: words.notShown,
		],
		[words.floor, floor && span(floor)],
		[words.target, target && span(target)],
		[words.paymentDays, paymentDays === null ? null : words.days(paymentDays, format.count(paymentDays))],
	];
	const isRange = [floor, target].some((each) => each !== null && Number(each.from) !== Number(each.to));
	return (
		<div className="grid gap-1">
			<dl aria-label={words.stakes} className="m-0 flex flex-wrap gap-x-6 gap-y-2 text-sm">
				{facts.map(([name, value]) =>
					value === null ? null : (
						<div key={name}>
							<dt className="text-xs text-ink-3">{name}</dt>
							<dd className="m-0 font-semibold tabular-nums">{value}</dd>
						</div>
					),
				)}
			</dl>
			<p className="m-0 text-xs text-ink-3">
				{[list !== null && words.beforeHint, isRange && words.rangeHint].filter(Boolean).join(' ')}
			</p>
		</div>
	);
}
