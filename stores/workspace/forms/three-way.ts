import { canonicalJson } from '../../../core/playbook/fingerprint.ts';

/** What two windows made of the same place of a form. A value that is undefined is not there: a row that was removed. */
export interface Clash {
	/** Names of members, and ids or keys of rows: `['stages', 'qualify', 'usualDays']`. */
	readonly path: readonly string[];
	readonly base: unknown;
	readonly mine: unknown;
	readonly theirs: unknown;
}

export type Side = 'mine' | 'theirs';

/** Which side is taken where both changed the same place, by `clashKey`. */
export type Choices = ReadonlyMap<string, Side>;

export interface Merged<T> {
	/** Where both changed the same place and nothing was chosen, mine. */
	readonly merged: T;
	/** Every place that both changed differently, chosen or not, in the order of the form. */
	readonly clashes: readonly Clash[];
}

export function clashKey({ path }: Pick<Clash, 'path'>): string {
	return JSON.stringify(path);
}

type Row = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** True when both say the same; what is not there is the same as nothing else. */
export function isSame(left: unknown, right: unknown): boolean {
	if (left === undefined || right === undefined) return left === right;
	return canonicalJson(left) === canonicalJson(right);
}

/** What tells a row from its neighbours; null for an item that is no row. */
export function rowId(item: unknown): string | null {
	if (!isObject(item)) return null;
	const id = item.id ?? item.key;
	return typeof id === 'string' ? id : null;
}

const areRows = (value: unknown): value is readonly Row[] =>
	Array.isArray(value) && value.every((item) => rowId(item) !== null);

const areTexts = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every((item) => typeof item === 'string');

/**
 * Joins two changes of one form. What only one side changed is taken from it: a field, a row that came, went or moved, a
 * text in a list of texts. Rows are known by their `id` or `key`, which must be the same on all three sides.
 */
export function threeWay<T>(base: T, mine: T, theirs: T, choices: Choices = new Map()): Merged<T> {
	const clashes: Clash[] = [];

	function either(path: readonly string[], was: unknown, left: unknown, right: unknown): unknown {
		const clash = { path, base: was, mine: left, theirs: right };
		clashes.push(clash);
		return choices.get(clashKey(clash)) === 'theirs' ? right : left;
	}

	function join(path: readonly string[], was: unknown, left: unknown, right: unknown): unknown {
		if (isSame(left, right) || isSame(was, right)) return left;
		if (isSame(was, left)) return right;
		if (areTexts(left) && areTexts(right)) return joinTexts(areTexts(was) ? was : [], left, right);
		if (areRows(left) && areRows(right)) return joinRows(path, areRows(was) ? was : [], left, right);
		if (isObject(left) && isObject(right)) {
			const before = isObject(was) ? was : {};
			const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
			return Object.fromEntries(
				names.map((name) => [name, join([...path, name], before[name], left[name], right[name])]),
			);
		}
		return either(path, was, left, right);
	}

	function joinRows(
		path: readonly string[],
		was: readonly Row[],
		left: readonly Row[],
		right: readonly Row[],
	): readonly unknown[] {
		const find = (rows: readonly Row[], id: string) => rows.find((row) => rowId(row) === id);
		const rows = orderOf(was, left, right).map((id) =>
			join([...path, id], find(was, id), find(left, id), find(right, id)),
		);
		return rows.filter((row) => row !== undefined);
	}

	const merged = join([], base, mine, theirs) as T;
	return { merged, clashes };
}

function joinTexts(was: readonly string[], left: readonly string[], right: readonly string[]): readonly string[] {
	const kept = left.filter((text) => right.includes(text) || !was.includes(text));
	const came = right.filter((text) => !left.includes(text) && !was.includes(text));
	return [...kept, ...came];
}

const idsOf = (rows: readonly Row[]): readonly string[] => rows.map((row) => rowId(row) ?? '');

/** All rows of both sides in the order of the side that changed it, mine where both did. */
function orderOf(was: readonly Row[], left: readonly Row[], right: readonly Row[]): readonly string[] {
	const [before, mine, theirs] = [idsOf(was), idsOf(left), idsOf(right)];
	const common = (ids: readonly string[], others: readonly string[]) => ids.filter((id) => others.includes(id));
	const isMineAsBefore = isSame(common(mine, before), common(before, mine));
	const [first, second] = isMineAsBefore ? [theirs, mine] : [mine, theirs];
	const order = [...first];
	second.forEach((id, at) => {
		if (order.includes(id)) return;
		// Behind the row that it follows on its own side.
		const previous = second
			.slice(0, at)
			.reverse()
			.find((each) => order.includes(each));
		order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, id);
	});
	return order;
}

/**
 * Their rows under the keys that the same rows have on my side, for lists whose rows have no id of their own. `naming`
 * says what makes two rows the same. A row of theirs that is new gets a key that none of mine has.
 */
export function aligned<R extends { readonly key: string }>(
	known: readonly R[],
	theirs: readonly R[],
	naming: (row: R) => string,
): readonly R[] {
	const free = [...known];
	const taken = new Set(known.map(({ key }) => key));
	const named = theirs.map((row) => {
		const at = free.findIndex((each) => naming(each) === naming(row));
		const found = at < 0 ? undefined : free.splice(at, 1)[0];
		return { row, key: found?.key ?? null };
	});
	// A row that was only renamed in its place keeps its key: it is not one that went and another that came.
	const rest = named.map(({ row, key }, at) => {
		const here = known[at];
		const isOnlyRenamed = key === null && here !== undefined && known.length === theirs.length && free.includes(here);
		return { row, key: key ?? (isOnlyRenamed ? here.key : null) };
	});
	let serial = 0;
	return rest.map(({ row, key }) => {
		if (key !== null) return { ...row, key };
		do serial += 1;
		while (taken.has(`other-${serial}`));
		return { ...row, key: `other-${serial}` };
	});
}
