import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { de, en } from '../../assets/texts/access.ts';
import { apiAddress } from '../../core/access/requests.ts';
import { accessOf, profileOf, profiles } from '../../crm/profiles.ts';
import { adapters } from '../../crm/registry.ts';

/** What a CRM is stands in its folder as data, so that no other place needs to know one CRM. */

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const importsOf = (code: string) => [...code.matchAll(/(?:from|import)\s+'([^']+)'/g)].map(([, path]) => path);
const withoutTexts = (code: string) => code.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, '');

test('every adapter has a profile, under the same name and title', () => {
	const named = (list: readonly { readonly crm: string; readonly title: string }[]) =>
		list.map(({ crm, title }) => `${crm} ${title}`).sort();
	expect(named(profiles)).toEqual(named(adapters));
	expect(profileOf('constructor')).toBeNull();
	expect(accessOf('constructor')).toBeNull();
});

test('a profile is data: it imports types alone, and knows neither pages nor adapters', () => {
	for (const { crm } of profiles) {
		const code = read(`crm/${crm}/profile.ts`);
		expect([crm, importsOf(code)]).toEqual([crm, ['../../core/model/crm-profile.ts']]);
		expect([crm, /\b(?:document|window|location|browser|Document|Element)\b/.test(withoutTexts(code))]).toEqual([
			crm,
			false,
		]);
	}
	const gathered = importsOf(read('crm/profiles.ts')).filter((path) => !path?.startsWith('../core/model/'));
	expect(gathered.sort()).toEqual(profiles.map(({ crm }) => `./${crm}/profile.ts`).sort());
});

test('an access holds together: what one way needs is there, and where tokens go is said', () => {
	for (const { crm, access } of profiles) {
		if (!access) continue;
		const has = (way: (typeof access.ways)[number]) => access.ways.includes(way);
		expect([crm, access.ways.length > 0, access.readings.length > 0]).toEqual([crm, true, true]);
		expect([crm, access.signIn !== undefined]).toEqual([crm, has('oauth')]);
		expect([crm, access.sessionCookie !== undefined]).toEqual([crm, has('session')]);
		expect([crm, access.tokens !== undefined]).toEqual([crm, has('oauth') || has('self-client')]);
		expect([crm, access.isSelfHosted === true || access.placeOf.length > 0]).toEqual([crm, true]);
		const probes = [access.probe.check, ...(access.probe.next ? [access.probe.next.path.replace('$1', '1')] : [])];
		for (const url of probes)
			expect([crm, url, apiAddress(access, 'api.example', { method: 'GET', url, via: 'token' }) !== null]).toEqual([
				crm,
				url,
				true,
			]);
		for (const { path } of access.readings) expect([crm, path.source.startsWith('^\\/')]).toEqual([crm, true]);
	}
});

test('every access has its words in both languages, with steps for each of its ways', () => {
	const wanted = profiles.flatMap(({ crm, access }) => (access ? [[crm, [...access.ways].sort()]] : []));
	for (const { crms } of [en, de])
		expect(Object.entries(crms).map(([crm, { steps }]) => [crm, Object.keys(steps).sort()])).toEqual(
			expect.arrayContaining(wanted),
		);
	expect(Object.keys(en.crms)).toHaveLength(wanted.length);
});

test('outside of its folder no code of the product asks for one CRM by its name', () => {
	const names = profiles.map(({ crm }) => crm).join('|');
	const named = new RegExp(
		`(?:[=!]==? *|case *)'(?:${names})'|'(?:${names})' *[=!]==?|^\\s*(?:${names}): *[{['/]`,
		'm',
	);
	const folders = ['background', 'components', 'core', 'entrypoints', 'messages', 'storage', 'stores'];
	const files = folders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((path) => /\.tsx?$/.test(path))
			.map((path) => `${folder}/${path}`),
	);
	expect(files.length).toBeGreaterThan(200);
	expect(files.filter((file) => named.test(read(file)))).toEqual([]);
	for (const line of ["if (crm === 'zoho')", "	hubspot: ['token'],", "crm !== 'demo'", "case 'odoo':"])
		expect([line, named.test(line)]).toEqual([line, true]);
});
