import { de, en } from '../../assets/texts/deal.ts';
import type { MarginFigures, MarginState, MarginView } from '../../core/model/view.ts';
import { Region } from '../Sidebar/Region.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { type MarkTone, StateMark } from '../ui/StateMark/StateMark.tsx';
import { Bar } from './Bar.tsx';
import { Guidance } from './Guidance.tsx';
import { Lines } from './Lines.tsx';
import { Reason } from './Reason.tsx';
import { WhatIf } from './WhatIf.tsx';

export interface MarginProps {
	readonly margin: MarginView;
	readonly tried: MarginView | null;
	/** The line whose editor is open on the page. */
	readonly activeLineId: string | null;
	readonly reason: { readonly text: string; readonly at: string; readonly by: string } | null;
	readonly onTry: (lineId: string | null, discount: string) => void;
	readonly onReset: () => void;
	readonly onReason: (text: string) => void;
}

export const toneOf: Readonly<Record<MarginState, MarkTone>> = {
	'on-target': 'ok',
	'under-target': 'warn',
	'under-floor': 'bad',
	'no-limit': 'quiet',
	unknown: 'unknown',
};

export function Margin(props: MarginProps) {
	const { margin, tried, activeLineId, reason, onTry, onReset, onReason } = props;
	const { margin: words, regions } = useTexts({ en, de });
	const format = useFormat();
	const { before, after, isEdited, currency, coverage, warning } = margin;
	const unknown = margin.lines.filter((line) => line.unknown !== null && line.after !== null);
	const points = warning && format.points(warning.by).text;
	return (
		<Region name={regions.margin} aside={isEdited && <span className="text-xs text-ink-3">{words.unsaved}</span>}>
			<div className="flex items-baseline gap-2">
				{isEdited && before.margin !== null && before.margin !== after.margin && (
					<s className="text-sm text-ink-3 tabular-nums">
						<span className="sr-only">{words.before} </span>
						{format.percent(before.margin)}
					</s>
				)}
				<output
					aria-label={regions.margin}
					aria-live="off"
					title={after.margin === null ? undefined : format.exactPercent(after.margin)}
					className="text-figure font-semibold tabular-nums"
				>
					{after.margin === null ? '—' : format.percent(after.margin)}
				</output>
				<span className="ml-auto">
					<StateMark tone={toneOf[after.state]}>{words.states[after.state]}</StateMark>
				</span>
			</div>
			<Bar figures={after} before={isEdited ? before : null} limits={margin.limits} />
			<dl className="m-0 mt-2 grid grid-cols-2 gap-x-4 gap-y-1 text-sm">
				<Figure
					name={words.amount}
					before={isEdited ? before.amount : null}
					now={after.amount}
					write={(value) => format.money(value, currency)}
					exact={(value) => format.exactMoney(value, currency)}
				/>
				<Figure
					name={words.discount}
					before={isEdited ? before.discount : null}
					now={after.discount}
					write={format.percent}
					exact={format.exactPercent}
				/>
			</dl>
			{margin.gap && <p className="mt-2 mb-0 text-sm text-ink-2">{words.gaps[margin.gap]}</p>}
			{margin.basis === 'deal-amount' && !margin.gap && (
				<p className="mt-1 mb-0 text-xs text-ink-3">{words.opportunity}</p>
			)}
			{unknown.length > 0 && (
				<p className="mt-2 mb-0 text-sm">
					<span className="text-ink-2">{words.unknownLines}: </span>
					<output aria-label={words.unknownLines} aria-live="off" className="font-semibold">
						{format.count(unknown.length)}
					</output>
					<span className="block text-xs text-ink-3">
						{words.left(format.list(unknown.map((line) => line.name)))}
						{coverage.revenueShare !== null &&
							` ${words.coverage(coverage.knownLines, coverage.allLines, format.percent(coverage.revenueShare))}`}
					</span>
				</p>
			)}
			{warning && points && (
				<p
					role="note"
					className={`mt-2 mb-0 text-sm font-semibold ${warning.state === 'under-floor' ? 'text-bad' : 'text-warn'}`}
				>
					<span aria-hidden="true">{warning.state === 'under-floor' ? '■' : '▲'} </span>
					{warning.state === 'under-floor' ? words.under.floor(points) : words.under.target(points)}
				</p>
			)}
			<Given margin={margin} />
			{margin.halfTyped.length > 0 && (
				<p className="mt-1 mb-0 text-sm text-ink-2">{words.halfTyped(format.list(margin.halfTyped))}</p>
			)}
			{margin.oddities.map(({ lineName, oddity }) => (
				<p key={lineName + oddity} className="mt-1 mb-0 text-sm text-warn">
					{words.oddities[oddity](lineName)}
				</p>
			))}
			{warning?.level === 'reason' && <Reason reason={reason} onReason={onReason} />}
			<Guidance margin={margin} activeLineId={activeLineId} />
			<WhatIf margin={margin} tried={tried} activeLineId={activeLineId} onTry={onTry} onReset={onReset} />
			<Lines margin={margin} />
		</Region>
	);
}

interface FigureProps {
	readonly name: string;
	readonly before: string | null;
	readonly now: string | null;
	readonly write: (value: string) => string;
	readonly exact: (value: string) => string;
}

function Figure({ name, before, now, write, exact }: FigureProps) {
	const { margin: words } = useTexts({ en, de });
	return (
		<div>
			<dt className="text-xs text-ink-3">{name}</dt>
			<dd className="m-0 flex flex-wrap items-baseline gap-x-1.5 tabular-nums">
				<output aria-label={name} aria-live="off" title={now === null ? undefined : exact(now)}>
					{now === null ? '—' : write(now)}
				</output>
				{before !== null && before !== now && (
					<s className="text-xs text-ink-3">
						<span className="sr-only">{words.before} </span>
						{write(before)}
					</s>
				)}
			</dd>
		</div>
	);
}

/** What the edit gives up needs no cost, so it is always known. */
function Given({ margin }: { readonly margin: MarginView }) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	const given = margin.givenUp;
	if (given === null || Number(given) === 0) return null;
	const isGain = given.startsWith('-');
	const amount = format.money(isGain ? given.slice(1) : given, margin.currency);
	return <p className="mt-1 mb-0 text-sm">{isGain ? words.gains(amount) : words.givenUp(amount)}</p>;
}

/** One line that says the settled figure to a screen reader. */
export function spoken(
	figures: MarginFigures,
	states: Readonly<Record<MarginState, string>>,
	percent: (value: string) => string,
): string {
	return figures.margin === null ? states.unknown : `${percent(figures.margin)}, ${states[figures.state]}`;
}
