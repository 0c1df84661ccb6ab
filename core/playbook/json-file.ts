import { failure, type Result, success } from '../model/result.ts';
import type { FileProblem } from '../model/settings.ts';
import { problemAt } from './check.ts';
import { textProblems } from './json-text.ts';

/** Larger files are refused before they are read. */
const largestFileCharacters = 60_000_000;

/** How a file says what it is. `otherwise` is the reason when it says something else. */
export interface FileMark {
	readonly format: string;
	readonly version: number;
	readonly otherwise: string;
}

/** A problem of the file as a whole. */
export function whole(reason: string, found: unknown = undefined): Result<never, readonly FileProblem[]> {
	return failure([problemAt([], reason, found)]);
}

function rowOf(text: string, cause: unknown): number | null {
	const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1];
	return position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
}

/**
 * Reads JSON, a byte order mark in front or not. Refuses what a parser takes without a word: a name written twice in one
 * object, of which the last would count; names that an object has by itself; half of a character.
 */
export function readJson(written: string): Result<unknown, readonly FileProblem[]> {
	const text = written.startsWith('\uFEFF') ? written.slice(1) : written;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		return failure([{ row: rowOf(text, cause), place: '', reason: 'not-json', found: null }]);
	}
	const problems = textProblems(text);
	return problems.length > 0 ? failure(problems) : success(value);
}

/** What is in a file of ours that this version can read; what its parts hold is still to be checked. */
export function readJsonFile(
	text: string,
	mark: FileMark,
): Result<Readonly<Record<string, unknown>>, readonly FileProblem[]> {
	if (text.length > largestFileCharacters) return whole('too-large');
	const read = readJson(text);
	if (!read.ok) return read;
	const file = read.value;
	if (typeof file !== 'object' || file === null || Array.isArray(file)) return whole(mark.otherwise);
	const { format, version } = file as Record<string, unknown>;
	if (format !== mark.format) return whole(mark.otherwise, format);
	if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return whole(mark.otherwise, version);
	if (version > mark.version) return whole('newer-version', version);
	return success(file as Record<string, unknown>);
}
