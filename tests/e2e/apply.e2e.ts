import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launch, press, sidebarOf } from '../../scripts/browser.ts';
import { startTryton, type Tryton } from '../../scripts/tryton/tryton.ts';
import {
	demoBuild,
	expectFigure,
	giveFirmPlaybook,
	grantedBuild,
	picturesFolder,
	signIn,
	typeInDialog,
} from './harness.ts';

/*
 * Both CRMs hold the same lines. The target of 30 % on CX-40 with the others as they are:
 * covered by the others 7,030 × 0.58 + 5,760 × 0.65 + 1,800 × 0.65 + 450 × 0.9 = 9,396.40; of the cost of 25,320 there
 * are 15,923.60 left; 1 − 15,923.60 / (24,800 × 0.7) = 8.274 %, so 8.2 %. At 8.2 % CX-40 makes 22,766.40, all lines
 * 37,806.40; − 25,320 = 12,486.40 = 33.0272 %.
 */

const button = (sidebar: Frame, name: string | RegExp) =>
	sidebar.getByRole('region', { name: 'Margin' }).getByRole('button', { name, exact: true });

const pressApply = (sidebar: Frame) => press(button(sidebar, /^Apply /));

async function apply(sidebar: Frame): Promise<void> {
	await pressApply(sidebar);
	await button(sidebar, 'Undo').waitFor();
	await expectFigure(sidebar, 'Margin', '33.0');
	await expectFigure(sidebar, 'Margin amount', '12,486');
}

async function undo(sidebar: Frame): Promise<void> {
	await press(button(sidebar, 'Undo'));
	await button(sidebar, 'Undo').waitFor({ state: 'detached' });
	await sidebar.getByText('Taking it back…').waitFor({ state: 'detached' });
}

describe('the demo CRM', () => {
	let demo: Demo;
	let context: BrowserContext;
	let page: Page;
	let sidebar: Frame;

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
		sidebar = await sidebarOf(page);
		await expectFigure(sidebar, 'Margin', '32.2');
	});

	const discount = () => page.locator('.dialog input[name=discount]');
	const cell = () => page.locator('tr[data-line-id="1"] [data-field="discount"]');
	const saved = () =>
		page.evaluate(async () => (await (await fetch('/api/quotes/2041')).json()).quote.lines[0].discount as string);

	async function type(text: string): Promise<void> {
		await page.locator('tr[data-line-id="1"] button').click();
		await expect.poll(() => discount().inputValue()).not.toBe('');
		await discount().fill(text);
	}

	async function save(): Promise<void> {
		await page.locator('.view:not([hidden]) .actions button.main').click();
	}

	test('the largest discount goes into the open dialog, comes back out, and is saved by the user alone', async () => {
		await type('15');
		await expectFigure(sidebar, 'Margin', '29.9');
		await apply(sidebar);
		expect(await discount().inputValue()).toBe('8.2');
		expect(await page.locator('.dialog input[name=unitPrice]').inputValue()).toBe('11,383.2');
		await page.screenshot({ path: `${picturesFolder}/demo-applied.png` });
		await undo(sidebar);
		expect(await discount().inputValue()).toBe('15');
		await expectFigure(sidebar, 'Margin', '29.9');
		await apply(sidebar);
		await page.locator('.dialog button.main').click();
		expect(await saved()).toBe('10');
		await expectFigure(sidebar, 'Margin', '33.0');
		await save();
		await expect.poll(saved).toBe('8.2');
		// The saved discount can be taken back as well.
		await undo(sidebar);
		expect(await cell().textContent()).toBe('15');
		await save();
		await expect.poll(saved).toBe('15');
	});

	test('with no dialog open it goes into the cell, as a German user writes numbers', async () => {
		await page.evaluate(() => localStorage.setItem('fjordline.language', 'de'));
		await page.reload();
		sidebar = await sidebarOf(page);
		await expectFigure(sidebar, 'Margin', '32.2');
		await cell().dblclick();
		await cell().locator('input').fill('12,5');
		await cell().locator('input').press('Enter');
		await expectFigure(sidebar, 'Margin', '31.1');
		await apply(sidebar);
		expect(await cell().textContent()).toBe('8,2');
		await undo(sidebar);
		expect(await cell().textContent()).toBe('12,5');
		await expectFigure(sidebar, 'Margin', '31.1');
		await save();
		await expect.poll(saved).toBe('12.5');
		await page.evaluate(() => localStorage.removeItem('fjordline.language'));
	});

	test('after Cancel there is nothing to undo', async () => {
		await type('15');
		await apply(sidebar);
		await page.getByRole('button', { name: 'Cancel' }).click();
		await expectFigure(sidebar, 'Margin', '32.2');
		await button(sidebar, 'Undo').waitFor({ state: 'detached' });
		expect(await cell().textContent()).toBe('10');
	});

	test('what the CRM makes of it is said when it is something else', async () => {
		await type('15');
		await page.evaluate(() => {
			const field = document.querySelector('.dialog input[name=discount]') as HTMLInputElement;
			field.addEventListener('change', () => {
				field.value = '7';
			});
		});
		await pressApply(sidebar);
		await expect
			.poll(() => sidebar.getByRole('alert').allTextContents())
			.toContain('The field says “7” instead. Copy the number and type it in.');
	});

	test('while another line is edited nothing is offered that could not be done', async () => {
		await cell().dblclick();
		await cell().locator('input').fill('15');
		await cell().locator('input').press('Enter');
		await button(sidebar, /^Apply /).waitFor();
		await page.evaluate(() => {
			const veil = document.createElement('div');
			veil.className = 'dialog';
			document.body.append(veil);
		});
		await page.mouse.click(300, 600);
		await button(sidebar, /^Apply /).waitFor({ state: 'detached' });
	});
});

