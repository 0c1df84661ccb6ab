import type { FileProblem } from '../model/settings.ts';
import { problemAt } from './check.ts';

/** Names that every object has, so that an entry under one of them is lost or taken for something else. */
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** True for a name under which nothing can be kept. */
export function isReserved(name: string): boolean {
	return reserved.has(name);
}

/** An object or a list that is open where the text is being read. */
interface Open {
	/** Names that an object has had; null for a list. */
	readonly names: Set<string> | null;
	/** The entry that is being read: its name, or its position. */
	at: string | number;
	/** True where the next text of an object is a name. */
	isNameNext: boolean;
}

/** Enough to put a file right; a hostile one has more. */
const mostProblems = 200;

const quote = 0x22;
const backslash = 0x5c;

/** Where a text that begins at `from` ends: the position of its closing quotation mark. */
function endOf(text: string, from: number): number {
	let at = from + 1;
	while (text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
	return at;
}

/** What a parser takes without a word from JSON that it can read. `text` must be JSON. */
export function textProblems(text: string): FileProblem[] {
	const problems: FileProblem[] = [];
	const open: Open[] = [];
	const problem = (reason: string, found: string) => {
		if (problems.length < mostProblems)
			problems.push(
				problemAt(
					open.map(({ at }) => at),
					reason,
					found,
				),
			);
	};
	for (let at = 0; at < text.length; at += 1) {
		const inner = open.at(-1);
		switch (text[at]) {
			case '{':
				open.push({ names: new Set(), at: '', isNameNext: true });
				break;
			case '[':
				open.push({ names: null, at: 0, isNameNext: false });
				break;
			case '}':
			case ']':
				open.pop();
				break;
			case ',':
				if (typeof inner?.at === 'number') inner.at += 1;
				else if (inner) inner.isNameNext = true;
				break;
			case '"': {
				const end = endOf(text, at);
				const raw = text.slice(at + 1, end);
				const value = raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
				at = end;
				if (inner?.names && inner.isNameNext) {
					inner.isNameNext = false;
					inner.at = value;
					if (inner.names.has(value)) problem('key-twice', value);
					else if (isReserved(value)) problem('key-reserved', value);
					inner.names.add(value);
				}
				// Half of a pair of surrogates: no encoding can write it.
				if (/\p{Surrogate}/u.test(value)) problem('not-text', value.replace(/\p{Surrogate}/gu, '\uFFFD'));
				break;
			}
		}
	}
	return problems;
}
