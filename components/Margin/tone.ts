import type { MarginState } from '../../core/model/view.ts';
import type { MarkTone } from '../ui/StateMark/StateMark.tsx';

export const toneOf: Readonly<Record<MarginState, MarkTone>> = {
	'on-target': 'ok',
	'under-target': 'warn',
	'under-floor': 'bad',
	'no-limit': 'quiet',
	'no-revenue': 'quiet',
	unknown: 'unknown',
};

export const inkOf: Readonly<Record<MarginState, string>> = {
	'on-target': 'text-ok',
	'under-target': 'text-warn',
	'under-floor': 'text-bad',
	'no-limit': 'text-ink-3',
	'no-revenue': 'text-ink-3',
	unknown: 'text-ink-3',
};
