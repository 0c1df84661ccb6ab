import { texts as faultsTexts } from '../../../assets/texts/form-faults.ts';
import { texts as formsTexts } from '../../../assets/texts/forms.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { FormName } from '../../../stores/workspace/forms/kinds.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { Clashes } from './Clashes.tsx';
import type { FormEditing } from './useForm.ts';
import { useKeptSentence } from './useKeptSentence.ts';

interface FormBarProps<K extends FormName> {
	readonly editing: Pick<
		FormEditing<K>,
		'isOpen' | 'keptAt' | 'form' | 'name' | 'clashes' | 'join' | 'faults' | 'drop'
	> & {
		readonly save: () => Promise<unknown>;
	};
	/** What is said while nothing else is. */
	readonly text: string;
	readonly saveLabel: string;
	readonly onSave?: () => void;
}

/** Shown at the lower edge while a form is not saved; nothing while all of it is. */
export function FormBar<K extends FormName>({ editing, text, saveLabel, onSave }: FormBarProps<K>) {
	const words = useTexts(workspaceTexts);
	const forms = useTexts(formsTexts);
	const faultWords = useTexts(faultsTexts);
	const format = useFormat();
	const kept = useKeptSentence(editing.keptAt);
	if (!editing.isOpen) return null;
	const faultCount = Array.isArray(editing.faults) ? editing.faults.length : 0;
	const said =
		editing.clashes.length > 0
			? forms.clashLeft
			: faultCount > 0
				? faultWords.title(faultCount, format.count(faultCount))
				: (kept ?? text);
	return (
		<div className="sticky bottom-3 z-20 grid gap-2">
			<Clashes editing={editing} />
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-xl border border-line bg-panel px-4 py-3 shadow-lg">
				<p className="m-0 text-sm text-ink-2" role="status">
					{said}
				</p>
				<div className="ml-auto flex gap-2">
					<Button onClick={editing.drop}>{words.discard}</Button>
					<Button look="primary" onClick={onSave ?? (() => void editing.save())}>
						{saveLabel}
					</Button>
				</div>
			</div>
		</div>
	);
}
