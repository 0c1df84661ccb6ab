import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../IconButton/IconButton.tsx';

interface DialogProps {
	readonly isOpen: boolean;
	readonly onClose: () => void;
	readonly title: string;
	readonly closeLabel: string;
	readonly children: ReactNode;
	/** Buttons, the main one last. */
	readonly actions?: ReactNode;
	readonly width?: 'normal' | 'wide';
}

export function Dialog({ isOpen, onClose, title, closeLabel, children, actions, width = 'normal' }: DialogProps) {
	return (
		<Base.Root
			open={isOpen}
			onOpenChange={(open) => {
				if (!open) onClose();
			}}
		>
			<Base.Portal>
				<Base.Backdrop className="fixed inset-0 z-40 bg-black/40" />
				<Base.Popup
					className={`fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100vh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-xl border border-line bg-page text-ink shadow-xl outline-none ${width === 'wide' ? 'max-w-3xl' : 'max-w-lg'}`}
				>
					<div className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
						<Base.Title className="text-base font-semibold">{title}</Base.Title>
						<IconButton icon={X} label={closeLabel} onClick={onClose} hasTooltip={false} />
					</div>
					<div className="min-h-0 flex-1 overflow-auto px-5 pb-4">{children}</div>
					{actions ? (
						<div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{actions}</div>
					) : null}
				</Base.Popup>
			</Base.Portal>
		</Base.Root>
	);
}
