import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { trytonPackages } from './tryton/tryton.ts';

const chromiumPlaces: readonly string[] = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

/** Path of a Chromium that loads an extension from a folder; null when there is none. */
export function findChromium(): string | null {
	const places = [process.env.DEALSIDE_CHROMIUM, ...chromiumPlaces];
	return places.find((place) => place !== undefined && existsSync(place)) ?? null;
}

const firefoxPlaces: readonly string[] = [
	'/usr/bin/firefox-esr',
	'/usr/bin/firefox',
	'/Applications/Firefox.app/Contents/MacOS/firefox',
];

function findFirefox(): string | null {
	const places = [process.env.DEALSIDE_FIREFOX, ...firefoxPlaces];
	return places.find((place) => place !== undefined && existsSync(place)) ?? null;
}

/** True where packages can be installed without asking: root on Debian. */
function canInstall(): boolean {
	return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

function isInstalled(name: string): boolean {
	const asked = spawnSync('dpkg-query', ['-W', `-f=\${db:Status-Status}`, name], { encoding: 'utf8' });
	return asked.stdout === 'installed';
}

function aptGet(args: readonly string[]): boolean {
	const run = spawnSync('apt-get', ['-qq', '-o', 'Acquire::Retries=3', ...args], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
	return run.status === 0;
}

/** Installs what is missing of these Debian packages; returns what is still missing. */
function install(names: readonly string[]): readonly string[] {
	const missing = () => names.filter((name) => !isInstalled(name));
	const wanted = missing();
	if (wanted.length === 0) return [];
	process.stdout.write(`Installing ${wanted.join(', ')}…\n`);
	aptGet(['update']);
	aptGet(['install', '-y', '--no-install-recommends', ...wanted]);
	return missing();
}

/** Finds Chromium, installing Debian's where that may be done. Throws a sentence that says what to install. */
export function needChromium(): string {
	const present = findChromium();
	if (present) return present;
	if (canInstall()) install(['chromium', 'fonts-dejavu-core']);
	const found = findChromium();
	if (found) return found;
	throw new Error(
		'Dealside needs Chromium: install it (on Debian: apt install chromium) or name one in DEALSIDE_CHROMIUM.',
	);
}

/** Finds Firefox, installing Debian's where that may be done. Throws a sentence that says what to install. */
export function needFirefox(): string {
	const present = findFirefox();
	if (present) return present;
	if (canInstall()) install(['firefox-esr']);
	const found = findFirefox();
	if (found) return found;
	throw new Error(
		'Dealside needs Firefox: install it (on Debian: apt install firefox-esr) or name one in DEALSIDE_FIREFOX.',
	);
}

/** Everything the end-to-end tests need. Throws a sentence that names what is missing. */
export function needTestSystem(): void {
	needChromium();
	needFirefox();
	const wanted = ['xvfb', 'xdotool', ...trytonPackages];
	const missing = canInstall()
		? install(wanted)
		: existsSync('/usr/bin/dpkg-query')
			? wanted.filter((name) => !isInstalled(name))
			: wanted;
	if (missing.length > 0) {
		throw new Error(`These are missing for the end-to-end tests and could not be installed: ${missing.join(', ')}.`);
	}
}

/** True when a window can be shown. */
export function hasDisplay(): boolean {
	if (process.platform !== 'linux') return true;
	return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}
