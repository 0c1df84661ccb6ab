import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Holds the built package against what was promised: permissions, sizes, no code from strings. */

interface Package {
	readonly browser: string;
	readonly folder: string;
	readonly permissions: readonly string[];
	readonly optionalPermissions: readonly string[];
	/** What the manifest says to Firefox and to its catalogue alone. */
	readonly gecko?: unknown;
}

const packages: readonly Package[] = [
	{
		browser: 'Chromium',
		folder: join(import.meta.dirname, '../.output/chrome-mv3'),
		permissions: ['storage', 'unlimitedStorage', 'activeTab'],
		optionalPermissions: ['scripting', 'identity', 'cookies'],
	},
	{
		browser: 'Firefox',
		folder: join(import.meta.dirname, '../.output/firefox-mv3'),
		// docs/decisions/0015: why two of them are there from the start.
		permissions: ['storage', 'unlimitedStorage', 'activeTab', 'scripting', 'identity'],
		optionalPermissions: ['cookies'],
		gecko: {
			id: 'dealside@dealside.example',
			strict_min_version: '140.0',
			data_collection_permissions: { required: ['none'] },
		},
	},
];
/**
 * What all scripts share holds an edit from Save until the record is read again, and against what its page was drawn from:
 * only the page's own script sees the page and hears of its requests. No smaller way was found; docs/decisions/0005.
 */
const followingBytes = 2.25 * 1024;
/**
 * What all scripts share to hand the frame its line, keep it above the page, and judge whether a press in it was meant: only
 * the page's own script sees how the frame is placed, and what covers it. docs/decisions/0001.
 */
const framingBytes = 2.75 * 1024;
// The one reader of numbers, with the dialects of every CRM, is 1.8 kB of it: ten readers, no two alike, were less each.
const contentScriptGzipBytes = 12.75 * 1024;
/**
 * Scripts of CRMs that take more to read; each is loaded on pages of that CRM alone. Half of each is the part they all
 * share; docs/decisions/0005 says what the rest is. Month and source of each selector are 0.3 to 0.5 kB of it.
 */
const largerScripts: Readonly<Record<string, number>> = {
	// Costs that are typed, lines that are added, the proposal of a lead, and what it refuses: 4 kB, beside the shared reader.
	'crm-dolibarr.js': 18.25 * 1024,
	'crm-dynamics.js': 17.25 * 1024,
	// Costs, products and currencies of lines that are edited or added: 2.5 kB, beside the shared reader of numbers.
	'crm-espocrm.js': 18.75 * 1024,
	// Margins on a price list, and what is chosen beside the rows, which set the price.
	'crm-frappe.js': 17 * 1024,
	'crm-hubspot.js': 17.25 * 1024,
	'crm-mapped.js': 18 * 1024,
	'crm-odoo.js': 28 * 1024,
	'crm-pipedrive.js': 14.75 * 1024,
	'crm-salesforce.js': 18.5 * 1024,
	// Quotes of a deal in two versions, currencies by their ids, and products put into rows with what they cost: 4 kB.
	'crm-suitecrm.js': 22.5 * 1024,
	// Units, products of new lines, and what the client makes of each field before its server answers.
	'crm-tryton.js': 18 * 1024,
	'crm-twenty.js': 14.75 * 1024,
	// Lines of two forms, one of them drawn while it is scrolled, held against the quote's own sum.
	'crm-zoho.js': 17.75 * 1024,
	// Put into a page only while its user points.
	'point.js': 40 * 1024,
};
// Sentences in two languages for what is switched off, not set up, or kept and not to be read are 2 kB of it.
const sidebarGzipBytes = 204 * 1024;
const allBytes = 2.25 * 1024 * 1024;

