import type { Locator, Page } from 'playwright-core';
import sample from '../../demo/sample-playbook.json' with { type: 'json' };
import { rest } from '../tryton/rest.ts';
import { signIn } from '../tryton/sign-in.ts';
import { startTryton } from '../tryton/tryton.ts';
import type { Driver, Order, Saved, Truth } from './driver.ts';
import type { Choices, Shape, Speech, Step } from './sequence.ts';
import { pressSidebar } from './sidebar.ts';

/** Drives a running Tryton 6.0 with its web client, and reads it by its JSON-RPC. */

/** A Tryton somewhere else; absent: one is started from Debian's packages. */
export interface TrytonAt {
	readonly url: string;
	readonly database: string;
	readonly password: string;
	/** Login of a rep who may see costs, by language; the first one reads by the API too. */
	readonly logins: Readonly<Record<Speech['language'], string>>;
}

type Json = Record<string, unknown>;

interface Product {
	readonly id: number;
	readonly list: number;
	readonly cost: number;
	readonly unit: number;
}

interface Unit {
	readonly id: number;
	readonly factor: number;
	readonly category: number;
}

/** Its number fields are the browser's own, and a Chromium without its German files takes a point in German too. */
const speeches: readonly Speech[] = [
	{ language: 'en', decimal: '.', group: ',' },
	{ language: 'de', decimal: '.', group: ',' },
];

/** Goods beside those that every database of ours has: an odd price, one sold by the hour. */
const ownProducts = [
	{ code: 'ODD', name: 'Odd part', list: '333.33', cost: '201.17', unit: 'Unit' },
	{ code: 'ENG-H', name: 'Engineering', list: '120', cost: '70', unit: 'Hour' },
] as const;

const ownUnits = [
	{ name: 'Dozen', symbol: 'dz', of: 'Unit', factor: 12, digits: 0 },
	{ name: 'Shift', symbol: 'shift', of: 'Hour', factor: 8, digits: 2 },
] as const;

const volumePrices = 'Volume prices';

/** Dollars for a euro: the rate of the playbook that Dealside begins with. */
const dollarRate = Number(sample.playbook.rates.find(({ from, to }) => from === 'EUR' && to === 'USD')?.rate);

const shapes: readonly Shape[] = [
	{
		name: 'five',
		lines: [
			{ product: 'CX-40', quantity: '2', discount: '0.1' },
			{ product: 'CP-7', quantity: '4', discount: '0.05' },
			{ product: 'INST-D', quantity: '6', discount: '0' },
			{ product: 'WAR-3Y', quantity: '1', discount: '0.25' },
			{ product: 'FRT', quantity: '1', discount: '0' },
		],
	},
	{
		name: 'odd',
		lines: [
			{ product: 'CX-40', quantity: '1', discount: '0' },
			{ product: 'ODD', quantity: '7', discount: '0.0333' },
		],
	},
	{
		name: 'same',
		lines: [
			{ product: 'CP-7', quantity: '1', discount: '0' },
			{ product: 'CP-7', quantity: '3', discount: '0.1' },
			{ product: 'CP-7', quantity: '1', discount: '0' },
		],
	},
	{
		name: 'units',
		lines: [
			{ product: 'CP-7', quantity: '2', discount: '0.05', unit: 'Dozen' },
			{ product: 'ENG-H', quantity: '2', discount: '0', unit: 'Shift' },
			{ product: 'ODD', quantity: '5', discount: '0' },
		],
	},
	{
		name: 'back',
		lines: [
			{ product: 'INST-D', quantity: '3', discount: '0' },
			{ product: 'CP-7', quantity: '-1', discount: '0' },
			{ product: 'FRT', quantity: '1', discount: '0', hasNoList: true },
		],
	},
	{
		name: 'volume',
		pricelist: volumePrices,
		lines: [
			{ product: 'CX-40', quantity: '1', discount: '0' },
			{ product: 'CP-7', quantity: '12', discount: '0.1' },
		],
	},
	{
		name: 'dollars',
		currency: 'USD',
		lines: [
			{ product: 'CX-40', quantity: '1', discount: '0.05' },
			{ product: 'ODD', quantity: '4', discount: '0' },
		],
	},
];

