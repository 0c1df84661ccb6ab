import type { Locator, Page } from 'playwright-core';
import type { Driver, Order, Saved, Truth } from './driver.ts';
import type { Choices, Shape, Speech, Step, StepKind } from './sequence.ts';
import { pressSidebar } from './sidebar.ts';

/**
 * Drives a running EspoCRM 9 in whose entity manager lines were made as `tests/fixtures/espocrm/api` has them: an entity
 * CQuoteItem of the opportunity, with the product's cost as a field that is copied from CProduct.
 */

/** An EspoCRM that runs somewhere. */
export interface EspocrmAt {
	readonly url: string;
	/** The same for every rep. */
	readonly password: string;
	/** Login of a rep who may see costs, by language; the first one makes and reads deals by the API too. */
	readonly logins: Readonly<Record<Speech['language'], string>>;
}

type Json = Record<string, unknown>;

const speeches: readonly Speech[] = [
	{ language: 'en', decimal: '.', group: ',' },
	{ language: 'de', decimal: ',', group: '.' },
];

const shapes: readonly Shape[] = [
	{
		name: 'five',
		lines: [
			{ product: 'CX-40', quantity: '2', discount: '10' },
			{ product: 'CP-7', quantity: '4', discount: '5' },
			{ product: 'INST-D', quantity: '6', discount: '0' },
			{ product: 'WAR-3Y', quantity: '1', discount: '25' },
			{ product: 'FRT', quantity: '1', discount: '0' },
		],
	},
	{
		name: 'odd',
		lines: [
			{ product: 'CX-40', quantity: '1', discount: '0' },
			{ product: 'CP-7', quantity: '7', discount: '3.33' },
		],
	},
	{
		name: 'same',
		lines: [
			{ product: 'CP-7', quantity: '1', discount: '0' },
			{ product: 'CP-7', quantity: '3', discount: '10' },
		],
	},
];

interface Product {
	readonly id: string;
	readonly name: string;
	readonly price: number;
	readonly cost: number;
}

const entity = 'CQuoteItem';
const link = 'cQuoteItems';
const panel = (page: Page) => page.locator(`#main .panel[data-name="${link}"]`);
const rows = (page: Page) => panel(page).locator('tr.list-row');
const drawer = (page: Page) => page.locator('.modal.in').filter({ has: page.locator(`.edit[data-scope="${entity}"]`) });
const input = (page: Page, name: string) => drawer(page).locator(`.field[data-name="${name}"] input.main-element`);

const fieldOf: Readonly<Partial<Record<StepKind, string>>> = {
	discount: 'discount',
	list: 'listPrice',
	quantity: 'quantity',
	cost: 'unitCost',
};

/** Types keys into a field of the open drawer, with the cursor left in it. */
async function typeIn(page: Page, field: Locator, text: string): Promise<void> {
	await field.click();
	await page.keyboard.press('Control+A');
	if (text === '') await page.keyboard.press('Delete');
	else await page.keyboard.type(text);
}

/** Chooses a product by its name; false when the list does not offer it. */
async function choose(page: Page, name: string): Promise<boolean> {
	const field = input(page, 'product');
	await typeIn(page, field, name);
	const match = page
		.locator('.autocomplete-suggestions:visible .autocomplete-suggestion, .autocomplete-suggestion:visible')
		.first();
	const isThere = await match.waitFor({ timeout: 5000 }).then(
		() => true,
		() => false,
	);
	if (isThere) await match.click();
	await page.waitForTimeout(200);
	return isThere;
}

async function openDrawer(page: Page, click: () => Promise<void>): Promise<void> {
	await click();
	await input(page, 'quantity').waitFor();
	await page.waitForTimeout(350);
}

