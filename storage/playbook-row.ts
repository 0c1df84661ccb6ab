import * as v from 'valibot';
import type { Playbook } from '../core/model/playbook.ts';
import { playbookShape } from '../core/model/playbook-shapes.ts';
import type { Stored } from '../core/model/stored.ts';
import type { Database } from './database.ts';
import { readRow } from './readable.ts';

/** The row of the playbook in force. `costs` is of versions that kept them beside it. */
export interface PlaybookRow {
	readonly id: 'playbook';
	readonly playbook: Playbook;
	readonly revision: number;
	readonly costs: unknown;
}

const rowShape: v.GenericSchema<unknown, PlaybookRow> = v.strictObject({
	id: v.literal('playbook'),
	playbook: playbookShape,
	revision: v.number(),
	costs: v.optional(v.unknown()),
}) as v.GenericSchema<unknown, PlaybookRow>;

/** Looks at a row that may be the playbook's. */
export function readPlaybookRow(row: unknown): Stored<PlaybookRow> {
	return readRow(rowShape, row);
}

/** The row of the playbook in force, as it is kept. */
export async function playbookRow(db: Database): Promise<Stored<PlaybookRow>> {
	return readPlaybookRow(await db.documents.get('playbook'));
}
