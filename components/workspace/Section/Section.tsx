import { type ReactNode, useId } from 'react';

interface SectionProps {
	readonly title: string;
	readonly lead: string;
	/** Buttons beside the title. */
	readonly actions?: ReactNode;
	readonly children: ReactNode;
}

export function Section({ title, lead, actions, children }: SectionProps) {
	const id = useId();
	return (
		<section aria-labelledby={id} className="grid min-w-0 gap-5">
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
				<div className="min-w-0">
					<h2 id={id} className="m-0 text-xl font-semibold tracking-tight">
						{title}
					</h2>
					<p className="mt-0.5 mb-0 max-w-2xl text-sm text-ink-2">{lead}</p>
				</div>
				{actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
			</div>
			{children}
		</section>
	);
}
