import type { Adapter, Docking } from '../contract.ts';
import { costFieldOf, costSearch } from '../kit/cost.ts';
import { readerOf } from '../kit/reader.ts';
import { askDeal, dealOf } from './api.ts';
import { contextOf, readLanguage, readServer } from './api-client.ts';
import { learner } from './api-learn.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { readEdits } from './edits.ts';
import type { Memory } from './edits-row.ts';
import { readTotals } from './edits-totals.ts';
import { places, structure } from './fields.ts';
import { columnPlaces, matcher } from './fields-rows.ts';
import { recordInFront } from './front.ts';
import { beforeFocus, healthOf, isEditing, readFactsFromPage, stagesOf } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';
import { asker } from './wire.ts';

/** From this width of the window on the client puts the messages beside the form, whatever room the form has left (18.0). */
const besideFromPx = 1534;

/** While less than that is left the messages go below, or the columns that are typed in would be cut off. */
const rules: Docking['rules'] = (_, widthPx, zoom) => {
	const form = '.o_form_view.o_xxl_form_view';
	return `@media (max-width:${Math.ceil((besideFromPx + widthPx) * zoom) - 1}px){${form} .o_form_renderer{flex-flow:column nowrap!important}${form} .o_form_sheet_bg{flex:none!important;overflow:visible!important}${form} .o-mail-Form-chatter.o-aside{flex:none!important;width:auto!important}}`;
};

/** Odoo 16 to 19: seen running on 18.0, the others from their source. */
export const odoo: Adapter = {
	crm: 'odoo',
	title,
	places: [...Object.values(places), ...columnPlaces],
	structure,
	docking: { makesRoomBy: 'width', doesContainFixed: true, doesNotifyResize: true, rules },
	repairable: () => ['Amount', 'Product', 'Quantity', 'Unit price'],
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		const costs = costSearch(options?.costField);
		const { signal: unending } = new AbortController();
		const memory: Memory = {
			client: null,
			order: null,
			match: matcher(),
			last: null,
			isCostColumn: costs.source.of === 'usual' || costFieldOf(costs, 'line') === 'purchase_price',
			priced: new Map(),
			answered: new Map(),
			replaced: new Set(),
			learn: learner(() => {
				const { client, order } = memory;
				const context = client && contextOf(client, order?.company ?? null);
				return context && { rpc: asker(callApi, unending), client, context, costs };
			}),
		};
		return readerOf(options, {
			async readDeal(page, ref, costs, signal) {
				const rpc = asker(callApi, signal);
				const known = memory.client;
				const server = known ?? (await readServer(rpc, page, ref, costs));
				// What the record says can be asked for beside what depends on the user's language.
				const [answer, language] = await Promise.all([
					askDeal(rpc, server, ref, costs),
					known ?? readLanguage(callApi, rpc, server, signal),
				]);
				const client = { ...server, ...language };
				const { facts, order } = dealOf(client, ref, page.url, answer, costs);
				Object.assign(memory, { client, order });
				return { facts, ...stagesOf(page, ref, client) };
			},
			healthOf,
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, memory.client),
			readEdits: (page, saved) => readEdits(page, saved, memory),
			readTotals: (page, saved) => readTotals(page, saved, memory),
			isEditing,
			beforeFocus,
			canApply: (page, saved) => canApply(page, saved, memory),
			applyDiscount: (page, saved, lineId, write, until) => applyDiscount(page, saved, lineId, write, memory, until),
		});
	},
};
