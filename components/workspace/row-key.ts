let last = 0;

/** A key for a row of a form that no other row of this window has; it is never saved. */
export function newRowKey(): string {
	last += 1;
	return `new-${last}`;
}
