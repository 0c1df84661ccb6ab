/**
 * What is asked of a page several times within one reading. Made anew with each reading, so that nothing that was read
 * at one key is used at the next.
 */

/** Asks at the first call alone. */
export function once<T>(ask: () => T): () => T {
	let found: { readonly value: T } | null = null;
	return () => {
		found ??= { value: ask() };
		return found.value;
	};
}

/** Asks once for each key. */
export function onceEach<K, V>(ask: (key: K) => V): (key: K) => V {
	const found = new Map<K, V>();
	return (key) => {
		const before = found.get(key);
		if (before !== undefined || found.has(key)) return before as V;
		const value = ask(key);
		found.set(key, value);
		return value;
	};
}
