import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { texts as applyTexts } from '../../assets/texts/apply.ts';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as sharedTexts } from '../../assets/texts/shared.ts';
import type { MarginView } from '../../core/model/view.ts';
import { idle } from '../../stores/deal/apply.ts';
import type { DealActions, DealState, DealStore } from '../../stores/deal/store.ts';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

type Applying = Pick<DealState & DealActions, 'possible' | 'apply' | 'discountApplied' | 'applyUndone'>;

const ApplyingContext = createContext<Applying>({
	possible: {},
	apply: idle,
	discountApplied: () => undefined,
	applyUndone: () => undefined,
});

interface ApplyingProviderProps {
	readonly deal: DealStore;
	readonly children: ReactNode;
}

/** Around everything that offers to write a discount into the CRM. */
export function ApplyingProvider({ deal, children }: ApplyingProviderProps) {
	const { possible, apply, discountApplied, applyUndone } = useStore(deal);
	const applying = useMemo(
		() => ({ possible, apply, discountApplied, applyUndone }),
		[possible, apply, discountApplied, applyUndone],
	);
	return <ApplyingContext value={applying}>{children}</ApplyingContext>;
}

interface ApplyButtonProps {
	readonly lineId: string;
	/** Fraction of list. */
	readonly discount: string;
	readonly isPrimary: boolean;
	readonly size?: 'normal' | 'small';
	/** Keys that press it. */
	readonly keys?: string;
}

/** True where a discount can be written into this line, or is being written. */
export function useCanApply(lineId: string | undefined): lineId is string {
	const { possible, apply } = useContext(ApplyingContext);
	return lineId !== undefined && (possible[lineId] === 'yes' || (apply.phase === 'writing' && apply.lineId === lineId));
}

/** True while a discount is being written, and until the way back is gone. */
export function useIsApplying(): boolean {
	return useContext(ApplyingContext).apply.phase !== 'idle';
}

export function ApplyButton({ lineId, discount, isPrimary, size = 'normal', keys }: ApplyButtonProps) {
	const words = useTexts(applyTexts);
	const format = useFormat();
	const { apply, discountApplied } = useContext(ApplyingContext);
	return (
		<GuardedButton
			look={isPrimary ? 'primary' : 'plain'}
			size={size}
			keys={keys}
			aria-disabled={apply.phase === 'writing' || undefined}
			onPress={() => discountApplied(lineId, discount)}
		>
			{words.apply(format.exactPercent(discount))}
		</GuardedButton>
	);
}

interface ApplyOutcomeProps {
	readonly lines: MarginView['lines'];
}

/** How the writing went, and the way back. */
export function ApplyOutcome({ lines }: ApplyOutcomeProps) {
	const { apply: state, applyUndone } = useContext(ApplyingContext);
	const words = useTexts(applyTexts);
	const { margin } = useTexts(dealTexts);
	const shared = useTexts(sharedTexts);
	const format = useFormat();
	if (state.phase === 'idle') return null;
	const name = margin.quoted(lines.find(({ id }) => id === state.lineId)?.name ?? '');
	const isFailed = state.phase === 'failed';
	const { code, text } = isFailed ? state.failure : { code: null, text: undefined };
	return (
		<div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-ink-2">
			<p role={isFailed ? 'alert' : 'status'} className="m-0 min-w-36 flex-1 wrap-anywhere">
				{state.phase === 'writing' &&
					(state.isWaiting ? words.waiting : state.isUndo ? words.takingBack : words.writing)}
				{state.phase === 'done' && words.done(format.percent(state.discount), name)}
				{code !== null && (code === 'not-taken' && text ? words.readsInstead(text) : words.failures[code])}
			</p>
			{state.phase !== 'writing' && state.written && <GuardedButton onPress={applyUndone}>{shared.undo}</GuardedButton>}
		</div>
	);
}
