import type { ReactNode } from 'react';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as guidanceTexts } from '../../assets/texts/guidance.ts';
import type { GivenReason } from '../../core/model/deal.ts';
import type { ReasonCode } from '../../core/model/playbook.ts';
import type { MarginFigures, MarginView } from '../../core/model/view.ts';
import type { WhatIf as Trial } from '../../stores/deal/store.ts';
import {
	type ShownMargin,
	selectActiveLine,
	selectFigures,
	selectIsStateHidden,
	selectStatus,
} from '../../stores/deal/view.ts';
import { Region } from '../Sidebar/Region.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { StateMark } from '../ui/StateMark/StateMark.tsx';
import { useIsApplying } from './Apply.tsx';
import type { ApprovalProps } from './Approval.tsx';
import { Bar } from './Bar.tsx';
import { BuyerSafeSwitch } from './BuyerSafe.tsx';
import { Computed } from './Computed.tsx';
import { Decision } from './Decision.tsx';
import { Before, Figure } from './Figure.tsx';
import { Fold } from './Fold.tsx';
import { Lines } from './Lines.tsx';
import { Payoff } from './Payoff.tsx';
import { Reason } from './Reason.tsx';
import { Sentences } from './Sentences.tsx';
import { Trades } from './Trades.tsx';
import { toneOf } from './tone.ts';
import { useStateWords } from './useStateWords.ts';
import { Waterfall } from './Waterfall.tsx';
import { WhatIf } from './WhatIf.tsx';

export interface MarginProps extends Pick<ApprovalProps, 'requestText' | 'onAsk' | 'onAnswer' | 'onWithdraw'> {
	readonly shown: ShownMargin;
	readonly whatIf: Trial | null;
	readonly reason: GivenReason | null;
	readonly reasonCodes: readonly ReasonCode[];
	readonly onTry: (lineId: string | null, discount: string) => void;
	readonly onReset: () => void;
	readonly onReason: (code: string | null, text: string) => Promise<boolean>;
	readonly onBuyerSafe: (isOn: boolean) => void;
	/** Goes to where costs are kept; null for a viewer who leaves that to somebody else. */
	readonly onCosts: (() => void) | null;
	/** The piece that defends the price while a discount is typed; null while none is. */
	readonly proof: ReactNode;
}

export function Margin(props: MarginProps) {
	const { shown, whatIf, reason, reasonCodes, onTry, onReset, onReason, onBuyerSafe } = props;
	const { margin: words, regions } = useTexts(dealTexts);
	const guidance = useTexts(guidanceTexts);
	const { margin, tried, draft } = shown;
	const { before, isEdited, warning, limits, floorBand } = margin;
	const after = selectFigures(margin);
	const line = selectActiveLine(margin, draft.activeLineId);
	const isWritten = useIsApplying();
	const isWorthSaying = margin.gap === null && (isEdited || warning !== null || isWritten);
	const isReasonAsked = warning?.level === 'reason' || warning?.level === 'approval';
	const status = selectStatus(margin);
	// Beside a guess, or the margin of a part, floor and target would judge it.
	const isJudged = status === 'exact' || (status === 'partial' && after.state !== 'unknown') || after.margin === null;
	const drawn = after.margin ?? (isEdited && margin.gap === null ? before.margin : null);
	return (
		<Region
			name={regions.margin}
			marks={{
				state: after.state,
				gap: margin.gap,
				known: `${margin.coverage.knownLines}/${margin.coverage.allLines}`,
				half: margin.halfTyped.length > 0 ? 'typed' : null,
				figures: status,
				partial: after.isPartial ? 'cost' : null,
				guess: status === 'guess' ? 'price' : null,
				refused: margin.refused.length > 0 ? 'value' : margin.oddities.some(isRefusedToMost) ? 'price' : null,
				disagrees: margin.pageDisagrees?.what ?? null,
			}}
			aside={
				<span className="inline-flex items-center gap-2.5">
					{isEdited && <span>{words.unsaved}</span>}
					<BuyerSafeSwitch isOn={false} onChange={onBuyerSafe} />
				</span>
			}
		>
			<Heading margin={margin} after={after} />
			{limits && drawn !== null && isJudged && (
				<Bar margin={after.margin} before={isEdited ? before.margin : null} limits={limits} floorBand={floorBand} />
			)}
			<Sentences margin={margin} facts={shown.facts} onCosts={props.onCosts} />
			{isReasonAsked && <Reason reason={reason} codes={reasonCodes} onReason={onReason} />}
			<Decision
				margin={margin}
				seek={shown.seek}
				line={line}
				requestText={props.requestText}
				onAsk={props.onAsk}
				onAnswer={props.onAnswer}
				onWithdraw={props.onWithdraw}
			/>
			<div className="mt-3 -mb-3.5">
				<Trades margin={margin} />
				{props.proof}
				<Payoff margin={margin} />
				<Fold title={guidance.more}>
					<WhatIf
						margin={margin}
						tried={tried}
						whatIf={whatIf}
						line={line}
						isLargestSaid={isWorthSaying}
						onTry={onTry}
						onReset={onReset}
					/>
					<Waterfall waterfall={margin.waterfall} currency={margin.currency} />
					<Lines margin={margin} tried={tried} whatIf={whatIf} onTry={onTry} onReset={onReset} />
					<Computed shown={shown} line={line} />
				</Fold>
			</div>
		</Region>
	);
}

