import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { texts } from '../../../assets/texts/policy-rules.ts';
import { Field } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { RemoveRow, Rows } from '../Rows/Rows.tsx';

interface ChipsProps {
	readonly label: string;
	readonly isLabelShown?: boolean | undefined;
	readonly hint?: string;
	readonly error?: string | null | undefined;
	readonly values: readonly string[];
	readonly onChange: (values: readonly string[]) => void;
	/** What is known already and may be meant. */
	readonly suggestions?: readonly string[];
}

function added(values: readonly string[], text: string): readonly string[] {
	const known = new Set(values.map((value) => value.toLocaleLowerCase()));
	const fresh: string[] = [];
	for (const part of text.split(/[,;\n]/)) {
		const value = part.trim();
		if (value === '' || known.has(value.toLocaleLowerCase())) continue;
		known.add(value.toLocaleLowerCase());
		fresh.push(value);
	}
	return fresh.length === 0 ? values : [...values, ...fresh];
}

/** Several short values: Enter, a comma or leaving the field adds what was typed, Backspace takes the last one back. */
export function Chips(props: ChipsProps) {
	const { label, isLabelShown, hint, error, values, onChange, suggestions = [] } = props;
	const words = useTexts(texts);
	const id = useId();
	const [text, setText] = useState('');

	function taken(typed: string): void {
		const next = added(values, typed);
		if (next !== values) onChange(next);
		setText('');
	}

	function pressed(event: KeyboardEvent<HTMLInputElement>): void {
		if (event.nativeEvent.isComposing) return;
		if (event.key === 'Enter' && text.trim() !== '') {
			event.preventDefault();
			taken(text);
		} else if (event.key === 'Backspace' && text === '' && values.length > 0) {
			onChange(values.slice(0, -1));
		}
	}

	return (
		<Rows className="grid min-w-0 content-start gap-1.5">
			<Field
				label={label}
				isLabelShown={isLabelShown}
				hint={hint === undefined ? words.addValue : `${hint} ${words.addValue}.`}
				error={error}
				value={text}
				data-does="open"
				autoComplete="off"
				spellCheck={false}
				list={suggestions.length > 0 ? `${id}-list` : undefined}
				onChange={(event) => {
					const typed = event.target.value;
					if (/[,;\n]/.test(typed)) taken(typed);
					else setText(typed);
				}}
				onKeyDown={pressed}
				onBlur={() => taken(text)}
			/>
			{suggestions.length > 0 ? (
				<datalist id={`${id}-list`}>
					{suggestions.map((value) => (
						<option key={value} value={value} />
					))}
				</datalist>
			) : null}
			{values.length > 0 ? (
				<ul aria-label={label} className="m-0 flex list-none flex-wrap gap-1.5 p-0">
					{values.map((value) => (
						<li
							key={value}
							data-row={value}
							className="flex min-w-0 items-center rounded-md bg-accent-soft py-0 pr-0 pl-2 text-sm text-ink"
						>
							<span className="min-w-0 break-words">{value}</span>
							<RemoveRow
								icon={X}
								label={words.removeValue(value)}
								onRemove={() => onChange(values.filter((each) => each !== value))}
							/>
						</li>
					))}
				</ul>
			) : null}
		</Rows>
	);
}
