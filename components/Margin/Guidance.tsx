import { de, en } from '../../assets/texts/deal.ts';
import type { MarginView } from '../../core/model/view.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useCopy } from '../ui/Copy/useCopy.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface GuidanceProps {
	readonly margin: MarginView;
	readonly activeLineId: string | null;
}

/** The largest discount that keeps the target, else the floor, for the line being edited or for the whole deal. */
export function Guidance({ margin, activeLineId }: GuidanceProps) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	const copy = useCopy();
	const line = margin.lines.find(({ id }) => id === activeLineId) ?? null;
	const subject = line ?? margin;
	const where = line?.name ?? words.wholeDeal;
	// A quiet deal needs no advice.
	if (!margin.isEdited && margin.after.state !== 'under-floor' && margin.after.state !== 'under-target') return null;
	const best = subject.largestForTarget ?? subject.largestForFloor;
	if (best === null)
		return margin.limits && margin.gap === null ? (
			<p className="mt-2 mb-0 text-sm text-ink-2">{words.largestNone}</p>
		) : null;
	const percent = format.percent(best);
	return (
		<div className="mt-2 grid gap-1.5 text-sm">
			<p className="m-0">
				{subject.largestForTarget === null ? words.largestFloor(percent, where) : words.largestTarget(percent, where)}
			</p>
			<div>
				<Button look="primary" size="small" onClick={() => copy(format.percentNumber(best), words.copied)}>
					{words.copy(percent)}
				</Button>
			</div>
		</div>
	);
}
