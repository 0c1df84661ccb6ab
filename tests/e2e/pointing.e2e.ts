import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launch, sidebarOf } from '../../scripts/browser.ts';
import { handOf, openGuideOn } from './guide.ts';
import { expectFigure, giveFirmPlaybook, grantedBuild, picturesFolder } from './harness.ts';
import { type Invented, offers, startInvented } from './invented-crms.ts';

let demo: Demo;
let invented: Invented;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
	demo = await startDemo();
	invented = await startInvented();
	const hosts = ['fjord', 'harbour', 'werft', 'dealside-demo'].map((host) => `http://${host}.localhost/*`);
	context = await launch({ extension: grantedBuild('pointing', hosts) });
	await giveFirmPlaybook(context);
	page = await context.newPage();
});

afterAll(async () => {
	await context?.close();
	await demo?.stop();
	await invented?.stop();
});

beforeEach(async () => {
	demo.reset();
	demo.lay('usual');
	invented.lay('first');
	await page.goto('about:blank');
});

const said = (where: { innerText(selector: string): Promise<string> }) => where.innerText('body');

/** The sidebar says that the discount is not found, and no figure. */
async function expectNoFigure(field: string): Promise<void> {
	const sidebar = await sidebarOf(page);
	await expect.poll(() => said(sidebar)).toContain(`Cannot read “${field}” on this page.`);
	expect(await sidebar.getByRole('region', { name: 'Margin' }).getByRole('status').count()).toBe(0);
}

