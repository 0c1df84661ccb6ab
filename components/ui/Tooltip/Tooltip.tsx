import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';

interface TooltipProps {
	readonly text: ReactNode;
	/** One element that takes a ref and event handlers; it must carry its own accessible name. */
	readonly children: ReactElement<Record<string, unknown>>;
	readonly side?: 'top' | 'bottom' | 'left' | 'right';
}

export function Tooltip({ text, children, side = 'bottom' }: TooltipProps) {
	return (
		<Base.Root>
			<Base.Trigger delay={500} render={children} />
			<Base.Portal>
				<Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
					<Base.Popup className="max-w-64 rounded-md bg-ink px-2 py-1 text-xs text-page">{text}</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.Root>
	);
}
