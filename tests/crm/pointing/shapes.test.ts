import { expect, test } from 'vitest';
import { mapShape } from '../../../core/model/page-map-shapes.ts';
import { shapeProblems } from '../../../core/playbook/check.ts';
import { shapeOf } from '../../../crm/pointing/address.ts';
import { describe } from '../../../crm/pointing/descriptor.ts';
import { placeOf } from '../../../crm/pointing/dom.ts';
import { describeColumn } from '../../../crm/pointing/table.ts';
import { pointedMap } from './in-house.ts';
import { at, openSaved, pointings } from './pages.ts';

test.for(pointings)('what is pointed out on $file can be kept', (pointing) => {
	const { document, url } = openSaved(pointing);
	const fields = Object.entries(pointing.fields).map(([name, [selector]]) => [
		name,
		describe(placeOf(at(document, selector))),
	]);
	const columns = Object.entries(pointing.columns).map(([name, [selector]]) => [
		name,
		describeColumn(at(document, selector)),
	]);
	const map = pointedMap({
		pages: [shapeOf(url) ?? ''],
		fields: Object.fromEntries(fields),
		columns: Object.fromEntries(columns),
	});
	expect(shapeProblems(mapShape, map)).toEqual([]);
});
