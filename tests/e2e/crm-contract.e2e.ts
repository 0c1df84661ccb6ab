import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageReader, startPageReader } from '../../scripts/read/chromium.ts';
import { expectLook } from '../crm/expect-look.ts';
import { crmsWithPages, errorAnswers, isFailing, type SavedPage, savedPages } from '../crm/saved-pages.ts';

/** What jsdom was asked of every saved page, asked of Chromium, in one browser for all. */

let reader: PageReader;

beforeAll(async () => {
	reader = await startPageReader();
});

afterAll(async () => {
	await reader?.stop();
});

function open({ html, expected, api }: SavedPage) {
	return reader.open({ url: expected.url, html, answers: api.answers }, api.session);
}

function isReadable({ expected: { front, facts } }: SavedPage): boolean {
	return front !== null && facts !== undefined && !isFailing(facts);
}

describe.each(crmsWithPages())('in Chromium, under the host name of %s', (crm) => {
	const pages = savedPages(crm);

	for (const saved of pages)
		test(`${saved.name}: reads exactly what is there and leaves the page as it was`, async () => {
			const page = await open(saved);
			const { look, unanswered } = await page.read();
			expect(unanswered).toEqual([]);
			expectLook(look, crm, saved);
		});

	test('each error of the API is said as what it is', async () => {
		const [saved] = pages.filter(isReadable);
		if (!saved) throw new Error(`no page of ${crm} can be read`);
		const page = await open(saved);
		for (const { answer, failure } of errorAnswers(crm)) {
			const { look } = await page.read(answer);
			expect(look.facts, answer.name).toEqual({ ok: false, error: expect.objectContaining(failure) });
			expect(look.isUnchanged, answer.name).toBe(true);
		}
		const { look } = await page.read();
		expect(look.facts).toMatchObject({ ok: true });
	});

	test('a silent API is said as that', async () => {
		const [saved] = pages.filter(isReadable);
		if (!saved) throw new Error(`no page of ${crm} can be read`);
		const page = await open({ ...saved, api: { ...saved.api, answers: [] } });
		const { look, unanswered } = await page.read();
		expect(look.facts).toEqual({ ok: false, error: { code: 'api-unreachable' } });
		expect(unanswered.length).toBeGreaterThan(0);
	});
});
