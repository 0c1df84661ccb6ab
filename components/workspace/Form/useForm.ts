import { useState } from 'react';
import { texts as formsTexts } from '../../../assets/texts/forms.ts';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { Instant } from '../../../core/model/deal.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { type FieldFault, faultAt } from '../../../stores/workspace/fields.ts';
import {
	formFaults,
	formInForce,
	isTouched,
	type OpenForm,
	standingOf,
} from '../../../stores/workspace/forms/forms.ts';
import type { Faults, Form, FormName, Value } from '../../../stores/workspace/forms/kinds.ts';
import type { Choices, Clash } from '../../../stores/workspace/forms/three-way.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { useFaultWords } from './useFaultWords.ts';
import { useFocusFault } from './useFocusFault.ts';

/** One form while it is looked at and changed. */
export interface FormEditing<K extends FormName> {
	readonly name: K;
	readonly form: Form<K>;
	/** Something was typed that is not saved. */
	readonly isOpen: boolean;
	/** The form says something other than what it was made from. */
	readonly isTouched: boolean;
	/** When it was typed, for one of an earlier visit; null else. */
	readonly keptAt: Instant | null;
	/** Places that another window changed as well. */
	readonly clashes: readonly Clash[];
	/** What it is of was removed in another window. */
	readonly isGone: boolean;
	/** What kept the form from being saved and is still wrong; null for nothing. */
	readonly faults: Faults<K> | null;
	/** What the background refused. */
	readonly problems: readonly FileProblem[];
	readonly change: (change: (form: Form<K>) => Form<K>) => void;
	/** Takes a choice for each place that two windows changed. */
	readonly join: (choices: Choices) => void;
	/** Returns what was saved; null where it was not. */
	readonly save: () => Promise<Value<K> | 'refused'>;
	/** Closes the form; a toast brings it back. */
	readonly drop: () => void;
}

/** Null until what is in force was read. `saved`: what is said when it is kept, with a way back. */
export function useForm<K extends FormName>(
	name: K,
	saved: string | ((value: Value<K>) => string),
): FormEditing<K> | null {
	const all = useTexts(workspaceTexts);
	const words = useTexts(formsTexts);
	const shared = useTexts(sharedTexts);
	const { locale } = useFormat();
	const toast = useToast();
	const focusFault = useFocusFault();
	const playbook = useWorkspace((state) => state.playbook);
	const settings = useWorkspace((state) => state.settings);
	const open = useWorkspace((state) => state.forms[name]) as OpenForm<K> | null;
	const typed = useWorkspace((state) => state.formTyped);
	const drop = useWorkspace((state) => state.formDropped);
	const putBack = useWorkspace((state) => state.formPutBack);
	const joined = useWorkspace((state) => state.formJoined);
	const save = useWorkspace((state) => state.formSaved);
	/** From the first refusal on, what is wrong is said while one types. */
	const [isChecked, setChecked] = useState(false);
	const [problems, setProblems] = useState<readonly FileProblem[]>([]);
	if (playbook === null || settings === null) return null;
	const inForce = { playbook, settings };
	const standing = open && standingOf(name, open, inForce);

	/** The button that was pressed may go with the form: the focus must not fall out of the page with it. */
	function focusKept(): void {
		requestAnimationFrame(() => {
			if (document.activeElement === document.body) document.querySelector('main')?.focus();
		});
	}

	function cleared(): void {
		setChecked(false);
		setProblems([]);
	}

	function back(before: OpenForm<K> | null, text: string): void {
		if (before === null) return;
		toast({ text, undo: { label: shared.undo, run: () => putBack(name, before) } });
	}

	async function kept(): Promise<Value<K> | 'refused'> {
		const answer = await save(name);
		setProblems([]);
		if (answer.ok) {
			setChecked(false);
			focusKept();
			const { value, undo } = answer.value;
			toast({
				text: typeof saved === 'string' ? saved : saved(value),
				undo: {
					label: shared.undo,
					run: () => void undo().then((undone) => undone.ok || toast({ text: all.undoFailed })),
				},
			});
			return value;
		}
		if (answer.error.code === 'faults') {
			setChecked(true);
			focusFault();
		} else if (answer.error.code === 'problems') setProblems(answer.error.problems);
		else if (answer.error.code === 'clash') toast({ text: words.clashLeft });
		else toast({ text: all.refused[answer.error.code] });
		return 'refused';
	}

	return {
		name,
		form: open?.form ?? formInForce(name, inForce, locale),
		isOpen: open !== null,
		isTouched: open !== null && isTouched(open),
		keptAt: open?.keptAt ?? null,
		clashes: standing?.kind === 'changed' ? standing.clashes : [],
		isGone: standing?.kind === 'gone',
		faults: open !== null && isChecked ? formFaults(name, open) : null,
		problems,
		change: (change) => typed(name, locale, change),
		join: (choices) => back(joined(name, choices), words.joined),
		save: kept,
		drop() {
			const before = drop(name);
			cleared();
			focusKept();
			if (before && isTouched(before)) back(before, words.dropped);
		},
	};
}

/** Forms whose faults are listed by field. */
export type FieldForm = {
	readonly [K in FormName]: Faults<K> extends readonly FieldFault[] ? K : never;
}[FormName];

/** A form with the sentence for each field; null while nothing is wrong with it. */
export type FieldEditing<K extends FieldForm> = FormEditing<K> & {
	readonly faultCount: number;
	readonly errorAt: (at: string) => string | null;
};

export function useFieldForm<K extends FieldForm>(
	name: K,
	saved: string | ((value: Value<K>) => string),
): FieldEditing<K> | null {
	const faultWords = useFaultWords();
	const form = useForm(name, saved);
	if (form === null) return null;
	const faults: readonly FieldFault[] = form.faults ?? [];
	return { ...form, faultCount: faults.length, errorAt: (at) => faultWords(faultAt(faults, at)) };
}
