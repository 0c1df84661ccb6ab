import { useId } from 'react';

interface SwitchProps {
	readonly label: string;
	readonly isLabelShown?: boolean;
	readonly hint?: string;
	readonly isOn: boolean;
	readonly onChange: (isOn: boolean) => void;
	readonly isDisabled?: boolean;
	/** Keys that switch it, as `aria-keyshortcuts` writes them. */
	readonly keys?: string;
	/** Small, for a heading's row; the hint is then a tooltip. */
	readonly isCompact?: boolean;
}

export function Switch({
	label,
	isLabelShown = true,
	hint,
	isOn,
	onChange,
	isDisabled = false,
	keys,
	isCompact = false,
}: SwitchProps) {
	const id = useId();
	return (
		<div
			className={isCompact ? 'inline-flex items-center gap-1.5' : 'flex items-start gap-3'}
			title={isCompact ? hint : undefined}
		>
			<button
				type="button"
				role="switch"
				id={id}
				aria-checked={isOn}
				aria-label={isLabelShown ? undefined : label}
				aria-labelledby={isLabelShown ? `${id}-label` : undefined}
				aria-describedby={hint ? `${id}-hint` : undefined}
				aria-keyshortcuts={keys}
				disabled={isDisabled}
				onClick={() => onChange(!isOn)}
				className={`drawn relative shrink-0 rounded-full bg-ink-3 transition-colors disabled:opacity-50 aria-checked:bg-accent ${isCompact ? 'h-4 w-7' : 'mt-0.5 h-5 w-9'}`}
			>
				<span
					aria-hidden="true"
					className={`absolute top-0.5 left-0.5 rounded-full bg-page transition-transform ${isCompact ? 'size-3' : 'size-4'} ${isOn ? (isCompact ? 'translate-x-3' : 'translate-x-4') : ''}`}
				/>
			</button>
			{isLabelShown ? (
				<div>
					<label id={`${id}-label`} htmlFor={id} className="cursor-pointer">
						{label}
					</label>
					{hint ? (
						<p id={`${id}-hint`} className={isCompact ? 'sr-only' : 'm-0 text-xs text-ink-3'}>
							{hint}
						</p>
					) : null}
				</div>
			) : null}
		</div>
	);
}
