import { type FormEvent, useState } from 'react';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as guidanceTexts } from '../../assets/texts/guidance.ts';
import type { GivenReason } from '../../core/model/deal.ts';
import type { ReasonCode } from '../../core/model/playbook.ts';
import { Button } from '../ui/Button/Button.tsx';
import { Field } from '../ui/Field/Field.tsx';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface ReasonProps {
	readonly reason: GivenReason | null;
	/** Reasons to choose from; own words are always possible. */
	readonly codes: readonly ReasonCode[];
	readonly onReason: (code: string | null, text: string) => Promise<boolean>;
}

export function Reason({ reason, codes, onReason }: ReasonProps) {
	const { margin: words } = useTexts(dealTexts);
	const choice = useTexts(guidanceTexts);
	const format = useFormat();
	const [isChanging, setChanging] = useState(false);
	const [chosen, setChosen] = useState(reason?.code ?? null);

	async function keep(event: FormEvent<HTMLFormElement>): Promise<void> {
		event.preventDefault();
		const text = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
		const code = codes.find(({ id }) => id === chosen)?.id ?? null;
		if ((text || code) && (await onReason(code, text))) setChanging(false);
	}

	const given = codes.find(({ id }) => id === reason?.code)?.text;

	if (reason && !isChanging)
		return (
			<div className="mt-2.5 rounded-lg bg-panel px-3 py-2 text-sm">
				<p className="m-0 text-xs text-ink-3">{words.reasonKept(reason.by, format.day(reason.at))}</p>
				<p className="m-0 wrap-anywhere">{[given, reason.text].filter(Boolean).join(': ')}</p>
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
			{codes.length > 0 && (
				<fieldset className="m-0 min-w-0 border-0 p-0">
					<legend className="mb-1 p-0 text-xs font-semibold text-ink-2">{choice.code}</legend>
					<div className="flex flex-wrap gap-1">
						{codes.map(({ id, text }) => (
							<button
								key={id}
								type="button"
								aria-pressed={id === chosen}
								onClick={() => setChosen(id === chosen ? null : id)}
								className="rounded-full border border-line px-2.5 py-0.5 text-xs text-ink-2 hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-ink"
							>
								{text}
							</button>
						))}
					</div>
				</fieldset>
			)}
			<Field
				label={words.reason}
				name="reason"
				hint={words.reasonHint}
				defaultValue={reason?.text ?? ''}
				required={chosen === null}
				maxLength={2000}
				autoComplete="off"
			/>
			<div>
				<GuardedButton size="small">{words.reasonSave}</GuardedButton>
			</div>
		</form>
	);
}
