import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MapColumn, MapField, PageMap, PointedKey, SiteMaps } from '../../core/model/page-map.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import type { MapsSummary } from '../../messages/protocol.ts';
import { codeOf } from '../ask.ts';
import { plain, type SaveFailure } from './save-answers.ts';
import type { FarSide } from './store.ts';

export interface MapsState {
	/** In the order of their names; null until they were read. */
	readonly all: SiteMaps | null;
	/** They could not be read. */
	readonly isFailed: boolean;
}

export interface MapsActions {
	/** Reads what there is and follows changes made elsewhere; returns a function that stops following. */
	opened(): () => void;
	readAgain(): Promise<void>;
	mapRenamed(id: string, name: string): Promise<Result<null, SaveFailure>>;
	mapRemoved(id: string): Promise<Result<SiteMaps, SaveFailure>>;
	pointedRemoved(key: PointedKey): Promise<Result<SiteMaps, SaveFailure>>;
	/** Puts back what was removed. */
	mapsRestored(removed: SiteMaps): Promise<Result<null, SaveFailure>>;
	fileChosen(text: string): Promise<Result<MapsSummary, SaveFailure>>;
	/** False when there is nothing to put back. */
	importUndone(): Promise<Result<boolean, SaveFailure>>;
	/** Null: everything. */
	fileAsked(id: string | null): Promise<Result<{ readonly text: string; readonly fileName: string }, SaveFailure>>;
}

export type Maps = MapsState & MapsActions;
export type MapsStore = StoreApi<Maps>;

const byName = (left: string, right: string) => left.localeCompare(right);

function inOrder({ maps, pointed }: SiteMaps): SiteMaps {
	return {
		maps: maps.toSorted((left, right) => byName(left.name, right.name) || byName(left.site, right.site)),
		pointed: pointed.toSorted((left, right) => byName(left.crm, right.crm) || byName(left.field, right.field)),
	};
}

/** The state of what users pointed out, in a window that lists it. */
export function createMapsStore({ ask, onChange }: Pick<FarSide, 'ask' | 'onChange'>): MapsStore {
	let lastRead = 0;

	return createStore<Maps>((set) => {
		async function readAgain(): Promise<void> {
			lastRead += 1;
			const serial = lastRead;
			const answer = await ask('maps.list', null);
			if (serial !== lastRead) return;
			set(answer.ok ? { all: inOrder(answer.value), isFailed: false } : { isFailed: true });
		}

		async function remove(ids: readonly string[], pointed: readonly PointedKey[]) {
			const answer = await ask('maps.remove', { ids, pointed });
			await readAgain();
			return answer.ok ? success(answer.value) : failure({ code: codeOf(answer) });
		}

		return {
			all: null,
			isFailed: false,

			opened() {
				void readAgain();
				return onChange(({ subject }) => {
					if (subject === 'maps') void readAgain();
				});
			},
			readAgain,
			async mapRenamed(id, name) {
				const answer = await ask('map.rename', { id, name });
				await readAgain();
				return answer.ok ? success(null) : failure({ code: codeOf(answer) });
			},
			mapRemoved: (id) => remove([id], []),
			pointedRemoved: ({ crm, site, field }) => remove([], [{ crm, site, field }]),
			async mapsRestored(removed) {
				const answer = await ask('maps.restore', removed);
				await readAgain();
				return answer.ok ? success(null) : failure({ code: codeOf(answer) });
			},
			async fileChosen(text) {
				const answer = await ask('maps.import', { text });
				if (!answer.ok) return plain(answer);
				await readAgain();
				return success(answer.value);
			},
			async importUndone() {
				const answer = await ask('maps.undoImport', null);
				await readAgain();
				return answer.ok ? success(answer.value) : failure({ code: codeOf(answer) });
			},
			async fileAsked(id) {
				const answer = await ask('maps.export', { ids: id === null ? null : [id] });
				return answer.ok ? success(answer.value) : failure({ code: codeOf(answer) });
			},
		};
	});
}

/** Fields and columns that a map tells the place of, in its own order. */
export function mappedNames({ fields, columns }: PageMap): {
	readonly fields: readonly MapField[];
	readonly columns: readonly MapColumn[];
} {
	const named = <N extends string>(entries: Readonly<Partial<Record<N, unknown>>>) => Object.keys(entries) as N[];
	return { fields: named(fields), columns: named(columns ?? {}) };
}

/** "crm.example:8443" of "https://crm.example:8443". */
export function hostOf(site: string): string {
	return URL.parse(site)?.host ?? site;
}
