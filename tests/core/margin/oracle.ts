import fc from 'fast-check';
import type { QuoteLine } from '../../../core/model/deal.ts';
import type { ProductCost } from '../../../core/model/playbook.ts';
import type { MarginState } from '../../../core/model/view.ts';

/**
 * An oracle of its own: whole-number rationals, never reduced, written apart from the project's decimals, over quotes
 * with every kind of line.
 */
export interface Rational {
	readonly top: bigint;
	readonly bottom: bigint;
}

export const ratio = (top: bigint, bottom = 1n): Rational => ({ top, bottom });
export const none = ratio(0n);
export const plus = (a: Rational, b: Rational) => ratio(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const times = (a: Rational, b: Rational) => ratio(a.top * b.top, a.bottom * b.bottom);
export const minus = (a: Rational, b: Rational) => plus(a, ratio(-b.top, b.bottom));
export const over = (a: Rational, b: Rational) =>
	b.top < 0n ? ratio(-a.top * b.bottom, -a.bottom * b.top) : ratio(a.top * b.bottom, a.bottom * b.top);
const isSame = (a: Rational, b: Rational) => a.top * b.bottom === b.top * a.bottom;
export const isBelow = (a: Rational, b: Rational) => a.top * b.bottom < b.top * a.bottom;
export const size = (a: Rational) => ratio(a.top < 0n ? -a.top : a.top, a.bottom);
export const total = (values: readonly Rational[]) => values.reduce(plus, none);

/** Half away from zero, to `digits` after the point. */
export function rounded(a: Rational, digits: number): Rational {
	const scale = 10n ** BigInt(digits);
	const absolute = size(a).top * scale;
	const whole = (2n * absolute + a.bottom) / (2n * a.bottom);
	return ratio(a.top < 0n ? -whole : whole, scale);
}

export function read(text: string): Rational {
	const [whole = '', part = ''] = text.replace('-', '').split('.');
	const top = BigInt(whole + part);
	return ratio(text.startsWith('-') ? -top : top, 10n ** BigInt(part.length));
}

/** True when the text says this number, and nothing when there is none. */
export function says(text: string | null | undefined, wanted: Rational | null): boolean {
	if (text === null || text === undefined || wanted === null) return (text ?? null) === null && wanted === null;
	return isSame(read(text), wanted);
}

/** One line of a quote; a bundle has its parts with it. Money in hundredths, discounts in thousandths of list. */
export interface Row {
	readonly kind: 'sold' | 'optional' | 'reduction' | 'credit' | 'back' | 'free' | 'nothing' | 'bundle';
	readonly quantity: number;
	readonly list: number;
	readonly discount: number;
	/** Null when unknown. */
	readonly cost: number | null;
	/** Who tells the cost; `zero`: the CRM tells a 0 that nobody may have meant. */
	readonly teller: 'crm' | 'list' | 'zero';
	/** Cost units that make one unit of the line; null: nobody knows. */
	readonly units: number | null;
	readonly period: 'price' | 'once' | 'month' | 'year' | 'unknown';
	/** Of a bundle: it has a cost of its own. */
	readonly isOwnCost: boolean;
	/** Euros; dollars, with a rate; pounds, with a rate the other way round; francs, without one. */
	readonly currency: 'EUR' | 'USD' | 'GBP' | 'CHF';
	/** Due every so many months for so many; null: once, or for ever. */
	readonly every: 1 | 3 | 6 | 12 | null;
	readonly term: number | null;
	readonly family: 'Pumps' | 'Spares';
	readonly parts: readonly { readonly quantity: number; readonly cost: number | null }[];
}

const kind = fc.constantFrom<Row['kind'][]>(
	'sold',
	'sold',
	'sold',
	'sold',
	'optional',
	'reduction',
	'credit',
	'back',
	'free',
	'nothing',
	'bundle',
);
const cost = fc.option(fc.integer({ min: 1, max: 1_500_000 }), { freq: 8 });

/** What is taken back at a price below 0 is told from a discount by its cost alone, so that it has one. */
function withCostIfBack(row: Row): Row {
	return row.kind === 'back'
		? { ...row, cost: row.cost ?? 1, teller: row.teller === 'zero' ? 'crm' : row.teller }
		: row;
}

export const rows: fc.Arbitrary<Row[]> = fc.array(
	fc
		.record<Row>({
			kind,
			quantity: fc.integer({ min: 1, max: 500 }),
			list: fc.integer({ min: 1, max: 2_000_000 }),
			// Now and then over 100 %, so that revenue falls below 0.
			discount: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 900 }) }, fc.integer({ min: 0, max: 1500 })),
			cost,
			teller: fc.constantFrom('crm', 'crm', 'crm', 'crm', 'list', 'list', 'zero'),
			units: fc.constantFrom(1, 1, 1, 1, 1, 1, 12, null),
			period: fc.constantFrom('price', 'price', 'price', 'price', 'price', 'once', 'month', 'year', 'unknown'),
			isOwnCost: fc.boolean(),
			currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'EUR', 'USD', 'GBP', 'CHF'),
			every: fc.constantFrom(null, null, null, 1, 3, 6, 12),
			term: fc.option(fc.integer({ min: 1, max: 60 }).map((months) => months * 12)),
			family: fc.constantFrom('Pumps', 'Spares'),
			parts: fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 50 }), cost }), { minLength: 1, maxLength: 3 }),
		})
		.map(withCostIfBack),
	{ minLength: 1, maxLength: 8 },
);

