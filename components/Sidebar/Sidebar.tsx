import { useCallback, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { texts as letterTexts } from '../../assets/texts/approval.ts';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as storageTexts } from '../../assets/texts/storage.ts';
import { requestText } from '../../stores/approval-letters.ts';
import { isLost } from '../../stores/ask.ts';
import type { DealStore } from '../../stores/deal/store.ts';
import {
	isOver,
	type ShownMargin,
	selectBrokenField,
	selectIsEditing,
	selectIsLoading,
	selectIsStartNeeded,
	selectRequest,
	selectShownDeal,
} from '../../stores/deal/view.ts';
import type { FrameStore } from '../../stores/frame.ts';
import type { StorageStore } from '../../stores/storage.ts';
import { Collateral, Proof, proofOf } from '../Collateral/Collateral.tsx';
import { Announcement } from '../Margin/Announcement.tsx';
import { ApplyingProvider } from '../Margin/Apply.tsx';
import { PriceOnly } from '../Margin/BuyerSafe.tsx';
import { Margin } from '../Margin/Margin.tsx';
import { NoMargin } from '../Margin/NoMargin.tsx';
import { Palette } from '../Palette/Palette.tsx';
import { usePalette } from '../Palette/usePalette.ts';
import { Stage } from '../Stage/Stage.tsx';
import { StorageNotice } from '../StorageNotice/StorageNotice.tsx';
import { GuardedButton, GuardProvider } from '../ui/Guard/Guard.tsx';
import type { PressJudge } from '../ui/Guard/judge.ts';
import { LanguageProvider, useTexts } from '../ui/Language/Language.tsx';
import { PopoverHost } from '../ui/Popover/Popover.tsx';
import { Skeleton } from '../ui/Skeleton/Skeleton.tsx';
import { ToastProvider, useToast } from '../ui/Toast/Toast.tsx';
import { Edge } from './Edge.tsx';
import { Footer } from './Footer.tsx';
import { Handle } from './Handle.tsx';
import { Header } from './Header.tsx';
import { LoadingRegion } from './LoadingRegion.tsx';
import { Notices } from './Notices.tsx';
import { Region } from './Region.tsx';
import { type OnShowField, ShowField } from './ShowField.tsx';
import { StartLine } from './StartLine.tsx';
import { useKeptFocus } from './useKeptFocus.ts';
import { useOpenBehind } from './useOpenBehind.ts';
import { useQuietPointer } from './useQuietPointer.ts';
import { useSteadyUnderPointer } from './useSteadyUnderPointer.ts';

export interface SidebarProps {
	readonly deal: DealStore;
	readonly frame: FrameStore;
	readonly storage: StorageStore;
	/** Decides whether a press that writes, reveals or sends was seen and meant. */
	readonly judge: PressJudge;
	/** "2026-11-24", asked at each drawing so that a tab left open over night is right in the morning. */
	readonly today: () => string;
	/** Resolves once the page will not take the focus back from a field of ours. Absent: it never does. */
	readonly askFocus?: () => Promise<void>;
	readonly onEscape: () => void;
	/** Something of ours opened that `close` closes; returns what is to be called once it is closed. */
	readonly onPopover: (close: () => void) => () => void;
	/** Opens the workspace, at a place in it when one is named: "settings/access". `isBehind`: this tab stays in front. */
	readonly onWorkspace: (place: string | null, isBehind: boolean) => void;
	/** Opens an address in a tab behind this one. */
	readonly onOpenBehind: (address: string) => void;
	/** Has the user point at a field that was lost. Missing: nobody can be asked. */
	readonly onShowField?: OnShowField;
	/** The extension's own, for reports. */
	readonly version?: string;
}

export function Sidebar(props: SidebarProps) {
	const language = useStore(props.frame, (state) => state.settings.language);
	const isProven = useStore(props.deal, ({ connection, record }) => connection !== 'connecting' || record !== null);
	// Until the content script vouches for this frame any page may have made it: nothing here can be pressed or read.
	if (!isProven) return <Unproven />;
	return (
		<LanguageProvider language={language}>
			<GuardProvider judge={props.judge}>
				<ToastProvider undoButton={GuardedButton}>
					<PopoverHost opened={props.onPopover}>
						<ApplyingProvider deal={props.deal}>
							<Panels {...props} />
						</ApplyingProvider>
					</PopoverHost>
				</ToastProvider>
			</GuardProvider>
		</LanguageProvider>
	);
}

