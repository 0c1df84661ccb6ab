import { type ReactNode, useId } from 'react';

interface CardProps {
	readonly title: string;
	readonly hint?: string;
	readonly actions?: ReactNode;
	readonly children: ReactNode;
}

export function Card({ title, hint, actions, children }: CardProps) {
	const id = useId();
	return (
		<section aria-labelledby={id} className="grid min-w-0 gap-4 rounded-xl border border-line p-4 sm:p-5">
			<div className="flex flex-wrap items-start justify-between gap-3">
				<div className="min-w-0">
					<h3 id={id} className="m-0 text-base font-semibold">
						{title}
					</h3>
					{hint ? <p className="mt-0.5 mb-0 max-w-2xl text-sm text-ink-3">{hint}</p> : null}
				</div>
				{actions}
			</div>
			{children}
		</section>
	);
}
