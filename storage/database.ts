import { Dexie, type EntityTable } from 'dexie';
import type { DealFacts, DealNotes } from '../core/model/deal.ts';
import type { Playbook, ProductCost } from '../core/model/playbook.ts';
import { first } from './migrations/0001-first.ts';

/** The database of this browser. Only `storage/` knows that it is Dexie. */
export class Database extends Dexie {
	declare deals: EntityTable<{ key: string; facts: DealFacts; at: string }, 'key'>;
	declare notes: EntityTable<{ key: string; notes: DealNotes }, 'key'>;
	declare documents: EntityTable<StoredDocument, 'id'>;
	declare costShards: EntityTable<CostShard, 'shard'>;
	declare stagedCosts: EntityTable<{ id: number; upload: string; costs: readonly ProductCost[] }, 'id'>;

	constructor(name = 'dealside') {
		super(name);
		this.version(first.version).stores(first.tables);
	}
}

/** `playbook`: the one in force. `before`: what the last import replaced, with its costs when they were replaced too. */
export interface StoredDocument {
	readonly id: 'playbook' | 'before';
	readonly playbook: Playbook;
	readonly revision: number;
	readonly costs: readonly ProductCost[] | null;
}

/** Costs of the products whose codes fall into one of 256 shards: 100,000 rows are 256 writes, and one deal reads few. */
export interface CostShard {
	readonly shard: number;
	readonly costs: readonly ProductCost[];
}