/** What costs of a row's currency are multiplied by to be euros; null without a rate. */
const inEuros = { EUR: ratio(1n), USD: ratio(9n, 10n), GBP: ratio(100n, 80n), CHF: null } as const;

export const rates = [
	{ from: 'USD', to: 'EUR', rate: '0.9', day: '2026-01-01' },
	{ from: 'EUR', to: 'GBP', rate: '0.80', day: '2026-01-01' },
	{ from: 'USD', to: 'CHF', rate: '0.9', day: '2026-01-01' },
];

export const targets = { Pumps: ratio(3n, 10n), Spares: ratio(4n, 10n) } as const;
export const floors = { Pumps: ratio(2n, 10n), Spares: ratio(25n, 100n) } as const;

const cents = (value: number) =>
	`${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`;
export const thousandths = (value: number) => `${Math.floor(value / 1000)}.${String(value % 1000).padStart(3, '0')}`;

function lineOf(row: Row, id: string): QuoteLine {
	const isReduction = row.kind === 'reduction';
	const isBack = row.kind === 'back';
	const quantity = row.kind === 'nothing' ? 0 : row.kind === 'credit' ? -row.quantity : row.quantity;
	const isTold = row.cost !== null && row.teller === 'crm' && !isReduction && (row.kind !== 'bundle' || row.isOwnCost);
	const back = cents(-priceOf(row));
	return {
		id,
		product: isReduction ? null : { id: `p${id}`, code: `P-${id}`, name: `Product ${id}`, families: [row.family] },
		description: '',
		quantity: isReduction ? '1' : String(quantity),
		unit: null,
		listPrice: isReduction ? null : cents(isBack ? -row.list : row.list),
		discounts: row.discount === 0 || isBack ? [] : [thousandths(row.discount)],
		netPrice: isReduction ? cents(-Math.ceil(row.list / 10)) : row.kind === 'free' ? '0' : isBack ? back : null,
		unitCost: isTold && row.cost !== null ? cents(isBack ? -row.cost : row.cost) : null,
		costCurrency: row.currency,
		costUnits: row.units === null ? 'unknown' : String(row.units),
		costPeriod: row.period,
		...(row.teller === 'zero' && !isReduction && row.kind !== 'bundle' && { isCostZero: true }),
		...(row.every !== null && !isReduction && { recurrence: { everyMonths: row.every, termMonths: row.term } }),
		...(row.kind === 'optional' && { isOptional: true }),
	};
}

