import { useState } from 'react';
import { de, en } from '../../assets/texts/deal.ts';
import type { LineView, MarginView } from '../../core/model/view.ts';
import type { WhatIf as Trial } from '../../stores/deal-store.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Segments } from '../ui/Segments/Segments.tsx';
import { Slider } from '../ui/Slider/Slider.tsx';
import { StateMark } from '../ui/StateMark/StateMark.tsx';
import { Fold } from './Fold.tsx';
import { Guidance } from './Guidance.tsx';
import { toneOf } from './tone.ts';

interface WhatIfProps {
	readonly margin: MarginView;
	readonly tried: MarginView | null;
	readonly whatIf: Trial | null;
	readonly line: LineView | null;
	/** The largest discount already stands above. */
	readonly isLargestSaid: boolean;
	readonly onTry: (lineId: string | null, discount: string) => void;
	readonly onReset: () => void;
}

const stepPercent = 0.5;
const usualLargestPercent = 50;

/** A fraction of list from half percents, exactly. */
function fractionOf(percent: number): string {
	return (Math.round(percent * 10) / 1000).toFixed(3);
}

export function WhatIf({ margin, tried, whatIf, line, isLargestSaid, onTry, onReset }: WhatIfProps) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	const [isWhole, setWhole] = useState(false);
	if (margin.gap !== null) return null;
	const triedLine = margin.lines.find(({ id }) => id === whatIf?.lineId) ?? null;
	const subject = whatIf ? triedLine : isWhole || margin.basis === 'deal-amount' ? null : line;
	const where = subject ? words.quoted(subject.name) : words.wholeDeal;
	const standing = (subject ? subject.after : margin.after)?.discount ?? '0';
	const discount = whatIf?.discount ?? standing;
	const percent = Math.round(Math.max(0, Number(discount) * 100) * 10) / 10;
	const choices = line && margin.basis === 'line-prices' ? line : null;
	return (
		<Fold title={words.whatIf} note={whatIf && tried?.after.margin ? format.percent(tried.after.margin) : null}>
			<div className="grid gap-2">
				{choices && (
					<Segments
						label={words.whatIfOn}
						value={subject ? 'line' : 'deal'}
						options={[
							{ value: 'line', label: choices.name },
							{ value: 'deal', label: words.tryDeal },
						]}
						onChange={(scope) => {
							setWhole(scope === 'deal');
							onReset();
						}}
					/>
				)}
				<div>
					<div className="flex items-baseline justify-between gap-3 text-xs text-ink-2">
						<span className="min-w-0 wrap-anywhere">{words.whatIfLabel(where)}</span>
						<span className="font-semibold whitespace-nowrap text-ink tabular-nums">
							{words.whatIfOff(format.percent(fractionOf(percent)))}
						</span>
					</div>
					<Slider
						label={words.whatIfLabel(where)}
						value={percent}
						min={0}
						max={Math.max(usualLargestPercent, Math.ceil(percent))}
						step={stepPercent}
						valueText={words.whatIfOff(format.percent(fractionOf(percent)))}
						onChange={(value) => onTry(subject?.id ?? null, fractionOf(value))}
					/>
				</div>
				{whatIf && tried && tried.after.margin !== null && (
					<div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
						<span>
							{words.whatIfResult}{' '}
							<output aria-label={words.whatIfResult} aria-live="off" className="font-semibold tabular-nums">
								{format.percent(tried.after.margin)}
							</output>
							{tried.after.amount !== null && (
								<span className="text-ink-3 tabular-nums"> · {format.money(tried.after.amount, tried.currency)}</span>
							)}
						</span>
						<StateMark tone={toneOf[tried.after.state]}>{words.states[tried.after.state]}</StateMark>
						<Button size="small" className="ml-auto" onClick={onReset}>
							{words.reset}
						</Button>
					</div>
				)}
				<p className="m-0 text-xs text-ink-3">{words.whatIfHint}</p>
				{!isLargestSaid && <Guidance margin={margin} line={subject} isPrimary={false} />}
			</div>
		</Fold>
	);
}
