import { success } from '../../core/model/result.ts';
import { dropDraft, keepDraft, readDrafts } from '../../storage/drafts.ts';
import type { Service, Surroundings } from './service.ts';

type Names = 'drafts.list' | 'draft.keep' | 'draft.drop';

/** Keeps what is typed in the workspace until it is saved or discarded. */
export function draftService({ db }: Surroundings): Service<Names> {
	return {
		'drafts.list': async () => success(await readDrafts(db)),
		'draft.keep': async ({ draft }) => {
			await keepDraft(db, draft);
			return success(null);
		},
		'draft.drop': async (of) => {
			await dropDraft(db, of);
			return success(null);
		},
	};
}
