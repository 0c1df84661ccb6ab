import type { ReactNode } from 'react';

export type MarkTone = 'ok' | 'warn' | 'bad' | 'unknown' | 'quiet';

interface StateMarkProps {
	readonly tone: MarkTone;
	readonly children: ReactNode;
}

const tones = {
	ok: { shape: '●', colours: 'bg-ok-soft text-ok' },
	warn: { shape: '▲', colours: 'bg-warn-soft text-warn' },
	bad: { shape: '■', colours: 'bg-bad-soft text-bad' },
	unknown: { shape: '◇', colours: 'bg-track text-ink-2' },
	quiet: { shape: '○', colours: 'bg-track text-ink-2' },
} as const;

/** The shape of a state, for where there is no room for its word. */
export function shapeOf(tone: MarkTone): string {
	return tones[tone].shape;
}

/** A state said three times: by shape, by word, by colour. */
export function StateMark({ tone, children }: StateMarkProps) {
	const { shape, colours } = tones[tone];
	return (
		<span
			className={`inline-flex max-w-full items-baseline gap-1.5 rounded-xl px-2.5 py-0.5 text-xs font-semibold ${colours}`}
		>
			<span aria-hidden="true">{shape}</span>
			<span>{children}</span>
		</span>
	);
}
