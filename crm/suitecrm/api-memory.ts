import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { Currencies } from './api-currencies.ts';

/** What was learned of this user and this record with its facts. */
export interface Memory {
	/** How the user writes numbers. */
	readonly marks: LocaleMarks | null;
	/** Label of each opportunity stage → its key. */
	readonly stageKeys: ReadonlyMap<string, string>;
	readonly currencies: Currencies;
	/** Costs are where the CRM has them itself. */
	readonly isCostUsual: boolean;
}

/** Before anything was read. */
export const emptyMemory: Memory = {
	marks: null,
	stageKeys: new Map(),
	currencies: new Map(),
	isCostUsual: true,
};
