import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Begins a folder for a CRM: `npm run new:crm -- acme "Acme CRM"`. What it writes compiles, claims nothing and reads nothing. */
const root = join(import.meta.dirname, '..');
const [crm = '', title = crm] = process.argv.slice(2);

function refuse(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

if (!/^[a-z][a-z0-9]{1,29}$/.test(crm))
	refuse('Give the CRM’s name in lower-case letters: npm run new:crm -- acme "Acme CRM"');
const folder = join(root, 'crm', crm);
if (existsSync(folder)) refuse(`crm/${crm} is there already.`);

function write(path: string, text: string): void {
	const file = join(root, path);
	mkdirSync(join(file, '..'), { recursive: true });
	writeFileSync(file, text);
	process.stdout.write(`${path}\n`);
}

/** Adds a line before the first that matches, so that lists stay lists. */
function addBefore(path: string, mark: RegExp, line: string): void {
	const file = join(root, path);
	const text = readFileSync(file, 'utf8');
	const at = text.search(mark);
	if (at < 0) refuse(`${path} does not look as it used to; add by hand: ${line.trim()}`);
	writeFileSync(file, `${text.slice(0, at)}${line}${text.slice(at)}`);
	process.stdout.write(`${path}: ${line.trim()}\n`);
}

const pascal = `${crm[0]?.toUpperCase()}${crm.slice(1)}`;

write(
	`crm/${crm}/claims.ts`,
	`import type { Page } from '../contract.ts';

/** True on a page of ${title}. Seen on: (version and day). */
export function claims({ url }: Page): boolean {
	return url.hostname === '${crm}.invalid';
}
`,
);
write(
	`crm/${crm}/index.ts`,
	`import { noEdits } from '../../core/model/deal-edits.ts';
import type { Adapter } from '../contract.ts';
import { claims } from './claims.ts';

/** ${title}: what it is and which versions were seen. */
export const ${crm}: Adapter = {
	crm: '${crm}',
	title: '${title.replaceAll("'", '’')}',
	knownHosts: [],
	docking: { doesContainFixed: true, doesNotifyResize: false },
	claims,
	recordInFront: () => null,
	open: () => ({
		readFacts: async () => ({ ok: false, error: { code: 'api-unreachable' } }),
		readFactsFromPage: () => ({ ok: false, error: { code: 'field-missing', field: 'record' } }),
		readEdits: (_page, saved) => ({ ok: true, value: noEdits(saved.ref) }),
		isEditing: () => false,
	}),
};
`,
);
write(
	`entrypoints/crm-${crm}.ts`,
	readFileSync(join(root, 'entrypoints/crm-demo.ts'), 'utf8')
		.replace("'../crm/demo/index.ts'", `'../crm/${crm}/index.ts'`)
		.replaceAll(/\bdemo\b/g, crm),
);
write(
	`tests/crm/${crm}.test.ts`,
	readFileSync(join(root, 'tests/crm/demo.test.ts'), 'utf8')
		.replace("crm/demo/index.ts'", `crm/${crm}/index.ts'`)
		.replaceAll(/\bdemo\b/g, crm),
);
mkdirSync(join(root, 'tests/fixtures', crm, 'api'), { recursive: true });
addBefore('crm/registry.ts', /import \{ demo \}/, `import { ${crm} } from './${crm}/index.ts';\n`);
addBefore('crm/registry.ts', /\tdemo,\n\]/, `\t${crm},\n`);
addBefore(
	'crm/claims.ts',
	/import \{ claims as isDemo \}/,
	`import { claims as is${pascal} } from './${crm}/claims.ts';\n`,
);
addBefore('crm/claims.ts', /\t\['demo', isDemo\]/, `\t['${crm}', is${pascal}],\n`);
// Imports are kept sorted.
spawnSync(join(root, 'node_modules/.bin/biome'), ['check', '--write', 'crm', 'entrypoints', 'tests/crm'], {
	cwd: root,
});
process.stdout.write(
	`Next: save a page and the API's answers under tests/fixtures/${crm}/ (docs/adding-a-crm.md), then make tests/crm/${crm}.test.ts pass.\n`,
);
