import type { Locator, Page } from 'playwright-core';
import type { Driver, Order, Saved, Truth } from './driver.ts';
import type { Choices, Sequence, Shape, ShapeLine, Speech, Step } from './sequence.ts';
import { pressSidebar } from './sidebar.ts';

/**
 * Drives a running Odoo 18 with its web client, and reads it by its JSON-RPC. It needs the modules sale_management,
 * sale_crm and sale_margin, with discounts, units and price lists switched on, and the reps named below.
 */

/** A running Odoo. */
export interface OdooAt {
	readonly url: string;
	readonly database: string;
	/** The same for all three. */
	readonly password: string;
}

/** Reps by language, and a sales manager, who may make products and price lists. */
const logins = { en: 'rep', de: 'rep-de', manager: 'manager' } as const;

type Json = Record<string, unknown>;

const languages = { en: 'en_US', de: 'de_DE' } as const satisfies Record<Speech['language'], string>;

const speeches: readonly Speech[] = [
	{ language: 'en', decimal: '.', group: ',' },
	{ language: 'de', decimal: ',', group: '.' },
];

/** Price and cost of each product that orders are made of, by its code. */
const goods: Readonly<Record<string, readonly [price: number, cost: number]>> = {
	'CX-40': [12400, 8150],
	'CP-7': [1850, 1020],
	'INST-D': [960, 610],
	'WAR-3Y': [2400, 900],
	FRT: [450, 380],
	ODD: [333.33, 201.17],
};

/** A price list's rules as the server takes them; `dollars` is of another currency and is left out where that is off. */
const pricelists: Readonly<Record<string, readonly Json[]>> = {
	'Ten off': [{ applied_on: '3_global', compute_price: 'percentage', percent_price: 10 }],
	'Break ten': [{ applied_on: '3_global', compute_price: 'percentage', percent_price: 15, min_quantity: 10 }],
	'USD list': [],
};

const line = (product: string, quantity: string, discount = '0', unit?: string): ShapeLine => ({
	product,
	quantity,
	discount,
	...(unit ? { unit } : {}),
});

const plainShapes: readonly Shape[] = [
	{
		name: 'five',
		lines: [
			line('CX-40', '2', '0.1'),
			line('CP-7', '4', '0.05'),
			line('INST-D', '6'),
			line('WAR-3Y', '1', '0.25'),
			line('FRT', '1'),
		],
	},
	{ name: 'odd', lines: [line('CX-40', '1'), line('ODD', '7', '0.0333')] },
	{ name: 'same', lines: [line('CP-7', '1'), line('CP-7', '3', '0.1'), line('CP-7', '1')] },
	{ name: 'units', lines: [line('CP-7', '2', '0.05', 'Dozens'), line('FRT', '1'), line('ODD', '5')] },
	{ name: 'back', lines: [line('INST-D', '3'), line('CP-7', '-1'), line('FRT', '0')] },
	{ name: 'ten-off', pricelist: 'Ten off', lines: [line('CX-40', '1', '0.1'), line('CP-7', '4', '0.1')] },
	{ name: 'break', pricelist: 'Break ten', lines: [line('CX-40', '1'), line('CP-7', '12', '0.15')] },
	{ name: 'dollars', currency: 'USD', pricelist: 'USD list', lines: [line('CX-40', '1', '0.05'), line('ODD', '4')] },
];

/** The same orders with the column "Cost" shown. */
const costed = (shape: Shape): Shape => ({ ...shape, name: `${shape.name}-costs` });
const isCosted = ({ name }: Shape) => name.endsWith('-costs');
const shapes = [...plainShapes, ...plainShapes.map(costed)];

