import { de, en } from '../../assets/texts/deal.ts';
import type { LineView, MarginView } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { shapeOf } from '../ui/StateMark/StateMark.tsx';
import { toneOf } from './Margin.tsx';

interface LinesProps {
	readonly margin: MarginView;
}

export function Lines({ margin }: LinesProps) {
	const { margin: words } = useTexts({ en, de });
	if (margin.lines.length === 0) return null;
	return (
		<details className="mt-2 text-sm" open={margin.isEdited || undefined}>
			<summary className="cursor-pointer text-xs font-semibold text-ink-2">
				{words.lines} ({margin.lines.length})
			</summary>
			<ul className="m-0 mt-1 list-none p-0">
				{margin.lines.map((line) => (
					<Line key={line.id} line={line} currency={margin.currency} />
				))}
			</ul>
		</details>
	);
}

function Line({ line, currency }: { readonly line: LineView; readonly currency: string | null }) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	const { before, after, limits, unknown } = line;
	const shown = after ?? before;
	const state = shown?.state ?? 'unknown';
	const colour = {
		'on-target': 'text-ok',
		'under-target': 'text-warn',
		'under-floor': 'text-bad',
		'no-limit': 'text-ink-3',
		unknown: 'text-ink-3',
	}[state];
	return (
		<li className={`border-b border-line py-1.5 last:border-0 ${after === null ? 'line-through opacity-60' : ''}`}>
			<div className="flex items-baseline gap-2">
				<span className="min-w-0 flex-1 truncate" title={line.name}>
					{line.name}
				</span>
				{line.isEdited && before?.margin && before.margin !== after?.margin && (
					<s className="text-xs text-ink-3 tabular-nums">{format.percent(before.margin)}</s>
				)}
				<span className="tabular-nums">{shown?.margin ? format.percent(shown.margin) : '—'}</span>
				<span className={`${colour} w-4 text-center`} title={words.states[state]}>
					<span aria-hidden="true">{shapeOf(toneOf[state])}</span>
					<span className="sr-only">{words.states[state]}</span>
				</span>
			</div>
			<div className="flex justify-between gap-2 text-xs text-ink-3">
				<span>
					{unknown
						? words.reasons[unknown]
						: limits
							? words.floorAndTarget(format.shortPercent(limits.floor), format.shortPercent(limits.target))
							: ''}
				</span>
				<span className="tabular-nums">{shown?.amount ? format.money(shown.amount, currency) : ''}</span>
			</div>
		</li>
	);
}
