import type { CurrencyCode } from '../model/deal.ts';
import type { DecimalString } from '../model/decimal.ts';
import { failure, type Result, success } from '../model/result.ts';
import { bareCell, type Decimals, numberPart } from './cells.ts';
import { headingSays } from './headings.ts';
import { commaStyle, isAmbiguous, pointStyle, readNumber, styleOfColumn } from './number-style.ts';
import { createRowCutter } from './row-cutter.ts';
import { type CostPeriod, saysFree } from './words.ts';

/** The parts of a `File` that are read. */
export interface CsvFile {
	readonly name: string;
	readonly size: number;
	slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A row of the file's beginning, counted from 1 as a spreadsheet counts it. */
export interface SampleRow {
	readonly row: number;
	readonly cells: readonly string[];
}

/** What the beginning of a file tells, and what of it the user may correct. */
export interface CsvLayout {
	readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
	readonly delimiter: string;
	/** The row with the headings; null where there is none, and then the first row is a product's. */
	readonly headingRow: number | null;
	/** Headings, or empty texts where there are none; as many as there are columns. */
	readonly header: readonly string[];
	/** Rows above the headings that say something; they are left out. */
	readonly above: readonly SampleRow[];
	/** All filled rows of the file's beginning, those above included, to choose another row of headings from. */
	readonly rows: readonly SampleRow[];
	/** Filled rows under the headings. */
	readonly sample: readonly SampleRow[];
}

/** Which column holds what, by position; null where none does. */
export interface CsvColumns {
	readonly product: number | null;
	readonly cost: number | null;
	readonly currency: number | null;
	/** For how many units the cost is. */
	readonly per: number | null;
	readonly period: number | null;
	readonly free: number | null;
}

/** What the user says of a file, or what its headings propose. */
export interface CsvReading {
	readonly columns: CsvColumns;
	readonly decimals: Decimals;
	/** For rows without a currency of their own; empty: there is none. */
	readonly currency: string;
	/** True when the file or its user named `currency`: a sign that may mean several, such as "$", is then read as it. */
	readonly isCurrencySaid: boolean;
	/** For how many units the costs are, where no column tells. */
	readonly per: DecimalString;
	/** How often the costs are due, where no column tells. */
	readonly period: CostPeriod | 'unsaid';
	/** What a cost of 0 is: `refused`; all of them `free`; or free for these products and left out for others. */
	readonly zeros: 'refused' | 'free' | { readonly free: ReadonlySet<string> };
}

/** Why a whole file cannot be read. */
export type CsvFault = 'file-empty' | 'file-binary' | 'file-one-column' | 'file-unreadable';

const headBytes = 64 * 1024;
const delimiters = ['\t', ';', '|', ','] as const;
/** Headings are looked for so far down. */
const titleRows = 30;

/** Text written as UTF-16 without a mark in front has a zero in every other byte. */
function unmarkedUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
	const pairs = Math.floor(Math.min(head.length, 2000) / 2);
	let [low, high] = [0, 0];
	for (let pair = 0; pair < pairs; pair += 1) {
		if (head[pair * 2] === 0) high += 1;
		if (head[pair * 2 + 1] === 0) low += 1;
	}
	if (pairs >= 4 && low > pairs * 0.7 && high === 0) return 'utf-16le';
	return pairs >= 4 && high > pairs * 0.7 && low === 0 ? 'utf-16be' : null;
}

function encodingOf(head: Uint8Array, isWhole: boolean): CsvLayout['encoding'] {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	const unmarked = unmarkedUtf16(head);
	if (unmarked) return unmarked;
	try {
		// `stream` forgives a character cut by the end of the part.
		new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
		return 'utf-8';
	} catch {
		return 'windows-1252';
	}
}

/** The first line that some spreadsheets write to say how columns are cut: `sep=;`. */
const separatorLine = /^"?sep=([^\r\n"])"?[\t;, ]*(?=[\r\n]|$)/i;

