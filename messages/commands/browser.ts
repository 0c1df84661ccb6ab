import * as v from 'valibot';
import type {
	AccessFault,
	AccessState,
	AccessVerdict,
	CostPreview,
	CostPreviewFault,
} from '../../core/model/access.ts';
import { costFieldShape } from '../../core/model/access-shapes.ts';
import type { CrmId, StageList } from '../../core/model/deal.ts';
import type { Draft } from '../../core/model/draft.ts';
import type { Kept } from '../../core/model/kept.ts';
import type { SiteMaps } from '../../core/model/page-map.ts';
import { mostMaps, mostPointed, pointedKeyShape, siteMapsShape } from '../../core/model/page-map-shapes.ts';
import type { Settings, Site } from '../../core/model/settings.ts';
import { idShape, settingsChangeShape } from '../../core/model/settings-shapes.ts';
import { filled, httpsAddress, list, moment } from '../../core/model/shape-parts.ts';
import type { StorageState } from '../../core/model/storage-state.ts';
import { storeNames } from '../../core/model/storage-state.ts';
import type { MapsSummary } from '../protocol.ts';

import { crm, draftKey, file, host, index, isJson, isObject, nothing, revision, secret } from './parts.ts';
import { row } from './row.ts';

/** A place of the workspace, "settings/access". */
const workspacePlace = v.pipe(v.string(), v.regex(/^[a-z]+(?:\/[a-z]+)*$/), v.maxLength(100));

