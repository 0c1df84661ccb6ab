import { expect, test } from 'vitest';
import type { Hints, MapColumn } from '../../../core/model/page-map.ts';
import { asLabel, describe } from '../../../crm/pointing/descriptor.ts';
import { coresOf, placeOf, textOf } from '../../../crm/pointing/dom.ts';
import { find } from '../../../crm/pointing/find.ts';
import { cellAt, describeColumn, findTable } from '../../../crm/pointing/table.ts';
import { type Changing, changing, seeded } from './mutate.ts';
import { at, openSaved, type Pointing, pointings } from './pages.ts';

/** How many changed pages of each saved one are looked at in a long run; ten thousand in all. A plain one looks at a fifth. */
const counts: Readonly<Record<string, number>> = {
	'demo/quote': 1500,
	'demo/deal-amount-typed': 3500,
	'suitecrm/7-opportunity-view': 2500,
	'suitecrm/8-opportunity-view': 2000,
	'suitecrm/7-quote-edit': 100,
	'dolibarr/propal-view': 300,
	'tryton/opportunity': 100,
};

const share = process.env.DEALSIDE_LONG ? 1 : 0.2;

interface Tally {
	right: number;
	nothing: number;
	readonly wrong: string[];
}

/** The place itself, one around it or in it that says the same, or a copy of it. */
function isSamePlace(found: Element, truth: Element, said: string, page: Changing): boolean {
	const origin = page.originOf(found);
	const isNear = origin.contains(truth) || truth.contains(origin);
	return origin === truth || (isNear && (textOf(origin) === textOf(truth) || textOf(found) === said));
}

function tallyOf(pointing: Pointing, random: () => number): Tally {
	const { document } = openSaved(pointing);
	const fields = Object.entries(pointing.fields).map(([field, [selector]]) => {
		const truth = placeOf(at(document, selector));
		const core = coresOf(truth).at(-1) ?? truth;
		return { field, truth, core, said: textOf(truth), hints: describe(truth) };
	});
	const columns = Object.entries(pointing.columns).map(([column, [selector]]) => {
		const cell = at(document, selector);
		return { column: column as MapColumn, cell, hints: describeColumn(cell) ?? [] };
	});
	const described: Partial<Record<MapColumn, Hints>> = Object.fromEntries(
		columns.map(({ column, hints }) => [column, hints]),
	);
	const whole = findTable(document, described);
	const truths = new Map(
		whole?.rows.map((row) => [
			row,
			new Map(columns.map(({ column }) => [column, cellAt(row, whole.at[column])] as const)),
		]),
	);
	const labels = new Set(
		[...fields, ...columns].flatMap(({ hints }) => hints.flatMap(({ by, value }) => (by === 'path' ? [] : [value]))),
	);
	const isKept = (text: string) =>
		labels.has(asLabel(text) ?? '') || [...labels].some((label) => label.endsWith(`=${text}`));
	const pointed = [...fields.map(({ core }) => core), ...columns.map(({ cell }) => cell)];
	const page = changing(document, isKept, pointed);
	const tally: Tally = { right: 0, nothing: 0, wrong: [] };
	const count = (counts[pointing.file] ?? 0) * share;
	for (let turn = 0; turn < count; turn += 1) {
		const kind = random() < 0.5 ? 0 : 1;
		const done = Array.from({ length: 1 + Math.floor(random() * 4) }, () => page.change(random, kind));
		for (const { field, truth, core, said, hints } of fields) {
			const found = find(document, hints, { isFigure: field === 'amount' || field === 'probability' });
			if (!found) tally.nothing += 1;
			else if ([truth, core].some((place) => isSamePlace(found, place, said, page))) tally.right += 1;
			else tally.wrong.push(`${turn} ${done} ${field}: ${found.outerHTML.slice(0, 200)}`);
		}
		const table = columns.length > 0 ? findTable(document, described) : null;
		for (const row of table?.rows ?? []) {
			const known = truths.get(page.originOf(row));
			// A row to fill in is no line.
			if (known && !known.get('total')?.textContent?.trim() && !known.get('total')?.querySelector('input')) continue;
			for (const { column } of columns) {
				const cell = cellAt(row, table?.at[column]);
				if (!cell) tally.nothing += 1;
				else if (known && page.originOf(cell) === known.get(column)) tally.right += 1;
				else tally.wrong.push(`${turn} ${done} ${column}: ${cell.outerHTML.slice(0, 200)}`);
			}
		}
		page.undo();
	}
	return tally;
}

test('on thousands of changed pages a field is found or nothing is, never another', { timeout: 1_800_000 }, () => {
	expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(10_000);
	const random = seeded(2027);
	const wrong: string[] = [];
	for (const pointing of pointings) {
		const tally = tallyOf(pointing, random);
		wrong.push(...tally.wrong.map((one) => `${pointing.file} ${one}`));
		// One that finds nothing at all would never be wrong.
		expect(tally.right, pointing.file).toBeGreaterThan(tally.nothing);
	}
	expect(wrong).toEqual([]);
});
