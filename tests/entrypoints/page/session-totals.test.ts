// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPage } from './session-page.ts';

let page: ReturnType<typeof openPage>;
const sums = { revenue: '36120', margin: '10800', currency: 'EUR' };

beforeEach(async () => {
	vi.useFakeTimers();
	page = openPage({ 1: '10', 2: '0' });
	await page.answer({ 1: '10', 2: '0' });
});

afterEach(() => {
	page.session.stop();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

const told = () => page.of('edits.read').at(-1)?.edits.pageTotals;

test('the page’s own sums come with the edits once both have been the same for about a second', async () => {
	page.crm.totals = sums;
	await page.type('1', '15');
	await page.pass(800);
	expect(told()).toBeUndefined();
	await page.pass(900);
	expect(told()).toEqual(sums);
});

test('sums that the page is still working out are not told, nor are half typed ones', async () => {
	page.crm.totals = sums;
	await page.type('1', '15');
	for (let looks = 0; looks < 8; looks += 1) {
		page.crm.totals = { ...sums, revenue: String(looks) };
		await page.pass(600);
		expect(told()).toBeUndefined();
	}
	page.crm.totals = null;
	await page.pass(3000);
	expect(told()).toBeUndefined();
});

test('they go at once with the next key, and when the page draws others', async () => {
	page.crm.totals = sums;
	await page.type('1', '15');
	await page.pass(2000);
	expect(told()).toEqual(sums);
	await page.type('1', '16');
	expect(told()).toBeUndefined();
	await page.pass(2000);
	expect(told()).toEqual(sums);
	page.crm.totals = { ...sums, revenue: '1' };
	await page.pass(310);
	expect(told()).toBeUndefined();
});

test('they are looked at on the timer, not with each key', async () => {
	page.crm.totals = sums;
	for (const text of ['1', '12', '12.', '12.5']) await page.type('1', text);
	expect(page.crm.totalsReads).toBeLessThanOrEqual(2);
});

test('while something is being saved, and on a page that is older than the CRM, none are told', async () => {
	page.crm.totals = sums;
	await page.type('1', '15');
	await page.formCleaned();
	await page.pass(3000);
	expect(page.of('edits.settling').some(({ edits }) => edits.pageTotals !== undefined)).toBe(false);
	await page.answer({ 1: '15', 2: '0' });
	page.session.heard({ type: 'facts.again' });
	await page.answer({ 1: '20', 2: '0' });
	await page.type('2', '7');
	await page.pass(3000);
	expect(page.shown().elsewhere).toEqual(['1']);
	expect(told()).toBeUndefined();
});