/** Drives the EspoCRM at this place. */
export async function espocrmDriver(place: EspocrmAt): Promise<Driver> {
	const authorization = `Basic ${btoa(`${place.logins.en}:${place.password}`)}`;

	async function ask(method: string, path: string, body?: Json): Promise<Json> {
		const answer = await fetch(`${place.url}/api/v1/${path}`, {
			method,
			headers: { authorization, 'content-type': 'application/json', 'x-skip-duplicate-check': 'true' },
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${answer.headers.get('x-status-reason')}`);
		return (await answer.json()) as Json;
	}

	const list = async (path: string) => (await ask('GET', path)).list as Json[];
	const products = new Map(
		(await list('CProduct?maxSize=50')).map(({ id, sku, name, listPrice, cost }): [string, Product] => [
			String(sku),
			{ id: String(id), name: String(name), price: Number(listPrice), cost: Number(cost) },
		]),
	);
	const ids = new WeakMap<Page, { readonly shown: string[]; open: string | null }>();

	const choices: Choices = {
		kinds: { discount: 6, list: 4, quantity: 4, cost: 4, product: 2, add: 2, remove: 1 },
		commits: ['tab', 'sidebar'],
		speeches,
		shapes,
		prices: Object.fromEntries([...products].map(([sku, { price }]) => [sku, price])),
		units: {},
		currencies: [],
		pricelists: [],
		dialogs: [],
		mostSteps: 3,
	};

	async function make(shape: Shape, name: string): Promise<Order> {
		const closeDate = '2027-06-30';
		const amount = { amount: 1000, amountCurrency: 'EUR' };
		const deal = await ask('POST', 'Opportunity', { name, stage: 'Proposal', probability: 50, closeDate, ...amount });
		for (const [at, { product: sku, quantity, discount }] of shape.lines.entries()) {
			const product = products.get(sku);
			if (!product) throw new Error(`there is no product ${sku}`);
			await ask('POST', entity, {
				name: `${product.name} ${at + 1}`,
				position: at + 1,
				opportunityId: deal.id,
				productId: product.id,
				quantity: Number(quantity),
				listPrice: product.price,
				listPriceCurrency: 'EUR',
				discount: Number(discount),
				unitCost: product.cost,
				unitCostCurrency: 'EUR',
			});
		}
		return { id: String(deal.id), name };
	}

	async function truth({ id }: Order): Promise<Truth> {
		let revenue = 0;
		let cost: number | null = 0;
		for (const line of await list(`Opportunity/${id}/${link}?maxSize=200`)) {
			revenue += Number(line.amount);
			const unit = Number(line.unitCost) || Number(line.productCost);
			if (line.quantity === null || (unit === 0 && Number(line.quantity) !== 0)) cost = null;
			if (cost !== null) cost += unit * Number(line.quantity);
		}
		return { revenue, cost };
	}

	/** Saves the open drawer; true when it closed, and when none was open. */
	async function saveDrawer(page: Page, pressed: () => void = () => undefined): Promise<boolean> {
		const button = drawer(page).locator('.modal-footer button[data-name="save"]');
		if ((await drawer(page).count()) === 0) {
			pressed();
			return true;
		}
		pressed();
		await button.click();
		// It closes once the server has answered.
		const isClosed = await drawer(page)
			.waitFor({ state: 'detached', timeout: 5000 })
			.then(
				() => true,
				() => false,
			);
		if (isClosed || (await drawer(page).locator('.has-error').count()) > 0) return isClosed;
		// A form in which nothing was changed stays open: there is nothing to save.
		await drawer(page).locator('.modal-footer button[data-name="cancel"]').click();
		await drawer(page).waitFor({ state: 'detached' });
		return true;
	}

	async function discard(page: Page): Promise<void> {
		for (let tries = 0; tries < 3 && (await page.locator('.modal.in').count()) > 0; tries += 1) {
			const confirm = page.locator('.modal.in.dialog-confirm button[data-name="confirm"]');
			if ((await confirm.count()) > 0) await confirm.click();
			else await page.locator('.modal.in .modal-footer button[data-name="cancel"]').last().click();
			await page.waitForTimeout(400);
		}
	}

	/** Opens a line's drawer, unless it is open; another line's is saved first. */
	async function openLine(page: Page, line: number): Promise<boolean> {
		const known = ids.get(page);
		const id = known?.shown[line];
		if (!known || !id) return false;
		if (known.open === id && (await drawer(page).count()) > 0) return true;
		if (!(await saveDrawer(page))) return false;
		await page.waitForTimeout(500);
		const row = panel(page).locator(`tr.list-row[data-id="${id}"]`);
		if ((await row.count()) === 0) return false;
		await openDrawer(page, async () => {
			await row.locator('.dropdown-toggle').click();
			await page.locator('[data-action="quickEdit"]:visible').click();
		});
		known.open = id;
		return true;
	}

	async function addLine(page: Page, value: string, isCostTyped: boolean): Promise<boolean> {
		const known = ids.get(page);
		const [sku = '', quantity = '1'] = value.split('*');
		const product = products.get(sku);
		if (!known || !product || !(await saveDrawer(page))) return false;
		await page.waitForTimeout(500);
		await openDrawer(page, () => panel(page).locator('[data-action="createRelated"]:visible').first().click());
		known.open = null;
		// What comes after it would have to be told which row it became.
		known.shown.push('');
		await typeIn(page, input(page, 'name'), product.name);
		if (!(await choose(page, product.name))) return false;
		await typeIn(page, input(page, 'listPrice'), String(product.price));
		if (isCostTyped) await typeIn(page, input(page, 'unitCost'), String(product.cost));
		await typeIn(page, input(page, 'quantity'), quantity);
		return true;
	}

	return {
		title: 'EspoCRM',
		origins: [place.url],
		choices,
		make,
		truth,
		async signIn(page, { language }) {
			await page.goto(`${place.url}/`);
			await page.locator('#field-userName, #content #main').first().waitFor();
			if ((await page.locator('#field-userName').count()) === 0) return;
			await page.fill('#field-userName', place.logins[language]);
			await page.fill('#field-password', place.password);
			await page.click('#btn-login');
			await page.locator('#content #main').waitFor();
			await page.waitForTimeout(600);
		},
		async open(page, { id, name }) {
			await page.goto(`${place.url}/#Opportunity/view/${id}`);
			await page.waitForFunction(
				([wanted, selector]) =>
					document.querySelector('#main .header-title .title')?.textContent?.trim() === wanted &&
					document.querySelectorAll(selector as string).length > 0,
				[name, `#main .panel[data-name="${link}"] tr.list-row`],
			);
			await page.waitForTimeout(400);
			const shown = await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-id') ?? ''));
			ids.set(page, { shown, open: null });
		},
		async type(page, { seed }, { kind, line, value }) {
			if (line === null) return false;
			if (kind === 'add') return addLine(page, value, seed % 2 === 0);
			if (kind === 'remove') {
				const known = ids.get(page);
				const id = known?.shown[line];
				if (!known || !id || !(await saveDrawer(page))) return false;
				await page.waitForTimeout(500);
				const row = panel(page).locator(`tr.list-row[data-id="${id}"]`);
				// A sixth line may have pushed it behind "show more".
				if ((await row.count()) === 0) return false;
				await row.locator('.dropdown-toggle').click();
				await page.locator('[data-action="removeRelated"]:visible').click();
				await page.locator('.modal.in.dialog-confirm button[data-name="confirm"]').click();
				await row.waitFor({ state: 'detached' });
				known.shown[line] = '';
				return true;
			}
			if (!(await openLine(page, line))) return false;
			if (kind === 'product') return choose(page, products.get(value)?.name ?? value);
			const name = fieldOf[kind];
			if (name === undefined) return false;
			await typeIn(page, input(page, name), value);
			return true;
		},
		async commit(page, _sequence, { commit: how }: Step) {
			if (how === 'sidebar') await pressSidebar(page);
			else if ((await drawer(page).count()) > 0) await page.keyboard.press('Tab');
			await page.waitForTimeout(300);
		},
		async save(page, pressed): Promise<Saved> {
			const isSaved = await saveDrawer(page, pressed);
			return isSaved ? 'saved' : 'refused';
		},
		async leave(page) {
			await discard(page);
			await page.evaluate(() => {
				location.hash = '#Account';
			});
			await page.locator('#main .list-container, #main .list').first().waitFor();
		},
		stop: async () => undefined,
	};
}