/** True for a row that is nothing but the line `sep=;`, however it was cut. */
export function isSeparatorRow({ row, cells }: SampleRow, delimiter: string): boolean {
	const text = cells.join(delimiter).trim();
	return row === 1 && separatorLine.test(text);
}

const isFilled = ({ cells }: SampleRow) => cells.some((cell) => bareCell(cell) !== '');

function cut(text: string, delimiter: string, isWhole: boolean): SampleRow[] {
	const rows = createRowCutter(delimiter)(text, isWhole).filter(
		(row) => isFilled(row) && !isSeparatorRow(row, delimiter),
	);
	// A row longer than the beginning of the file is given as far as it goes.
	return rows.length > 0 || isWhole ? rows : createRowCutter(delimiter)(text, true).filter(isFilled);
}

/** The sign that cuts most rows into the same number of columns. A comma may be a decimal sign, so it comes last. */
function guessDelimiter(text: string, isWhole: boolean): string {
	let best: { delimiter: string; share: number; columns: number } = { delimiter: ',', share: 0, columns: 1 };
	for (const delimiter of delimiters) {
		const rows = cut(text, delimiter, isWhole).slice(0, 100);
		const counts = new Map<number, number>();
		for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
		counts.delete(1);
		const [columns, times] = [...counts].sort((left, right) => right[1] - left[1])[0] ?? [1, 0];
		const share = rows.length === 0 ? 0 : times / rows.length;
		if (share > best.share) best = { delimiter, share, columns };
	}
	return best.delimiter;
}

function isNumber(cell: string): boolean {
	const text = numberPart(cell);
	return readNumber(text, pointStyle) !== null || readNumber(text, commaStyle) !== null;
}

/** Without one of these a row of known words is no row of headings: a product may be called "Unit". */
const telling = ['product', 'cost', 'price'] as const;

/** Which of the first rows holds the headings; null when none does, so that no product is taken for one. */
function findHeadings(rows: readonly SampleRow[]): SampleRow | null {
	const first = rows.slice(0, titleRows).map((row) => {
		const cells = row.cells.map(bareCell).filter((cell) => cell !== '');
		const kinds = new Set(cells.map((cell) => headingSays(cell).kind).filter((kind) => kind !== null));
		const isTelling = telling.some((kind) => kinds.has(kind));
		const values = cells.filter((cell) => isNumber(cell) || saysFree(cell)).length;
		return { row, filled: cells.length, known: isTelling ? kinds.size : 0, values };
	});
	// A column "free" beside a product or a cost is a heading; beside neither it may be what a product costs.
	const wordy = first.filter(({ filled, values, known }) => filled >= 2 && (values === 0 || known >= 3));
	const named = wordy.find(({ known }) => known >= 2) ?? wordy.find(({ known }) => known === 1);
	if (named) return named.row;
	const top = first.find(({ filled }) => filled >= 2);
	return top && top.values === 0 ? top.row : null;
}

/** What of a layout its user corrects: how columns are cut, and the row of the headings (null: there is none). */
export interface LayoutChoice {
	readonly delimiter?: string | null;
	readonly headingRow?: number | null;
}