function choicesOf(products: ReadonlyMap<string, Product>): Choices {
	return {
		kinds: { discount: 5, price: 4, off: 3, list: 3, quantity: 4, unit: 2, product: 2, add: 2, remove: 2, undelete: 1 },
		commits: ['tab', 'enter', 'line', 'sidebar', 'ok'],
		speeches,
		shapes,
		prices: Object.fromEntries([...products].map(([code, { list }]) => [code, list])),
		units: Object.fromEntries(
			[...products.keys()].map((code) => [code, code === 'ENG-H' ? ['Hour', 'Shift'] : ['Unit', 'Dozen']]),
		),
		currencies: [],
		pricelists: [],
		dialogs: [],
		mostSteps: 4,
	};
}

const decimal = (written: string | number) => ({ __class__: 'Decimal', decimal: String(written) });

/** Digits that Tryton keeps of a price per unit. */
const priceDigits = 4;

function rounded(value: number, digits: number): string {
	return (Math.round((value + Math.sign(value) * 1e-9) * 10 ** digits) / 10 ** digits).toFixed(digits);
}

/** A session of Tryton's API. */
async function session(at: Pick<TrytonAt, 'url' | 'database' | 'password'>, login: string) {
	let authorization: string | null = null;
	async function ask(method: string, params: readonly unknown[]): Promise<unknown> {
		const response = await fetch(`${at.url}/${at.database}/`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'x-requested-with': 'XMLHttpRequest',
				...(authorization ? { authorization } : {}),
			},
			body: JSON.stringify({ id: 0, method, params }),
		});
		const answer = (await response.json()) as { result?: unknown; error?: unknown };
		if (answer.error) throw new Error(`${method}: ${JSON.stringify(answer.error).slice(0, 600)}`);
		return answer.result;
	}
	const [user, key] = (await ask('common.db.login', [login, { password: at.password }, 'en'])) as [number, string];
	authorization = `Session ${btoa(`${login}:${user}:${key}`)}`;
	const context = (await ask('model.res.user.get_preferences', [true, {}])) as Json;
	const call = (method: string, ...params: readonly unknown[]) => ask(method, [...params, context]);
	return {
		context,
		call,
		find: (model: string, domain: unknown, fields: readonly string[]) =>
			call(`model.${model}.search_read`, domain, 0, null, null, fields) as Promise<(Json & { id: number })[]>,
		create: async (model: string, values: Json) =>
			((await call(`model.${model}.create`, [values])) as number[])[0] as number,
		inLanguage: (language: string, method: string, ...params: readonly unknown[]) =>
			ask(method, [...params, { ...context, language }]),
	};
}

type Api = Awaited<ReturnType<typeof session>>;

const number = (value: unknown) =>
	typeof value === 'number' ? value : Number((value as { decimal?: string } | null)?.decimal ?? Number.NaN);

