// Plain JavaScript for any Node from 20 on: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isWindows = process.platform === 'win32';

function isInstalled() {
	const mark = join(root, 'node_modules/.package-lock.json');
	return existsSync(mark) && statSync(mark).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** Installs the packages of the lockfile unless they are there, then runs a TypeScript script with the project's own Node. */
export function runWithPackages(script) {
	const [major] = process.versions.node.split('.').map(Number);
	if (major < 20) {
		process.stderr.write(`Dealside needs Node 20 or newer; this is ${process.versions.node}.\n`);
		process.exit(1);
	}
	if (!isInstalled()) {
		// Not `npm ci`: it refuses a lockfile that lacks other systems' builds of optional packages, and not every
		// registry carries those. An install keeps to the locked versions as well.
		process.stdout.write('Installing packages (once, about a minute)…\n');
		const install = spawnSync(isWindows ? 'npm.cmd' : 'npm', ['install', '--no-audit', '--no-fund'], {
			cwd: root,
			stdio: ['ignore', 'inherit', 'inherit'],
			shell: isWindows,
		});
		if (install.status !== 0) {
			process.stderr.write('npm could not install the packages; its message stands above.\n');
			process.exit(1);
		}
	}
	const bin = join(root, 'node_modules/.bin');
	const node = join(bin, isWindows ? 'node.exe' : 'node');
	const run = spawnSync(node, [join(root, script), ...process.argv.slice(2)], {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, PATH: `${bin}${isWindows ? ';' : ':'}${process.env.PATH}` },
	});
	process.exit(run.status ?? 1);
}
