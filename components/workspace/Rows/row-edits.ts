import { moved } from '../../../stores/workspace/moved.ts';

type Keyed = { readonly id: string } | { readonly key: string };

interface RowEdits<R> {
	/** Adds a row at the end. */
	readonly add: (row: R) => void;
	readonly change: (row: R, part: Partial<R>) => void;
	readonly remove: (row: R) => void;
	readonly move: (row: R, by: -1 | 1) => void;
}

/** What one does to the rows of a form, by the key of a row; `set` takes them from one state to the next. */
export function rowEdits<R extends Keyed>(set: (change: (rows: readonly R[]) => readonly R[]) => void): RowEdits<R> {
	const is = (row: R) => {
		const key = rowKey(row);
		return (each: R) => rowKey(each) === key;
	};
	return {
		add: (row) => set((rows) => [...rows, row]),
		change: (row, part) => set((rows) => rows.map((each) => (is(row)(each) ? { ...each, ...part } : each))),
		remove: (row) => set((rows) => rows.filter((each) => !is(row)(each))),
		move: (row, by) => set((rows) => moved(rows, rows.findIndex(is(row)), by)),
	};
}

function rowKey(row: Keyed): string {
	return 'id' in row ? row.id : row.key;
}
