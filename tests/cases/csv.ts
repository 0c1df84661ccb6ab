import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CsvColumns } from '../../core/costs/layout.ts';
import { costReport } from '../../scripts/costs/report.ts';
import { type Case, casesFolder, casesOf } from './cases.ts';

interface CsvCase {
	readonly file: string;
	readonly delimiter?: string;
	readonly columns?: Partial<CsvColumns>;
	readonly want?: Readonly<Record<string, string>>;
	readonly or?: Readonly<Record<string, string>>;
	readonly wantRefused?: true;
	readonly orAsk?: true;
}

const isSame = (left: object, right: object | undefined) =>
	right !== undefined && JSON.stringify(Object.entries(left).sort()) === JSON.stringify(Object.entries(right).sort());

/** Price lists as the import reads them. */
export function csvCases(): Case[] {
	return casesOf<readonly CsvCase[]>('csv.json').map((each) => ({
		id: `csv/${each.file}`,
		async run() {
			const bytes = new Uint8Array(readFileSync(join(casesFolder, 'csv', `${each.file}.csv`)));
			const report = await costReport(new File([bytes], each.file), each);
			const taken: Record<string, string> = {};
			for (const row of report.rows) if ('cost' in row) taken[row.product] = row.cost;
			const reasons = report.rows.flatMap((row) => ('reason' in row ? [row.reason] : []));
			const isAsking = report.refused === 1 && report.taken === 0 && report.rows[0]?.row === null;
			// What is refused says why: a refusal without a sentence would be a row dropped without a word.
			const isRefused = reasons.length > 0 && reasons.every((reason) => /^[A-Z].*\.$/.test(reason));
			const isRight = isRefused
				? (each.wantRefused === true && (!each.or || isSame(taken, each.or))) || (each.orAsk === true && isAsking)
				: isSame(taken, each.want);
			return {
				want: [each.want && JSON.stringify(each.want), each.wantRefused && 'refused', each.orAsk && 'asked']
					.filter(Boolean)
					.join(' or '),
				got: [Object.keys(taken).length > 0 && JSON.stringify(taken), ...reasons].filter(Boolean).join(' '),
				isRight,
			};
		},
	}));
}
