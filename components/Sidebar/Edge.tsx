import type { KeyboardEvent, PointerEvent } from 'react';
import { useStore } from 'zustand';
import { texts } from '../../assets/texts/deal.ts';
import { layoutBounds } from '../../core/model/settings.ts';
import type { FrameStore } from '../../stores/frame.ts';
import { useTexts } from '../ui/Language/Language.tsx';

interface EdgeProps {
	readonly frame: FrameStore;
}

const stepPx = 16;

/** The inner edge: dragged by pointer, or moved by arrow keys. */
export function Edge({ frame }: EdgeProps) {
	const { handle: words } = useTexts(texts);
	const { layout, layoutChosen, layoutDragged } = useStore(frame);
	const isRight = layout.side === 'right';

	function started(event: PointerEvent<HTMLHRElement>): void {
		if (event.button !== 0) return;
		const edge = event.currentTarget;
		const from = event.screenX;
		const width = layout.widthPx;
		const drag = new AbortController();
		let last = width;
		edge.setPointerCapture(event.pointerId);
		const moved = (move: globalThis.PointerEvent) => {
			// The frame moves under the pointer, so its own coordinates would swing; the screen's do not.
			last = width + (move.screenX - from) * (isRight ? -1 : 1);
			layoutDragged({ widthPx: last });
		};
		const ended = () => {
			drag.abort();
			layoutChosen({ widthPx: last });
		};
		edge.addEventListener('pointermove', moved, { signal: drag.signal });
		// Comes after `pointerup` and after `pointercancel` alike.
		edge.addEventListener('lostpointercapture', ended, { signal: drag.signal });
	}

	function pressed(event: KeyboardEvent): void {
		const wider = isRight ? 'ArrowLeft' : 'ArrowRight';
		const narrower = isRight ? 'ArrowRight' : 'ArrowLeft';
		const widths: Readonly<Record<string, number>> = {
			[wider]: layout.widthPx + stepPx,
			[narrower]: layout.widthPx - stepPx,
			Home: layoutBounds.minWidthPx,
			End: layoutBounds.maxWidthPx,
		};
		const widthPx = widths[event.key];
		if (widthPx === undefined) return;
		event.preventDefault();
		layoutChosen({ widthPx });
	}

	return (
		<hr
			tabIndex={0}
			aria-label={words.edge}
			aria-orientation="vertical"
			aria-valuemin={layoutBounds.minWidthPx}
			aria-valuemax={layoutBounds.maxWidthPx}
			aria-valuenow={layout.widthPx}
			aria-valuetext={words.edgeValue(layout.widthPx)}
			onPointerDown={started}
			onKeyDown={pressed}
			className={`fixed inset-y-0 z-10 m-0 h-auto w-1.5 cursor-ew-resize touch-none border-0 border-line transition-colors hover:bg-accent/30 focus-visible:-outline-offset-1 ${isRight ? 'left-0 border-l' : 'right-0 border-r'}`}
		/>
	);
}
