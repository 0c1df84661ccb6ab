/** Tables of version 1. Frozen: a later version adds a file beside this one. */
export const first = {
	version: 1,
	tables: {
		deals: 'key, at',
		notes: 'key',
		documents: 'id',
		costShards: 'shard',
		stagedCosts: '++id, upload',
	},
} as const;
