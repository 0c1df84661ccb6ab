import { spawn, spawnSync } from 'node:child_process';

/** A screen of its own, whose keys and pointer reach the browser's own prompts. */
export interface Screen {
	/** ":90" */
	readonly display: string;
	/** Presses keys one after another: "Tab", "alt+shift+d". */
	press(...keys: string[]): void;
	/** How many windows are seen, prompts of the browser among them. */
	windows(): number;
	/** Orders of xdotool. */
	drive(...orders: string[]): void;
	stop(): void;
}

/** Starts a screen of 1280 × 800. */
export async function startScreen(): Promise<Screen> {
	// It takes a number that is free and says so once it can be used: two runs never share one.
	const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
		stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
	});
	const display = await new Promise<string>((resolve, reject) => {
		server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
		server.once('error', reject);
		let said = '';
		server.stdio[3]?.on('data', (part: Buffer) => {
			said += part;
			if (said.includes('\n')) resolve(`:${said.trim()}`);
		});
	});
	const xdotool = (orders: readonly string[]) =>
		spawnSync('xdotool', orders, { env: { ...process.env, DISPLAY: display }, encoding: 'utf8' });
	function drive(...orders: string[]): void {
		const done = xdotool(orders);
		if (done.status !== 0) throw new Error(`xdotool failed: ${done.stderr}`);
	}
	return {
		display,
		windows: () => xdotool(['search', '--onlyvisible', '--name', '']).stdout.split('\n').filter(Boolean).length,
		drive,
		press: (...keys) => drive('key', '--delay', '200', ...keys),
		stop: () => void server.kill(),
	};
}

/** Chromium draws its prompt in a window that is there already, and nothing tells of it: longer than a busy machine takes. */
const promptMs = 3000;

/** Does what has Chromium ask its user, and waits until its prompt is drawn. */
export async function promptedInChromium(act: () => Promise<void>): Promise<void> {
	await act();
	await new Promise((resolve) => setTimeout(resolve, promptMs));
}
