import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { openState, serveStates, unfold } from './serve.ts';

/** Takes a picture of every state named on the command line, "typing:360:dark:de:open", into the folder named first. */
const [folder = '/tmp/sidebar-states', ...views] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const { address, server } = await serveStates();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const view of views) {
	const [state = 'clean', width = '360', theme = 'light', language = 'en', open, height] = view.split(':');
	const page = await browser.newPage({ deviceScaleFactor: 1.5 });
	page.on('pageerror', (error) => process.stderr.write(`${view}: ${error.message}\n`));
	page.on('console', (line) => line.type() === 'error' && process.stderr.write(`${view}: ${line.text()}\n`));
	await openState(page, address, { state, width: Number(width), height: Number(height || 640), theme, language });
	if (open) await unfold(page);
	await page.waitForTimeout(300);
	await page.screenshot({ path: `${folder}/${view.replaceAll(':', '-')}.png` });
	await page.close();
}
await browser.close();
await server.close();
