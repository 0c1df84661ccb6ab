import { ChevronsRight, PanelLeft, PanelRight } from 'lucide-react';
import { useStore } from 'zustand';
import { de, en } from '../../assets/texts/deal.ts';
import type { DealState } from '../../stores/deal-store.ts';
import type { FrameStore } from '../../stores/frame-store.ts';
import { IconButton } from '../ui/IconButton/IconButton.tsx';
import { useTexts } from '../ui/Language/Language.tsx';

interface HeaderProps {
	readonly state: DealState;
	readonly frame: FrameStore;
}

export function Header({ state, frame }: HeaderProps) {
	const { header: words } = useTexts({ en, de });
	const { layout, layoutChosen } = useStore(frame);
	const { facts, pageFacts, record } = state;
	const shown = facts ?? pageFacts;
	const isRight = layout.side === 'right';
	const under = [shown?.account, shown?.number, record?.crmTitle].filter(Boolean).join(' · ');
	return (
		<header className="flex items-start gap-1 py-3 pr-2 pl-4">
			<div className="min-w-0 flex-1">
				<h1 className="m-0 truncate text-base font-semibold" title={shown?.name}>
					{shown ? shown.name || words.noName : '\u00a0'}
				</h1>
				<p className="m-0 truncate text-xs text-ink-3" title={under}>
					{under}
				</p>
			</div>
			<IconButton
				icon={isRight ? PanelLeft : PanelRight}
				label={isRight ? words.moveLeft : words.moveRight}
				onClick={() => layoutChosen({ side: isRight ? 'left' : 'right' })}
			/>
			<IconButton icon={ChevronsRight} label={words.collapse} onClick={() => layoutChosen({ isCollapsed: true })} />
		</header>
	);
}
