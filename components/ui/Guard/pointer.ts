import { type PressRefusal, steadyForMs } from '../../../core/model/press.ts';

/** A pointer event of the frame, as far as it tells how the press came about. */
interface Seen {
	readonly atMs: number;
	readonly x: number;
	readonly y: number;
	readonly screenX: number;
	readonly screenY: number;
}

/** Rounding of screen coordinates under zoom. */
const slackPx = 2;

/** Ways that are shorter tell no scale. */
const shortestWayPx = 4;

/**
 * How many pixels of the screen one of the frame's own is, which zoom of the browser or the page makes others than one. 1
 * where too little was seen to tell.
 */
function scaleOf(seen: readonly Seen[]): number {
	const [first] = seen;
	if (!first || seen.length < 3) return 1;
	const far = (one: Seen) => Math.hypot(one.x - first.x, one.y - first.y);
	const last = seen.reduce((most, one) => (far(one) > far(most) ? one : most));
	const way = far(last);
	if (way < shortestWayPx) return 1;
	const across = (last.x - first.x) * (last.screenX - first.screenX);
	const down = (last.y - first.y) * (last.screenY - first.screenY);
	const scale = (across + down) / way ** 2;
	return scale >= 0.25 && scale <= 5 ? scale : 1;
}

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
		screenX,
		screenY,
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
			const { atMs } = press;
			const [first] = moves;
			if (!first || moves.length < 2 || atMs - first.atMs < movedForMs) return 'early';
			const before = moves.filter((one) => one.atMs < atMs - steadyForMs).at(-1);
			const lately = moves.filter((one) => one.atMs >= atMs - steadyForMs);
			const seen = [...(before ? [before] : []), ...lately, press];
			// The frame's own corner stands still on the screen unless somebody moves the frame or the window.
			const scale = scaleOf(seen);
			const [left, top] = [press.screenX - scale * press.x, press.screenY - scale * press.y];
			const isElsewhere = ({ screenX, screenY, x, y }: Seen) =>
				Math.abs(screenX - scale * x - left) > slackPx || Math.abs(screenY - scale * y - top) > slackPx;
			return seen.some(isElsewhere) ? 'moved' : null;
		},
		isNear: () => nowMs() - (moves.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) < nearForMs || document.hasFocus(),
		isScrolling: () => nowMs() - scrolledAtMs < scrollForMs,
		stop: () => ended.abort(),
	};
}
