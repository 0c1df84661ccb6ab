import type { ReactNode } from 'react';

interface RegionProps {
	readonly name: string;
	/** A few quiet words at the right of the name. */
	readonly note?: ReactNode;
	readonly children: ReactNode;
	readonly isBusy?: boolean;
}

export function Region({ name, note, children, isBusy = false }: RegionProps) {
	return (
		<section aria-label={name} aria-busy={isBusy} className="border-b border-line px-4 pt-3 pb-3.5">
			<div className="mb-2.5 flex items-baseline justify-between gap-3">
				<h2 className="m-0 text-xs font-semibold text-ink-2">{name}</h2>
				<div className="min-w-0 text-right text-xs text-ink-3">{note}</div>
			</div>
			{children}
		</section>
	);
}
