import { de, en } from '../../assets/texts/deal.ts';
import type { WhatIf as Trial } from '../../stores/deal-store.ts';
import { type ShownMargin, selectActiveLine, selectFigures } from '../../stores/deal-view.ts';
import { Region } from '../Sidebar/Region.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { StateMark } from '../ui/StateMark/StateMark.tsx';
import { Bar } from './Bar.tsx';
import { BuyerSafeSwitch } from './BuyerSafe.tsx';
import { Computed } from './Computed.tsx';
import { Before, Figure } from './Figure.tsx';
import { Guidance } from './Guidance.tsx';
import { Lines } from './Lines.tsx';
import { Payoff } from './Payoff.tsx';
import { Reason } from './Reason.tsx';
import { Sentences } from './Sentences.tsx';
import { toneOf } from './tone.ts';
import { useStateWords } from './useStateWords.ts';
import { WhatIf } from './WhatIf.tsx';

export interface MarginProps {
	readonly shown: ShownMargin;
	readonly whatIf: Trial | null;
	readonly reason: { readonly text: string; readonly at: string; readonly by: string } | null;
	readonly onTry: (lineId: string | null, discount: string) => void;
	readonly onReset: () => void;
	readonly onReason: (text: string) => Promise<boolean>;
	readonly onBuyerSafe: (isOn: boolean) => void;
}

export function Margin({ shown, whatIf, reason, onTry, onReset, onReason, onBuyerSafe }: MarginProps) {
	const { margin: words, regions } = useTexts({ en, de });
	const format = useFormat();
	const { margin, tried, draft } = shown;
	const { before, isEdited, currency, warning, limits } = margin;
	const after = selectFigures(margin);
	const line = selectActiveLine(margin, draft.activeLineId);
	const money = (value: string) => format.money(value, currency);
	const exactMoney = (value: string) => format.exactMoney(value, currency);
	const percents = { write: format.percent, exact: format.exactPercent };
	const moneys = { write: money, exact: exactMoney };
	const isWorthSaying = margin.gap === null && (isEdited || warning !== null);
	const drawn = after.margin ?? (isEdited && margin.gap === null ? before.margin : null);
	return (
		<Region name={regions.margin} aside={isEdited && words.unsaved}>
			<div className="flex flex-wrap items-end justify-between gap-x-3">
				<div className="flex min-h-[33px] items-baseline gap-2">
					<Figure
						name={regions.margin}
						value={after.margin}
						{...percents}
						className={
							after.margin === null
								? 'text-xl font-semibold text-ink-3'
								: 'text-figure font-semibold tracking-tight tabular-nums'
						}
					/>
					{isEdited && <Before value={before.margin} now={after.margin} {...percents} size="text-[15px]" />}
				</div>
				<div
					className={
						after.amount === null && before.amount === null
							? 'sr-only'
							: 'ml-auto text-right text-sm text-ink-2 tabular-nums'
					}
				>
					<Figure name={words.amount} value={after.amount} {...moneys} className="font-semibold text-ink-2" />
					<div className="text-xs text-ink-3">
						{isEdited && before.amount !== null && before.amount !== after.amount ? (
							<Before value={before.amount} now={after.amount} {...moneys} size="text-xs" />
						) : (
							after.knownRevenue !== null && words.of(money(after.knownRevenue))
						)}
					</div>
				</div>
			</div>
			<div className="mt-1.5 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
				<StateMark tone={toneOf[after.state]}>{useStateWords(margin)}</StateMark>
				<span className="inline-flex items-baseline gap-1.5 text-xs text-ink-3 tabular-nums">
					{after.discount === null && words.discount}
					{isEdited && <Before value={before.discount} now={after.discount} {...percents} size="text-xs" />}
					<Figure name={words.discount} value={after.discount} {...percents} className="font-semibold text-ink" />
					{after.discount !== null && words.discountWord}
				</span>
			</div>
			{limits && drawn !== null && (
				<Bar margin={after.margin} before={isEdited ? before.margin : null} limits={limits} />
			)}
			<Sentences margin={margin} />
			<Payoff margin={margin} />
			{warning?.level === 'reason' && <Reason reason={reason} onReason={onReason} />}
			{isWorthSaying && <Guidance margin={margin} line={line} isPrimary />}
			<div className="mt-3 -mb-2">
				<WhatIf
					margin={margin}
					tried={tried}
					whatIf={whatIf}
					line={line}
					isLargestSaid={isWorthSaying}
					onTry={onTry}
					onReset={onReset}
				/>
				<Lines margin={margin} />
				<Computed shown={shown} line={line} />
				<BuyerSafeSwitch isOn={false} onChange={onBuyerSafe} />
			</div>
		</Region>
	);
}
