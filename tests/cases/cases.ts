import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Saved cases and how one of them came out. `tests/fixtures/cases/README.md` describes their form. */
export interface Outcome {
	readonly id: string;
	readonly want: string;
	readonly got: string;
	readonly isRight: boolean;
}

/** One case, run when it is asked for. */
export interface Case {
	readonly id: string;
	readonly run: () => Promise<Omit<Outcome, 'id'>>;
}

/** Where the cases are. */
export const casesFolder = join(import.meta.dirname, '../fixtures/cases');

/** A JSON file of cases. */
export function casesOf<T>(name: string): T {
	return JSON.parse(readFileSync(join(casesFolder, name), 'utf8')) as T;
}

/** Names of the JSON files in a folder of cases, without their ending. */
export function caseNames(folder: string): string[] {
	return readdirSync(join(casesFolder, folder))
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace(/\.json$/, ''))
		.sort();
}

/** What came out beside what was wanted: only the keys that are wanted. */
export function chosen<T extends object>(from: T, keys: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(keys.map((key) => [key, (from as Record<string, unknown>)[key] ?? null]));
}
