import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useStore } from 'zustand';
import { texts } from '../../assets/texts/deal.ts';
import type { MarginView } from '../../core/model/view.ts';
import { selectFigures, selectIsStateHidden } from '../../stores/deal/view.ts';
import type { FrameStore } from '../../stores/frame.ts';
import { inkOf, toneOf } from '../Margin/tone.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { shapeOf } from '../ui/StateMark/StateMark.tsx';

interface HandleProps {
	readonly frame: FrameStore;
	/** Null while there is nothing to show, and while what is shown could not be trusted. */
	readonly margin: MarginView | null;
	/** A customer may look on: nothing tells that there is a figure. */
	readonly isBuyerSafe: boolean;
}

const step = 0.05;

/** A press that moves less than this is a click. */
const slackPx = 4;

/** The frame cannot see how high the page around it is; the browser's own bars take about this share. */
const pageShare = 0.87;

/** What is left of the sidebar when it is collapsed: the state's shape and the margin. */
export function Handle({ frame, margin: shown, isBuyerSafe }: HandleProps) {
	const { handle: words, margin: marginWords } = useTexts(texts);
	const format = useFormat();
	const { layout, layoutChosen, layoutDragged } = useStore(frame);
	const wasDragged = useRef(false);
	const figures = shown && selectFigures(shown);
	const margin = figures?.margin ? format.percent(figures.margin) : null;
	const state = figures?.state ?? 'unknown';
	const isStateHidden = shown !== null && selectIsStateHidden(shown, state);
	const label = isBuyerSafe
		? words.openBare
		: margin === null
			? words.openUnknown
			: isStateHidden
				? words.openPlain(margin)
				: words.open(margin, marginWords.states[state]);

	function pressed(event: KeyboardEvent): void {
		if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
		event.preventDefault();
		layoutChosen({ handleAt: layout.handleAt + (event.key === 'ArrowDown' ? step : -step) });
	}

	function started(event: PointerEvent<HTMLButtonElement>): void {
		if (event.button !== 0) return;
		const handle = event.currentTarget;
		const from = event.screenY;
		const at = layout.handleAt;
		const height = Math.max(1, window.outerHeight * pageShare);
		const drag = new AbortController();
		let last = at;
		wasDragged.current = false;
		handle.setPointerCapture(event.pointerId);
		const moved = (move: globalThis.PointerEvent) => {
			if (!wasDragged.current && Math.abs(move.screenY - from) < slackPx) return;
			wasDragged.current = true;
			last = at + (move.screenY - from) / height;
			layoutDragged({ handleAt: last });
		};
		const ended = () => {
			drag.abort();
			if (wasDragged.current) layoutChosen({ handleAt: last });
		};
		handle.addEventListener('pointermove', moved, { signal: drag.signal });
		handle.addEventListener('lostpointercapture', ended, { signal: drag.signal });
	}

	return (
		<button
			type="button"
			aria-label={label}
			title={label}
			onClick={() => {
				if (!wasDragged.current) layoutChosen({ isCollapsed: false });
				wasDragged.current = false;
			}}
			onPointerDown={started}
			onKeyDown={pressed}
			className={`fixed inset-0 flex touch-none flex-col items-center justify-center gap-2 border border-line bg-page p-0 text-ink hover:bg-panel focus-visible:-outline-offset-2 ${layout.side === 'right' ? 'rounded-l-lg border-r-0' : 'rounded-r-lg border-l-0'}`}
		>
			<span aria-hidden="true" className={`text-sm leading-none ${inkOf[state]}`}>
				{isBuyerSafe ? '›' : isStateHidden ? '' : shapeOf(toneOf[state])}
			</span>
			<span aria-hidden="true" className="text-xs font-semibold tabular-nums [writing-mode:vertical-rl]">
				{isBuyerSafe ? '' : (margin ?? '—')}
			</span>
		</button>
	);
}
