import * as v from 'valibot';
import { costFieldShape } from '../core/model/access-shapes.ts';
import {
	approvalRequestShape,
	crmUserShape,
	factsShape,
	isCounterRight,
	refShape,
	stageOptionsShape,
} from '../core/model/deal-shapes.ts';
import {
	mapShape,
	mostMaps,
	mostPointed,
	pointedKeyShape,
	pointedShape,
	siteMapsShape,
} from '../core/model/page-map-shapes.ts';
import type { MarginPolicy, SalesProcess } from '../core/model/playbook.ts';
import { collateralShape, costShape } from '../core/model/playbook-shapes.ts';
import type { Revision } from '../core/model/revision.ts';
import { idShape, layoutShape, sentenceShape, settingsShape } from '../core/model/settings-shapes.ts';
import { filled, fraction, list, moment } from '../core/model/shape-parts.ts';
import { storeNames } from '../core/model/storage-state.ts';
import type { CommandData, CommandName, PlaybookParts } from './protocol.ts';

const nothing = v.null();
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const site = v.pipe(v.string(), v.maxLength(500));
const crm = v.pipe(v.string(), v.regex(/^[a-z0-9]{1,30}$/));
const host = v.pipe(v.string(), v.regex(/^[a-z0-9.:[\]-]{1,253}$/));
/** A token, a key or a code, as it is pasted: one word without spaces or control characters. */
const secret = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,4000}$/));
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const revision = v.custom<Revision>((text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text));
const draftKey = {
	owner: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)),
	form: v.pipe(v.string(), v.regex(/^[a-z]{1,30}$/)),
};
/** What a form holds at most, as JSON: a playbook's largest part with room to spare. */
const largestDraft = 10_000_000;
const isJson = (value: unknown) => JSON.stringify(value).length <= largestDraft;
const upload = v.pipe(v.string(), v.maxLength(100));
/** A request or an answer as it travels by mail. */
const letter = v.pipe(v.string(), v.maxLength(2_000_000));
const file = v.pipe(v.string(), v.maxLength(60_000_001, 'too-large'));

