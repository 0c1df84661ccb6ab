import { failure, type Result, success } from '../model/result.ts';

/** An address to follow, as it is read and asked for. */
export interface SourceAddress {
	/** Without what follows a `#`. */
	readonly address: string;
	/** Public key (Ed25519, 32 bytes as base64url); null where none came along. */
	readonly key: string | null;
	/** Match pattern of its host, "https://files.firm.example/*". */
	readonly pattern: string;
	/** "files.firm.example", with the port where there is one. */
	readonly host: string;
}

/** Why a text is no address to follow. */
export type SourceAddressFault =
	| 'address-missing'
	| 'address-unreadable'
	| 'address-not-https'
	| 'address-login'
	| 'key-unreadable';

/** What is before the key behind the `#`. */
const keyMark = 'dealside-key=';

/** 32 bytes as base64url without padding. */
const keyPattern = /^[A-Za-z0-9_-]{43}$/;

/** Match pattern of an address's host, as the browser is asked for it. */
export function patternOfSource(address: string): string {
	return `https://${new URL(address).host}/*`;
}

/** True for a public key as it is written behind an address. */
function isKeyText(text: string): boolean {
	return keyPattern.test(text);
}

/**
 * Reads what a person pastes: an https address, with the publisher's key behind `#dealside-key=` where there is one. Spaces
 * and line breaks that a mail put into it are dropped.
 */
export function readSourceAddress(text: string): Result<SourceAddress, SourceAddressFault> {
	const typed = text.replace(/\s+/g, '');
	if (typed === '') return failure('address-missing');
	const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`);
	if (url === null || url.host === '') return failure('address-unreadable');
	if (url.protocol !== 'https:') return failure('address-not-https');
	if (url.username !== '' || url.password !== '') return failure('address-login');
	if (!url.hostname.includes('.') && !url.hostname.startsWith('[') && url.hostname !== 'localhost')
		return failure('address-unreadable');
	const fragment = url.hash.slice(1);
	const key = fragment.startsWith(keyMark) ? fragment.slice(keyMark.length) : null;
	if (key !== null && !isKeyText(key)) return failure('key-unreadable');
	url.hash = '';
	return success({ address: url.href, key, pattern: patternOfSource(url.href), host: url.host });
}

/** The text that `readSourceAddress` reads, to be handed to the team. */
export function writeSourceAddress({ address, key }: Pick<SourceAddress, 'address' | 'key'>): string {
	return key === null ? address : `${address}#${keyMark}${key}`;
}
