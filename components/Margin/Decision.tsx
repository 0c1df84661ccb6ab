import { type ReactNode, useMemo } from 'react';
import type { LineView, MarginView } from '../../core/model/view.ts';
import { type Seek, selectCountered } from '../../stores/deal/wanted.ts';
import { Alone } from './Alone.tsx';
import { ApplyOutcome, useIsApplying } from './Apply.tsx';
import { Approval, type ApprovalProps } from './Approval.tsx';
import { GuidanceButtons, GuidanceNote } from './Guidance.tsx';
import { Wanted } from './Wanted.tsx';

interface DecisionProps extends Pick<ApprovalProps, 'requestText' | 'onAsk' | 'onAnswer' | 'onWithdraw'> {
	readonly margin: MarginView;
	readonly seek: Seek;
	/** The line being worked on; null for none. */
	readonly line: LineView | null;
}

/**
 * What there is to decide, in one place whether something is typed or not: who must agree, how far one may go, and the
 * price that is needed.
 */
export function Decision({ margin, seek, line, ...asking }: DecisionProps) {
	const { approval, gap, isEdited, warning } = margin;
	const isWritten = useIsApplying();
	const isWorthSaying = gap === null && (isEdited || warning !== null || isWritten);
	const isAsked = approval.need !== null || approval.isUnsure || !['none', 'void'].includes(approval.standing);
	const lineId = line?.id ?? null;
	const counter = useMemo(() => selectCountered(approval, seek, lineId), [approval, seek, lineId]);
	// Two prices to press would leave open which one is meant.
	const isCounterSaid = counter?.price.kind === 'price';
	return (
		<Card>
			<Approval
				approval={approval}
				currency={margin.currency}
				lines={margin.lines}
				lineId={lineId}
				counter={counter}
				isPrimary
				beside={
					isWorthSaying &&
					!isCounterSaid && (
						<GuidanceButtons margin={margin} line={line} isPrimary={approval.need === null} size="small" />
					)
				}
				{...asking}
			/>
			{isWorthSaying && !isCounterSaid && <GuidanceNote margin={margin} line={line} />}
			{isCounterSaid && <ApplyOutcome lines={margin.lines} />}
			{!isEdited && !isAsked && gap === null && <Alone margin={margin} seek={seek} line={line} />}
			{gap === null && <Wanted margin={margin} seek={seek} line={line} />}
		</Card>
	);
}

/** Drawn around whatever there is to say, and gone where that is nothing. */
function Card({ children }: { readonly children: ReactNode }) {
	return (
		<div className="mt-2.5 grid gap-2 rounded-lg bg-panel px-3 py-2.5 text-sm has-[>:only-child.sr-only]:contents empty:hidden">
			{children}
		</div>
	);
}
