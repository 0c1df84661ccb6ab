import 'fake-indexeddb/auto';
import { Database } from '../../storage/database.ts';

let count = 0;

/** A fresh database under a name of its own. */
export function freshDatabase(): Database {
	count += 1;
	return new Database(`test-${process.pid}-${count}`);
}
