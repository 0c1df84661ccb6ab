import { expect } from 'vitest';
import type { Screen } from './screen.ts';

/** The built extension in either browser, as far as one test can drive both. */

/** What is pressed or typed into: by role and accessible name as people meet it, or by CSS on a page that is not ours. */
export type Target = { readonly role: Role; readonly name: string } | { readonly css: string };

export type Role = 'button' | 'checkbox' | 'link' | 'radio' | 'textbox';

/** A document that is shown: a page, or the sidebar in it. */
export interface Scene {
	evaluate<A, R>(code: (sent: A) => R | Promise<R>, sent: A): Promise<R>;
	/** Waits for it, goes there with the pointer, rests as somebody does who looks, and presses. */
	press(target: Target): Promise<void>;
	/** Empties a field and types key by key; `afterKey` is called with what was typed so far. */
	type(target: Target, text: string, afterKey?: (typed: string) => Promise<void>): Promise<void>;
}

/** A tab of the browser. */
export interface Tab extends Scene {
	go(address: string): Promise<void>;
	/** The sidebar beside the page; null when there is none. */
	sidebar(): Promise<Scene | null>;
	front(): Promise<void>;
	picture(path: string): Promise<void>;
	close(): Promise<void>;
}

/** A browser with the extension in it. */
export interface Driven {
	/** Of the extension's own pages: "moz-extension://…". */
	readonly origin: string;
	open(address: string): Promise<Tab>;
	/** A tab that was opened by what was pressed and shows this address of ours, such as "/workspace.html". */
	opened(part: string): Promise<Tab>;
	/** Does what has the browser ask its user, and waits until its prompt is there. */
	prompted(act: () => Promise<void>): Promise<void>;
	close(): Promise<void>;
}

/** How either browser is started. */
export interface DrivenWishes {
	readonly extension: string;
	/** The screen on which its window is. */
	readonly screen: Screen;
}

/** How long a pointer rests on what it presses, in milliseconds: presses at once do not count in the sidebar. */
export const restMs = 500;

/** All that a scene says, with single plain spaces. */
export async function textOf(scene: Scene): Promise<string> {
	const text = await scene.evaluate(() => document.body.textContent ?? '', null);
	return text.replace(/[\s\u00a0\u202f]+/g, ' ');
}

/** Waits for the sidebar beside a page. */
export async function sidebarBeside(tab: Tab): Promise<Scene> {
	const found: { scene: Scene | null } = { scene: null };
	const look = async () => {
		found.scene = await tab.sidebar();
		return found.scene !== null;
	};
	await expect.poll(look, { interval: 50, message: 'no sidebar' }).toBe(true);
	return found.scene as Scene;
}

/** What a figure reads, with single plain spaces; null when it is not there. */
async function figureOf(scene: Scene, name: string): Promise<string | null> {
	const text = await scene.evaluate(
		(label) => document.querySelector(`output[aria-label="${label}"]`)?.textContent ?? null,
		name,
	);
	return text?.replace(/[\s\u00a0\u202f]+/g, ' ') ?? null;
}

/** Waits until figures of the sidebar read so; each may stand beside the one before. */
export async function expectFigures(tab: Tab, wanted: Readonly<Record<string, string>>): Promise<void> {
	const names = Object.keys(wanted);
	// A sidebar that is being made anew is looked for again.
	const read = async () => {
		const scene = await tab.sidebar();
		const all = scene ? await Promise.all(names.map((name) => figureOf(scene, name))).catch(() => []) : [];
		return Object.fromEntries(names.map((name, at) => [name, all[at] ?? null]));
	};
	const containing = Object.fromEntries(names.map((name) => [name, expect.stringContaining(wanted[name] ?? '')]));
	await expect.poll(read, { interval: 50 }).toEqual(containing);
}
