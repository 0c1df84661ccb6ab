import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import { extensionId } from '../../scripts/browser.ts';

const root = join(import.meta.dirname, '../..');

/** The build as it is shipped. */
export const shippedBuild = join(root, '.output/chrome-mv3');

/** Where pictures of test runs go. */
export const picturesFolder = join(root, 'shots');
mkdirSync(picturesFolder, { recursive: true });

/** A copy of the build that differs in its manifest alone: these hosts are granted from the start. */
export function grantedBuild(name: string, origins: readonly string[]): string {
	const folder = join(root, 'tests/.work/builds', name);
	rmSync(folder, { recursive: true, force: true });
	cpSync(shippedBuild, folder, { recursive: true });
	const file = join(folder, 'manifest.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8'));
	manifest.host_permissions = [...(manifest.host_permissions ?? []), ...origins];
	manifest.permissions = [...manifest.permissions, 'scripting'];
	writeFileSync(file, JSON.stringify(manifest));
	return folder;
}

/** Opens the workspace in a tab of its own. */
export async function openWorkspace(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`chrome-extension://${await extensionId(context)}/workspace.html`);
	return page;
}

/** Waits until a figure of the sidebar's margin reads like this; the figure may stand beside the one before. */
export async function expectFigure(sidebar: Frame, name: string, wanted: string | RegExp): Promise<void> {
	const output = sidebar.getByRole('region', { name: 'Margin' }).getByRole('status', { name, exact: true });
	await expect
		.poll(
			async () => (await output.textContent({ timeout: 1000 }).catch(() => null))?.replace(/[\s\u00a0\u202f]+/g, ' '),
			{ timeout: 10_000 },
		)
		.toMatch(typeof wanted === 'string' ? new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : wanted);
}
