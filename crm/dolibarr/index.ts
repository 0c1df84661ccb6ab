import type { Adapter } from '../contract.ts';
import { costSearch } from '../kit/cost.ts';
import { readerOf } from '../kit/reader.ts';
import { readDeal } from './api.ts';
import { leastPrices } from './api-least-price.ts';
import { isOwnCost } from './api-quote.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { healthOf, isEditing, type Known, readEdits } from './edits.ts';
import { readTotals } from './edits-totals.ts';
import { boxes, repairable, structure } from './fields.ts';
import { recordInFront } from './front.ts';
import { readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';

/** The theme md fixes its menus to the left edge of the window; in eldy they move with the page. Seen on 16.0.3, 2026. */
function fixedLeft(widthPx: number): string {
	const isMd = 'html:has(link[href*="/theme/md/"])';
	return `\n${isMd} .side-nav, ${isMd} .login_block { left: ${widthPx}px !important; }`;
}

/** Dolibarr with commercial proposals and leads, hosted by each firm itself. */
export const dolibarr: Adapter = {
	crm: 'dolibarr',
	title,
	places: Object.values(boxes),
	structure,
	docking: {
		doesContainFixed: false,
		doesNotifyResize: false,
		// Its content is laid out as a table, which no margin makes narrower: Save would lie under the sidebar.
		rules: (side, widthPx) =>
			`#id-container { display: flex !important; }
			#id-right { display: block !important; flex: 1 1 0px !important; min-width: 0 !important; }
			.jnotify-container { ${side}: ${widthPx}px !important; }${side === 'left' ? fixedLeft(widthPx) : ''}`,
	},
	repairable: () => repairable,
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		const known: Known = { isOwnCost: isOwnCost(costSearch(options?.costField)), leastOf: leastPrices(callApi) };
		return readerOf(options, {
			readDeal: (page, ref, costs, signal) => readDeal(callApi, page, ref, signal, costs),
			healthOf,
			readFactsFromPage,
			readEdits: (page, saved) => readEdits(page, saved, known),
			readTotals: (page, saved) => readTotals(page, saved, known),
			isEditing,
			canApply,
			applyDiscount,
		});
	},
};
