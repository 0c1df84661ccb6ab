import type { Adapter, Page } from './contract.ts';
import { demo } from './demo/index.ts';
import { tryton } from './tryton/index.ts';

/** Every CRM Dealside knows, in the order they are asked. */
export const adapters: readonly Adapter[] = [tryton, demo];

/** Match patterns of hosts the content script may run on from the start. */
export const knownHosts: readonly string[] = adapters.flatMap((adapter) => adapter.knownHosts);

/** The CRM this page belongs to; null when none of ours claims it. */
export function adapterOf(page: Page): Adapter | null {
	return adapters.find((adapter) => adapter.claims(page)) ?? null;
}
