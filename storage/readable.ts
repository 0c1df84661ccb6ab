import * as v from 'valibot';
import type { StoreName } from '../core/model/storage-state.ts';
import { absent, type Stored, stored, unreadable } from '../core/model/stored.ts';
import { StorageError } from './faults.ts';

/** True when something that was kept is not in what was read of it, such as a field of a newer version. */
function isLeftOut(kept: unknown, read: unknown): boolean {
	if (typeof kept !== 'object' || kept === null) return false;
	if (typeof read !== 'object' || read === null) return true;
	return Object.entries(kept).some(
		([key, value]) =>
			value !== undefined &&
			(!Object.hasOwn(read, key) || isLeftOut(value, (read as Readonly<Record<string, unknown>>)[key])),
	);
}

/**
 * A kept row, `undefined` when there is none, by the shape of the whole row. What the shape would leave out makes it
 * unreadable too: a newer version may have written it, and without it the rest may mean something else.
 */
export function readRow<T>(shape: v.GenericSchema<unknown, T>, row: unknown): Stored<T> {
	if (row === undefined) return absent;
	const parsed = v.safeParse(shape, row);
	if (!parsed.success || isLeftOut(row, parsed.output)) return unreadable(row);
	return stored(parsed.output);
}

/** Another reading of a row that can be read. */
export function mapStored<T, R>(read: Stored<T>, use: (value: T) => R): Stored<R> {
	return read.kind === 'value' ? stored(use(read.value)) : read;
}

/** The value, or what stands for none; throws where something is kept and cannot be read. */
export function valueOr<T, O>(read: Stored<T>, otherwise: O, store: StoreName): T | O {
	if (read.kind === 'unreadable') throw new StorageError('row-unreadable', store);
	return read.kind === 'value' ? read.value : otherwise;
}
