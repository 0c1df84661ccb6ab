import { ChevronLeft, ChevronRight, PanelLeft, PanelRight } from 'lucide-react';
import { de as deTexts, en as enTexts } from '../../assets/texts/sidebar.ts';
import { selectIsEditing } from '../../stores/deal-selectors.ts';
import { useDeal, useLayout } from '../Sidebar/context.ts';
import { IconButton } from '../ui/IconButton/IconButton.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { Skeleton } from '../ui/Skeleton/Skeleton.tsx';

export function Header() {
	const t = useTexts({ en: enTexts, de: deTexts });
	const facts = useDeal((state) => state.facts);
	const crmTitle = useDeal((state) => state.record?.crmTitle ?? null);
	const isEditing = useDeal(selectIsEditing);
	const isFailed = useDeal((state) => state.failure !== null && !state.isReading);
	const side = useLayout((state) => state.layout.side);
	const sideMoved = useLayout((state) => state.sideMoved);
	const collapsed = useLayout((state) => state.collapsed);
	const under = facts
		? [facts.account, facts.number, isEditing ? t.unsavedEdit : null].filter(Boolean).join(' · ')
		: null;
	return (
		<header className="flex items-start gap-2 border-b border-line py-2.5 pr-3 pl-4">
			<div className="min-w-0 flex-1">
				{facts || isFailed ? (
					<h1 className="m-0 line-clamp-2 text-[15px] leading-5 font-semibold wrap-anywhere" title={facts?.name}>
						{facts?.name || crmTitle}
					</h1>
				) : (
					<>
						<h1 className="sr-only">{t.loadingDeal}</h1>
						<Skeleton className="my-0.5 h-4 w-44" />
					</>
				)}
				{under === null && !isFailed ? (
					<Skeleton className="my-1 h-3 w-32" />
				) : (
					<p className="m-0 min-h-[17px] text-xs wrap-anywhere text-ink-3">{under}</p>
				)}
			</div>
			<div className="-mt-1 flex">
				<IconButton
					icon={side === 'right' ? PanelLeft : PanelRight}
					label={side === 'right' ? t.moveLeft : t.moveRight}
					onClick={sideMoved}
				/>
				<IconButton icon={side === 'right' ? ChevronRight : ChevronLeft} label={t.collapse} onClick={collapsed} />
			</div>
		</header>
	);
}
