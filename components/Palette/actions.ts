import { flushSync } from 'react-dom';
import { shortcuts } from '../ui/Shortcut/shortcut.ts';

/** Something that can be pressed in the sidebar now. */
export interface Action {
	readonly id: string;
	readonly control: HTMLElement;
	readonly name: string;
	/** What it is of, or where it is. */
	readonly detail: string;
	/** As `aria-keyshortcuts` writes them; null for none. */
	readonly keys: string | null;
	/** False where choosing it only goes there: what is ticked is looked at first. */
	readonly isPressed: boolean;
}

interface Words {
	readonly nextMissing: string;
	readonly sidebar: string;
	readonly goTo: (name: string) => string;
}

const pressable = 'button, a[href], summary, input[type="checkbox"]';

/** Words of an element, without what is not read out. */
function textOf(element: Element): string {
	const copy = element.cloneNode(true) as Element;
	for (const silent of copy.querySelectorAll('[aria-hidden="true"], svg')) silent.remove();
	return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

function nameOf(control: HTMLElement): string {
	const [label] = (control as HTMLButtonElement).labels ?? [];
	return control.getAttribute('aria-label') ?? textOf(label ?? control);
}

/** What a control is said to be of, as the piece whose link a button copies; else the region that it is in. */
function detailOf(control: HTMLElement, words: Words): string {
	const of = control.getAttribute('data-of');
	return of ?? control.closest('section[aria-label]')?.getAttribute('aria-label') ?? words.sidebar;
}

/** Neither disabled nor folded away; what is in a dialog or a popover belongs to that. */
function isOffered(control: HTMLElement): boolean {
	const around = control.parentElement;
	const inside = control.tagName === 'SUMMARY' ? around?.parentElement : around;
	return (
		!control.matches(':disabled, [aria-disabled="true"], [hidden]') &&
		control.closest('[role="dialog"], [inert], [hidden]') === null &&
		!inside?.closest('details:not([open])')
	);
}

/** The missing criterion after the one that has the focus, else the first; null when none is missing. */
export function nextMissing(root: Document): HTMLElement | null {
	const boxes = [...root.querySelectorAll<HTMLElement>('input[data-missing]')];
	const at = boxes.indexOf(root.activeElement as HTMLElement);
	return boxes[(at + 1) % boxes.length] ?? null;
}

/** All that can be pressed now, in the order of the eye: what is about the deal first, then what is about the sidebar. */
export function collectActions(root: Document, words: Words): Action[] {
	const controls = [...root.querySelectorAll<HTMLElement>(pressable)].filter(isOffered);
	const isAboutDeal = (control: HTMLElement) => control.closest('main') !== null;
	const actions = [...controls.filter(isAboutDeal), ...controls.filter((control) => !isAboutDeal(control))]
		.filter((control) => !control.hasAttribute('data-palette'))
		.map((control, at): Action => {
			const isPressed = !control.matches('input');
			const name = nameOf(control);
			return {
				id: String(at),
				control,
				name: isPressed ? name : words.goTo(name),
				detail: detailOf(control, words),
				keys: isPressed ? control.getAttribute('aria-keyshortcuts') : null,
				isPressed,
			};
		})
		.filter(({ name }) => name !== '');
	const missing = nextMissing(root);
	if (!missing) return actions;
	const next = { id: 'next', control: missing, name: words.nextMissing, isPressed: false };
	return [{ ...next, detail: nameOf(missing), keys: shortcuts.nextMissing }, ...actions];
}

/** Brings it into view, out of a fold that is closed, and gives it the focus. */
export function goTo(control: HTMLElement): void {
	const folded = control.closest('[inert]');
	const opener = folded?.id ? document.querySelector<HTMLElement>(`[aria-controls="${folded.id}"]`) : null;
	// What is folded away takes no focus before it is drawn open.
	if (opener) flushSync(() => opener.click());
	control.focus();
}

/** Letters without accents and case: "a" finds "Ä", "ss" finds "ß". */
function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** True when every word of what was typed is in the action's name or in what it is of. */
export function isFound({ name, detail }: Action, query: string): boolean {
	const text = folded(`${name} ${detail}`);
	return folded(query)
		.split(/\s+/)
		.every((word) => text.includes(word));
}
