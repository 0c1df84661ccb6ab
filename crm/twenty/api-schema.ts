import type { AdapterOptions } from '../contract.ts';
import { jsonOf, object, objects, ReadError, refusalOf, text, type Wire } from '../kit/answers.ts';
import type { Ask } from './wire.ts';

/** What a workspace's records consist of. Twenty has no lines itself: firms build an object for them. */

/** The fields of an object that are in use, by name. */
type Fields = ReadonlyMap<string, Wire>;

/** The object in which a firm keeps an opportunity's lines, and the fields that carry their prices. */
export interface LineModel {
	readonly plural: string;
	readonly fields: {
		readonly name: string | null;
		readonly code: string | null;
		readonly quantity: string;
		readonly price: string;
		readonly discount: string | null;
	};
	/** The discount is kept as a fraction, not as percent. */
	readonly isFraction: boolean;
	/** Field of the line, or of the record that its first part names; null for none. */
	readonly cost: readonly string[] | null;
	readonly hasPosition: boolean;
}

/** What reading needs once a session. */
export interface Schema {
	/** Key of each stage → its label. */
	readonly stages: ReadonlyMap<string, string>;
	/** Null when there is no object for lines; `unclear` when there are several, or one that works in another way. */
	readonly lines: LineModel | 'unclear' | null;
	/** The company's fields for segments, null without them. */
	readonly industry: { readonly labels: ReadonlyMap<string, string> } | null;
	readonly hasAddress: boolean;
	readonly hasCompany: boolean;
}

/** Names by which fields of a line are known; the first that is there is the one. */
const names = {
	quantity: ['quantity', 'qty'],
	price: ['unitPrice', 'listPrice', 'price'],
	discount: ['discountPercent', 'discountPercentage', 'discount'],
	cost: ['unitCost', 'costPrice', 'cost'],
	code: ['sku', 'productCode', 'code'],
} as const;

const numbers: readonly unknown[] = ['NUMBER', 'NUMERIC'];

function fieldsOf(item: Wire | undefined): Fields {
	const fields = item ? objects(item.fields, 'fields') : [];
	return new Map(fields.filter(({ isActive }) => isActive !== false).map((field) => [text(field, 'name'), field]));
}

function named(fields: Fields, wanted: readonly string[], types: readonly unknown[]): string | null {
	return wanted.find((name) => types.includes(fields.get(name)?.type)) ?? null;
}

function labelsOf(field: Wire | undefined): ReadonlyMap<string, string> {
	const options = field && Array.isArray(field.options) ? objects(field.options, 'options') : [];
	return new Map(options.map((option) => [text(option, 'value'), text(option, 'label')]));
}

function isPercentage(field: Wire | undefined): boolean {
	const settings = field?.settings;
	return typeof settings === 'object' && settings !== null && 'type' in settings && settings.type === 'percentage';
}

/** Where the cost is kept: as the user said, else in a money field of a usual name. */
function costPath(fields: Fields, byName: ReadonlyMap<unknown, Fields>, said: string | null): readonly string[] | null {
	if (said?.startsWith(':')) return null;
	if (said === null) {
		const usual = named(fields, names.cost, ['CURRENCY']);
		return usual === null ? null : [usual];
	}
	const path = said.split('.');
	const [first = '', second] = path;
	if (second === undefined) return fields.get(first)?.type === 'CURRENCY' ? path : null;
	const isThere = fields.get(first)?.type === 'RELATION' && byName.get(first)?.get(second)?.type === 'CURRENCY';
	return isThere ? path : null;
}

/** The object as lines of an opportunity; null when it is none. */
function lineModel(
	item: Wire,
	byName: ReadonlyMap<unknown, Fields>,
	costField: string | null,
): LineModel | 'unclear' | null {
	const fields = byName.get(item.nameSingular);
	if (!fields || item.isActive === false || item.isSystem === true) return null;
	const quantity = named(fields, names.quantity, numbers);
	const price = named(fields, names.price, ['CURRENCY']);
	if (fields.get('opportunity')?.type !== 'RELATION' || quantity === null || price === null) return null;
	const found = named(fields, names.discount, numbers);
	const isFraction = found !== null && isPercentage(fields.get(found));
	// A bare number may be percent or money.
	const discount = found === 'discount' && !isFraction ? null : found;
	const others = [...fields.keys()].filter((name) => name !== discount);
	if (others.some((name) => /discount|rebate|rabatt|nachlass/i.test(name))) return 'unclear';
	return {
		plural: text(item, 'namePlural'),
		fields: {
			name: named(fields, ['name'], ['TEXT']),
			code: named(fields, names.code, ['TEXT']),
			quantity,
			price,
			discount,
		},
		isFraction,
		cost: costPath(fields, byName, costField),
		hasPosition: fields.get('position')?.type === 'POSITION',
	};
}

/** A name that may be in a query. */
const isName = (name: string) => /^[A-Za-z]\w*$/.test(name);

/** Reads which fields this workspace has. Null when this user may not know. Throws `ReadError`. */
export async function readSchema(ask: Ask, { costField }: AdapterOptions): Promise<Schema | null> {
	const answered = await ask({ method: 'GET', url: '/rest/metadata/objects?limit=1000' });
	if (answered.status === 403) return null;
	const refusal = refusalOf(answered);
	if (refusal) throw refusal;
	const { data } = object(jsonOf(answered), 'answer');
	// Newer servers leave the inner name out.
	const items = objects(Array.isArray(data) ? data : object(data, 'data').objects, 'objects');
	const byName = new Map(items.map((item) => [item.nameSingular, fieldsOf(item)]));
	const opportunity = byName.get('opportunity');
	if (!opportunity) throw new ReadError('api-changed', 'opportunity');
	const found = items.flatMap((item) => lineModel(item, byName, costField) ?? []);
	const [first = null] = found;
	const isSound = first !== 'unclear' && (first === null || isName(first.plural));
	const company = byName.get('company');
	const industry = named(company ?? new Map(), ['industry'], ['TEXT', 'SELECT']);
	return {
		stages: labelsOf(opportunity.get('stage')),
		lines: found.length > 1 || !isSound ? 'unclear' : first,
		industry: industry === null ? null : { labels: labelsOf(company?.get(industry)) },
		hasAddress: company?.get('address')?.type === 'ADDRESS',
		hasCompany: opportunity.get('company')?.type === 'RELATION',
	};
}
