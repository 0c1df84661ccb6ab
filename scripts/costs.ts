import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type CsvColumns, readLayout } from '../core/costs/layout.ts';
import { styleOfLocale } from '../core/costs/number-style.ts';
import { type CostOptions, costReport } from './costs/report.ts';
import { printed, Refusal } from './refusal.ts';

/** Prints what the import of a price list would take and refuse. `docs/data.md` shows it. */

const usage = `npm run costs -- prices.csv [--delimiter ";"] [--headings 3 | none] [--columns product=0,cost=1]
	[--locale de] [--currency EUR] [--period once|month|year] [--per 100] [--free all | A-100,A-200]`;

const columnNames = ['product', 'cost', 'currency', 'per', 'period', 'free'] as const;

function delimiterOf(written: string): string {
	const delimiter = /^(?:tab|\\t)$/i.test(written) ? '\t' : written;
	if (delimiter.length !== 1 || /["\r\n]/.test(delimiter))
		throw new Refusal(`--delimiter must be one sign, such as ";" or tab, not ${written}.`);
	return delimiter;
}

function headingRowOf(written: string): number | null {
	if (written === 'none') return null;
	if (!/^[1-9]\d{0,6}$/.test(written))
		throw new Refusal(`--headings must be a row such as 3, or none, not ${written}.`);
	return Number(written);
}

/** "product=0,cost=Unit cost": positions from 0, or headings. */
function columnsOf(written: string, header: readonly string[]): Partial<CsvColumns> {
	const columns: Partial<Record<keyof CsvColumns, number>> = {};
	for (const part of written.split(',')) {
		const [, name = '', place = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
		const known = columnNames.find((each) => each === name);
		if (known === undefined)
			throw new Refusal(`--columns names ${columnNames.join(', ')}, such as product=0,cost=1, not ${part.trim()}.`);
		if (columns[known] !== undefined) throw new Refusal(`--columns names ${known} twice.`);
		const at = /^\d+$/.test(place) ? Number(place) : header.indexOf(place);
		if (at < 0 || at >= header.length)
			throw new Refusal(`--columns: the file has no column ${place}. It has ${header.length}, counted from 0.`);
		columns[known] = at;
	}
	return columns;
}

function decimalsOf(locale: string): 'point' | 'comma' {
	try {
		return styleOfLocale(locale).decimal === ',' ? 'comma' : 'point';
	} catch {
		throw new Refusal(`--locale must be a language such as de or en-GB, not ${locale}.`);
	}
}

async function run(): Promise<string> {
	const text = { type: 'string' } as const;
	const { values, positionals } = parseArgs({
		options: {
			delimiter: text,
			headings: text,
			columns: text,
			locale: text,
			currency: text,
			period: text,
			per: text,
			free: text,
		},
		allowPositionals: true,
	});
	const [path] = positionals;
	if (!path || positionals.length > 1) throw new Refusal(usage);
	let bytes: Uint8Array<ArrayBuffer>;
	try {
		bytes = new Uint8Array(readFileSync(path));
	} catch {
		throw new Refusal(`${path} cannot be read.`);
	}
	const file = new File([bytes], basename(path));
	const { currency, per, period, free } = values;
	if (currency !== undefined && !/^[A-Z]{3}$/i.test(currency))
		throw new Refusal(`--currency must be three letters, such as EUR, not ${currency}.`);
	if (per !== undefined && !/^0*[1-9]\d*$/.test(per))
		throw new Refusal(`--per must be a whole number above 0, such as 100, not ${per}.`);
	if (period !== undefined && period !== 'once' && period !== 'month' && period !== 'year')
		throw new Refusal(`--period must be once, month or year, not ${period}.`);
	const options: CostOptions = {
		...(values.delimiter !== undefined && { delimiter: delimiterOf(values.delimiter) }),
		...(values.headings !== undefined && { headingRow: headingRowOf(values.headings) }),
		...(values.locale !== undefined && { decimals: decimalsOf(values.locale) }),
		...(currency !== undefined && { currency }),
		...(per !== undefined && { per }),
		...(period !== undefined && { period }),
		...(free !== undefined && { free: free === 'all' ? 'all' : free.split(',') }),
	};
	const layout = values.columns === undefined ? null : await readLayout(file, options);
	const columns = layout?.ok ? columnsOf(values.columns ?? '', layout.value.header) : undefined;
	const report = await costReport(file, { ...options, ...(columns && { columns }) });
	if (report.refused > 0) process.exitCode = 1;
	return JSON.stringify(report, null, '\t');
}

await printed(run);