describe('Tryton', () => {
	let tryton: Tryton;
	let context: BrowserContext;
	let page: Page;

	beforeAll(async () => {
		tryton = await startTryton();
		context = await launch({ extension: grantedBuild('tryton-apply', ['http://127.0.0.1/*']) });
		await giveFirmPlaybook(context);
		page = await context.newPage();
		await signIn(page, tryton);
	});

	afterAll(async () => {
		await context?.close();
		await tryton?.stop();
	});

	const rows = () => page.locator('#tabcontent > .tab-pane.active .form-one2many table.tree tbody tr');
	const dialog = () => page.locator('.modal.window-form:visible');
	const field = (name: string) => dialog().locator(`input[name=${name}]:visible`);

	test('the largest discount goes into the open dialog and comes back out', async () => {
		await page.goto(tryton.address('sale.sale', tryton.records.quotation));
		await rows().first().waitFor();
		const sidebar = await sidebarOf(page);
		await expectFigure(sidebar, 'Margin', '32.2');
		await rows().first().dblclick();
		await typeInDialog(dialog(), 'discount_rate', '15');
		await expectFigure(sidebar, 'Margin', '29.9');
		await apply(sidebar);
		expect(Number(await field('discount_rate').inputValue())).toBe(8.2);
		// 12,400 × 0.918, which the client asked its server for.
		await expect.poll(() => field('unit_price').inputValue()).toBe('11,383.2000');
		await page.screenshot({ path: `${picturesFolder}/tryton-applied.png` });
		await undo(sidebar);
		expect(Number(await field('discount_rate').inputValue())).toBe(15);
		await expect.poll(() => field('unit_price').inputValue()).toBe('10,540.0000');
		await expectFigure(sidebar, 'Margin', '29.9');
		await dialog().getByRole('button', { name: 'Cancel' }).click();
		await expectFigure(sidebar, 'Margin', '32.2');
	});

	test('a line that is closed is opened for it, and OK and Save keep it', async () => {
		const sidebar = await sidebarOf(page);
		await expectFigure(sidebar, 'Margin', '32.2');
		await rows().first().dblclick();
		await typeInDialog(dialog(), 'discount_rate', '15');
		await page.keyboard.press('Tab');
		await dialog().getByRole('button', { name: 'OK' }).click();
		await dialog().waitFor({ state: 'hidden' });
		await expectFigure(sidebar, 'Margin', '29.9');
		await apply(sidebar);
		await dialog().getByRole('button', { name: 'OK' }).click();
		await dialog().waitFor({ state: 'hidden' });
		await expectFigure(sidebar, 'Margin', '33.0');
		await page.keyboard.press('Control+S');
		await expect.poll(() => sidebar.locator('body').textContent()).not.toContain('unsaved edit');
		await expectFigure(sidebar, 'Margin', '33.0');
	});

	/** Copies a line within its sale, through the API with the session of the page. */
	async function copyLine(code: string): Promise<void> {
		await page.evaluate(
			async ([database, sale, product]) => {
				const { login, user_id, session } = JSON.parse(localStorage.getItem(`sao_session_${database}`) ?? '{}');
				const call = async (method: string, params: unknown[]) => {
					const answer = await fetch(`/${database}/`, {
						method: 'POST',
						headers: {
							'content-type': 'application/json',
							authorization: `Session ${btoa(`${login}:${user_id}:${session}`)}`,
						},
						body: JSON.stringify({ id: 1, method, params }),
					});
					return (await answer.json()).result;
				};
				const wanted = [
					['sale', '=', Number(sale)],
					['product.code', '=', product],
				];
				const lines = await call('model.sale.line.search', [wanted, 0, null, null, {}]);
				await call('model.sale.line.copy', [lines, { sequence: 99 }, {}]);
			},
			[tryton.database, String(tryton.records.secondQuotation), code] as const,
		);
	}

	test('of two lines of one product the right one is opened', async () => {
		await copyLine('CX-40');
		await page.goto(tryton.address('sale.sale', tryton.records.secondQuotation));
		await expect.poll(() => rows().count()).toBe(3);
		const sidebar = await sidebarOf(page);
		// 12,400 + 1,850 + 12,400 = 26,650; − 17,320 = 9,330 = 35.0094 %.
		await expectFigure(sidebar, 'Margin', '35.0');
		await rows().last().dblclick();
		await typeInDialog(dialog(), 'discount_rate', '15');
		await page.keyboard.press('Tab');
		await dialog().getByRole('button', { name: 'OK' }).click();
		await dialog().waitFor({ state: 'hidden' });
		// 12,400 + 1,850 + 10,540 = 24,790; − 17,320 = 7,470.
		await expectFigure(sidebar, 'Margin amount', '7,470');
		await rows().first().click();
		// The other line stays selected, but a cell of it that has the focus would be the line being worked on.
		await page.evaluate(() => (document.activeElement as HTMLElement).blur());
		// 9,753 are covered by the others, 7,567 are left: 1 − 7,567 / 8,680 = 12.82 %, so 12.8 %.
		await button(sidebar, 'Copy 12.8 %').waitFor();
		await pressApply(sidebar);
		await button(sidebar, 'Undo').waitFor();
		// 12,400 + 1,850 + 10,812.80 = 25,062.80; − 17,320 = 7,742.80 = 30.8936 %.
		await expectFigure(sidebar, 'Margin', '30.9');
		await expectFigure(sidebar, 'Margin amount', '7,743');
		await dialog().getByRole('button', { name: 'OK' }).click();
		await dialog().waitFor({ state: 'hidden' });
		const rate = (row: Locator) => row.locator('td[data-title^="Discount Rate"] .widget').textContent();
		expect(await rate(rows().last())).toContain('12.8');
		expect(await rate(rows().first())).not.toContain('12.8');
		await undo(sidebar);
		await dialog().getByRole('button', { name: 'OK' }).click();
		await dialog().waitFor({ state: 'hidden' });
		expect(await rate(rows().last())).toContain('15');
		await expectFigure(sidebar, 'Margin amount', '7,470');
	});
});
