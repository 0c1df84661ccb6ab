import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Holds the built package against what was promised: permissions, sizes, no code from strings. */
const build = join(import.meta.dirname, '../.output/chrome-mv3');
const contentScriptGzipBytes = 12 * 1024;
const sidebarGzipBytes = 200 * 1024;
const allBytes = 2 * 1024 * 1024;

const problems: string[] = [];

function expectSame(name: string, found: unknown, wanted: unknown): void {
	if (JSON.stringify(found) !== JSON.stringify(wanted)) {
		problems.push(`${name} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
	}
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesIn(path) : [path];
	});
}

const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8'));
expectSame('permissions', manifest.permissions, ['storage', 'unlimitedStorage', 'activeTab']);
expectSame('optional_permissions', manifest.optional_permissions, ['scripting', 'identity', 'cookies']);
expectSame('optional_host_permissions', manifest.optional_host_permissions, ['https://*/*', 'http://*/*']);
expectSame('host_permissions', manifest.host_permissions ?? [], []);
expectSame(
	'content_scripts matches',
	manifest.content_scripts.flatMap((script: { matches: string[] }) => script.matches),
	['https://*.twenty.com/*', 'http://dealside-demo.localhost/*'],
);
if (JSON.stringify(manifest).includes('<all_urls>')) problems.push('the manifest names <all_urls>');

const files = filesIn(build);
for (const file of files.filter((path) => path.endsWith('.js'))) {
	const code = readFileSync(file, 'utf8');
	if (/\beval\(|new Function\(/.test(code)) problems.push(`${relative(build, file)} makes code from text`);
}

const gzipped = (path: string) => gzipSync(readFileSync(path)).length;
const contentScripts = readdirSync(build)
	.filter((file) => /^(?:crm-.*|recognise)\.js$/.test(file))
	.map((file) => ({ file, bytes: gzipped(join(build, file)) }));
if (contentScripts.length < 3) problems.push(`only ${contentScripts.length} content scripts are in the package`);
for (const { file, bytes } of contentScripts) {
	if (bytes > contentScriptGzipBytes) problems.push(`the content script ${file} is ${bytes} bytes gzipped`);
}

const sidebar = readFileSync(join(build, 'sidebar.html'), 'utf8');
const scripts = [...sidebar.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((match) => match[1] as string);
const sidebarBytes = scripts.reduce((sum, path) => sum + gzipped(join(build, path)), 0);
if (scripts.length === 0) problems.push('the sidebar loads no script');
if (sidebarBytes > sidebarGzipBytes) problems.push(`the sidebar’s scripts are ${sidebarBytes} bytes gzipped`);

const total = files.reduce((sum, path) => sum + statSync(path).size, 0);
if (total > allBytes) problems.push(`the package is ${total} bytes`);

process.stdout.write(
	`Content scripts ${contentScripts.map(({ file, bytes }) => `${file} ${bytes} B`).join(', ')} gzip; sidebar scripts ${sidebarBytes} B gzip; package ${total} B.\n`,
);
for (const problem of problems) process.stdout.write(`Package: ${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);
