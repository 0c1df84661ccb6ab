import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { Adapter } from '../contract.ts';
import { readerOf } from '../kit/reader.ts';
import { type Memory, readDeal, readMarks } from './api.ts';
import { claims } from './claims.ts';
import { readEdits } from './edits.ts';
import { dealFields, labelIn, lineFields, structure } from './fields.ts';
import { keepLines, recordInFront } from './front.ts';
import { headerName } from './lines.ts';
import { fieldHealth, isEditing, readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';
import { asker } from './wire.ts';

/** Microsoft Dynamics 365 Sales: opportunities and quotes of model-driven apps, read with the page's own session. */
export const dynamics: Adapter = {
	crm: 'dynamics',
	title,
	places: [...Object.values(dealFields), ...Object.values(lineFields)],
	structure,
	docking: { doesContainFixed: true, doesNotifyResize: true },
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		let memory: Memory | null = null;
		let marks: LocaleMarks | null = null;
		return readerOf(options, {
			async readDeal(page, ref, costs, signal) {
				const ask = asker(callApi, signal);
				const nameOf = (field: string) => labelIn(page.document, field) ?? headerName;
				const [own, read] = await Promise.all([marks ?? readMarks(ask), readDeal(ask, ref, costs, nameOf)]);
				marks = own;
				const { format } = read.memory;
				memory = { ...read.memory, format: { ...format, marks: own ?? format.marks } };
				keepLines(ref, [...memory.terms.keys()]);
				return { facts: read.facts };
			},
			healthOf: (page, facts) => fieldHealth(page, facts, memory),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, memory),
			readEdits: (page, saved) => readEdits(page, saved, memory),
			isEditing,
		});
	},
};
