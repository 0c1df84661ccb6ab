import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, sidebarIn, sidebarOf } from '../../scripts/browser.ts';
import { startTryton, type Tryton } from '../../scripts/tryton/tryton.ts';
import { expectFigure, giveFirmPlaybook, grantedBuild, picturesFolder, signIn, typeInDialog } from './harness.ts';

let tryton: Tryton;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
	tryton = await startTryton();
	context = await launch({ extension: grantedBuild('tryton', ['http://127.0.0.1/*']) });
	await giveFirmPlaybook(context);
	page = await context.newPage();
	await signIn(page, tryton);
});

afterAll(async () => {
	await context?.close();
	await tryton?.stop();
});

async function open(model: 'sale.sale' | 'sale.opportunity', id: number): Promise<void> {
	await page.goto(tryton.address(model, id));
}

const rows = () => page.locator('#tabcontent > .tab-pane.active .form-one2many table.tree tbody tr');
const dialog = () => page.locator('.modal.window-form:visible');

test('an opportunity’s lines decide; a typed amount is said beside them', async () => {
	await open('sale.opportunity', tryton.records.opportunity);
	const sidebar = await sidebarOf(page);
	// Lines of an opportunity have no price of their own here, so that list prices count: 40,810 − 25,320 = 15,490.
	await expectFigure(sidebar, 'Margin', '38.0');
	await expectFigure(sidebar, 'Margin amount', '15,490');
	await sidebar.getByText('The deal’s own amount is €37,360.00, its lines come to €40,810.00.').waitFor();
	expect(await sidebar.locator('[aria-current="step"]').textContent()).toContain('Qualify');
	await page.screenshot({ path: `${picturesFolder}/tryton-opportunity.png` });
	await page.locator('#tabcontent > .tab-pane.active input[name=amount][type=text]').click();
	const amount = page.locator('#tabcontent > .tab-pane.active input[name=amount][type=number]');
	await amount.waitFor({ state: 'visible' });
	await amount.fill('');
	await amount.pressSequentially('36120');
	// 36,120 − 25,320 = 10,800 = 29.9003 %.
	await sidebar.getByText('At that amount it would be 29.9').waitFor();
	await expectFigure(sidebar, 'Margin', '38.0');
});

test('15 typed into the discount of a line’s dialog moves the margin before OK, and Cancel takes it back', async () => {
	await open('sale.sale', tryton.records.quotation);
	await rows().first().waitFor();
	const sidebar = await sidebarOf(page);
	await expectFigure(sidebar, 'Margin', '32.2');
	await rows().first().dblclick();
	await typeInDialog(dialog(), 'discount_rate', '15');
	// 24,800 × 0.85 = 21,080 + 15,040 = 36,120; − 25,320 = 10,800 = 29.9003 %.
	await expectFigure(sidebar, 'Margin', '29.9');
	await expectFigure(sidebar, 'Margin amount', '10,800');
	await expectFigure(sidebar, 'Discount', '11.5');
	await page.screenshot({ path: `${picturesFolder}/tryton-typing.png` });
	const button = await dialog().getByRole('button', { name: 'OK' }).boundingBox();
	expect(button && button.x + button.width).toBeLessThan(1280 - 360);
	await dialog().getByRole('button', { name: 'Cancel' }).click();
	await expectFigure(sidebar, 'Margin', '32.2');
});

test('after OK the edit lives in the grid and still counts', async () => {
	const sidebar = await sidebarOf(page);
	await rows().first().dblclick();
	await typeInDialog(dialog(), 'discount_rate', '20');
	await page.keyboard.press('Tab');
	await dialog().getByRole('button', { name: 'OK' }).click();
	await dialog().waitFor({ state: 'hidden' });
	// 24,800 × 0.8 = 19,840 + 15,040 = 34,880; − 25,320 = 9,560 = 27.4083 %.
	await expectFigure(sidebar, 'Margin', '27.4');
});

test('another record never shows the first one’s figures', async () => {
	await open('sale.sale', tryton.records.secondQuotation);
	const sidebar = await sidebarOf(page);
	// 14,250 of revenue, 9,170 of cost: 5,080 = 35.6491 %.
	await expectFigure(sidebar, 'Margin', '35.6');
	expect(await sidebar.locator('body').textContent()).not.toContain('Nordhavn');
	await open('sale.sale', tryton.records.unknownCostQuotation);
	await expectFigure(await sidebarOf(page), 'Lines with unknown cost', '1');
});

test('a confirmed sale is no deal any more', async () => {
	await open('sale.sale', tryton.records.confirmedSale);
	await expect.poll(() => sidebarIn(page)).toBeNull();
});

test('with the server gone the deal comes from the cache and its age is said', async () => {
	await open('sale.sale', tryton.records.secondQuotation);
	const sidebar = await sidebarOf(page);
	await expectFigure(sidebar, 'Margin', '35.6');
	await tryton.stop();
	await sidebar
		.getByRole('button', { name: /again|refresh/i })
		.first()
		.click();
	await expect.poll(() => sidebar.locator('body').textContent()).toMatch(/does not answer/);
	await expectFigure(sidebar, 'Margin', '35.6');
	await page.screenshot({ path: `${picturesFolder}/tryton-offline.png` });
});
