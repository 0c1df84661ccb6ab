import { Popover as Base } from '@base-ui/react/popover';
import { createContext, type ReactElement, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';

interface PopoverProps {
	/** The button that opens it; takes a ref and event handlers. */
	readonly trigger: ReactElement<Record<string, unknown>>;
	readonly title: string;
	/** False hides the title from view; it stays the popover's accessible name. */
	readonly isTitleShown?: boolean;
	readonly children: ReactNode;
	readonly side?: 'top' | 'bottom' | 'left' | 'right';
	readonly align?: 'start' | 'center' | 'end';
}

/** Who must know while something is open; returns what is to be called once it is closed. */
type Opened = (close: () => void) => () => void;

const OpenedContext = createContext<Opened | null>(null);

interface PopoverHostProps {
	readonly opened: Opened;
	readonly children: ReactNode;
}

/** Around popovers beside a page, where the focus and the keys may be. */
export function PopoverHost({ opened, children }: PopoverHostProps) {
	return <OpenedContext value={opened}>{children}</OpenedContext>;
}

/** Tells whoever must know while something that `close` closes is open. `close` is the same at each drawing. */
export function usePopoverHost(isOpen: boolean, close: () => void): void {
	const opened = useContext(OpenedContext);
	useEffect(() => (isOpen ? opened?.(close) : undefined), [isOpen, opened, close]);
}

/**
 * Opened by pointer it leaves the focus where it is: a frame that took it would blur the field of the page around it.
 */
function movesFocus(by: string): boolean {
	return by === 'keyboard' || by === '';
}

export function Popover({
	trigger,
	title,
	isTitleShown = false,
	children,
	side = 'bottom',
	align = 'end',
}: PopoverProps) {
	const [isOpen, setOpen] = useState(false);
	const close = useCallback(() => setOpen(false), []);
	usePopoverHost(isOpen, close);
	return (
		<Base.Root open={isOpen} onOpenChange={setOpen}>
			<Base.Trigger render={trigger} />
			<Base.Portal>
				<Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-40">
					<Base.Popup
						initialFocus={movesFocus}
						finalFocus={movesFocus}
						className="max-w-[calc(100vw-16px)] rounded-lg border border-line bg-page p-3 text-sm text-ink shadow-lg outline-none"
					>
						<Base.Title className={isTitleShown ? 'mb-2 text-sm font-semibold' : 'sr-only'}>{title}</Base.Title>
						{children}
					</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.Root>
	);
}
