import type { FromPage, ToPage } from '../messages/port.ts';
import { readFromPage } from './from-page.ts';

/** What is needed of a `runtime.Port`. */
export interface PagePort {
	postMessage(message: ToPage): void;
	readonly onMessage: { addListener(listener: (message: unknown) => void): void };
	readonly onDisconnect: { addListener(listener: () => void): void };
}

/** How the page can be spoken to. `lost`: an extension that was updated, or a page that is gone. */
export type ConnectionStatus = 'connecting' | 'connected' | 'lost';

interface PageConnectionOptions {
	/** Opens a new port; may reject or throw when the extension was replaced under the page. */
	readonly connect: () => Promise<PagePort> | PagePort;
	readonly onMessage: (message: FromPage) => void;
	readonly onStatus: (status: ConnectionStatus) => void;
	/** Time before a dropped port is opened again. */
	readonly pauseMs?: number;
}

/** The line from a sidebar to the content script of its tab. */
export interface PageConnection {
	/** Opens the port; asked again when the page comes back from the browser's back/forward cache. */
	open(): Promise<void>;
	/** Says nothing while no port is open: what the page should know then follows from the next `record.shown`. */
	post(message: ToPage): void;
}

/**
 * A port that drops is opened again once: the back/forward cache closes ports of pages that live on. One that drops
 * again before a single message arrived is lost.
 */
export function createPageConnection({
	connect,
	onMessage,
	onStatus,
	pauseMs = 150,
}: PageConnectionOptions): PageConnection {
	let port: PagePort | null = null;
	let hasHeardSinceDrop = true;

	function dropped(which: PagePort): void {
		if (port !== which) return;
		port = null;
		if (!hasHeardSinceDrop) {
			onStatus('lost');
			return;
		}
		hasHeardSinceDrop = false;
		onStatus('connecting');
		setTimeout(() => {
			if (port === null) void open();
		}, pauseMs);
	}

	async function open(): Promise<void> {
		let opened: PagePort;
		try {
			opened = await connect();
		} catch {
			port = null;
			onStatus('lost');
			return;
		}
		port = opened;
		opened.onMessage.addListener((message) => {
			if (port !== opened) return;
			const read = readFromPage(message);
			if (read === null) return;
			hasHeardSinceDrop = true;
			onStatus('connected');
			onMessage(read);
		});
		opened.onDisconnect.addListener(() => dropped(opened));
	}

	return {
		open,
		post(message) {
			try {
				port?.postMessage(message);
			} catch {
				// A port closed a moment ago throws before its disconnect is told, which then follows.
			}
		},
	};
}