describe('CRMs without an adapter', () => {
	test('the demo CRM in a changed layout is pointed out once, and found again', async () => {
		const foreign = (id: string) => `http://fjord.localhost:${demo.port}/quotes/${id}`;
		demo.lay('foreign');
		await page.goto(foreign('2041'));
		await page.locator('tbody tr').first().waitFor();
		const guide = await openGuideOn(context, page, 'Show where the fields are');
		await guide.asks('Click the name');
		expect(await guide.text()).toContain('Compressor station Nordhavn');
		await guide.key('Enter');
		await guide.asks('stage or status');
		await guide.hover('.pair:nth-child(3) b');
		expect(await guide.text()).toContain('Draft');
		await guide.point('.pair:nth-child(3) b');
		await guide.asks('Click its amount');
		await guide.key('Enter');
		await guide.asks('Is more of this shown?');
		await guide.key('Enter');
		await guide.asks('Are these the products?');
		await guide.key('Enter');
		await guide.asks('Are the columns right?');
		await guide.key('Enter');
		await guide.asks('Is everything right?');
		const read = await guide.text();
		expect(read).toContain('37,360.00 EUR = 37360.00');
		expect(read).toContain('2 × 12400 → 11160');
		await page.screenshot({ path: `${picturesFolder}/pointing-review.png` });
		await guide.key('Enter');
		await guide.asks('Saved');
		expect(guide.presses()).toBe(7);

		const sidebar = await sidebarOf(page);
		await expectFigure(sidebar, 'Margin', '32.2');
		await expectFigure(sidebar, 'Margin amount', '12,040');
		expect(await sidebar.getByRole('contentinfo').textContent()).toContain('Read from this page');
		await page.keyboard.press('Escape');
		await expect.poll(guide.isOpen).toBe(false);

		await page.locator('tbody tr button').first().click();
		const discount = page.getByRole('textbox', { name: 'Discount %' });
		await expect.poll(() => discount.inputValue()).not.toBe('');
		await discount.fill('15');
		await expectFigure(sidebar, 'Margin', '29.9');
		await page.screenshot({ path: `${picturesFolder}/pointing-typed.png` });
		await page.getByRole('button', { name: 'Cancel' }).click();
		await expectFigure(sidebar, 'Margin', '32.2');

		// Lists of 40,810 at no, 10 and 20 percent, against costs of 25,320.
		for (const [id, off] of [
			['3001', '0'],
			['3002', '10'],
			['3003', '20'],
		] as const)
			demo.addQuote(id, '2041', off);
		const further = { '2043': '44.9', '2039': '34.3', '3001': '38.0', '3002': '31.1', '3003': '22.4' };
		for (const layout of ['foreign', 'foreign-later'] as const) {
			demo.lay(layout);
			for (const [id, margin] of Object.entries({ ...further, '2041': '32.2' })) {
				await page.goto(foreign(id));
				await expectFigure(await sidebarOf(page), 'Margin', margin);
			}
		}
		demo.lay('foreign-bare');
		await page.goto(foreign('2041'));
		await expectNoFigure('Discount');
	});

	test('a list of definitions with a grid of divs', async () => {
		const at = (id: string) => `${invented.harbour}/offers/${id}`;
		await page.goto(at('7001'));
		const guide = await openGuideOn(context, page, 'Show where the fields are');
		await guide.asks('Click the name');
		await guide.key('Enter');
		await guide.asks('stage or status');
		await guide.key('Enter');
		await guide.asks('Click its amount');
		await guide.point('dd:nth-of-type(3)');
		await guide.asks('Is more of this shown?');
		expect(await guide.text()).toContain('Bayline Ports');
		await guide.key('Enter');
		await guide.asks('Are these the products?');
		await guide.key('Enter');
		await guide.asks('Are the columns right?');
		await guide.key('Enter');
		await guide.asks('Is everything right?');
		await guide.key('Enter');
		await guide.asks('Saved');
		expect(guide.presses()).toBe(7);
		// The CRM saw nothing of it.
		expect(await page.evaluate('window.acted')).toEqual([]);
		await page.keyboard.press('Escape');

		const sidebar = await sidebarOf(page);
		await expectFigure(sidebar, 'Margin', '44.4');
		await page.locator('.cell-discount').first().dblclick();
		await page.keyboard.type('20');
		// 1,600 − 1,000 = 600
		await expectFigure(sidebar, 'Margin', '37.5');
		for (const layout of ['first', 'later'] as const) {
			invented.lay(layout);
			for (const { id, margin } of offers) {
				await page.goto(at(id));
				await expectFigure(await sidebarOf(page), 'Margin', margin);
			}
		}
		invented.lay('bare');
		await page.goto(at('7003'));
		await expectNoFigure('Discount');
	});

	test('a German form with editable lines', async () => {
		const at = (id: string) => `${invented.werft}/record.php?module=Offers&id=${id}`;
		await page.goto(at('7001'));
		const guide = await openGuideOn(context, page, 'Show where the fields are');
		for (const question of [
			'Click the name',
			'stage or status',
			'Click its amount',
			'Is more of this',
			'Are these the',
		]) {
			await guide.asks(question);
			await guide.key('Enter');
		}
		await guide.asks('Are the columns right?');
		await guide.key('Enter');
		// 10 of 1,000: only percent adds up, so that is not asked.
		await guide.asks('In which currency');
		await guide.press('EUR');
		await guide.asks('Is everything right?');
		expect(await guide.text()).toContain('1.800,00 = 1800.00');
		await guide.key('Enter');
		await guide.asks('Saved');
		expect(guide.presses()).toBe(8);
		await page.keyboard.press('Escape');

		const sidebar = await sidebarOf(page);
		await expectFigure(sidebar, 'Margin', '44.4');
		await page.locator('[name=pos_0_disc]').fill('12,5');
		// 1,750 − 1,000 = 750 = 42.857 %
		await expectFigure(sidebar, 'Margin', '42.9');
		for (const layout of ['first', 'later'] as const) {
			invented.lay(layout);
			for (const { id, margin } of offers) {
				await page.goto(at(id));
				await expectFigure(await sidebarOf(page), 'Margin', margin);
			}
		}
		invented.lay('bare');
		await page.goto(at('7003'));
		await expectNoFigure('Discount');
	});
});

test('a field that an adapter lost is shown by one press, and the figure is back', async () => {
	demo.lay('moved');
	await page.goto(`${demo.url}/quotes/2041`);
	await expectNoFigure('discount');
	const sidebar = await sidebarOf(page);
	await page.screenshot({ path: `${picturesFolder}/pointing-lost.png` });
	await sidebar.getByRole('button', { name: 'Show me where it is: discount' }).click();
	const guide = await handOf(page);
	await guide.asks('Click where “discount” is now');
	await guide.point('tbody tr td:nth-child(4)');
	await guide.asks('Saved');
	expect(guide.presses()).toBe(1);
	await expectFigure(sidebar, 'Margin', '32.2');
	await page.keyboard.press('Escape');
	await page.locator('tr[data-line-id="1"] td:nth-child(4)').dblclick();
	await page.locator('tr[data-line-id="1"] input').fill('15');
	await expectFigure(sidebar, 'Margin', '29.9');
	// It is remembered.
	await page.goto(`${demo.url}/quotes/2039`);
	await expectFigure(await sidebarOf(page), 'Margin', '34.3');
});
