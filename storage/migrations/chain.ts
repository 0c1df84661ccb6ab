import type { Transaction } from 'dexie';
import { first } from './0001-first.ts';
import { uploads } from './0002-uploads.ts';
import { maps } from './0003-maps.ts';
import { stageLists } from './0004-stage-lists.ts';
import { unitOfCosts } from './0005-unit-of-costs.ts';
import { costShards } from './0006-cost-shards.ts';
import { byCostList } from './0007-by-cost-list.ts';

/** A step from one released version to the next. `tables` names only what is new or changed. */
export interface Migration {
	readonly version: number;
	readonly tables: Readonly<Record<string, string>>;
	/** Rewrites rows, inside the transaction that opens the database: it happens whole or not at all. */
	readonly upgrade?: (transaction: Transaction) => Promise<void>;
}

/** Every step there ever was, oldest first. A change of what a row holds is a step too, even when no table changes. */
export const migrations: readonly Migration[] = [first, uploads, maps, stageLists, unitOfCosts, costShards, byCostList];
