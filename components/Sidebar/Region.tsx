import type { ReactNode } from 'react';

interface RegionProps {
	readonly name: string;
	readonly aside?: ReactNode;
	readonly children: ReactNode;
}

export function Region({ name, aside, children }: RegionProps) {
	return (
		<section aria-label={name} className="border-t border-line px-4 py-3">
			<div className="mb-1.5 flex items-center justify-between gap-2">
				<h2 className="m-0 text-xs font-semibold tracking-wide text-ink-3 uppercase">{name}</h2>
				{aside}
			</div>
			{children}
		</section>
	);
}
