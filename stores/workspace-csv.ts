import Papa from 'papaparse';
import type { CurrencyCode } from '../core/model/deal.ts';
import type { ProductCost } from '../core/model/playbook.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import type { FileProblem } from '../core/model/settings.ts';
import { commaStyle, type NumberStyle, pointStyle, readNumber, styleOfColumn } from './workspace-numbers.ts';

/** The parts of a `File` that are read. */
export interface CsvFile {
	readonly name: string;
	readonly size: number;
	slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** What the beginning of a file tells, and what of it the user may correct. */
export interface CsvLayout {
	readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
	readonly delimiter: string;
	readonly header: readonly string[];
	/** The first rows under the header. */
	readonly sample: readonly (readonly string[])[];
}

/** Which column holds what, by position; null where none does. */
export interface CsvColumns {
	readonly product: number | null;
	readonly cost: number | null;
	readonly currency: number | null;
}

export interface CsvReading {
	readonly columns: CsvColumns;
	readonly decimals: 'point' | 'comma';
	/** For rows without a currency of their own; empty: there is none. */
	readonly currency: string;
}

/** Why a whole file cannot be read. */
export type CsvFault = 'file-empty' | 'file-binary' | 'file-one-column' | 'file-unreadable';

/** Why a row is refused. */
export type CostRowFault =
	| 'product-missing'
	| 'product-too-long'
	| 'product-twice'
	| 'cost-missing'
	| 'cost-unreadable'
	| 'cost-negative'
	| 'currency-missing'
	| 'currency-unreadable'
	| 'quotes-broken';

const headBytes = 64 * 1024;
const sampleRows = 5;
const pieceBytes = 128 * 1024;
const productLength = 200;

const productNames = [
	'product',
	'productcode',
	'code',
	'sku',
	'item',
	'itemcode',
	'itemnumber',
	'article',
	'articlenumber',
	'partnumber',
	'productid',
	'defaultcode',
	'reference',
	'produkt',
	'artikel',
	'artikelnummer',
	'artikelnr',
	'produktcode',
	'produktnummer',
	'nummer',
	'id',
];
const costNames = [
	'unitcost',
	'cost',
	'costprice',
	'costperunit',
	'standardcost',
	'standardprice',
	'purchaseprice',
	'buyprice',
	'kosten',
	'stückkosten',
	'stueckkosten',
	'einstandspreis',
	'einkaufspreis',
	'ek',
	'selbstkosten',
	'price',
	'preis',
];
const currencyNames = ['currency', 'currencycode', 'curr', 'währung', 'waehrung', 'whg'];

function bareName(name: string): string {
	return name.toLocaleLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');
}

function columnNamed(header: readonly string[], names: readonly string[]): number | null {
	const bare = header.map(bareName);
	for (const name of names) {
		const at = bare.indexOf(name);
		if (at >= 0) return at;
	}
	return null;
}

/** The columns whose names say what they hold, in English or German; names earlier in the lists win. */
export function detectColumns(header: readonly string[]): CsvColumns {
	return {
		product: columnNamed(header, productNames),
		cost: columnNamed(header, costNames),
		currency: columnNamed(header, currencyNames),
	};
}

/** The style of the cost column; where no cell tells, a file cut by semicolons is taken to write decimal commas. */
export function detectDecimals(layout: CsvLayout, cost: number | null): 'point' | 'comma' {
	const cells = cost === null ? [] : layout.sample.map((row) => row[cost] ?? '');
	return styleOfColumn(cells) ?? (layout.delimiter === ';' ? 'comma' : 'point');
}

function encodingOf(head: Uint8Array, isWhole: boolean): CsvLayout['encoding'] {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	try {
		// `stream` forgives a character cut by the end of the part.
		new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
		return 'utf-8';
	} catch {
		return 'windows-1252';
	}
}

/** Looks at the beginning of the file. */
export async function readLayout(file: CsvFile, delimiter: string | null = null): Promise<Result<CsvLayout, CsvFault>> {
	let head: Uint8Array;
	try {
		head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
	} catch {
		return failure('file-unreadable');
	}
	const encoding = encodingOf(head, file.size <= headBytes);
	const text = new TextDecoder(encoding).decode(head);
	if (text.includes('\u0000')) return failure('file-binary');
	const parsed = Papa.parse<string[]>(text, {
		preview: 200,
		skipEmptyLines: 'greedy',
		...(delimiter === null ? { delimitersToGuess: [',', ';', '\t', '|'] } : { delimiter }),
	});
	const [header, ...rows] = parsed.data;
	if (header === undefined) return failure('file-empty');
	if (header.length < 2 && delimiter === null) return failure('file-one-column');
	return success({
		encoding,
		delimiter: parsed.meta.delimiter,
		header: header.map((name) => name.trim()),
		sample: rows.slice(0, 100),
	});
}

/** The first rows as they would be taken, for the user to look at before anything is sent. */
export function previewCosts(
	layout: CsvLayout,
	reading: CsvReading,
): readonly { readonly cells: readonly string[]; readonly cost: Result<ProductCost, CostRowFault> }[] {
	const check = createRowCheck(reading);
	return layout.sample.slice(0, sampleRows).map((cells) => {
		const cost = check(cells);
		return { cells, cost: cost.ok ? cost : failure(cost.error.reason) };
	});
}

interface RowFault {
	readonly reason: CostRowFault;
	readonly column: 'product' | 'cost' | 'currency';
	readonly found: string | null;
}

function createRowCheck({ columns, decimals, currency: usual }: CsvReading) {
	const style: NumberStyle = decimals === 'comma' ? commaStyle : pointStyle;
	const cell = (cells: readonly string[], at: number | null) => (at === null ? '' : (cells[at] ?? '').trim());
	return (cells: readonly string[]): Result<ProductCost, RowFault> => {
		const product = cell(cells, columns.product);
		if (product === '') return failure({ reason: 'product-missing', column: 'product', found: null });
		if (product.length > productLength)
			return failure({ reason: 'product-too-long', column: 'product', found: product });
		const costText = cell(cells, columns.cost);
		if (costText === '') return failure({ reason: 'cost-missing', column: 'cost', found: null });
		const unitCost = readNumber(costText, style);
		if (unitCost === null) return failure({ reason: 'cost-unreadable', column: 'cost', found: costText });
		if (unitCost.startsWith('-')) return failure({ reason: 'cost-negative', column: 'cost', found: costText });
		const currencyText = cell(cells, columns.currency) || usual.trim();
		if (currencyText === '') return failure({ reason: 'currency-missing', column: 'currency', found: null });
		const currency: CurrencyCode = currencyText.toUpperCase();
		if (!/^[A-Z]{3}$/.test(currency)) {
			return failure({ reason: 'currency-unreadable', column: 'currency', found: currencyText });
		}
		return success({ product, unitCost, currency, period: 'unsaid' });
	};
}

/** Rows of one part of the file, checked. */
export interface CheckedPart {
	readonly costs: readonly ProductCost[];
	readonly problems: readonly FileProblem[];
	/** Bytes read so far. */
	readonly bytes: number;
}

/**
 * Reads the file part by part and checks each row; rows count from 1 with the header as row 1. The same product twice is
 * a problem only when its cost differs. `placeOf` names a column for people.
 */
export async function* checkedParts(
	file: CsvFile,
	layout: CsvLayout,
	reading: CsvReading,
	placeOf: (column: 'product' | 'cost' | 'currency' | 'row') => string,
): AsyncGenerator<CheckedPart> {
	const decoder = new TextDecoder(layout.encoding);
	const check = createRowCheck(reading);
	const seen = new Map<string, string>();
	let carry = '';
	let row = 0;
	let isHeaderPassed = false;
	for (let start = 0; start < file.size || start === 0; start += pieceBytes) {
		const end = Math.min(file.size, start + pieceBytes);
		const isLast = end >= file.size;
		carry += decoder.decode(await file.slice(start, end).arrayBuffer(), { stream: !isLast });
		const parser = new Papa.Parser({ delimiter: layout.delimiter, newline: newlineOf(carry) });
		const parsed = parser.parse(carry, 0, !isLast) as Papa.ParseResult<string[]>;
		carry = isLast ? '' : carry.slice(parsed.meta.cursor);
		const costs: ProductCost[] = [];
		const problems: FileProblem[] = [];
		const broken = new Set(parsed.errors.filter((error) => error.type === 'Quotes').map((error) => error.row));
		for (const [index, cells] of parsed.data.entries()) {
			row += 1;
			if (cells.every((each) => each.trim() === '')) continue;
			if (broken.has(index)) {
				problems.push({
					row,
					place: placeOf('row'),
					reason: 'quotes-broken',
					found: cut(cells.join(layout.delimiter)),
				});
				continue;
			}
			if (!isHeaderPassed) {
				isHeaderPassed = true;
				continue;
			}
			const cost = check(cells);
			if (!cost.ok) {
				const { reason, column, found } = cost.error;
				problems.push({ row, place: placeOf(column), reason, found: found === null ? null : cut(found) });
				continue;
			}
			const worth = `${cost.value.unitCost} ${cost.value.currency}`;
			const before = seen.get(cost.value.product);
			if (before !== undefined && before !== worth) {
				problems.push({ row, place: placeOf('product'), reason: 'product-twice', found: cut(cost.value.product) });
			} else if (before === undefined) {
				seen.set(cost.value.product, worth);
				costs.push(cost.value);
			}
		}
		yield { costs, problems, bytes: end };
		if (isLast) return;
	}
}

/** The parser is told how lines end: asked to guess on a part, it may find another answer than on the whole. */
function newlineOf(text: string): '\r\n' | '\n' | '\r' {
	if (text.includes('\r\n')) return '\r\n';
	return text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
}

function cut(text: string): string {
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