/** Whole hundredths that goods are taken back at. */
const priceOf = ({ list, discount }: Row) => Math.ceil((list * Math.max(1, 1000 - Math.min(discount, 999))) / 1000);

/** The cost list that tells what rows have from there. */
export function costsOf(quote: readonly Row[]): ProductCost[] {
	const listed = (row: Row, cost: number | null, id: string): ProductCost[] =>
		row.teller !== 'list' || cost === null
			? []
			: [
					{
						product: `P-${id}`,
						unitCost: cents(row.kind === 'back' ? -cost : cost),
						currency: row.currency,
						period: row.period === 'price' || row.period === 'unknown' ? 'unsaid' : row.period,
					},
				];
	return quote.flatMap((row, at) =>
		row.kind === 'bundle'
			? [
					...(row.isOwnCost ? listed(row, row.cost, String(at)) : []),
					...row.parts.flatMap((part, place) => listed(row, part.cost, `${at}-${place}`)),
				]
			: listed(row, row.cost, String(at)),
	);
}

/** The lines of a quote: the rows' own by their place, parts of bundles after their row. */
export function linesOf(quote: readonly Row[]): QuoteLine[] {
	return quote.flatMap((row, at) => {
		const own = lineOf(row, String(at));
		if (row.kind !== 'bundle') return [own];
		const parts = row.parts.map((part, place): QuoteLine => {
			const made = lineOf({ ...row, ...part, kind: 'sold', every: null }, `${at}-${place}`);
			return { ...made, netPrice: '0', partOf: own.id };
		});
		return [own, ...parts];
	});
}

/** What a row comes to. Cost is null when it is unknown. */
export interface Sold {
	readonly row: Row;
	readonly revenue: Rational;
	readonly list: Rational;
	readonly cost: Rational | null;
}

function periods({ every, term }: Row): Rational {
	return every === null ? ratio(1n) : ratio(BigInt(Math.min(term ?? 12, 12)), BigInt(every));
}

/** `discount` in thousandths of list, with one digit more where it is wanted. */
function revenueOf(row: Row, discount: number): Rational {
	const off = minus(ratio(1n), ratio(BigInt(Math.round(discount * 10)), 10_000n));
	const net = rounded(times(ratio(BigInt(row.list), 100n), off), 4);
	return times(rounded(times(net, ratio(BigInt(row.quantity))), 2), periods(row));
}

function euros(row: Row, hundredths: number | null, quantity: number): Rational | null {
	const rate = inEuros[row.currency];
	return hundredths === null || rate === null ? null : times(ratio(BigInt(hundredths) * BigInt(quantity), 100n), rate);
}

/** How often a cost is due in the first year; null where nobody can say. */
function dueOf({ every, period, teller }: Row, isPart: boolean): Rational | null {
	const told = teller === 'list' && period === 'price' ? 'unknown' : period;
	if (every === null || isPart) return told === 'month' || told === 'year' ? null : ratio(1n);
	switch (told) {
		case 'price':
			return ratio(12n, BigInt(every));
		case 'once':
		case 'year':
			return ratio(1n);
		case 'month':
			return ratio(12n);
		default:
			return null;
	}
}

function oneCost(row: Row, cost: number | null, quantity: number, isPart = false): Rational | null {
	const [told, due] = [euros(row, row.teller === 'zero' ? null : cost, quantity), dueOf(row, isPart)];
	return told && due && row.units !== null ? times(times(told, ratio(BigInt(row.units))), due) : null;
}

function costOf(row: Row): Rational | null {
	if (row.kind !== 'bundle') return oneCost(row, row.cost, row.quantity);
	// A 0 on a bundle's line says nothing against the costs of its parts.
	if (row.isOwnCost && row.cost !== null && row.teller !== 'zero') return oneCost(row, row.cost, row.quantity);
	const parts = row.parts.map((part) => oneCost(row, part.cost, part.quantity, true));
	return parts.reduce<Rational | null>((sum, part) => sum && part && plus(sum, part), none);
}

