import type { DealFacts, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import type { TypedValue } from '../../core/model/deal-edits.ts';
import {
	add,
	compare,
	type Decimal,
	divide,
	isNegative,
	isZero,
	multiply,
	negate,
	one,
	parseDecimal,
	subtract,
} from '../../core/model/decimal.ts';
import type { PageMap } from '../../core/model/page-map.ts';
import { filled, pageFacts } from '../kit/facts.ts';
import { asFraction, short } from '../kit/numbers.ts';
import { currencyOf, type Row, type Shown, valueOrNull } from './look.ts';

/** Facts from what a page shows. What does not add up is unknown. */

/** A total is shown to the cent. */
const cent: Decimal = { digits: 1n, scale: 2 };

/** Digits after the point up to which a price per unit may be told from a total. */
const unitDigits = 6;

function decimalOf(typed: TypedValue | undefined): Decimal | null {
	return parseDecimal(typed?.value);
}

function isWithin(left: Decimal, right: Decimal, slack: Decimal): boolean {
	const apart = subtract(left, right);
	return compare(isNegative(apart) ? negate(apart) : apart, slack) <= 0;
}

/** One of a number's last shown digit. */
function lastDigit(value: Decimal): Decimal {
	return { digits: 1n, scale: value.scale };
}

/** What remains of list after the line's discount; null when it is not known. */
function remaining(row: Row, map: PageMap): Decimal | null {
	const [list, discount] = [decimalOf(row.values.listPrice), decimalOf(row.values.discount)];
	if (!row.values.discount) return null;
	if (!discount) return null;
	if (map.discountAs === 'percent') return subtract(one, discount);
	return list && !isZero(list) ? divide(subtract(list, discount), list, 12) : null;
}

/** Price per unit after the line's own discount, as far as the row tells it. */
function netOf(row: Row, map: PageMap): Decimal | null {
	const { netPrice, total, listPrice, discount } = row.values;
	if (netPrice) return decimalOf(netPrice);
	const [list, off, quantity, sum] = [listPrice, discount, row.values.quantity, total].map(decimalOf);
	if (list && discount) {
		if (!off) return null;
		return map.discountAs === 'percent' ? multiply(list, subtract(one, off)) : subtract(list, off);
	}
	if (!total) return list ?? null;
	if (!sum || !quantity || isZero(quantity)) return null;
	const unit = divide(sum, quantity, unitDigits);
	return unit && compare(multiply(unit, quantity), sum) === 0 ? unit : null;
}

/** False when the row's own figures contradict each other: some column is not what it was taken for. */
export function isConsistent(row: Row, map: PageMap): boolean {
	const { netPrice, total, listPrice, quantity, discount } = row.values;
	const [net, list, count, sum] = [netPrice, listPrice, quantity, total].map(decimalOf);
	const left = remaining(row, map);
	if (discount?.value && map.discountAs === 'percent' && left && isNegative(left)) return false;
	if (net && list && left && !isWithin(multiply(list, left), net, add(lastDigit(net), cent))) return false;
	const unit = net ?? netOf(row, map);
	if (!sum || !unit || !count) return true;
	const size = isNegative(count) ? negate(count) : count;
	// Each unit may have been rounded.
	return isWithin(multiply(unit, count), sum, add(multiply(size, lastDigit(unit)), add(cent, lastDigit(sum))));
}

/** Ids of lines by what they say; several of one product count up. */
export function idsOf(rows: readonly Row[]): string[] {
	const counts = new Map<string, number>();
	return rows.map(({ product }) => {
		const name = product.slice(0, 180) || '—';
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		return `${name}#${count}`;
	});
}

/** A discount on the whole document comes on top of each line's. */
export function withWhole(discount: Decimal, whole: Decimal | null): Decimal {
	return whole ? subtract(one, multiply(subtract(one, discount), subtract(one, whole))) : discount;
}

/** The discount on the whole document, a fraction; null when there is none. */
export function wholeOf({ fields: { discount } }: Shown): Decimal | null {
	const typed = discount && decimalOf(asFraction(discount));
	return typed && !isZero(typed) ? typed : null;
}

function lineOf(row: Row, id: string, map: PageMap, whole: Decimal | null): QuoteLine {
	const { values, product, code } = row;
	const cost = decimalOf(values.unitCost);
	const isRight = isConsistent(row, map);
	const net = isRight ? netOf(row, map) : null;
	const left = isRight ? remaining(row, map) : null;
	const list = isRight ? decimalOf(values.listPrice) : null;
	const off = left ? withWhole(subtract(one, left), whole) : whole;
	return {
		id,
		product: product === '' ? null : { id: product.slice(0, 200), code, name: product.slice(0, 500), families: [] },
		description: product,
		quantity: valueOrNull(values.quantity),
		unit: null,
		listPrice: short(list),
		discounts: off && list && !isZero(off) ? [short(off)] : [],
		netPrice: short(net && whole ? multiply(net, subtract(one, whole)) : net),
		// A cost of 0 on a page may be one that nobody set.
		unitCost: cost && !isZero(cost) ? short(cost) : null,
		costCurrency: 'deal',
		costUnits: '1',
		costPeriod: 'price',
	};
}

/** Facts of a record from a look at its page. */
export function factsOf(shown: Shown, map: PageMap, ref: RecordRef, at?: string): DealFacts {
	const { fields, rows } = shown;
	const whole = wholeOf(shown);
	const ids = idsOf(rows ?? []);
	const stage = fields.stage?.text;
	return pageFacts(
		ref,
		{
			name: fields.name?.text ?? '',
			account: fields.account?.text || null,
			number: fields.number?.text || null,
			stage: stage ? { id: stage.slice(0, 200), label: stage.slice(0, 500), since: null } : null,
			amount: valueOrNull(fields.amount),
			currency: currencyOf(
				map,
				fields.amount?.text ?? rows?.map(({ values }) => values.total?.text ?? '').find(Boolean),
			),
			probability: fields.probability ? asFraction(fields.probability).value : null,
			lines: rows?.map((row, index) => lineOf(row, ids[index] ?? '—', map, whole)) ?? null,
			rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
			filledFields: filled(Object.fromEntries(Object.entries(fields).map(([name, typed]) => [name, typed.text]))),
		},
		at,
	);
}
