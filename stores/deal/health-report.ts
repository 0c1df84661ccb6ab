import type { FieldHealth } from '../../core/model/read-failure.ts';
import type { DealState } from './store.ts';

/** The fields of the page with how each is found; the one that an edit cannot be read from counts as broken. */
export function selectHealth({ health, editsFailure, failure }: DealState): readonly FieldHealth[] {
	const lost = [editsFailure, failure].flatMap((each) =>
		each?.code === 'field-missing' && each.field ? [each.field] : [],
	);
	const named = new Set(lost);
	const seenOf = new Map(health.map(({ field, seen }) => [field, seen]));
	return [
		...health.filter(({ field }) => !named.has(field)),
		...[...named].map((field) => ({ field, state: 'broken', seen: seenOf.get(field) ?? null }) as const),
	];
}

/** The worst state there is; null while no field had to be looked for. */
export function worstHealth(health: readonly FieldHealth[]): FieldHealth['state'] | null {
	const states = new Set(health.map(({ state }) => state));
	return (['broken', 'absent', 'drifted', 'ok'] as const).find((state) => states.has(state)) ?? null;
}

/** “, seen 2026-11 (live: Odoo 18.0)”: what its place on the page is known from; nothing for a field that is on no page. */
function seenText(seen: FieldHealth['seen']): string {
	return seen ? `, seen ${seen.on} (${seen.by}: ${seen.where})` : '';
}

/** Where a report comes from, apart from the page. */
export interface ReportSource {
	/** The extension's version. */
	readonly version: string;
	/** As the browser names itself. */
	readonly browser: string;
}

/**
 * What helps who looks after an adapter, in English: the CRM, the kind of record, fields and failures by name. Nothing of
 * the deal, the customer or the site is in it.
 */
export function healthReport(state: DealState, { version, browser }: ReportSource): string {
	const { record, factsFrom, failure, editsFailure, structure } = state;
	const said = (each: DealState['failure']) => (each ? [each.code, each.field].filter(Boolean).join(' ') : 'none');
	return [
		`Dealside ${version}`,
		`CRM: ${record?.ref.crm ?? 'unknown'}, ${record?.ref.kind ?? 'no record'}`,
		`Facts from: ${factsFrom ?? 'nowhere'}`,
		`Read failure: ${said(failure)}`,
		`Edit failure: ${said(editsFailure)}`,
		...selectHealth(state).map(({ field, state: found, seen }) => `${field}: ${found}${seenText(seen)}`),
		`Browser: ${browser}`,
		...(structure ? ['Names of fields on the page, without texts and numbers:', structure] : []),
	].join('\n');
}
