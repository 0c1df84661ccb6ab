import { de, en } from '../../assets/texts/deal.ts';
import type { MarginLimits } from '../../core/model/playbook.ts';
import type { MarginFigures } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface BarProps {
	readonly figures: MarginFigures;
	readonly before: MarginFigures | null;
	readonly limits: MarginLimits | null;
}

const colours = {
	'on-target': 'bg-ok',
	'under-target': 'bg-warn',
	'under-floor': 'bg-bad',
	'no-limit': 'bg-ink-3',
	unknown: 'bg-ink-3',
};

/** Share of the bar for a fraction; the bar reaches half as far again as the target. */
function place(fraction: string | null, full: number): number {
	return fraction === null ? 0 : Math.max(0, Math.min(100, (Number(fraction) / full) * 100));
}

export function Bar({ figures, before, limits }: BarProps) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	if (figures.margin === null && limits === null) return null;
	const full = Math.max(
		0.1,
		Number(limits?.target ?? 0) * 1.5,
		Number(figures.margin ?? 0),
		Number(before?.margin ?? 0),
	);
	return (
		<div className="mt-1.5">
			<div className="relative h-2.5 rounded-full bg-track" role="img" aria-label={words.bar}>
				<div
					className={`h-full rounded-full ${colours[figures.state]}`}
					style={{ width: `${place(figures.margin, full)}%` }}
				/>
				{limits &&
					[limits.floor, limits.target].map((limit, at) => (
						<span
							key={at === 0 ? 'floor' : 'target'}
							className="absolute -top-1 h-[18px] w-0.5 bg-ink"
							style={{ left: `calc(${place(limit, full)}% - 1px)` }}
						/>
					))}
			</div>
			{limits && (
				<p className="mt-1.5 mb-0 text-xs text-ink-3">
					{words.floorAndTarget(format.shortPercent(limits.floor), format.shortPercent(limits.target))}
				</p>
			)}
		</div>
	);
}
