import * as v from 'valibot';
import {
	type MapColumn,
	type MapField,
	mapColumns,
	mapFields,
	type PageMap,
	type PointedField,
	type PointedKey,
	type SiteMaps,
} from './page-map.ts';
import { currency, filled, id, list, maybe, moment, text } from './shape-parts.ts';

/** A version that grows no further: what comes from outside must not reach numbers that cannot be counted on. */
export const lastMapVersion = 1_000_000_000;

/** Most maps that are kept, exported or imported together. */
export const mostMaps = 500;
/** Most pointed fields that are. */
export const mostPointed = 2000;

/** A whole map as JSON; one that was pointed out has a twentieth of it. */
const mostMapCharacters = 200_000;

/** Origin of pages: "https://crm.example", nothing behind it. */
const siteShape = v.pipe(
	filled(300),
	v.check((written) => /^https?:\/\//.test(written) && URL.parse(written)?.origin === written, 'not-a-site'),
);

const crm = v.pipe(text(30), v.regex(/^[a-z0-9]+$/, 'not-an-id'));
const fieldName = filled(200);

const hint = v.strictObject(
	{
		by: v.picklist(['label', 'aria', 'name', 'data', 'id', 'class', 'inside', 'path'], 'not-one-of'),
		value: filled(2000),
	},
	'wrong-type',
);
const hints = v.pipe(list(hint, 100), v.minLength(1, 'empty'));

function perName<N extends string>(names: readonly N[]) {
	const entries = Object.fromEntries(names.map((name) => [name, maybe(hints)]));
	return v.pipe(
		v.unknown(),
		// An empty list would pass for an object without entries.
		v.check((input) => !Array.isArray(input), 'wrong-type'),
		v.strictObject(entries as Record<N, v.ExactOptionalSchema<typeof hints, undefined>>, 'wrong-type'),
	);
}

/** An address from the root with the place of one id. */
const pageAddress = v.pipe(filled(1000), v.regex(/^\/[^\s{}]*\{id\}[^\s{}]*$/, 'not-a-page'));

const numbers = v.strictObject(
	{
		decimal: v.picklist(['.', ',', '٫'], 'not-one-of'),
		group: text(1),
		zero: maybe(v.picklist(['٠', '۰'], 'not-one-of')),
		language: text(100),
	},
	'wrong-type',
);

const known = v.strictObject(
	{
		format: v.literal(1),
		id,
		version: v.pipe(
			v.number('wrong-type'),
			v.integer('wrong-type'),
			v.minValue(0, 'wrong-type'),
			v.maxValue(lastMapVersion, 'wrong-type'),
		),
		updatedAt: moment,
		site: siteShape,
		name: filled(200),
		kind: v.picklist(['opportunity', 'quote'], 'not-one-of'),
		pages: v.pipe(list(pageAddress, 20), v.minLength(1, 'empty')),
		fields: perName<MapField>(mapFields),
		columns: v.nullable(perName<MapColumn>(mapColumns)),
		numbers,
		currency: v.nullable(currency),
		discountAs: v.picklist(['percent', 'amount'], 'not-one-of'),
	},
	'wrong-type',
);

/** A map of a later format is told apart from one that is wrong. */
export const mapShape: v.GenericSchema<unknown, PageMap> = v.pipe(
	v.variant('format', [known], ({ input }) =>
		typeof input === 'number' && Number.isInteger(input) && input > 1 ? 'newer-map' : 'wrong-type',
	),
	v.check((map) => JSON.stringify(map).length <= mostMapCharacters, 'too-long'),
);

export const pointedKeyShape: v.GenericSchema<unknown, PointedKey> = v.strictObject(
	{ crm, site: siteShape, field: fieldName },
	'wrong-type',
);

export const pointedShape: v.GenericSchema<unknown, PointedField> = v.strictObject(
	{ crm, site: siteShape, field: fieldName, hints, updatedAt: moment },
	'wrong-type',
);

export const mapsShape: v.GenericSchema<unknown, readonly PageMap[]> = list(mapShape, mostMaps);
export const allPointedShape: v.GenericSchema<unknown, readonly PointedField[]> = list(pointedShape, mostPointed);

export const siteMapsShape: v.GenericSchema<unknown, SiteMaps> = v.strictObject(
	{ maps: mapsShape, pointed: allPointedShape },
	'wrong-type',
);