/** Units, currencies, a price list and goods that the sequences need, made once a database. */
async function prepare(api: Api): Promise<void> {
	const { find, create } = api;
	const units = async () => find('product.uom', [], ['name', 'category']);
	for (const { name, symbol, of, factor, digits } of ownUnits) {
		const all = await units();
		const base = all.find((unit) => unit.name === of);
		if (!base || all.some((unit) => unit.name === name)) continue;
		const rounding = digits === 0 ? 1 : 0.01;
		const rate = Number((1 / factor).toFixed(12));
		await create('product.uom', { name, symbol, category: base.category, factor, rate, rounding, digits });
	}
	if ((await find('currency.currency', [['code', '=', 'USD']], ['code'])).length === 0) {
		const [euro] = await find('currency.currency', [['code', '=', 'EUR']], ['code']);
		const day = { __class__: 'date', year: 2020, month: 1, day: 1 };
		const rate = (currency: unknown, value: number) =>
			create('currency.currency.rate', { currency, date: day, rate: decimal(value) });
		const dollar = await create('currency.currency', {
			name: 'US Dollar',
			code: 'USD',
			symbol: '$',
			digits: 2,
			rounding: decimal('0.01'),
		});
		if (euro) await rate(euro.id, 1);
		await rate(dollar, dollarRate);
	}
	const [pattern] = await find('product.template', [['code', '=', 'CP-7']], ['account_category']);
	for (const { code, name, list, cost, unit } of ownProducts) {
		if ((await find('product.product', [['code', '=', code]], ['code'])).length > 0) continue;
		const uom = (await units()).find((one) => one.name === unit)?.id;
		await create('product.template', {
			name,
			code,
			type: unit === 'Hour' ? 'service' : 'goods',
			default_uom: uom,
			sale_uom: uom,
			salable: true,
			list_price: decimal(list),
			account_category: pattern?.account_category,
			products: [['create', [{ cost_price: decimal(cost) }]]],
		});
	}
	if ((await find('product.price_list', [['name', '=', volumePrices]], ['name'])).length === 0)
		await create('product.price_list', {
			name: volumePrices,
			company: api.context.company,
			tax_included: false,
			unit: 'product_default',
			lines: [
				[
					'create',
					[
						{ quantity: 10, formula: 'unit_price * 0.9', sequence: 1 },
						{ quantity: null, formula: 'unit_price', sequence: 2 },
					],
				],
			],
		});
}

/** The row that a line of the sequence is in now: new lines that were removed have none. */
function rowOf(shape: Shape, line: number, before: readonly Step[]): number | null {
	const gone = before.flatMap((step) =>
		step.kind === 'remove' && step.line !== null && step.line >= shape.lines.length ? [step.line] : [],
	);
	return gone.includes(line) ? null : line - gone.filter((other) => other < line).length;
}

const fieldOf = { price: 'unit_price', discount: 'discount_rate', off: 'discount_amount', list: 'base_price' } as const;

const pane = (page: Page) => page.locator('#tabcontent > .tab-pane.active');
const rows = (page: Page) => pane(page).locator('.form-one2many table.tree').first().locator('tbody > tr');
const tool = (page: Page, at: number) =>
	pane(page).locator('.form-one2many').first().locator('.form-one2many-toolbar .btn-sm').nth(at);
const dialog = (page: Page) => page.locator('.modal.window-form:visible').last();

/** What the client's page has of its own. */
interface Client {
	jQuery?: { readonly support: { transition?: unknown } };
}

/** Runs in each page of the client as it loads: dialogs come and go at once, for fading is drawn frame by frame and shows nothing. */
function still(): void {
	addEventListener('load', () => {
		const { jQuery } = window as unknown as Client;
		if (jQuery) jQuery.support.transition = false;
		const style = document.createElement('style');
		style.textContent = '.fade, .modal-dialog, .modal-backdrop { transition: none !important }';
		document.head.append(style);
	});
}

/** Types keys into a number field, which becomes another one when it gets the focus; what the client writes over is typed again. */
async function typeNumber(page: Page, scope: Locator, name: string, text: string): Promise<boolean> {
	const field = scope.locator(`input[name="${name}"]:visible`).first();
	if (!(await field.isEditable().catch(() => false))) return false;
	for (let tries = 0; tries < 5; tries += 1) {
		await field.click();
		const typed = scope.locator(`input[type="number"][name="${name}"]`).first();
		await typed.waitFor({ state: 'visible', timeout: 3000 }).catch(() => undefined);
		await rest(page);
		await page.keyboard.press('Control+A');
		if (text === '') await page.keyboard.press('Delete');
		else await page.keyboard.type(text);
		const held = await typed.inputValue();
		await rest(page);
		const hasFocus = await typed.evaluate((element) => element === element.ownerDocument.activeElement);
		if (hasFocus && (await typed.inputValue()) === held && (held !== '' || !/\d/.test(text))) return true;
	}
	return false;
}

