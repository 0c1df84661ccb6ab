import type { FormEvent } from 'react';
import { de, en } from '../../assets/texts/deal.ts';
import { Button } from '../ui/Button/Button.tsx';
import { Field } from '../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface ReasonProps {
	readonly reason: { readonly text: string; readonly at: string; readonly by: string } | null;
	readonly onReason: (text: string) => void;
}

export function Reason({ reason, onReason }: ReasonProps) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	function keep(event: FormEvent<HTMLFormElement>): void {
		event.preventDefault();
		onReason(String(new FormData(event.currentTarget).get('reason') ?? ''));
	}
	return (
		<form key={reason?.at} onSubmit={keep} className="mt-2 grid gap-1.5">
			<Field
				label={words.reason}
				name="reason"
				hint={reason ? words.reasonKept(reason.by, format.day(reason.at)) : words.reasonHint}
				defaultValue={reason?.text ?? ''}
				maxLength={2000}
				autoComplete="off"
			/>
			<div>
				<Button type="submit" size="small">
					{words.reasonSave}
				</Button>
			</div>
		</form>
	);
}
