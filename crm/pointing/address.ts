/** Where in an address a record's id stands. */

const place = '{id}';

/** True for a piece that may be an id: it holds a digit and is no file. */
function isId(piece: string): boolean {
	return /\d/.test(piece) && piece.length <= 120 && !/\.(?:php|html?|aspx?|jsp|do)$/.test(piece);
}

/** A word such as "Opportunities" that tells a kind of page. */
function isWord(text: string): boolean {
	return /^[A-Za-z][A-Za-z_.-]{1,60}$/.test(text);
}

/** A path in which the last id is its place, and others count no more than as an id. Null when none is in it. */
function pathShape(path: string): string | null {
	const pieces = path.split('/');
	const at = pieces.findLastIndex(isId);
	if (at < 0) return null;
	return pieces.map((piece, index) => (index === at ? place : isId(piece) ? '*' : piece)).join('/');
}

/** The shape of a record's address; null when nothing in it may be an id. */
export function shapeOf(url: URL): string | null {
	const [route = '', rest] = url.hash.slice(1).split(/[?;]/);
	if (route.includes('/')) {
		const hash = pathShape(route);
		if (hash) return `${url.pathname}#${hash}`;
	}
	const path = pathShape(url.pathname);
	if (path) return path;
	const inHash = rest !== undefined && route === '' ? new URLSearchParams(rest) : null;
	const query = inHash ?? url.searchParams;
	const named = [...query].findLast(([name, value]) => isId(value) && /id$|record|^key|^no$|number/i.test(name));
	const id = named ?? [...query].findLast(([, value]) => isId(value));
	if (!id) return null;
	const words = [...query].filter(([name, value]) => name !== id[0] && isWord(value));
	const parts = [...words.map(([name, value]) => `${name}=${value}`), `${id[0]}=${place}`];
	return `${url.pathname}?${parts.join('&')}`;
}

/** Id of the record at an address of such a shape; null for another address. */
export function idAt(shape: string, url: URL): string | null {
	const [path = '', hash] = shape.split('#');
	const [wantedPath = '', query] = path.split('?');
	const ids: string[] = [];
	if (!fits(wantedPath, url.pathname, ids)) return null;
	if (hash !== undefined && !fits(hash, url.hash.slice(1).split(/[?;]/)[0] ?? '', ids)) return null;
	for (const part of query?.split('&') ?? []) {
		const [name = '', wanted] = part.split('=');
		const value = url.searchParams.get(name);
		if (value === null || (wanted === place ? !isId(value) : value !== wanted)) return null;
		if (wanted === place) ids.push(value);
	}
	return ids.length === 1 ? (ids[0] ?? null) : null;
}

function fits(shape: string, path: string, ids: string[]): boolean {
	const wanted = shape.split('/');
	const pieces = path.split('/');
	return (
		wanted.length === pieces.length &&
		wanted.every((piece, at) => {
			const found = pieces[at] ?? '';
			if (piece === place && isId(found)) ids.push(found);
			return piece === place || piece === '*' ? isId(found) : piece === found;
		})
	);
}
