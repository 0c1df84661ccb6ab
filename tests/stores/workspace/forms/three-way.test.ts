import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aligned, clashKey, threeWay } from '../../../../stores/workspace/forms/three-way.ts';

const row = (id: string, floor = '1', name = id) => ({ id, name, floor });

describe('two changes of one form', () => {
	it('are both kept where they do not touch: fields, rows that came, went and moved, texts of a list', () => {
		const base = { name: 'A', days: '5', rows: [row('a'), row('b'), row('c')], tags: ['x', 'y'] };
		const mine = { ...base, name: 'B', rows: [row('a', '2'), row('new'), row('b'), row('c')], tags: ['x', 'y', 'z'] };
		const theirs = { ...base, days: '6', rows: [row('c'), row('a'), row('b', '3')], tags: ['y'] };
		expect(threeWay(base, mine, theirs)).toEqual({
			merged: {
				name: 'B',
				days: '6',
				rows: [row('c'), row('a', '2'), row('new'), row('b', '3')],
				tags: ['y', 'z'],
			},
			clashes: [],
		});
	});

	it('clash in one place each, and the choice decides; without one mine stays', () => {
		const base = { rows: [row('a'), row('b')], name: 'A' };
		const mine = { rows: [row('a', '2'), row('b')], name: 'B' };
		const theirs = { rows: [row('a', '3', 'renamed'), row('b')], name: 'C' };
		const { merged, clashes } = threeWay(base, mine, theirs);
		expect(clashes.map(({ path }) => path)).toEqual([['rows', 'a', 'floor'], ['name']]);
		expect(merged).toEqual({ rows: [row('a', '2', 'renamed'), row('b')], name: 'B' });
		const theirsAll = new Map(clashes.map((clash) => [clashKey(clash), 'theirs' as const]));
		expect(threeWay(base, mine, theirs, theirsAll).merged).toEqual(theirs);
	});

	it('clash over a row that one removed and the other changed, and over no row that only went', () => {
		const base = { rows: [row('a'), row('b')] };
		const { merged, clashes } = threeWay(base, { rows: [row('b')] }, { rows: [row('a', '9')] });
		expect(clashes).toEqual([{ path: ['rows', 'a'], base: row('a'), mine: undefined, theirs: row('a', '9') }]);
		expect(merged).toEqual({ rows: [] });
		const back = new Map(clashes.map((clash) => [clashKey(clash), 'theirs' as const]));
		expect(threeWay(base, { rows: [row('b')] }, { rows: [row('a', '9')] }, back).merged).toEqual({
			rows: [row('a', '9')],
		});
	});

	it('with nobody on the other side give exactly what this side says, whichever it is', () => {
		const rows = fc.uniqueArray(fc.record({ id: fc.string(), floor: fc.string() }), { selector: ({ id }) => id });
		const form = fc.record({ name: fc.string(), rows, tags: fc.uniqueArray(fc.string()) });
		fc.assert(
			fc.property(form, form, (base, changed) => {
				expect(threeWay(base, changed, base)).toEqual({ merged: changed, clashes: [] });
				expect(threeWay(base, base, changed)).toEqual({ merged: changed, clashes: [] });
				expect(threeWay(base, changed, changed)).toEqual({ merged: changed, clashes: [] });
			}),
		);
	});

	it('lose nothing that only one side said', () => {
		const rows = fc.uniqueArray(
			fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), floor: fc.constantFrom('1', '2') }),
			{
				selector: ({ id }) => id,
			},
		);
		fc.assert(
			fc.property(rows, rows, rows, (base, mine, theirs) => {
				const { merged, clashes } = threeWay({ rows: base }, { rows: mine }, { rows: theirs });
				const clashing = new Set(clashes.map(({ path }) => path[1]));
				const at = (list: readonly { readonly id: string; readonly floor: string }[], id: string) =>
					list.find((each) => each.id === id)?.floor;
				for (const id of ['a', 'b', 'c', 'd', 'e']) {
					if (clashing.has(id)) continue;
					const wanted = at(mine, id) === at(base, id) ? at(theirs, id) : at(mine, id);
					expect([id, at(merged.rows, id)]).toEqual([id, wanted]);
				}
			}),
		);
	});
});

describe('rows without ids of their own', () => {
	const named = (key: string, family: string, floor = '1') => ({ key, family, floor });
	const by = ({ family }: { readonly family: string }) => family;

	it('get the key of the row of the same name, and a new one where there is none', () => {
		const mine = [named('0', 'Doors'), named('x', 'Typed here')];
		expect(aligned(mine, [named('0', 'Gates'), named('1', 'Doors', '2')], by)).toEqual([
			named('other-1', 'Gates'),
			named('0', 'Doors', '2'),
		]);
	});

	it('keep their key when they were renamed in their place', () => {
		expect(
			aligned([named('0', 'Doors'), named('1', 'Gates')], [named('0', 'Doors'), named('1', 'Portals')], by),
		).toEqual([named('0', 'Doors'), named('1', 'Portals')]);
	});
});
