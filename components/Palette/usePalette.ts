import { useCallback, useEffect, useState } from 'react';
import { texts } from '../../assets/texts/palette.ts';
import { useTexts } from '../ui/Language/Language.tsx';
import { shortcuts } from '../ui/Shortcut/shortcut.ts';
import { type Action, collectActions, goTo, nextMissing } from './actions.ts';

interface Opened {
	readonly actions: readonly Action[];
	readonly cameFrom: HTMLElement | null;
}

/** Where keys write, or choose from a list. */
const typed = 'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable]';

/** The control that these keys press; null where they press none now. */
function controlOf(keys: string): HTMLElement | null {
	const controls = [...document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts="${keys}"]`)];
	const isOffered = (control: HTMLElement) =>
		!control.matches(':disabled, [aria-disabled="true"]') && control.closest('[inert], [hidden]') === null;
	return controls.find(isOffered) ?? null;
}

/**
 * The list of all actions, and the keys that press them. A frame hears keys only while it has the focus, so that none of
 * them acts while somebody types in the page; nor do those that write a letter while somebody types in the sidebar.
 * `asked` opens the list each time it grows.
 */
export function usePalette(asked: number, askFocus?: () => Promise<void>) {
	const words = useTexts(texts);
	const [opened, setOpened] = useState<Opened | null>(null);
	const open = useCallback(() => {
		const { activeElement, body } = document;
		const cameFrom = document.hasFocus() && activeElement !== body ? (activeElement as HTMLElement) : null;
		setOpened({ actions: collectActions(document, words), cameFrom });
	}, [words]);
	const close = useCallback(() => setOpened(null), []);

	useEffect(() => {
		if (asked > 0) open();
		// Once per time it was asked for, whatever the language.
	}, [asked]);

	useEffect(() => {
		function pressed(event: KeyboardEvent): void {
			const { key, altKey, ctrlKey, metaKey, shiftKey, code, target } = event;
			if ((ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === 'k') {
				event.preventDefault();
				if (document.querySelector('[role="dialog"]') === null) open();
				return;
			}
			const isPlainAlt = altKey && !ctrlKey && !metaKey && !shiftKey && code.startsWith('Key');
			if (!isPlainAlt || (target instanceof Element && target.matches(typed))) return;
			if (document.querySelector('[role="dialog"]') !== null) return;
			const keys = `Alt+${code.slice('Key'.length)}`;
			const isNext = keys === shortcuts.nextMissing;
			const control = isNext ? nextMissing(document) : controlOf(keys);
			if (!control) return;
			event.preventDefault();
			goTo(control);
			if (!isNext) control.click();
		}
		document.addEventListener('keydown', pressed);
		return () => document.removeEventListener('keydown', pressed);
	}, [open]);

	/** By pointer the page still has the focus, which the list's field is about to take. */
	const openByButton = useCallback(() => {
		if (document.hasFocus() || !askFocus) open();
		else void askFocus().then(open);
	}, [open, askFocus]);

	return { opened, openByButton, close };
}
