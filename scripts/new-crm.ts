import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, wordsOf } from './new-crm/files.ts';

/**
 * Begins a CRM that is read with a token: `npm run new:crm -- acme "Acme CRM"`. What it writes compiles and passes its
 * tests: an adapter that reads one invented page, to be changed to what the CRM does. The four files it adds lines to are
 * all that a CRM needs outside of files of its own; the README's table of CRMs is made from the saved pages.
 */
const root = join(import.meta.dirname, '..');
const [crm = '', title = crm] = process.argv.slice(2);

function refuse(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

if (!/^[a-z][a-z0-9]{1,29}$/.test(crm))
	refuse('Give the CRM’s name in lower-case letters: npm run new:crm -- acme "Acme CRM"');
// It is written into code, markup and a selector as it is.
if (!/^[\p{L}\p{N}][\p{L}\p{N} .,+-]{0,39}$/u.test(title))
	refuse('A title has letters, digits, spaces, points, commas, “+” and hyphens.');
if (existsSync(join(root, 'crm', crm))) refuse(`crm/${crm} is there already.`);

/** Texts by path, all or none of which are written. */
const changed = new Map<string, string>();
const told: string[] = [];

/** Adds text before a mark that is there once, so that lists stay lists. */
function addBefore(path: string, mark: string, added: string): void {
	const text = changed.get(path) ?? readFileSync(join(root, path), 'utf8');
	const [before, after, ...more] = text.split(mark);
	if (before === undefined || after === undefined || more.length > 0)
		refuse(`${path} does not look as it used to: “${mark.trim()}” is not there once. Nothing was written.`);
	changed.set(path, `${before}${added}${mark}${after}`);
	told.push(`${path}: ${added.trim().split('\n')[0]}`);
}

const names = { crm, title, month: new Date().toISOString().slice(0, 7) };
const claimed = `is${crm[0]?.toUpperCase()}${crm.slice(1)}`;
const words = wordsOf(names);
addBefore(
	'crm/profiles.ts',
	'import { profile as demo }',
	`import { profile as ${crm} } from './${crm}/profile.ts';\n`,
);
addBefore('crm/profiles.ts', '\tdemo,\n]', `\t${crm},\n`);
addBefore('crm/registry.ts', 'import { demo }', `import { ${crm} } from './${crm}/index.ts';\n`);
addBefore('crm/registry.ts', '\tdemo,\n]', `\t${crm},\n`);
addBefore(
	'crm/claims.ts',
	'import { claims as isDemo }',
	`import { claims as ${claimed} } from './${crm}/claims.ts';\n`,
);
addBefore('crm/claims.ts', "\t['demo', isDemo],", `\t['${crm}', ${claimed}],\n`);
addBefore('assets/texts/access/crms.ts', '} satisfies Record<string, CrmWords>;', words.en);
addBefore('assets/texts/access/crms.ts', '};\n\n/** Both languages. */', words.de);

const files = filesOf(names);
for (const [path, text] of [...Object.entries(files), ...changed]) {
	mkdirSync(join(root, path, '..'), { recursive: true });
	writeFileSync(join(root, path), text);
}
for (const line of [...Object.keys(files), ...told]) process.stdout.write(`${line}\n`);

spawnSync(process.execPath, [join(root, 'scripts/crms.ts'), '--write'], { cwd: root });
// Imports are kept sorted, and lines as long as all others.
const written = [...Object.keys(files), ...changed.keys(), 'README.md'];
spawnSync(join(root, 'node_modules/.bin/biome'), ['check', '--write', ...written], { cwd: root });
process.stdout.write(
	`README.md: its table of CRMs\nNext: put a page of the CRM and its API's answers in place of those in tests/fixtures/${crm}/ (docs/adding-a-crm.md), and change crm/${crm}/ until tests/crm/${crm}.test.ts passes.\n`,
);