const choices: Choices = {
	kinds: {
		discount: 8,
		price: 5,
		quantity: 6,
		unit: 3,
		product: 3,
		cost: 3,
		add: 3,
		remove: 3,
		pricelist: 1,
		dialog: 3,
	},
	commits: ['tab', 'line', 'sidebar'],
	speeches,
	shapes,
	prices: Object.fromEntries(Object.entries(goods).map(([code, [price]]) => [code, price])),
	units: Object.fromEntries(Object.keys(goods).map((code) => [code, ['Units', 'Dozens']])),
	currencies: [],
	pricelists: Object.keys(pricelists),
	dialogs: [
		'line=20',
		'line=12,5',
		'line=7.5',
		'global=5',
		'global=-5',
		'global=3,5',
		'amount=500',
		'amount=33.33',
		'line=0',
	],
	mostSteps: 4,
};

/** A session of Odoo's API. */
async function session({ url, database, password }: OdooAt, login: string) {
	let cookie = '';
	async function ask(path: string, params: Json): Promise<unknown> {
		const response = await fetch(`${url}${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', cookie },
			body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params }),
		});
		for (const set of response.headers.getSetCookie())
			if (set.startsWith('session_id=')) cookie = set.split(';')[0] ?? '';
		const answer = (await response.json()) as { result?: unknown; error?: { data?: { message?: string } } };
		if (answer.error) throw new Error(`${path}: ${answer.error.data?.message ?? JSON.stringify(answer.error)}`);
		return answer.result;
	}
	await ask('/web/session/authenticate', { db: database, login, password });
	const call = (model: string, method: string, args: readonly unknown[], kwargs: Json = {}) =>
		ask(`/web/dataset/call_kw/${model}/${method}`, { model, method, args, kwargs });
	return {
		call,
		find: (model: string, domain: unknown, fields: readonly string[], context: Json = {}) =>
			call(model, 'search_read', [domain], { fields, context }) as Promise<(Json & { id: number })[]>,
		create: async (model: string, values: Json) => ((await call(model, 'create', [[values]])) as number[])[0] as number,
	};
}

type Api = Awaited<ReturnType<typeof session>>;

/** Goods and price lists that the sequences need, made once a database. */
async function prepare({ find, create }: Api): Promise<void> {
	const [pattern] = await find('product.product', [['default_code', '=', 'CP-7']], ['taxes_id']);
	for (const [code, [list_price, standard_price]] of Object.entries(goods)) {
		if ((await find('product.product', [['default_code', '=', code]], ['id'])).length > 0) continue;
		const taxes_id = [[6, 0, pattern?.taxes_id ?? []]];
		await create('product.product', { name: `Good ${code}`, default_code: code, list_price, standard_price, taxes_id });
	}
	for (const [name, rules] of Object.entries(pricelists)) {
		if ((await find('product.pricelist', [['name', '=', name]], ['id'])).length > 0) continue;
		const code = name.startsWith('USD') ? 'USD' : 'EUR';
		const [currency] = await find('res.currency', [['name', '=', code]], ['id']);
		if (currency)
			await create('product.pricelist', {
				name,
				currency_id: currency.id,
				item_ids: rules.map((rule) => [0, 0, rule]),
			});
	}
}

const form = '.o_action_manager .o_form_view.o_sale_order';
const rows = (page: Page) => page.locator(`${form} [name="order_line"] tr.o_data_row:has(td[name="discount"])`);
const dialog = (page: Page) => page.locator('.modal.d-block .o_form_view').last();

/** The row that a line of the sequence is in now; null once it was removed. */
function rowOf(at: number, before: readonly Step[]): number | null {
	const gone = before.flatMap((step) => (step.kind === 'remove' && step.line !== null ? [step.line] : []));
	return gone.includes(at) ? null : at - gone.filter((other) => other < at).length;
}

/** Starts counting the page's own calls, so that its rest can be waited for. */
function restOf(page: Page) {
	let open = 0;
	let lastMs = Date.now();
	const isCall = (request: { url(): string }) => request.url().includes('/web/dataset/');
	page.on('request', (request) => {
		if (!isCall(request)) return;
		open += 1;
		lastMs = Date.now();
	});
	const ended = (request: { url(): string }) => {
		if (!isCall(request)) return;
		open -= 1;
		lastMs = Date.now();
	};
	page.on('requestfinished', ended);
	page.on('requestfailed', ended);
	page.on('framenavigated', (frame) => {
		if (frame === page.mainFrame()) open = 0;
	});
	return async (quietMs = 250) => {
		const end = Date.now() + 15_000;
		// A busy page makes its call late.
		await page
			.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 3000 })))
			.catch(() => undefined);
		await page.waitForTimeout(60);
		while ((open > 0 || Date.now() - lastMs < quietMs) && Date.now() < end) await page.waitForTimeout(40);
	};
}

const rests = new WeakMap<Page, (quietMs?: number) => Promise<void>>();
const rest = (page: Page, quietMs?: number) => rests.get(page)?.(quietMs) ?? Promise.resolve();

/** Puts the cursor into a field of a row, which opens it. */
async function enter(page: Page, row: Locator, name: string): Promise<boolean> {
	const cell = row.locator(`td[name="${name}"]`);
	if ((await cell.count()) === 0) return false;
	const field = cell.locator('input').first();
	for (let tries = 0; tries < 4; tries += 1) {
		await cell.click();
		const isThere = await field.waitFor({ timeout: 3000 }).then(
			() => true,
			() => false,
		);
		if (!isThere) continue;
		await field.click();
		const hasFocus = await field.evaluate((element) => element === element.ownerDocument.activeElement);
		if (hasFocus) return true;
		await rest(page);
	}
	return false;
}

async function keys(page: Page, text: string): Promise<void> {
	await page.keyboard.press('Control+a');
	if (text === '') await page.keyboard.press('Delete');
	else await page.keyboard.type(text, { delay: 15 });
}

/** Looks a record up in the field that has the cursor and picks the one whose name begins so. */
async function pick(page: Page, scope: Locator, search: string, begins: string): Promise<boolean> {
	await keys(page, search);
	const item = scope.locator('.o-autocomplete--dropdown-item a', { hasText: begins }).first();
	const isThere = await item.waitFor({ timeout: 6000 }).then(
		() => true,
		() => false,
	);
	if (!isThere) {
		await page.keyboard.press('Escape');
		return false;
	}
	// The answer to the last key opens the list again, over what was picked before it came.
	await rest(page);
	await item.click();
	await rest(page);
	return true;
}

const fieldOf = {
	price: 'price_unit',
	discount: 'discount',
	quantity: 'product_uom_qty',
	cost: 'purchase_price',
} as const;

/** Shows or hides the column "Cost", which is the user's own choice of columns. */
async function showCosts(page: Page, isWanted: boolean): Promise<void> {
	const heading = page.locator(`${form} [name="order_line"] th[data-name="purchase_price"]`);
	if ((await heading.count()) > 0 === isWanted) return;
	await page.locator(`${form} [name="order_line"] .o_optional_columns_dropdown button`).click();
	await page.locator('.o-dropdown--menu input[name="purchase_price"]').click();
	await page.keyboard.press('Escape');
	await page.waitForTimeout(300);
}

/** Types into the dialog that gives a discount on the whole order: "global=5". */
async function typeDialog(page: Page, value: string): Promise<boolean> {
	const [kind, text = ''] = value.split('=');
	await page.locator(`${form} button[name="action_open_discount_wizard"]`).click();
	await dialog(page).waitFor({ timeout: 10_000 });
	await rest(page);
	const type = { line: 'sol_discount', global: 'so_discount', amount: 'amount' }[kind ?? ''];
	await dialog(page).locator(`[name="discount_type"] input[data-value="${type}"]`).check();
	const field = dialog(page)
		.locator(`[name="discount_${kind === 'amount' ? 'amount' : 'percentage'}"] input`)
		.first();
	await field.click();
	await keys(page, text);
	return true;
}

async function closeDialogs(page: Page): Promise<void> {
	for (let tries = 0; tries < 3 && (await page.locator('.modal.d-block').count()) > 0; tries += 1) {
		await page
			.locator('.modal.d-block .btn-close')
			.last()
			.click({ timeout: 3000 })
			.catch(() => undefined);
		await page.waitForTimeout(250);
	}
}

/** Applies what is in the discount dialog; one that is refused is closed. */
async function applyDialog(page: Page): Promise<void> {
	await dialog(page)
		.locator('xpath=ancestor::*[contains(@class,"modal")]')
		.locator('button[name="action_apply_discount"]')
		.last()
		.click();
	await rest(page, 400);
	await closeDialogs(page);
}

/** Drives the Odoo at this place. */
export async function odooDriver(at: OdooAt): Promise<Driver> {
	const api = await session(at, logins.manager);
	await prepare(api);
	const { find, create, call } = api;
	const products = new Map(
		(await find('product.product', [['default_code', 'in', Object.keys(goods)]], ['default_code'])).map((one) => [
			String(one.default_code),
			one.id,
		]),
	);
	const unitNames = new Map<string, string>();
	const units = new Map<string, number>();
	for (const language of ['en', 'de'] as const)
		for (const { id, name } of await find('uom.uom', [], ['name'], { lang: languages[language] })) {
			if (language === 'en') units.set(String(name), id);
			unitNames.set(`${id} ${language}`, String(name));
		}
	const lists = new Map((await find('product.pricelist', [], ['name'])).map((list) => [String(list.name), list.id]));
	const [rep] = await find('res.users', [['login', '=', logins.en]], ['id']);
	const partner = await create('res.partner', { name: 'Random edits (sample)' });
	/** Where the web client is: "/odoo", or as a brand of its own calls it. */
	let prefix = '/odoo';

	async function make(shape: Shape, name: string): Promise<Order> {
		const user = { user_id: rep?.id };
		const opportunity = await create('crm.lead', { name, type: 'opportunity', partner_id: partner, ...user });
		const id = await create('sale.order', {
			partner_id: partner,
			opportunity_id: opportunity,
			...user,
			...(shape.pricelist ? { pricelist_id: lists.get(shape.pricelist) } : {}),
			order_line: shape.lines.map(({ product, quantity, discount, unit }, sequence) => [
				0,
				0,
				{
					sequence,
					product_id: products.get(product),
					product_uom_qty: Number(quantity),
					discount: Number((Number(discount) * 100).toFixed(2)),
					...(unit ? { product_uom: units.get(unit) } : {}),
				},
			]),
		});
		isShown.set(String(id), isCosted(shape));
		return { id: String(id), name };
	}

	/** By order: whether its column "Cost" is to be shown. */
	const isShown = new Map<string, boolean>();

	async function truth({ id }: Order): Promise<Truth> {
		const [order] = (await call('sale.order', 'read', [[Number(id)], ['amount_untaxed', 'margin']])) as Json[];
		const revenue = Number(order?.amount_untaxed);
		return { revenue, cost: revenue - Number(order?.margin) };
	}

	async function type(page: Page, sequence: Sequence, step: Step, before: readonly Step[]): Promise<boolean> {
		const { kind, value } = step;
		const unitName = (name: string) => unitNames.get(`${units.get(name)} ${sequence.language}`) ?? name;
		if (kind === 'dialog') return typeDialog(page, value);
		if (kind === 'pricelist') {
			const field = page.locator(`${form} [name="pricelist_id"]`);
			await field.locator('input').click();
			return pick(page, field, value, value);
		}
		if (kind === 'add') {
			const [product = '', quantity = '1'] = value.split('*');
			await page.locator(`${form} [name="order_line"] .o_field_x2many_list_row_add a`).first().click();
			// Tab in the last field has made an empty row already, which goes when another one comes.
			const row = rows(page).and(page.locator('.o_selected_row:has(td[name="product_template_id"] input)'));
			await row.waitFor({ timeout: 8000 });
			await rest(page);
			if ((await row.locator('td[name="product_template_id"] input').inputValue()) !== '') return false;
			if (!(await enter(page, row, 'product_template_id'))) return false;
			if (!(await pick(page, row, product, `[${product}]`))) return false;
			if (!(await enter(page, row, 'product_uom_qty'))) return false;
			await keys(page, quantity);
			return true;
		}
		const at = step.line === null ? null : rowOf(step.line, before);
		if (at === null) return false;
		const row = rows(page).nth(at);
		if ((await row.count()) === 0) return false;
		if (kind === 'remove') {
			const count = await rows(page).count();
			await row.locator('td.o_list_record_remove button').click();
			// What was typed in it before goes to the server first, and the row goes after the answer.
			await rows(page)
				.nth(count - 1)
				.waitFor({ state: 'detached' });
			await rest(page);
			return true;
		}
		if (kind === 'product')
			return (await enter(page, row, 'product_template_id')) && pick(page, row, value, `[${value}]`);
		if (kind === 'unit')
			return (await enter(page, row, 'product_uom')) && pick(page, row, unitName(value), unitName(value));
		const name = fieldOf[kind as keyof typeof fieldOf];
		if (!name || !(await enter(page, row, name))) return false;
		await keys(page, value);
		return true;
	}

	async function commit(page: Page, _: Sequence, step: Step, before: readonly Step[]): Promise<void> {
		if (step.kind === 'dialog') await applyDialog(page);
		else if (step.commit === 'sidebar') await pressSidebar(page);
		else if (step.commit === 'tab') await page.keyboard.press('Tab');
		else {
			const count = await rows(page).count();
			const at = step.line === null ? null : rowOf(step.line, before);
			const other = rows(page).nth(at === 0 && count > 1 ? 1 : 0);
			await other.locator('td[name="discount"]').click();
		}
		await rest(page);
	}

	async function save(page: Page, pressed: () => void): Promise<Saved> {
		await closeDialogs(page);
		const button = page.locator(`${form} .o_form_button_save`);
		pressed();
		if (!(await button.isVisible())) return 'saved';
		await button.click();
		// A value that is refused leaves the button where it is.
		const isGone = await button.waitFor({ state: 'hidden', timeout: 8000 }).then(
			() => true,
			() => false,
		);
		await rest(page);
		return isGone ? 'saved' : 'refused';
	}

	return {
		title: 'Odoo',
		origins: [at.url],
		choices: lists.has('USD list') ? choices : { ...choices, pricelists: ['Ten off', 'Break ten'] },
		make,
		truth,
		type,
		commit,
		save,
		async signIn(page, { language }) {
			rests.set(page, restOf(page));
			await page.goto(`${at.url}/web/login`);
			const params = { db: at.database, login: logins[language], password: at.password };
			await page.evaluate(async (given) => {
				await fetch('/web/session/authenticate', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params: given }),
				});
			}, params);
			await page.goto(`${at.url}/web`);
			await page.locator('.o_action_manager > *').first().waitFor({ timeout: 60_000 });
			prefix = `/${new URL(page.url()).pathname.split('/')[1]}`;
		},
		async open(page, { id }) {
			await page.goto(`${at.url}${prefix}/sales/${id}`);
			await rows(page).first().waitFor({ timeout: 30_000 });
			await rest(page);
			await showCosts(page, isShown.get(id) ?? false);
		},
		async leave(page) {
			await closeDialogs(page);
			const button = page.locator(`${form} .o_form_button_cancel`);
			if (await button.isVisible().catch(() => false)) await button.click({ timeout: 3000 }).catch(() => undefined);
			await page.waitForTimeout(200);
		},
		stop: async () => undefined,
	};
}
