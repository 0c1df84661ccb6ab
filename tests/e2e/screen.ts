import { spawn, spawnSync } from 'node:child_process';
import { expect } from 'vitest';

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

/** Does what has the browser ask its user, and waits until its prompt, a window of its own, is there. */
export async function prompted(screen: Screen, act: () => Promise<void>): Promise<void> {
	const before = screen.windows();
	await act();
	await expect.poll(() => screen.windows(), { message: 'no prompt' }).toBeGreaterThan(before);
}
