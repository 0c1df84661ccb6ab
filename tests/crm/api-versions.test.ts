import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CrmId } from '../../core/model/deal.ts';
import { profileOf, profiles } from '../../crm/profiles.ts';
import { type ApiVersion, apiVersions, dueApis, tableOf, versionsIn } from './api-versions.ts';

const root = join(import.meta.dirname, '../..');
const titleOf = (crm: CrmId) => profileOf(crm)?.title ?? crm;

test('no API that a CRM is read by leaves its vendor’s support within 180 days', () => {
	const today = new Date().toISOString().slice(0, 10);
	expect(dueApis(apiVersions, titleOf, today)).toEqual([]);
});

const sample: ApiVersion = {
	crm: 'hubspot',
	api: 'CRM API',
	version: '2026-09',
	path: '/crm/objects/2026-09',
	end: { on: '2028-03-01', by: 'rule', before: 'Read the next version.' },
	source: 'https://vendor.example/versions',
	lookedUpOn: '2027-09-01',
	note: '',
};

test('an end is asked for from 180 days before on, and afterwards, with what to do', () => {
	const due = (today: string) => dueApis([sample], titleOf, today);
	expect(due('2027-09-02')).toEqual([]);
	expect(due('2027-09-03')).toEqual([
		'HubSpot: CRM API 2026-09 leaves support in 180 days, on 2028-03-01. Read the next version. The row is in tests/crm/api-versions.ts.',
	]);
	expect(due('2028-03-01')).toEqual([
		'HubSpot: CRM API 2026-09 left support on 2028-03-01. Read the next version. The row is in tests/crm/api-versions.ts.',
	]);
});

test('what nobody looked up for a year is asked for, an end or none', () => {
	const open = { ...sample, end: null, lookedUpOn: '2026-11-30' };
	expect(dueApis([open], titleOf, '2027-11-30')).toEqual([]);
	expect(dueApis([open], titleOf, '2027-12-01')).toEqual([
		'HubSpot: CRM API 2026-09 was looked up last on 2026-11-30. Look at https://vendor.example/versions again and write what it says into tests/crm/api-versions.ts.',
	]);
});

test('every CRM has its rows, and they hold exactly the versions that its code asks for', () => {
	const crms = profiles.map(({ crm }) => crm).filter((crm) => crm !== 'demo');
	expect([...new Set(apiVersions.map(({ crm }) => crm))].sort()).toEqual(crms.sort());
	for (const crm of crms) {
		const rows = apiVersions.filter((row) => row.crm === crm);
		expect([crm, rows.flatMap(({ version }) => version ?? []).sort()]).toEqual([
			crm,
			versionsIn(join(root, 'crm', crm)),
		]);
		for (const { version, path } of rows) expect(path).toContain(version ?? '');
	}
});

test('docs/crm-apis.md has this table', () => {
	const lines = readFileSync(join(root, 'docs/crm-apis.md'), 'utf8').split('\n');
	// How a formatter pads the cells says nothing.
	const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim().replace(/^-+$/, '---'));
	const table = lines.filter((line) => line.startsWith('|'));
	expect(table.map(cellsOf)).toEqual(tableOf(apiVersions, titleOf).map(cellsOf));
});
