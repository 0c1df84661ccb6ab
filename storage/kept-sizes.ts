import { browser } from 'wxt/browser';
import { type KeptKind, type KeptSize, keptKinds } from '../core/model/kept.ts';
import { accountPrefix, waitPrefix } from './access.ts';
import { asidePrefix } from './aside.ts';
import type { Database } from './database.ts';
import { draftPrefix } from './drafts.ts';
import { sourceId } from './source.ts';

const encoder = new TextEncoder();

const bytesOf = (kept: unknown) => encoder.encode(JSON.stringify(kept) ?? '').length;

/** Tables whose rows are all of one kind, and how many things a row holds. */
const tables: readonly { readonly name: string; readonly kind: KeptKind; readonly count: (row: unknown) => number }[] =
	[
		{ name: 'deals', kind: 'deals', count: () => 1 },
		{ name: 'notes', kind: 'notes', count: () => 1 },
		{ name: 'costShards', kind: 'costs', count: (row) => lengthOf((row as { readonly costs?: unknown }).costs) },
		{ name: 'stageLists', kind: 'stages', count: () => 1 },
		{ name: 'maps', kind: 'maps', count: () => 1 },
		{ name: 'pointed', kind: 'maps', count: () => 1 },
		{ name: 'uploads', kind: 'other', count: () => 1 },
		{ name: 'stagedCosts', kind: 'other', count: () => 1 },
	];

const undoIds: readonly string[] = ['before', 'costs-before', 'maps-before'];

function lengthOf(list: unknown): number {
	return Array.isArray(list) ? list.length : 0;
}

function kindOfDocument(id: string): KeptKind {
	if (id === 'playbook' || id === sourceId) return 'playbook';
	if (undoIds.includes(id)) return 'undo';
	return id.startsWith(draftPrefix) ? 'drafts' : 'other';
}

/** Marks of our own, such as that the first playbook was filled in, count as settings: nobody put them aside. */
function kindOfKey(key: string): KeptKind {
	if (key.startsWith(accountPrefix)) return 'access';
	return key.startsWith(asidePrefix) || key.startsWith(waitPrefix) ? 'other' : 'settings';
}

/** How much of each kind is kept, also of what cannot be read. Goes through everything. */
export async function keptSizes(db: Database): Promise<readonly KeptSize[]> {
	const sizes = new Map<KeptKind, { count: number; bytes: number }>(
		keptKinds.map((kind) => [kind, { count: 0, bytes: 0 }]),
	);
	function add(kind: KeptKind, count: number, bytes: number): void {
		const size = sizes.get(kind);
		if (!size) return;
		size.count += count;
		size.bytes += bytes;
	}

	for (const { name, kind, count } of tables) await db.table(name).each((row) => add(kind, count(row), bytesOf(row)));
	await db.documents.each((row) => {
		const kind = kindOfDocument(row.id);
		const { collateral, attachments } = (kind === 'playbook' ? (row.playbook ?? {}) : {}) as Readonly<
			Record<string, unknown>
		>;
		const ofCollateral = bytesOf(collateral) + bytesOf(attachments);
		add('collateral', lengthOf(collateral), ofCollateral);
		add(kind, 1, bytesOf(row) - ofCollateral);
	});
	const areas = await Promise.all([browser.storage.local.get(null), browser.storage.session.get(null)]);
	for (const [key, value] of areas.flatMap((area) => Object.entries(area)))
		add(kindOfKey(key), 1, bytesOf([key, value]));
	return keptKinds.map((kind) => ({ kind, count: 0, bytes: 0, ...sizes.get(kind) }));
}
