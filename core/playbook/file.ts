import * as v from 'valibot';
import type { SiteMaps } from '../model/page-map.ts';
import type { Playbook, ProductCost } from '../model/playbook.ts';
import { optionalParts, type PlaybookPart, playbookParts, withKept } from '../model/playbook-parts.ts';
import { costsShape, playbookShape } from '../model/playbook-shapes.ts';
import { bareCode } from '../model/product-code.ts';
import { failure, type Result, success } from '../model/result.ts';
import type { FileProblem } from '../model/settings.ts';
import { checkLinks, checkProcess, mostProblems, problemAt, repeated, shapeProblems } from './check.ts';
import { checkMarginPolicy, checkParts } from './check-policy.ts';
import { readJsonFile } from './json-file.ts';
import { mapsProblems } from './maps-file.ts';

/** Marks a file as ours. */
const playbookFormat = 'dealside-playbook';

/** Grows when a reader of the version before could misread a file. */
const playbookVersion = 1;

/**
 * A checked file. `costs` is null when the file holds none: those in force stay. `mapped` is null when it holds nothing
 * that was pointed out.
 */
export interface PlaybookFile {
	readonly playbook: Playbook;
	readonly costs: readonly ProductCost[] | null;
	readonly mapped: SiteMaps | null;
	/** Parts that the file does not name. `playbook` has what is usual there; on import those in force stay. */
	readonly kept: readonly PlaybookPart[];
}

/** Reads and checks the whole file; all problems are listed and nothing of a faulty file is used. */
export function readPlaybookFile(text: string): Result<PlaybookFile, readonly FileProblem[]> {
	const file = readJsonFile(text, { format: playbookFormat, version: playbookVersion, otherwise: 'not-a-playbook' });
	if (!file.ok) return file;
	const { playbook, costs, maps, pointed } = file.value;
	const problems = [
		...shapeProblems(playbookShape, playbook),
		...(costs === undefined ? [] : shapeProblems(costsShape, costs, ['costs'])),
		...mapsProblems(maps, pointed),
	];
	if (problems.length > 0) return failure(problems.slice(0, mostProblems));
	// Parts that an older file lacks are filled in.
	const checked: Playbook = v.parse(playbookShape, playbook);
	const products = costs === undefined ? null : v.parse(costsShape, costs);
	const faults = [
		...checkProcess(checked.process, ['process']),
		...checkMarginPolicy(checked.margin, ['margin'], new Set(checked.process.stages.map(({ id }) => id))),
		...checkParts(partsOf(checked)),
		...checkLinks(checked, []),
		...checkCosts(products ?? [], ['costs']),
	];
	if (faults.length > 0) return failure(faults.slice(0, mostProblems));
	const hasMaps = maps !== undefined || pointed !== undefined;
	const mapped = hasMaps ? ({ maps: maps ?? [], pointed: pointed ?? [] } as SiteMaps) : null;
	return success({ playbook: checked, costs: products, mapped, kept: partsLeftOut(playbook as LeftOut) });
}

/** A playbook whose shape is right, as it was written. */
interface LeftOut extends Readonly<Record<string, unknown>> {
	readonly margin: Readonly<Record<string, unknown>>;
}

function partsLeftOut(written: LeftOut): PlaybookPart[] {
	return playbookParts.filter(
		(part) =>
			(optionalParts.playbook.some((name) => name === part) && written[part] === undefined) ||
			(optionalParts.margin.some((name) => name === part) && written.margin[part] === undefined),
	);
}

/**
 * The playbook that importing a file would put in force: parts that the file leaves out stay as they are. Refused where
 * what stays and what comes cannot be together, such as a rule of a stage that the new process does not have.
 */
export function mergedPlaybook(
	{ playbook, kept }: Pick<PlaybookFile, 'playbook' | 'kept'>,
	present: Playbook | null,
): Result<Playbook, readonly FileProblem[]> {
	if (!present || kept.length === 0) return success(playbook);
	const merged = withKept(playbook, present, kept);
	const stages = new Set(merged.process.stages.map(({ id }) => id));
	const problems = checkMarginPolicy(merged.margin, ['margin'], stages);
	return problems.length > 0 ? failure(problems) : success(merged);
}

function partsOf({ approvals, payPlan, trades, offInvoice, rates, priceGuides }: Playbook) {
	return { approvals, payPlan, trades, offInvoice, rates, priceGuides };
}

/** Products named twice in a list of costs: which of them counts nobody has said. */
export function checkCosts(costs: readonly ProductCost[], at: readonly string[]): FileProblem[] {
	return repeated(costs, ({ product }) => bareCode(product)).map(({ index, key }) =>
		problemAt([...at, index, 'product'], 'named-twice', key),
	);
}

/** The file's text; `readPlaybookFile` gives back exactly what was written. */
export function writePlaybookFile(
	playbook: Playbook,
	costs: readonly ProductCost[] | null,
	mapped: SiteMaps | null,
): string {
	const parts = { ...(costs !== null && { costs }), ...mapped };
	return `${JSON.stringify({ format: playbookFormat, version: playbookVersion, playbook, ...parts }, null, '\t')}\n`;
}
