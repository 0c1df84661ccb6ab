import type { DealFacts } from '../model/deal.ts';
import type { DealEdits } from '../model/deal-edits.ts';
import { compare, type DecimalString, negate, one, parseDecimal } from '../model/decimal.ts';
import type { FileProblem } from '../model/settings.ts';
import { problemAt, repeated } from './check.ts';
import { isReserved } from './json-text.ts';

/** What is wrong with deals and edits from files, beyond their shape. A CRM's own answers are not held against this. */

/** True from −1 to 1: a surcharge may double a price, a discount cannot take more than all of it. */
function isFraction(written: DecimalString, isSigned: boolean): boolean {
	const value = parseDecimal(written);
	const least = isSigned ? negate(one) : { digits: 0n, scale: 0 };
	return value !== null && compare(value, least) >= 0 && compare(value, one) <= 0;
}

function probabilityProblems(written: DecimalString | null | undefined, path: readonly string[]): FileProblem[] {
	if (written === null || written === undefined || isFraction(written, false)) return [];
	return [problemAt(path, 'not-a-probability', written)];
}

/** Ids written twice, figures that cannot be. */
export function checkDeal(deal: DealFacts): FileProblem[] {
	const lines = deal.lines ?? [];
	return [
		...probabilityProblems(deal.probability, ['probability']),
		...repeated(lines, ({ id }) => id).map(({ index, key }) => problemAt(['lines', index, 'id'], 'line-twice', key)),
		...lines.flatMap(({ id, discounts }, index) => [
			...(isReserved(id) ? [problemAt(['lines', index, 'id'], 'key-reserved', id)] : []),
			...discounts.flatMap((discount, at) =>
				isFraction(discount, true) ? [] : [problemAt(['lines', index, 'discounts', at], 'not-a-discount', discount)],
			),
		]),
	];
}

/** Edits of lines that the deal does not have, and added lines with an id that another one has. */
export function checkEdits(edits: DealEdits, deal: DealFacts): FileProblem[] {
	const saved = new Set((deal.lines ?? []).map(({ id }) => id));
	const present = new Set([...saved, ...edits.added.map(({ id }) => id)]);
	const missing = (id: string | null | undefined, among: ReadonlySet<string>, path: readonly (string | number)[]) =>
		id === null || id === undefined || among.has(id) ? [] : [problemAt(path, 'unknown-line', id)];
	const ids = [...[...saved].map((id) => ({ id })), ...edits.added];
	return [
		...probabilityProblems(edits.probability?.value, ['probability', 'value']),
		...Object.keys(edits.lines).flatMap((id) => missing(id, saved, ['lines', id])),
		...edits.removed.flatMap((id, index) => missing(id, saved, ['removed', index])),
		...repeated(edits.removed, (id) => id).map(({ index, key }) => problemAt(['removed', index], 'named-twice', key)),
		...repeated(ids, ({ id }) => id).map(({ index, key }) =>
			problemAt(['added', index - saved.size, 'id'], 'line-twice', key),
		),
		...edits.added.flatMap(({ id, replaces }, index) => [
			...(isReserved(id) ? [problemAt(['added', index, 'id'], 'key-reserved', id)] : []),
			...missing(replaces, saved, ['added', index, 'replaces']),
		]),
		...(edits.refused ?? []).flatMap(({ lineId }, index) => missing(lineId, present, ['refused', index, 'lineId'])),
		...missing(edits.activeLineId, present, ['activeLineId']),
	];
}
