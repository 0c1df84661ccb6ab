import type { Adapter, Docking } from '../contract.ts';
import { stageList } from '../kit/answers.ts';
import { readerOf } from '../kit/reader.ts';
import { readDeal } from './api.ts';
import { readClient } from './api-client.ts';
import { readQuote } from './api-quote.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { isEditing, type Memory, readEdits } from './edits.ts';
import { dealFields, structure } from './fields.ts';
import { recordInFront } from './front.ts';
import { healthOf, readFactsFromPage, stageLabel } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';
import { asker } from './wire.ts';

/** Drawers open at the window's edge, over the very place of the sidebar; bars are as wide as the window. */
const rules: Docking['rules'] = (side, widthPx) => {
	const room = `${side}:${widthPx}px!important;width:auto!important`;
	const left = `calc(100% - ${widthPx}px)!important`;
	return [
		`.modal,.modal-backdrop{${room}}`,
		'.modal-dialog{max-width:100%!important}',
		...(side === 'right'
			? [
					`body[data-navbar="side"] #navbar .navbar-right{width:${left}}`,
					`body[data-navbar="top"] #navbar>.navbar{${room}}`,
					`.collapsed-modal-bar{left:0!important;${room}}`,
					`.stick-sub{max-width:${left}}`,
				]
			: []),
	].join('\n');
};

/** EspoCRM 9, hosted by each firm itself; lines and costs are where its administrator put them. */
export const espocrm: Adapter = {
	crm: 'espocrm',
	title,
	places: dealFields,
	structure,
	docking: { rules, doesContainFixed: false, doesNotifyResize: false },
	repairable: () => ['Amount'],
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		const memory: Memory = { client: null, record: null, wires: new Map(), rows: null };
		return readerOf(options, {
			async readDeal(page, ref, costs, signal) {
				const get = asker(callApi, page, signal);
				memory.client ??= await readClient(get, options);
				const read = ref.kind === 'quote' ? readQuote : readDeal;
				const { facts, record, wires } = await read(get, memory.client, ref, costs);
				Object.assign(memory, { record, wires });
				const { stage } = facts;
				const named = stage && { ...stage, label: stageLabel(page, stage.id) };
				const keys = ref.kind === 'opportunity' ? memory.client.stages : [];
				const stages = keys.map((id) => ({ id, label: id === named?.id ? named.label : null, pipeline: null }));
				return { facts: { ...facts, stage: named }, ...stageList(stages) };
			},
			healthOf,
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, memory.client),
			readEdits: (page, saved) => readEdits(page, saved, memory),
			isEditing,
			canApply: (page, saved) => canApply(page, saved, memory),
			applyDiscount: (page, saved, lineId, write, until) => applyDiscount(page, saved, lineId, write, memory, until),
		});
	},
};
