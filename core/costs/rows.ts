import type { CurrencyCode } from '../model/deal.ts';
import { isZero, parseDecimal } from '../model/decimal.ts';
import type { ProductCost } from '../model/playbook.ts';
import { failure, type Result, success } from '../model/result.ts';
import type { FileProblem } from '../model/settings.ts';
import {
	bareCell,
	costOfOne,
	isMarkerOpen,
	type MoneyCell,
	type MoneyFault,
	type PerFault,
	type ProductFault,
	readMoney,
	readPer,
	readProduct,
} from './cells.ts';
import { currenciesOf } from './currency-signs.ts';
import { type CsvFile, type CsvLayout, type CsvReading, isSeparatorRow, type SampleRow } from './layout.ts';
import { createRowCutter } from './row-cutter.ts';
import { readFree, readPeriod } from './words.ts';

/** What a place of a row is called: `row` is the row as a whole. */
export type RowPlace = 'product' | 'cost' | 'currency' | 'per' | 'period' | 'free' | 'row';

/** Why a row is refused. Each has a sentence in the table of texts. */
export type CostRowFault =
	| ProductFault
	| MoneyFault
	| PerFault
	| 'product-twice'
	| 'cost-zero'
	| 'cost-not-even'
	| 'currency-missing'
	| 'currency-unreadable'
	| 'currency-ambiguous'
	| 'currency-differs'
	| 'period-unreadable'
	| 'free-unreadable'
	| 'free-with-cost'
	| 'too-many-cells'
	| 'quotes-broken';

interface RowFault {
	readonly reason: CostRowFault;
	readonly column: RowPlace;
	readonly found: string | null;
	/** The product whose cost of 0 nobody has called free. */
	readonly zero?: string;
}

/** `left`: a product with a cost of 0 that is not free: its cost stays unknown. */
type RowRead = Result<ProductCost | 'left', RowFault>;

function fault(reason: CostRowFault, column: RowPlace, found: string | null): Result<never, RowFault> {
	return failure({ reason, column, found });
}

function currencyOf(
	own: string,
	money: MoneyCell,
	{ currency, isCurrencySaid }: CsvReading,
	found: string,
): Result<CurrencyCode, RowFault> {
	const signs = money.currencies;
	const usual = currency.trim().toUpperCase();
	if (own !== '') {
		const named = /^[A-Za-z]{3}$/.test(own) ? [own.toUpperCase()] : currenciesOf(own);
		const code = named.length > 1 ? named.find((each) => each === usual) : named[0];
		if (code === undefined)
			return fault(named.length > 1 ? 'currency-ambiguous' : 'currency-unreadable', 'currency', own);
		return signs && !signs.includes(code) ? fault('currency-differs', 'cost', found) : success(code);
	}
	if (signs?.length === 1 && signs[0] !== undefined) {
		// A heading or a user that says another currency than the cell: one of them is wrong.
		return isCurrencySaid && usual !== '' && usual !== signs[0]
			? fault('currency-differs', 'cost', found)
			: success(signs[0]);
	}
	if (signs) return signs.includes(usual) ? success(usual) : fault('currency-ambiguous', 'cost', found);
	if (usual === '') return fault('currency-missing', 'currency', null);
	return /^[A-Z]{3}$/.test(usual) ? success(usual) : fault('currency-unreadable', 'currency', usual);
}

/** Reads a row as it would be taken. Pure: the same product twice is found where all rows are seen. */
function createRowReader(layout: CsvLayout, reading: CsvReading): (cells: readonly string[]) => RowRead {
	const { columns, decimals } = reading;
	const width = layout.header.length;
	const cell = (cells: readonly string[], at: number | null) => (at === null ? '' : (cells[at] ?? ''));

	function isFreeOf(product: string): boolean | 'left' {
		const { zeros } = reading;
		if (typeof zeros === 'string') return zeros === 'free';
		return zeros.free.has(product) ? true : 'left';
	}

	return (cells) => {
		const spilt = cells.slice(width).find((each) => bareCell(each) !== '');
		if (spilt !== undefined) return fault('too-many-cells', 'row', spilt);
		const open = cells.find(isMarkerOpen);
		if (open !== undefined) return fault('quotes-broken', 'row', open);
		const product = readProduct(cell(cells, columns.product));
		const productText = cell(cells, columns.product).trim();
		if (!product.ok) return fault(product.error, 'product', productText || null);

		const freeText = bareCell(cell(cells, columns.free));
		const isSaidFree = readFree(freeText);
		if (isSaidFree === null) return fault('free-unreadable', 'free', freeText);
		const costText = cell(cells, columns.cost).trim();
		const isEmptyFree = isSaidFree && bareCell(costText) === '';
		const money: Result<MoneyCell, MoneyFault> = isEmptyFree
			? success({ amount: '0', currencies: null, isFree: true })
			: readMoney(costText, decimals);
		if (!money.ok) return fault(money.error, 'cost', costText || null);
		const isNothing = isZero(parseDecimal(money.value.amount) ?? { digits: 1n, scale: 0 });
		if (isSaidFree && !isNothing) return fault('free-with-cost', 'free', costText);

		const perText = cell(cells, columns.per);
		const per = columns.per === null ? success(reading.per) : readPer(perText, decimals);
		if (!per.ok) return fault(per.error, 'per', perText.trim() || null);
		const unitCost = costOfOne(money.value.amount, per.value);
		if (unitCost === null) return fault('cost-not-even', 'cost', `${costText} / ${per.value}`);

		const periodText = bareCell(cell(cells, columns.period));
		const period = periodText === '' ? reading.period : readPeriod(periodText);
		if (period === null) return fault('period-unreadable', 'period', periodText);

		const currency = currencyOf(bareCell(cell(cells, columns.currency)), money.value, reading, costText);
		if (!currency.ok) return currency;
		const cost: ProductCost = { product: product.value, unitCost, currency: currency.value, period };
		if (!isNothing) return success(cost);
		if (isSaidFree || money.value.isFree) return success({ ...cost, isFree: true });
		const isFree = isFreeOf(product.value);
		if (isFree === 'left') return success('left');
		return isFree
			? success({ ...cost, isFree: true })
			: failure({ reason: 'cost-zero', column: 'cost', found: costText, zero: product.value });
	};
}

