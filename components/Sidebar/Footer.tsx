import { RefreshCw, Settings } from 'lucide-react';
import { useStore } from 'zustand';
import { de, en } from '../../assets/texts/deal.ts';
import { de as sharedDe, en as sharedEn } from '../../assets/texts/shared.ts';
import type { DealActions, DealState } from '../../stores/deal-store.ts';
import type { FrameStore } from '../../stores/frame-store.ts';
import { Button } from '../ui/Button/Button.tsx';
import { IconButton } from '../ui/IconButton/IconButton.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Popover } from '../ui/Popover/Popover.tsx';
import { Segments } from '../ui/Segments/Segments.tsx';

interface FooterProps {
	readonly state: DealState & DealActions;
	readonly frame: FrameStore;
	readonly onWorkspace: () => void;
}

export function Footer({ state, frame, onWorkspace }: FooterProps) {
	const { fresh: words } = useTexts({ en, de });
	const shared = useTexts({ en: sharedEn, de: sharedDe });
	const format = useFormat();
	const { settings, settingsChosen } = useStore(frame);
	const { facts, factsFrom, isReading } = state;
	const now = new Date();
	const told =
		factsFrom === 'live'
			? words.live
			: factsFrom === 'cache' && facts
				? words.asOf(format.time(facts.reading.at, now), format.age(facts.reading.at, now))
				: factsFrom === 'page'
					? words.page
					: words.reading;
	return (
		<footer className="flex items-center gap-1 border-t border-line py-1.5 pr-2 pl-4 text-xs text-ink-3">
			<span className="min-w-0 flex-1 truncate" title={told}>
				{told}
			</span>
			<IconButton icon={RefreshCw} label={words.again} disabled={isReading} onClick={() => state.refreshAsked()} />
			<Popover
				trigger={<IconButton icon={Settings} label={shared.language} hasTooltip={false} />}
				title={shared.language}
				side="top"
			>
				<div className="grid gap-3">
					<Segments
						label={shared.language}
						value={settings.language}
						options={[
							{ value: 'auto', label: shared.automatic },
							{ value: 'en', label: shared.english },
							{ value: 'de', label: shared.german },
						]}
						onChange={(language) => settingsChosen({ language })}
					/>
					<Segments
						label={shared.theme}
						value={settings.theme}
						options={[
							{ value: 'auto', label: shared.automatic },
							{ value: 'light', label: shared.light },
							{ value: 'dark', label: shared.dark },
						]}
						onChange={(theme) => settingsChosen({ theme })}
					/>
				</div>
			</Popover>
			<Button look="quiet" size="small" onClick={onWorkspace}>
				{shared.workspace}
			</Button>
		</footer>
	);
}
