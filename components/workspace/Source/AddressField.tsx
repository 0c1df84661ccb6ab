import { Field } from '../../ui/Field/Field.tsx';

interface AddressFieldProps {
	readonly label: string;
	readonly hint: string;
	readonly error: string | null;
	readonly value: string;
	readonly onChange: (value: string) => void;
}

/** Takes the address of a published file. */
export function AddressField({ onChange, ...rest }: AddressFieldProps) {
	return (
		<Field
			{...rest}
			inputMode="url"
			autoComplete="off"
			spellCheck={false}
			placeholder="https://files.firm.example/playbook.json"
			onChange={(event) => onChange(event.target.value)}
		/>
	);
}