const negative = (value: Rational | null) => value && minus(none, value);

/** A row worked out apart; `discount` in place of its own where a discount over the deal applies to it. */
export function soldOf(row: Row, discount: number | null = null): Sold {
	const list = times(ratio(BigInt(row.list) * BigInt(row.quantity), 100n), periods(row));
	const at = discount ?? row.discount;
	switch (row.kind) {
		case 'reduction':
			return { row, revenue: ratio(-BigInt(Math.ceil(row.list / 10)), 100n), list: none, cost: none };
		case 'nothing':
			return { row, revenue: none, list: none, cost: none };
		case 'credit':
			return {
				row,
				revenue: minus(none, revenueOf(row, row.discount)),
				list: minus(none, list),
				cost: negative(costOf(row)),
			};
		case 'back': {
			const price = ratio(-BigInt(priceOf(row)) * BigInt(row.quantity), 100n);
			const sum = times(price, periods(row));
			return { row, revenue: sum, list: minus(none, list), cost: negative(costOf(row)) };
		}
		case 'free':
			return { row, revenue: discount === null ? none : revenueOf(row, discount), list, cost: costOf(row) };
		default:
			return { row, revenue: revenueOf(row, at), list, cost: costOf(row) };
	}
}

/** Sums over what is sold. */
export function truth(sold: readonly Sold[]) {
	const counted = sold.filter(({ row }) => row.kind !== 'optional');
	const things = counted.filter(({ row }) => row.kind !== 'reduction');
	const known = things.filter(({ cost: own }) => own !== null);
	const reductions = counted.filter(({ row }) => row.kind === 'reduction');
	const knownRevenue = total([...known, ...reductions].map(({ revenue }) => revenue));
	const knownCost = total(known.map(({ cost: own }) => own ?? none));
	return {
		revenue: total(counted.map(({ revenue }) => revenue)),
		list: total(counted.map(({ list }) => list)),
		knownRevenue,
		cost: knownCost,
		amount: minus(knownRevenue, knownCost),
		known,
		things,
	};
}

type Limits = Readonly<Record<Row['family'], Rational>>;

/** What a limit wants of what brings revenue, and how much that brings. */
function weights(known: readonly Sold[], limits: Limits) {
	const earning = known.filter(({ revenue }) => isBelow(none, revenue));
	return {
		weight: total(earning.map(({ revenue }) => revenue)),
		wanted: total(earning.map(({ row, revenue }) => times(limits[row.family], revenue))),
	};
}

/** Whether a limit is kept: the margin against the limits weighted by the revenue they hold for. Never of a part. */
export function isKept(sold: readonly Sold[], limits: Limits): boolean {
	const { known, things, knownRevenue, amount } = truth(sold);
	const { weight, wanted } = weights(known, limits);
	if (known.length === 0 || known.length < things.length || !isBelow(none, knownRevenue)) return false;
	return !isBelow(times(amount, weight), times(wanted, knownRevenue));
}

/** True where nothing is sold but options that the customer has not taken: they bring and cost 0, which is known. */
export function areOptions(sold: readonly Sold[]): boolean {
	return sold.every(({ row }) => row.kind === 'optional');
}

/** Where a quote stands. */
export function stateOf(sold: readonly Sold[]): MarginState {
	if (areOptions(sold)) return 'no-revenue';
	const { known, things, knownRevenue, cost } = truth(sold);
	if (known.length === 0 || known.length < things.length) return 'unknown';
	if (!isBelow(none, knownRevenue)) return isBelow(none, cost) ? 'under-floor' : 'no-revenue';
	if (!isKept(sold, floors)) return 'under-floor';
	return isKept(sold, targets) ? 'on-target' : 'under-target';
}
