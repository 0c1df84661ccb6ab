import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

/** Takes a picture of every state named on the command line, "typing:360:dark:de", into the folder named first. */
const [folder = '/tmp/sidebar-states', ...views] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await createServer({
	configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
	logLevel: 'error',
});
await server.listen(0);
const address = server.resolvedUrls?.local[0];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const view of views) {
	const [state = 'clean', width = '360', theme = 'light', language = 'en'] = view.split(':');
	const isHandle = state.startsWith('handle');
	const page = await browser.newPage({
		viewport: isHandle ? { width: 28, height: 132 } : { width: Number(width), height: 720 },
		deviceScaleFactor: 1.5,
	});
	page.on('pageerror', (error) => process.stderr.write(`${view}: ${error.message}\n`));
	page.on('console', (line) => line.type() === 'error' && process.stderr.write(`${view}: ${line.text()}\n`));
	await page.goto(`${address}?state=${state}&theme=${theme}&lang=${language}`);
	await page
		.locator(isHandle ? 'button' : 'footer')
		.first()
		.waitFor({ timeout: 60_000 });
	await page.waitForTimeout(300);
	const cut = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
	if (cut) process.stderr.write(`${view}: wider than the frame\n`);
	await page.screenshot({ path: `${folder}/${view.replaceAll(':', '-')}.png` });
	await page.close();
}
await browser.close();
await server.close();
