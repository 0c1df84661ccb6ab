interface ProgressProps {
	readonly label: string;
	/** 0–1; null while the whole is not known. */
	readonly value: number | null;
	/** Said beside the bar: "42,000 of 100,000 rows". */
	readonly words?: string;
}

export function Progress({ label, value, words }: ProgressProps) {
	const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
	return (
		<div className="grid gap-1">
			<div className="flex justify-between gap-3 text-xs text-ink-2">
				<span>{label}</span>
				<span className="tabular-nums">{words ?? (percent === null ? '' : `${percent} %`)}</span>
			</div>
			<div
				role="progressbar"
				aria-label={label}
				aria-valuemin={0}
				aria-valuemax={100}
				aria-valuenow={percent ?? undefined}
				aria-valuetext={words}
				className="drawn h-2 overflow-hidden rounded-full bg-track"
			>
				<div
					className={`h-full rounded-full bg-accent ${percent === null ? 'w-1/3 animate-pulse' : ''}`}
					style={percent === null ? undefined : { width: `${percent}%` }}
				/>
			</div>
		</div>
	);
}
