import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { de, en } from '../../assets/texts/deal.ts';
import type { DealStore } from '../../stores/deal-store.ts';
import { selectBrokenField, selectIsEditing, selectShownDeal } from '../../stores/deal-view.ts';
import type { FrameStore } from '../../stores/frame-store.ts';
import { Collateral } from '../Collateral/Collateral.tsx';
import { BrokenMargin } from '../Margin/BrokenMargin.tsx';
import { Margin, spoken } from '../Margin/Margin.tsx';
import { Stage } from '../Stage/Stage.tsx';
import { LanguageProvider, useFormat, useTexts } from '../ui/Language/Language.tsx';
import { ToastProvider, useToast } from '../ui/Toast/Toast.tsx';
import { Edge } from './Edge.tsx';
import { Footer } from './Footer.tsx';
import { Handle } from './Handle.tsx';
import { Header } from './Header.tsx';
import { LoadingRegion } from './LoadingRegion.tsx';
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

/** Gives the page its focus back on Escape, unless the key closes something of ours first. */
function useEscape(onEscape: () => void): void {
	useEffect(() => {
		const pressed = (event: KeyboardEvent) => {
			const isOurs = event.defaultPrevented || document.querySelector('[role="dialog"]') !== null;
			if (event.key === 'Escape' && !isOurs) onEscape();
		};
		document.addEventListener('keydown', pressed);
		return () => document.removeEventListener('keydown', pressed);
	}, [onEscape]);
}

function Panels({ deal, frame, today, onEscape, onWorkspace }: SidebarProps) {
	const words = useTexts({ en, de });
	const format = useFormat();
	const toast = useToast();
	const state = useStore(deal);
	const { layout, settings } = useStore(frame);
	const day = today();
	const shown = useMemo(() => selectShownDeal(state, settings.viewer, day), [state, settings.viewer, day]);
	const brokenField = selectBrokenField(state);
	useQuietPointer();
	useEscape(onEscape);

	const told = async (kept: Promise<boolean>): Promise<boolean> => {
		const isKept = await kept;
		if (!isKept) toast({ text: words.failedToKeep });
		return isKept;
	};
	const isTrusted = shown !== null && brokenField === null;
	if (layout.isCollapsed) return <Handle frame={frame} view={isTrusted ? shown.view : null} />;
	const isLoading = state.connection !== 'lost' && !state.isContextFailed && (!state.failure || state.facts !== null);
	return (
		<div className="fixed inset-0 flex flex-col overflow-hidden bg-page font-sans text-base text-ink">
			<Edge frame={frame} />
			<Header state={state} frame={frame} />
			<main className="min-h-0 flex-1 overflow-y-auto">
				<Notices state={state} />
				{shown ? (
					<Stage
						key={`${state.record?.key} ${shown.view.stage.current?.id}`}
						stage={shown.view.stage}
						isFolded={selectIsEditing(state)}
						onTick={(id, isDone, evidence) => void told(state.criterionTicked(id, isDone, evidence))}
					/>
				) : (
					isLoading && <LoadingRegion name={words.regions.stage} />
				)}
				{brokenField !== null ? (
					<BrokenMargin field={brokenField} />
				) : shown ? (
					<Margin
						key={state.record?.key}
						margin={shown.view.margin}
						tried={shown.tried}
						whatIf={state.whatIf}
						activeLineId={state.edits?.activeLineId ?? null}
						reason={shown.view.notes.reason}
						onTry={(lineId, discount) => state.whatIfMoved({ lineId, discount })}
						onReset={state.whatIfReset}
						onReason={(text) => told(state.reasonGiven(text))}
					/>
				) : (
					isLoading && <LoadingRegion name={words.regions.margin} />
				)}
				{shown ? (
					<Collateral
						pieces={shown.view.collateral}
						stageName={shown.view.stage.current?.name ?? null}
						onSent={(id, isSent) => told(state.collateralMarked(id, isSent))}
					/>
				) : (
					isLoading && <LoadingRegion name={words.regions.collateral} />
				)}
				{isTrusted && (
					<Spoken
						text={`${words.regions.margin}: ${spoken(shown.view.margin.after, words.margin.states, format.percent)}`}
					/>
				)}
			</main>
			<Footer state={state} frame={frame} onWorkspace={onWorkspace} />
		</div>
	);
}

/** Time after the last change before a figure is said: each key would be noise. */
const settledAfterMs = 700;

function Spoken({ text }: { readonly text: string }) {
	const [said, setSaid] = useState('');
	const first = useRef(text);
	useEffect(() => {
		// What stood there at the start was read with the page.
		if (first.current === text) return;
		first.current = '';
		const timer = setTimeout(() => setSaid(text), settledAfterMs);
		return () => clearTimeout(timer);
	}, [text]);
	return (
		<p className="sr-only" aria-live="polite">
			{said}
		</p>
	);
}
