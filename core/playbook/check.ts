import * as v from 'valibot';
import type { Collateral, CrmStage, Playbook, SalesProcess } from '../model/playbook.ts';
import { collateralShape, processShape } from '../model/playbook-shapes.ts';
import type { FileProblem } from '../model/settings.ts';

/** Longest piece of a wrong text that is shown back. */
const shownCharacters = 80;

function shownText(found: unknown): string | null {
	if (found === undefined) return null;
	const text = typeof found === 'string' ? found : writtenText(found);
	return text.length > shownCharacters ? `${text.slice(0, shownCharacters - 1)}…` : text;
}

function writtenText(found: unknown): string {
	try {
		return JSON.stringify(found) ?? String(found);
	} catch {
		// What JSON cannot write, such as a ring, has no text that would help.
		return '…';
	}
}

/** Where something stands, counted from 1 as people count: "collateral 3 › url". */
function placeOf(path: readonly (string | number)[]): string {
	const words: string[] = [];
	for (const key of path) {
		if (typeof key !== 'number') words.push(key);
		else if (words.length > 0) words[words.length - 1] += ` ${key + 1}`;
		else words.push(`${key + 1}`);
	}
	return words.join(' › ');
}

/** A problem at a path into the file; `found` is the wrong value, undefined when it is missing. */
export function problemAt(path: readonly (string | number)[], reason: string, found: unknown): FileProblem {
	return { row: null, place: placeOf(path), reason, found: shownText(found) };
}

/** A shape without a code of its own is told by the schema library in English words. */
function reasonOf(message: string): string {
	return /^[a-z]+(?:-[a-z]+)*$/.test(message) ? message : 'wrong-type';
}

/** Every way in which `input` differs from the shape, each with its place. */
export function shapeProblems(schema: v.GenericSchema, input: unknown, at: readonly string[] = []): FileProblem[] {
	const parsed = v.safeParse(schema, input, { abortPipeEarly: true });
	if (parsed.success) return [];
	const pathOf = (issue: v.BaseIssue<unknown>) =>
		(issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
	const around = new Set(
		parsed.issues.flatMap((issue) => pathOf(issue).map((_, depth, path) => JSON.stringify(path.slice(0, depth)))),
	);
	// What is wrong inside a value is why the value as a whole is wrong too: it is said once, where it is.
	const told = parsed.issues.filter((issue) => !around.has(JSON.stringify(pathOf(issue))));
	return told.map((issue) => {
		const path = pathOf(issue);
		const isMissing = issue.input === undefined;
		const isUnknownKey = issue.expected === 'never';
		return problemAt(
			[...at, ...path],
			isMissing ? 'missing' : isUnknownKey ? 'unknown-key' : reasonOf(issue.message),
			issue.input,
		);
	});
}

/** Items whose key an earlier one has. */
export function repeated<T>(items: readonly T[], keyOf: (item: T) => string): { index: number; key: string }[] {
	const seen = new Set<string>();
	return items.flatMap((item, index) => {
		const key = keyOf(item);
		if (seen.has(key)) return [{ index, key }];
		seen.add(key);
		return [];
	});
}

/** What is wrong with a piece of collateral; empty when nothing is. */
export function checkCollateral(piece: Collateral): FileProblem[] {
	return shapeProblems(collateralShape, piece);
}

/** A CRM stage means one step only, and a mapping for both kinds meets those for each. */
function mappingProblems(process: SalesProcess, at: readonly string[]): FileProblem[] {
	const seen = new Set<string>();
	const problems: FileProblem[] = [];
	function look(entry: CrmStage, path: readonly (string | number)[]): void {
		const kinds = entry.kind === null ? ['opportunity', 'quote'] : [entry.kind];
		const keys = kinds.map((kind) => JSON.stringify([entry.crm, kind, entry.stage]));
		if (keys.some((key) => seen.has(key))) problems.push(problemAt([...at, ...path], 'named-twice', entry.stage));
		for (const key of keys) seen.add(key);
	}
	process.stages.forEach((stage, index) => {
		stage.crmStages.forEach((entry, entryIndex) => {
			look(entry, ['stages', index, 'crmStages', entryIndex]);
		});
	});
	process.closedStages.forEach((entry, index) => {
		look(entry, ['closedStages', index]);
	});
	return problems;
}

/** What is wrong with a process: shape, ids used twice, a CRM stage that would mean two steps. */
export function checkProcess(process: SalesProcess, at: readonly string[] = []): FileProblem[] {
	const problems = shapeProblems(processShape, process, at);
	if (problems.length > 0) return problems;
	const stages = repeated(process.stages, ({ id }) => id);
	const criteria = repeated(
		process.stages.flatMap((stage) => stage.criteria),
		({ id }) => id,
	);
	return [
		...stages.map(({ index, key }) => problemAt([...at, 'stages', index, 'id'], 'named-twice', key)),
		...criteria.map(({ key }) => problemAt([...at, 'criteria'], 'named-twice', key)),
		...mappingProblems(process, at),
	];
}

/** Links between the parts of a playbook whose shape is right. */
export function checkLinks(playbook: Playbook, at: readonly string[]): FileProblem[] {
	const stages = new Set(playbook.process.stages.map(({ id }) => id));
	const pieces = new Set(playbook.collateral.map(({ id }) => id));
	return [
		...repeated(playbook.collateral, ({ id }) => id).map(({ index, key }) =>
			problemAt([...at, 'collateral', index, 'id'], 'named-twice', key),
		),
		...playbook.attachments.flatMap(({ stageId, collateralId }, index) => [
			...(stages.has(stageId) ? [] : [problemAt([...at, 'attachments', index, 'stageId'], 'unknown-stage', stageId)]),
			...(pieces.has(collateralId)
				? []
				: [problemAt([...at, 'attachments', index, 'collateralId'], 'unknown-collateral', collateralId)]),
		]),
	];
}
