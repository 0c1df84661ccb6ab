import { type PressRefusal, steadyForMs } from '../../../core/model/press.ts';

/** A pointer event of the frame, as far as it tells how the press came about. */
interface Seen {
	readonly atMs: number;
	readonly x: number;
	readonly y: number;
	/** How far the frame's own corner is from the screen's: constant unless somebody moves the frame or the window. */
	readonly offX: number;
	readonly offY: number;
}

/** Rounding of screen coordinates under zoom. */
const slackPx = 2;

/** A hand takes longer from its first move over the sidebar to the press; a frame put under the pointer has seen none. */
const movedForMs = 120;

const mostKept = 64;

type Press = (Seen & { readonly by: 'mouse' | 'touch' }) | { readonly by: 'key'; readonly atMs: number };

/** Follows what the user does in the frame, by events of the browser alone. */
export interface PointerWatch {
	/** The last press; null before the first. */
	last(): Press | null;
	/** Where it was pressed last, when that was inside `box`. Null for keys, and for a press elsewhere. */
	pointIn(box: DOMRect): { readonly x: number; readonly y: number } | null;
	/** What the pointer's own way says against its last press. */
	refusal(): PressRefusal | null;
	/** True while the pointer was in the frame within the last seconds. */
	isNear(): boolean;
	/** True right after the user scrolled: what moves then moves under their own hand. */
	isScrolling(): boolean;
	stop(): void;
}

const nearForMs = 5000;
const scrollForMs = 500;

export function watchPointer(view: Window & typeof globalThis): PointerWatch {
	const { document } = view;
	let moves: Seen[] = [];
	let press: Press | null = null;
	let scrolledAtMs = Number.NEGATIVE_INFINITY;
	const ended = new AbortController();
	const nowMs = () => view.performance.now();

	function listen<T extends Event>(type: string, heard: (event: T) => void, on: EventTarget = document): void {
		const trusted = (event: Event) => {
			if (event.isTrusted) heard(event as T);
		};
		on.addEventListener(type, trusted, { capture: true, passive: true, signal: ended.signal });
	}

	const seen = ({ clientX, clientY, screenX, screenY }: MouseEvent): Seen => ({
		atMs: nowMs(),
		x: clientX,
		y: clientY,
		offX: screenX - clientX,
		offY: screenY - clientY,
	});

	listen<PointerEvent>('pointermove', (event) => {
		const { length } = moves;
		moves = [...(length < mostKept ? moves : moves.slice(1)), seen(event)];
	});
	listen<PointerEvent>('pointerup', (event) => {
		press = { ...seen(event), by: event.pointerType === 'mouse' ? 'mouse' : 'touch' };
	});
	listen<KeyboardEvent>('keydown', () => {
		press = { by: 'key', atMs: nowMs() };
	});
	// Some tools for people who use no pointer press without a key.
	listen<MouseEvent>('click', ({ detail }) => {
		if (detail === 0 && nowMs() - (press?.atMs ?? Number.NEGATIVE_INFINITY) > 1000)
			press = { by: 'key', atMs: nowMs() };
	});
	for (const type of ['wheel', 'touchmove', 'scrollend'] as const)
		listen(type, () => {
			scrolledAtMs = nowMs();
		});
	// The way of a pointer over another window says nothing.
	listen(
		'visibilitychange',
		() => {
			moves = [];
		},
		document,
	);

	return {
		last: () => press,
		pointIn(box) {
			if (!press || press.by === 'key') return null;
			const { x, y } = press;
			return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom ? { x, y } : null;
		},
		refusal() {
			if (!press) return 'early';
			if (press.by !== 'mouse') return null;
			const { atMs, offX, offY } = press;
			const [first] = moves;
			if (!first || moves.length < 2 || atMs - first.atMs < movedForMs) return 'early';
			const isElsewhere = (one: Seen) => Math.abs(one.offX - offX) > slackPx || Math.abs(one.offY - offY) > slackPx;
			const before = moves.filter((one) => one.atMs < atMs - steadyForMs).at(-1);
			const lately = moves.filter((one) => one.atMs >= atMs - steadyForMs);
			return [...(before ? [before] : []), ...lately].some(isElsewhere) ? 'moved' : null;
		},
		isNear: () => nowMs() - (moves.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) < nearForMs || document.hasFocus(),
		isScrolling: () => nowMs() - scrolledAtMs < scrollForMs,
		stop: () => ended.abort(),
	};
}
