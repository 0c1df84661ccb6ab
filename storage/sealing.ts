import { Dexie, type EntityTable } from 'dexie';

/** The database of the key. */
export const keysName = 'dealside.keys';

/**
 * A database of its own: the key must outlive what happens to the other one, and is in no migration of it. The key can
 * be used here and cannot be read out, not even by us.
 */
class Keys extends Dexie {
	declare keys: EntityTable<{ id: 'access'; key: CryptoKey }, 'id'>;

	constructor() {
		super(keysName);
		this.version(1).stores({ keys: 'id' });
	}
}

const algorithm = 'AES-GCM';
/** Bytes of the number used once, as NIST SP 800-38D wants it for GCM. */
const ivBytes = 12;

/** Something encrypted, as text that JSON takes. */
export interface Sealed {
	readonly iv: string;
	readonly cipher: string;
}

let opened: Keys | null = null;

/** Lets go of the key, so that its database can be deleted; what was sealed with it is unreadable from then on. */
export function forgetKeys(): void {
	opened?.close();
	opened = null;
}

async function keyOf(): Promise<CryptoKey> {
	opened ??= new Keys();
	const { keys } = opened;
	const present = await keys.get('access');
	if (present) return present.key;
	const made = await crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt']);
	// Two that begin at once must end with the same key.
	return opened.transaction('rw', keys, async () => {
		const other = await keys.get('access');
		if (other) return other.key;
		await keys.put({ id: 'access', key: made });
		return made;
	});
}

const toText = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const toBytes = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const bound = (name: string) => new TextEncoder().encode(name);

/** Encrypts a text for this place alone: under another `name` it cannot be opened. */
export async function seal(name: string, text: string): Promise<Sealed> {
	const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
	const wishes = { name: algorithm, iv, additionalData: bound(name) };
	const cipher = await crypto.subtle.encrypt(wishes, await keyOf(), new TextEncoder().encode(text));
	return { iv: toText(iv), cipher: toText(new Uint8Array(cipher)) };
}

/** What was sealed; null when it was changed, moved, or sealed on another device. */
export async function unseal(name: string, sealed: Sealed): Promise<string | null> {
	try {
		const wishes = { name: algorithm, iv: toBytes(sealed.iv), additionalData: bound(name) };
		return new TextDecoder().decode(await crypto.subtle.decrypt(wishes, await keyOf(), toBytes(sealed.cipher)));
	} catch {
		return null;
	}
}
