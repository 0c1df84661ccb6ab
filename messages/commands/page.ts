import * as v from 'valibot';
import type { ApiAnswer, NoAccess } from '../../core/model/api.ts';
import type { PageMap, SiteMaps } from '../../core/model/page-map.ts';
import { mapShape, pointedShape } from '../../core/model/page-map-shapes.ts';
import type { SiteLayout } from '../../core/model/settings.ts';
import { layoutShape } from '../../core/model/settings-shapes.ts';
import { filled, maybe } from '../../core/model/shape-parts.ts';
import type { ClaimAnswer } from '../line.ts';
import { crm, nothing, site } from './parts.ts';
import { row } from './row.ts';

/** What the page’s own script asks, and its sidebar about where it is. */
export const pageCommands = {
	/** Asked by the content script before it places the frame. */
	'layout.read': row<SiteLayout>()({
		shape: v.strictObject({ site }),
		from: ['page'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
	/** Asked by a page on a host the user added: loads this CRM's adapter there. False for a CRM nobody knows. */
	'crm.found': row<boolean>()({
		shape: v.strictObject({ crm }),
		from: ['page'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
	/**
	 * Asked by a page that needs a token for its CRM's API. Which account answers is decided by where the message comes
	 * from; `site` is only what the page says of itself. As `CallApi` answers; `not-allowed` for a page that is not this
	 * CRM's, and for a request that could do more than read.
	 */
	'api.call': row<ApiAnswer | NoAccess | null>()({
		shape: v.strictObject({
			crm,
			site,
			request: v.strictObject({
				method: v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
				url: v.pipe(v.string(), v.maxLength(16_000)),
				headers: maybe(
					v.pipe(
						v.record(v.pipe(v.string(), v.maxLength(100)), v.pipe(v.string(), v.maxLength(2000))),
						v.check((headers) => Object.keys(headers).length <= 20),
					),
				),
				body: maybe(v.pipe(v.string(), v.maxLength(500_000))),
				via: v.literal('token'),
			}),
		}),
		from: ['page'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
	/** Asked by a page before its first read: `AdapterOptions.costField`. */
	'cost.field': row<string | null>()({
		shape: v.strictObject({ crm }),
		from: ['page'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
	/** Asked by a page: what was pointed out on its own origin, whatever it says of itself. */
	'maps.here': row<SiteMaps>()({
		shape: nothing,
		from: ['page'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/**
	 * Asked by a page after its user pointed. Version and moment are set here: 1, or the one after that of the same id.
	 * `not-allowed` for a map of another origin, or where an id belongs to another one, or when the site keeps too many.
	 */
	'map.save': row<PageMap>()({
		shape: v.strictObject({ map: mapShape }),
		from: ['page'],
		keeps: 'database',
		needs: 'database',
	}),
	/** Asked by a page after its user pointed at one field; takes the place of an earlier word on it. Own origin only. */
	'pointed.save': row<null>()({
		shape: v.strictObject({ field: pointedShape }),
		from: ['page'],
		keeps: 'database',
		needs: 'database',
	}),
	/** Asked by the sidebar after the user moved, resized or collapsed it. */
	'layout.save': row<null>()({
		shape: v.strictObject({ site, layout: layoutShape }),
		from: ['sidebar', 'own'],
		keeps: 'beside',
		needs: 'nothing',
	}),
	/**
	 * Asked by a sidebar frame that was offered a line, before it may ask anything else. `word` came with the line; the
	 * content script of the frame's own tab says whose it is.
	 */
	'line.claim': row<ClaimAnswer>()({
		shape: v.strictObject({ word: filled(200) }),
		from: ['frame'],
		keeps: 'nothing',
		needs: 'nothing',
	}),
};
