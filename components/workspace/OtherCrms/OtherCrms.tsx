import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';

interface OtherCrmsProps {
	/** "Other CRMs (11)". */
	readonly label: string;
	/** Where nothing else is shown, there is nothing that it would be in the way of. */
	readonly isOpenAtFirst?: boolean;
	/** Within a list of rows: takes the focus when its last row is removed. */
	readonly isInRows?: boolean;
	readonly children: ReactNode;
}

/** What concerns CRMs that are not known to be in use here, folded away. */
export function OtherCrms({ label, isOpenAtFirst = false, isInRows = false, children }: OtherCrmsProps) {
	const id = useId();
	const [isOpen, setOpen] = useState(isOpenAtFirst);
	return (
		<div className="grid gap-2">
			<button
				type="button"
				data-does={isInRows ? 'open' : undefined}
				aria-expanded={isOpen}
				aria-controls={isOpen ? id : undefined}
				onClick={() => setOpen(!isOpen)}
				className="flex w-fit items-center gap-1.5 rounded-lg py-1 pr-2 text-left text-sm text-ink-2 hover:bg-panel"
			>
				<ChevronRight
					aria-hidden="true"
					size={16}
					className={`shrink-0 text-ink-3 transition-transform ${isOpen ? 'rotate-90' : ''}`}
				/>
				{label}
			</button>
			{isOpen ? <div id={id}>{children}</div> : null}
		</div>
	);
}
