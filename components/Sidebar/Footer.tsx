import { RefreshCw, Settings2 } from 'lucide-react';
import { useStore } from 'zustand';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as sharedTexts } from '../../assets/texts/shared.ts';
import type { DealActions, DealState } from '../../stores/deal/store.ts';
import { isOver, selectStanding } from '../../stores/deal/view.ts';
import type { FrameStore } from '../../stores/frame.ts';
import { Button } from '../ui/Button/Button.tsx';
import { IconButton } from '../ui/IconButton/IconButton.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Popover } from '../ui/Popover/Popover.tsx';
import { Segments } from '../ui/Segments/Segments.tsx';
import { useToast } from '../ui/Toast/Toast.tsx';
import { Health } from './Health.tsx';
import { HealthWord } from './HealthWord.tsx';
import type { OnShowField } from './ShowField.tsx';
import { useNow } from './useNow.ts';

interface FooterProps {
	readonly state: DealState & DealActions;
	readonly frame: FrameStore;
	readonly onWorkspace: () => void;
	/** The extension's. */
	readonly version: string;
	readonly onShowField: OnShowField | undefined;
}

export function Footer({ state, frame, onWorkspace, version, onShowField }: FooterProps) {
	const { fresh: words, failedToKeep } = useTexts(dealTexts);
	const shared = useTexts(sharedTexts);
	const toast = useToast();
	const { settings, settingsChosen } = useStore(frame);

	async function choose(change: Parameters<typeof settingsChosen>[0]): Promise<void> {
		if (!(await settingsChosen(change))) toast({ text: failedToKeep });
	}

	return (
		<footer className="flex min-h-10 items-center gap-0.5 border-t border-line bg-panel py-1 pr-2.5 pl-4 text-xs text-ink-3">
			<div className="grid min-w-0 flex-1 leading-4">
				<Freshness state={state} />
				<HealthWord state={state} />
			</div>
			<Health state={state} version={version} onShowField={onShowField} />
			<IconButton
				icon={RefreshCw}
				label={words.again}
				disabled={state.isReading || isOver(state) || state.failure?.code === 'rate-limited'}
				onClick={() => state.refreshAsked()}
			/>
			<Popover
				trigger={<IconButton icon={Settings2} label={words.settings} hasTooltip={false} />}
				title={words.settings}
				side="top"
			>
				<div className="grid w-56 gap-3">
					<Segments
						label={shared.language}
						value={settings.language}
						options={[
							{ value: 'auto', label: shared.automatic },
							{ value: 'en', label: shared.english },
							{ value: 'de', label: shared.german },
						]}
						onChange={(language) => void choose({ language })}
					/>
					<Segments
						label={shared.theme}
						value={settings.theme}
						options={[
							{ value: 'auto', label: shared.automatic },
							{ value: 'light', label: shared.light },
							{ value: 'dark', label: shared.dark },
						]}
						onChange={(theme) => void choose({ theme })}
					/>
				</div>
			</Popover>
			<Button look="quiet" size="small" title={words.workspaceTab} onClick={onWorkspace}>
				{shared.workspace}
			</Button>
		</footer>
	);
}

/** Whether the figures are live, old or from the page alone, by shape and word. */
function Freshness({ state }: { readonly state: DealState }) {
	const { fresh: words } = useTexts(dealTexts);
	const format = useFormat();
	const now = useNow();
	const { facts, isReading } = state;
	const at = facts?.reading.at ?? null;
	const standing = selectStanding(state);
	const age = at === null ? '' : words.asOf(format.time(at, now), format.age(at, now));
	const [shape, colour, told] = (
		{
			lost: ['○', '', words.none],
			silent: ['○', 'text-warn', words.silent],
			failed: ['○', '', words.none],
			reading: ['○', '', words.reading],
			live: ['●', 'text-ok', facts?.reading.source === 'page' ? words.fromPage : words.live],
			typing: ['●', 'text-ok', words.typing],
			saving: ['○', '', words.saving],
			checking: ['○', '', words.checking],
			'not-read-again': ['◷', 'text-warn', words.notReadAgain],
			kept: ['◷', 'text-warn', age],
			page: ['◐', 'text-warn', words.page],
		} as const
	)[standing === 'live' && isReading ? 'reading' : standing];
	return (
		<span
			className="min-w-0"
			data-status={standing}
			title={at === null ? undefined : new Date(at).toLocaleString(format.locale)}
		>
			<span aria-hidden="true" className={`mr-1.5 ${colour}`}>
				{shape}
			</span>
			{told}
		</span>
	);
}
