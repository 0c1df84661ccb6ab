import { texts } from '../../../assets/texts/workspace.ts';
import type { LimitsDraft, LimitsFault } from '../../../stores/workspace/forms/limits.ts';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { RemoveRow } from '../Rows/Rows.tsx';

interface LimitsRowProps {
	readonly row: LimitsDraft;
	readonly faults: readonly LimitsFault[];
	readonly onChange: (change: Partial<LimitsDraft>) => void;
	/** Absent for the row for everything else. */
	readonly onRemove?: () => void;
}

export function LimitsRow({ row, faults, onChange, onRemove }: LimitsRowProps) {
	const words = useTexts(texts).policy;
	const format = useFormat();
	const isOtherwise = onRemove === undefined;
	const name = isOtherwise ? words.otherwise : row.family || words.newFamily;
	function sentence(field: LimitsFault['field']): string | null {
		const fault = faults.find((each) => each.key === row.key && each.field === field);
		if (fault === undefined) return null;
		if (fault.code === 'percent-unreadable') return words.faults['percent-unreadable'](format.number('12.5'));
		return words.faults[fault.code];
	}
	return (
		<li
			data-row={isOtherwise ? undefined : row.key}
			className="grid grid-cols-[1fr_1fr_auto] items-start gap-2 border-t border-line py-2.5 sm:grid-cols-[1fr_9rem_9rem_2rem]"
		>
			<div className="col-span-3 sm:col-span-1">
				{isOtherwise ? (
					<div className="py-1.5 text-sm">
						<span className="font-semibold">{words.otherwise}</span>
						<span className="block text-xs text-ink-3">{words.otherwiseHint}</span>
					</div>
				) : (
					<Field
						label={words.family}
						isLabelShown={false}
						value={row.family}
						maxLength={120}
						error={sentence('family')}
						onChange={(event) => onChange({ family: event.target.value })}
					/>
				)}
			</div>
			<Field
				label={words.floorOf(name)}
				isLabelShown={false}
				value={row.floor}
				inputMode="decimal"
				autoComplete="off"
				placeholder={words.floor}
				className="text-right tabular-nums"
				error={sentence('floor')}
				onChange={(event) => onChange({ floor: event.target.value })}
			/>
			<Field
				label={words.targetOf(name)}
				isLabelShown={false}
				value={row.target}
				inputMode="decimal"
				autoComplete="off"
				placeholder={words.target}
				className="text-right tabular-nums"
				error={sentence('target')}
				onChange={(event) => onChange({ target: event.target.value })}
			/>
			{onRemove ? <RemoveRow label={words.removeFamily(row.family)} className="mt-0.5" onRemove={onRemove} /> : null}
		</li>
	);
}
