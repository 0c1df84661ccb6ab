import { texts } from '../../assets/texts/deal.ts';
import type { Band, ShownLimits } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { useFloorText } from './useFloorText.ts';

interface BarProps {
	/** A fraction; null while only the one before is known. */
	readonly margin: string | null;
	/** Null when nothing is edited. */
	readonly before: string | null;
	readonly limits: ShownLimits;
	/** What the floor is said to be within, for viewers who may not see the exact figure. */
	readonly floorBand: Band | null;
}

/** Floor and target are always at the same places, so that only the marks move while one types. */
const floorPercent = 40;
const targetPercent = 60;

/** The narrowest span between the limits the bar is drawn for, so that equal limits still give a scale. */
const leastSpan = 0.02;

/** Percent of the bar's length, kept inside its ends. */
function place(fraction: number, floor: number, target: number): number {
	const span = Math.max(leastSpan, target - floor);
	const at = floorPercent + ((fraction - floor) / span) * (targetPercent - floorPercent);
	return Math.min(98, Math.max(2, at));
}

export function Bar({ margin, before, limits, floorBand }: BarProps) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	// Below the band's lower end a price is surely under the floor; within the band the edge is blurred.
	const [floor, target] = [Number(limits.floor ?? floorBand?.from), Number(limits.target)];
	const blur = floorBand ? Math.max(0, place(Number(floorBand.to), floor, target) - floorPercent) : 0;
	const floorWords = useFloorText()(limits.floor, floorBand);
	const targetAt = target > floor ? targetPercent : floorPercent;
	const tick = 'forced-color-adjust-none absolute top-0 h-4 w-0.5 -translate-x-1/2 bg-ink-3';
	const label = 'absolute top-[18px] text-[11px] leading-4 whitespace-nowrap text-ink-3';
	const mark = 'forced-color-adjust-none absolute top-2 size-3 -translate-x-1/2 -translate-y-1/2 rounded-full';
	return (
		<div
			role="img"
			aria-label={words.bar(
				margin === null ? words.unknown : format.percent(margin),
				floorWords,
				format.shortPercent(limits.target),
			)}
			className="relative mt-2.5 h-[34px]"
		>
			<div className="drawn absolute inset-x-0 top-1 flex h-2 overflow-hidden rounded-full">
				<div className="bg-bad-soft" style={{ width: `${floorPercent}%` }} />
				<div
					className="h-full bg-linear-to-r from-bad-soft to-warn-soft"
					style={{ width: `${Math.min(blur, targetAt - floorPercent)}%` }}
				/>
				<div className="bg-warn-soft" style={{ width: `${Math.max(0, targetAt - floorPercent - blur)}%` }} />
				<div className="flex-1 bg-ok-soft" />
			</div>
			<span className={tick} style={{ left: `${floorPercent}%` }} />
			<span className={tick} style={{ left: `${targetAt}%` }} />
			<span className={`${label} -translate-x-full pl-1`} style={{ left: `calc(${floorPercent}% + 4px)` }}>
				{words.floorTick(floorWords)}
			</span>
			<span className={label} style={{ left: `calc(${targetAt}% - 4px)` }}>
				{words.targetTick(format.shortPercent(limits.target))}
			</span>
			{before !== null && (
				<span
					className={`${mark} border-2 border-ink-3 bg-page`}
					style={{ left: `${place(Number(before), floor, target)}%` }}
				/>
			)}
			{margin !== null && (
				<span
					className={`${mark} bg-ink shadow-[0_0_0_2px_var(--ds-page)]`}
					style={{ left: `${place(Number(margin), floor, target)}%` }}
				/>
			)}
		</div>
	);
}
