import { de, en } from '../../assets/texts/apply.ts';
import { de as dealDe, en as dealEn } from '../../assets/texts/deal.ts';
import { de as sharedDe, en as sharedEn } from '../../assets/texts/shared.ts';
import type { LinePossibilities } from '../../core/model/apply.ts';
import type { MarginView } from '../../core/model/view.ts';
import type { ApplyState } from '../../stores/apply.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { useSeenClick } from '../ui/SeenClick/useSeenClick.ts';

/** Writing discounts into the CRM: where it can be done, how far it has come, and what the user can ask for. */
export interface Applying {
	readonly possible: LinePossibilities;
	readonly state: ApplyState;
	readonly onApply: (lineId: string, discount: string) => void;
	readonly onUndo: () => void;
}

interface ApplyButtonProps {
	readonly applying: Applying;
	readonly lineId: string;
	/** Fraction of list. */
	readonly discount: string;
	readonly isPrimary: boolean;
}

/** True where the discount can be written into this line. */
export function canBeApplied({ possible, state }: Applying, lineId: string | undefined): lineId is string {
	return lineId !== undefined && (possible[lineId] === 'yes' || (state.phase === 'writing' && state.lineId === lineId));
}

export function ApplyButton({ applying, lineId, discount, isPrimary }: ApplyButtonProps) {
	const words = useTexts({ en, de });
	const { ref, onClick, isRefused } = useSeenClick(() => applying.onApply(lineId, discount));
	return (
		<>
			<span ref={ref}>
				<Button
					look={isPrimary ? 'primary' : 'plain'}
					aria-disabled={applying.state.phase === 'writing' || undefined}
					onClick={onClick}
				>
					{words.apply}
				</Button>
			</span>
			{isRefused && <Refusal />}
		</>
	);
}

interface ApplyOutcomeProps {
	readonly applying: Applying;
	readonly lines: MarginView['lines'];
}

/** How the writing went, and the way back. */
export function ApplyOutcome({ applying: { state, onUndo }, lines }: ApplyOutcomeProps) {
	const words = useTexts({ en, de });
	const { margin } = useTexts({ en: dealEn, de: dealDe });
	const shared = useTexts({ en: sharedEn, de: sharedDe });
	const format = useFormat();
	const { ref, onClick, isRefused } = useSeenClick(onUndo);
	if (state.phase === 'idle') return null;
	const name = margin.quoted(lines.find(({ id }) => id === state.lineId)?.name ?? '');
	const isFailed = state.phase === 'failed';
	const { code, text } = isFailed ? state.failure : { code: null, text: undefined };
	return (
		<div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-ink-2">
			<p role={isFailed ? 'alert' : 'status'} className="m-0 min-w-36 flex-1 wrap-anywhere">
				{state.phase === 'writing' && (state.isUndo ? words.takingBack : words.writing)}
				{state.phase === 'done' && words.done(format.percent(state.discount), name)}
				{code !== null && (code === 'not-taken' && text ? words.readsInstead(text) : words.failures[code])}
			</p>
			{state.phase !== 'writing' && state.written && (
				<span ref={ref}>
					<Button onClick={onClick}>{shared.undo}</Button>
				</span>
			)}
			{isRefused && <Refusal />}
		</div>
	);
}

/** Why a click did not count. */
function Refusal() {
	return (
		<p role="alert" className="m-0 basis-full text-sm text-ink-2">
			{useTexts({ en, de }).covered}
		</p>
	);
}
