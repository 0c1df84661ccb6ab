import type { BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launch, press, sidebarOf } from '../../scripts/browser.ts';
import { demoBuild, expectFigure, openWorkspace, picturesFolder, unfold } from './harness.ts';

/** What a discount costs, who must agree to it and what to ask for it, on the demo CRM with the sample playbook. */
let demo: Demo;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
	demo = await startDemo();
	context = await launch({ extension: demoBuild });
	page = await context.newPage();
});

afterAll(async () => {
	await context?.close();
	await demo?.stop();
});

beforeEach(async () => {
	demo.reset();
	await page.goto('about:blank');
	await page.goto(`${demo.url}/quotes/2041`);
});

async function typeDiscount(text: string): Promise<Frame> {
	const sidebar = await sidebarOf(page);
	await expectFigure(sidebar, 'Margin', '32.2');
	await page.getByRole('button', { name: 'Edit CX-40' }).click();
	const discount = page.getByRole('textbox', { name: 'Discount %' });
	await expect.poll(() => discount.inputValue()).not.toBe('');
	await discount.fill('');
	await discount.pressSequentially(text);
	return sidebar;
}

const marginOf = (sidebar: Frame) => sidebar.getByRole('region', { name: 'Margin' });

test('a clean deal is one line of figures and asks nobody', async () => {
	const sidebar = await typeDiscount('0');
	await page.getByRole('button', { name: 'OK' }).click();
	await page.getByRole('button', { name: 'Save' }).click();
	// At list: 39,840 less 25,320 = 14,520 = 36.45 %, over the target.
	await expectFigure(sidebar, 'Margin', '36.4');
	await expect.poll(() => marginOf(sidebar).textContent()).not.toMatch(/as you type/);
	await expectFigure(sidebar, 'Approval needed', 'You decide on this price alone.');
	const buttons = marginOf(sidebar).getByRole('button');
	await expect.poll(() => buttons.filter({ visible: true }).allTextContents()).toEqual(['The price I need…']);
	await page.screenshot({ path: `${picturesFolder}/demo-quiet.png` });
});

test('a discount says who pays for it, who must agree, how far it may go and what to ask for it', async () => {
	const sidebar = await typeDiscount('15');
	await expectFigure(sidebar, 'Margin', '29.9');
	await unfold(
		sidebar,
		/^Pays off if the odds rise from 50\s% to 56\s%/,
		/^Your pay −€248(\.00)?, the firm’s margin −€1,240/,
	);
	await expectFigure(sidebar, 'Win odds needed', '56 %');
	await expectFigure(sidebar, 'Break-even volume', '+11.5 %');
	await expectFigure(sidebar, 'Your pay', '2,160');
	expect(await marginOf(sidebar).getByText('Your average margin').count()).toBe(0);
	// Compressors at 15 % off: 21,080 − 16,300 = 4,780 = 22.68 %, under their floor of 25 %.
	await expectFigure(sidebar, 'Approval needed', 'Sales manager');
	// 24,800·(1−d)·0.75 + 7,030·0.65 + 5,760·0.75 + 1,800·0.75 + 450 ≥ 25,320 holds up to 21.34 %; reps see whole percents.
	await expectFigure(sidebar, 'Largest discount within floor', '21.0 %');
	const margin = marginOf(sidebar);
	expect(await margin.getByRole('img', { name: /10\.3\s% of its margin/ }).count()).toBe(1);
	expect(await margin.getByRole('img', { name: /10\.3\s% of your pay/ }).count()).toBe(1);
	await margin.getByRole('button', { name: /^\d+ more$/ }).click();
	// 610 of 1,240 = 49.19 %.
	expect(await margin.textContent()).toMatch(
		/One installation day less.*Worth €610(\.00)? of the €1,240 you give up \(49\.1\s%\)/s,
	);
	// A rep sees the floor as a band: (21,080·0.25 + 7,030·0.35 + 7,560·0.25) ÷ 36,120 = 26.7 %.
	expect(await margin.textContent()).toMatch(/floor 25–30\s%/);
	expect(await margin.textContent()).not.toMatch(/26\.[67]/);
	await page.screenshot({ path: `${picturesFolder}/demo-guidance.png` });
});

