import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DealFacts, RecordRef, StageOption } from '../../core/model/deal.ts';
import type { DealEdits } from '../../core/model/deal-edits.ts';
import type { FieldHealth, ReadFailure } from '../../crm/contract.ts';
import {
	readAnswers,
	readApiFolders,
	readJsonFile,
	type SavedAnswer,
	type SavedApi,
} from '../../scripts/read/api-folder.ts';

/** Saved pages of a CRM and what must be read from them. `docs/adding-a-crm.md` describes the form. */

/** What a reading says instead of facts or edits. */
export interface Failing {
	readonly failure: ReadFailure;
}

/** Facts as written down: the record is `front`, and when they were read does not matter. */
export type ExpectedFacts = Omit<DealFacts, 'ref' | 'reading' | 'readings'>;

/** `<name>.expected.json`. */
export interface ExpectedPage {
	readonly url: string;
	/** False for a page that looks like the CRM's and must be left alone. */
	readonly isClaimed?: boolean;
	readonly front: RecordRef | null;
	/** Exactly what the API's answers make. */
	readonly facts?: ExpectedFacts | Failing;
	/** What the page alone tells: exact for what is listed. */
	readonly factsFromPage?: Partial<ExpectedFacts> | Failing;
	/** Exact; what is left out is as in `noEdits`. */
	readonly edits?: Partial<Omit<DealEdits, 'ref'>> | Failing;
	/** Typed after a first look, by CSS selector: for a page whose adapter holds the first look against what is saved. */
	readonly typed?: Readonly<Record<string, string>>;
	/** As `edits`, with that typed. */
	readonly editsTyped?: Partial<Omit<DealEdits, 'ref'>>;
	readonly isEditing?: boolean;
	readonly health?: readonly Pick<FieldHealth, 'field' | 'state'>[];
	/** All stages that the CRM offers for such a record, exactly. */
	readonly stages?: readonly StageOption[];
	/** CSS selector → the field that is named as missing when all it finds are taken away. */
	readonly required?: Readonly<Record<string, string>>;
	/** CSS selector → the field that is then found by a fallback, with the same edits. */
	readonly drifting?: Readonly<Record<string, string>>;
}

export interface SavedPage {
	readonly name: string;
	readonly html: string;
	readonly expected: ExpectedPage;
	readonly api: SavedApi;
}

/** An answer that is an error, and what must be said then. */
export interface ErrorAnswer {
	readonly answer: SavedAnswer;
	readonly failure: ReadFailure;
}

/** `urls.json`: addresses told apart by themselves, with nothing on the page. */
export interface KnownUrls {
	readonly claimed: readonly string[];
	readonly notClaimed: readonly string[];
}

const root = join(import.meta.dirname, '../fixtures');

/** CRMs with saved pages. */
export function crmsWithPages(): string[] {
	return readdirSync(root, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && pageNames(entry.name).length > 0)
		.map(({ name }) => name)
		.sort();
}

function pageNames(crm: string): string[] {
	return readdirSync(join(root, crm))
		.filter((file) => file.endsWith('.expected.json'))
		.map((file) => file.replace(/\.expected\.json$/, ''))
		.sort();
}

/** Every saved page of a CRM. Throws when one has no expectations, or the other way round. */
export function savedPages(crm: string): SavedPage[] {
	const folder = join(root, crm);
	if (!existsSync(folder)) throw new Error(`there are no saved pages in ${folder}`);
	const names = pageNames(crm);
	const lonely = readdirSync(folder).filter(
		(file) => file.endsWith('.html') && !names.includes(file.replace(/\.html$/, '')),
	);
	if (lonely.length > 0) throw new Error(`${lonely.join(', ')} in ${folder}: nothing is expected of these pages`);
	return names.map((name) => ({
		name,
		html: readFileSync(join(folder, `${name}.html`), 'utf8'),
		expected: readJsonFile(join(folder, `${name}.expected.json`)) as ExpectedPage,
		api: readApiFolders([join(folder, `${name}.api`), join(folder, 'api')]),
	}));
}

const html = '<!doctype html><title>Sign in</title><p>Please sign in.</p>';

function standard(name: string, status: number, failure: ReadFailure, more: Partial<SavedAnswer> = {}): ErrorAnswer {
	const headers = { 'content-type': 'application/json' };
	return { answer: { name, request: null, status, headers, text: '{"error":"no"}', ...more }, failure };
}

/** What an HTTP error means by itself. A CRM that means something else has a file of the same name in `errors/`. */
const standardErrors: readonly ErrorAnswer[] = [
	standard('401', 401, { code: 'signed-out' }),
	standard('403', 403, { code: 'not-allowed' }),
	standard('404', 404, { code: 'record-missing' }),
	standard(
		'429',
		429,
		{ code: 'rate-limited', retryAfterMs: 30_000 },
		{ headers: { 'content-type': 'application/json', 'retry-after': '30' } },
	),
	standard('500', 500, { code: 'server-failed' }),
	standard('503', 503, { code: 'server-failed' }, { text: html, headers: { 'content-type': 'text/html' } }),
	standard('html', 200, { code: 'not-json' }, { text: html, headers: { 'content-type': 'text/html' } }),
];

/** Error answers of a CRM: the standard ones and those in `errors/`. */
export function errorAnswers(crm: string): ErrorAnswer[] {
	const folder = join(root, crm, 'errors');
	const own = readAnswers(folder, true).map((answer): ErrorAnswer => {
		const { failure } = readJsonFile(join(folder, `${answer.name}.json`)) as Partial<Failing>;
		if (!failure) throw new Error(`${answer.name}.json in ${folder} does not say which “failure” it is`);
		return { answer, failure };
	});
	const names = new Set(own.map(({ answer }) => answer.name));
	return [...standardErrors.filter(({ answer }) => !names.has(answer.name)), ...own];
}

function optionalFile<T>(crm: string, name: string, otherwise: T): T {
	const file = join(root, crm, name);
	return existsSync(file) ? (readJsonFile(file) as T) : otherwise;
}

/** Addresses of a CRM; none for one that every firm hosts itself. */
export function knownUrls(crm: string): KnownUrls {
	return optionalFile(crm, 'urls.json', { claimed: [], notClaimed: [] });
}

/**
 * `numbers.json`: what this CRM takes from texts that others refuse, "1e3" → "1000"; "qty=" → "0" is of an emptied field
 * of that name alone.
 */
export function oddNumbers(crm: string): Readonly<Record<string, string>> {
	return optionalFile(crm, 'numbers.json', {});
}

/** True when a failure is expected in place of `T`. */
export function isFailing<T extends object>(expected: T | Failing): expected is Failing {
	return 'failure' in expected;
}
