/**
 * The last whole number up to `end` for which `isKept` holds, when it holds for 0 and at some point no more; from
 * `guess` on in strides that grow, so that a good guess costs two questions. Null when it does not hold for 0.
 */
export function lastKept(
	isKept: (value: bigint) => boolean,
	end: bigint,
	guess: bigint,
	firstStride = 1n,
): bigint | null {
	let kept = -1n;
	let broken = end + 1n;
	let stride = firstStride;
	let at = guess < 0n ? 0n : guess > end ? end : guess;
	// Strides double until the border is passed, then halves close in on it.
	while (broken - kept > 1n) {
		if (isKept(at)) kept = at;
		else broken = at;
		const isBracketed = kept >= 0n && broken <= end;
		const next = kept < 0n ? broken - stride : broken > end ? kept + stride : (kept + broken) / 2n;
		if (!isBracketed) stride *= 2n;
		at = next <= kept ? kept + 1n : next >= broken ? broken - 1n : next;
	}
	return kept < 0n ? null : kept;
}