/** Every host that Dealside is on from the start: a new one is a decision, so it is written here too. */
const knownHosts: readonly string[] = [
	'https://*.lightning.force.com/*',
	'https://*.lightning.force.mil/*',
	'https://*.lightning.crmforce.mil/*',
	'https://*.lightning.force.com.mcas.ms/*',
	'https://*.lightning.sfcrmapps.cn/*',
	'https://*.dynamics.com/main.aspx*',
	'https://*.dynamics.com/apps/*',
	'https://*.dynamics.cn/main.aspx*',
	'https://*.dynamics.cn/apps/*',
	'https://*.microsoftdynamics.us/main.aspx*',
	'https://*.microsoftdynamics.us/apps/*',
	'https://*.appsplatform.us/main.aspx*',
	'https://*.appsplatform.us/apps/*',
	'https://app.hubspot.com/*',
	'https://app-na2.hubspot.com/*',
	'https://app-na3.hubspot.com/*',
	'https://app-eu1.hubspot.com/*',
	'https://app-ap1.hubspot.com/*',
	'https://*.pipedrive.com/*',
	'https://crm.zoho.com/*',
	'https://crmplus.zoho.com/*',
	'https://crmsandbox.zoho.com/*',
	'https://crm.zoho.eu/*',
	'https://crmplus.zoho.eu/*',
	'https://crmsandbox.zoho.eu/*',
	'https://crm.zoho.in/*',
	'https://crmplus.zoho.in/*',
	'https://crmsandbox.zoho.in/*',
	'https://crm.zoho.com.au/*',
	'https://crmplus.zoho.com.au/*',
	'https://crmsandbox.zoho.com.au/*',
	'https://crm.zoho.com.cn/*',
	'https://crmplus.zoho.com.cn/*',
	'https://crmsandbox.zoho.com.cn/*',
	'https://crm.zoho.jp/*',
	'https://crmplus.zoho.jp/*',
	'https://crmsandbox.zoho.jp/*',
	'https://crm.zoho.sa/*',
	'https://crmplus.zoho.sa/*',
	'https://crmsandbox.zoho.sa/*',
	'https://crm.zohocloud.ca/*',
	'https://crmplus.zohocloud.ca/*',
	'https://crmsandbox.zohocloud.ca/*',
	'https://*.odoo.com/odoo*',
	'https://*.odoo.com/web*',
	'https://*.twenty.com/*',
];

interface ContentScript {
	readonly matches: readonly string[];
	readonly exclude_matches?: readonly string[];
}

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

