import * as v from 'valibot';
import type { Playbook, ProductCost } from '../model/playbook.ts';
import { costsShape, playbookShape } from '../model/playbook-shapes.ts';
import { failure, type Result, success } from '../model/result.ts';
import type { FileProblem } from '../model/settings.ts';
import { checkLinks, checkProcess, problemAt, shapeProblems } from './check.ts';
import { checkMarginPolicy, checkParts } from './check-policy.ts';

/** Marks a file as ours. */
export const playbookFormat = 'dealside-playbook';

/** Grows when a reader of the version before could misread a file. */
export const playbookVersion = 1;

/** Larger files are refused before they are read. */
export const largestFileCharacters = 60_000_000;

/** A checked file. `costs` is null when the file holds none: those in force stay. */
export interface PlaybookFile {
	readonly playbook: Playbook;
	readonly costs: readonly ProductCost[] | null;
}

function whole(reason: string, found: unknown = undefined): Result<never, readonly FileProblem[]> {
	return failure([problemAt([], reason, found)]);
}

function rowOf(text: string, cause: unknown): number | null {
	const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1];
	return position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
}

/** Reads and checks the whole file; all problems are listed and nothing of a faulty file is used. */
export function readPlaybookFile(text: string): Result<PlaybookFile, readonly FileProblem[]> {
	if (text.length > largestFileCharacters) return whole('too-large');
	let file: unknown;
	try {
		file = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
	} catch (cause) {
		return failure([{ row: rowOf(text, cause), place: '', reason: 'not-json', found: null }]);
	}
	if (typeof file !== 'object' || file === null || Array.isArray(file)) return whole('not-a-playbook');
	const { format, version, playbook, costs } = file as Record<string, unknown>;
	if (format !== playbookFormat) return whole('not-a-playbook', format);
	if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return whole('not-a-playbook', version);
	if (version > playbookVersion) return whole('newer-version', version);

	const problems = [
		...shapeProblems(playbookShape, playbook),
		...(costs === undefined ? [] : shapeProblems(costsShape, costs, ['costs'])),
	];
	if (problems.length > 0) return failure(problems);
	// Parts that an older file lacks are filled in.
	const checked: Playbook = v.parse(playbookShape, playbook);
	const products = costs === undefined ? null : (costs as readonly ProductCost[]);
	const faults = [
		...checkProcess(checked.process, ['process']),
		...checkMarginPolicy(checked.margin, ['margin'], new Set(checked.process.stages.map(({ id }) => id))),
		...checkParts(partsOf(checked)),
		...checkLinks(checked, []),
		...twice(products ?? []),
	];
	return faults.length > 0 ? failure(faults) : success({ playbook: checked, costs: products });
}

function partsOf({ approvals, payPlan, trades, offInvoice, rates, priceGuides }: Playbook) {
	return { approvals, payPlan, trades, offInvoice, rates, priceGuides };
}

function twice(costs: readonly ProductCost[]): FileProblem[] {
	const seen = new Set<string>();
	return costs.flatMap(({ product }, index) => {
		if (seen.has(product)) return [problemAt(['costs', index, 'product'], 'named-twice', product)];
		seen.add(product);
		return [];
	});
}

/** The file's text; `readPlaybookFile` gives back exactly what was written. */
export function writePlaybookFile(playbook: Playbook, costs: readonly ProductCost[] | null): string {
	const file = { format: playbookFormat, version: playbookVersion, playbook, ...(costs === null ? {} : { costs }) };
	return `${JSON.stringify(file, null, '\t')}\n`;
}
