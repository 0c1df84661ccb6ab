import { browser } from 'wxt/browser';
import { mappedCrm } from '../../core/model/page-map.ts';
import { failure, success } from '../../core/model/result.ts';
import { readMapsFile, writeMapsFile } from '../../core/playbook/maps-file.ts';
import { contextOf, siteOf } from '../../messages/sender-rules.ts';
import {
	importMaps,
	mapsOf,
	readMaps,
	removeMaps,
	renameMap,
	restoreMaps,
	saveMap,
	savePointed,
	undoMapImport,
} from '../../storage/maps.ts';
import { fileNameOf } from '../file-name.ts';
import { summaryOf } from '../maps-summary.ts';
import { crmFound, loadFinder, openPointing, readMapped } from '../sites.ts';
import { refused, type Service, type Surroundings } from './service.ts';

type Names =
	| 'maps.here'
	| 'map.save'
	| 'pointed.save'
	| 'point.open'
	| 'maps.list'
	| 'map.rename'
	| 'maps.remove'
	| 'maps.restore'
	| 'maps.import'
	| 'maps.undoImport'
	| 'maps.export';

/** What users pointed out: pages read and write their own origin's, the workspace all. */
export function mapService({ db, now, changed }: Surroundings): Service<Names> {
	return {
		'maps.here': async (_, sender) => {
			const site = siteOf(sender);
			if (site === null) return failure('not-allowed');
			const maps = await mapsOf(db, site);
			if (maps.pointed.length > 0) await loadFinder(sender.tab?.id);
			return success(maps);
		},
		'map.save': async ({ map }, sender) => {
			if (map.site !== siteOf(sender)) return failure('not-allowed');
			const saved = await saveMap(db, map, now());
			if (!saved) return failure('not-allowed');
			await changed('maps');
			// It is kept, whether or not the tab can be read at once.
			await crmFound(mappedCrm, sender.tab?.id, sender.url).catch(() => false);
			return success(saved);
		},
		'pointed.save': async ({ field }, sender) => {
			if (field.site !== siteOf(sender) || !(await savePointed(db, field, now()))) return failure('not-allowed');
			await changed('maps');
			return success(null);
		},
		'point.open': async ({ tabId, purpose }, sender) => {
			const isOwn = contextOf(sender, browser.runtime.id, globalThis.location.origin) === 'own';
			// Any page may frame the sidebar: it names no tab but its own.
			if (tabId !== null && !isOwn) return failure('not-allowed');
			const tab = tabId ?? sender.tab?.id;
			return success(tab !== undefined && (await openPointing(tab, purpose)));
		},
		'maps.list': async () => success(await readMaps(db)),
		'map.rename': async ({ id, name }) => {
			if (await renameMap(db, id, name.trim(), now())) await changed('maps');
			return success(null);
		},
		'maps.remove': async ({ ids, pointed }) => {
			const removed = await removeMaps(db, ids, pointed);
			await changed('maps');
			return success(removed);
		},
		'maps.restore': async (removed) => {
			await restoreMaps(db, removed);
			await changed('maps');
			return success(null);
		},
		'maps.import': async ({ text }) => {
			const file = readMapsFile(text);
			if (!file.ok) return refused(file.error);
			const merged = await importMaps(db, file.value);
			await Promise.all([changed('maps'), changed('storage')]);
			await readMapped(file.value.maps.map(({ site }) => site)).catch(() => undefined);
			return success(summaryOf(merged));
		},
		'maps.undoImport': async () => {
			const isUndone = await undoMapImport(db);
			if (isUndone) await Promise.all([changed('maps'), changed('storage')]);
			return success(isUndone);
		},
		'maps.export': async ({ ids }) => {
			const all = await readMaps(db);
			const maps = ids === null ? all.maps : all.maps.filter(({ id }) => ids.includes(id));
			const name = maps.length === 1 && ids !== null ? (maps[0]?.name ?? '') : 'mapped crms';
			const text = writeMapsFile({ maps, pointed: ids === null ? all.pointed : [] });
			return success({ text, fileName: fileNameOf(name, 'mapped-crms', now()) });
		},
	};
}
