/** Names of one kind are asked for at most this often, however many a page shows. */
const mostAsked = 200;

/**
 * Returns what is known of a name so far, and asks for what is not: the next look has it. Each name is asked for once.
 * Null: nothing is known of it, or not yet. `from` is what `ask` needs beside the name, at the moment it asks.
 */
export function askedOnce<T, From = void>(
	ask: (name: string, from: From) => Promise<T | null>,
): (name: string, from: From) => T | null {
	const known = new Map<string, T | null>();
	return (name, from) => {
		if (name === '' || known.has(name) || known.size >= mostAsked) return known.get(name) ?? null;
		known.set(name, null);
		// Not found, not allowed, not answered: it stays unknown.
		ask(name, from).then(
			(found) => known.set(name, found),
			() => {},
		);
		return null;
	};
}
