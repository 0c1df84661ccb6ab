import { compare, type Decimal, type DecimalString, decimal, divide, multiply, one } from '../../core/model/decimal.ts';
import { ifAllowed, objects, ReadError } from '../kit/answers.ts';
import { short } from '../kit/numbers.ts';
import { type Call, id, text } from './wire.ts';

/** Units of measure, and how they go together. As of trytond's `product.uom` 6.0.29, 2026-11-29. */

export interface Unit {
	readonly id: number;
	/** In the user's language, as `symbol` too. */
	readonly name: string;
	/** What a grid shows behind a quantity. */
	readonly symbol: string;
	/** Units of one category alone go together. */
	readonly category: number;
	/** How many of the category's base unit make one of it, and the other way round, with 12 digits. */
	readonly factor: Decimal;
	readonly rate: Decimal;
}

/** Digits that the server keeps of a factor. */
const factorDigits = 12;
/** Digits that are kept of an endless quotient; what is behind them is far below a cent. */
const quotientDigits = 24;

/** All units; none where this user may not read them. Throws `ReadError`. */
export async function readUnits(call: Call, language: unknown): Promise<Unit[]> {
	const fields = ['name', 'symbol', 'category', 'factor', 'rate'];
	const number = (value: unknown) => {
		if (typeof value !== 'number' || !Number.isFinite(value)) throw new ReadError('api-changed', 'factor');
		return decimal(short(decimal(value.toFixed(factorDigits) as DecimalString)));
	};
	const asked = call('model.product.uom.search_read', [[], 0, null, null, fields, { language }]);
	const records = await ifAllowed(asked, ['not-allowed']);
	return objects(records ?? [], 'units').map((record) => ({
		id: id(record),
		name: text(record, 'name') ?? '',
		symbol: text(record, 'symbol') ?? '',
		category: id(record, 'category'),
		factor: number(record.factor),
		rate: number(record.rate),
	}));
}

/** The server counts with factor or rate, whichever has fewer decimals. */
function isByFactor({ factor, rate }: Unit): boolean {
	return factor.scale === rate.scale ? compare(factor, one) >= 0 : factor.scale < rate.scale;
}

/** How many of `other` make one of `unit`: "12" pieces a dozen; null when they do not go together. */
export function unitsIn(unit: Unit, other: Unit): DecimalString | null {
	if (unit.id === other.id) return '1';
	if (unit.category !== other.category) return null;
	const [times, by] = [
		[isByFactor(unit) ? unit.factor : one, isByFactor(other) ? one : other.rate],
		[isByFactor(unit) ? one : unit.rate, isByFactor(other) ? other.factor : one],
	].map(([left = one, right = one]) => multiply(left, right)) as [Decimal, Decimal];
	return short(divide(times, by, quotientDigits));
}

/** The one unit with this name or symbol; undefined when there is none, or more than one. */
export function unitCalled(units: readonly Unit[], shown: string): Unit | undefined {
	const found = units.filter(({ name, symbol }) => name === shown || symbol === shown);
	return found.length === 1 ? found[0] : undefined;
}
