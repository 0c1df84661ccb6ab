import { browser } from 'wxt/browser';
import type { Database } from './database.ts';
import { StorageError } from './faults.ts';
import { forgetKeys, keysName } from './sealing.ts';
import { closeSigningKey, signingName } from './signing-key.ts';

/**
 * Deletes every database, whatever version wrote them, and everything in the extension's storage areas. Throws
 * `database-blocked` while a window of another version holds one of them open; the areas are left then.
 */
export async function deleteEverything(db: Database): Promise<void> {
	db.close();
	forgetKeys();
	closeSigningKey();
	for (const name of [db.name, keysName, signingName]) await deleteDatabase(name);
	await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
}

function deleteDatabase(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error);
		request.onblocked = () => reject(new StorageError('database-blocked'));
	});
}
