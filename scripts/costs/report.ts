import type { Decimals } from '../../core/costs/cells.ts';
import {
	type CsvColumns,
	type CsvFault,
	type CsvFile,
	type CsvLayout,
	type CsvReading,
	proposedReading,
	readLayout,
	withColumns,
} from '../../core/costs/layout.ts';
import { checkedParts, type RowPlace } from '../../core/costs/rows.ts';
import type { CostPeriod } from '../../core/costs/words.ts';
import { sentenceOf } from '../refusal.ts';

/** What somebody says of a price list; what is absent is found out as the workspace does it. */
export interface CostOptions {
	readonly delimiter?: string;
	/** Null: the file has no headings. */
	readonly headingRow?: number | null;
	readonly columns?: Partial<CsvColumns>;
	readonly decimals?: Decimals;
	readonly currency?: string;
	readonly per?: string;
	readonly period?: CostPeriod;
	/** Products with a cost of 0 that are free; others with 0 are left out. */
	readonly free?: readonly string[] | 'all';
}

/** A row as it would be imported, or why it would not. */
export type ReportRow =
	| {
			readonly row: number;
			readonly product: string;
			readonly cost: string;
			readonly currency: string;
			readonly period: CostPeriod | 'unsaid';
			readonly isFree?: true;
	  }
	/** Says what an earlier row says. */
	| { readonly row: number; readonly product: string; readonly repeats: true }
	| { readonly row: number | null; readonly place: string; readonly found: string | null; readonly reason: string };

/** What an import of a price list would take and refuse. */
export interface CostReport {
	readonly file: string;
	/** How it was read; null when it could not be. */
	readonly reading: object | null;
	/** Rows above the headings. */
	readonly above: readonly { readonly row: number; readonly text: string }[];
	/** A file is imported whole or not at all. */
	readonly isImported: boolean;
	readonly taken: number;
	readonly refused: number;
	/** Rows with a cost of 0 that is not free. */
	readonly leftOut: number;
	readonly rows: readonly ReportRow[];
}

const fileFaults: Readonly<Record<CsvFault, string>> = {
	'file-empty': 'The file holds no rows.',
	'file-binary': 'This is not a text file with columns.',
	'file-one-column': 'Only one column was found. A product and its cost need a column each.',
	'file-unreadable': 'The file could not be read.',
};

const places: Readonly<Record<RowPlace, string>> = {
	product: 'product column',
	cost: 'cost column',
	currency: 'currency column',
	per: 'column of units',
	period: 'column of the period',
	free: 'column of what is free',
	row: 'whole row',
};

function refusedWhole(file: string, reason: string, reading: object | null = null): CostReport {
	const rows = [{ row: null, place: 'whole file', found: null, reason }];
	return { file, reading, above: [], isImported: false, taken: 0, refused: 1, leftOut: 0, rows };
}

function readingOf(layout: CsvLayout, options: CostOptions): CsvReading {
	const proposed = proposedReading(layout, options.currency ?? 'EUR', options.currency !== undefined);
	const { columns, decimals, per, period, free, currency } = options;
	return {
		...(columns ? withColumns(layout, proposed, columns) : proposed),
		...(decimals !== undefined && { decimals }),
		...(per !== undefined && { per }),
		...(period !== undefined && { period }),
		...(currency !== undefined && { currency }),
		...(free !== undefined && { zeros: free === 'all' ? 'free' : { free: new Set(free) } }),
	};
}

/** Reads a price list as the workspace's import does, without importing anything. */
export async function costReport(file: CsvFile, options: CostOptions = {}): Promise<CostReport> {
	const { delimiter, headingRow } = options;
	const layout = await readLayout(file, {
		...(delimiter !== undefined && { delimiter }),
		...(headingRow !== undefined && { headingRow }),
	});
	if (!layout.ok) return refusedWhole(file.name, fileFaults[layout.error]);
	const { value } = layout;
	const reading = readingOf(value, options);
	const told = {
		encoding: value.encoding,
		delimiter: value.delimiter,
		headingRow: value.headingRow,
		headings: value.headingRow === null ? [] : value.header,
		columns: reading.columns,
		decimals: reading.decimals,
		currency: reading.currency,
		isCurrencyAssumed: !reading.isCurrencySaid,
		per: reading.per,
		period: reading.period,
	};
	const { product, cost } = reading.columns;
	if (product === null || cost === null) {
		const missing = [product === null ? 'product' : '', cost === null ? 'cost' : ''].filter(Boolean).join(' and ');
		const how = `Say it with --columns, such as --columns product=0,cost=1, counted from 0.`;
		return refusedWhole(file.name, `No heading says for sure which column holds the ${missing}. ${how}`, told);
	}
	const rows: ReportRow[] = [];
	let [taken, refused, leftOut] = [0, 0, 0];
	for await (const part of checkedParts(file, value, reading, (place) => places[place])) {
		taken += part.taken.length;
		refused += part.problems.length;
		leftOut += part.left;
		const { problems, repeated } = part;
		const read = part.taken.map(({ row, cost: { product, unitCost, ...rest } }) => ({
			row,
			product,
			cost: unitCost,
			...rest,
		}));
		const same = repeated.map((each): ReportRow => ({ ...each, repeats: true }));
		const bad = problems.map(({ row, place, found, reason }) => ({ row, place, found, reason: sentenceOf(reason) }));
		rows.push(...([...read, ...same, ...bad] as ReportRow[]).sort((left, right) => (left.row ?? 0) - (right.row ?? 0)));
	}
	const above = value.above.map(({ row, cells }) => ({ row, text: cells.join(value.delimiter) }));
	if (taken + refused + leftOut === 0) return refusedWhole(file.name, fileFaults['file-empty'], told);
	return { file: file.name, reading: told, above, isImported: refused === 0, taken, refused, leftOut, rows };
}
