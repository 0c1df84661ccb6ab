import { useEffect } from 'react';

/**
 * While `isBehind`, links to other pages open in a tab behind this one, by `onOpen`: some CRMs save an open edit when their
 * tab is hidden. Whoever presses with a key for another way to open knows what they do.
 */
export function useOpenBehind(isBehind: boolean, onOpen: (address: string) => void): void {
	useEffect(() => {
		if (!isBehind) return;
		const clicked = (event: MouseEvent) => {
			const link = event.target instanceof Element ? event.target.closest('a') : null;
			if (link?.target !== '_blank' || event.ctrlKey || event.metaKey || event.shiftKey) return;
			event.preventDefault();
			onOpen(link.href);
		};
		document.addEventListener('click', clicked);
		return () => document.removeEventListener('click', clicked);
	}, [isBehind, onOpen]);
}
