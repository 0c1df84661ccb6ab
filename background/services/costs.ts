import { success } from '../../core/model/result.ts';
import type { Refusal } from '../../messages/protocol.ts';
import {
	abandonStaged,
	allCosts,
	beginUpload,
	changeCost,
	clearCosts,
	commitStaged,
	countCosts,
	missingFrom,
	stage,
	undoCosts,
} from '../../storage/costs.ts';
import type { Service, Surroundings } from './service.ts';

type Names =
	| 'costs.begin'
	| 'costs.part'
	| 'costs.compare'
	| 'costs.commit'
	| 'costs.undo'
	| 'costs.abandon'
	| 'costs.find'
	| 'cost.change'
	| 'costs.clear';

/** Products named to say what would be forgotten. */
const namedProducts = 5;

/** Nothing was changed; the file has to be imported again. */
const uploadGone: Refusal = { ok: false, error: 'storage-failed', cause: 'upload-gone' };

/** What the workspace asks about product costs. */
export function costService({ db, newId, now, changed }: Surroundings): Service<Names> {
	return {
		'costs.begin': async () => {
			const upload = newId();
			await beginUpload(db, upload, now());
			return success({ upload });
		},
		'costs.part': async ({ upload, costs }) => {
			const staged = await stage(db, upload, costs, now());
			return staged.ok ? staged : uploadGone;
		},
		'costs.compare': async ({ upload }) => {
			const missing = await missingFrom(db, upload);
			return success({ removed: missing.length, names: missing.slice(0, namedProducts) });
		},
		'costs.commit': async ({ upload, mode }) => {
			const committed = await commitStaged(db, upload, mode);
			if (!committed.ok) return uploadGone;
			await changed('costs');
			await changed('storage');
			return success({ count: await countCosts(db) });
		},
		'costs.undo': async () => {
			const isUndone = await undoCosts(db);
			if (isUndone) await Promise.all([changed('costs'), changed('storage')]);
			return success(isUndone);
		},
		'costs.abandon': async ({ upload }) => {
			await abandonStaged(db, upload);
			return success(null);
		},
		'costs.find': async ({ query, limit }) => {
			const wanted = query.trim().toLowerCase();
			const found = (await allCosts(db)).costs.filter(({ product }) => product.toLowerCase().startsWith(wanted));
			return success({ costs: found.slice(0, limit), count: found.length });
		},
		'cost.change': async ({ product, change }) => {
			const before = await changeCost(db, product, change);
			if (before) await changed('costs');
			return success(before);
		},
		'costs.clear': async () => {
			await clearCosts(db);
			await Promise.all([changed('costs'), changed('storage')]);
			return success(null);
		},
	};
}
