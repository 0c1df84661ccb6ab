import { browser } from 'wxt/browser';
import { idAt } from '../../crm/pointing/address.ts';
import { askMaps, saveMap, savePointed } from '../../messages/ask.ts';
import type { PointOrder } from '../../messages/protocol.ts';
import { world } from '../page/world.ts';
import { type Aim, type Guide, openGuide } from './guide.ts';

/**
 * Waits to be told what the user is asked to point at, and opens the guide. Put into a page a second time it leaves the
 * first one to it.
 */
export function awaitPurpose(): void {
	if (world.dealsidePointing) return;
	world.dealsidePointing = true;
	let guide: Guide | null = null;

	async function open({ purpose }: PointOrder): Promise<void> {
		if (guide) {
			guide.focus();
			return;
		}
		const url = new URL(location.href);
		const aim: Aim = purpose.kind === 'map' ? { kind: 'map', base: await baseOf(purpose.mapId, url) } : purpose;
		guide ??= openGuide(
			{
				document,
				url,
				language: navigator.language,
				now: () => new Date().toISOString(),
				newId: () => crypto.randomUUID(),
				elementAt: (x, y) => document.elementFromPoint(x, y),
				isReal: (event) => event.isTrusted,
				saveMap: async (map) => (await saveMap(map)) !== null,
				savePointed,
				saved: () => world.dealsideAgain?.(),
				closed() {
					guide = null;
				},
			},
			aim,
		);
	}

	browser.runtime.onMessage.addListener((message: unknown, sender): undefined => {
		if (sender.id === browser.runtime.id && isOrder(message)) void open(message);
	});
}

/** The map that is pointed out again: the one that is named, else the one of pages like this. */
async function baseOf(mapId: string | null, url: URL) {
	const maps = (await askMaps())?.maps ?? [];
	const isHere = (pages: readonly string[]) => pages.some((page) => idAt(page, url) !== null);
	return maps.find(({ id, pages }) => (mapId === null ? isHere(pages) : id === mapId)) ?? null;
}

function isOrder(message: unknown): message is PointOrder {
	return (message as { type?: unknown } | null)?.type === 'point.purpose';
}
