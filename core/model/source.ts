import type { Instant } from './deal.ts';
import type { PlaybookPart } from './playbook-parts.ts';
import type { FileProblem } from './settings.ts';

/**
 * Where a playbook comes from. Without a source it is this browser's own, and is changed here; with one it is published
 * elsewhere, read again every few minutes, and nobody changes it here.
 */

/** What a published file says of itself. */
export interface Publication {
	/** Name of who published it. */
	readonly by: string;
	readonly at: Instant;
	/** What is new, in the publisher's words; empty for nothing said. */
	readonly note: string;
}

/** Why nothing was taken from a followed address. What is in force stays in every case. */
export const sourceFaults = [
	/** Nothing answered: no network, no such host, or a server that lets no extension read. */
	'offline',
	/** The browser has not allowed this host. */
	'host-refused',
	/** The server wants a sign-in (401, 403). */
	'signed-out',
	/** Nothing is there (404, 410). */
	'not-found',
	/** The server is there and cannot answer now (429, 5xx), or answers something that makes no sense. */
	'busy',
	/** A web page came in place of a file; most often it asks to sign in. */
	'web-page',
	'too-large',
	/** What came is no playbook, or a faulty one; the problems are listed. */
	'file-refused',
	/** A key is known and the file has no signature. */
	'unsigned',
	/** The signature is of another key, or the file was changed after it was signed. */
	'signature-wrong',
	/** This browser cannot check signatures. */
	'signature-unknown',
	/** It was published before the one in force. */
	'older',
	/** It says that it was published after today. */
	'from-future',
] as const;

export type SourceFault = (typeof sourceFaults)[number];

/** Something that was taken from the address. */
export interface SourceNews {
	/** Null for a file that does not say. */
	readonly publication: Publication | null;
	/** When this browser took it. */
	readonly takenAt: Instant;
	/** What differed from what was in force; `costs` where the file holds any. */
	readonly parts: readonly (PlaybookPart | 'attachments' | 'costs')[];
}

/** Who has this browser follow an address. */
export type SourceSetter = 'user' | 'administrator';

/** A followed address and how it is doing. */
export interface FollowedSource {
	/** "https://files.firm.example/dealside.json", without what follows a `#`. */
	readonly address: string;
	/** Public key (Ed25519, base64url) that every file must be signed with; null: any file at the address is taken. */
	readonly key: string | null;
	readonly setBy: SourceSetter;
	/** The browser's sign-in at that host goes along. */
	readonly doesSignIn: boolean;
	/** When the address last gave a file that is in force now, the same as before or a new one; null: never so far. */
	readonly readAt: Instant | null;
	/** What was taken, the newest first; the first is in force. None before the first read. */
	readonly news: readonly SourceNews[];
	/** Why the last read gave nothing; null after one that did. */
	readonly failure: {
		readonly fault: SourceFault;
		readonly at: Instant;
		readonly problems: readonly FileProblem[];
	} | null;
	/** When it is read again by itself. */
	readonly nextAt: Instant;
}

/** What a window shows of it. */
export interface SourceState {
	/** Null: the playbook is this browser's own. */
	readonly followed: FollowedSource | null;
	/** Public key that this browser signs with; null: none is kept here. */
	readonly signingKey: string | null;
}

/** How far a file's signature was looked at. `unasked`: there is one, and no key to hold it against. */
export type SignatureState = 'right' | 'none' | 'unasked';
