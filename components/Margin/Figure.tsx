import { texts } from '../../assets/texts/deal.ts';
import { useTexts } from '../ui/Language/Language.tsx';

interface FigureProps {
	readonly name: string;
	/** What it is in any language, for programs that read the sidebar. */
	readonly figure: 'margin' | 'amount' | 'revenue' | 'discount';
	/** Null is unknown. */
	readonly value: string | null;
	readonly write: (value: string) => string;
	readonly exact: (value: string) => string;
	readonly className?: string;
	/** What is said where there is no value, other than that it is unknown. */
	readonly none?: string | null;
}

export function Figure({ name, figure, value, write, exact, className, none }: FigureProps) {
	const { margin: words } = useTexts(texts);
	return (
		<output
			aria-label={name}
			aria-live="off"
			title={value === null ? undefined : exact(value)}
			className={className}
			data-figure={figure}
			data-value={value ?? undefined}
		>
			{value === null ? (none ?? words.unknown) : write(value)}
		</output>
	);
}

interface BeforeProps extends Omit<FigureProps, 'name' | 'figure' | 'className' | 'none'> {
	readonly now: string | null;
	readonly size: string;
}

/** The value as it is saved, struck through, where the edit changes it. */
export function Before({ value, now, write, exact, size }: BeforeProps) {
	const { margin: words } = useTexts(texts);
	if (value === null || (now !== null && write(value) === write(now))) return null;
	return (
		<span className={`text-ink-3 tabular-nums ${size}`} title={exact(value)}>
			<span className="sr-only">{words.before} </span>
			<s>{write(value)}</s>
		</span>
	);
}
