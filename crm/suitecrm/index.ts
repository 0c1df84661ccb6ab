import type { Adapter } from '../contract.ts';
import { costHealth, costSearch } from '../cost.ts';
import { asResult, stagesByKey } from '../wire.ts';
import { type Kept, readDeal } from './api.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { healthOf, isEditing, type Learned, readEdits } from './edits.ts';
import { repairable, shellFields } from './fields.ts';
import { readFactsFromPage } from './page.ts';
import { isShell, recordInFront } from './places.ts';

/** Fixed parts of the shell of version 8, which a margin on the page does not move. */
const fixedParts =
	'.top-panel.fixed-top, .alert-fixed.message-wrapper, ngb-modal-window.modal, ngb-modal-backdrop.modal-backdrop';

/** SuiteCRM 7 and 8, hosted by each firm itself. 8 shows quotes as pages of 7 in a frame. */
export const suitecrm: Adapter = {
	crm: 'suitecrm',
	title: 'SuiteCRM',
	knownHosts: [],
	docking: {
		doesContainFixed: false,
		doesNotifyResize: false,
		rules: (side, widthPx) => `${fixedParts} { ${side}: ${widthPx}px !important; width: auto !important; }`,
	},
	repairable: (page) => (isShell(page) ? [shellFields.amount.field] : repairable),
	claims,
	recordInFront,
	open(callApi, options) {
		const kept: Kept = { preferences: null, stages: null };
		let learned: Learned = { marks: null, stageKeys: new Map() };
		return {
			readFacts: (page, ref, signal) =>
				asResult(async () => {
					const shown = () => {
						const onPage = readFactsFromPage(page, ref, learned);
						return onPage.ok ? onPage.value.facts : null;
					};
					const costs = costSearch(options?.costField);
					const reading = await readDeal(callApi, page, ref, signal, kept, costs, shown);
					learned = reading.learned;
					return {
						facts: reading.facts,
						health: [...healthOf(page), ...costHealth(costs)],
						...stagesByKey(reading.stages),
					};
				}),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, learned),
			readEdits: (page, saved) => readEdits(page, saved, learned),
			isEditing,
			canApply,
			applyDiscount: (page, saved, lineId, write, until) => applyDiscount(page, saved, lineId, write, until, learned),
		};
	},
};
