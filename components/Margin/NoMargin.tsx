import type { ReactNode } from 'react';
import { texts } from '../../assets/texts/deal.ts';
import { Region } from '../Sidebar/Region.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { StateMark } from '../ui/StateMark/StateMark.tsx';

interface NoMarginProps {
	/** Why there is none, and what to do. */
	readonly children: ReactNode;
	/** True for what the user should hear of at once. */
	readonly isAlert?: boolean;
}

/** No figure at all, where any would be a guess. */
export function NoMargin({ children, isAlert = false }: NoMarginProps) {
	const words = useTexts(texts);
	return (
		<Region name={words.regions.margin} marks={{ state: 'unknown', gap: 'not-read' }}>
			<StateMark tone="unknown">{words.margin.states.unknown}</StateMark>
			<p role={isAlert ? 'alert' : undefined} className="mt-2 mb-0 wrap-anywhere text-ink-2">
				{children}
			</p>
		</Region>
	);
}
