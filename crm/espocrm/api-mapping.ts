import type { DecimalString } from '../../core/model/decimal.ts';
import type { Wire } from '../kit/answers.ts';

/**
 * Where a firm keeps lines, discount and cost: its administrator made and named the fields. They are known by their type
 * and by what they are called in English or German; a guess must be the only one, and prices are held against amounts.
 */

/** A field that holds a cost: its own, or one of the product that is shown on the line. */
export interface CostField {
	readonly name: string;
	/** Where the value comes from, for a field that repeats one of another entity. */
	readonly copyOf: { readonly link: string; readonly field: string } | null;
	/** A number without a currency of its own, which the user named: it is the deal's. */
	readonly isBare?: boolean;
}

export interface LineFields {
	/** The deal's link to its lines. */
	readonly link: string;
	readonly entity: string;
	readonly order: string | null;
	readonly quantity: string;
	readonly listPrice: string;
	/** In percent. */
	readonly discount: string | null;
	readonly amount: string | null;
	readonly product: string | null;
	/** In the order in which they are asked; the first that tells a cost counts. */
	readonly costs: readonly CostField[];
	/** By field: outside of this the server refuses to save. */
	readonly bounds: Readonly<Record<string, Bounds>>;
}

/** The least and the most that a number field takes, both included; null where there is no bound. */
export interface Bounds {
	readonly least: DecimalString | null;
	readonly most: DecimalString | null;
}

export interface DealFields {
	/** In percent of the list total. */
	readonly discount: string | null;
	readonly listTotal: string | null;
	readonly totalCost: string | null;
}

interface Field {
	readonly name: string;
	readonly type: string;
	readonly wire: Wire;
}

function isWire(value: unknown): value is Wire {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsIn(fields: unknown): Field[] {
	return Object.entries(isWire(fields) ? fields : {}).flatMap(([name, wire]) =>
		isWire(wire) && typeof wire.type === 'string' ? [{ name, type: wire.type, wire }] : [],
	);
}

/** A name in small letters, without what the CRM puts before those of an administrator. */
const plain = (name: string) => name.replace(/^c(?=[A-Z])/, '').toLowerCase();

const words = {
	quantity: /quantity|qty|menge|anzahl|st(?:ü|ue)ck/,
	list: /list|catalog|standard|basis|brutto|gross/,
	price: /price|preis/,
	discount: /discount|rabatt|nachlass/,
	cost: /cost|kosten|(?:^|_)ek|einkauf|purchase/,
	amount: /amount|net|betrag|summe|total/,
	order: /position|order|sort|reihenfolge/,
	product: /product|produkt|artikel|article|item/,
} as const;

const isNumber = ({ type }: Field) => type === 'int' || type === 'float' || type === 'decimal';
const isMoney = ({ type }: Field) => type === 'currency';
const isCost = (field: Field) => isMoney(field) && words.cost.test(plain(field.name));

/** The one field that fits; null when none or several do. */
function only(fields: readonly Field[], ...tests: ((field: Field) => boolean)[]): string | null {
	for (const test of tests) {
		const fitting = fields.filter(test);
		if (fitting.length > 0) return fitting.length === 1 ? (fitting[0]?.name ?? null) : null;
	}
	return null;
}

function isPercent(field: Field): boolean {
	const { name, wire } = field;
	return (
		isNumber(field) &&
		words.discount.test(plain(name)) &&
		(wire.max === undefined || wire.max === null || wire.max === 100)
	);
}

function costFields(fields: readonly Field[], costField: string | null): CostField[] {
	if (costField !== null) {
		const [, product, field = ''] = /^(product\.)?([A-Za-z]\w*)$/.exec(costField) ?? [];
		if (field === '') return [];
		if (product) return copies(fields).filter(({ copyOf }) => copyOf?.field.replace(/Converted$/, '') === field);
		const own = fields.find(({ name }) => name === field);
		// One that is not told may be kept from this user: the lines themselves say so then.
		if (!own || isMoney(own)) return [{ name: field, copyOf: null }];
		return isNumber(own) ? [{ name: field, copyOf: null, isBare: true }] : [];
	}
	const own = only(fields, isCost);
	return [...(own === null ? [] : [{ name: own, copyOf: null }]), ...copies(fields)];
}

/** Fields that repeat a cost of a related record. */
function copies(fields: readonly Field[]): CostField[] {
	return fields.flatMap(({ name, type, wire }) =>
		type === 'foreign' &&
		typeof wire.link === 'string' &&
		typeof wire.field === 'string' &&
		words.cost.test(plain(wire.field))
			? [{ name, copyOf: { link: wire.link, field: wire.field } }]
			: [],
	);
}

/** Links from a deal to what may be its lines. */
export function lineLinks(entity: Wire): { readonly link: string; readonly entity: string }[] {
	return Object.entries(isWire(entity.links) ? entity.links : {}).flatMap(([link, wire]) =>
		isWire(wire) && wire.type === 'hasMany' && wire.isCustom === true && typeof wire.entity === 'string'
			? [{ link, entity: wire.entity }]
			: [],
	);
}

/** The fields of an entity that is one of lines; null for another. */
export function lineFieldsOf(link: string, entity: string, wire: Wire, costField: string | null): LineFields | null {
	const fields = fieldsIn(wire);
	const isNamed = (word: keyof typeof words) => (field: Field) => words[word].test(plain(field.name));
	const prices = fields.filter((field) => isMoney(field) && !isCost(field));
	const quantity = only(fields, (field) => isNumber(field) && isNamed('quantity')(field));
	const listPrice = only(
		prices,
		(field) => isNamed('price')(field) && isNamed('list')(field),
		(field) => isNamed('price')(field),
	);
	if (quantity === null || listPrice === null) return null;
	return {
		link,
		entity,
		order: only(fields, (field) => isNumber(field) && isNamed('order')(field)),
		quantity,
		listPrice,
		discount: only(fields, isPercent),
		amount: only(prices, (field) => field.name !== listPrice && isNamed('amount')(field)),
		product: only(fields, (field) => field.type === 'link' && isNamed('product')(field)),
		costs: costFields(fields, costField),
		bounds: Object.fromEntries(fields.flatMap(({ name, wire }) => boundsIn(name, wire))),
	};
}

function boundsIn(name: string, { min, max }: Wire): [string, Bounds][] {
	const bound = (value: unknown) =>
		typeof value === 'number' && Math.abs(value) < 1e15 && Number.isInteger(value * 1e6) ? String(value) : null;
	const [least, most] = [bound(min), bound(max)];
	return least === null && most === null ? [] : [[name, { least, most }]];
}

/** True for an entity that has the field where the user says costs are. */
export function hasCostField(wire: Wire, costField: string): boolean {
	const fields = fieldsIn(wire);
	const found = costFields(fields, costField);
	return found.some(({ name }) => fields.some((field) => field.name === name));
}

/** Fields of the deal itself that an administrator added. */
export function dealFieldsOf(entity: Wire): DealFields {
	const fields = fieldsIn(entity.fields).filter(({ wire }) => wire.isCustom === true);
	return {
		discount: only(fields, isPercent),
		listTotal: only(fields, (field) => isMoney(field) && words.list.test(plain(field.name))),
		totalCost: only(fields, isCost),
	};
}