/** What is asked about this browser: settings, access, drafts, what was pointed out, storage and hosts. */
export const browserCommands = {
	/** What is typed in any window and not saved. */
	'drafts.list': row<readonly Draft[]>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Keeps what is typed in a form, in place of what was kept of it in the same window. */
	'draft.keep': row<null>()({
		shape: v.strictObject({
			draft: v.strictObject({
				...draftKey,
				at: moment,
				open: v.custom<unknown>((open) => isObject(open) && isJson(open)),
			}),
		}),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** Forgets a draft; one that is not there is no failure. */
	'draft.drop': row<null>()({
		shape: v.strictObject(draftKey),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	'settings.read': row<Settings>()({
		shape: nothing,
		from: ['sidebar', 'own'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
	/**
	 * Replaces the settings named; refused as `changed-elsewhere` where the same ones do not have the revision `from` any
	 * more.
	 */
	'settings.save': row<null>()({
		shape: v.strictObject({ change: settingsChangeShape, from: revision }),
		from: ['sidebar', 'own'],
		keeps: 'beside',
		needs: 'nothing',
	}),
	'access.read': row<AccessState>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
	/** Asked after the page itself got the permissions that the way needs. Signing in opens a window of the browser. */
	'access.setUp': row<null, AccessFault>()({
		shape: v.strictObject({
			setUp: v.strictObject({
				crm,
				place: host,
				apiHost: host,
				isKept: v.boolean(),
				proof: v.variant('way', [
					v.strictObject({ way: v.literal('token'), token: secret }),
					v.strictObject({ way: v.literal('oauth'), clientId: secret }),
					v.strictObject({ way: v.literal('session') }),
					v.strictObject({ way: v.literal('self-client'), clientId: secret, clientSecret: secret, code: secret }),
				]),
			}),
		}),
		from: ['own'],
		keeps: 'beside',
		needs: 'database',
	}),
	/** Reads something harmless with it. */
	'access.try': row<AccessVerdict>()({
		shape: v.strictObject({ crm, place: host }),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Forgets the token and gives the permission for the API host back. */
	'access.remove': row<null>()({
		shape: v.strictObject({ crm, place: host }),
		from: ['own'],
		keeps: 'beside',
		needs: 'database',
	}),
	/**
	 * Tries a place of costs on the deal that was in front last in a tab of this CRM; null for what is usual there. Nothing
	 * is stored. The tab's page is asked, and what it answers is checked like a message.
	 */
	'cost.preview': row<CostPreview, CostPreviewFault>()({
		shape: v.strictObject({ crm, field: v.nullable(costFieldShape) }),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Null for what is usual in this CRM. */
	'access.costField': row<null>()({
		shape: v.strictObject({ crm, field: v.nullable(costFieldShape) }),
		from: ['own'],
		keeps: 'beside',
		needs: 'database',
	}),
	/** Stages of every CRM that deals were read from, the one read last first. */
	'stages.list': row<readonly StageList[]>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** The CRMs that are in use here, in no order: of which a deal was read, or that something was set up for. */
	'crms.seen': row<readonly CrmId[]>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/**
	 * Lets the user point in a tab: asked by a page of ours about any tab, by the sidebar about its own (`tabId` null).
	 * False when nothing may or can run there.
	 */
	'point.open': row<boolean>()({
		shape: v.strictObject({
			tabId: v.nullable(index),
			purpose: v.variant('kind', [
				v.strictObject({ kind: v.literal('map'), mapId: v.nullable(idShape) }),
				v.strictObject({ kind: v.literal('repair'), crm, field: filled(200), crmTitle: filled(200) }),
			]),
		}),
		from: ['sidebar', 'own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/**
	 * Opens the workspace at a place of it (null: where it opens by itself) or a link, in a tab behind this one where asked.
	 * The sidebar asks, for a frame in a page cannot open tabs in Firefox. False when the browser opens none.
	 */
	'tab.open': row<boolean>()({
		shape: v.variant('kind', [
			v.strictObject({ kind: v.literal('workspace'), place: v.nullable(workspacePlace), isBehind: v.boolean() }),
			v.strictObject({ kind: v.literal('link'), address: httpsAddress, isBehind: v.boolean() }),
		]),
		from: ['sidebar', 'own'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
	/** All there are, of every site. */
	'maps.list': row<SiteMaps>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Counts as a new version; a map that is gone meanwhile is left alone. */
	'map.rename': row<null>()({
		shape: v.strictObject({ id: idShape, name: filled(200) }),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** The answer is what `maps.restore` takes for undo. */
	'maps.remove': row<SiteMaps>()({
		shape: v.strictObject({ ids: list(idShape, mostMaps), pointed: list(pointedKeyShape, mostPointed) }),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	'maps.restore': row<null>()({
		shape: siteMapsShape,
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** Checks the whole file, then adds what it holds in one transaction; what is as new here, or newer, is kept. */
	'maps.import': row<MapsSummary>()({
		shape: v.strictObject({ text: file }),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** Takes the last import of maps back; false when there is none. */
	'maps.undoImport': row<boolean>()({
		shape: nothing,
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** The file's text. `ids`: these maps alone; null: all, with the pointed fields. */
	'maps.export': row<{ text: string; fileName: string }>()({
		shape: v.strictObject({ ids: v.nullable(list(idShape, mostMaps)) }),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** How storage is doing. Answered also while nothing else can be. */
	'storage.state': row<StorageState>()({
		shape: nothing,
		from: ['sidebar', 'own'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
	/**
	 * What cannot be read and what was put aside, as the text of a file that leaves nothing out; all rows of a database that
	 * a newer version wrote.
	 */
	'storage.export': row<{ text: string; fileName: string }>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
	/** How much of each kind is kept in this browser. */
	'storage.kept': row<Kept>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Puts a row that cannot be read aside, so that its place is free; false where it is gone, or can be read. */
	'storage.setAside': row<boolean>()({
		shape: v.strictObject({ store: v.picklist(storeNames), key: v.pipe(v.string(), v.maxLength(5000)) }),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/**
	 * Deletes everything that is kept in this browser, and gives back every host and right that was granted. Names the hosts
	 * that the browser kept. Works also while the database cannot be used.
	 */
	'storage.deleteAll': row<{ readonly sitesLeft: readonly string[] }>()({
		shape: nothing,
		from: ['own'],
		keeps: 'database',
		needs: 'nothing',
	}),
	'sites.list': row<readonly Site[]>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
	/** Asked after the page itself got the permission (only a page with a click may ask the browser for it). */
	'sites.granted': row<readonly Site[]>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	'sites.remove': row<readonly Site[]>()({
		shape: v.strictObject({ pattern: v.pipe(v.string(), v.maxLength(500)) }),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
};
