import type { ReactNode } from 'react';

interface EmptyProps {
	readonly title: string;
	/** What would fill it and who can. */
	readonly text: string;
	readonly action?: ReactNode;
}

export function Empty({ title, text, action }: EmptyProps) {
	return (
		<div className="grid justify-items-center gap-2 rounded-xl border border-dashed border-line px-6 py-12 text-center">
			<p className="m-0 text-base font-semibold">{title}</p>
			<p className="m-0 max-w-md text-sm text-ink-2">{text}</p>
			{action ? <div className="mt-2">{action}</div> : null}
		</div>
	);
}
