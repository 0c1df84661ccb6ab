import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

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
	let number = 90;
	while (existsSync(`/tmp/.X11-unix/X${number}`)) number += 1;
	const display = `:${number}`;
	const server = spawn('Xvfb', [display, '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
	while (!existsSync(`/tmp/.X11-unix/X${number}`)) await new Promise((resolve) => setTimeout(resolve, 50));
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
