import { useEffect } from 'react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import { defaultSettings } from '../../../core/model/settings.ts';
import type { StorageStore } from '../../../stores/storage.ts';
import type { CostsStore } from '../../../stores/workspace/costs.ts';
import { formNames, isUnsaved } from '../../../stores/workspace/forms/forms.ts';
import type { InboxStore } from '../../../stores/workspace/inbox.ts';
import type { WorkspaceStore } from '../../../stores/workspace/store.ts';
import { StorageNotice } from '../../StorageNotice/StorageNotice.tsx';
import { Button } from '../../ui/Button/Button.tsx';
import { LanguageProvider, useFormat, useLanguageCode, useTexts } from '../../ui/Language/Language.tsx';
import { Skeleton } from '../../ui/Skeleton/Skeleton.tsx';
import { PlainUndo, ToastProvider } from '../../ui/Toast/Toast.tsx';
import { ApprovalsSection } from '../Approvals/ApprovalsSection.tsx';
import { CollateralSection } from '../Collateral/CollateralSection.tsx';
import { useHost, useInbox, useWorkspace, WorkspaceContext, type WorkspaceHost } from '../Context/Context.tsx';
import { CostsSection } from '../Costs/CostsSection.tsx';
import { StrayDrafts } from '../Form/StrayDrafts.tsx';
import { PaySection } from '../Pay/PaySection.tsx';
import { PlaybookFiles } from '../PlaybookFiles/PlaybookFiles.tsx';
import { PolicySection } from '../Policy/PolicySection.tsx';
import { ProcessSection } from '../Process/ProcessSection.tsx';
import { RepsSection } from '../Reps/RepsSection.tsx';
import { SettingsSection } from '../Settings/SettingsSection.tsx';
import { FollowedBanner } from '../Source/FollowedBanner.tsx';
import { StartSection } from '../Start/StartSection.tsx';
import { useTheme } from '../Theme/useTheme.ts';
import { TradesSection } from '../Trades/TradesSection.tsx';
import { Navigation } from './Navigation.tsx';
import { useRoute } from './useRoute.ts';

/** Sections that say it themselves, or that are of this browser alone. */
const unpublished: readonly string[] = ['playbook', 'settings'];

interface WorkspaceProps {
	readonly store: WorkspaceStore;
	readonly costs: CostsStore;
	readonly inbox: InboxStore;
	readonly storage: StorageStore;
	readonly host: WorkspaceHost;
	/** "2026-11-24", in the user's time zone. */
	readonly today: string;
}

export function Workspace({ store, costs, inbox, storage, host, today }: WorkspaceProps) {
	useEffect(() => {
		const closers = [store.getState().opened(), costs.getState().opened(), inbox.getState().opened()];
		return () => {
			for (const close of closers) close();
		};
	}, [store, costs, inbox]);
	return (
		<WorkspaceContext store={store} costs={costs} inbox={inbox} storage={storage} host={host}>
			<Spoken today={today} storage={storage} />
		</WorkspaceContext>
	);
}

interface PageProps {
	readonly today: string;
	readonly storage: StorageStore;
}

function Spoken({ today, storage }: PageProps) {
	const { language, theme } = useWorkspace((state) => state.settings ?? defaultSettings);
	useTheme(theme);
	return (
		<LanguageProvider language={language}>
			<ToastProvider undoButton={PlainUndo}>
				<Page today={today} storage={storage} />
			</ToastProvider>
		</LanguageProvider>
	);
}

function Page({ today, storage }: PageProps) {
	const words = useTexts(workspaceTexts);
	const shared = useTexts(sharedTexts);
	const code = useLanguageCode();
	const route = useRoute();
	const { download } = useHost();
	const phase = useWorkspace((state) => state.phase);
	const name = useWorkspace((state) => state.playbook?.name ?? null);
	const readAgain = useWorkspace((state) => state.readAgain);
	const isAtRisk = useWorkspace((state) => !state.areDraftsKept && isUnsaved(state.forms, ...formNames));
	useEffect(() => {
		document.documentElement.lang = code;
		document.title = `${words.nav[route]} · ${shared.appName}`;
	}, [code, route, words, shared]);
	const { locale } = useFormat();
	const formsShownIn = useWorkspace((state) => state.formsShownIn);
	const answersShownIn = useInbox((state) => state.answersShownIn);
	useEffect(() => {
		formsShownIn(locale);
		answersShownIn(locale);
	}, [locale, formsShownIn, answersShownIn]);
	const leaving = useWorkspace((state) => state.leaving);
	useEffect(() => {
		const left = () => document.visibilityState === 'hidden' && leaving();
		document.addEventListener('visibilitychange', left);
		window.addEventListener('pagehide', leaving);
		return () => {
			document.removeEventListener('visibilitychange', left);
			window.removeEventListener('pagehide', leaving);
		};
	}, [leaving]);
	useEffect(() => {
		// What is typed is kept, so that nobody needs to be asked, but where there is no room for it.
		if (!isAtRisk) return;
		const stay = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener('beforeunload', stay);
		return () => window.removeEventListener('beforeunload', stay);
	}, [isAtRisk]);

	const sections = {
		start: <StartSection />,
		collateral: <CollateralSection today={today} />,
		process: <ProcessSection />,
		policy: <PolicySection today={today} />,
		reps: <RepsSection />,
		approvals: <ApprovalsSection />,
		pay: <PaySection />,
		trades: <TradesSection />,
		costs: <CostsSection />,
		playbook: <PlaybookFiles />,
		settings: <SettingsSection />,
	};
	return (
		<div className="min-h-screen font-sans text-base">
			<header className="flex items-baseline gap-3 border-b border-line bg-panel px-4 py-3 md:px-6">
				<a
					href={`#/${route}`}
					onClick={(event) => {
						event.preventDefault();
						document.querySelector('main')?.focus();
					}}
					className="sr-only rounded-lg bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50"
				>
					{words.nav.skip}
				</a>
				<h1 className="m-0 text-base font-semibold text-accent">{shared.appName}</h1>
				<p className="m-0 min-w-0 truncate text-sm text-ink-2">
					{phase === 'loading' ? '' : name?.trim() || words.noPlaybookName}
				</p>
			</header>
			<StrayDrafts />
			<StorageNotice store={storage} as={{ kind: 'whole', download }} />
			<div className="mx-auto flex max-w-7xl flex-col md:flex-row md:gap-8 md:px-6 md:pt-6">
				<Navigation route={route} />
				<main tabIndex={-1} className="min-w-0 flex-1 px-4 pt-5 pb-24 outline-none md:px-0 md:pt-0">
					{phase === 'failed' && route !== 'playbook' ? (
						<div role="alert" className="grid justify-items-start gap-3 rounded-xl bg-bad-soft p-5">
							<p className="m-0 font-semibold text-bad">{words.loadFailed}</p>
							<p className="m-0 text-sm">{words.loadFailedHelp}</p>
							<Button onClick={() => void readAgain()}>{words.tryAgain}</Button>
						</div>
					) : phase === 'loading' ? (
						<div className="grid gap-3" aria-busy="true">
							<span className="sr-only">{words.loading}</span>
							<Skeleton className="h-7 w-48" />
							<Skeleton className="h-4 w-96 max-w-full" />
							<Skeleton className="mt-3 h-64 w-full rounded-xl" />
						</div>
					) : (
						<>
							{unpublished.includes(route) ? null : <FollowedBanner />}
							{sections[route]}
						</>
					)}
				</main>
			</div>
		</div>
	);
}
