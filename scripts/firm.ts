import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { openWorkspace } from './builds.ts';

/** A page of the extension in either browser. */
export interface OwnPage {
	evaluate(code: (sent: readonly [string, unknown]) => unknown, sent: readonly [string, unknown]): Promise<unknown>;
}

/** Asks the extension as its own workspace does. Throws when it refuses. */
export async function command(workspace: OwnPage, type: string, data: unknown): Promise<unknown> {
	const answer = await workspace.evaluate(
		([name, sent]) =>
			(
				globalThis as unknown as { chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } } }
			).chrome.runtime.sendMessage({ id: 0, type: name, data: sent, timestamp: Date.now() }),
		[type, data] as const,
	);
	const result = (answer as { res?: { ok?: boolean; value?: unknown } } | null)?.res;
	if (!result?.ok) throw new Error(`${type}: ${JSON.stringify(answer)}`);
	return result.value;
}

/** The text of a firm's playbook file with the figures of the sample, which counts on every CRM. */
export function firmFile(): string {
	const file = JSON.parse(readFileSync(join(import.meta.dirname, '../demo/sample-playbook.json'), 'utf8'));
	return JSON.stringify({ ...file, playbook: { ...file.playbook, name: 'A firm', origin: 'own' } });
}

/** Gives the extension a playbook of a firm, as a manager's import does; without one nothing but the CRM's figures is known. */
export async function giveFirmPlaybook(context: BrowserContext): Promise<void> {
	const workspace = await openWorkspace(context);
	await importFirmPlaybook(workspace);
	await workspace.close();
}

/** The same by a workspace that is open. */
export async function importFirmPlaybook(workspace: OwnPage): Promise<void> {
	await command(workspace, 'playbook.import', { text: firmFile() });
}