/** True for a price that the CRM takes of some users alone. */
function isRefusedToMost({ oddity }: MarginView['oddities'][number]): boolean {
	return oddity === 'below-least';
}

interface HeadingProps {
	readonly margin: MarginView;
	readonly after: MarginFigures;
}

/** The one number, the state in words, the amount, the price and the discount; on a clean deal all of it in one row. */
function Heading({ margin, after }: HeadingProps) {
	const { margin: words, regions } = useTexts(dealTexts);
	const guidance = useTexts(guidanceTexts);
	const format = useFormat();
	const { before, isEdited, currency } = margin;
	const stateWords = useStateWords(margin);
	const status = selectStatus(margin);
	const percents = { write: format.percent, exact: format.exactPercent };
	const moneys = {
		write: (value: string) => format.money(value, currency),
		exact: (value: string) => format.centMoney(value, currency),
	};
	const size = 'text-figure';
	const band = after.band && guidance.band(format.percentNumber(after.band.from), format.shortPercent(after.band.to));
	// Where nothing is brought in the money says what a percent cannot.
	const isMoneyAlone = after.margin === null && !band && after.amount !== null;
	const amount = (className: string) => (
		<Figure name={words.amount} figure="amount" value={after.amount} {...moneys} className={className} />
	);
	return (
		<>
			<div className="flex flex-wrap items-end justify-between gap-x-3">
				<div className="flex min-h-[33px] items-baseline gap-2">
					{isMoneyAlone && amount(`${size} font-semibold tracking-tight tabular-nums`)}
					{band ? (
						<output aria-label={regions.margin} aria-live="off" className="text-xl font-semibold tabular-nums">
							{band}
						</output>
					) : (
						<Figure
							name={regions.margin}
							figure="margin"
							value={after.margin}
							{...percents}
							none={isMoneyAlone ? words.noPercent : null}
							className={
								isMoneyAlone
									? 'sr-only'
									: after.margin === null
										? 'text-xl font-semibold text-ink-3'
										: `${size} font-semibold tracking-tight tabular-nums`
							}
						/>
					)}
					{isEdited && <Before value={before.margin} now={after.margin} {...percents} size="text-[15px]" />}
				</div>
				<div className="ml-auto text-right text-xs text-ink-3 tabular-nums">
					{!isMoneyAlone && (
						<span className={after.amount === null && before.amount === null ? 'sr-only' : ''}>
							{isEdited && (
								<>
									<Before value={before.amount} now={after.amount} {...moneys} size="text-xs" />{' '}
								</>
							)}
							{amount('text-sm font-semibold text-ink-2')}
						</span>
					)}
					<Price margin={margin} after={after} />
				</div>
			</div>
			<div className="mt-1.5 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
				{selectIsStateHidden(margin, after.state) && status === 'exact' ? (
					<span />
				) : (
					<StateMark tone={toneOf[after.state]}>{stateWords}</StateMark>
				)}
				<span className="inline-flex items-baseline gap-1.5 text-xs text-ink-3 tabular-nums">
					{after.discount === null && words.discount}
					{isEdited && <Before value={before.discount} now={after.discount} {...percents} size="text-xs" />}
					<Figure
						name={words.discount}
						figure="discount"
						value={after.discount}
						{...percents}
						className="font-semibold text-ink"
					/>
					{after.discount !== null && words.discountWord}
				</span>
			</div>
		</>
	);
}

/** The price that is offered, which the margin is of; both where the margin is of a part of it. */
function Price({ margin, after }: HeadingProps) {
	const { margin: words } = useTexts(dealTexts);
	const format = useFormat();
	const { before, isEdited, currency } = margin;
	const money = (value: string) => format.money(value, currency);
	const cents = (value: string) => format.centMoney(value, currency);
	const { revenue, knownRevenue, isPartial } = after;
	const isOf = knownRevenue !== null && !isPartial;
	const isOwnAmount = margin.gap === 'no-lines' || margin.gap === 'lines-unreadable';
	return (
		<span className="block">
			{isPartial && knownRevenue !== null && (
				<span className="block" title={cents(knownRevenue)}>
					{words.of} {money(knownRevenue)}
				</span>
			)}
			<span className={revenue === null && before.revenue === null ? 'sr-only' : ''}>
				{isOf ? words.of : isOwnAmount ? words.ownAmount : words.revenue}{' '}
				{isEdited && (
					<>
						<Before value={before.revenue} now={revenue} write={money} exact={cents} size="text-xs" />{' '}
					</>
				)}
				<Figure name={words.revenue} figure="revenue" value={revenue} write={money} exact={cents} />
			</span>
		</span>
	);
}
