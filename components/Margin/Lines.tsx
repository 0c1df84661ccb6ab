import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as guidanceTexts } from '../../assets/texts/guidance.ts';
import type { LineView, MarginFigures, MarginView } from '../../core/model/view.ts';
import { selectAreLinesShown, selectByDamage, selectIsStateHidden, selectLineFigures } from '../../stores/deal/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { shapeOf } from '../ui/StateMark/StateMark.tsx';
import { Before } from './Figure.tsx';
import { Fold } from './Fold.tsx';
import { Guide, LineNotes, RuleWhy } from './LineNotes.tsx';
import { TryLine, type TryLineProps } from './TryLine.tsx';
import { inkOf, toneOf } from './tone.ts';
import { useFloorText } from './useFloorText.ts';

interface LinesProps extends Omit<TryLineProps, 'line'> {
	readonly margin: MarginView;
}

/** Every line, the one that gives up most first. */
export function Lines({ margin, ...trial }: LinesProps) {
	const { margin: words } = useTexts(dealTexts);
	const format = useFormat();
	if (!selectAreLinesShown(margin)) return null;
	return (
		<Fold title={words.lines} note={format.count(margin.lines.filter(({ after }) => after !== null).length)}>
			<ul className="m-0 list-none p-0">
				{selectByDamage(margin).map((line) => (
					<Line
						key={line.id}
						line={line}
						after={selectLineFigures(margin, line)}
						currency={margin.currency}
						isStateHidden={selectIsStateHidden(
							margin,
							(selectLineFigures(margin, line) ?? line.before)?.state ?? 'unknown',
							line,
						)}
						trial={trial}
					/>
				))}
			</ul>
			<LineNotes margin={margin} />
		</Fold>
	);
}

interface LineProps {
	readonly line: LineView;
	/** Null when the edit removes the line. */
	readonly after: MarginFigures | null;
	readonly currency: string | null;
	readonly isStateHidden: boolean;
	readonly trial: Omit<TryLineProps, 'line'>;
}

function Line({ line, after, currency, isStateHidden, trial }: LineProps) {
	const { margin: words } = useTexts(dealTexts);
	const guidance = useTexts(guidanceTexts);
	const format = useFormat();
	const floorText = useFloorText();
	const { before, limits, floorBand, rule, unknown, quantity, isEdited, part, everyMonths, givenOffList } = line;
	const shown = after ?? before;
	const state = shown?.state ?? 'unknown';
	const floorAndTarget =
		limits && words.floorAndTarget(floorText(limits.floor, floorBand ?? null), format.shortPercent(limits.target));
	return (
		<li className={`border-t border-line py-1.5 text-sm first:border-0 ${after === null ? 'opacity-70' : ''}`}>
			<div className="flex items-baseline gap-2">
				<span className={`min-w-0 flex-1 wrap-anywhere ${after === null ? 'line-through' : ''}`}>{line.name}</span>
				{isEdited && after && (
					<Before
						value={before?.margin ?? null}
						now={after.margin}
						write={format.percent}
						exact={format.exactPercent}
						size="text-xs"
					/>
				)}
				<span className="tabular-nums" title={shown?.margin ? format.exactPercent(shown.margin) : undefined}>
					{shown?.margin ? format.percent(shown.margin) : shown?.amount ? '' : words.unknown}
				</span>
				{isStateHidden ? null : (
					<span className={`w-3 text-center text-xs ${inkOf[state]}`} title={words.states[state]}>
						<span aria-hidden="true">{shapeOf(toneOf[state])}</span>
						<span className="sr-only">{words.states[state]}</span>
					</span>
				)}
			</div>
			<div className="flex justify-between gap-3 text-xs text-ink-3 tabular-nums">
				<span className="min-w-0 wrap-anywhere">
					{[
						quantity && `× ${format.number(quantity)}`,
						shown?.discount && /[1-9]/.test(shown.discount) && words.off(format.percent(shown.discount)),
						givenOffList && /[1-9]/.test(givenOffList) && guidance.givenOff(format.money(givenOffList, currency)),
						everyMonths !== null && guidance.recurs(everyMonths),
						line.was !== null && words.was(words.quoted(line.was)),
						part === 'optional' && guidance.optional,
						part === 'reduction' && guidance.reduction,
						part === 'bundle' && guidance.bundle,
						part === 'part' && guidance.partOf,
						after === null && words.removed,
					]
						.filter(Boolean)
						.join(' · ')}
				</span>
				<span
					className="pr-5 whitespace-nowrap"
					title={shown?.amount ? format.centMoney(shown.amount, currency) : undefined}
				>
					{shown?.amount ? format.money(shown.amount, currency) : ''}
				</span>
			</div>
			{(unknown || floorAndTarget) && (
				<div className={`text-xs wrap-anywhere ${unknown ? 'text-ink-2' : 'text-ink-3'}`}>
					{unknown
						? `◇ ${words.leftOutBecause(words.reasons[unknown])}`
						: floorAndTarget && (rule?.name ? words.forFamily(floorAndTarget, rule.name) : floorAndTarget)}
				</div>
			)}
			<Guide line={line} currency={currency} />
			<RuleWhy rule={rule} />
			{after !== null && part !== 'part' && part !== 'reduction' && <TryLine line={line} {...trial} />}
		</li>
	);
}
