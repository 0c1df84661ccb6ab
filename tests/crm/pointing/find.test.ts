import { expect, describe as group, test } from 'vitest';
import { describe } from '../../../crm/pointing/descriptor.ts';
import { placeOf, shownBy } from '../../../crm/pointing/dom.ts';
import { find } from '../../../crm/pointing/find.ts';
import { cellAt, cellText, describeColumn, findTable } from '../../../crm/pointing/table.ts';
import { openHtml } from '../open-page.ts';
import { at, openSaved, pointings } from './pages.ts';

for (const pointing of pointings)
	group(pointing.file, () => {
		for (const [field, [selector, text]] of Object.entries(pointing.fields))
			test(`${field} is read at once and found again`, () => {
				const { document } = openSaved(pointing);
				const place = placeOf(at(document, selector));
				expect(shownBy(place)).toBe(text);
				expect(find(document, describe(place), { isFigure: field === 'amount' })).toBe(place);
			});

		const columns = Object.entries(pointing.columns);
		if (columns.length > 0)
			test('its lines are found by their columns', () => {
				const { document } = openSaved(pointing);
				const described = Object.fromEntries(
					columns.map(([column, [selector]]) => [column, describeColumn(at(document, selector)) ?? []]),
				);
				const table = findTable(document, described);
				expect(table).not.toBeNull();
				const [row] = table?.rows ?? [];
				for (const [column, [, text]] of columns)
					expect(row && cellText(cellAt(row, table?.at[column as 'product']))).toBe(text);
			});
	});

test('the one title of a page is found again under other wrappers, and none of two', () => {
	const open = (body: string) =>
		openHtml(`<html lang="en"><body>${body}</body></html>`, 'https://crm.example/1').document;
	const hints = describe(placeOf(at(open('<h1>Dock pumps</h1>'), 'h1')));
	const wrapped = open('<section><div><h1>Valve set</h1></div></section>');
	expect(find(wrapped, hints, { isFigure: false })).toBe(placeOf(at(wrapped, 'h1')));
	const two = open('<section><h1>Valve set</h1><h1>Notes</h1></section>');
	expect(find(two, hints, { isFigure: false })).toBeNull();
	expect(find(wrapped, hints, { isFigure: true })).toBeNull();
});