/** Looks at the beginning of the file. */
export async function readLayout(file: CsvFile, choice: LayoutChoice = {}): Promise<Result<CsvLayout, CsvFault>> {
	let head: Uint8Array;
	try {
		head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
	} catch {
		return failure('file-unreadable');
	}
	const isWhole = file.size <= headBytes;
	const encoding = encodingOf(head, isWhole);
	const text = new TextDecoder(encoding).decode(head, { stream: !isWhole });
	if (text.includes('\u0000')) return failure('file-binary');
	const chosen = choice.delimiter ?? separatorLine.exec(text)?.[1] ?? null;
	const delimiter = chosen ?? guessDelimiter(text, isWhole);
	const rows = cut(text, delimiter, isWhole);
	const columns = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
	if (columns === 0) return failure('file-empty');
	if (columns < 2 && chosen === null) return failure('file-one-column');
	const headings =
		choice.headingRow === undefined ? findHeadings(rows) : (rows.find(({ row }) => row === choice.headingRow) ?? null);
	const at = headings ? rows.indexOf(headings) : -1;
	const width = headings ? Math.max(headings.cells.length, 2) : columns;
	return success({
		encoding,
		delimiter,
		headingRow: headings?.row ?? null,
		header: Array.from({ length: width }, (_, column) => bareCell(headings?.cells[column] ?? '')),
		above: rows.slice(0, Math.max(at, 0)),
		rows,
		sample: rows.slice(at + 1),
	});
}

/**
 * The columns whose headings say what they hold, in English or German. A cost is proposed only where exactly one heading
 * means a cost: "Price" may be what customers pay, and of two costs nobody has said which.
 */
export function detectColumns(header: readonly string[]): CsvColumns {
	const said = header.map(headingSays);
	const of = (kind: 'product' | 'cost' | 'currency' | 'per' | 'period' | 'free') =>
		said.flatMap((each, column) => (each.kind === kind ? [{ column, rank: each.rank }] : []));
	const only = (kind: Parameters<typeof of>[0]) => {
		const found = of(kind);
		return found.length === 1 ? (found[0]?.column ?? null) : null;
	};
	const product = of('product').sort((left, right) => left.rank - right.rank)[0];
	return {
		product: product?.column ?? null,
		cost: only('cost'),
		currency: only('currency'),
		per: only('per'),
		period: only('period'),
		free: only('free'),
	};
}

/** How the cost column writes its numbers; null when no cell tells. */
function detectDecimals({ sample }: Pick<CsvLayout, 'sample'>, cost: number | null): Decimals {
	if (cost === null) return null;
	return styleOfColumn(sample.map(({ cells }) => numberPart(cells[cost] ?? '')));
}

/** True where a cell of the column may be meant in two ways, and no other cell tells which. */
export function isStyleWanted({ sample }: Pick<CsvLayout, 'sample'>, { columns, decimals }: CsvReading): boolean {
	const { cost } = columns;
	if (decimals !== null || cost === null) return false;
	return sample.some(({ cells }) => {
		const text = numberPart(cells[cost] ?? '');
		return isAmbiguous(text) || readNumber(text, pointStyle) !== readNumber(text, commaStyle);
	});
}

type OfCost = Pick<CsvReading, 'decimals' | 'per' | 'period' | 'currency' | 'isCurrencySaid'>;

/** What the heading and the cells of a cost column propose. `usual`: the currency where the heading names none. */
function proposedFor(layout: CsvLayout, cost: number | null, usual: CurrencyCode, isSaid: boolean): OfCost {
	const says = headingSays(cost === null ? '' : (layout.header[cost] ?? ''));
	return {
		decimals: detectDecimals(layout, cost),
		per: says.per ?? '1',
		period: says.period ?? 'unsaid',
		currency: says.currency ?? usual,
		isCurrencySaid: isSaid || says.currency !== null,
	};
}

/** How a file is read when nobody says otherwise. */
export function proposedReading(layout: CsvLayout, usual: CurrencyCode, isSaid = false): CsvReading {
	const columns = detectColumns(layout.header);
	return { columns, ...proposedFor(layout, columns.cost, usual, isSaid), zeros: 'refused' };
}

/** The reading with other columns; what the heading and the cells of another cost column propose comes with it. */
export function withColumns(layout: CsvLayout, reading: CsvReading, change: Partial<CsvColumns>): CsvReading {
	const columns = { ...reading.columns, ...change };
	if (change.cost === undefined) return { ...reading, columns };
	return { ...reading, columns, ...proposedFor(layout, columns.cost, reading.currency, reading.isCurrencySaid) };
}
