import type { RefObject } from 'react';
import { texts } from '../../../assets/texts/shared.ts';
import { useTexts } from '../Language/Language.tsx';
import { useToast } from '../Toast/Toast.tsx';

/**
 * Copies text and says so. Where the clipboard is closed to us, `shownIn` (an element that holds the text) is shown and
 * selected, for the user to copy by hand; without one the text itself is said.
 */
export function useCopy(): (text: string, done: string, shownIn?: RefObject<HTMLElement | null>) => void {
	const toast = useToast();
	const words = useTexts(texts);
	async function copy(text: string, done: string, shownIn?: RefObject<HTMLElement | null>): Promise<void> {
		if (copyByEvent(text) || (await copyByClipboard(text))) {
			toast({ text: done });
			return;
		}
		const element = shownIn?.current;
		if (!element) {
			toast({ text: words.copyByHand(text) });
			return;
		}
		element.hidden = false;
		window.getSelection()?.selectAllChildren(element);
		toast({ text: words.copyShown });
	}
	return (text, done, shownIn) => void copy(text, done, shownIn);
}

/** The way that needs neither the focus nor a field of our own, either of which would disturb the page around a frame. */
function copyByEvent(text: string): boolean {
	if (typeof document.execCommand !== 'function') return false;
	let isTaken = false;
	const write = (event: ClipboardEvent) => {
		event.clipboardData?.setData('text/plain', text);
		event.preventDefault();
		isTaken = true;
	};
	document.addEventListener('copy', write);
	const isDone = document.execCommand('copy');
	document.removeEventListener('copy', write);
	return isDone && isTaken;
}

async function copyByClipboard(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}