/** A row of the preview: what would be kept of it, null where it would be left out. */
export interface PreviewRow extends SampleRow {
	readonly cost: Result<ProductCost | null, CostRowFault>;
}

const previewRows = 5;

/** The first rows as they would be taken, for the user to look at before anything is sent. */
export function previewCosts(layout: CsvLayout, reading: CsvReading): readonly PreviewRow[] {
	const read = createRowReader(layout, reading);
	return layout.sample.slice(0, previewRows).map(({ row, cells }) => {
		const cost = read(cells);
		if (!cost.ok) return { row, cells, cost: failure(cost.error.reason) };
		return { row, cells, cost: success(cost.value === 'left' ? null : cost.value) };
	});
}

/** Rows of one part of the file, checked. */
export interface CheckedPart {
	readonly taken: readonly { readonly row: number; readonly cost: ProductCost }[];
	readonly problems: readonly FileProblem[];
	/** Rows that say of a product what an earlier one says. */
	readonly repeated: readonly { readonly row: number; readonly product: string }[];
	/** Products refused because nobody has said that they are free. */
	readonly zeros: readonly string[];
	/** Products with a cost of 0 that were left out, as their user chose. */
	readonly left: number;
	/** Bytes read so far. */
	readonly bytes: number;
}

const pieceBytes = 128 * 1024;

/**
 * Reads the file part by part and checks each row. The same product twice is a problem only when something about it
 * differs. `placeOf` names a column for people. Throws what reading the file throws.
 */
export async function* checkedParts(
	file: CsvFile,
	layout: CsvLayout,
	reading: CsvReading,
	placeOf: (column: RowPlace) => string,
): AsyncGenerator<CheckedPart> {
	const decoder = new TextDecoder(layout.encoding);
	const cut = createRowCutter(layout.delimiter);
	const read = createRowReader(layout, reading);
	const seen = new Map<string, string>();
	for (let start = 0; start < file.size || start === 0; start += pieceBytes) {
		const end = Math.min(file.size, start + pieceBytes);
		const isLast = end >= file.size;
		const text = decoder.decode(await file.slice(start, end).arrayBuffer(), { stream: !isLast });
		const taken: { row: number; cost: ProductCost }[] = [];
		const problems: FileProblem[] = [];
		const repeated: { row: number; product: string }[] = [];
		const zeros: string[] = [];
		let left = 0;
		const refuse = (row: number, column: RowPlace, reason: CostRowFault, found: string | null) =>
			problems.push({ row, place: placeOf(column), reason, found: found === null ? null : shortened(found) });
		for (const { row, cells, isBroken } of cut(text, isLast)) {
			if (isBroken) {
				refuse(row, 'row', 'quotes-broken', cells.join(layout.delimiter));
				continue;
			}
			const isAbove = layout.headingRow !== null && row <= layout.headingRow;
			if (isAbove || isSeparatorRow({ row, cells }, layout.delimiter)) continue;
			if (cells.every((each) => bareCell(each) === '')) continue;
			const cost = read(cells);
			if (!cost.ok) {
				const { reason, column, found, zero } = cost.error;
				if (zero !== undefined) zeros.push(zero);
				refuse(row, column, reason, found);
			} else if (cost.value === 'left') {
				left += 1;
			} else {
				const { product } = cost.value;
				const worth = JSON.stringify(cost.value);
				const before = seen.get(product);
				if (before === undefined) {
					taken.push({ row, cost: cost.value });
					seen.set(product, worth);
				} else if (before === worth) repeated.push({ row, product });
				else refuse(row, 'product', 'product-twice', product);
			}
		}
		yield { taken, problems, repeated, zeros, left, bytes: end };
		if (isLast) return;
	}
}

function shortened(text: string): string {
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
