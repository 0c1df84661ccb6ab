import type { Instant } from '../../../core/model/deal.ts';
import type { Playbook } from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import type { Settings } from '../../../core/model/settings.ts';
import type { Ask } from '../../ask.ts';
import { inStyleOf } from '../numbers.ts';
import type { SaveFailure } from '../save-answers.ts';
import {
	type Faults,
	type Form,
	type FormKind,
	type FormName,
	type InForce,
	kinds,
	type Stamps,
	type TakenAlong,
	type Value,
} from './kinds.ts';
import { type Choices, type Clash, isSame, threeWay } from './three-way.ts';

/** A form that is being filled. */
export interface OpenForm<K extends FormName> {
	readonly form: Form<K>;
	/** What was in force when it was begun, or when a change made elsewhere was joined to it. */
	readonly source: Value<K>;
	/** The source as a form, with the keys of `form`. */
	readonly base: Form<K>;
	/** How its numbers are written. */
	readonly locale: string;
	/** When it was typed, for one that comes from an earlier visit; null for one of this visit. */
	readonly keptAt: Instant | null;
}

/** Every form by name; null while nothing is typed in it. */
export type Forms = { readonly [K in FormName]: OpenForm<K> | null };

export const noForms: Forms = {
	process: null,
	limits: null,
	reps: null,
	approvals: null,
	pay: null,
	trades: null,
	rule: null,
	piece: null,
	standing: null,
};

export const formNames = Object.keys(noForms) as readonly FormName[];

/** What a form that was not touched shows. */
export function formInForce<K extends FormName>(name: K, inForce: InForce, locale: string): Form<K> {
	const kind: FormKind<K> = kinds[name];
	return kind.formOf(kind.valueOf(inForce, null), locale);
}

/** What is wrong with a form; null for nothing. */
export function formFaults<K extends FormName>(name: K, { form, locale }: OpenForm<K>): Faults<K> | null {
	const kind: FormKind<K> = kinds[name];
	const read = kind.read(form, locale, { newId: () => '', now: () => '' });
	return read.ok ? null : read.error;
}

/** True when the form says something other than what it was made from. */
export function isTouched<K extends FormName>(open: OpenForm<K>): boolean {
	return !isSame(open.form, open.base);
}

/** True when something is typed in one of these forms that is not saved. */
export function isUnsaved(forms: Forms, ...names: readonly FormName[]): boolean {
	return names.some((name) => {
		const open = forms[name];
		return open !== null && isTouched(open as OpenForm<FormName>);
	});
}

/** A form made from a value, with nothing typed in it. */
export function openFormOf<K extends FormName>(name: K, source: Value<K>, locale: string): OpenForm<K> {
	const kind: FormKind<K> = kinds[name];
	const base = kind.formOf(source, locale);
	return { form: base, base, source, locale, keptAt: null };
}

/** A form with its numbers as `locale` writes them: they are read as the language of the screen writes them. */
export function inLocale<K extends FormName>(name: K, open: OpenForm<K>, locale: string): OpenForm<K> {
	if (open.locale === locale) return open;
	const numbers = new Set<string>(kinds[name].numbers);
	const restyled = (form: Form<K>) =>
		withTexts(form, numbers, (text) => inStyleOf(locale, text, open.locale)) as Form<K>;
	return { ...open, form: restyled(open.form), base: restyled(open.base), locale };
}

/** A form with each of its texts of these names changed, at any depth. */
function withTexts(form: unknown, names: ReadonlySet<string>, change: (text: string) => string): unknown {
	if (Array.isArray(form)) return form.map((item) => withTexts(item, names, change));
	if (typeof form !== 'object' || form === null) return form;
	return Object.fromEntries(
		Object.entries(form).map(([name, value]) => [
			name,
			typeof value === 'string' && names.has(name) ? change(value) : withTexts(value, names, change),
		]),
	);
}

/**
 * How a form stands to what is in force. `gone`: what it is of was removed elsewhere. `joined`: the form with what changed
 * elsewhere; `clashes`: the places that both changed.
 */
export type Standing<K extends FormName> =
	| { readonly kind: 'current' }
	| { readonly kind: 'gone' }
	| { readonly kind: 'changed'; readonly joined: OpenForm<K>; readonly clashes: readonly Clash[] };

export function standingOf<K extends FormName>(
	name: K,
	open: OpenForm<K>,
	inForce: InForce,
	choices?: Choices,
): Standing<K> {
	const kind: FormKind<K> = kinds[name];
	const theirs = kind.valueOf(inForce, open.form);
	if (isSame(theirs, open.source)) return { kind: 'current' };
	if (theirs === null && open.source !== null && isOfRow(name)) return { kind: 'gone' };
	const plain = kind.formOf(theirs, open.locale);
	const form = kind.align ? kind.align(open.form, plain) : plain;
	const { merged, clashes } = threeWay(open.base, open.form, form, choices);
	return { kind: 'changed', joined: { ...open, form: merged, base: form, source: theirs }, clashes };
}

