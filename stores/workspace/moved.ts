/** The same list with the item at `from` one place further up (−1) or down (1); unchanged at an end. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): readonly T[] {
	const to = from + by;
	const item = list[from];
	const other = list[to];
	if (item === undefined || other === undefined) return list;
	return list.map((each, index) => (index === from ? other : index === to ? item : each));
}
