import { expect, test } from 'vitest';
import { crmOf } from '../../crm/claims.ts';
import { profiles } from '../../crm/profiles.ts';
import { adapters } from '../../crm/registry.ts';
import { openHtml, openPage } from './open-page.ts';
import { crmsWithPages, knownUrls, savedPages } from './saved-pages.ts';

/** Each page and address belongs to one CRM, however many are known. */

/** A page of nothing, for what an address says by itself. */
const blank = '<!doctype html><html><body></body></html>';

test('every CRM has saved pages, and every saved page a CRM', () => {
	expect(crmsWithPages()).toEqual(adapters.map(({ crm }) => crm).sort());
});

test.each(crmsWithPages())('saved pages of %s are claimed by no other CRM', { timeout: 600_000 }, (crm) => {
	for (const saved of savedPages(crm)) {
		const page = openPage(saved);
		const wanted = saved.expected.isClaimed === false ? [] : [crm];
		expect(
			adapters.filter((adapter) => adapter.claims(page)).map((adapter) => adapter.crm),
			saved.name,
		).toEqual(wanted);
		expect(crmOf(page), saved.name).toBe(wanted[0] ?? null);
	}
});

test.each(crmsWithPages())('addresses of %s are told from those of others', (crm) => {
	const { claimed, notClaimed } = knownUrls(crm);
	for (const url of claimed) expect(crmOf(openHtml(blank, url)), url).toBe(crm);
	for (const url of notClaimed) expect(crmOf(openHtml(blank, url)), url).not.toBe(crm);
});

test('no address that looks like another is taken for it', () => {
	const lookalikes = profiles.flatMap(({ knownHosts }) =>
		knownHosts.flatMap((pattern) => {
			const host = pattern.replace(/^\*?[a-z]*:\/\/(?:\*\.)?|\/.*$/g, '');
			return [`https://${host}.evil.example/`, `https://evil-${host}/`, `https://evil.example/${host}/`];
		}),
	);
	for (const url of lookalikes) expect(crmOf(openHtml(blank, url)), url).toBeNull();
});
