import { ExternalLink, RefreshCw, Settings2 } from 'lucide-react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { de as sharedDe, en as sharedEn } from '../../assets/texts/shared.ts';
import { de, en } from '../../assets/texts/sidebar.ts';
import { selectFreshness } from '../../stores/deal-selectors.ts';
import { useDeal, useNow, useSidebar } from '../Sidebar/context.ts';
import { IconButton } from '../ui/IconButton/IconButton.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Popover } from '../ui/Popover/Popover.tsx';
import { Segments } from '../ui/Segments/Segments.tsx';
import { useToast } from '../ui/Toast/Toast.tsx';

const shapes = { live: '●', cache: '◷', page: '◐', reading: '○', none: '○' } as const;

export function Footer() {
	const t = useTexts({ en, de });
	const words = useTexts({ en: sharedEn, de: sharedDe });
	const format = useFormat();
	const toast = useToast();
	const { settings: store, workspaceUrl } = useSidebar();
	const settings = useStore(store, (state) => state.settings);
	const changed = useStore(store, (state) => state.changed);
	const freshness = useDeal(useShallow(selectFreshness));
	const readingAt = useDeal((state) => state.facts?.reading.at ?? null);
	const refreshAsked = useDeal((state) => state.refreshAsked);
	const isLost = useDeal((state) => state.connection === 'lost');
	const now = useNow();

	const said = {
		live: t.live,
		reading: t.reading,
		page: t.fromPage,
		none: t.noFigures,
		cache: freshness.kind === 'cache' ? t.asOf(format.time(freshness.at, now), format.age(freshness.at, now)) : '',
	}[freshness.kind];

	async function save(change: Parameters<typeof changed>[0]): Promise<void> {
		if (!(await changed(change))) toast({ text: words.storageFailed });
	}

	return (
		<footer className="flex min-h-10 items-center gap-1 border-t border-line bg-panel py-1 pr-3 pl-4 text-xs text-ink-3">
			<span
				className={`min-w-0 flex-1 leading-4 ${freshness.kind === 'cache' || freshness.kind === 'page' ? 'text-warn' : ''}`}
				title={readingAt === null ? undefined : new Date(readingAt).toLocaleString(format.locale)}
			>
				<span aria-hidden="true" className={freshness.kind === 'live' ? 'text-ok' : ''}>
					{shapes[freshness.kind]}{' '}
				</span>
				{said}
			</span>
			<IconButton
				icon={RefreshCw}
				label={t.refresh}
				onClick={refreshAsked}
				disabled={isLost || freshness.kind === 'reading'}
			/>
			<Popover
				title={t.settings}
				side="top"
				trigger={<IconButton icon={Settings2} label={t.settings} hasTooltip={false} />}
			>
				<div className="grid w-56 gap-3">
					<Segments
						label={words.language}
						value={settings.language}
						options={[
							{ value: 'auto', label: words.automatic },
							{ value: 'en', label: words.english },
							{ value: 'de', label: words.german },
						]}
						onChange={(language) => void save({ language })}
					/>
					<Segments
						label={words.theme}
						value={settings.theme}
						options={[
							{ value: 'auto', label: words.automatic },
							{ value: 'light', label: words.light },
							{ value: 'dark', label: words.dark },
						]}
						onChange={(theme) => void save({ theme })}
					/>
				</div>
			</Popover>
			<a
				href={workspaceUrl}
				target="_blank"
				rel="noopener noreferrer"
				title={t.opensWorkspace}
				className="ml-1 inline-flex min-h-7 items-center gap-1 rounded-md font-semibold text-accent no-underline hover:underline"
			>
				{words.workspace}
				<ExternalLink aria-hidden="true" size={12} />
			</a>
		</footer>
	);
}
