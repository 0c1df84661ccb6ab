import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type GenericSchema, parse } from 'valibot';
import { evaluate } from '../core/evaluate.ts';
import { dealKey, noNotes } from '../core/model/deal.ts';
import { noEdits } from '../core/model/deal-edits.ts';
import { dayShape, editsShape, factsShape, notesShape, viewerShape } from '../core/model/deal-shapes.ts';
import type { Viewer } from '../core/model/playbook.ts';
import { costsShape, historyShape } from '../core/model/playbook-shapes.ts';
import type { FileProblem } from '../core/model/settings.ts';
import { shapeProblems } from '../core/playbook/check.ts';
import { readPlaybookFile } from '../core/playbook/file.ts';

/** Prints what `evaluate()` answers for files, so that its sums can be held against others. `docs/data.md` shows them. */

const usage =
	'npm run evaluate -- deal.json [--edits edits.json] [--playbook playbook.json] [--costs costs.json] [--history history.json] [--viewer viewer.json] [--notes notes.json] --today 2026-11-24';
const samplePlaybook = join(import.meta.dirname, '../demo/sample-playbook.json');

/** Ends the run with a sentence for people; nothing was printed before. */
class Refusal extends Error {}

function refuse(file: string, problems: readonly FileProblem[]): never {
	const lines = problems.map(
		({ row, place, reason, found }) =>
			`  ${row === null ? '' : `line ${row}: `}${place || 'the file'}: ${reason}${found === null ? '' : ` (${found})`}`,
	);
	throw new Refusal(`${file} cannot be used:\n${lines.join('\n')}`);
}

function textOf(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		throw new Refusal(`${file} cannot be read.`);
	}
}

function read<T>(file: string, shape: GenericSchema<unknown, T>): T {
	let value: unknown;
	try {
		value = JSON.parse(textOf(file));
	} catch (cause) {
		if (cause instanceof Refusal) throw cause;
		throw new Refusal(`${file} is not JSON: ${cause instanceof Error ? cause.message : ''}`);
	}
	const problems = shapeProblems(shape as GenericSchema, value);
	if (problems.length > 0) refuse(file, problems);
	// Parts that an older file lacks are filled in.
	return parse(shape, value);
}

function run(): string {
	const text = { type: 'string' } as const;
	const { values, positionals } = parseArgs({
		options: { edits: text, playbook: text, costs: text, history: text, viewer: text, notes: text, today: text },
		allowPositionals: true,
	});
	const [dealFile] = positionals;
	if (!dealFile || positionals.length > 1 || !values.today) throw new Refusal(usage);
	if (shapeProblems(dayShape, values.today).length > 0)
		throw new Refusal(`--today must be a day like 2026-11-24, not ${values.today}.`);
	const deal = read(dealFile, factsShape);
	const edits = values.edits ? read(values.edits, editsShape) : noEdits(deal.ref);
	if (dealKey(edits.ref) !== dealKey(deal.ref)) throw new Refusal('The edits are of another record than the deal.');
	const playbookFile = values.playbook ?? samplePlaybook;
	const playbook = readPlaybookFile(textOf(playbookFile));
	if (!playbook.ok) refuse(playbookFile, playbook.error);
	const viewer: Viewer = values.viewer ? read(values.viewer, viewerShape) : { name: '', role: 'rep' };
	const notes = values.notes ? read(values.notes, notesShape) : noNotes;
	const costs = values.costs ? read(values.costs, costsShape) : (playbook.value.costs ?? []);
	const history = values.history ? read(values.history, historyShape) : [];
	const forDeal = { ...playbook.value.playbook, costs, history };
	return JSON.stringify(evaluate(deal, edits, forDeal, viewer, values.today, notes), null, '\t');
}

try {
	process.stdout.write(`${run()}\n`);
} catch (cause) {
	// A wrong option is the reader's mistake as well.
	const isExpected = cause instanceof Refusal || (cause as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
	if (!isExpected) throw cause;
	process.stderr.write(`${(cause as Error).message}\n`);
	process.exitCode = 1;
}
