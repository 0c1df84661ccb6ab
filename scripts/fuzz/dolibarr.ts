import type { Page } from 'playwright-core';
import { sidebarOf } from '../browser.ts';
import type { Driver, Order, Saved, Truth } from './driver.ts';
import type { Choices, Shape, Speech, Step, StepKind } from './sequence.ts';
import { pressSidebar, watch } from './sidebar.ts';

/** Drives a running Dolibarr 16 with the modules of proposals, margins and REST. Each step of it is a page load. */

/** A Dolibarr that runs somewhere. */
export interface DolibarrAt {
	readonly url: string;
	/** The same for every rep. */
	readonly password: string;
	/** Login of a rep who may see and set costs, by language; the first one makes and reads proposals by the API too. */
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
		name: 'option',
		lines: [
			{ product: 'CX-40', quantity: '1', discount: '0' },
			{ product: 'CP-7', quantity: '0', discount: '3.33' },
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
	readonly type: number;
	readonly price: number;
	readonly cost: number;
}

const table = '#addproduct #tablelines';
const edited = (page: Page) => page.locator(`${table} tr.tredited`);
const boxOf: Readonly<Partial<Record<StepKind, string>>> = {
	discount: 'remise_percent',
	list: 'price_ht',
	quantity: 'qty',
	cost: 'buying_price',
};

async function typeIn(page: Page, selector: string, text: string): Promise<void> {
	const field = page.locator(selector).first();
	await field.click();
	await page.keyboard.press('Control+A');
	if (text === '') await page.keyboard.press('Delete');
	else await page.keyboard.type(text);
}

/** Presses what loads the next page, and waits for that. */
async function load(page: Page, press: () => Promise<void>): Promise<void> {
	const loaded = page.waitForEvent('domcontentloaded');
	await press();
	await loaded;
	await page.waitForLoadState('load');
}

/** Drives the Dolibarr at this place. */
export async function dolibarrDriver(place: DolibarrAt): Promise<Driver> {
	async function ask(method: string, path: string, body: Json | null, key: string | null): Promise<unknown> {
		const answer = await fetch(`${place.url}/api/index.php/${path}`, {
			method,
			headers: { 'content-type': 'application/json', ...(key ? { DOLAPIKEY: key } : {}) },
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
		return JSON.parse(text);
	}

	const login = (await ask('POST', 'login', { login: place.logins.en, password: place.password }, null)) as {
		readonly success: { readonly token: string };
	};
	const key = login.success.token;
	const get = (path: string) => ask('GET', path, null, key);
	const products = new Map(
		((await get('products?limit=100')) as Json[]).flatMap(
			({ id, ref, type, price, cost_price }): [string, Product][] =>
				Number(cost_price) > 0
					? [[String(ref), { id: String(id), type: Number(type), price: Number(price), cost: Number(cost_price) }]]
					: [],
		),
	);
	const [customer] = (await get('thirdparties?limit=1&mode=1')) as Json[];
	if (!customer) throw new Error('there is no customer');
	/** Ids of a proposal's lines as the sequence counts them, by page. */
	const lines = new WeakMap<Page, string[]>();
	/** Pages of whose proposal a row was refused: what was typed there is lost, and not what the CRM holds in the end. */
	const refused = new WeakSet<Page>();

	const choices: Choices = {
		kinds: { discount: 6, list: 4, quantity: 4, cost: 4, add: 2, remove: 1 },
		commits: ['tab', 'sidebar'],
		speeches,
		shapes,
		prices: Object.fromEntries([...products].map(([ref, { price }]) => [ref, price])),
		units: {},
		currencies: [],
		pricelists: [],
		dialogs: [],
		mostSteps: 3,
	};

	async function make(shape: Shape): Promise<Order> {
		const date = Math.floor(Date.now() / 1000);
		const id = await ask('POST', 'proposals', { socid: customer?.id, date, datep: date, duree_validite: 30 }, key);
		for (const { product: ref, quantity, discount } of shape.lines) {
			const product = products.get(ref);
			if (!product) throw new Error(`there is no product ${ref}`);
			const line = {
				fk_product: product.id,
				product_type: product.type,
				qty: Number(quantity),
				subprice: product.price,
				remise_percent: Number(discount),
				tva_tx: 0,
				pa_ht: product.cost,
			};
			await ask('POST', `proposals/${id}/line`, line, key);
		}
		// A proposal without a project is called after its customer.
		return { id: String(id), name: String(customer?.name) };
	}

	async function truth({ id }: Order): Promise<Truth> {
		let revenue = 0;
		let cost: number | null = 0;
		const { lines: all } = (await get(`proposals/${id}`)) as { readonly lines: Json[] };
		for (const { total_ht, qty, pa_ht } of all) {
			const [total, count, unit] = [total_ht, qty, pa_ht].map(Number) as [number, number, number];
			revenue += total;
			if (count !== 0 && unit === 0) cost = null;
			// Goods taken back at a price below zero bring their cost back.
			if (cost !== null) cost += count * (total * count < 0 ? -unit : unit);
		}
		return { revenue, cost };
	}

	/** True when the page is the proposal's, and in no error. */
	async function isCard(page: Page): Promise<boolean> {
		return (await page.locator('#addproduct').count()) > 0;
	}

	async function saveRow(page: Page, pressed: () => void): Promise<boolean> {
		const isSaved = await trySaveRow(page, pressed);
		if (!isSaved) refused.add(page);
		return isSaved;
	}

	async function trySaveRow(page: Page, pressed: () => void): Promise<boolean> {
		const isAdding = (await edited(page).count()) === 0;
		const button = isAdding ? `${table} #addline` : `${table} tr.tredited input[name="save"]`;
		if ((await page.locator(button).count()) === 0) return false;
		const rows = await page.locator(`${table} tr[id^="row-"]`).count();
		await load(page, async () => {
			const press = page.locator(button).first().dispatchEvent('click');
			pressed();
			await press;
		});
		if (!(await isCard(page))) {
			// The server has failed over what was typed: a rep goes back, and the browser fills the boxes again.
			await load(page, () => page.goBack().then(() => undefined));
			await sidebarOf(page);
			return false;
		}
		await sidebarOf(page);
		await watch(page).catch(() => undefined);
		const errors = page.locator('.jnotify-notification-error');
		if ((await errors.count()) > 0) return false;
		return !isAdding || (await page.locator(`${table} tr[id^="row-"]`).count()) > rows;
	}

	/** Loads the row of a line, unless it is open; another row is saved first. */
	async function openLine(page: Page, line: number): Promise<boolean> {
		const id = lines.get(page)?.[line];
		if (!id) return false;
		const open = edited(page).locator('input[name="lineid"]');
		if ((await open.count()) > 0) {
			if ((await open.inputValue()) === id) return true;
			if (!(await saveRow(page, () => undefined))) return false;
		}
		const pencil = page.locator(`#row-${id} td.linecoledit a`).first();
		if ((await pencil.count()) === 0) return false;
		await load(page, () => pencil.dispatchEvent('click'));
		await page.waitForTimeout(300);
		return (await edited(page).count()) > 0;
	}

	async function addLine(page: Page, value: string): Promise<boolean> {
		const [ref = '', quantity = '1'] = value.split('*');
		const product = products.get(ref);
		if (!product) return false;
		if ((await edited(page).count()) > 0 && !(await saveRow(page, () => undefined))) return false;
		lines.get(page)?.push('');
		await page.locator('#prod_entry_mode_predef').check();
		const priced = page.waitForResponse((response) => /products\.php|getSupplierPrices\.php/.test(response.url()));
		await page.locator('#idprod').evaluate((list: HTMLSelectElement, id) => {
			list.value = id;
			// As the list's own script says it.
			const jquery = (window as unknown as { jQuery: (of: Element) => { trigger(name: string): void } }).jQuery;
			jquery(list).trigger('change');
		}, product.id);
		await priced;
		await page.waitForTimeout(600);
		await typeIn(page, `${table} tr.liste_titre_create input[name="qty"]`, quantity);
		return true;
	}

	async function removeLine(page: Page, line: number): Promise<boolean> {
		const all = lines.get(page);
		const id = all?.[line];
		if (!all || !id) return false;
		if ((await edited(page).count()) > 0 && !(await saveRow(page, () => undefined))) return false;
		const bin = page.locator(`#row-${id} td.linecoldelete a`).first();
		if ((await bin.count()) === 0) return false;
		await load(page, () => bin.dispatchEvent('click'));
		await load(page, () => page.locator('.ui-dialog-buttonset button').first().click());
		all[line] = '';
		return (await page.locator(`#row-${id}`).count()) === 0;
	}

	return {
		title: 'Dolibarr',
		origins: [place.url],
		choices,
		make,
		truth,
		async signIn(page, { language }) {
			await page.goto(`${place.url}/index.php`);
			if ((await page.locator('form#login').count()) === 0) return;
			await page.fill('form#login input[name=username]', place.logins[language]);
			await page.fill('form#login input[name=password]', place.password);
			await load(page, () => page.press('form#login input[name=password]', 'Enter'));
		},
		async open(page, { id }) {
			await page.goto(`${place.url}/comm/propal/card.php?id=${id}`);
			refused.delete(page);
			const rows = page.locator(`${table} tr[id^="row-"]`);
			await rows.first().waitFor();
			lines.set(page, await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-id') ?? '')));
		},
		async type(page, _sequence, { kind, line, value }) {
			if (line === null) return false;
			if (kind === 'add') return addLine(page, value);
			if (kind === 'remove') return removeLine(page, line);
			const box = boxOf[kind];
			if (box === undefined || !(await openLine(page, line))) return false;
			await typeIn(page, `${table} tr.tredited input[name="${box}"]`, value);
			return true;
		},
		async commit(page, _sequence, { commit: how }: Step) {
			if (how === 'sidebar') await pressSidebar(page);
			else await page.keyboard.press('Tab');
			await page.waitForTimeout(200);
		},
		async save(page, pressed): Promise<Saved> {
			const isFilled =
				(await edited(page).count()) > 0 ||
				Number(
					await page
						.locator('#idprod')
						.inputValue()
						.catch(() => '0'),
				) > 0;
			if (isFilled && !(await saveRow(page, pressed))) return 'refused';
			if (isFilled) return refused.has(page) ? 'refused' : 'saved';
			pressed();
			return refused.has(page) ? 'refused' : 'saved';
		},
		async leave(page) {
			await page.goto(`${place.url}/index.php?mainmenu=home`);
		},
		stop: async () => undefined,
	};
}
