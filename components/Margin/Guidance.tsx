import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as guidanceTexts } from '../../assets/texts/guidance.ts';
import type { LineView, MarginView } from '../../core/model/view.ts';
import { selectIsAtDiscount, selectLargest } from '../../stores/deal/view.ts';
import { useCopy } from '../ui/Copy/useCopy.ts';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { ApplyButton, ApplyOutcome, useCanApply } from './Apply.tsx';

interface GuidanceProps {
	readonly margin: MarginView;
	/** The line being worked on; null for the whole deal. */
	readonly line: LineView | null;
	readonly isPrimary: boolean;
}

/** The largest discount that keeps the target, else the floor, for the line being edited or for the whole deal. */
export function Guidance({ margin, line, isPrimary }: GuidanceProps) {
	const { margin: words } = useTexts(dealTexts);
	const guidance = useTexts(guidanceTexts);
	const format = useFormat();
	const copy = useCopy();
	const { line: of, target, floor } = selectLargest(margin, line);
	const where = of ? words.quoted(of.name) : words.wholeDeal;
	const best = target ?? floor;
	const lineId = of?.id;
	const isApplicable = useCanApply(lineId);
	const isKnown = margin.limits !== null && margin.after.margin !== null && margin.after.list !== null;
	if (best === null) {
		const isMissed = isKnown && margin.status === 'exact';
		return (
			<>
				{isMissed && <p className="mt-2 mb-0 text-sm text-ink-2">{words.largestNone}</p>}
				<ApplyOutcome lines={margin.lines} />
			</>
		);
	}
	const number = format.percentNumber(best);
	const isReached = selectIsAtDiscount(margin, of, best);
	return (
		<>
			<div className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
				{isApplicable && !isReached && (
					<ApplyButton key={lineId} lineId={lineId} discount={best} isPrimary={isPrimary} />
				)}
				{!isReached && (
					<GuardedButton
						look={isPrimary && !isApplicable ? 'primary' : 'plain'}
						onPress={() => copy(number, words.copied(number))}
					>
						{words.copy(format.percent(best))}
					</GuardedButton>
				)}
				<p className="m-0 min-w-36 flex-1 text-xs wrap-anywhere text-ink-3">
					{isReached && `${guidance.reached(format.percent(best))} `}
					{target === null ? `${words.targetMissed} ${words.largestFloor(where)}` : words.largestTarget(where)}{' '}
					{target !== null && floor !== null && `${guidance.floorUpTo} `}
					{floor !== null && (
						<output
							aria-label={guidance.floorLargest}
							aria-live="off"
							className={target === null ? 'sr-only' : 'font-semibold text-ink-2 tabular-nums'}
						>
							{format.percent(floor)}
						</output>
					)}
					{target !== null && floor !== null && '.'}
				</p>
			</div>
			<ApplyOutcome lines={margin.lines} />
		</>
	);
}
