import { texts as ownFiguresTexts } from '../../../assets/texts/own-figures.ts';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { StandingForm } from '../../../stores/workspace/forms/standing.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { Clashes } from '../Form/Clashes.tsx';
import { KeptSentence } from '../Form/KeptSentence.tsx';
import { useFieldForm } from '../Form/useForm.ts';
import { Card } from '../Section/Card.tsx';

/** A rep's own figures of the period, kept on this device. */
export function OwnFigures() {
	const words = useTexts(ownFiguresTexts);
	const shared = useTexts(sharedTexts);
	const all = useTexts(workspaceTexts);
	const toast = useToast();
	const editing = useFieldForm('standing', words.saved);
	const standing = useWorkspace((state) => state.settings?.viewer.standing ?? null);
	const replace = useWorkspace((state) => state.valueSaved);
	if (editing === null) return null;
	const { form, errorAt } = editing;

	async function forgotten(): Promise<void> {
		const answer = await replace('standing', null);
		if (!answer.ok) {
			if (answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
			return;
		}
		const { undo } = answer.value;
		toast({
			text: words.forgotten,
			undo: { label: shared.undo, run: () => void undo().then((back) => back.ok || toast({ text: all.undoFailed })) },
		});
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
			error={errorAt(name)}
			onChange={(event) => editing.change((before) => ({ ...before, [name]: event.target.value }))}
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
					void editing.save();
				}}
			>
				<div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] items-start gap-4">
					{field('revenue', words.revenue)}
					{field('grossMargin', words.grossMargin)}
					{field('currency', words.currency)}
					{field('quota', words.quota, words.quotaHint)}
					{field('share', words.share, words.shareHint)}
				</div>
				<Clashes editing={editing} />
				<KeptSentence keptAt={editing.keptAt} />
				<div className="flex flex-wrap gap-2">
					<Button type="submit">{words.save}</Button>
					{editing.isOpen ? <Button onClick={editing.drop}>{all.discard}</Button> : null}
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
