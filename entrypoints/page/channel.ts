import type { browser as browserApi } from 'wxt/browser';
import { type FromPage, readToPage, sidebarPortName, type ToPage } from '../../messages/port.ts';

type Runtime = typeof browserApi.runtime;
type Port = ReturnType<Runtime['connect']>;

/** The line from the page to its own sidebar frame. What the frame missed before it connected is sent again. */
export interface Channel {
	post(message: FromPage): void;
	/** Forgets what was said of a former record. */
	clear(): void;
	close(): void;
}

/** Only the last message of each kind matters to a frame that connects late; later kinds build on earlier ones. */
const lasting: readonly (readonly FromPage['type'][])[] = [
	['record.shown'],
	['facts.reading', 'facts.read', 'facts.failed'],
	['edits.read', 'edits.failed', 'edits.settling'],
	['discount.possible'],
];

/**
 * Waits for the frame whose address carries `key`. A page may frame the sidebar itself, but it cannot know the key, so
 * it gets no figures.
 */
export function openChannel(
	runtime: Runtime,
	frameAddress: string,
	key: string,
	onMessage: (message: ToPage) => void,
): Channel {
	const kept: (FromPage | null)[] = lasting.map(() => null);
	let port: Port | null = null;

	function isOwnFrame(candidate: Port): boolean {
		if (candidate.name !== sidebarPortName || candidate.sender?.id !== runtime.id) return false;
		const address = candidate.sender?.url;
		if (!address) return false;
		const url = new URL(address);
		return address.startsWith(frameAddress) && url.searchParams.get('key') === key;
	}

	function connected(candidate: Port): void {
		if (!isOwnFrame(candidate)) return;
		port = candidate;
		candidate.onMessage.addListener((message: unknown) => {
			const known = readToPage(message);
			if (known) onMessage(known);
		});
		candidate.onDisconnect.addListener(() => {
			if (port === candidate) port = null;
		});
		for (const message of kept) if (message) candidate.postMessage(message);
	}

	runtime.onConnect.addListener(connected);

	return {
		post(message) {
			const slot = lasting.findIndex((types) => types.includes(message.type));
			// A read that goes on does not hide what was read before it.
			if (slot >= 0 && !(message.type === 'facts.reading' && kept[slot])) kept[slot] = message;
			port?.postMessage(message);
		},
		clear() {
			kept.fill(null);
		},
		close() {
			runtime.onConnect.removeListener(connected);
			port?.disconnect();
			port = null;
		},
	};
}