const isOfRow = (name: FormName) => name === 'rule' || name === 'piece';

/** Every form with what changed elsewhere joined to it, where no place was changed by both; but for those in `resting`. */
function followed(forms: Forms, inForce: InForce, resting: ReadonlySet<FormName>): Forms {
	function each<K extends FormName>(name: K): OpenForm<K> | null {
		const open = forms[name] as OpenForm<K> | null;
		if (open === null || resting.has(name)) return open;
		const standing = standingOf(name, open, inForce);
		return standing.kind === 'changed' && standing.clashes.length === 0 ? standing.joined : open;
	}
	const joined = Object.fromEntries(formNames.map((name) => [name, each(name)])) as unknown as Forms;
	return formNames.every((name) => joined[name] === forms[name]) ? forms : joined;
}

/** Why a form was not saved. `clash`: both windows changed the same place, and one must be chosen first. */
export type FormFailure<K extends FormName> =
	| { readonly code: 'faults'; readonly faults: Faults<K> }
	| { readonly code: 'clash' }
	| SaveFailure;

/** What was saved, and the way back. */
export interface Saved<K extends FormName> {
	readonly value: Value<K>;
	/** Puts back what was there before; refused where it has changed again since. */
	readonly undo: () => Promise<Result<null, SaveFailure>>;
}

export interface FormActions {
	/** Opens the form of a rule or a piece, of a new one for null, filled as `typed` says. */
	formOpened<K extends FormName>(name: K, source: Value<K>, locale: string, typed?: Partial<Form<K>>): void;
	/** Changes a form; opens it where nothing was typed yet. */
	formTyped<K extends FormName>(name: K, locale: string, change: (form: Form<K>) => Form<K>): void;
	/** The language of the screen, from now on: numbers of open forms are written as `locale` does. */
	formsShownIn(locale: string): void;
	/** Closes a form without saving; returns it, for undo. */
	formDropped<K extends FormName>(name: K): OpenForm<K> | null;
	/** Puts a form back as it was. */
	formPutBack<K extends FormName>(name: K, open: OpenForm<K>): void;
	/** Joins what changed elsewhere, with a choice for each place that both changed; returns the form as it was, for undo. */
	formJoined<K extends FormName>(name: K, choices: Choices): OpenForm<K> | null;
	/** Saves the open form; it closes when that succeeds, but for what was typed while it was being saved. */
	formSaved<K extends FormName>(name: K): Promise<Result<Saved<K>, FormFailure<K>>>;
	/**
	 * Replaces what is in force without a form, `before` where it is a row; refused as `changed-elsewhere` where something
	 * else is there by now.
	 */
	valueSaved<K extends FormName>(name: K, value: Value<K>, before?: Value<K>): Promise<Result<Saved<K>, SaveFailure>>;
}

interface FormsState {
	readonly playbook: Playbook | null;
	readonly settings: Settings | null;
	readonly forms: Forms;
}

/** A save that was overtaken is tried again on what is in force by then, so often. */
const mostTries = 4;

