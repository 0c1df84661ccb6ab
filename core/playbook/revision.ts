import type { Revision } from '../model/revision.ts';
import { fingerprint } from './fingerprint.ts';

/** The revision that a save begins from; of `null` for what is not there yet. */
export function revisionOf(value: unknown): Revision {
	return fingerprint(value) as Revision;
}

/** The members of a whole that a change replaces, as they are before it; null for those that are absent. */
export function membersOf<T extends object>(whole: T, change: Partial<T>): Partial<T> {
	const names = Object.keys(change) as (keyof T)[];
	return Object.fromEntries(names.map((name) => [name, whole[name] ?? null])) as Partial<T>;
}
