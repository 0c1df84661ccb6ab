import { csvCases } from '../tests/cases/csv.ts';
import { lineCases } from '../tests/cases/lines.ts';
import { numberCases } from '../tests/cases/numbers.ts';
import { pageCases } from '../tests/cases/pages.ts';

/** Runs the saved cases and prints a table of them. `tests/fixtures/cases/README.md` describes their form. */

const longest = 70;
const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

let wrong = 0;
const rows: string[][] = [['case', 'wanted', 'got', 'ok']];
for (const { id, run } of [...csvCases(), ...numberCases(), ...lineCases(), ...pageCases()]) {
	const { want, got, isRight } = await run();
	if (!isRight) wrong += 1;
	rows.push([id, cut(want), cut(got), isRight ? 'ok' : 'WRONG']);
}
const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
for (const row of rows) {
	const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
	process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
}
process.stdout.write(`\n${rows.length - 1} cases, ${wrong} wrong\n`);
process.exitCode = wrong === 0 ? 0 : 1;
