import type { CurrencyCode } from '../model/deal.ts';
import {
	compare,
	type DecimalString,
	divide,
	formatDecimal,
	isZero,
	multiply,
	one,
	parseDecimal,
	trimZeros,
} from '../model/decimal.ts';
import { bareCode } from '../model/product-code.ts';
import { failure, type Result, success } from '../model/result.ts';
import { currenciesOf } from './currency-signs.ts';
import { commaStyle, pointStyle, readNumber } from './number-style.ts';
import { saysFree } from './words.ts';

/** `null`: nobody has said; a number that only one style reads is then not taken either. */
export type Decimals = 'point' | 'comma' | null;

/** A cell's text without what spreadsheets put around it: `="0017"` keeps its zeros in a spreadsheet and means 0017. */
export function bareCell(cell: string): string {
	const text = bareCode(cell);
	const marked = /^="([\s\S]*)"$/.exec(text)?.[1];
	return marked === undefined ? text : bareCode(marked.replaceAll('""', '"'));
}

/** True for a text marker that is not closed: the cell was cut in the middle. */
export function isMarkerOpen(cell: string): boolean {
	const text = bareCode(cell);
	return text.startsWith('="') && !/^="[\s\S]*"$/.test(text);
}

/** A long number that a spreadsheet has shortened, "4,00638E+12": its last digits are lost. */
function isShortened(text: string): boolean {
	return /^[+-]?\d+(?:[.,]\d+)?[eE]\+\d+$/.test(text);
}

/** What a spreadsheet writes in place of a value it could not work out. */
const spreadsheetErrors = /^#(?:REF|N\/A|VALUE|NAME|DIV\/0|NUM|NULL|NV|WERT|BEZUG|ZAHL)[!?]?$/i;

/** Why a product's cell is refused. */
export type ProductFault = 'product-missing' | 'product-too-long' | 'product-shortened' | 'product-unreadable';

const longestProduct = 200;

/** A product's code as it is kept. */
export function readProduct(cell: string): Result<string, ProductFault> {
	const product = bareCell(cell);
	if (product === '') return failure('product-missing');
	if (product.length > longestProduct) return failure('product-too-long');
	if (isShortened(product)) return failure('product-shortened');
	// A letter of another encoding than the rest was read as �.
	return product.includes('\uFFFD') || spreadsheetErrors.test(product)
		? failure('product-unreadable')
		: success(product);
}

/** A number with what stands around it. */
export interface MoneyCell {
	readonly amount: DecimalString;
	/** Currencies that its sign may mean; null without a sign. */
	readonly currencies: readonly CurrencyCode[] | null;
	/** The cell says in words that nothing is paid. */
	readonly isFree: boolean;
}

/** Why a cost's cell is refused. */
export type MoneyFault = 'cost-missing' | 'cost-unreadable' | 'cost-shortened' | 'cost-ambiguous' | 'cost-negative';

const moneyPattern =
	/^([-\u2212\u2013]?)\s*(\p{Letter}*\.?\p{Sc}?)\s*([-\u2212\u2013]?[\d][^\p{Letter}\p{Sc}]*?)\s*(\p{Letter}*\.?\p{Sc}?)$/u;

/** No number with its currency is longer, and the pattern would take hours over a cell that is. */
const longestNumber = 100;

function moneyParts(text: string): RegExpExecArray | null {
	return text.length > longestNumber ? null : moneyPattern.exec(text);
}

/** The number of a cell without its currency; the cell itself where it is written in another way. */
export function numberPart(cell: string): string {
	const text = bareCell(cell);
	return moneyParts(text)?.[3]?.trim() ?? text;
}

function readDecimal(text: string, decimals: Decimals): Result<DecimalString, 'cost-unreadable' | 'cost-ambiguous'> {
	if (decimals !== null) {
		const value = readNumber(text, decimals === 'comma' ? commaStyle : pointStyle);
		return value === null ? failure('cost-unreadable') : success(value);
	}
	const [point, comma] = [readNumber(text, pointStyle), readNumber(text, commaStyle)];
	if (point === null && comma === null) return failure('cost-unreadable');
	return point === null || point !== comma ? failure('cost-ambiguous') : success(point);
}

/** A cost as a price list writes it, with or without a currency's sign. */
export function readMoney(cell: string, decimals: Decimals): Result<MoneyCell, MoneyFault> {
	const text = bareCell(cell);
	if (text === '') return failure('cost-missing');
	if (saysFree(text)) return success({ amount: '0', currencies: null, isFree: true });
	if (isShortened(text)) return failure('cost-shortened');
	const parts = moneyParts(text);
	if (!parts) return failure('cost-unreadable');
	const [, minus = '', before = '', number = '', after = ''] = parts;
	const sign = before || after;
	const currencies = sign === '' ? null : currenciesOf(sign);
	if ((before !== '' && after !== '') || currencies?.length === 0) return failure('cost-unreadable');
	const value = readDecimal(`${minus}${number}`, decimals);
	if (!value.ok) return value;
	return value.value.startsWith('-')
		? failure('cost-negative')
		: success({ amount: value.value, currencies, isFree: false });
}

/** Why a cell that says for how many units a cost is cannot be used. */
export type PerFault = 'per-missing' | 'per-unreadable';

/** For how many units a cost is: "100", "1.000", "per 100", "100 Stk". Above 0. */
export function readPer(cell: string, decimals: Decimals): Result<DecimalString, PerFault> {
	const text = bareCell(cell);
	if (text === '') return failure('per-missing');
	if (text.length > longestNumber) return failure('per-unreadable');
	const bare = text
		.replace(/^(?:(?:per|pro|je)\b|\/)\s*/i, '')
		.replace(/(?:units?|pcs?|pieces?|ea|stk|stück|st)\.?$/i, '')
		.trimEnd();
	const value = readDecimal(bare, decimals);
	const number = value.ok ? parseDecimal(value.value) : null;
	if (!number || compare(number, { digits: 0n, scale: 0 }) <= 0) return failure('per-unreadable');
	return success(formatDecimal(trimZeros(number)));
}

const mostDigits = 30;

/** The cost of one unit; null when the quotient has no end, as of 10 for 3. */
export function costOfOne(amount: DecimalString, per: DecimalString): DecimalString | null {
	const [whole, units] = [parseDecimal(amount), parseDecimal(per)];
	if (!whole || !units || isZero(units)) return null;
	if (compare(units, one) === 0) return formatDecimal(trimZeros(whole));
	const quotient = divide(whole, units, mostDigits);
	if (!quotient || compare(multiply(quotient, units), whole) !== 0) return null;
	return formatDecimal(trimZeros(quotient));
}
