import * as v from 'valibot';
import type { CrmStage, Playbook, SalesProcess } from '../model/playbook.ts';
import { processShape } from '../model/playbook-shapes.ts';
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

/** The schema library names the fault of a shape without a code of its own, in English words. */
function reasonOf(message: string): string {
	return /^[a-z]+(?:-[a-z]+)*$/.test(message) ? message : 'wrong-type';
}

/** Enough to put a file right; one of junk could name millions. */
export const mostProblems = 200;

/** More items than this are not all gone through: a library that gathers every fault of them takes minutes. */
const mostItems = 20_000;

/** In a list that is too long for that, so many items are looked at from the first that is wrong. */
const windowItems = 500;

type Path = readonly (string | number)[];

function pathOf(issue: v.BaseIssue<unknown>): Path {
	return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** How many items lists hold, one in another too; no more are counted than it takes to know that they are many. */
function countItems(value: unknown, most: number): number {
	if (typeof value !== 'object' || value === null || most <= 0) return 0;
	let count = Array.isArray(value) ? value.length : 0;
	for (const part of Array.isArray(value) ? value.slice(0, most) : Object.values(value)) {
		if (count > most) break;
		count += countItems(part, most - count);
	}
	return count;
}

/** The same with every list cut to a few items; the one at `path` begins where the path leads. */
function cutLists(value: unknown, path: Path): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const [key, ...rest] = path;
	if (Array.isArray(value)) {
		const from = typeof key === 'number' ? key : 0;
		return value.slice(from, from + windowItems).map((item, at) => cutLists(item, at === 0 ? rest : []));
	}
	return Object.fromEntries(
		Object.entries(value).map(([name, part]) => [name, cutLists(part, name === key ? rest : [])]),
	);
}

/** A path into what `cutLists` made, as a path into the whole. */
function uncut(path: Path, first: Path): Path {
	let isSame = true;
	return path.map((key, depth) => {
		const start = first[depth];
		if (!isSame || typeof key !== 'number') {
			isSame = isSame && key === start;
			return key;
		}
		isSame = key === 0;
		return typeof start === 'number' ? key + start : key;
	});
}

/** What is wrong inside a value is why the value as a whole is wrong too: it is said once, where it is. */
function told(issues: readonly v.BaseIssue<unknown>[]): readonly v.BaseIssue<unknown>[] {
	const around = new Set(
		issues.flatMap((issue) => pathOf(issue).map((_, depth, path) => JSON.stringify(path.slice(0, depth)))),
	);
	return issues.filter((issue) => !around.has(JSON.stringify(pathOf(issue)))).slice(0, mostProblems);
}

function problemOf(issue: v.BaseIssue<unknown>, path: Path): FileProblem {
	const isMissing = issue.input === undefined;
	const isUnknownKey = issue.expected === 'never';
	const reason = isMissing ? 'missing' : isUnknownKey ? 'unknown-key' : reasonOf(issue.message);
	return problemAt(path, reason, issue.input);
}

/**
 * The ways in which `input` differs from the shape, each with its place; at most `mostProblems`. Of lists of more items
 * than anybody writes those are told that stand near the first.
 */
export function shapeProblems(schema: v.GenericSchema, input: unknown, at: readonly string[] = []): FileProblem[] {
	if (countItems(input, mostItems) <= mostItems) {
		const parsed = v.safeParse(schema, input, { abortPipeEarly: true });
		return parsed.success ? [] : told(parsed.issues).map((issue) => problemOf(issue, [...at, ...pathOf(issue)]));
	}
	const first = v.safeParse(schema, input, { abortEarly: true });
	if (first.success) return [];
	const [issue] = first.issues;
	const start = pathOf(issue);
	// Nothing else about a list that is too long is of use.
	if (issue.message === 'too-many') return [problemOf(issue, [...at, ...start])];
	const near = v.safeParse(schema, cutLists(input, start), { abortPipeEarly: true });
	if (near.success) return [problemOf(issue, [...at, ...start])];
	return told(near.issues).map((each) => problemOf(each, [...at, ...uncut(pathOf(each), start)]));
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
