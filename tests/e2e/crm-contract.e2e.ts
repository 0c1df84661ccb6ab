import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageReader, startPageReader } from '../../scripts/read/chromium.ts';
import { expectLook } from '../crm/expect-look.ts';
import { crmsWithPages, errorAnswers, isFailing, type SavedPage, savedPages } from '../crm/saved-pages.ts';

/**
 * What jsdom was asked of every saved page, asked of Chromium, in one browser for all: of each layout in each state one page,
 * of all in a long run.
 */

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

/** Tells layouts and states apart: kind of record, address without its ids, whether all is saved, typed, or cannot be read. */
function layoutOf({ expected: { url, front, facts, edits, typed, isEditing } }: SavedPage): string {
	const { hostname, pathname, hash } = new URL(url);
	const place = `${hostname}${pathname}${hash.split(';')[0]}`.replace(/[\w-]*\d[\w-]*/g, '#');
	const isTyped = edits !== undefined && !isFailing(edits) && JSON.stringify(edits).length > 2;
	const readable = [facts, edits].map((one) => one === undefined || !isFailing(one));
	return JSON.stringify([place, front?.kind ?? null, ...readable, isTyped, typed !== undefined, isEditing ?? null]);
}

function onePerLayout(pages: readonly SavedPage[]): readonly SavedPage[] {
	if (process.env.DEALSIDE_LONG) return pages;
	return pages.filter((page, at) => pages.findIndex((other) => layoutOf(other) === layoutOf(page)) === at);
}

describe.each(crmsWithPages())('in Chromium, under the host name of %s', (crm) => {
	const pages = savedPages(crm);

	for (const saved of onePerLayout(pages))
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
