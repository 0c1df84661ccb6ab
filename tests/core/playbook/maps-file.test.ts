import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readMapsFile, writeMapsFile } from '../../../core/playbook/maps-file.ts';
import { fixtureMap, fixturePointed } from '../../fixtures/fixture-map.ts';

const all = { maps: [fixtureMap], pointed: [fixturePointed] };
const text = writeMapsFile(all);

function reasons(file: string): (readonly [string, string])[] {
	const read = readMapsFile(file);
	return read.ok ? [] : read.error.map(({ place, reason }) => [place, reason] as const);
}

test('what was written is read back exactly, and so is the documented file', () => {
	expect(readMapsFile(text)).toEqual({ ok: true, value: all });
	const documented = readFileSync(new URL('../../../docs/data.md', import.meta.url), 'utf8');
	const block = documented.split('```json maps.json\n')[1]?.split('\n```')[0] ?? '';
	const read = readMapsFile(block);
	if (!read.ok) throw new Error(JSON.stringify(read.error));
	expect(JSON.parse(writeMapsFile(read.value))).toEqual(JSON.parse(block));
});

test('another file, a newer one and what is named twice are refused with the reason', () => {
	expect(reasons('{')).toEqual([['', 'not-json']]);
	expect(reasons('{"format":"dealside-playbook","version":1}')).toEqual([['', 'not-maps']]);
	expect(reasons('{"format":"dealside-maps","version":1}')).toEqual([['', 'not-maps']]);
	expect(reasons(text.replace('"version": 1', '"version": 2'))).toEqual([['', 'newer-version']]);
	expect(reasons(text.replace('"format": 1', '"format": 2'))).toEqual([['maps 1 › format', 'newer-map']]);
	expect(reasons(text.replace('"format": 1', '"format": "1"'))).toEqual([['maps 1 › format', 'wrong-type']]);
	const { maps, pointed } = all;
	expect(reasons(writeMapsFile({ maps: [...maps, ...maps], pointed: [...pointed, ...pointed] }))).toEqual([
		['maps 2 › id', 'named-twice'],
		['pointed 2 › field', 'named-twice'],
	]);
});

test.for<readonly [string, string, string, string]>([
	['"https://crm.example"', '"https://crm.example/"', 'maps 1 › site', 'not-a-site'],
	['"https://crm.example"', '"ftp://crm.example"', 'maps 1 › site', 'not-a-site'],
	['"/quotes/{id}"', '"/quotes/{id}/{id}"', 'maps 1 › pages 1', 'not-a-page'],
	['"/quotes/{id}"', '', 'maps 1 › pages', 'empty'],
	['"by": "label"', '"by": "xpath"', 'maps 1 › fields › name 1 › by', 'not-one-of'],
	['"discountAs": "percent"', '"discountAs": null', 'maps 1 › discountAs', 'not-one-of'],
	['"group": ","', '"group": ",,"', 'maps 1 › numbers › group', 'too-long'],
])('%s may not be %s', ([from, to, place, reason]) => {
	expect(reasons(text.replace(from, to))).toEqual([[place, reason]]);
});
