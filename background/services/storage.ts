import type { Kept } from '../../core/model/kept.ts';
import { success } from '../../core/model/result.ts';
import type { StorageState, StorageTrouble } from '../../core/model/storage-state.ts';
import { healthyStorage } from '../../core/model/storage-state.ts';
import type { ChangeNotice } from '../../messages/protocol.ts';
import { deleteEverything } from '../../storage/delete-all.ts';
import { storageErrorOf } from '../../storage/faults.ts';
import { databaseText, setAside, undoable, unreadableText } from '../../storage/inventory.ts';
import { keptSizes } from '../../storage/kept-sizes.ts';
import { readPlaybook } from '../../storage/playbook.ts';
import { giveBackAll } from '../sites.ts';
import type { StorageWatch } from '../storage-watch.ts';
import type { Service, Surroundings } from './service.ts';

type Names = 'storage.state' | 'storage.export' | 'storage.kept' | 'storage.setAside' | 'storage.deleteAll';

/** What open pages read anew once nothing is there any more. */
const everySubject = [
	'playbook',
	'costs',
	'notes',
	'settings',
	'maps',
	'stages',
	'access',
	'sites',
] as const satisfies readonly ChangeNotice['subject'][];

/** Rows named at most; the rest is counted. */
const mostNamed = 200;

/** What every window asks about storage itself, also while it cannot be used. `ready` settles when it can. */
export function storageService(
	{ db, now, changed }: Surroundings,
	watch: StorageWatch,
	ready: () => Promise<void>,
): Service<Names> {
	/** Without a playbook, in a browser that had one, what was kept is gone. */
	async function troubleNow(): Promise<StorageTrouble | null> {
		const isGone = (await readPlaybook(db)).kind === 'absent';
		return isGone ? 'database-gone' : watch.trouble();
	}

	async function state(): Promise<StorageState> {
		try {
			await ready();
		} catch {
			return { ...healthyStorage, trouble: watch.trouble() ?? 'database-failed' };
		}
		const [trouble, rows, undo] = await Promise.all([troubleNow(), watch.unreadable(), undoable(db)]);
		const unreadable = rows.slice(0, mostNamed).map(({ store, key }) => ({ store, key }));
		return { trouble, unreadable, unreadableCount: rows.length, undo };
	}

	/** Not every browser says it, and one may refuse to. */
	async function estimate(): Promise<Kept['estimate']> {
		const said = await globalThis.navigator?.storage?.estimate().catch(() => null);
		return said?.usage === undefined || said.quota === undefined
			? null
			: { usedBytes: said.usage, mostBytes: said.quota };
	}

	/** What can be got out while nothing else works: a newer database as it is. */
	async function text(): Promise<string> {
		try {
			await ready();
		} catch (thrown) {
			const isNewer = storageErrorOf(thrown)?.fault === 'database-newer';
			const whole = isNewer ? await databaseText(db.name, now()) : null;
			if (whole === null) throw thrown;
			return whole;
		}
		return unreadableText(db, now());
	}

	return {
		'storage.state': async () => success(await state()),
		'storage.export': async () => success({ text: await text(), fileName: `dealside-kept-${now().slice(0, 10)}.json` }),
		'storage.kept': async () => success({ sizes: await keptSizes(db), estimate: await estimate() }),
		'storage.deleteAll': async () => {
			await deleteEverything(db);
			const sitesLeft = await giveBackAll();
			watch.looked();
			// Filled as a new browser's is, before anybody asks for it.
			await ready().catch(() => undefined);
			await Promise.all(everySubject.map((subject) => changed(subject)));
			return success({ sitesLeft });
		},
		'storage.setAside': async (row) => {
			const isDone = await setAside(db, row);
			if (isDone) {
				watch.looked();
				await Promise.all(
					(['playbook', 'costs', 'notes', 'settings', 'maps'] as const).map((subject) => changed(subject)),
				);
			}
			return success(isDone);
		},
	};
}
