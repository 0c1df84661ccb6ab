import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';

interface FoldProps {
	readonly title: ReactNode;
	readonly note?: ReactNode;
	readonly isOpenAtFirst?: boolean;
	/** Shows what it holds without a line of its own, and keeps it as it was. */
	readonly isBare?: boolean;
	readonly onToggle?: (isOpen: boolean) => void;
	readonly children: ReactNode;
}

export function Fold({ title, note, isOpenAtFirst = false, isBare = false, onToggle, children }: FoldProps) {
	const [isOpen, setOpen] = useState(isOpenAtFirst);
	return (
		<details
			open={isBare || isOpen}
			className={isBare ? '' : 'border-t border-line'}
			onToggle={(event) => {
				// Folds within it tell of themselves too.
				if (isBare || event.target !== event.currentTarget) return;
				setOpen(event.currentTarget.open);
				onToggle?.(event.currentTarget.open);
			}}
		>
			<summary
				hidden={isBare}
				className={`${isBare ? 'hidden' : 'flex'} min-h-9 cursor-pointer list-none items-center gap-2 rounded text-xs focus-visible:-outline-offset-2 font-semibold text-ink-2 hover:text-ink`}
			>
				{title}
				<span className="ml-auto font-normal text-ink-3">{note}</span>
				<ChevronDown
					aria-hidden="true"
					size={14}
					className={`shrink-0 text-ink-3 transition-transform ${isOpen ? 'rotate-180' : ''}`}
				/>
			</summary>
			<div className={isBare ? '' : 'pb-3'}>{children}</div>
		</details>
	);
}
