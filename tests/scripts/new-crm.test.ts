import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyOf } from '../../scripts/guards/copy.ts';

/** `npm run new:crm` in a copy of the project: what it writes is whole, and touches what the guide says. */

const root = join(import.meta.dirname, '../..');
const copy = copyOf(root);
const [crm, title] = ['acmenew', 'Acme New'];
/** Copying waits for a loaded machine as long as tests do. */
const slowMs = 600_000;

/** Files by path, without what is made of them. */
function textsIn(folder: string, path = ''): ReadonlyMap<string, string> {
	return new Map(
		readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry): [string, string][] => {
			const own = path === '' ? entry.name : `${path}/${entry.name}`;
			if (['node_modules', '.git', '.output', '.wxt', 'shots', '.work'].includes(entry.name)) return [];
			if (entry.isDirectory()) return [...textsIn(folder, own)];
			return entry.isFile() ? [[own, readFileSync(join(folder, own), 'latin1')]] : [];
		}),
	);
}

let before: ReadonlyMap<string, string>;
let after: ReadonlyMap<string, string>;

beforeAll(() => {
	before = textsIn(copy.place);
	const ran = copy.run('node', ['scripts/new-crm.ts', crm, title]);
	expect(ran.isOk, ran.output).toBe(true);
	after = textsIn(copy.place);
}, slowMs);
afterAll(() => copy.remove(), slowMs);

/** Existing files that the guide lists, by its first table. */
function listed(): string[] {
	const guide = readFileSync(join(root, 'docs/adding-a-crm.md'), 'utf8');
	const [, table = ''] = guide.split('\n## What a CRM touches\n')[1]?.split(/\n\n(?=\|)/) ?? [];
	return [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `([^`]+)`/gm)].map(([, path]) => path ?? '');
}

test('it adds lines to the four files that the guide lists, and has the README’s table made anew', () => {
	const changed = [...before].filter(([path, text]) => after.get(path) !== text).map(([path]) => path);
	expect(listed()).toHaveLength(4);
	expect(changed.sort()).toEqual([...listed(), 'README.md'].sort());
	for (const path of listed()) {
		const kept = after.get(path)?.split('\n') ?? [];
		const lost = before
			.get(path)
			?.split('\n')
			.filter((line) => !kept.includes(line));
		expect([path, lost]).toEqual([path, []]);
	}
});

test('all else is in files of its own', () => {
	const added = [...after.keys()].filter((path) => !before.has(path));
	expect(added.length).toBeGreaterThan(10);
	expect(added.filter((path) => !path.split(/[/.-]/).includes(crm))).toEqual([]);
});

test('the result type-checks, keeps the style, has nothing that nobody uses, and is in the README’s table', () => {
	const written = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
	for (const [program, args] of [
		['tsc', ['--noEmit', '-p', '.']],
		['biome', ['check', '--error-on-warnings', ...written]],
		['knip', ['--no-progress']],
		['node', ['scripts/crms.ts', '--check']],
	] as const) {
		const { isOk, output } = copy.run(program, args);
		expect(isOk, `${program}: ${output}`).toBe(true);
	}
	expect(after.get('README.md')).toContain(`| ${title} `);
});

test('the result passes its own tests, and those that every CRM has', () => {
	const own = [`tests/crm/${crm}.test.ts`, 'tests/architecture', 'tests/crm/user.test.ts', 'tests/crm/docking.test.ts'];
	const shared = ['places', 'mutations', 'typing', 'cost', 'claims'].map((name) => `tests/crm/${name}.test.ts`);
	for (const args of [own, [...shared, '-t', `${title}|${crm}|every CRM has`]]) {
		const { isOk, output } = copy.run('vitest', ['run', ...args, '--reporter=dot']);
		expect(isOk, output).toBe(true);
		expect(output).toMatch(/Tests .*\d+ passed/);
	}
});

test('a name that is taken, or is none, is refused, and nothing is written', () => {
	for (const args of [[crm], ['odoo'], ['Acme'], ['../acme'], ['other', '</title>'], ['other', "O'Neil"]])
		expect([args, copy.run('node', ['scripts/new-crm.ts', ...args]).isOk]).toEqual([args, false]);
	expect([...textsIn(copy.place)]).toEqual([...after]);
});
