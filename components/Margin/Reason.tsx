import { type FormEvent, useState } from 'react';
import { de, en } from '../../assets/texts/deal.ts';
import { Button } from '../ui/Button/Button.tsx';
import { Field } from '../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface ReasonProps {
	readonly reason: { readonly text: string; readonly at: string; readonly by: string } | null;
	readonly onReason: (text: string) => Promise<boolean>;
}

export function Reason({ reason, onReason }: ReasonProps) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	const [isChanging, setChanging] = useState(false);

	async function keep(event: FormEvent<HTMLFormElement>): Promise<void> {
		event.preventDefault();
		const text = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
		if (text && (await onReason(text))) setChanging(false);
	}

	if (reason && !isChanging)
		return (
			<div className="mt-2.5 rounded-lg bg-panel px-3 py-2 text-sm">
				<p className="m-0 text-xs text-ink-3">{words.reasonKept(reason.by, format.day(reason.at))}</p>
				<p className="m-0 wrap-anywhere">{reason.text}</p>
				<Button
					look="quiet"
					size="small"
					className="min-h-0! px-0! py-0! hover:bg-transparent! hover:underline"
					onClick={() => setChanging(true)}
				>
					{words.reasonChange}
				</Button>
			</div>
		);
	return (
		<form onSubmit={(event) => void keep(event)} className="mt-2.5 grid gap-1.5">
			<Field
				label={words.reason}
				name="reason"
				hint={words.reasonHint}
				defaultValue={reason?.text ?? ''}
				required
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
