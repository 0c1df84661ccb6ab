import Papa from 'papaparse';
import { commaStyle, isAmbiguous, pointStyle, readNumber, styleOfColumn } from '../../../core/costs/number-style.ts';
import type { ExchangeRate } from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { createFieldReader, type FieldFault, isDay, numberText } from '../fields.ts';

export interface RateDraft {
	readonly key: string;
	readonly from: string;
	readonly to: string;
	readonly rate: string;
	readonly day: string;
}

/** Rates as typed in the form, the newest first. */
export interface RatesForm {
	readonly rows: readonly RateDraft[];
}

/** Newest day first, then by pair. */
function inOrder(rates: readonly ExchangeRate[]): readonly ExchangeRate[] {
	const keyOf = ({ from, to }: ExchangeRate) => `${from}${to}`;
	return [...rates].sort((left, right) =>
		left.day === right.day ? keyOf(left).localeCompare(keyOf(right)) : right.day.localeCompare(left.day),
	);
}

export function formOfRates(rates: readonly ExchangeRate[], locale: string): RatesForm {
	return {
		rows: inOrder(rates).map((rate, index) => ({ ...rate, key: `rate-${index}`, rate: numberText(rate.rate, locale) })),
	};
}

function identity({ from, to, day }: Pick<ExchangeRate, 'from' | 'to' | 'day'>): string {
	return `${from} ${to} ${day}`;
}

/** The rates the form describes, newest first, or every fault with its field. */
export function readRates(form: RatesForm, locale: string): Result<readonly ExchangeRate[], readonly FieldFault[]> {
	const reader = createFieldReader(locale);
	const seen = new Set<string>();
	const rates = form.rows.map((row): ExchangeRate => {
		const from = reader.currency(row.from, `${row.key} from`);
		const to = reader.currency(row.to, `${row.key} to`);
		if (from === to && from !== '') reader.blame('same-currency', `${row.key} to`);
		const rate = reader.aboveZero(row.rate, `${row.key} rate`);
		if (!isDay(row.day)) reader.blame('day-unreadable', `${row.key} day`);
		const read = { from, to, rate, day: row.day };
		if (seen.has(identity(read))) reader.blame('named-twice', `${row.key} day`);
		seen.add(identity(read));
		return read;
	});
	return reader.faults.length > 0 ? failure(reader.faults) : success(inOrder(rates));
}

/** A day as files write it without doubt: "2026-11-24" or "24.11.2026"; null for anything else. */
function readDay(text: string): string | null {
	const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
	const written = german ? `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}` : text;
	return isDay(written) ? written : null;
}

interface RateFault {
	readonly column: 'from' | 'to' | 'rate' | 'day';
	readonly reason: 'not-a-currency' | 'rate-unreadable' | 'rate-ambiguous' | 'not-a-day';
}

function rateOfCells(
	[from = '', to = '', rate = '', day = '']: readonly string[],
	style: typeof pointStyle | null,
): Result<ExchangeRate, RateFault> {
	const [source, goal] = [from.toUpperCase(), to.toUpperCase()];
	if (!/^[A-Z]{3}$/.test(source)) return failure({ column: 'from', reason: 'not-a-currency' });
	if (!/^[A-Z]{3}$/.test(goal) || goal === source) return failure({ column: 'to', reason: 'not-a-currency' });
	// "1.085" is 1085 to a German, and no other row tells: neither is taken.
	if (style === null && isAmbiguous(rate)) return failure({ column: 'rate', reason: 'rate-ambiguous' });
	const value = style ? readNumber(rate, style) : (readNumber(rate, pointStyle) ?? readNumber(rate, commaStyle));
	if (value === null || !/[1-9]/.test(value) || value.startsWith('-'))
		return failure({ column: 'rate', reason: 'rate-unreadable' });
	const date = readDay(day);
	return date === null
		? failure({ column: 'day', reason: 'not-a-day' })
		: success({ from: source, to: goal, rate: value, day: date });
}

/**
 * Rates from pasted text with the columns from, to, rate, day; a first row of names is passed over. All rows or, with
 * every problem named, none.
 */
export function readPastedRates(
	text: string,
	placeOf: (column: RateFault['column']) => string,
): Result<readonly ExchangeRate[], readonly FileProblem[]> {
	const { data } = Papa.parse<string[]>(text.trim(), { delimitersToGuess: [',', ';', '\t', '|'] });
	const all = data.map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => cell.trim()) }));
	const hasHeader = !/\d/.test(all[0]?.cells.join('') ?? '');
	const rows = (hasHeader ? all.slice(1) : all).filter(({ cells }) => cells.some((cell) => cell !== ''));
	if (rows.length === 0) return failure([{ row: null, place: '', reason: 'no-rates', found: null }]);
	const written = styleOfColumn(rows.map(({ cells }) => cells[2] ?? ''));
	const style = written === null ? null : written === 'comma' ? commaStyle : pointStyle;
	const problems: FileProblem[] = [];
	const rates = rows.flatMap(({ row, cells }) => {
		const rate = rateOfCells(cells, style);
		if (rate.ok) return [rate.value];
		const { column, reason } = rate.error;
		const found = cells[['from', 'to', 'rate', 'day'].indexOf(column)] ?? '';
		problems.push({ row, place: placeOf(column), reason, found: found === '' ? null : found.slice(0, 80) });
		return [];
	});
	return problems.length > 0 ? failure(problems) : success(rates);
}

/** The form with the rates added on top; one for the same pair and day is replaced. `keyOf` gives each row its key. */
export function withPasted(
	form: RatesForm,
	rates: readonly ExchangeRate[],
	locale: string,
	keyOf: () => string,
): RatesForm {
	// The last of a pair and day stands, as it would when they were entered one by one.
	const latest = new Map(rates.map((rate) => [identity(rate), rate]));
	const kept = form.rows.filter(
		({ from, to, day }) => !latest.has(identity({ from: from.trim().toUpperCase(), to: to.trim().toUpperCase(), day })),
	);
	const added = inOrder([...latest.values()]).map((rate) => ({
		...rate,
		key: keyOf(),
		rate: numberText(rate.rate, locale),
	}));
	return { rows: [...added, ...kept] };
}
