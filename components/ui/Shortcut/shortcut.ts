/** Keys of the sidebar's own actions, as `aria-keyshortcuts` writes them. They act while the focus is in the sidebar. */
export const shortcuts = {
	apply: 'Alt+A',
	ask: 'Alt+R',
	copy: 'Alt+C',
	wanted: 'Alt+P',
	nextMissing: 'Alt+N',
	palette: 'Control+K Meta+K',
	/** A key of the browser's, wherever the focus is. */
	buyerSafe: 'Alt+Shift+H',
} as const;

const isMac = () => /Mac|iP(?:hone|ad)/.test(navigator.platform);

/** Keys as they are written on this machine's keyboard; of several ways the one that is usual here. */
export function shownKeys(keys: string, words: Readonly<Record<string, string>>): string {
	const ways = keys.split(' ');
	const way = (isMac() && ways.find((one) => one.includes('Meta'))) || (ways[0] ?? '');
	const parts = way.split('+');
	if (isMac()) return parts.map((part) => ({ Alt: '⌥', Shift: '⇧', Control: '⌃', Meta: '⌘' })[part] ?? part).join('');
	return parts.map((part) => words[part] ?? part).join('+');
}

/** What a control says of its keys: to assistive technology, on hover, and beside its words while keys are used. */
export function keysOf(keys: string | undefined): Record<string, string> {
	if (keys === undefined) return {};
	const shown = shownKeys(keys, {});
	return { 'aria-keyshortcuts': keys, 'data-keys': keys.slice(-1), title: shown };
}
