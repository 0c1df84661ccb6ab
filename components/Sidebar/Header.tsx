import { ChevronLeft, ChevronRight, PanelLeft, PanelRight } from 'lucide-react';
import { useStore } from 'zustand';
import { de, en } from '../../assets/texts/deal.ts';
import type { DealState } from '../../stores/deal-store.ts';
import { selectIsEditing } from '../../stores/deal-view.ts';
import type { FrameStore } from '../../stores/frame-store.ts';
import { IconButton } from '../ui/IconButton/IconButton.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { Skeleton } from '../ui/Skeleton/Skeleton.tsx';

interface HeaderProps {
	readonly state: DealState;
	readonly frame: FrameStore;
}

export function Header({ state, frame }: HeaderProps) {
	const { header: words } = useTexts({ en, de });
	const { layout, layoutChosen } = useStore(frame);
	const { facts, record, failure } = state;
	const isRight = layout.side === 'right';
	const under = [facts?.account, facts?.number].filter(Boolean).join(' · ');
	return (
		<header className="flex items-start gap-1 py-2.5 pr-2.5 pl-4">
			<div className="min-w-0 flex-1">
				{facts || failure ? (
					<h1
						// The shortcut goes here: the deal's name is said first, and a tooltip would eat the way back.
						tabIndex={-1}
						className="m-0 rounded line-clamp-2 text-[15px] leading-5 font-semibold wrap-anywhere"
						title={facts?.name || undefined}
					>
						{facts ? facts.name || words.noName : record?.crmTitle}
					</h1>
				) : (
					<>
						<h1 tabIndex={-1} className="sr-only">
							{words.loading}
						</h1>
						<Skeleton className="my-0.5 h-4 w-44 max-w-full" />
					</>
				)}
				<p className="m-0 min-h-[18px] text-xs leading-[18px] wrap-anywhere text-ink-3">
					{under}
					{selectIsEditing(state) && (
						<>
							{under && ' · '}
							<span className="font-semibold whitespace-nowrap text-accent">{words.unsaved}</span>
						</>
					)}
				</p>
			</div>
			<div className="-mt-1 flex">
				<IconButton
					icon={isRight ? PanelLeft : PanelRight}
					label={isRight ? words.moveLeft : words.moveRight}
					onClick={() => layoutChosen({ side: isRight ? 'left' : 'right' })}
				/>
				<IconButton
					icon={isRight ? ChevronRight : ChevronLeft}
					label={words.collapse}
					onClick={() => layoutChosen({ isCollapsed: true })}
				/>
			</div>
		</header>
	);
}