function Unproven() {
	return (
		<div aria-hidden="true" className="fixed inset-0 bg-page">
			<div className="grid gap-2.5 p-4">
				<Skeleton className="h-4 w-44 max-w-full" />
				<Skeleton className="h-7 w-2/5" />
				<Skeleton className="h-2 w-full" />
			</div>
		</div>
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

function Panels(props: SidebarProps) {
	const {
		deal,
		frame,
		storage,
		today,
		askFocus,
		onEscape,
		onWorkspace,
		onOpenBehind,
		onShowField,
		version = '',
	} = props;
	const words = useTexts(dealTexts);
	const toast = useToast();
	const state = useStore(deal);
	const { layout, settings, settingsChosen, areSettingsUnreadable, isBlocked, isRestarted, paletteAsked } =
		useStore(frame);
	const kept = useTexts(storageTexts);
	const day = today();
	const shown = useMemo(() => selectShownDeal(state, settings.viewer, day), [state, settings.viewer, day]);
	const brokenField = selectBrokenField(state);
	const isLoading = selectIsLoading(state);
	const isFolded = useSteadyUnderPointer(selectIsEditing(state));
	useQuietPointer(askFocus);
	useEscape(onEscape);
	useKeptFocus();
	const palette = usePalette(paletteAsked, askFocus);
	useEffect(() => {
		if (isRestarted) toast({ text: words.restarted });
	}, [isRestarted, toast, words]);
	// Some CRMs save an open edit when their tab is hidden.
	const isBehind = selectIsEditing(state) || state.isTyped;
	const tellBehind = useCallback(() => toast({ text: words.openedBehind }), [toast, words]);
	const openBehind = useCallback(
		(address: string) => {
			onOpenBehind(address);
			tellBehind();
		},
		[onOpenBehind, tellBehind],
	);
	useOpenBehind(isBehind, openBehind);
	const openWorkspace = (place: string | null) => {
		onWorkspace(place, isBehind);
		if (isBehind) tellBehind();
	};

	/** Says why something was not kept, as closely as it is known. */
	const told = async (keeping: Promise<boolean>, by: DealStore | FrameStore = deal): Promise<boolean> => {
		const isKept = await keeping;
		const { refusal } = by.getState();
		const isKnown = refusal !== null && refusal in kept.causes;
		if (!isKept) toast({ text: isKnown ? kept.causes[refusal as keyof typeof kept.causes] : words.failedToKeep });
		return isKept;
	};
	const askApproval = async (margin: ShownMargin, reason: string): Promise<boolean> => {
		const asked = { id: crypto.randomUUID(), by: settings.viewer.name, at: new Date().toISOString(), reason };
		const request = selectRequest(state, margin, asked);
		return told(request ? state.approvalAsked(request) : Promise.resolve(false));
	};
	const letterWords = useTexts(letterTexts);
	const { isBuyerSafe } = settings;
	const unknownWhy = shown === null && state.refusal !== null && isLost(state.refusal) ? kept.unknownNow : null;
	// What the viewer may see is a setting: one that cannot be read allows nothing.
	const shownMargin = isBuyerSafe || areSettingsUnreadable ? null : (shown?.shownMargin ?? null);
	const sent = (id: string, isSent: boolean) => told(state.collateralMarked(id, isSent));
	const proof = shown && shownMargin ? proofOf(shown.collateral) : null;
	const setBuyerSafe = (isOn: boolean) => void told(settingsChosen({ isBuyerSafe: isOn }), frame);
	if (layout.isCollapsed)
		return <Handle frame={frame} margin={shownMargin?.margin ?? null} isBuyerSafe={isBuyerSafe} />;
	return (
		<div className="fixed inset-0 flex flex-col overflow-hidden bg-page font-sans text-base text-ink low:block low:overflow-y-auto">
			<Header state={state} frame={frame} onPalette={palette.openByButton} />
			<main className="min-h-0 flex-1 overflow-y-auto low:overflow-visible">
				<Edge frame={frame} />
				<StorageNotice store={storage} as={{ kind: 'short', onWorkspace: () => openWorkspace('playbook') }} />
				<Notices state={state} isBlocked={isBlocked} onAccess={() => openWorkspace('settings/access')} />
				{selectIsStartNeeded(state) && <StartLine onStart={() => openWorkspace('start')} />}
				{shown ? (
					<Stage
						key={`${state.record?.key} ${shown.stage.current?.id} ${isBuyerSafe}`}
						stage={shown.stage}
						isFolded={isFolded}
						isBuyerSafe={isBuyerSafe}
						onProcess={settings.viewer.role === 'manager' ? () => openWorkspace('process') : null}
						onTick={(id, isDone, evidence) => void told(state.criterionTicked(id, isDone, evidence))}
					/>
				) : (
					<Missing name={words.regions.stage} isLoading={isLoading} why={unknownWhy} />
				)}
				{isBuyerSafe ? (
					<PriceOnly
						margin={areSettingsUnreadable ? null : (shown?.shownMargin?.margin ?? null)}
						onChange={setBuyerSafe}
					/>
				) : areSettingsUnreadable ? (
					<NoMargin isAlert>{kept.unknownSettings}</NoMargin>
				) : unknownWhy !== null ? (
					<NoMargin isAlert>{unknownWhy}</NoMargin>
				) : shownMargin ? (
					<Margin
						key={state.record?.key}
						shown={shownMargin}
						whatIf={state.whatIf}
						reason={shown?.notes?.reason ?? null}
						onTry={(lineId, discount) => state.whatIfMoved({ lineId, discount })}
						onReset={state.whatIfReset}
						onReason={(code, text) => told(state.reasonGiven(code, text))}
						reasonCodes={state.context?.playbook.margin.reasonCodes ?? []}
						requestText={requestText(shownMargin.margin.approval, letterWords)}
						onAsk={(why) => askApproval(shownMargin, why)}
						onAnswer={state.approvalAnswered}
						onWithdraw={() => told(state.approvalWithdrawn())}
						onBuyerSafe={setBuyerSafe}
						onCosts={settings.viewer.role === 'rep' ? null : () => openWorkspace('costs')}
						proof={proof && <Proof view={proof} onSent={sent} />}
					/>
				) : brokenField !== null ? (
					<NoMargin isAlert>
						<b className="font-semibold text-ink">
							{brokenField ? words.cannotRead(brokenField) : words.cannotReadSome}
						</b>{' '}
						{words.noFigures}
						{brokenField && onShowField && state.record?.repairable.includes(brokenField) && (
							<span className="mt-2 block">
								<ShowField field={brokenField} onShowField={onShowField} />
							</span>
						)}
					</NoMargin>
				) : isLoading ? (
					<LoadingRegion name={words.regions.margin} />
				) : (
					<NoMargin>{isOver(state) ? words.notFollowed : words.notRead}</NoMargin>
				)}
				{shown ? (
					<Collateral
						hasKeys={proof === null}
						pieces={proof ? shown.collateral.filter((view) => view !== proof) : shown.collateral}
						stage={shown.stage}
						isBuyerSafe={isBuyerSafe}
						onSent={sent}
					/>
				) : (
					<Missing name={words.regions.collateral} isLoading={isLoading} why={unknownWhy} />
				)}
				{shownMargin && <Announcement key={`said ${state.record?.key}`} margin={shownMargin.margin} />}
			</main>
			<Footer
				state={state}
				frame={frame}
				onWorkspace={() => openWorkspace(null)}
				version={version}
				onShowField={onShowField}
			/>
			<Palette
				actions={palette.opened?.actions ?? null}
				cameFrom={palette.opened?.cameFrom ?? null}
				onClose={palette.close}
				onBack={onEscape}
			/>
		</div>
	);
}

interface MissingProps {
	readonly name: string;
	readonly isLoading: boolean;
	/** Why it is unknown; null where it may still come. */
	readonly why: string | null;
}

/** A region that has nothing to show: on its way, or why not. */
function Missing({ name, isLoading, why }: MissingProps) {
	const words = useTexts(dealTexts);
	if (isLoading && why === null) return <LoadingRegion name={name} />;
	return (
		<Region name={name}>
			<p className="m-0 text-sm text-ink-2">{why ?? words.notRead}</p>
		</Region>
	);
}
