import * as v from 'valibot';
import { failure, type Result, success } from '../model/result.ts';
import type { FileProblem } from '../model/settings.ts';
import type { Publication } from '../model/source.ts';
import { publicationMembers } from '../model/source-shapes.ts';
import { shapeProblems } from './check.ts';
import { readJson, readJsonFile } from './json-file.ts';

/** Marks a file that was published for others to follow. */
const publishedFormat = 'dealside-published';

/** Grows when a reader of the version before could misread a file. */
const publishedVersion = 1;

/** A file that was published, not yet looked into. */
export interface Published {
	/** Null for a bare playbook file, which says nothing of itself. */
	readonly publication: Publication | null;
	/** Text of the playbook file. */
	readonly file: string;
	/** Exactly what was signed, and the signature (64 bytes as base64url); null for a file without one. */
	readonly signed: { readonly text: string; readonly signature: string } | null;
}

const shape = v.strictObject({
	format: v.string(),
	version: v.number(),
	...publicationMembers,
	file: v.string('wrong-type'),
	signature: v.nullable(v.pipe(v.string('wrong-type'), v.regex(/^[A-Za-z0-9_-]{86}$/, 'wrong-type'))),
});

/**
 * What is signed: all that the file says, in one order. The playbook is the text that was signed, never one written anew
 * from what was read, so that nothing between reading and checking can differ.
 */
export function signedText({ by, at, note }: Publication, file: string): string {
	return `${publishedFormat} ${publishedVersion}\n${JSON.stringify([by, at, note])}\n${file}`;
}

/** Reads what is at a followed address: a published file, or a bare playbook file. The playbook itself is not looked into. */
export function readPublished(text: string): Result<Published, readonly FileProblem[]> {
	const bare = { publication: null, file: text, signed: null };
	const start = text.slice(0, 200);
	// A bare one says what it is by itself, and is read once by who knows its parts.
	if (!start.includes(publishedFormat)) return success(bare);
	const read = readJsonFile(text, { format: publishedFormat, version: publishedVersion, otherwise: 'not-a-playbook' });
	if (!read.ok) return isBare(text) ? success(bare) : read;
	const problems = shapeProblems(shape, read.value);
	if (problems.length > 0) return failure(problems);
	const { by, at, note, file, signature } = v.parse(shape, read.value);
	const publication = { by, at, note };
	const signed = signature === null ? null : { text: signedText(publication, file), signature };
	return success({ publication, file, signed });
}

/** True for JSON of another format, which happens to name ours early on. */
function isBare(text: string): boolean {
	const read = readJson(text);
	const format = read.ok ? (read.value as { readonly format?: unknown } | null)?.format : publishedFormat;
	return format !== publishedFormat;
}

/** The file's text; `readPublished` gives back exactly what was written. `signature`: null for none. */
export function writePublished(publication: Publication, file: string, signature: string | null): string {
	const { by, at, note } = publication;
	const parts = { format: publishedFormat, version: publishedVersion, by, at, note, signature, file };
	return `${JSON.stringify(parts, null, '\t')}\n`;
}