/** What each command accepts, checked before it is looked at. */
const shapes: { readonly [N in CommandName]: v.GenericSchema<unknown, CommandData<N>> } = {
	'layout.read': v.strictObject({ site }),
	'crm.found': v.strictObject({ crm }),
	'api.call': v.strictObject({
		crm,
		site,
		request: v.strictObject({
			method: v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
			url: v.pipe(v.string(), v.maxLength(16_000)),
			headers: v.optional(
				v.pipe(
					v.record(v.pipe(v.string(), v.maxLength(100)), v.pipe(v.string(), v.maxLength(2000))),
					v.check((headers) => Object.keys(headers).length <= 20),
				),
			),
			body: v.optional(v.pipe(v.string(), v.maxLength(500_000))),
			via: v.literal('token'),
		}),
	}),
	'cost.field': v.strictObject({ crm }),
	'maps.here': nothing,
	'map.save': v.strictObject({ map: mapShape }),
	'pointed.save': v.strictObject({ field: pointedShape }),
	'layout.save': v.strictObject({ site, layout: layoutShape }),
	'deal.context': v.strictObject({
		ref: refShape,
		user: crmUserShape,
		products: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(20_000)),
	}),
	'deal.remember': v.strictObject({
		facts: factsShape,
		user: crmUserShape,
		stages: v.exactOptional(stageOptionsShape),
		isSame: v.exactOptional(v.literal(true)),
	}),
	'criterion.tick': v.strictObject({
		ref: refShape,
		criterionId: idShape,
		isDone: v.boolean(),
		evidence: v.nullable(sentenceShape),
	}),
	'collateral.markSent': v.strictObject({ ref: refShape, collateralId: idShape, isSent: v.boolean() }),
	'reason.give': v.strictObject({ ref: refShape, code: v.nullable(idShape), text: sentenceShape }),
	'approval.ask': v.strictObject({ request: approvalRequestShape }),
	'approval.withdraw': v.strictObject({ ref: refShape }),
	'approval.answer': v.strictObject({ ref: refShape, text: letter }),
	'approvals.list': nothing,
	'approval.receive': v.strictObject({ text: letter }),
	'approval.decide': v.pipe(
		v.strictObject({
			ref: refShape,
			requestId: idShape,
			answer: v.picklist(['approved', 'declined', 'countered']),
			counterDiscount: v.nullable(fraction),
			counterLine: v.nullable(filled(200)),
			note: sentenceShape,
		}),
		v.check((decision) => isCounterRight(decision), 'counter-missing'),
	),
	'playbook.read': nothing,
	'collateral.save': v.strictObject({ piece: collateralShape, from: revision }),
	'collateral.remove': v.strictObject({ ids: v.array(idShape) }),
	'collateral.restore': v.strictObject({
		pieces: v.array(v.strictObject({ piece: collateralShape, index })),
		attachments: v.array(v.strictObject({ stageId: idShape, collateralId: idShape, index })),
	}),
	'attachment.set': v.strictObject({ stageId: idShape, collateralId: idShape, isAttached: v.boolean() }),
	'attachments.order': v.strictObject({ stageId: idShape, collateralIds: v.pipe(v.array(idShape), v.maxLength(5000)) }),
	// What is wrong with them is told by place, so their services look themselves.
	'parts.save': v.strictObject({ parts: v.custom<PlaybookParts>(isObject), from: revision }),
	'policy.save': v.strictObject({ change: v.custom<Partial<MarginPolicy>>(isObject), from: revision }),
	'process.save': v.strictObject({
		process: v.custom<SalesProcess>(isObject),
		from: revision,
		attachments: v.exactOptional(list(v.strictObject({ stageId: idShape, collateralId: idShape, index }), 50_000)),
	}),
	'playbook.preview': v.strictObject({ text: file }),
	'playbook.import': v.strictObject({ text: file }),
	'playbook.export': v.strictObject({ costs: v.picklist(['with', 'without', 'for-reps']) }),
	'playbook.undoImport': nothing,
	'playbook.loadSample': nothing,
	'playbook.start': nothing,
	'costs.begin': nothing,
	'costs.part': v.strictObject({ upload, costs: v.pipe(v.array(costShape), v.maxLength(20_000)) }),
	'costs.compare': v.strictObject({ upload }),
	'costs.commit': v.strictObject({ upload, mode: v.picklist(['replace', 'merge']) }),
	'costs.undo': nothing,
	'costs.abandon': v.strictObject({ upload }),
	'costs.find': v.strictObject({
		query: v.pipe(v.string(), v.maxLength(200)),
		limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
	}),
	'cost.change': v.strictObject({
		product: filled(200),
		change: v.strictObject({
			period: v.exactOptional(v.picklist(['once', 'month', 'year', 'unsaid'])),
			isFree: v.exactOptional(v.boolean()),
		}),
	}),
	'costs.clear': nothing,
	'line.claim': v.strictObject({ word: filled(200) }),
	'drafts.list': nothing,
	'draft.keep': v.strictObject({
		draft: v.strictObject({
			...draftKey,
			at: moment,
			open: v.custom<unknown>((open) => isObject(open) && isJson(open)),
		}),
	}),
	'draft.drop': v.strictObject(draftKey),
	'settings.read': nothing,
	'settings.save': v.strictObject({ settings: settingsShape }),
	'access.read': nothing,
	'access.setUp': v.strictObject({
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
	'access.try': v.strictObject({ crm, place: host }),
	'access.remove': v.strictObject({ crm, place: host }),
	'cost.preview': v.strictObject({ crm, field: v.nullable(costFieldShape) }),
	'access.costField': v.strictObject({ crm, field: v.nullable(costFieldShape) }),
	'stages.list': nothing,
	'point.open': v.strictObject({
		tabId: v.nullable(index),
		purpose: v.variant('kind', [
			v.strictObject({ kind: v.literal('map'), mapId: v.nullable(idShape) }),
			v.strictObject({ kind: v.literal('repair'), crm, field: filled(200), crmTitle: filled(200) }),
		]),
	}),
	'maps.list': nothing,
	'map.rename': v.strictObject({ id: idShape, name: filled(200) }),
	'maps.remove': v.strictObject({ ids: list(idShape, mostMaps), pointed: list(pointedKeyShape, mostPointed) }),
	'maps.restore': siteMapsShape,
	'maps.import': v.strictObject({ text: file }),
	'maps.export': v.strictObject({ ids: v.nullable(list(idShape, mostMaps)) }),
	'maps.undoImport': nothing,
	'storage.state': nothing,
	'storage.export': nothing,
	'storage.deleteAll': nothing,
	'storage.setAside': v.strictObject({ store: v.picklist(storeNames), key: v.pipe(v.string(), v.maxLength(5000)) }),
	'sites.list': nothing,
	'sites.granted': nothing,
	'sites.remove': v.strictObject({ pattern: v.pipe(v.string(), v.maxLength(500)) }),
};

/** All commands there are. */
export const commandNames = Object.keys(shapes) as readonly CommandName[];

/** What a command accepts. JSON has no undefined: an absent argument is looked at as null. */
export function shapeOf(name: CommandName): v.GenericSchema {
	return shapes[name];
}

/** The data of a command when it has the command's shape; undefined for anything else. */
export function readData<N extends CommandName>(name: N, data: unknown): { readonly data: CommandData<N> } | undefined {
	// JSON has no undefined: an absent argument arrives as either.
	const parsed = v.safeParse(shapes[name] as v.GenericSchema<unknown, CommandData<N>>, data ?? null);
	return parsed.success ? { data: parsed.output } : undefined;
}