/** The actions on forms, over the state they are a piece of. `readBack` reads what is in force. */
export function createFormActions(
	set: (change: { readonly forms: Forms }) => void,
	get: () => FormsState,
	ask: Ask,
	readBack: () => Promise<unknown>,
	stamps: Stamps,
): FormActions & { readonly formsFollowed: () => void } {
	/** Forms whose save is on its way: what they say is about to be in force, and is no change of somebody else. */
	const saving = new Set<FormName>();
	/** The screen's; null until it is known. */
	let shownIn: string | null = null;

	function inForce(): InForce | null {
		const { playbook, settings } = get();
		return playbook === null || settings === null ? null : { playbook, settings };
	}

	const openOf = <K extends FormName>(name: K) => get().forms[name] as OpenForm<K> | null;

	function put<K extends FormName>(name: K, open: OpenForm<K> | null): void {
		const shown = open && shownIn !== null ? inLocale(name, open, shownIn) : open;
		set({ forms: { ...get().forms, [name]: shown } });
	}

	/** Every form in the screen's language; the same object where all are. */
	function shownForms(): Forms {
		const { forms } = get();
		const locale = shownIn;
		if (locale === null || formNames.every((name) => (forms[name]?.locale ?? locale) === locale)) return forms;
		const each = <K extends FormName>(name: K) => {
			const open = forms[name] as OpenForm<K> | null;
			return [name, open && inLocale(name, open, locale)];
		};
		return Object.fromEntries(formNames.map(each)) as unknown as Forms;
	}

	async function kept<K extends FormName>(
		name: K,
		value: Value<K>,
		before: Value<K>,
		then: () => void = () => undefined,
		back?: TakenAlong,
	): Promise<Result<Saved<K>, SaveFailure>> {
		const present = inForce();
		if (present === null) return failure({ code: 'storage-failed' });
		const kind: FormKind<K> = kinds[name];
		saving.add(name);
		const answer = await kind.save(ask, present, value, before, back).finally(() => saving.delete(name));
		if (answer.ok) then();
		await readBack();
		if (!answer.ok) return answer;
		const after = valueAfter(name, value);
		return success({ value, undo: () => undone(name, after, before, answer.value) });
	}

	/** What was saved as it is in force now: a moment or an id may have been added to it. */
	function valueAfter<K extends FormName>(name: K, value: Value<K>): Value<K> {
		const present = inForce();
		if (present === null || value === null || !isOfRow(name)) return value;
		const kind: FormKind<K> = kinds[name];
		const form = kind.formOf(value, 'en');
		return kind.valueOf(present, form) ?? value;
	}

	async function undone<K extends FormName>(
		name: K,
		after: Value<K>,
		before: Value<K>,
		back: TakenAlong,
	): Promise<Result<null, SaveFailure>> {
		const kind: FormKind<K> = kinds[name];
		for (let tries = 0; tries < mostTries; tries += 1) {
			const present = inForce();
			if (present === null) return failure({ code: 'storage-failed' });
			const here = kind.valueOf(present, after === null ? null : kind.formOf(after, 'en'));
			// What somebody else did since then is not taken back along with it.
			if (!isSame(here, after)) return failure({ code: 'changed-elsewhere' });
			const answer = await kept(name, before, after, undefined, back);
			if (answer.ok) return success(null);
			if (answer.error.code !== 'changed-elsewhere') return answer;
		}
		return failure({ code: 'changed-elsewhere' });
	}

	return {
		formsFollowed() {
			const present = inForce();
			if (present === null) return;
			const forms = followed(shownForms(), present, saving);
			if (forms !== get().forms) set({ forms });
		},
		formOpened(name, source, locale, typed) {
			const open = openFormOf(name, source, locale);
			put(name, { ...open, form: { ...open.form, ...typed } });
		},
		formTyped(name, locale, change) {
			const present = inForce();
			const kind: FormKind<typeof name> = kinds[name];
			const before = openOf(name) ?? (present && openFormOf(name, kind.valueOf(present, null), locale));
			const open = before && inLocale(name, before, locale);
			if (open) put(name, { ...open, form: change(open.form) });
		},
		formsShownIn(locale) {
			shownIn = locale;
			const forms = shownForms();
			if (forms !== get().forms) set({ forms });
		},
		formDropped(name) {
			const open = openOf(name);
			put(name, null);
			return open;
		},
		formPutBack: put,
		formJoined(name, choices) {
			const [open, present] = [openOf(name), inForce()];
			if (open === null || present === null) return null;
			const standing = standingOf(name, open, present, choices);
			if (standing.kind === 'changed') put(name, standing.joined);
			return open;
		},
		async formSaved(name) {
			const kind: FormKind<typeof name> = kinds[name];
			for (let tries = 0; tries < mostTries; tries += 1) {
				const [open, present] = [openOf(name), inForce()];
				if (open === null || present === null) return failure({ code: 'storage-failed' });
				// What changed elsewhere and touches nothing of this was joined when it was read.
				const standing = standingOf(name, open, present);
				if (standing.kind === 'changed') return failure({ code: 'clash' });
				const value = kind.read(open.form, open.locale, stamps);
				if (!value.ok) return failure({ code: 'faults', faults: value.error });
				const before = kind.valueOf(present, open.form);
				const answer = await kept(name, value.value, before, () => {
					const now = openOf(name);
					if (now === null) return;
					// What was typed while it was being saved stays open, as a change of what was saved.
					const base = inLocale(name, open, now.locale).form;
					put(name, isSame(now.form, base) ? null : { ...now, source: value.value, base });
				});
				if (answer.ok || answer.error.code !== 'changed-elsewhere') return answer;
			}
			return failure({ code: 'changed-elsewhere' });
		},
		async valueSaved(name, value, before) {
			const present = inForce();
			if (present === null) return failure({ code: 'storage-failed' });
			const kind: FormKind<typeof name> = kinds[name];
			return kept(name, value, before === undefined ? kind.valueOf(present, null) : before);
		},
	};
}
