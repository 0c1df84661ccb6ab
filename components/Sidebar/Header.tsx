import { ChevronLeft, ChevronRight, PanelLeft, PanelRight, Search } from 'lucide-react';
import { useStore } from 'zustand';
import { texts } from '../../assets/texts/deal.ts';
import { texts as paletteTexts } from '../../assets/texts/palette.ts';
import type { DealState } from '../../stores/deal/store.ts';
import { selectIsEditing, selectStanding } from '../../stores/deal/view.ts';
import type { FrameStore } from '../../stores/frame.ts';
import { IconButton } from '../ui/IconButton/IconButton.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { shortcuts } from '../ui/Shortcut/shortcut.ts';
import { Skeleton } from '../ui/Skeleton/Skeleton.tsx';

interface HeaderProps {
	readonly state: DealState;
	readonly frame: FrameStore;
	/** Opens the list of all actions. */
	readonly onPalette: () => void;
}

export function Header({ state, frame, onPalette }: HeaderProps) {
	const { header: words } = useTexts(texts);
	const palette = useTexts(paletteTexts);
	const { layout, layoutChosen } = useStore(frame);
	const { facts, record, failure } = state;
	const isRight = layout.side === 'right';
	const under = [facts?.account, facts?.number].filter(Boolean).join(' · ');
	return (
		<header className="py-2.5 pr-2.5 pl-4">
			<div className="flex items-start gap-1">
				{facts || failure ? (
					<h1
						// The shortcut goes here: the deal's name is said first, and a tooltip would eat the way back.
						tabIndex={-1}
						className="m-0 rounded line-clamp-2 min-w-0 flex-1 text-[15px] leading-5 font-semibold wrap-anywhere"
						title={facts?.name || undefined}
					>
						{facts ? facts.name || words.noName : record?.crmTitle}
					</h1>
				) : (
					<div className="min-w-0 flex-1">
						<h1 tabIndex={-1} className="sr-only">
							{words.loading}
						</h1>
						<Skeleton className="my-0.5 h-4 w-44 max-w-full" />
					</div>
				)}
				<div className="-my-1 flex">
					<IconButton
						icon={Search}
						label={palette.title}
						keys={shortcuts.palette}
						data-palette=""
						onClick={onPalette}
					/>
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
			</div>
			{/* One line whatever it says: an edit that begins must not move what is below. */}
			<p className="m-0 flex min-h-[18px] gap-1.5 pr-1.5 text-xs leading-[18px] text-ink-3">
				<span className="truncate" title={under || undefined}>
					{under}
				</span>
				{selectIsEditing(state) && (
					<>
						{under && <span aria-hidden="true">·</span>}
						<span className="shrink-0 font-semibold text-accent" data-edit="unsaved">
							{selectStanding(state) === 'saving' ? words.saving : words.unsaved}
						</span>
					</>
				)}
			</p>
		</header>
	);
}
