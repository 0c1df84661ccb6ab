import Papa from 'papaparse';

/** One row of a file, counted from 1 as a spreadsheet counts it. */
export interface CutRow {
	readonly row: number;
	readonly cells: readonly string[];
	/** A quotation mark is opened and not closed, or closed in the middle of a cell. */
	readonly isBroken: boolean;
}

/**
 * Where a sign stands: before a cell's first sign, in a bare cell, between quotation marks, or behind a mark that may
 * close them.
 */
type Place = 'start' | 'bare' | 'quoted' | 'closing';

/**
 * Writes every end of a line outside quotation marks as LF. Files put together from two have both kinds, and the parser
 * knows one: it would drop rows, or keep a CR in their last cell. Byte order marks inside are dropped, for one in front
 * of a quotation mark hides it.
 */
function createLineEnds(delimiter: string): (text: string) => string {
	let place: Place = 'start';
	let isAfterReturn = false;

	function next(sign: string): Place {
		if (place === 'quoted') return sign === '"' ? 'closing' : 'quoted';
		if (sign === delimiter || sign === '\n' || sign === '\r') return 'start';
		if (place === 'closing') return sign === ' ' || sign === '\t' ? 'closing' : 'quoted';
		return place === 'start' && sign === '"' ? 'quoted' : 'bare';
	}

	return (text) => {
		const parts: string[] = [];
		let from = 0;
		for (let at = 0; at < text.length; at += 1) {
			const sign = text[at] as string;
			const wasAfterReturn = isAfterReturn;
			isAfterReturn = false;
			if (sign === '\uFEFF') {
				parts.push(text.slice(from, at));
				from = at + 1;
				isAfterReturn = wasAfterReturn;
				continue;
			}
			const isQuoted = place === 'quoted';
			place = next(sign);
			if (isQuoted) continue;
			if (sign === '\r') {
				parts.push(text.slice(from, at), '\n');
				from = at + 1;
				isAfterReturn = true;
			} else if (sign === '\n' && wasAfterReturn) {
				parts.push(text.slice(from, at));
				from = at + 1;
			}
		}
		parts.push(text.slice(from));
		return parts.join('');
	};
}

/** Cuts a text that comes in pieces into rows; a row is given once it is whole. The last piece is `isLast`. */
export function createRowCutter(delimiter: string): (text: string, isLast: boolean) => CutRow[] {
	const withLineEnds = createLineEnds(delimiter);
	let carry = '';
	let row = 0;
	return (text, isLast) => {
		carry += withLineEnds(text);
		// An end of line at the end of the file begins no row.
		if (isLast && carry.endsWith('\n')) carry = carry.slice(0, -1);
		if (carry === '') return [];
		const parser = new Papa.Parser({ delimiter, newline: '\n' });
		const parsed = parser.parse(carry, 0, !isLast) as Papa.ParseResult<string[]>;
		carry = isLast ? '' : carry.slice(parsed.meta.cursor);
		const broken = new Set(parsed.errors.filter(({ type }) => type === 'Quotes').map((error) => error.row));
		return parsed.data.map((cells, index) => {
			row += 1;
			return { row, cells, isBroken: broken.has(index) };
		});
	};
}
