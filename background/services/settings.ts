import { failure, success } from '../../core/model/result.ts';
import { membersOf, revisionOf } from '../../core/playbook/revision.ts';
import { mappedSites } from '../../storage/maps.ts';
import { changeSettings, presentSettings } from '../../storage/settings.ts';
import { crmFound, listSites, readMapped, removeSite, syncSites } from '../sites.ts';
import type { Service, Surroundings } from './service.ts';

type Names = 'settings.read' | 'settings.save' | 'sites.list' | 'sites.granted' | 'sites.remove' | 'crm.found';

/** The user's own choices, and the hosts they allowed. */
export function settingsService({ db, changed }: Surroundings): Service<Names> {
	return {
		'settings.read': async () => success(await presentSettings()),
		'settings.save': async ({ change, from }) => {
			const isDone = await changeSettings((present) =>
				revisionOf(membersOf(present, change)) === from ? { ...present, ...change } : null,
			);
			if (!isDone) return failure('changed-elsewhere');
			await changed('settings');
			return success(null);
		},
		'crm.found': async ({ crm }, { tab, url }) => success(await crmFound(crm, tab?.id, url)),
		'sites.list': async () => success(await listSites()),
		'sites.granted': async () => {
			await syncSites();
			await readMapped(await mappedSites(db));
			await changed('sites');
			return success(await listSites());
		},
		'sites.remove': async ({ pattern }) => {
			await removeSite(pattern);
			await changed('sites');
			return success(await listSites());
		},
	};
}
