import type { FromPage, ToPage } from '../messages/port.ts';

/** What is open over the sidebar: Escape closes it, wherever the focus is. */
export interface Popovers {
	/** Something opened that `close` closes; returns what is to be called once it is closed. */
	opened(close: () => void): () => void;
	messageArrived(message: FromPage): void;
}

export function createPopovers(post: (message: ToPage) => void): Popovers {
	const open: (() => void)[] = [];
	return {
		opened(close) {
			open.push(close);
			if (open.length === 1) post({ type: 'popover.shown', isOpen: true });
			return () => {
				const at = open.indexOf(close);
				if (at < 0) return;
				open.splice(at, 1);
				if (open.length === 0) post({ type: 'popover.shown', isOpen: false });
			};
		},
		messageArrived({ type }) {
			if (type === 'escape.pressed') open.at(-1)?.();
		},
	};
}
