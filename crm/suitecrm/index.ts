import type { Adapter } from '../contract.ts';
import { stagesByKey } from '../kit/answers.ts';
import { readerOf } from '../kit/reader.ts';
import { readDeal } from './api.ts';
import { emptyMemory, type Memory } from './api-memory.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { healthOf, isEditing, readEdits, readTotals } from './edits.ts';
import { allPlaces, repairable, shellFields, structure } from './fields.ts';
import { isShell, recordInFront } from './front.ts';
import { readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';
import type { Asked } from './wire.ts';

/** Fixed parts of the shell of version 8, which a margin on the page does not move. */
const fixedParts =
	'.top-panel.fixed-top, .alert-fixed.message-wrapper, ngb-modal-window.modal, ngb-modal-backdrop.modal-backdrop';

/**
 * The top bar of 8 folds its modules by the window's width, not by its own, so that beside the sidebar they push the
 * user's menu out of it. They stand closer together then, and a long name is cut. Seen on 8.2.3, 2026.
 */
const topBar = `
.top-panel .navbar > .collapsenav { min-width: 0 !important; }
.top-panel .collapsenav .top-nav .nav-link-nongrouped { padding-left: 3px !important; padding-right: 3px !important; }
.top-panel .navbar > .global-links { flex: none !important; }
.top-panel .global-links .global-user-name { max-width: 72px !important; overflow: hidden !important; text-overflow: ellipsis !important; }
.top-panel .global-links .dropdown-menu { left: auto !important; right: 0 !important; }
`;

/** SuiteCRM 7 and 8, hosted by each firm itself. 8 shows quotes as pages of 7 in a frame. */
export const suitecrm: Adapter = {
	crm: 'suitecrm',
	title,
	docking: {
		doesContainFixed: false,
		doesNotifyResize: false,
		rules: (side, widthPx) => `${fixedParts} { ${side}: ${widthPx}px !important; width: auto !important; }${topBar}`,
	},
	places: allPlaces,
	structure,
	repairable: (page) => (isShell(page) ? [shellFields.amount.field] : repairable),
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		const asked: Asked = { preferences: null, stages: null, currencies: null };
		let memory: Memory = emptyMemory;
		return readerOf(options, {
			async readDeal(page, ref, costs, signal) {
				const shown = () => {
					const onPage = readFactsFromPage(page, ref, memory);
					return onPage.ok ? onPage.value.facts : null;
				};
				const reading = await readDeal(callApi, page, ref, signal, asked, costs, shown);
				memory = reading.memory;
				return { facts: reading.facts, ...stagesByKey(reading.stages) };
			},
			healthOf,
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, memory),
			readEdits: (page, saved) => readEdits(page, saved, memory),
			readTotals: (page, saved) => readTotals(page, saved, memory),
			isEditing,
			canApply,
			applyDiscount: (page, saved, lineId, write, until) => applyDiscount(page, saved, lineId, write, until, memory),
		});
	},
};
