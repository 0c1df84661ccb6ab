import { de, en } from '../../assets/texts/deal.ts';
import type { MarginView } from '../../core/model/view.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Slider } from '../ui/Slider/Slider.tsx';

interface WhatIfProps {
	readonly margin: MarginView;
	readonly tried: MarginView | null;
	readonly activeLineId: string | null;
	readonly onTry: (lineId: string | null, discount: string) => void;
	readonly onReset: () => void;
}

const largestPercent = 50;

export function WhatIf({ margin, tried, activeLineId, onTry, onReset }: WhatIfProps) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	const line = margin.lines.find(({ id }) => id === activeLineId) ?? null;
	if (margin.gap !== null) return null;
	const shown = tried ?? margin;
	const now = (line ? shown.lines.find(({ id }) => id === line.id)?.after : shown.after)?.discount ?? null;
	const percent = Math.max(0, Math.min(largestPercent, Number(now ?? '0') * 100));
	const where = line?.name ?? words.wholeDeal;
	return (
		<details className="mt-3 text-sm">
			<summary className="cursor-pointer text-xs font-semibold text-ink-2">{words.whatIf}</summary>
			<div className="mt-2 grid gap-1.5">
				<Slider
					label={words.whatIfLabel(where)}
					value={Math.round(percent * 2) / 2}
					min={0}
					max={largestPercent}
					step={0.5}
					valueText={format.percent(String(Math.round(percent * 2) / 200))}
					onChange={(value) => onTry(line?.id ?? null, (value / 100).toFixed(3))}
				/>
				<p className="m-0 text-xs text-ink-3">{words.whatIfHint}</p>
				{tried && tried.after.margin !== null && tried.after.amount !== null && (
					<p className="m-0">
						{words.whatIfResult(format.percent(tried.after.margin), format.money(tried.after.amount, tried.currency))}
						<Button look="quiet" size="small" onClick={onReset}>
							{words.reset}
						</Button>
					</p>
				)}
			</div>
		</details>
	);
}
