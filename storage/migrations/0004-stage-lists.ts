/** Version 4 keeps which stages each CRM has. Frozen: a later version adds a file beside this one. */
export const stageLists = {
	version: 4,
	tables: { stageLists: 'key' },
} as const;
