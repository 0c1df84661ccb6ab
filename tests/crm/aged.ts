import type { CrmId } from '../../core/model/deal.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import type { Adapter } from '../../crm/contract.ts';
import { selectorsOf } from '../../crm/kit/places.ts';

/** Places that nobody has looked at for long: what a CRM draws changes with its releases. */

/** A source that is older than a year and that nobody can look at now. */
export interface Waiting {
	readonly crm: CrmId;
	/** As in `Seen.where`. */
	readonly where: string;
	/** The day from which it is asked for again. */
	readonly until: string;
	/** What stands in for it meanwhile. */
	readonly why: string;
}

/** Sources that wait. Take a line out once its places were seen again. */
export const waiting: readonly Waiting[] = [
	{
		crm: 'salesforce',
		where: 'salesforce-pageobjects 9.0.0',
		until: '2027-06-01',
		why: 'the newest version there is; only fallbacks and the path come from it',
	},
	{
		crm: 'dynamics',
		where: 'EasyRepro',
		until: '2027-06-01',
		why: 'ids are looked for behind data-id, which newer code tells',
	},
	{
		crm: 'hubspot',
		where: 'public extensions for the deal page',
		until: '2027-06-01',
		why: 'portals that still show the older page; the page of 2026 has places of its own',
	},
	{
		crm: 'pipedrive',
		where: 'public extensions of 2025',
		until: '2027-06-01',
		why: 'the title of a deal, which no figure needs',
	},
	{
		crm: 'twenty',
		where: 'Twenty 0.53',
		until: '2027-06-01',
		why: 'the input of an amount; newer versions were read without it',
	},
];

/** The last day on which something seen then is not older than a year. */
function freshUntil({ on }: Seen): string {
	const [year, month, day = '31'] = on.split('-');
	return `${Number(year) + 1}-${month}-${day}`;
}

/**
 * What has to be looked at again on `today` ("2026-11-29"), a sentence each that says how. Also names lines of `listed`
 * that have come to their day, and those that nothing waits for any more.
 */
export function agedPlaces(adapters: readonly Adapter[], today: string, listed: readonly Waiting[]): string[] {
	const aged = new Map<string, { crm: CrmId; title: string; seen: Seen; fields: Set<string> }>();
	for (const { crm, title, places, structure } of adapters) {
		const all = places.flatMap((place) => selectorsOf(place).map(({ seen }) => ({ field: place.field, seen })));
		for (const { field, seen } of structure ? [...all, { field: 'rows and frames', seen: structure }] : all) {
			if (freshUntil(seen) >= today) continue;
			const key = `${crm} ${seen.where} ${seen.on}`;
			const entry = aged.get(key) ?? { crm, title, seen, fields: new Set() };
			aged.set(key, { ...entry, fields: entry.fields.add(field) });
		}
	}
	const isOf = (line: Waiting, { crm, seen }: { crm: CrmId; seen: Seen }) =>
		line.crm === crm && line.where === seen.where;
	const asked = [...aged.values()].filter((entry) => !listed.some((line) => isOf(line, entry) && line.until > today));
	const idle = listed.filter((line) => ![...aged.values()].some((entry) => isOf(line, entry)));
	return [
		...asked.map(
			({ crm, title, seen, fields }) =>
				`${title}: ${[...fields].join(', ')} were seen last on ${seen.on} (${seen.where}). Look at them on a page or in ` +
				`newer code, and write the new date into crm/${crm}; if nobody can now, put a line into tests/crm/aged.ts that ` +
				'says until when it may wait, and why.',
		),
		...idle.map(({ crm, where }) => `${crm}: nothing of “${where}” is old. Take its line out of tests/crm/aged.ts.`),
	];
}
