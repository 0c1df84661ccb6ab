import { browser } from 'wxt/browser';
import type { ChangeNotice } from './protocol.ts';

/** Pages of the extension share an origin, so a page of a CRM cannot listen here. */
const channelName = 'dealside.changes';

const subjects: readonly string[] = [
	'playbook',
	'source',
	'costs',
	'settings',
	'notes',
	'sites',
	'access',
	'stages',
	'maps',
	'deal',
	'storage',
];

function isNotice(message: unknown): message is ChangeNotice {
	const { subject, revision, deal } = (message ?? {}) as Partial<Record<keyof ChangeNotice, unknown>>;
	const { key, at } = (deal ?? {}) as { readonly key?: unknown; readonly at?: unknown };
	const isDeal = typeof key === 'string' && typeof at === 'string';
	return (
		typeof subject === 'string' &&
		subjects.includes(subject) &&
		typeof revision === 'number' &&
		isDeal === (subject === 'deal')
	);
}

/** Calls `listener` after every change; returns a function that stops it. */
export function onChange(listener: (notice: ChangeNotice) => void): () => void {
	const relay = (message: unknown): undefined => {
		const { type, notice } = (message ?? {}) as { type?: unknown; notice?: unknown };
		if (type === channelName && isNotice(notice)) listener(notice);
	};
	// A frame inside a CRM page has its storage, and with it its broadcast channels, cut off from the extension's own.
	browser.runtime.onMessage.addListener(relay);
	return () => browser.runtime.onMessage.removeListener(relay);
}

/** Tells every open page of the extension. Nobody listening is no failure. */
export async function tellChange(notice: ChangeNotice): Promise<void> {
	const message = { type: channelName, notice };
	// In Firefox a frame inside a web page hears what is sent to its tab alone.
	const tabs = import.meta.env.FIREFOX ? await browser.tabs.query({}) : [];
	const tellings = [
		browser.runtime.sendMessage(message),
		...tabs.flatMap(({ id }) => (id === undefined ? [] : browser.tabs.sendMessage(id, message))),
	];
	await Promise.allSettled(tellings);
}
