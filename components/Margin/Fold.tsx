import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

interface FoldProps {
	readonly title: string;
	readonly note?: ReactNode;
	readonly onToggle?: (isOpen: boolean) => void;
	readonly children: ReactNode;
}

export function Fold({ title, note, onToggle, children }: FoldProps) {
	return (
		<details
			className="group border-t border-line"
			onToggle={onToggle && ((event) => onToggle(event.currentTarget.open))}
		>
			<summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 rounded text-xs focus-visible:-outline-offset-2 font-semibold text-ink-2 hover:text-ink">
				{title}
				<span className="ml-auto font-normal text-ink-3">{note}</span>
				<ChevronDown
					aria-hidden="true"
					size={14}
					className="shrink-0 text-ink-3 transition-transform group-open:rotate-180"
				/>
			</summary>
			<div className="pb-3">{children}</div>
		</details>
	);
}
