import { type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes, useId } from 'react';

interface FieldWords {
	readonly label: string;
	/** False keeps the label for screen readers alone. */
	readonly isLabelShown?: boolean | undefined;
	readonly hint?: ReactNode;
	/** What is wrong and what to do; marks the field as invalid. */
	readonly error?: string | null | undefined;
}

interface FieldProps extends FieldWords, Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
	readonly ref?: Ref<HTMLInputElement>;
}

interface TextAreaFieldProps extends FieldWords, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'> {
	readonly ref?: Ref<HTMLTextAreaElement>;
}

const box =
	'w-full min-w-0 rounded-lg border border-ink-3/60 bg-page px-2.5 py-1.5 text-sm text-ink placeholder:text-ink-3 disabled:opacity-60 aria-invalid:border-bad';

interface FrameProps extends FieldWords {
	readonly id: string;
	readonly children: ReactNode;
}

function describedBy(id: string, { hint, error }: FieldWords): string | undefined {
	return [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
}

function Frame({ id, label, isLabelShown = true, hint, error, children }: FrameProps) {
	return (
		<div className="grid gap-1">
			<label htmlFor={id} className={isLabelShown ? 'text-xs font-semibold text-ink-2' : 'sr-only'}>
				{label}
			</label>
			{children}
			{hint ? (
				<div id={`${id}-hint`} className="text-xs text-ink-3">
					{hint}
				</div>
			) : null}
			{error ? (
				<div id={`${id}-error`} className="text-xs text-bad">
					{error}
				</div>
			) : null}
		</div>
	);
}

export function Field({ label, isLabelShown, hint, error, className = '', type = 'text', ...rest }: FieldProps) {
	const id = useId();
	return (
		<Frame id={id} label={label} isLabelShown={isLabelShown} hint={hint} error={error}>
			<input
				id={id}
				type={type}
				aria-invalid={error ? true : undefined}
				aria-describedby={describedBy(id, { label, hint, error })}
				className={`${box} ${className}`}
				{...rest}
			/>
		</Frame>
	);
}

export function TextAreaField({
	label,
	isLabelShown,
	hint,
	error,
	className = '',
	rows = 3,
	...rest
}: TextAreaFieldProps) {
	const id = useId();
	return (
		<Frame id={id} label={label} isLabelShown={isLabelShown} hint={hint} error={error}>
			<textarea
				id={id}
				rows={rows}
				aria-invalid={error ? true : undefined}
				aria-describedby={describedBy(id, { label, hint, error })}
				className={`${box} resize-y ${className}`}
				{...rest}
			/>
		</Frame>
	);
}

interface SelectFieldProps<T extends string> extends FieldWords {
	readonly value: T;
	readonly options: readonly { readonly value: T; readonly label: string }[];
	readonly onChange: (value: T) => void;
	readonly isDisabled?: boolean;
}

export function SelectField<T extends string>({
	label,
	isLabelShown,
	hint,
	error,
	value,
	options,
	onChange,
	isDisabled,
}: SelectFieldProps<T>) {
	const id = useId();
	return (
		<Frame id={id} label={label} isLabelShown={isLabelShown} hint={hint} error={error}>
			<select
				id={id}
				value={value}
				disabled={isDisabled}
				aria-invalid={error ? true : undefined}
				aria-describedby={describedBy(id, { label, hint, error })}
				className={box}
				onChange={(event) => {
					const chosen = options.find((option) => option.value === event.target.value);
					if (chosen) onChange(chosen.value);
				}}
			>
				{options.map((option) => (
					<option key={option.value} value={option.value}>
						{option.label}
					</option>
				))}
			</select>
		</Frame>
	);
}
