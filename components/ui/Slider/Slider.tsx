import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

interface SliderProps {
	readonly label: string;
	readonly value: number;
	readonly min: number;
	readonly max: number;
	readonly step: number;
	/** The value in words: "12.5 %". */
	readonly valueText: string;
	readonly onChange: (value: number) => void;
}

/**
 * Made of pointer events, because a native range input lets itself be dragged only where `mousedown` is not prevented.
 */
export function Slider({ label, value, min, max, step, valueText, onChange }: SliderProps) {
	const track = useRef<HTMLDivElement>(null);

	function settled(raw: number): number {
		const steps = Math.round((raw - min) / step);
		return Math.min(max, Math.max(min, Number((min + steps * step).toFixed(6))));
	}

	function pointed(event: PointerEvent<HTMLDivElement>): void {
		const box = track.current?.getBoundingClientRect();
		if (!box || box.width === 0) return;
		onChange(settled(min + ((event.clientX - box.left) / box.width) * (max - min)));
	}

	function keyPressed(event: KeyboardEvent<HTMLDivElement>): void {
		const moves: Record<string, number> = {
			ArrowRight: value + step,
			ArrowUp: value + step,
			ArrowLeft: value - step,
			ArrowDown: value - step,
			PageUp: value + step * 10,
			PageDown: value - step * 10,
			Home: min,
			End: max,
		};
		const next = moves[event.key];
		if (next === undefined) return;
		event.preventDefault();
		onChange(settled(next));
	}

	const share = max > min ? ((Math.min(max, Math.max(min, value)) - min) / (max - min)) * 100 : 0;
	return (
		<div
			role="slider"
			tabIndex={0}
			aria-label={label}
			aria-valuemin={min}
			aria-valuemax={max}
			aria-valuenow={value}
			aria-valuetext={valueText}
			onKeyDown={keyPressed}
			onPointerDown={(event) => {
				if (event.button !== 0) return;
				event.currentTarget.setPointerCapture?.(event.pointerId);
				pointed(event);
			}}
			onPointerMove={(event) => {
				if (event.buttons === 1) pointed(event);
			}}
			className="group flex h-7 cursor-pointer touch-none items-center rounded-full px-2"
		>
			<div ref={track} className="drawn relative h-1.5 w-full rounded-full bg-track">
				<div className="absolute inset-y-0 left-0 rounded-full bg-accent" style={{ width: `${share}%` }} />
				<div
					className="absolute top-1/2 size-4 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-page bg-accent shadow-[0_0_0_1px_var(--ds-accent)]"
					style={{ left: `${share}%` }}
				/>
			</div>
		</div>
	);
}
