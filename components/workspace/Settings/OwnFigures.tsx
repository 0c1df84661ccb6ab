import { useState } from 'react';
import { de, en } from '../../../assets/texts/own-figures.ts';
import { de as sharedDe, en as sharedEn } from '../../../assets/texts/shared.ts';
import { de as workspaceDe, en as workspaceEn } from '../../../assets/texts/workspace.ts';
import type { PayStanding } from '../../../core/model/playbook.ts';
import { faultAt } from '../../../stores/workspace-fields.ts';
import { formOfStanding, readStanding, type StandingForm } from '../../../stores/workspace-standing.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { useFaultWords } from '../Part/useFaultWords.ts';
import { useFocusFault } from '../Part/useFocusFault.ts';
import { Card } from '../Section/Card.tsx';

/** A rep's own figures of the period, kept on this device. */
export function OwnFigures() {
	const words = useTexts({ en, de });
	const shared = useTexts({ en: sharedEn, de: sharedDe });
	const all = useTexts({ en: workspaceEn, de: workspaceDe });
	const { locale } = useFormat();
	const toast = useToast();
	const faultWords = useFaultWords();
	const focusFault = useFocusFault();
	const settings = useWorkspace((state) => state.settings);
	const change = useWorkspace((state) => state.settingsChanged);
	/** Null while nothing is typed: then what is saved is shown, also when it changes elsewhere. */
	const [typed, setTyped] = useState<StandingForm | null>(null);
	const [isChecked, setChecked] = useState(false);
	if (settings === null) return null;
	const { viewer } = settings;
	const standing = viewer.standing ?? null;
	const form = typed ?? formOfStanding(standing, locale);
	const read = isChecked ? readStanding(form, locale) : null;

	async function kept(next: PayStanding | null): Promise<boolean> {
		const answer = await change({ viewer: { ...viewer, standing: next } });
		if (!answer.ok && answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
		if (answer.ok) {
			setTyped(null);
			setChecked(false);
		}
		return answer.ok;
	}

	async function saved(): Promise<void> {
		const next = readStanding(form, locale);
		if (!next.ok) {
			setChecked(true);
			focusFault();
		} else if (await kept(next.value)) toast({ text: words.saved });
	}

	async function forgotten(): Promise<void> {
		if (await kept(null)) {
			toast({ text: words.forgotten, undo: { label: shared.undo, run: () => void kept(standing) } });
		}
	}

	const field = (name: keyof StandingForm, label: string, hint?: string) => (
		<Field
			label={label}
			value={form[name]}
			inputMode={name === 'currency' ? 'text' : 'decimal'}
			maxLength={40}
			autoComplete="off"
			spellCheck={false}
			className={name === 'currency' ? '' : 'text-right tabular-nums'}
			hint={hint}
			error={read === null || read.ok ? null : faultWords(faultAt(read.error, name))}
			onChange={(event) => setTyped({ ...form, [name]: event.target.value })}
		/>
	);

	return (
		<Card title={words.title} hint={words.hint}>
			<p className="-mt-2 mb-0 max-w-2xl text-sm text-ink-2">{words.why}</p>
			<form
				noValidate
				className="grid gap-4"
				onSubmit={(event) => {
					event.preventDefault();
					void saved();
				}}
			>
				<div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] items-start gap-4">
					{field('revenue', words.revenue)}
					{field('grossMargin', words.grossMargin)}
					{field('currency', words.currency)}
					{field('quota', words.quota, words.quotaHint)}
					{field('share', words.share, words.shareHint)}
				</div>
				<div className="flex flex-wrap gap-2">
					<Button type="submit">{words.save}</Button>
					{standing === null ? null : (
						<Button look="quiet" onClick={() => void forgotten()}>
							{words.forget}
						</Button>
					)}
				</div>
			</form>
		</Card>
	);
}
