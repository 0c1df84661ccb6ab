import { texts } from '../../../assets/texts/reps-view.ts';
import type { CostVisibility } from '../../../core/model/playbook.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';

interface SampleProps {
	readonly level: CostVisibility;
	/** Who looks: "rep". */
	readonly role: string;
}

/** The same deal for every role: sold for 36,080 at 29.9 %, a target of 30 %. */
const deal = {
	margin: '0.2993',
	whole: '0.29',
	money: '10800',
	cost: '25280',
	under: '0.001',
	low: '0.24',
	high: '0.31',
};

/** What the margin of a sidebar looks like at one level. */
export function Sample({ level, role }: SampleProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const figure = {
		exact: format.percent(deal.margin),
		margin: format.shortPercent(deal.whole),
		band: `${format.percentNumber(deal.low)}–${format.shortPercent(deal.high)}`,
		light: null,
	}[level];
	return (
		<figure aria-label={words.sample(role)} className="m-0 min-w-0">
			<div className="grid max-w-72 gap-1 rounded-lg border border-line bg-page px-3 py-2">
				<p className="m-0 text-xs font-semibold text-ink-3">{words.sampleMargin}</p>
				{figure === null ? null : (
					<p className="m-0 flex flex-wrap items-baseline justify-between gap-x-3">
						<b className="text-xl font-semibold tabular-nums">{figure}</b>
						{level === 'exact' ? (
							<span className="text-xs text-ink-2 tabular-nums">{format.money(deal.money, 'EUR')}</span>
						) : null}
					</p>
				)}
				<p className="m-0 w-fit rounded-full bg-warn-soft px-2 py-0.5 text-xs font-semibold text-warn">
					{level === 'exact' ? words.sampleExactState(format.points(deal.under).text) : words.sampleState}
				</p>
				{level === 'exact' ? (
					<p className="m-0 flex justify-between text-xs text-ink-2">
						<span>{words.sampleCost}</span>
						<span className="tabular-nums">{format.money(deal.cost, 'EUR')}</span>
					</p>
				) : null}
			</div>
		</figure>
	);
}
