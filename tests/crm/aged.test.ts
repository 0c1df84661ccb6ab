import { expect, test } from 'vitest';
import type { Adapter } from '../../crm/contract.ts';
import { type FieldPlace, seenOn } from '../../crm/kit/places.ts';
import { adapters } from '../../crm/registry.ts';
import { agedPlaces, type Waiting, waiting } from './aged.ts';

test('no place on a page was seen last more than a year ago, but those that are known to wait', () => {
	const today = new Date().toISOString().slice(0, 10);
	expect(agedPlaces(adapters, today, waiting)).toEqual([]);
});

const [first] = adapters;

function adapterSeen(on: Parameters<typeof seenOn>[0]): Adapter {
	const at = seenOn(on, 'live', 'Sample 1.0');
	const place: FieldPlace = { field: 'Amount', primary: at('input'), fallbacks: [] };
	return { ...(first as Adapter), crm: 'odoo', title: 'Odoo', places: [place], structure: null };
}

const line: Waiting = { crm: 'odoo', where: 'Sample 1.0', until: '2028-01-01', why: 'nobody has it' };

test('a place is asked for again a year after it was seen, with what to do', () => {
	expect(agedPlaces([adapterSeen('2026-11')], '2027-11-30', [])).toEqual([]);
	const [said, ...more] = agedPlaces([adapterSeen('2026-11')], '2027-12-01', []);
	expect(said).toMatch(
		/^Odoo: Amount were seen last on 2026-11 \(Sample 1\.0\)\. Look at them .*crm\/odoo.*tests\/crm\/aged\.ts/,
	);
	expect(more).toEqual([]);
	expect(agedPlaces([adapterSeen('2026-11-05')], '2027-11-06', [])).toHaveLength(1);
});

test('a place that waits is asked for on the day that its line names, and a line that nothing needs is named', () => {
	expect(agedPlaces([adapterSeen('2026-11')], '2027-12-01', [line])).toEqual([]);
	expect(agedPlaces([adapterSeen('2026-11')], '2028-01-01', [line])).toHaveLength(1);
	expect(agedPlaces([adapterSeen('2027-11')], '2027-12-01', [line])).toEqual([
		'odoo: nothing of “Sample 1.0” is old. Take its line out of tests/crm/aged.ts.',
	]);
	expect(agedPlaces([adapterSeen('2026-11')], '2027-12-01', [{ ...line, crm: 'tryton' }])).toHaveLength(2);
});
