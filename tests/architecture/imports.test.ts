import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Which folders may import which; longest match wins. `*` stands for packages. */
const table: Readonly<Record<string, readonly string[]>> = {
	'core/model': [],
	'core/margin': ['core/model'],
	'core/playbook': ['core/model', 'core/margin'],
	'core/insights': ['core/model', 'core/margin'],
	'core/explain': ['core/model', 'core/margin'],
	core: ['core'],
	crm: ['core/model', 'crm/contract.ts', 'crm/kit'],
	'crm/kit': ['core/model', 'crm/contract.ts'],
	'crm/registry.ts': ['crm'],
	'crm/profiles.ts': ['core/model', 'crm'],
	'crm/claims.ts': ['core/model', 'crm'],
	messages: ['core/model'],
	storage: ['core/model'],
	background: ['core', 'messages', 'storage', 'crm/profiles.ts'],
	stores: ['core', 'messages', 'crm/profiles.ts'],
	components: ['core/model', 'core/explain', 'stores', 'assets', 'components'],
	'components/ui': ['assets', 'components/ui', 'core/model'],
	demo: ['core', 'demo'],
	assets: ['core/model'],
	entrypoints: ['core', 'crm', 'messages', 'stores', 'components', 'assets', 'demo'],
	'entrypoints/background': ['background', 'demo'],
};

/** Parts of the core that would make an answer depend on more than its arguments. */
const impure =
	/\b(?:document|window|fetch|localStorage|indexedDB|browser|chrome)\b\.?\(?|Date\.now|new Date\(\)|Math\.random/;

function sources(folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
		.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

const folders = [
	'core',
	'crm',
	'messages',
	'storage',
	'background',
	'stores',
	'components',
	'demo',
	'assets',
	'entrypoints',
];
const files = folders.flatMap(sources);

function importsOf(file: string): string[] {
	const code = readFileSync(join(root, file), 'utf8');
	return [...code.matchAll(/(?:from|import)\s+'(\.[^']+)'/g)].map((match) =>
		relative(root, resolve(root, dirname(file), (match[1] as string).replace(/\?.*$/, ''))).replaceAll('\\', '/'),
	);
}

function isIn(path: string, folder: string): boolean {
	return path === folder || path.startsWith(`${folder}/`);
}

function rowOf(file: string): string {
	const rows = Object.keys(table).filter((folder) => isIn(file, folder));
	return rows.sort((left, right) => right.length - left.length)[0] ?? '';
}

/** Breaches of the table in one file. */
function breaches(file: string, imports: readonly string[]): string[] {
	const row = rowOf(file);
	const allowed = table[row] ?? [];
	const own = row === 'crm' ? file.split('/').slice(0, 2).join('/') : row;
	return imports
		.filter((path) => !isIn(path, own) && !allowed.some((folder) => isIn(path, folder)))
		.map((path) => `${file} → ${path}`);
}

test('every file imports only what its folder may', () => {
	expect(files.length).toBeGreaterThan(40);
	expect(files.flatMap((file) => breaches(file, importsOf(file)))).toEqual([]);
});

test('the table refuses what it should', () => {
	expect(breaches('crm/demo/edits.ts', ['crm/tryton/page.ts'])).toHaveLength(1);
	expect(breaches('crm/kit/answers.ts', ['crm/tryton/wire.ts', 'crm/registry.ts'])).toHaveLength(2);
	expect(breaches('crm/kit/numbers.ts', ['core/margin/line.ts'])).toHaveLength(1);
	expect(breaches('components/Margin/Margin.tsx', ['core/evaluate.ts'])).toHaveLength(1);
	expect(breaches('entrypoints/sidebar/main.tsx', ['storage/database.ts'])).toHaveLength(1);
	expect(breaches('core/margin/line.ts', ['core/model/decimal.ts'])).toHaveLength(0);
	expect(breaches('background/sites.ts', ['crm/profiles.ts'])).toHaveLength(0);
	expect(breaches('background/sites.ts', ['crm/zoho/profile.ts', 'crm/registry.ts'])).toHaveLength(2);
	expect(breaches('stores/crms.ts', ['crm/zoho/profile.ts'])).toHaveLength(1);
});

test('the core depends on nothing but its arguments', () => {
	const found = sources('core').flatMap((file) => {
		const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, '');
		return impure.test(code) ? [file] : [];
	});
	expect(found).toEqual([]);
	expect(impure.test('const now = Date.now()')).toBe(true);
});

test('no file has grown past four hundred lines', () => {
	const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 401);
	expect(long).toEqual([]);
});

test('every dependency has its reason', () => {
	const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const reasons = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
	const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
		(name) => !reasons.includes(`| ${name} `),
	);
	expect(missing).toEqual([]);
});
