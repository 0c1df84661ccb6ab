import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { de, en } from '../../assets/texts/deal.ts';
import type { DealView } from '../../core/model/view.ts';
import type { FrameStore } from '../../stores/frame-store.ts';
import { toneOf } from '../Margin/Margin.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { shapeOf } from '../ui/StateMark/StateMark.tsx';

interface HandleProps {
	readonly frame: FrameStore;
	readonly view: DealView | null;
}

const step = 0.05;

/** What is left of the sidebar when it is collapsed: the state's shape and the margin. */
export function Handle({ frame, view }: HandleProps) {
	const { handle: words, margin: marginWords } = useTexts({ en, de });
	const format = useFormat();
	const { layout, layoutChosen } = useStore(frame);
	const figures = view?.margin.after ?? null;
	const margin = figures?.margin ? format.percent(figures.margin) : '—';
	const state = figures?.state ?? 'unknown';
	const colour = {
		'on-target': 'text-ok',
		'under-target': 'text-warn',
		'under-floor': 'text-bad',
		'no-limit': 'text-ink-3',
		unknown: 'text-ink-3',
	}[state];

	function pressed(event: KeyboardEvent): void {
		if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
		event.preventDefault();
		layoutChosen({ handleAt: layout.handleAt + (event.key === 'ArrowDown' ? step : -step) });
	}

	return (
		<button
			type="button"
			aria-label={words.open(margin)}
			title={`${words.open(margin)} · ${marginWords.states[state]}`}
			onClick={() => layoutChosen({ isCollapsed: false })}
			onKeyDown={pressed}
			className={`flex h-screen w-screen flex-col items-center justify-center gap-2 border border-line bg-page p-0 text-ink ${layout.side === 'right' ? 'rounded-l-lg border-r-0' : 'rounded-r-lg border-l-0'}`}
		>
			<span aria-hidden="true" className={colour}>
				{shapeOf(toneOf[state])}
			</span>
			<span aria-hidden="true" className="text-xs font-semibold tabular-nums [writing-mode:vertical-rl]">
				{margin}
			</span>
		</button>
	);
}
