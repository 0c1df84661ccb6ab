import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { extensionId } from './browser.ts';
import { output } from './output.ts';

const root = join(import.meta.dirname, '..');

/** The build as it is shipped, but for the demo CRM, on which this one is from the start. */
export const demoBuild = join(output, 'chrome-mv3-demo');

/** The same for Firefox. */
export const firefoxDemoBuild = join(output, 'firefox-mv3-demo');

/** A copy of a build that differs in its manifest alone: these hosts are granted from the start. */
export function grantedBuild(name: string, origins: readonly string[], build = demoBuild): string {
	const builds = join(root, 'tests/.work/builds');
	mkdirSync(builds, { recursive: true });
	// Another run beside this one has its own.
	const folder = mkdtempSync(join(builds, `${name}-`));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	cpSync(build, folder, { recursive: true });
	const file = join(folder, 'manifest.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8'));
	manifest.host_permissions = [...(manifest.host_permissions ?? []), ...origins];
	manifest.permissions = [...new Set([...manifest.permissions, 'scripting'])];
	writeFileSync(file, JSON.stringify(manifest));
	return folder;
}

/** Opens the workspace in a tab of its own. */
export async function openWorkspace(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`chrome-extension://${await extensionId(context)}/workspace.html`);
	return page;
}
