/**
 * The line between a content script and the sidebar frame it made. The content script sends one end of a message channel
 * into the window of its own frame, with a word made for it. The frame gives that word back through the background, which
 * only the content script of the same tab can check. So the page can neither take the line nor offer one of its own.
 */
export interface LineOffer {
	readonly type: 'dealside.line';
	/** Made anew for every document that the frame loads. */
	readonly word: string;
}

/** `yours`: the line is open. `ended`: somebody claimed it before, so it is closed for both. `unknown`: no such line. */
export type ClaimAnswer = 'yours' | 'ended' | 'unknown';

/** What the background asks the content script of a tab about one of its frames. */
export type FrameQuestion =
	| { readonly type: 'line.claim'; readonly word: string; readonly frame: string }
	| { readonly type: 'line.holder'; readonly frame: string };

/** The offer in a message that came into the frame's window with one port; null for anything else. */
export function readOffer(message: unknown): LineOffer | null {
	const { type, word } = (message ?? {}) as Partial<Record<keyof LineOffer, unknown>>;
	return type === 'dealside.line' && typeof word === 'string' ? { type, word } : null;
}

/** Names one document of one frame: the browser's own id of it, or the frame's number where it gives none. */
export function frameName(sender: { readonly documentId?: string; readonly frameId?: number }): string | null {
	return sender.documentId ?? (sender.frameId === undefined ? null : String(sender.frameId));
}