test('the what-if slider is moved by keys and touches nothing, and a settled change is said once', async () => {
	const sidebar = await typeDiscount('15');
	await expect
		.poll(() => sidebar.locator('[aria-live=polite]').allTextContents())
		.toContainEqual(expect.stringMatching(/^Margin 29\.9\s%, under target/i));
	await unfold(sidebar, 'More figures', 'What if');
	const slider = sidebar.getByRole('slider', { name: 'Discount on “Centrifugal compressor CX-40”' });
	await slider.focus();
	await slider.press('ArrowLeft');
	// 24,800 × 85.5 % = 21,204 + 15,040 = 36,244; less 25,320 = 10,924 = 30.14 %.
	await expectFigure(sidebar, 'Margin would be', '30.1');
	await expectFigure(sidebar, 'Margin', '29.9');
	expect(await page.getByRole('textbox', { name: 'Discount %' }).inputValue()).toBe('15');
});

test('a request is asked, answered in the workspace, and covers these prices and better ones alone', async () => {
	const sidebar = await typeDiscount('15');
	const margin = marginOf(sidebar);
	await margin.getByRole('button', { name: 'Ask for approval' }).click();
	await margin.getByRole('textbox', { name: 'Why this price' }).fill('First order of a new yard');
	await press(margin.getByRole('button', { name: 'Ask', exact: true }));
	await expect
		.poll(() => margin.textContent())
		.toMatch(/You asked Sales manager for 15\s% on .+There is no answer yet/);

	const workspace = await openWorkspace(context);
	await workspace
		.getByRole('link', { name: /Approvals/ })
		.or(workspace.getByRole('button', { name: /^Approvals/ }))
		.first()
		.click();
	await workspace.getByText('First order of a new yard').waitFor();
	await workspace.screenshot({ path: `${picturesFolder}/workspace-approvals.png` });
	await workspace.getByRole('textbox', { name: 'Note' }).first().fill('Only with the reference visit.');
	await workspace
		.getByRole('button', { name: /^Approve/ })
		.first()
		.click();
	await workspace.getByRole('button', { name: 'Copy the answer' }).first().waitFor();
	await page.bringToFront();

	// One browser plays both here, which must not read as the manager's word.
	await expect.poll(() => margin.textContent()).toMatch(/You answered your own request\./);
	expect(await margin.textContent()).not.toMatch(/manager agreed/);
	expect(await margin.textContent()).toContain('“Only with the reference visit.”');
	const discount = page.getByRole('textbox', { name: 'Discount %' });
	await discount.fill('16');
	await expect.poll(() => margin.textContent()).toMatch(/does not cover this deal any more/);
	expect(await margin.textContent()).toContain('A price is lower than agreed.');
	await discount.fill('14');
	await expect.poll(() => margin.textContent()).not.toMatch(/does not cover this deal any more/);
	expect(await margin.textContent()).toMatch(/Nobody else has agreed to these prices\./);
	await workspace.close();
});

test('buyer-safe stays for the next deal until it is switched back', async () => {
	const sidebar = await sidebarOf(page);
	await expectFigure(sidebar, 'Margin', '32.2');
	const toggle = sidebar.getByRole('switch', { name: 'Buyer-safe' });
	await toggle.click();
	const price = (of: Frame) => of.getByRole('region', { name: 'Price' });
	await expect.poll(() => price(sidebar).textContent()).toMatch(/€37,360/);
	await page.screenshot({ path: `${picturesFolder}/demo-buyer.png` });
	expect(await sidebar.locator('body').textContent()).not.toMatch(/32\.2|12,040|target|floor|hid(den|es)/i);
	await page.goto(`${demo.url}/quotes/2042`);
	const next = await sidebarOf(page);
	await price(next).waitFor();
	await next.getByRole('switch', { name: 'Simple view' }).click();
	await press(next.getByRole('button', { name: 'Leave' }));
	await expect.poll(() => marginOf(next).getByRole('status', { name: 'Margin', exact: true }).count()).toBe(1);
});

test('the price that a wish needs is the one that leaves it once it is typed', async () => {
	const sidebar = await typeDiscount('15');
	await marginOf(sidebar).getByRole('button', { name: 'The price I need…' }).click();
	const wish = marginOf(sidebar).getByRole('textbox', { name: 'Margin of the deal, %' });
	await wish.fill('31');
	// 25,320 ÷ 0.69 = 36,695.65; 21,655.65 of it for the compressors, which is 12.67 % off.
	const answer = () => marginOf(sidebar).getByRole('status', { name: 'The price I need' }).textContent();
	await expect.poll(answer).toMatch(/€10,828\.92 a piece, 12\.67\s% off list\..*€36,697\.84.*31\.00\s%/);
	await page.screenshot({ path: `${picturesFolder}/demo-wanted.png` });
	await page.getByRole('textbox', { name: 'Discount %' }).fill('12.67');
	await expectFigure(sidebar, 'Margin', '31.0');
	await expectFigure(sidebar, 'Price', '36,698');
});
