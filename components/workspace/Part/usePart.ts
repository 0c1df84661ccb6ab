import { useState } from 'react';
import { de as sharedDe, en as sharedEn } from '../../../assets/texts/shared.ts';
import { de, en } from '../../../assets/texts/workspace.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { faultAt } from '../../../stores/workspace-fields.ts';
import {
	formInForce,
	isPartChanged,
	type PartForm,
	type PartName,
	partFaults,
} from '../../../stores/workspace-parts.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { useFaultWords } from './useFaultWords.ts';
import { useFocusFault } from './useFocusFault.ts';

/** One part of the playbook while it is looked at and changed. */
export interface PartEditing<K extends PartName> {
	readonly form: PartForm<K>;
	/** Something was typed that is not saved. */
	readonly isOpen: boolean;
	readonly isChangedElsewhere: boolean;
	/** Fields that kept the form from being saved and are still wrong. */
	readonly faultCount: number;
	/** What the background refused. */
	readonly problems: readonly FileProblem[];
	/** The sentence for a field; null while nothing is wrong with it. */
	readonly errorAt: (at: string) => string | null;
	readonly change: (change: (form: PartForm<K>) => PartForm<K>) => void;
	readonly save: () => Promise<void>;
	readonly drop: () => void;
}

/** Null until the playbook was read. `saved`: what is said when it is kept, with a way back. */
export function usePart<K extends PartName>(name: K, saved: string): PartEditing<K> | null {
	const all = useTexts({ en, de });
	const shared = useTexts({ en: sharedEn, de: sharedDe });
	const { locale } = useFormat();
	const toast = useToast();
	const faultWords = useFaultWords();
	const focusFault = useFocusFault();
	const playbook = useWorkspace((state) => state.playbook);
	const open = useWorkspace((state) => state.partForms[name]);
	const typed = useWorkspace((state) => state.partTyped);
	const drop = useWorkspace((state) => state.partDropped);
	const save = useWorkspace((state) => state.partSaved);
	const putBack = useWorkspace((state) => state.partPutBack);
	/** From the first refusal on, what is wrong is said while one types. */
	const [isChecked, setChecked] = useState(false);
	const [problems, setProblems] = useState<readonly FileProblem[]>([]);
	if (playbook === null) return null;

	const faults = open !== null && isChecked ? partFaults(name, open.form, locale) : [];

	async function kept(): Promise<void> {
		const answer = await save(name, locale);
		setProblems([]);
		if (answer.ok) {
			setChecked(false);
			const before = answer.value;
			toast({
				text: saved,
				undo: {
					label: shared.undo,
					run: () => void putBack(name, before).then((back) => back.ok || toast({ text: all.undoFailed })),
				},
			});
		} else if (answer.error.code === 'faults') {
			setChecked(true);
			focusFault();
		} else if (answer.error.code === 'problems') {
			setProblems(answer.error.problems);
		} else {
			toast({ text: all.refused[answer.error.code] });
		}
	}

	return {
		form: open?.form ?? formInForce(name, playbook, locale),
		isOpen: open !== null,
		isChangedElsewhere: open !== null && isPartChanged(name, open.source, playbook),
		faultCount: faults.length,
		problems,
		errorAt: (at) => faultWords(faultAt(faults, at)),
		change: (change) => typed(name, locale, change),
		save: kept,
		drop() {
			drop(name);
			setChecked(false);
			setProblems([]);
		},
	};
}
