import type { ReactNode } from 'react';

interface RegionProps {
	readonly name: string;
	/** A few quiet words at the right of the name. */
	readonly aside?: ReactNode;
	/** What this region shows, by name and in no language, for programs that read the sidebar: `data-state` and the like. */
	readonly marks?: Readonly<Record<string, string | null>>;
	readonly children: ReactNode;
}

export function Region({ name, aside, marks = {}, children }: RegionProps) {
	const told = Object.entries(marks).filter(([, value]) => value !== null);
	return (
		<section
			aria-label={name}
			className="border-t border-line px-4 pt-3 pb-3.5"
			{...Object.fromEntries(told.map(([mark, value]) => [`data-${mark}`, value]))}
		>
			<div className="mb-2 flex min-h-5 items-center justify-between gap-3">
				<h2 className="m-0 text-xs font-semibold text-ink-2">{name}</h2>
				<div className="min-w-0 flex-1 text-right text-xs text-ink-3">{aside}</div>
			</div>
			{children}
		</section>
	);
}
