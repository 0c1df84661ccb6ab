import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';

interface DisclosureProps {
	readonly title: ReactNode;
	readonly note?: ReactNode;
	readonly isOpen: boolean;
	readonly onToggle: (isOpen: boolean) => void;
	readonly children: ReactNode;
}

export function Disclosure({ title, note, isOpen, onToggle, children }: DisclosureProps) {
	const id = useId();
	return (
		<div className="border-t border-line">
			<button
				type="button"
				aria-expanded={isOpen}
				aria-controls={id}
				onClick={() => onToggle(!isOpen)}
				className="flex min-h-9 w-full items-center gap-2 text-left text-xs font-semibold text-ink-2 hover:text-ink"
			>
				<span>{title}</span>
				<span className="ml-auto font-normal text-ink-3">{note}</span>
				<ChevronDown
					aria-hidden="true"
					size={14}
					className={`shrink-0 text-ink-3 transition-transform ${isOpen ? 'rotate-180' : ''}`}
				/>
			</button>
			<div id={id} hidden={!isOpen} className="pb-3">
				{isOpen ? children : null}
			</div>
		</div>
	);
}
