import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PageReader, startPageReader } from '../../scripts/read/chromium.ts';
import { crmsWithPages, isFailing, savedPages } from '../crm/saved-pages.ts';

/**
 * A session that has ended: servers answer with a challenge, at which a browser asks for a password over the CRM's page. A
 * rep would type the CRM's into it. Nothing that Dealside asks may bring that about.
 */

let reader: PageReader;

beforeAll(async () => {
	reader = await startPageReader();
});

afterAll(async () => {
	await reader?.stop();
});

test.each(crmsWithPages())(
	'in %s the browser is not made to ask for a password, and “signed out” is said',
	async (crm) => {
		const saved = savedPages(crm).find(({ expected: { front, facts } }) => front && facts && !isFailing(facts));
		if (!saved) throw new Error(`no page of ${crm} can be read`);
		const page = await reader.open(
			{ url: saved.expected.url, html: saved.html, answers: saved.api.answers },
			saved.api.session,
		);
		const { look, asked, challenges } = await page.readSignedOut();
		expect(asked).toBeGreaterThan(0);
		expect(challenges).toBe(0);
		expect(look.facts).toMatchObject({ ok: false, error: { code: 'signed-out' } });
		// The same page is read once somebody is signed in again.
		expect((await page.read()).look.facts).toMatchObject({ ok: true });
	},
);
