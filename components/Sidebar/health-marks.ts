import { shapeOf } from '../ui/StateMark/StateMark.tsx';

/** How the state of a field is shown: by shape and by colour. */
export const healthMarks = {
	ok: { shape: shapeOf('ok'), ink: 'text-ok' },
	drifted: { shape: shapeOf('warn'), ink: 'text-warn' },
	broken: { shape: shapeOf('bad'), ink: 'text-bad' },
	absent: { shape: shapeOf('bad'), ink: 'text-bad' },
} as const;
