import { useId } from 'react';

interface ChoicesProps<T extends string> {
	readonly label: string;
	/** `heading`: the label is a heading of the page; `field`: it looks like the label of a field. */
	readonly look?: 'heading' | 'field';
	readonly value: T;
	readonly options: readonly { readonly value: T; readonly label: string; readonly hint: string }[];
	readonly onChange: (value: T) => void;
	/** Beside each other where there is room. */
	readonly columns?: 1 | 2;
}

/** One of a few, each with a line on what it means. */
export function Choices<T extends string>(props: ChoicesProps<T>) {
	const { label, look = 'heading', value, options, onChange, columns = 2 } = props;
	const id = useId();
	return (
		<div role="radiogroup" aria-labelledby={id} className="grid gap-2">
			{look === 'heading' ? (
				<h3 id={id} className="m-0 text-base font-semibold">
					{label}
				</h3>
			) : (
				<span id={id} className="text-xs font-semibold text-ink-2">
					{label}
				</span>
			)}
			<div className={`grid gap-2 ${columns === 2 ? 'sm:grid-cols-2' : ''}`}>
				{options.map((option) => (
					<div
						key={option.value}
						className="relative rounded-xl border border-line p-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
					>
						<label className="flex cursor-pointer items-center gap-2 text-sm font-semibold after:absolute after:inset-0">
							<input
								type="radio"
								name={id}
								value={option.value}
								checked={option.value === value}
								aria-describedby={`${id}-${option.value}`}
								onChange={() => onChange(option.value)}
								className="relative z-10 size-4 accent-accent outline-none"
							/>
							{option.label}
						</label>
						<p id={`${id}-${option.value}`} className="mt-1 mb-0 pl-6 text-xs text-ink-2">
							{option.hint}
						</p>
					</div>
				))}
			</div>
		</div>
	);
}
