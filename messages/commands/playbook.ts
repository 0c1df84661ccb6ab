import * as v from 'valibot';
import type { MarginPolicy, Playbook, SalesProcess } from '../../core/model/playbook.ts';
import { collateralShape } from '../../core/model/playbook-shapes.ts';
import { idShape } from '../../core/model/settings-shapes.ts';
import { list } from '../../core/model/shape-parts.ts';
import { publicationMembers } from '../../core/model/source-shapes.ts';
import type { ImportPreview, ImportSummary, PlaybookParts, RemovedCollateral } from '../protocol.ts';

import { file, index, isObject, nothing, revision } from './parts.ts';
import { row } from './row.ts';

/** What is asked about the playbook. */
export const playbookCommands = {
	'playbook.read': row<{ playbook: Playbook; revision: number; costCount: number }>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'playbook',
	}),
	/**
	 * Adds the piece, or replaces the one with the same id. `from`: the revision of the piece it replaces, of null for a new
	 * one; refused as `changed-elsewhere` where another one is there.
	 */
	'collateral.save': row<null>()({
		shape: v.strictObject({ piece: collateralShape, from: revision }),
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	/** Removes pieces with their attachments; the answer is what `collateral.restore` takes for undo. */
	'collateral.remove': row<RemovedCollateral>()({
		shape: v.strictObject({ ids: v.array(idShape) }),
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	'collateral.restore': row<null>()({
		shape: v.strictObject({
			pieces: v.array(v.strictObject({ piece: collateralShape, index })),
			attachments: v.array(v.strictObject({ stageId: idShape, collateralId: idShape, index })),
		}),
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	'attachment.set': row<null>()({
		shape: v.strictObject({ stageId: idShape, collateralId: idShape, isAttached: v.boolean() }),
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	/** The pieces of a stage in the order reps see them; pieces not named keep their order behind the others. */
	'attachments.order': row<null>()({
		shape: v.strictObject({ stageId: idShape, collateralIds: v.pipe(v.array(idShape), v.maxLength(5000)) }),
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	/**
	 * Replaces the members named. Refused with problems when the policy would be impossible (floor above target), and as
	 * `changed-elsewhere` where the same members do not have the revision `from` any more; the old policy then stays.
	 */
	'policy.save': row<null>()({
		shape: v.strictObject({ change: v.custom<Partial<MarginPolicy>>(isObject), from: revision }),
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	/** Replaces the parts named, under the same two conditions; else all stay as they were. */
	'parts.save': row<null>()({
		// What is wrong with them is listed by place, so their services look themselves.
		shape: v.strictObject({ parts: v.custom<PlaybookParts>(isObject), from: revision }),
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	/**
	 * Replaces process stages and criteria, under the same two conditions. Pieces of a stage that goes are not attached to
	 * it any more; `attachments` brings such back, for undo. The answer is what was taken away.
	 */
	'process.save': row<RemovedCollateral['attachments']>()({
		shape: v.strictObject({
			process: v.custom<SalesProcess>(isObject),
			from: revision,
			attachments: v.exactOptional(list(v.strictObject({ stageId: idShape, collateralId: idShape, index }), 50_000)),
		}),
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	/** Checks the whole file and says what importing it would replace and what would stay; nothing is changed. */
	'playbook.preview': row<ImportPreview>()({
		shape: v.strictObject({ text: file }),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Checks the whole file, then replaces the playbook (and the costs, when the file holds them) in one transaction. */
	'playbook.import': row<ImportSummary>()({
		shape: v.strictObject({ text: file }),
		from: ['own'],
		keeps: 'playbook',
		needs: 'playbook',
	}),
	/** The file's text. */
	/** `for-reps`: guide prices instead of costs, for people who may not see costs. */
	'playbook.export': row<{
		text: string;
		fileName: string;
		/** Only `for-reps`: products without a price, because no deal read so far tells their family. */
		leftOut?: readonly string[];
	}>()({
		shape: v.strictObject({ costs: v.picklist(['with', 'without', 'for-reps']) }),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** The playbook's file as others follow it, signed where this browser has a key. `by`: who publishes it. */
	'playbook.publish': row<{
		text: string;
		fileName: string;
		/** As of `playbook.export`. */
		leftOut: readonly string[];
		isSigned: boolean;
	}>()({
		shape: v.strictObject({
			costs: v.picklist(['with', 'without', 'for-reps']),
			by: publicationMembers.by,
			note: publicationMembers.note,
		}),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Puts the playbook back that the last import or sample replaced; false when there is none. */
	'playbook.undoImport': row<boolean>()({
		shape: nothing,
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	/** Replaces the playbook by the sample, which counts on the demo CRM alone. */
	'playbook.loadSample': row<null>()({
		shape: nothing,
		from: ['own'],
		keeps: 'playbook',
		needs: 'playbook',
	}),
	/** Replaces the playbook by an empty one; costs that are not the sample's stay. */
	'playbook.start': row<null>()({
		shape: nothing,
		from: ['own'],
		keeps: 'playbook',
		needs: 'playbook',
	}),
};
