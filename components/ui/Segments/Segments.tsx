interface SegmentsProps<T extends string> {
	readonly label: string;
	readonly value: T;
	readonly options: readonly { readonly value: T; readonly label: string }[];
	readonly onChange: (value: T) => void;
}

/**
 * A choice of a few, all in sight, made of buttons: a pointer on native radios takes the focus, which would blur the
 * field of the page around a frame. Arrow keys move between them.
 */
export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
	return (
		<fieldset className="m-0 grid min-w-0 gap-1 border-0 p-0">
			<legend className="mb-1 p-0 text-xs font-semibold text-ink-2">{label}</legend>
			<div className="flex gap-0.5 rounded-lg bg-track p-0.5">
				{options.map((option, index) => (
					<button
						key={option.value}
						type="button"
						aria-pressed={option.value === value}
						onClick={() => onChange(option.value)}
						onKeyDown={(event) => {
							const forward = event.key === 'ArrowRight' || event.key === 'ArrowDown';
							const back = event.key === 'ArrowLeft' || event.key === 'ArrowUp';
							if (!forward && !back) return;
							event.preventDefault();
							const next = (index + (forward ? 1 : -1) + options.length) % options.length;
							const sibling = event.currentTarget.parentElement?.children[next];
							if (sibling instanceof HTMLElement) sibling.focus();
						}}
						className="flex-1 rounded-md px-2.5 py-1 text-xs whitespace-nowrap text-ink-2 hover:text-ink aria-pressed:bg-page forced-colors:aria-pressed:underline aria-pressed:font-semibold aria-pressed:text-ink"
					>
						{option.label}
					</button>
				))}
			</div>
		</fieldset>
	);
}
