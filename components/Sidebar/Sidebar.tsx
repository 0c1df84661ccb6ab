import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { de, en } from '../../assets/texts/deal.ts';
import type { DealStore } from '../../stores/deal-store.ts';
import { type ShownDeal, selectShownDeal } from '../../stores/deal-view.ts';
import type { FrameStore } from '../../stores/frame-store.ts';
import { Collateral } from '../Collateral/Collateral.tsx';
import { Margin, spoken } from '../Margin/Margin.tsx';
import { Stage } from '../Stage/Stage.tsx';
import { LanguageProvider, useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Skeleton } from '../ui/Skeleton/Skeleton.tsx';
import { ToastProvider, useToast } from '../ui/Toast/Toast.tsx';
import { Edge } from './Edge.tsx';
import { Footer } from './Footer.tsx';
import { Handle } from './Handle.tsx';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
import { useQuietPointer } from './useQuietPointer.ts';

export interface SidebarProps {
	readonly deal: DealStore;
	readonly frame: FrameStore;
	/** "2026-11-24", asked at each drawing so that a tab left open over night is right in the morning. */
	readonly today: () => string;
	readonly onEscape: () => void;
	readonly onWorkspace: () => void;
}

export function Sidebar(props: SidebarProps) {
	const language = useStore(props.frame, (state) => state.settings.language);
	return (
		<LanguageProvider language={language}>
			<ToastProvider>
				<Panels {...props} />
			</ToastProvider>
		</LanguageProvider>
	);
}

function Panels({ deal, frame, today, onEscape, onWorkspace }: SidebarProps) {
	const words = useTexts({ en, de });
	const toast = useToast();
	const state = useStore(deal);
	const { layout, settings } = useStore(frame);
	const day = today();
	const shown = useMemo(() => selectShownDeal(state, settings.viewer, day), [state, settings.viewer, day]);
	useQuietPointer();
	useEffect(() => {
		const close = (event: KeyboardEvent) => {
			if (event.key === 'Escape') onEscape();
		};
		document.addEventListener('keydown', close);
		return () => document.removeEventListener('keydown', close);
	}, [onEscape]);

	const told = async (kept: Promise<boolean>) => {
		if (!(await kept)) toast({ text: words.failedToKeep });
	};
	const activeLineId = state.edits?.activeLineId ?? null;
	if (layout.isCollapsed) return <Handle frame={frame} view={shown?.view ?? null} />;
	return (
		<div className="fixed inset-0 flex flex-col overflow-hidden bg-page font-sans text-base text-ink">
			<Edge frame={frame} />
			<Header state={state} frame={frame} />
			<main className="min-h-0 flex-1 overflow-y-auto">
				<Notices state={state} />
				{shown ? (
					<>
						<Stage
							stage={shown.view.stage}
							isFolded={shown.view.margin.isEdited}
							onTick={(id, isDone, evidence) => void told(state.criterionTicked(id, isDone, evidence))}
						/>
						<Margin
							margin={shown.view.margin}
							tried={shown.tried}
							activeLineId={activeLineId}
							reason={shown.view.notes.reason}
							onTry={(lineId, discount) => state.whatIfMoved({ lineId, discount })}
							onReset={state.whatIfReset}
							onReason={(text) => void told(state.reasonGiven(text))}
						/>
						<Collateral
							pieces={shown.view.collateral}
							isStageKnown={shown.view.stage.current !== null}
							onSent={(id, isSent) => void told(state.collateralMarked(id, isSent))}
						/>
						<Spoken shown={shown} />
					</>
				) : (
					state.failure === null && state.editsFailure === null && !state.isContextFailed && <Loading />
				)}
			</main>
			<Footer state={state} frame={frame} onWorkspace={onWorkspace} />
		</div>
	);
}

function Loading() {
	const { regions } = useTexts({ en, de });
	return [regions.stage, regions.margin, regions.collateral].map((name) => (
		<section key={name} aria-label={name} aria-busy="true" className="grid gap-2 border-t border-line px-4 py-4">
			<Skeleton className="h-4 w-1/3" />
			<Skeleton className="h-8 w-2/3" />
			<Skeleton />
		</section>
	));
}

/** Time after the last change before a figure is said: each key would be noise. */
const settledAfterMs = 700;

function Spoken({ shown }: { readonly shown: ShownDeal }) {
	const { margin: words, regions } = useTexts({ en, de });
	const format = useFormat();
	const { margin } = shown.view;
	const text = `${regions.margin}: ${spoken(margin.after, words.states, format.percent)}`;
	const [said, setSaid] = useState('');
	const isFirst = useRef(true);
	useEffect(() => {
		if (isFirst.current) {
			isFirst.current = false;
			return;
		}
		const timer = setTimeout(() => setSaid(text), settledAfterMs);
		return () => clearTimeout(timer);
	}, [text]);
	return (
		<p className="sr-only" aria-live="polite">
			{said}
		</p>
	);
}
