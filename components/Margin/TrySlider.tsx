import { texts } from '../../assets/texts/deal.ts';
import type { MarginView } from '../../core/model/view.ts';
import { selectIsStateHidden } from '../../stores/deal/view.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Slider } from '../ui/Slider/Slider.tsx';
import { StateMark } from '../ui/StateMark/StateMark.tsx';
import { toneOf } from './tone.ts';

interface TrySliderProps {
	/** What the discount is tried on, in words. */
	readonly where: string;
	/** Fraction of list. */
	readonly discount: string;
	/** Null while nothing is tried yet. */
	readonly tried: MarginView | null;
	readonly onTry: (discount: string) => void;
	readonly onReset: () => void;
}

const stepPercent = 0.5;
const usualLargestPercent = 50;

/** A fraction of list from half percents, exactly. */
function fractionOf(percent: number): string {
	return (Math.round(percent * 10) / 1000).toFixed(3);
}

/** A discount to move by pointer or keys, and the margin there would be. */
export function TrySlider({ where, discount, tried, onTry, onReset }: TrySliderProps) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const percent = Math.round(Math.max(0, Number(discount) * 100) * 10) / 10;
	const off = words.whatIfOff(format.percent(fractionOf(percent)));
	return (
		<div className="grid gap-2">
			<div>
				<div className="flex items-baseline justify-between gap-3 text-xs text-ink-2">
					<span className="min-w-0 wrap-anywhere">{words.whatIfLabel(where)}</span>
					<span className="font-semibold whitespace-nowrap text-ink tabular-nums">{off}</span>
				</div>
				<Slider
					label={words.whatIfLabel(where)}
					value={percent}
					min={0}
					max={Math.max(usualLargestPercent, Math.ceil(percent))}
					step={stepPercent}
					valueText={off}
					onChange={(value) => onTry(fractionOf(value))}
				/>
			</div>
			{tried && (
				<div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
					{tried.after.margin !== null && (
						<span>
							{words.whatIfResult}{' '}
							<output aria-label={words.whatIfResult} aria-live="off" className="font-semibold tabular-nums">
								{format.percent(tried.after.margin)}
							</output>
							{tried.after.amount !== null && (
								<span className="text-ink-3 tabular-nums"> · {format.money(tried.after.amount, tried.currency)}</span>
							)}
						</span>
					)}
					{!selectIsStateHidden(tried, tried.after.state) && (
						<StateMark tone={toneOf[tried.after.state]}>{words.states[tried.after.state]}</StateMark>
					)}
					<Button size="small" className="ml-auto" onClick={onReset}>
						{words.reset}
					</Button>
				</div>
			)}
			<p className="m-0 text-xs text-ink-3">{words.whatIfHint}</p>
		</div>
	);
}
