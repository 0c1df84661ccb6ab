import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type GenericSchema, parse } from 'valibot';
import { evaluate } from '../core/evaluate.ts';
import { type DealFacts, dealKey, noNotes } from '../core/model/deal.ts';
import { noEdits } from '../core/model/deal-edits.ts';
import { dayShape, editsShape, factsShape, notesShape, viewerShape } from '../core/model/deal-shapes.ts';
import type { ProductCost, Viewer } from '../core/model/playbook.ts';
import { costsShape, historyShape } from '../core/model/playbook-shapes.ts';
import type { FileProblem } from '../core/model/settings.ts';
import { shapeProblems } from '../core/playbook/check.ts';
import { checkDeal, checkEdits } from '../core/playbook/check-deal.ts';
import { unknownProducts } from '../core/playbook/check-policy.ts';
import { decided } from '../core/playbook/default-policy.ts';
import { checkCosts, type PlaybookFile, readPlaybookFile } from '../core/playbook/file.ts';
import { readJson } from '../core/playbook/json-file.ts';
import { namesOf, sameName } from '../core/playbook/rule-index.ts';
import { printed, Refusal, refuse, textOf } from './refusal.ts';

/** Prints what `evaluate()` answers for files, so that its sums can be held against others. `docs/data.md` shows them. */

const usage =
	'npm run evaluate -- deal.json [--edits edits.json] [--playbook playbook.json] [--costs costs.json] [--history history.json] [--viewer viewer.json] [--notes notes.json] --today 2026-11-24';
const samplePlaybook = join(import.meta.dirname, '../demo/sample-playbook.json');

/** Reads a file whose shape is known. `check` finds what a shape cannot see; it is asked only where the shape is right. */
function read<T>(file: string, shape: GenericSchema<unknown, T>, check: (value: T) => FileProblem[] = () => []): T {
	const json = readJson(textOf(file));
	if (!json.ok) return refuse(file, json.error);
	const problems = shapeProblems(shape as GenericSchema, json.value);
	if (problems.length > 0) refuse(file, problems);
	// Parts that an older file lacks are filled in.
	const value = parse(shape, json.value);
	const faults = check(value);
	return faults.length > 0 ? refuse(file, faults) : value;
}

/** Products that rules and trades name and nobody knows. Without any cost a wrong name could not be told from a new one. */
function strangers({ playbook, costs }: PlaybookFile, given: readonly ProductCost[], deal: DealFacts): FileProblem[] {
	const listed = [...given, ...(costs ?? [])];
	if (listed.length === 0) return [];
	const names = [...listed, ...playbook.priceGuides].map(({ product }) => sameName(product));
	const sold = (deal.lines ?? []).flatMap(({ product }) => (product ? namesOf(product) : []));
	const at = { margin: ['playbook', 'margin'], trades: ['playbook', 'trades'] };
	return unknownProducts(playbook, new Set([...names, ...sold]), at);
}

function run(): string {
	const text = { type: 'string' } as const;
	const { values, positionals } = parseArgs({
		options: { edits: text, playbook: text, costs: text, history: text, viewer: text, notes: text, today: text },
		allowPositionals: true,
	});
	const [dealFile] = positionals;
	if (!dealFile || positionals.length > 1 || values.today === undefined) throw new Refusal(usage);
	for (const [name, value] of Object.entries(values))
		if (value === '') throw new Refusal(`--${name} is empty. Name a file, or leave it out.`);
	if (shapeProblems(dayShape, values.today).length > 0)
		throw new Refusal(`--today must be a day of the calendar like 2026-11-24, not ${values.today}.`);
	const deal = read(dealFile, factsShape, checkDeal);
	const edits =
		values.edits === undefined
			? noEdits(deal.ref)
			: read(values.edits, editsShape, (typed) => {
					if (dealKey(typed.ref) !== dealKey(deal.ref))
						throw new Refusal('The edits are of another record than the deal.');
					return checkEdits(typed, deal);
				});
	const playbookFile = values.playbook ?? samplePlaybook;
	const playbook = readPlaybookFile(textOf(playbookFile));
	if (!playbook.ok) return refuse(playbookFile, playbook.error);
	const viewer: Viewer = values.viewer === undefined ? { name: '', role: 'rep' } : read(values.viewer, viewerShape);
	const notes = values.notes === undefined ? noNotes : read(values.notes, notesShape);
	const given = values.costs === undefined ? null : read(values.costs, costsShape, (costs) => checkCosts(costs, []));
	const history = values.history === undefined ? [] : read(values.history, historyShape);
	const unknown = strangers(playbook.value, given ?? [], deal);
	if (unknown.length > 0) refuse(playbookFile, unknown);
	const costs = given ?? playbook.value.costs ?? [];
	const margin = decided(playbook.value.playbook.margin, costs.length > 0);
	const forDeal = { ...playbook.value.playbook, margin, costs, unreadableCosts: [], history };
	return JSON.stringify(evaluate(deal, edits, forDeal, viewer, values.today, notes), null, '\t');
}

await printed(run);
