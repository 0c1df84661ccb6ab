import { join } from 'node:path';

/** Folder of the built extensions. A run of `npm test` beside another one in the same clone builds into one of its own. */
export const output = process.env.DEALSIDE_OUTPUT ?? join(import.meta.dirname, '../.output');

/** Folder in which a run of `npm test` leaves reports. */
export const reports = process.env.DEALSIDE_REPORTS ?? join(import.meta.dirname, '../tests/.work');
