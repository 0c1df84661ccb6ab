import { Dexie, type EntityTable } from 'dexie';

/** The database of the key that this browser signs with. */
export const signingName = 'dealside.signing';

interface StoredKey {
	readonly id: 'own';
	/** Signs, and cannot be read out of the browser. */
	readonly key: CryptoKey;
	/** Raw, as base64url. */
	readonly publicKey: string;
}

/** Keys are objects of the browser that no JSON keeps, so they have a database of their own. */
class SigningKeys extends Dexie {
	declare keys: EntityTable<StoredKey, 'id'>;

	constructor() {
		super(signingName);
		this.version(1).stores({ keys: 'id' });
	}
}

let opened: SigningKeys | null = null;

function keys() {
	opened ??= new SigningKeys();
	return opened.keys;
}

/** Lets go of the database, so that it can be deleted. */
export function closeSigningKey(): void {
	opened?.close();
	opened = null;
}

/** The key that this browser signs with; null for none. */
export async function signingKey(): Promise<Omit<StoredKey, 'id'> | null> {
	return (await keys().get('own')) ?? null;
}

/** Keeps a key in place of the one before. */
export async function keepSigningKey(key: CryptoKey, publicKey: string): Promise<void> {
	await keys().put({ id: 'own', key, publicKey });
}

export async function dropSigningKey(): Promise<void> {
	await keys().delete('own');
}
