import type { KeyboardEvent, PointerEvent } from 'react';
import { useStore } from 'zustand';
import { de, en } from '../../assets/texts/deal.ts';
import { layoutBounds } from '../../core/model/settings.ts';
import type { FrameStore } from '../../stores/frame-store.ts';
import { useTexts } from '../ui/Language/Language.tsx';

interface EdgeProps {
	readonly frame: FrameStore;
}

const stepPx = 16;

/** The inner edge: dragged by pointer, or moved by arrow keys. */
export function Edge({ frame }: EdgeProps) {
	const { handle: words } = useTexts({ en, de });
	const { layout, layoutChosen, layoutDragged } = useStore(frame);
	const isRight = layout.side === 'right';

	function started(event: PointerEvent<HTMLHRElement>): void {
		const edge = event.currentTarget;
		const from = event.screenX;
		const width = layout.widthPx;
		edge.setPointerCapture(event.pointerId);
		// The frame moves under the pointer, so its own coordinates would swing; the screen's do not.
		const widthAt = (screenX: number) => ({ widthPx: width + (screenX - from) * (isRight ? -1 : 1) });
		const moved = (move: globalThis.PointerEvent) => layoutDragged(widthAt(move.screenX));
		const ended = (end: globalThis.PointerEvent) => {
			edge.removeEventListener('pointermove', moved);
			edge.removeEventListener('pointerup', ended);
			layoutChosen(widthAt(end.screenX));
		};
		edge.addEventListener('pointermove', moved);
		edge.addEventListener('pointerup', ended);
	}

	function pressed(event: KeyboardEvent): void {
		const outward = isRight ? 'ArrowLeft' : 'ArrowRight';
		const inward = isRight ? 'ArrowRight' : 'ArrowLeft';
		if (event.key !== outward && event.key !== inward) return;
		event.preventDefault();
		layoutChosen({ widthPx: layout.widthPx + (event.key === outward ? stepPx : -stepPx) });
	}

	return (
		<hr
			tabIndex={0}
			aria-label={words.edge}
			aria-orientation="vertical"
			aria-valuemin={layoutBounds.minWidthPx}
			aria-valuemax={layoutBounds.maxWidthPx}
			aria-valuenow={layout.widthPx}
			onPointerDown={started}
			onKeyDown={pressed}
			className={`fixed inset-y-0 z-10 m-0 h-auto w-1.5 border-0 cursor-ew-resize border-line hover:bg-accent-soft ${isRight ? 'left-0 border-l' : 'right-0 border-r'}`}
		/>
	);
}
