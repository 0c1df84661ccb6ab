import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiAnswer } from '../../crm/contract.ts';

/** Saved answers of a CRM's API, one file each. `docs/adding-a-crm.md` describes the form. */
export interface SavedAnswer {
	/** Name of the file without its ending. */
	readonly name: string;
	/** What it answers. Null for any request. */
	readonly request: {
		readonly method: string;
		/** Path and query on the page's own site, or absolute for another host; `*` stands for any text. */
		readonly url: string;
		/** JSON that the body must hold, or its text with `*`. Missing: whatever the body. */
		readonly body?: unknown;
	} | null;
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** The body as it is sent. */
	readonly text: string;
}

/** What the page keeps for its own calls, and an adapter reads there. */
export interface SavedSession {
	readonly localStorage: Readonly<Record<string, string>>;
	readonly sessionStorage: Readonly<Record<string, string>>;
	readonly cookies: Readonly<Record<string, string>>;
}

/** An API folder as read: answers in the order in which they are tried. */
export interface SavedApi {
	readonly answers: readonly SavedAnswer[];
	readonly session: SavedSession;
}

/** A request that is held against saved answers; `url` is absolute. */
export interface AskedApi {
	readonly method: string;
	readonly url: string;
	readonly body?: string | undefined;
}

/** A file that is not as it must be; the message is a sentence that names it. */
export class FolderError extends Error {}

/** Reads a JSON file; throws `FolderError` when it is none. */
export function readJsonFile(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (cause) {
		throw new FolderError(`${file} cannot be read as JSON: ${cause instanceof Error ? cause.message : ''}`);
	}
}

type Loose = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Loose {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
	return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}

/** One saved answer. `isAny`: the request may be left out and is then any. */
function answerIn(file: string, name: string, isAny: boolean): SavedAnswer {
	const refuse = (what: string): never => {
		throw new FolderError(`${file}: ${what}`);
	};
	const value = readJsonFile(file);
	if (!isObject(value)) return refuse('must be an object.');
	const { request, status, headers = {}, text } = value;
	if (!isObject(request) && !(request === undefined && isAny)) return refuse('“request” must be an object.');
	if (isObject(request) && (typeof request.method !== 'string' || typeof request.url !== 'string'))
		return refuse('“request” must have “method” and “url”.');
	if (typeof status !== 'number') return refuse('“status” must be a number.');
	if (!isTexts(headers)) return refuse('“headers” must be texts.');
	if (text === undefined && !('answer' in value)) return refuse('must have “answer” (JSON) or “text”.');
	if (text !== undefined && typeof text !== 'string') return refuse('“text” must be a text.');
	const lower = Object.entries(headers).map(([key, header]) => [key.toLowerCase(), header]);
	return {
		name,
		request: (request as SavedAnswer['request'] | undefined) ?? null,
		status,
		headers: { 'content-type': text === undefined ? 'application/json' : 'text/html', ...Object.fromEntries(lower) },
		text: text ?? JSON.stringify(value.answer),
	};
}

const sessionFile = 'session.json';

function jsonFilesIn(folder: string): string[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json') && file !== sessionFile)
		.sort();
}

/** Every answer of a folder, in the order of its names. Throws `FolderError`. */
export function readAnswers(folder: string, isAny = false): SavedAnswer[] {
	if (!existsSync(folder)) return [];
	return jsonFilesIn(folder).map((file) => answerIn(join(folder, file), file.replace(/\.json$/, ''), isAny));
}

function sessionIn(folder: string): Partial<SavedSession> {
	const file = join(folder, sessionFile);
	if (!existsSync(file)) return {};
	const value = readJsonFile(file);
	if (!isObject(value) || !Object.values(value).every(isTexts))
		throw new FolderError(`${file}: must hold “localStorage”, “sessionStorage” or “cookies”, each with texts.`);
	return value as Partial<SavedSession>;
}

/** Reads API folders; what is in an earlier one is tried first. Folders that do not exist are empty. */
export function readApiFolders(folders: readonly string[]): SavedApi {
	const sessions = folders.map(sessionIn).reverse();
	const merged = (part: keyof SavedSession) => Object.assign({}, ...sessions.map((session) => session[part] ?? {}));
	return {
		answers: folders.flatMap((folder) => readAnswers(folder)),
		session: {
			localStorage: merged('localStorage'),
			sessionStorage: merged('sessionStorage'),
			cookies: merged('cookies'),
		},
	};
}

/** Decodes what can be, so that "%24select" and "$select" are one; `+` is a space in a query and a form. */
function plain(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}

function fitsText(pattern: string, text: string): boolean {
	const parts = plain(pattern)
		.split('*')
		.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}$`, 's').test(plain(text));
}

/** True when `value` holds what `pattern` does: keys not listed do not matter, lists are as long, "*" is anything. */
function fitsJson(pattern: unknown, value: unknown): boolean {
	if (pattern === '*') return true;
	if (Array.isArray(pattern))
		return (
			Array.isArray(value) && value.length === pattern.length && pattern.every((part, at) => fitsJson(part, value[at]))
		);
	if (isObject(pattern))
		return isObject(value) && Object.entries(pattern).every(([key, part]) => fitsJson(part, value[key]));
	return pattern === value;
}

function fitsBody(pattern: unknown, body: string | undefined): boolean {
	if (pattern === undefined) return true;
	if (typeof pattern === 'string') return fitsText(pattern, body ?? '');
	try {
		return fitsJson(pattern, JSON.parse(body ?? ''));
	} catch {
		return false;
	}
}

/** True when a saved answer is one to this request from a page of `origin`. */
export function fits({ request }: SavedAnswer, asked: AskedApi, origin: string): boolean {
	if (!request) return true;
	const url = new URL(asked.url);
	const isAbsolute = /^https?:/.test(request.url);
	return (
		request.method === asked.method &&
		(isAbsolute || url.origin === origin) &&
		fitsText(request.url, isAbsolute ? url.href : `${url.pathname}${url.search}`) &&
		fitsBody(request.body, asked.body)
	);
}

/** The first saved answer to this request; null when there is none. */
export function savedAnswer(answers: readonly SavedAnswer[], asked: AskedApi, origin: string): SavedAnswer | null {
	return answers.find((answer) => fits(answer, asked, origin)) ?? null;
}

/** A saved answer as an adapter gets it. */
export function apiAnswer({ status, headers, text }: SavedAnswer): ApiAnswer {
	return { status, headers, text };
}