/** Chooses a record by its name, with the cursor left in the field. */
async function choose(page: Page, scope: Locator, name: string, text: string): Promise<boolean> {
	const field = scope.locator(`input[name="${name}"]:visible`).first();
	await field.click();
	await page.keyboard.press('Control+A');
	await page.keyboard.press('Delete');
	await rest(page);
	await page.keyboard.type(text);
	const match = field.locator('xpath=..').locator('.dropdown-menu:visible li:not(.divider):not(.action) a').first();
	const isThere = await match.waitFor({ timeout: 4000 }).then(
		() => true,
		() => false,
	);
	if (!isThere) return false;
	await match.click();
	await rest(page);
	return (await field.inputValue()) !== '';
}

/** Opens a line's dialog, unless it is open; presses OK in another line's. */
async function openLine(page: Page, at: number): Promise<Locator | null> {
	if ((await dialog(page).count()) > 0) {
		if (openAt.get(page) === at) return dialog(page);
		if (!(await pressOk(page))) return null;
	}
	const row = rows(page).nth(at);
	if ((await row.count()) === 0) return null;
	await row.locator('td[data-title]:visible').first().dblclick();
	const opened = dialog(page);
	await opened.waitFor({ timeout: 8000 });
	await rest(page);
	openAt.set(page, at);
	return opened;
}

/** The row whose dialog was opened last. */
const openAt = new WeakMap<Page, number>();

/** True when the dialog closed: a field without which the line cannot be keeps it open. */
async function pressOk(page: Page): Promise<boolean> {
	const opened = dialog(page);
	if ((await opened.count()) === 0) return true;
	await opened.locator('.modal-footer .btn-primary').click();
	await rest(page);
	const isClosed = await opened.waitFor({ state: 'hidden', timeout: 3000 }).then(
		() => true,
		() => false,
	);
	if (isClosed) openAt.delete(page);
	return isClosed;
}

