import type { ReactNode } from 'react';
import { de, en } from '../../assets/texts/deal.ts';
import type { MarginFigures, MarginState, MarginView } from '../../core/model/view.ts';
import type { WhatIf as Trial } from '../../stores/deal-store.ts';
import { selectActiveLine } from '../../stores/deal-view.ts';
import { Region } from '../Sidebar/Region.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { StateMark } from '../ui/StateMark/StateMark.tsx';
import { Bar } from './Bar.tsx';
import { Guidance } from './Guidance.tsx';
import { Lines } from './Lines.tsx';
import { Reason } from './Reason.tsx';
import { Sentences } from './Sentences.tsx';
import { toneOf } from './tone.ts';
import { WhatIf } from './WhatIf.tsx';

export interface MarginProps {
	readonly margin: MarginView;
	readonly tried: MarginView | null;
	readonly whatIf: Trial | null;
	/** The line whose editor is open on the page. */
	readonly activeLineId: string | null;
	readonly reason: { readonly text: string; readonly at: string; readonly by: string } | null;
	readonly onTry: (lineId: string | null, discount: string) => void;
	readonly onReset: () => void;
	readonly onReason: (text: string) => Promise<boolean>;
}

export function Margin(props: MarginProps) {
	const { margin, tried, whatIf, activeLineId, reason, onTry, onReset, onReason } = props;
	const { margin: words, regions } = useTexts({ en, de });
	const format = useFormat();
	const { before, after, isEdited, currency, warning, limits } = margin;
	const line = selectActiveLine(margin, activeLineId);
	const money = (value: string) => format.money(value, currency);
	const exactMoney = (value: string) => format.exactMoney(value, currency);
	const isWorthSaying = margin.gap === null && (isEdited || warning !== null);
	return (
		<Region name={regions.margin} aside={isEdited && words.unsaved}>
			<div className="flex flex-wrap items-end justify-between gap-x-3">
				<div className="flex items-baseline gap-2">
					<output
						aria-label={regions.margin}
						aria-live="off"
						title={after.margin === null ? undefined : format.exactPercent(after.margin)}
						className={
							after.margin === null
								? 'text-xl font-semibold text-ink-3'
								: 'text-figure font-semibold tracking-tight tabular-nums'
						}
					>
						{after.margin === null ? words.unknown : format.percent(after.margin)}
					</output>
					{isEdited && (
						<Before
							value={before.margin}
							now={after.margin}
							write={format.percent}
							exact={format.exactPercent}
							size="text-[15px]"
						/>
					)}
				</div>
				<div className={after.amount === null ? 'sr-only' : 'ml-auto text-right text-sm text-ink-2 tabular-nums'}>
					<Figure name={words.amount} value={after.amount} write={money} exact={exactMoney} />
					<div className="text-xs text-ink-3">
						{isEdited && before.amount !== null && before.amount !== after.amount ? (
							<Before value={before.amount} now={after.amount} write={money} exact={exactMoney} size="text-xs" />
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
					{isEdited && (
						<Before
							value={before.discount}
							now={after.discount}
							write={format.percent}
							exact={format.exactPercent}
							size="text-xs"
						/>
					)}
					<Figure
						name={words.discount}
						value={after.discount}
						write={format.percent}
						exact={format.exactPercent}
						isStrong
					/>
					{after.discount !== null && words.discountWord}
				</span>
			</div>
			{limits && after.margin !== null && (
				<Bar margin={after.margin} before={isEdited ? before.margin : null} limits={limits} />
			)}
			<Sentences margin={margin} />
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
			</div>
		</Region>
	);
}

/** "Under target by 0.1 points" while the manager wants it said, else the bare state. */
function useStateWords({ after, warning }: MarginView): string {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	if (!warning) return words.states[after.state];
	const points = format.points(warning.by);
	const kind = warning.state === 'under-floor' ? 'floor' : 'target';
	return (points.isTiny ? words.underBarely : words.under)[kind](points.text);
}

interface FigureProps {
	readonly name: string;
	readonly value: string | null;
	readonly write: (value: string) => string;
	readonly exact: (value: string) => string;
	readonly isStrong?: boolean;
}

function Figure({ name, value, write, exact, isStrong = false }: FigureProps): ReactNode {
	const { margin: words } = useTexts({ en, de });
	return (
		<output
			aria-label={name}
			aria-live="off"
			title={value === null ? undefined : exact(value)}
			className={isStrong ? 'font-semibold text-ink' : 'font-semibold text-ink-2'}
		>
			{value === null ? words.unknown : write(value)}
		</output>
	);
}

interface BeforeProps {
	readonly value: string | null;
	readonly now: string | null;
	readonly write: (value: string) => string;
	readonly exact: (value: string) => string;
	readonly size: string;
}

/** The value as it is saved, struck through, where the edit changes it. */
export function Before({ value, now, write, exact, size }: BeforeProps): ReactNode {
	const { margin: words } = useTexts({ en, de });
	if (value === null || (now !== null && write(value) === write(now))) return null;
	return (
		<span className={`text-ink-3 tabular-nums ${size}`} title={exact(value)}>
			<span className="sr-only">{words.before} </span>
			<s>{write(value)}</s>
		</span>
	);
}

/** One line that says the settled figure to a screen reader. */
export function spoken(
	figures: MarginFigures,
	states: Readonly<Record<MarginState, string>>,
	percent: (value: string) => string,
): string {
	return figures.margin === null ? states.unknown : `${percent(figures.margin)}, ${states[figures.state]}`;
}
