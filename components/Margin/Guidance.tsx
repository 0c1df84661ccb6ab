import { Copy as CopyIcon } from 'lucide-react';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as guidanceTexts } from '../../assets/texts/guidance.ts';
import type { LineView, MarginView } from '../../core/model/view.ts';
import { selectIsAtDiscount, selectLargest } from '../../stores/deal/view.ts';
import { useCopy } from '../ui/Copy/useCopy.ts';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { shortcuts } from '../ui/Shortcut/shortcut.ts';
import { ApplyButton, ApplyOutcome, useCanApply } from './Apply.tsx';

interface GuidanceProps {
	readonly margin: MarginView;
	/** The line being worked on; null for the whole deal. */
	readonly line: LineView | null;
	readonly isPrimary: boolean;
}

/** The largest discount that may be said, and where it stands. */
function useLargest({ margin, line }: Pick<GuidanceProps, 'margin' | 'line'>) {
	const { line: of, target, floor } = selectLargest(margin, line);
	const best = target ?? floor;
	return { of, target, floor, best, isReached: best !== null && selectIsAtDiscount(margin, of, best) };
}

/** Writes or copies the largest discount that keeps the target, else the floor; nothing where it stands there already. */
export function GuidanceButtons({
	margin,
	line,
	isPrimary,
	size = 'normal',
}: GuidanceProps & { readonly size?: 'normal' | 'small' }) {
	const { margin: words } = useTexts(dealTexts);
	const format = useFormat();
	const copy = useCopy();
	const { of, best, isReached } = useLargest({ margin, line });
	const lineId = of?.id;
	const isApplicable = useCanApply(lineId);
	if (best === null || isReached) return null;
	const number = format.percentNumber(best);
	const label = words.copy(format.percent(best));
	const copied = () => copy(number, words.copied(number));
	if (!isApplicable)
		return (
			<GuardedButton look={isPrimary ? 'primary' : 'plain'} size={size} onPress={copied}>
				{label}
			</GuardedButton>
		);
	// The copy is a picture, and never stands in a row of its own.
	return (
		<span className="inline-flex gap-1">
			<ApplyButton
				key={lineId}
				lineId={lineId}
				discount={best}
				isPrimary={isPrimary}
				size={size}
				keys={shortcuts.apply}
			/>
			<GuardedButton size={size} className="px-1!" aria-label={label} title={label} onPress={copied}>
				<CopyIcon aria-hidden="true" size={14} strokeWidth={1.75} />
			</GuardedButton>
		</span>
	);
}

/** What that discount keeps, how far the floor would let one go, and how writing it went. */
export function GuidanceNote({ margin, line }: Pick<GuidanceProps, 'margin' | 'line'>) {
	const { margin: words } = useTexts(dealTexts);
	const guidance = useTexts(guidanceTexts);
	const format = useFormat();
	const { of, target, floor, best, isReached } = useLargest({ margin, line });
	const where = of ? words.quoted(of.name) : words.wholeDeal;
	const isKnown = margin.limits !== null && margin.after.margin !== null && margin.after.list !== null;
	if (best === null) {
		const isMissed = isKnown && margin.status === 'exact';
		return (
			<>
				{isMissed && <p className="m-0 text-sm text-ink-2">{words.largestNone}</p>}
				<ApplyOutcome lines={margin.lines} />
			</>
		);
	}
	return (
		<>
			<p className="m-0 text-xs wrap-anywhere text-ink-3">
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
			<ApplyOutcome lines={margin.lines} />
		</>
	);
}

/** The largest discount that keeps the target, else the floor, for the line being edited or for the whole deal. */
export function Guidance(props: GuidanceProps) {
	return (
		<div className="grid gap-1.5">
			<div className="flex flex-wrap gap-2 empty:hidden">
				<GuidanceButtons {...props} />
			</div>
			<GuidanceNote {...props} />
		</div>
	);
}
