import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { browser } from 'wxt/browser';
import { waitAskedMs } from '../core/model/api.ts';
import type { FileProblem } from '../core/model/settings.ts';
import type { SourceFault } from '../core/model/source.ts';
import { boundedText } from './bounded-text.ts';

/** As a file that a person imports. */
const mostBytes = 64 * 1024 * 1024;

/** A server that says nothing for so long is given up. */
const patienceMs = 60_000;

/** The browser ends a background that calls none of its functions for 30 seconds, also while it downloads. */
const stayAwakeMs = 20_000;

/** What to read, and which version of it is here already. */
export interface SourceQuestion {
	readonly address: string;
	/** Cookies and sign-ins of that host go along. */
	readonly doesSignIn: boolean;
	readonly etag: string | null;
	readonly lastModified: string | null;
}

/** What an address gave. */
export type SourceAnswer =
	| { readonly kind: 'unchanged' }
	| {
			readonly kind: 'file';
			readonly text: string;
			/** SHA-256 of the text, 64 hexadecimal digits. */
			readonly digest: string;
			readonly etag: string | null;
			readonly lastModified: string | null;
	  }
	| {
			readonly kind: 'refused';
			readonly fault: SourceFault;
			readonly problems: readonly FileProblem[];
			/** How long the server asks to be left alone; null where it says nothing. */
			readonly waitMs: number | null;
	  };

function refused(fault: SourceFault, waitMs: number | null = null): SourceAnswer {
	return { kind: 'refused', fault, problems: [], waitMs };
}

/** Reads an address once, asking for what is newer than what is here. Never rejects. */
export async function readSource(
	fetchIt: typeof fetch,
	{ address, doesSignIn, etag, lastModified }: SourceQuestion,
	nowMs: number,
	stopped: AbortSignal,
): Promise<SourceAnswer> {
	const headers = {
		...(etag !== null && { 'If-None-Match': etag }),
		...(etag === null && lastModified !== null && { 'If-Modified-Since': lastModified }),
	};
	const awake = setInterval(() => void browser.runtime.getPlatformInfo().catch(() => undefined), stayAwakeMs);
	try {
		const response = await fetchIt(address, {
			headers,
			// Versions are told apart by what the server says, not by what the browser kept.
			cache: 'no-store',
			credentials: doesSignIn ? 'include' : 'omit',
			referrerPolicy: 'no-referrer',
			signal: AbortSignal.any([stopped, AbortSignal.timeout(patienceMs)]),
		});
		return await answerOf(response, nowMs);
	} catch {
		return refused('offline');
	} finally {
		clearInterval(awake);
	}
}

async function answerOf(response: Response, nowMs: number): Promise<SourceAnswer> {
	const { status, headers } = response;
	if (status === 304) return { kind: 'unchanged' };
	if (status === 401 || status === 403) return refused('signed-out');
	if (status === 404 || status === 410) return refused('not-found');
	if (status !== 200) return refused('busy', waitAskedMs(headers.get('Retry-After') ?? undefined, nowMs));
	const text = await boundedText(response, mostBytes);
	if (text === null) return refused('too-large');
	if (/^\s*</.test(text)) return refused('web-page');
	const digest = bytesToHex(sha256(utf8ToBytes(text)));
	return { kind: 'file', text, digest, etag: headers.get('ETag'), lastModified: headers.get('Last-Modified') };
}
