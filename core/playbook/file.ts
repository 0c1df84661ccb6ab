import * as v from 'valibot';
import type { SiteMaps } from '../model/page-map.ts';
import type { Playbook, ProductCost } from '../model/playbook.ts';
import { costsShape, playbookShape } from '../model/playbook-shapes.ts';
import { bareCode } from '../model/product-code.ts';
import { failure, type Result, success } from '../model/result.ts';
import type { FileProblem } from '../model/settings.ts';
import { checkLinks, checkProcess, problemAt, repeated, shapeProblems } from './check.ts';
import { checkMarginPolicy, checkParts } from './check-policy.ts';
import { readJsonFile } from './json-file.ts';
import { mapsProblems } from './maps-file.ts';

/** Marks a file as ours. */
export const playbookFormat = 'dealside-playbook';

/** Grows when a reader of the version before could misread a file. */
export const playbookVersion = 1;

/**
 * A checked file. `costs` is null when the file holds none: those in force stay. `mapped` is null when it holds nothing
 * that was pointed out.
 */
export interface PlaybookFile {
	readonly playbook: Playbook;
	readonly costs: readonly ProductCost[] | null;
	readonly mapped: SiteMaps | null;
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
	if (problems.length > 0) return failure(problems);
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
	if (faults.length > 0) return failure(faults);
	const hasMaps = maps !== undefined || pointed !== undefined;
	const mapped = hasMaps ? ({ maps: maps ?? [], pointed: pointed ?? [] } as SiteMaps) : null;
	return success({ playbook: checked, costs: products, mapped });
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
