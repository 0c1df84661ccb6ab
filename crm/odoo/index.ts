import type { Adapter } from '../contract.ts';
import { costHealth, costSearch } from '../cost.ts';
import { asResult } from '../wire.ts';
import { readDeal } from './api.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { readClient } from './client.ts';
import { type Memory, readEdits } from './edits.ts';
import { recordInFront } from './form.ts';
import { beforeFocus, healthOf, isEditing, readFactsFromPage, stagesOf } from './page.ts';
import { matcher } from './rows.ts';
import { rpcOf } from './wire.ts';

/** Odoo 16 to 19: seen running on 18.0, the others from their source. */
export const odoo: Adapter = {
	crm: 'odoo',
	title: 'Odoo',
	knownHosts: ['https://*.odoo.com/*'],
	docking: { makesRoomBy: 'width', doesContainFixed: true, doesNotifyResize: true },
	repairable: () => ['Amount', 'Product', 'Quantity', 'Unit price'],
	claims,
	recordInFront,
	open(callApi, options) {
		const memory: Memory = { client: null, kept: new Map(), match: matcher(), last: null };
		return {
			readFacts: (page, ref, signal) =>
				asResult(async () => {
					const rpc = rpcOf(callApi, signal);
					const costs = costSearch(options?.costField);
					memory.client ??= await readClient(callApi, rpc, page, ref, costs, signal);
					const { facts, kept } = await readDeal(rpc, memory.client, ref, costs);
					memory.kept = kept;
					return {
						facts,
						health: [...healthOf(page, facts), ...costHealth(costs)],
						...stagesOf(page, ref, memory.client),
					};
				}),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, memory.client),
			readEdits: (page, saved) => readEdits(page, saved, memory),
			isEditing,
			beforeFocus,
			canApply: (page, saved) => canApply(page, saved, memory),
			applyDiscount: (page, saved, lineId, write, until) => applyDiscount(page, saved, lineId, write, memory, until),
		};
	},
};
