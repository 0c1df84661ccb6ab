/**
 * Copies text without moving the focus where the browser lets us, else by the older command; false when neither may.
 */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		// A document without the focus may not write to the clipboard that way, and a frame beside a field has none.
		return copyByCommand(text);
	}
}

function copyByCommand(text: string): boolean {
	if (typeof document.execCommand !== 'function') return false;
	let isTaken = false;
	const write = (event: ClipboardEvent) => {
		event.clipboardData?.setData('text/plain', text);
		event.preventDefault();
		isTaken = true;
	};
	document.addEventListener('copy', write);
	try {
		return document.execCommand('copy') && isTaken;
	} finally {
		document.removeEventListener('copy', write);
	}
}

/** Selects an element's text, for the user to copy by hand. */
export function selectText(element: HTMLElement): void {
	const range = document.createRange();
	range.selectNodeContents(element);
	const selection = window.getSelection();
	selection?.removeAllRanges();
	selection?.addRange(range);
}
