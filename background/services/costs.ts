import { success } from '../../core/model/result.ts';
import { abandonStaged, allCosts, clearCosts, commitStaged, countCosts, stage } from '../../storage/costs.ts';
import { touchPlaybook } from '../../storage/playbook.ts';
import type { Service, Surroundings } from './service.ts';

type Names = 'costs.begin' | 'costs.part' | 'costs.commit' | 'costs.abandon' | 'costs.find' | 'costs.clear';

/** What the workspace asks about product costs. */
export function costService({ db, newId, changed }: Surroundings): Service<Names> {
	async function told(): Promise<void> {
		await touchPlaybook(db);
		await changed('costs');
	}

	return {
		'costs.begin': async () => success({ upload: newId() }),
		'costs.part': async ({ upload, costs }) => {
			await stage(db, upload, costs);
			return success(null);
		},
		'costs.commit': async ({ upload, mode }) => {
			await commitStaged(db, upload, mode);
			await told();
			return success({ count: await countCosts(db) });
		},
		'costs.abandon': async ({ upload }) => {
			await abandonStaged(db, upload);
			return success(null);
		},
		'costs.find': async ({ query, limit }) => {
			const wanted = query.trim().toLowerCase();
			const found = (await allCosts(db)).filter(({ product }) => product.toLowerCase().startsWith(wanted));
			return success({ costs: found.slice(0, limit), count: found.length });
		},
		'costs.clear': async () => {
			await clearCosts(db);
			await told();
			return success(null);
		},
	};
}
