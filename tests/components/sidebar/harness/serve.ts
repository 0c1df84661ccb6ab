import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { createServer } from 'vite';

/** Serves the states on this machine; the caller closes the server. */
export async function serveStates() {
	const server = await createServer({
		configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
		logLevel: 'error',
	});
	await server.listen(0);
	const address = server.resolvedUrls?.local[0];
	if (!address) throw new Error('the states are not served');
	return { server, address };
}

/** Opens everything that folds, what lies within others included. */
export async function unfold(page: Page): Promise<void> {
	// What is folded away with its region cannot be reached.
	const closed = page.locator('details:not([open]):not([inert] *) > summary:visible').first();
	while ((await closed.count()) > 0) await closed.press('Enter');
}

interface StateView {
	readonly state: string;
	readonly width: number;
	readonly height: number;
	readonly theme: string;
	readonly language: string;
}

/** Opens one state in a window of its own size; the handle has its own. */
export async function openState(page: Page, address: string, view: StateView): Promise<void> {
	const { state, width, height, theme, language } = view;
	const isHandle = state.startsWith('handle');
	await page.setViewportSize(isHandle ? { width: 28, height: 132 } : { width, height });
	await page.goto(`${address}?state=${state}&theme=${theme}&lang=${language}`);
	await page
		.locator(isHandle ? 'button' : 'footer')
		.first()
		.waitFor({ timeout: 60_000 });
}
