import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';
import { started } from './started.ts';
import { needFirefox } from './system.ts';

/** How Firefox is started. */
export interface FirefoxWishes {
	/** Folder of the built extension. */
	readonly extension: string;
	/** Shows a window, for the browser's own prompts. */
	readonly isHeaded?: boolean;
	readonly locale?: 'en-US' | 'de-DE';
	readonly colorScheme?: 'light' | 'dark';
	readonly env?: Readonly<Record<string, string>>;
	/** Port of this machine through which every host but localhost is reached over TLS. */
	readonly proxyPort?: number;
}

/** Firefox with the extension. */
export interface RunningFirefox {
	readonly browser: Browser;
	/** Origin of the extension's own pages: "moz-extension://…". */
	readonly origin: string;
}

/** Firefox makes one up for each profile; named ahead, our own pages have an address that is known. */
const extensionUuid = '6f1b0f0e-8f3e-4c2a-9d55-1d0c6a5be001';

/** Firefox with the extension installed for this run, in a profile that is gone afterwards. */
export async function launchFirefox(wishes: FirefoxWishes): Promise<RunningFirefox> {
	const { extension, isHeaded = false, locale = 'en-US', colorScheme = 'light', env = {}, proxyPort } = wishes;
	const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
	const { id } = manifest.browser_specific_settings.gecko;
	const options: LaunchOptions = {
		browser: 'firefox',
		executablePath: needFirefox(),
		headless: !isHeaded,
		acceptInsecureCerts: true,
		defaultViewport: { width: 1280, height: 720 },
		// Without it a driver may not open pages of extensions.
		args: ['--remote-allow-system-access'],
		env: { ...process.env, ...env },
		extraPrefsFirefox: {
			'extensions.webextensions.uuids': JSON.stringify({ [id]: extensionUuid }),
			'intl.accept_languages': locale,
			// 0 is dark, 1 light.
			'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
			// The background is ended when idle, in half a minute with users: what is asked of it then has to start it again.
			'extensions.background.idle.timeout': 1000,
			// A prompt takes no key in its first half second, so that nobody answers it by accident.
			'security.notification_enable_delay': 0,
			...(proxyPort === undefined
				? {}
				: {
						'network.proxy.type': 1,
						'network.proxy.ssl': '127.0.0.1',
						'network.proxy.ssl_port': proxyPort,
					}),
		},
	};
	const browser = await started('Firefox', () => puppeteer.launch(options));
	await browser.installExtension(extension);
	return { browser, origin: `moz-extension://${extensionUuid}` };
}
