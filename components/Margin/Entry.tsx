import type { ReactNode } from 'react';

interface EntryProps {
	readonly name: string;
	readonly how: string;
	readonly children: ReactNode;
}

/** One figure of an account: its name, the formula in words, the formula with the numbers put in. */
export function Entry({ name, how, children }: EntryProps) {
	return (
		<div className="wrap-anywhere">
			<dt className="font-semibold text-ink">{name}</dt>
			<dd className="m-0">
				{how}
				<span className="mt-0.5 block text-ink tabular-nums">{children}</span>
			</dd>
		</div>
	);
}
