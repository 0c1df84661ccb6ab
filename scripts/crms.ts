import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DealFacts, RecordRef } from '../core/model/deal.ts';
import type { DealEdits } from '../core/model/deal-edits.ts';
import type { Adapter } from '../crm/contract.ts';
import { adapters } from '../crm/registry.ts';
import { pressed } from '../tests/crm/pressed.ts';
import { reports } from './output.ts';

/**
 * What works on which CRM, told by what the contract tests hold: the saved pages, what was read of each exactly, and where
 * a test presses “Apply discount”.
 * `node scripts/crms.ts` prints the table, `--write` puts it into the README, `--check` fails when the README says
 * something else.
 */
const root = join(import.meta.dirname, '..');
const readme = join(root, 'README.md');
const report = join(reports, 'unit.json');
const [begin, end] = ['<!-- crms -->', '<!-- /crms -->'];

interface Expected {
	readonly front: RecordRef | null;
	readonly facts?: (Partial<DealFacts> & { readonly failure?: undefined }) | { readonly failure: unknown };
	readonly edits?: Partial<DealEdits>;
	readonly editsTyped?: Partial<DealEdits>;
}

function expectedOf(crm: string): Expected[] {
	const folder = join(root, 'tests/fixtures', crm);
	return readdirSync(folder)
		.filter((file) => file.endsWith('.expected.json'))
		.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Expected);
}

const tick = (is: boolean) => (is ? '✓' : '–');

function rowOf({ title, crm }: Adapter): string {
	const pages = expectedOf(crm);
	const facts = pages.flatMap(({ facts: each }) => (each && !('failure' in each && each.failure) ? [each] : []));
	const lines = (facts as readonly Partial<DealFacts>[]).flatMap((each) => each.lines ?? []);
	const edits = pages.flatMap((page) => [page.edits ?? [], page.editsTyped ?? []].flat());
	const has = (kind: RecordRef['kind']) => pages.some(({ front }) => front?.kind === kind);
	const typed = edits.some(({ lines: each }) => Object.values(each ?? {}).some(({ price }) => price !== undefined));
	return [
		title,
		tick(has('opportunity')),
		tick(has('quote')),
		tick(edits.some(({ amount }) => amount !== undefined)),
		tick(typed),
		tick(lines.some(({ unitCost }) => unitCost !== null && unitCost !== undefined)),
		tick(pressed.some((entry) => entry.crm === crm)),
		String(pages.length),
	].join(' | ');
}

function table(): string {
	return [
		'| CRM | deals | quotes | amount as typed | line prices as typed | cost from the CRM | “Apply discount” | saved pages |',
		'| --- | --- | --- | --- | --- | --- | --- | --- |',
		...adapters.map((adapter) => `| ${rowOf(adapter)} |`),
	].join('\n');
}

/** CRMs whose contract test failed in the last run of all tests; null when there was none. */
function failedCrms(): string[] | null {
	if (!existsSync(report)) return null;
	const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
		testResults: readonly { readonly name: string; readonly status: string }[];
	};
	return testResults
		.filter(({ name, status }) => /tests\/crm\/[a-z0-9]+\.test\.ts$/.test(name) && status !== 'passed')
		.map(({ name }) => basename(name, '.test.ts'));
}

const text = readFileSync(readme, 'utf8');
const wanted = `${begin}\n\n${table()}\n\n${end}`;
const present = text.slice(text.indexOf(begin), text.indexOf(end) + end.length);
const failed = failedCrms() ?? [];
if (process.argv.includes('--write')) writeFileSync(readme, text.replace(present, wanted));
else process.stdout.write(`${table()}\n`);
if (failed.length > 0) process.stdout.write(`The contract is not kept by: ${failed.join(', ')}.\n`);
/** The formatter sets the columns. */
const plain = (written: string) => written.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
const isStale = process.argv.includes('--check') && plain(present) !== plain(wanted);
if (isStale) process.stdout.write('The README says something else of the CRMs: run npm run crms -- --write.\n');
process.exitCode = isStale || failed.length > 0 ? 1 : 0;
