import type { ClaimAnswer, LineOffer } from '../../messages/line.ts';
import { type FromPage, readToPage, type ToPage } from '../../messages/port.ts';

/** The line from the page to its own sidebar frame. What the frame missed before it took the line is sent again. */
export interface Line {
	/**
	 * Offers the line to the document that a frame has just loaded. An earlier offer and line are gone. `isAnew`: another
	 * document was in the frame before, which is said to whoever takes the line.
	 */
	offer(frame: Window, isAnew: boolean): void;
	/** A frame, named by the browser, gives back the word it was offered. */
	claim(word: string, frame: string): ClaimAnswer;
	/** True of the frame that holds the line. */
	isHolder(frame: string): boolean;
	post(message: FromPage): void;
	/** Forgets what was said of a former record. */
	clear(): void;
	close(): void;
}

/** Only the last message of each kind matters to a frame that connects late; later kinds build on earlier ones. */
const lasting: readonly (readonly FromPage['type'][])[] = [
	['record.shown'],
	// Many a page names its user before the frame is there.
	['user.told'],
	['facts.reading', 'facts.read', 'facts.failed'],
	['edits.read', 'edits.failed', 'edits.settling'],
	['discount.possible'],
	['page.typed'],
	['page.blocked'],
];

/** Well under the time after which the sidebar calls a silent page silent. */
export const beatEveryMs = 250;

/**
 * Opens lines to documents of `frameOrigin` alone. The word goes into the window of our own frame, which is in a
 * closed root, so that the page holds no reference to it and hears nothing of it.
 */
export function openLine(view: Window, frameOrigin: string, onMessage: (message: ToPage) => void): Line {
	const kept: (FromPage | null)[] = lasting.map(() => null);
	let offered: { readonly word: string; readonly port: MessagePort; readonly isAnew: boolean } | null = null;
	let holder: string | null = null;
	let port: MessagePort | null = null;
	let beat = 0;

	function close(): void {
		view.clearInterval(beat);
		offered?.port.close();
		offered = null;
		port = null;
		holder = null;
	}

	function post(message: FromPage): void {
		port?.postMessage(message);
	}

	return {
		offer(frame, isAnew) {
			close();
			const word = crypto.randomUUID();
			const { port1, port2 } = new MessageChannel();
			offered = { word, port: port1, isAnew };
			const offer: LineOffer = { type: 'dealside.line', word };
			frame.postMessage(offer, frameOrigin, [port2]);
		},
		claim(word, frame) {
			if (offered?.word !== word) return 'unknown';
			if (holder !== null) {
				// One of the two is not ours, and nothing tells which.
				post({ type: 'line.ended' });
				close();
				return 'ended';
			}
			holder = frame;
			port = offered.port;
			port.onmessage = ({ data }: MessageEvent<unknown>) => {
				const known = readToPage(data);
				if (known) onMessage(known);
			};
			post({ type: 'page.alive' });
			for (const message of kept) if (message) post(message);
			if (offered.isAnew) post({ type: 'frame.restarted' });
			beat = view.setInterval(() => {
				if (view.document.visibilityState === 'visible') post({ type: 'page.alive' });
			}, beatEveryMs);
			return 'yours';
		},
		isHolder: (frame) => holder === frame,
		post(message) {
			const slot = lasting.findIndex((types) => types.includes(message.type));
			// A read that goes on does not hide what was read before it.
			if (slot >= 0 && !(message.type === 'facts.reading' && kept[slot])) kept[slot] = message;
			post(message);
		},
		clear() {
			kept.fill(null);
		},
		close,
	};
}
