import type { ClaimAnswer } from '../../messages/line.ts';
import type { FromPage, ToPage } from '../../messages/port.ts';
import { readFromPage } from './from-page.ts';

/** What is needed of a line's end. */
export type PagePort = Pick<MessagePort, 'postMessage' | 'onmessage' | 'close'>;

/**
 * How the page can be spoken to. `connecting`: nobody vouched for this frame yet. `silent`: the page has said nothing for
 * about a second. `lost`: for longer, or the extension was replaced. `ended`: a second frame claimed the line.
 */
export type ConnectionStatus = 'connecting' | 'connected' | 'silent' | 'lost' | 'ended';

interface PageConnectionOptions {
	/** Has the content script of this tab say whose the word is; rejects when the extension was replaced. */
	readonly claim: (word: string) => Promise<ClaimAnswer>;
	readonly onMessage: (message: FromPage) => void;
	readonly onStatus: (status: ConnectionStatus) => void;
	/** Called when the line is ours, before its first message: from here on the background answers. */
	readonly onProven: () => void;
	/** False while nobody sees the frame: then the page does not speak either. */
	readonly isSeen: () => boolean;
	/** Milliseconds of any clock that only goes forward. */
	readonly nowMs: () => number;
}

/** The line from a sidebar to the content script of its tab. */
export interface PageConnection {
	/** A line came into the window. Nobody but the content script can offer one that it then vouches for. */
	offered(word: string, port: PagePort): Promise<void>;
	/** Says nothing while no line is open: what the page should know then follows from the next `record.shown`. */
	post(message: ToPage): void;
	/** Looks whether the page still speaks; asked several times a second. */
	look(): void;
	/** The frame is seen again after it was not, or came back from the browser's cache: silence begins anew. */
	seenAgain(): void;
}

/** The page speaks four times a second. */
const silentAfterMs = 800;

/** A page that is busy for so long is not waited for with figures that may be old. */
const lostAfterMs = 6000;

export function createPageConnection(options: PageConnectionOptions): PageConnection {
	const { claim, onMessage, onStatus, onProven, isSeen, nowMs } = options;
	let port: PagePort | null = null;
	let heardAtMs = 0;
	let status: ConnectionStatus = 'connecting';

	function become(next: ConnectionStatus): void {
		if (next === status || status === 'ended') return;
		status = next;
		onStatus(next);
	}

	function heard(data: unknown): void {
		const message = readFromPage(data);
		if (message === null) return;
		heardAtMs = nowMs();
		if (message.type === 'line.ended') {
			end();
			return;
		}
		become('connected');
		if (message.type !== 'page.alive') onMessage(message);
	}

	function end(): void {
		port?.close();
		port = null;
		become('ended');
	}

	return {
		async offered(word, offer) {
			if (status === 'ended') return;
			let answer: ClaimAnswer;
			try {
				answer = await claim(word);
			} catch {
				become('lost');
				return;
			}
			if (answer === 'ended') end();
			if (answer !== 'yours') {
				offer.close();
				return;
			}
			port?.close();
			port = offer;
			heardAtMs = nowMs();
			onProven();
			offer.onmessage = ({ data }: MessageEvent<unknown>) => heard(data);
		},
		post(message) {
			port?.postMessage(message);
		},
		look() {
			if (!port || !isSeen()) return;
			const quietMs = nowMs() - heardAtMs;
			if (quietMs > lostAfterMs) become('lost');
			else if (quietMs > silentAfterMs) become('silent');
		},
		seenAgain() {
			heardAtMs = nowMs();
		},
	};
}
