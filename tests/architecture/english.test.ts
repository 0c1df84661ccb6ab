import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../assets/texts');

/** Phrases that no native speaker would put on a screen, with what was meant. */
const odd: readonly { readonly found: RegExp; readonly meant: string }[] = [
	{ found: /\bstands? (?:in|on|at|beside|under)\b(?! for)/, meant: 'is in, appears beside' },
	{ found: /\bfor who\b/, meant: 'for people who' },
	{
		found: /(?:^|[.:] )Of (?:all|both|deals|each|every|it|such|that|the|these|this|those|what)\b/,
		meant: 'for, from, in',
	},
	{ found: /\banswers what\b/, meant: 'returns' },
];

/** Every sentence of a table; of one that is made from arguments, as it is with words in their place. */
function sentences(words: unknown): readonly string[] {
	if (typeof words === 'string') return [words];
	if (typeof words === 'function') {
		const made = (count: number) => {
			try {
				return sentences(words(...Array.from({ length: words.length }, (_, at) => (at === 0 ? count : `${count}`))));
			} catch {
				// It wants something else than words and counts.
				return [];
			}
		};
		return [...made(1), ...made(2)];
	}
	return typeof words === 'object' && words !== null ? Object.values(words).flatMap(sentences) : [];
}

test('the English of the screens has none of the phrases that gave it away', async () => {
	const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
	const tables = await Promise.all(names.map(async (name) => [name, await import(join(folder, name))] as const));
	const english = tables.flatMap(([name, table]) =>
		sentences(table.texts?.en ?? table.en ?? {}).map((text) => ({ name, text })),
	);
	expect(english.length).toBeGreaterThan(1000);
	const wrong = english.flatMap(({ name, text }) =>
		odd.filter(({ found }) => found.test(text)).map(({ meant }) => `${name}: “${text}” (${meant})`),
	);
	expect(wrong).toEqual([]);
});

test('it knows the phrases', () => {
	for (const text of [
		'What stands in the column?',
		'Saved. Of each list one is enough.',
		'Prices for who may not see costs.',
	])
		expect(odd.some(({ found }) => found.test(text))).toBe(true);
	for (const text of ['This sign stands for euros.', 'A guide stands in for it.', 'Part of each line.', 'Of list'])
		expect(odd.some(({ found }) => found.test(text))).toBe(false);
});

/** The same in comments and docstrings, each in its whole: "Of the line." is no sentence, and nobody "is told" a figure. */
const oddInComments: readonly { readonly found: RegExp; readonly meant: string }[] = [
	{ found: /(?:^|[.;:] )Of /, meant: 'the id of …, from …, for …' },
	{ found: /\bstands? in\b(?! for)/, meant: 'is in, appears in' },
	{ found: /\b(?:is|are) told\b/, meant: 'is known, is given, is passed on' },
	{ found: /\b(?:for|to) who\b/i, meant: 'for people who' },
];

/** Comments of a file, lines that follow one another in one. Only what begins a line, so that no string is taken for one. */
function commentsOf(text: string): readonly string[] {
	const blocks = [...text.matchAll(/^[ \t]*\/\*\*?([\s\S]*?)\*\/|(?:^[ \t]*\/\/.*\n)+/gm)];
	return blocks.map(([whole]) =>
		whole
			.split('\n')
			.map((line) => line.replace(/^\s*(?:\/\*\*?|\/\/|\*(?!\/))\s?/, '').replace(/\*\/\s*$/, ''))
			.join(' ')
			.trim(),
	);
}

const oddOf = (comment: string) => oddInComments.filter(({ found }) => found.test(comment)).map(({ meant }) => meant);

test('nor have the comments of adapters and scripts', () => {
	const root = join(import.meta.dirname, '../..');
	const files = ['crm', 'scripts'].flatMap((place) =>
		readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
			.filter((name) => /\.(?:ts|mjs)$/.test(name) && !name.endsWith('.tmp.ts'))
			.map((name) => join(place, name)),
	);
	const all = files.flatMap((file) =>
		commentsOf(readFileSync(join(root, file), 'utf8')).map((comment) => ({ file, comment })),
	);
	expect(all.length).toBeGreaterThan(1000);
	const wrong = all.flatMap(({ file, comment }) => oddOf(comment).map((meant) => `${file}: “${comment}” (${meant})`));
	expect(wrong).toEqual([]);
});

test('it reads comments whole', () => {
	const text =
		'/** Of its column. */\n\tname: string;\n\t// Kept. Of several\n\t// one is drawn.\n/**\n * A price\n * is told.\n */\n';
	expect(commentsOf(text)).toEqual(['Of its column.', 'Kept. Of several one is drawn.', 'A price is told.']);
	expect(commentsOf(text).map((comment) => oddOf(comment).length)).toEqual([1, 1, 1]);
	expect(oddOf('The address of its pages, which stands in for those of the CRM.')).toEqual([]);
});
