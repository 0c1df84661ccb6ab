/** One line of what was measured. */
export function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

/** The value that `share` of all lie below. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((left, right) => left - right);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** As a text, for people. */
export const round = (value: number, digits = 2) => value.toFixed(digits);