/** Drives the Tryton at this place; without one a Tryton of its own is started, and stopped at the end. */
export async function trytonDriver(at: TrytonAt | null): Promise<Driver> {
	const own = at === null ? await startTryton() : null;
	const place: TrytonAt = at ?? {
		url: (own as NonNullable<typeof own>).url,
		database: (own as NonNullable<typeof own>).database,
		password: (own as NonNullable<typeof own>).password,
		logins: { en: 'admin', de: 'german' },
	};
	const api = await session(place, place.logins.en);
	await prepare(api);
	const { find, create, call } = api;
	const units = new Map<number, Unit>();
	const unitNames = new Map<string, string>();
	const unitIds = new Map<string, number>();
	for (const { language } of speeches) {
		const named = (await api.inLanguage(language, 'model.product.uom.search_read', [], 0, null, null, [
			'name',
			'factor',
			'category',
		])) as { id: number; name: string; factor: number; category: number }[];
		for (const { id, name, factor, category } of named) {
			units.set(id, { id, factor, category });
			if (language === 'en') unitIds.set(name, id);
			unitNames.set(`${id} ${language}`, name);
		}
	}
	const fields = ['code', 'list_price', 'cost_price', 'default_uom'];
	const products = new Map(
		(await find('product.product', [['code', '!=', null]], fields)).flatMap(
			({ id, code, list_price, cost_price, default_uom }): [string, Product][] =>
				number(cost_price) > 0
					? [[String(code), { id, list: number(list_price), cost: number(cost_price), unit: Number(default_uom) }]]
					: [],
		),
	);
	const byId = new Map([...products.values()].map((product) => [product.id, product]));
	const [party] = await find('party.party', [['name', '=', 'Nordhavn Marine A/S']], ['name']);
	const parties = party ? [party] : await find('party.party', [], ['name']);
	const currencies = new Map(
		(await find('currency.currency', [], ['code', 'rate'])).map(({ id, code, rate }) => [
			String(code),
			{ id, rate: number(rate) || 1 },
		]),
	);
	const rateById = new Map([...currencies.values()].map(({ id, rate }) => [id, rate]));
	const [company] = await find('company.company', [], ['currency']);
	const homeRate = rateById.get(Number(company?.currency)) ?? 1;
	const terms = await find('account.invoice.payment_term', [], ['name']);
	const pricelists = await find('product.price_list', [['name', '=', volumePrices]], ['name']);

	async function make(shape: Shape, name: string): Promise<Order> {
		const currency = shape.currency ? currencies.get(shape.currency) : undefined;
		const rate = (currency?.rate ?? homeRate) / homeRate;
		const lines = shape.lines.map(({ product: code, quantity, discount, unit, hasNoList }, at) => {
			const product = products.get(code);
			if (!product) throw new Error(`there is no product ${code}`);
			const unitId = unit ? (unitIds.get(unit) as number) : product.unit;
			const perUnit = (units.get(unitId)?.factor ?? 1) / (units.get(product.unit)?.factor ?? 1);
			const list = Number(rounded(product.list * perUnit * rate, priceDigits));
			return {
				type: 'line',
				sequence: at + 1,
				product: product.id,
				quantity: Number(quantity),
				unit: unitId,
				base_price: hasNoList ? null : decimal(list.toFixed(priceDigits)),
				unit_price: decimal(rounded(list * (1 - Number(discount)), priceDigits)),
			};
		});
		const defaults = (await call(
			'model.sale.sale.default_get',
			['company', 'warehouse', 'invoice_method', 'shipment_method', 'currency'],
			false,
		)) as Json;
		const { company, warehouse, invoice_method, shipment_method } = defaults;
		const id = await create('sale.sale', {
			company,
			warehouse,
			invoice_method,
			shipment_method,
			currency: currency?.id ?? defaults.currency,
			party: parties[0]?.id,
			payment_term: terms[0]?.id ?? null,
			price_list: shape.pricelist ? (pricelists[0]?.id ?? null) : null,
			description: name,
			lines: [['create', lines]],
		});
		return { id: String(id), name };
	}

	async function truth({ id }: Order): Promise<Truth> {
		const [sale] = (await call(
			'model.sale.sale.read',
			[Number(id)],
			['lines', 'currency', 'untaxed_amount'],
		)) as Json[];
		const ids = sale?.lines as number[];
		const lines = (await call('model.sale.line.read', ids, [
			'type',
			'product',
			'quantity',
			'unit',
			'amount',
		])) as Json[];
		const rate = (rateById.get(Number(sale?.currency)) ?? 1) / homeRate;
		let cost: number | null = 0;
		for (const line of lines.filter(({ type }) => type === 'line')) {
			const product = byId.get(Number(line.product));
			if (!product) cost = null;
			if (!product || cost === null) continue;
			const perUnit = (units.get(Number(line.unit))?.factor ?? 1) / (units.get(product.unit)?.factor ?? 1);
			cost += Number(line.quantity) * perUnit * product.cost * rate;
		}
		return { revenue: number(sale?.untaxed_amount), cost };
	}

	async function type(
		page: Page,
		{ shape, language }: { shape: Shape; language: Speech['language'] },
		{ kind, line, value }: Step,
		before: readonly Step[],
	): Promise<boolean> {
		if (line === null) return false;
		if (kind === 'add') {
			if (!(await pressOk(page))) return false;
			await tool(page, 3).click();
			const opened = dialog(page);
			await opened.waitFor({ timeout: 8000 });
			await rest(page);
			openAt.set(page, rowOf(shape, line, before) ?? line);
			const [product = '', quantity = '1'] = value.split('*');
			return (await choose(page, opened, 'product', product)) && (await typeNumber(page, opened, 'quantity', quantity));
		}
		const at = rowOf(shape, line, before);
		if (at === null) return false;
		if (kind === 'remove' || kind === 'undelete') {
			if (!(await pressOk(page))) return false;
			await rows(page).nth(at).locator('td[data-title]:visible').first().click();
			await rest(page);
			await tool(page, kind === 'remove' ? 5 : 6).click();
			await rest(page);
			return true;
		}
		const opened = await openLine(page, at);
		if (!opened) return false;
		if (kind === 'product') return choose(page, opened, 'product', value);
		if (kind === 'unit') {
			const id = unitIds.get(value);
			return choose(page, opened, 'unit', unitNames.get(`${id} ${language}`) ?? value);
		}
		const name = kind === 'quantity' ? 'quantity' : fieldOf[kind as keyof typeof fieldOf];
		return name ? typeNumber(page, opened, name, value) : false;
	}

	async function commit(
		page: Page,
		{ shape }: { shape: Shape },
		{ commit: how, line }: Step,
		before: readonly Step[],
	): Promise<void> {
		if (how === 'sidebar') await pressSidebar(page);
		else if (how === 'ok' || how === 'line') {
			await pressOk(page);
			const others = shape.lines.map((_, other) => other).filter((other) => other !== line);
			const other = others[0] === undefined ? null : rowOf(shape, others[0], before);
			if (how === 'line' && other !== null && (await dialog(page).count()) === 0)
				await rows(page).nth(other).locator('td[data-title]:visible').first().click();
		} else if ((await dialog(page).count()) > 0) {
			await page.keyboard.press(how === 'tab' ? 'Tab' : 'Enter');
			await rest(page);
			if ((await dialog(page).count()) === 0) openAt.delete(page);
		}
		await rest(page);
	}

	async function save(page: Page, pressed: () => void): Promise<Saved> {
		if (!(await pressOk(page))) return 'refused';
		const button = pane(page).locator('button#save');
		await rest(page);
		pressed();
		await button.click();
		await rest(page);
		const isModified = await page.evaluate(() =>
			(document.querySelector('#tablist li.active')?.textContent ?? '').trim().startsWith('*'),
		);
		return isModified || (await page.locator('.modal:visible').count()) > 0 ? 'refused' : 'saved';
	}

	return {
		title: 'Tryton',
		origins: [place.url],
		choices: choicesOf(products),
		make,
		truth,
		type,
		commit,
		save,
		async signIn(page, { language }) {
			await page.addInitScript(still);
			await page.goto(`${place.url}/#${place.database}`);
			const entrance = page.locator('.modal input#login, #menu, #main_navbar').first();
			await entrance.waitFor();
			await rest(page);
			// The session is kept in the browser: in its next tab the rep is signed in.
			if ((await page.locator('.modal input#login').count()) > 0)
				await signIn(page, { ...place, login: place.logins[language] });
		},
		async open(page, { id, name }) {
			const address = `${place.url}/#${place.database}/model/sale.sale/${id}`;
			for (let tries = 0; tries < 10; tries += 1) {
				await page.goto(address);
				await rest(page);
				const shown = await pane(page)
					.locator('input[name="description"]')
					.first()
					.inputValue({ timeout: 4000 })
					.catch(() => '');
				if (shown === name) break;
			}
			await rows(page).first().waitFor();
		},
		async leave(page) {
			openAt.delete(page);
			const tab = page.locator('#tablist li.active');
			const isClean =
				(await page.locator('.modal:visible').count()) === 0 &&
				!((await tab.textContent().catch(() => '')) ?? '').trim().startsWith('*');
			if (isClean && (await tab.count()) > 0) {
				await tab
					.locator('button.close')
					.click({ timeout: 3000 })
					.catch(() => undefined);
				await rest(page);
				return;
			}
			await page.evaluate(() => {
				location.hash = `#${location.hash.slice(1).split('/')[0]}`;
			});
			await page.reload();
			await page.locator('#menu, #main_navbar').first().waitFor();
			await rest(page);
		},
		stop: async () => own?.stop(),
	};
}