// The document for users and their IT lists what the browser is asked for, and nothing else.
const told = new Set(
	[...readFileSync(join(import.meta.dirname, '../docs/permissions.md'), 'utf8').matchAll(/^\| `([^`]+)`/gm)].map(
		([, name]) => name,
	),
);

const gzipped = (path: string) => gzipSync(readFileSync(path)).length;

/** What the workspace needs and a popup does not, by words of it that no build changes. */
const workspaceOnly = { papaparse: 'UndetectableDelimiter', 'the code of forms': 'bands-not-rising' };

/** Checks one build; its problems carry the browser's name. */
function check({ browser, folder: build, permissions, optionalPermissions, gecko }: Package): void {
	const before = problems.length;
	const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8'));
	expectSame('manifest_version', manifest.manifest_version, 3);
	expectSame('permissions', manifest.permissions, permissions);
	expectSame('optional_permissions', manifest.optional_permissions, optionalPermissions);
	expectSame('browser_specific_settings.gecko', manifest.browser_specific_settings?.gecko, gecko);
	expectSame('optional_host_permissions', manifest.optional_host_permissions, ['https://*/*', 'http://*/*']);
	expectSame('host_permissions', manifest.host_permissions ?? [], []);
	expectSame(
		'content_scripts matches',
		manifest.content_scripts.flatMap((script: { matches: string[] }) => script.matches),
		knownHosts,
	);
	const asked = new Set<string>([
		...manifest.permissions,
		...manifest.optional_permissions,
		...manifest.optional_host_permissions,
		...manifest.content_scripts.flatMap(({ matches, exclude_matches = [] }: ContentScript) => [
			...matches,
			...exclude_matches,
		]),
		...manifest.web_accessible_resources.flatMap(({ resources }: { resources: string[] }) => resources),
	]);
	for (const name of asked) if (!told.has(name)) problems.push(`docs/permissions.md does not tell of ${name}`);
	for (const name of told)
		if (!asked.has(name ?? '')) problems.push(`docs/permissions.md tells of ${name}, which is not asked for`);

	const policy: string = manifest.content_security_policy.extension_pages;
	if (/unsafe|data:(?!;)|\*/.test(policy.replace("img-src 'self' data:", '')))
		problems.push(`the policy of pages is ${policy}`);
	for (const rule of ["require-trusted-types-for 'script'", "trusted-types 'none'", "style-src 'self'"])
		if (!policy.split('; ').includes(rule)) problems.push(`the policy of pages lacks ${rule}`);

	for (const page of readdirSync(build).filter((file) => file.endsWith('.html'))) {
		const text = readFileSync(join(build, page), 'utf8').replaceAll('&#39;', "'");
		const isClosed = text.includes(`<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">`);
		if (!isClosed) problems.push(`${page} may talk to other hosts`);
	}
	if (JSON.stringify(manifest).includes('<all_urls>')) problems.push('the manifest names <all_urls>');

	const files = filesIn(build);
	for (const file of files.filter((path) => path.endsWith('.js'))) {
		const code = readFileSync(file, 'utf8');
		if (/\beval\(|new Function\(/.test(code)) problems.push(`${relative(build, file)} makes code from text`);
	}

	const contentScripts = readdirSync(build)
		.filter((file) => /^(?:crm-.*|recognise|find|point)\.js$/.test(file))
		.map((file) => ({ file, bytes: gzipped(join(build, file)) }));
	if (contentScripts.length < 3) problems.push(`only ${contentScripts.length} content scripts are in the package`);
	for (const { file, bytes } of contentScripts) {
		const isPage = file.startsWith('crm-');
		// Profiles are for the background and our own pages; a page's script has no use for one.
		if (/\b(?:apiHostOf|knownHosts|isSelfHosted)\b/.test(readFileSync(join(build, file), 'utf8')))
			problems.push(`the content script ${file} carries the profile of a CRM`);
		if (bytes > (largerScripts[file] ?? contentScriptGzipBytes) + (isPage ? followingBytes + framingBytes : 0))
			problems.push(`the content script ${file} is ${bytes} bytes gzipped`);
	}

	/** Every script that one of our pages loads, those that its scripts import among them. */
	function scriptsOf(page: string): readonly string[] {
		const html = readFileSync(join(build, page), 'utf8');
		const found = new Set(
			[...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => join(build, path ?? '')),
		);
		for (const path of found)
			for (const [, imported] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g))
				found.add(join(dirname(path), imported ?? ''));
		if (found.size === 0) problems.push(`${page} loads no script`);
		return [...found];
	}

	const pageBytes = (page: string) => scriptsOf(page).reduce((sum, path) => sum + gzipped(path), 0);

	for (const [name, word] of Object.entries(workspaceOnly)) {
		const isIn = (page: string) => scriptsOf(page).some((path) => readFileSync(path, 'utf8').includes(word));
		if (!isIn('workspace.html')) problems.push(`${name} is not known by “${word}” any more`);
		if (isIn('popup.html')) problems.push(`the popup loads ${name}`);
	}

	const sidebarBytes = pageBytes('sidebar.html');
	const popupBytes = pageBytes('popup.html');
	if (sidebarBytes > sidebarGzipBytes) problems.push(`the sidebar’s scripts are ${sidebarBytes} bytes gzipped`);

	const total = files.reduce((sum, path) => sum + statSync(path).size, 0);
	if (total > allBytes) problems.push(`the package is ${total} bytes`);

	process.stdout.write(
		`${browser}: content scripts ${contentScripts.map(({ file, bytes }) => `${file} ${bytes} B`).join(', ')} gzip; sidebar scripts ${sidebarBytes} B, popup scripts ${popupBytes} B gzip; package ${total} B.\n`,
	);
	for (let at = before; at < problems.length; at += 1) problems[at] = `${browser}: ${problems[at]}`;
}

interface BillOfMaterials {
	readonly components: readonly { readonly name: string; readonly version: string }[];
}

const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
const bill: BillOfMaterials = JSON.parse(readFileSync(join(import.meta.dirname, '../.output/sbom.cdx.json'), 'utf8'));
const listed = new Set(bill.components.map(({ name }) => name));
for (const name of Object.keys(dependencies))
	if (!listed.has(name)) problems.push(`sbom.cdx.json does not list ${name}`);

for (const each of packages) check(each);
for (const problem of problems) process.stdout.write(`Package: ${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);
