import type { Frame, Page } from 'playwright-core';
import { sidebarOf } from '../browser.ts';
import type { Driver, Order, Saved, Truth } from './driver.ts';
import type { Choices, Shape, Speech, Step } from './sequence.ts';
import { pressSidebar, watch } from './sidebar.ts';

/**
 * Quotes of a running SuiteCRM 8, typed in the classic page that it shows in a frame, or in the same page alone, as
 * version 7 shows it. It wants two users who may edit
 * quotes, one of whom writes numbers as in German, and products with a part number, a price and a cost.
 */

export interface SuitecrmAt {
	readonly url: string;
	/** Each page of version 7 is loaded anew; those of 8 are shown in its shell. */
	readonly version: 7 | 8;
	readonly logins: Readonly<Record<Speech['language'], { readonly name: string; readonly password: string }>>;
}

type Json = Readonly<Record<string, unknown>>;

interface Product {
	readonly id: string;
	readonly name: string;
	readonly price: number;
	readonly cost: number;
}

/** Cookies and calls of one user, outside any browser. */
async function session(url: string, { name, password }: SuitecrmAt['logins']['en']) {
	const cookies = new Map<string, string>();

	async function call(path: string, init: RequestInit = {}): Promise<Response> {
		const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ');
		const token = decodeURIComponent(cookies.get('XSRF-TOKEN') ?? '');
		const headers = { ...(init.headers as Record<string, string>), cookie, 'x-xsrf-token': token };
		const answer = await fetch(`${url}/${path}`, { redirect: 'manual', ...init, headers });
		for (const set of answer.headers.getSetCookie()) {
			const [key = '', value = ''] = (set.split(';')[0] ?? '').split('=');
			cookies.set(key, value);
		}
		return answer;
	}

	await call('');
	await call('session-status');
	const answer = await call('login', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ username: name, password }),
	});
	if (!answer.ok) throw new Error(`${name} cannot sign in at ${url}: ${answer.status}`);

	async function ask(query: string, variables: Json): Promise<Json> {
		const sent = await call('api/graphql', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ query, variables }),
		});
		const { data, errors } = (await sent.json()) as { data?: Json; errors?: unknown };
		if (!data || errors) throw new Error(`the CRM refuses: ${JSON.stringify(errors)}`);
		return data;
	}

	async function list(module: string): Promise<readonly Json[]> {
		const data = await ask(
			`query getRecordList($module: String!, $limit: Int, $offset: Int, $criteria: Iterable, $sort: Iterable) {
				getRecordList(module: $module, limit: $limit, offset: $offset, criteria: $criteria, sort: $sort) { records } }`,
			{ module, limit: 200, offset: 0, criteria: { name: '', filters: {} }, sort: { orderBy: '', sortOrder: 'asc' } },
		);
		const { records } = data.getRecordList as { records: readonly { attributes: Json }[] };
		return records.map(({ attributes }) => attributes);
	}

	async function record(module: string, id: string): Promise<Json> {
		const data = await ask(
			'query getRecord($module: String!, $record: String!) { getRecord(module: $module, record: $record) { attributes } }',
			{ module, record: id },
		);
		return (data.getRecord as { attributes: Json }).attributes;
	}

	async function linesOf(quote: string): Promise<readonly Json[]> {
		const data = {
			form: 'EditView',
			method: 'query',
			modules: ['AOS_Products_Quotes'],
			group: 'or',
			field_list: ['id', 'product_id', 'product_qty', 'product_cost_price', 'product_unit_price', 'parent_id'],
			conditions: [{ name: 'parent_id', op: 'equal', value: quote }],
			order: 'number',
			limit: '100',
		};
		const query = new URLSearchParams({
			to_pdf: 'true',
			module: 'Home',
			action: 'quicksearchQuery',
			query: '',
			data: JSON.stringify(data),
		});
		const { fields } = (await (await call(`legacy/index.php?${query}`)).json()) as { fields: readonly Json[] };
		return fields;
	}

	return { call, list, record, linesOf };
}

type Session = Awaited<ReturnType<typeof session>>;

const decimals = 2;

function choicesOf(products: ReadonlyMap<string, Product>, currencies: readonly string[]): Choices {
	const codes = [...products.keys()].slice(0, 6);
	const [one = '', two = one, three = two] = codes;
	return {
		kinds: { discount: 6, off: 3, list: 3, quantity: 5, product: 2, add: 2, remove: 2, currency: 0.2 },
		commits: ['tab', 'line', 'sidebar'],
		speeches: [
			{ language: 'en', decimal: '.', group: ',' },
			{ language: 'de', decimal: ',', group: '.' },
		],
		shapes: [
			{
				name: 'usual',
				lines: [
					{ product: one, quantity: '2', discount: '0.1' },
					{ product: two, quantity: '4', discount: '0.05' },
					{ product: three, quantity: '6', discount: '0' },
				],
			},
			{
				name: 'parts',
				lines: [
					{ product: two, quantity: '2.5', discount: '0.0333' },
					{ product: three, quantity: '1', discount: '0.25' },
				],
			},
			...currencies.slice(0, 1).map((currency) => ({
				name: 'foreign',
				currency,
				lines: [
					{ product: one, quantity: '1', discount: '0' },
					{ product: two, quantity: '3', discount: '0.125' },
				],
			})),
		],
		prices: Object.fromEntries(codes.map((code) => [code, products.get(code)?.price ?? 100])),
		units: {},
		currencies: currencies.slice(0, 1),
		pricelists: [],
		dialogs: [],
		mostSteps: 5,
	};
}

/** The classic page in its frame, once `ready` is true in it. */
async function classic(page: Page, ready: string, withinMs = 45_000): Promise<Frame> {
	const end = Date.now() + withinMs;
	for (;;) {
		for (const frame of page.frames())
			if (/\/legacy\/index\.php\?/.test(frame.url()) && (await frame.evaluate(ready).catch(() => false))) return frame;
		if (Date.now() > end) throw new Error(`the classic page is not there: ${page.url()}`);
		await page.waitForTimeout(80);
	}
}

/** The edit view of a quote whose lines a script has drawn. */
const editOf = (id: string) =>
	`!!document.querySelector('form#EditView input[name=record][value="${id}"]') &&
	document.readyState === 'complete' && !!document.getElementById('product_product_total_price0')?.value`;
const anyEdit = `!!document.querySelector('form#EditView #lineItems')`;
const viewOf = (id: string) => `!!document.querySelector('form#formDetailView input[name=record][value="${id}"]')`;

const boxes = {
	discount: 'product_product_discount',
	off: 'product_product_discount',
	list: 'product_product_list_price',
	quantity: 'product_product_qty',
} as const;

/** Drives the SuiteCRM at this place, which must be an 8: that one makes and reads the quotes. */
export async function suitecrmDriver({ url, version, logins }: SuitecrmAt): Promise<Driver> {
	const api: Session = await session(url, logins.en);
	const products = new Map(
		(await api.list('products')).flatMap((wire): [string, Product][] => {
			const [id, name, code] = [wire.id, wire.name, wire.part_number].map(String);
			const [price, cost] = [Number(wire.price), Number(wire.cost)];
			return id && name && code && price > 0 && cost > 0 ? [[code, { id, name, price, cost }]] : [];
		}),
	);
	if (products.size < 3) throw new Error('the CRM needs three products with a part number, a price and a cost');
	const settings = (await (
		await api.call('api/graphql', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				query: 'query systemConfig($id: ID!) { systemConfig(id: $id) { items } }',
				variables: { id: '/api/system-configs/currencies' },
			}),
		})
	).json()) as { data: { systemConfig: { items: Record<string, { iso4217: string; conversion_rate: string }> } } };
	const currencies = new Map(
		Object.entries(settings.data.systemConfig.items).map(([id, { iso4217, conversion_rate }]) => [
			iso4217,
			{ id, rate: Number(conversion_rate) || 1 },
		]),
	);
	const others = [...currencies].flatMap(([code, { id }]) => (id === '-99' ? [] : [code]));

	/** Saves a quote as its form does, with numbers in the first user's format. */
	async function make(shape: Shape, name: string): Promise<Order> {
		const currency = currencies.get(shape.currency ?? '');
		const form = new URLSearchParams({
			module: 'AOS_Quotes',
			action: 'Save',
			record: '',
			name,
			stage: 'Draft',
			expiration: '12/18/2027',
			invoice_status: 'Not Invoiced',
			currency_id: currency?.id ?? '-99',
			return_module: 'AOS_Quotes',
			return_action: 'DetailView',
			'group_number[0]': '0',
			'group_name[0]': 'Lines',
			'group_deleted[0]': '0',
			'group_id[0]': '',
		});
		let total = 0;
		shape.lines.forEach(({ product: code, quantity, discount }, at) => {
			const product = products.get(code);
			if (!product) throw new Error(`there is no product ${code}`);
			const list = product.price * (currency?.rate ?? 1);
			const off = list * Number(discount);
			total += (list - off) * Number(quantity);
			const fields = {
				id: '',
				deleted: '0',
				group_number: '0',
				name: product.name,
				part_number: code,
				product_id: product.id,
				product_qty: quantity,
				product_cost_price: (product.cost * (currency?.rate ?? 1)).toFixed(decimals),
				product_list_price: list.toFixed(decimals),
				discount: 'Percentage',
				product_discount: String(Number((Number(discount) * 100).toFixed(4))),
				product_discount_amount: (-off).toFixed(6),
				product_unit_price: (list - off).toFixed(decimals),
				vat: '0.0',
				vat_amt: '0',
				product_total_price: ((list - off) * Number(quantity)).toFixed(decimals),
			};
			for (const [field, value] of Object.entries(fields)) form.set(`product_${field}[${at}]`, value);
		});
		for (const field of ['total_amt', 'subtotal_amount', 'total_amount']) form.set(field, total.toFixed(decimals));
		// Left empty, they are an error of the CRM's own at the next Save.
		for (const field of ['discount_amount', 'tax_amount', 'shipping_amount', 'shipping_tax_amt', 'shipping_tax'])
			form.set(field, '0');
		await api.call('legacy/index.php', {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded', referer: `${url}/legacy/index.php` },
			body: form.toString(),
		});
		const made = (await api.list('quotes')).find((wire) => wire.name === name);
		if (!made) throw new Error('the quote was not made');
		return { id: String(made.id), name };
	}

	async function truth({ id }: Order): Promise<Truth> {
		const [quote, lines] = await Promise.all([api.record('quotes', id), api.linesOf(id)]);
		let cost: number | null = 0;
		for (const line of lines) {
			const unit = Number(line.product_cost_price);
			if (cost === null || unit === 0 || String(line.product_id) === '0') cost = null;
			else cost += unit * Number(line.product_qty);
		}
		return { revenue: Number(quote.subtotal_amount), cost };
	}

	/** Chooses a product as the page's own completion offers it, with the cursor left in the field. */
	async function choose(page: Page, frame: Frame, at: number, code: string): Promise<boolean> {
		const product = products.get(code);
		if (!product) return false;
		const field = frame.locator(`#product_part_number${at}`);
		await field.click();
		await page.keyboard.press('Control+A');
		await page.keyboard.press('Delete');
		await page.keyboard.type(code, { delay: 30 });
		const match = frame.locator('.yui-ac-content:visible li:visible', { hasText: code }).first();
		const isThere = await match.waitFor({ timeout: 6000 }).then(
			() => true,
			() => false,
		);
		if (!isThere) return false;
		await match.click();
		await page.waitForTimeout(250);
		return (await frame.locator(`#product_product_id${at}`).inputValue()) === product.id;
	}

	async function typeIn(page: Page, frame: Frame, id: string, text: string): Promise<boolean> {
		const field = frame.locator(`#${id}`);
		if (!(await field.isVisible().catch(() => false))) return false;
		await field.click();
		await page.keyboard.press('Control+A');
		if (text === '') await page.keyboard.press('Delete');
		else await page.keyboard.type(text, { delay: 15 });
		return true;
	}

	async function type(page: Page, _: unknown, { kind, line, value }: Step): Promise<boolean> {
		const frame = await classic(page, anyEdit);
		if (kind === 'currency') {
			const id = currencies.get(value)?.id;
			if (id === undefined) return false;
			await frame.locator('#currency_id_select').selectOption(id);
			return true;
		}
		if (line === null) return false;
		if (kind === 'add') {
			const [code = '', quantity = '1'] = value.split('*');
			await frame.locator('[id^="product_group"][id$="addProductLine"], .add_product_line').first().click();
			await page.waitForTimeout(150);
			return (
				(await choose(page, frame, line, code)) && (await typeIn(page, frame, `product_product_qty${line}`, quantity))
			);
		}
		if (kind === 'remove') {
			const button = frame.locator(`#product_delete_line${line}`);
			if (!(await button.isVisible().catch(() => false))) return false;
			await button.click();
			return true;
		}
		if (kind === 'product') return choose(page, frame, line, value);
		if (kind === 'discount' || kind === 'off') {
			const list = frame.locator(`#product_discount${line}`);
			if (!(await list.isVisible().catch(() => false))) return false;
			await list.selectOption(kind === 'off' ? 'Amount' : 'Percentage');
		}
		return kind in boxes ? typeIn(page, frame, `${boxes[kind as keyof typeof boxes]}${line}`, value) : false;
	}

	async function commit(page: Page, { shape }: { shape: Shape }, { commit: how, line }: Step): Promise<void> {
		const frame = await classic(page, anyEdit);
		const other = shape.lines.findIndex((_, at) => at !== line);
		if (how === 'sidebar') {
			await pressSidebar(page);
			await page.waitForTimeout(100);
		}
		if (how === 'line') {
			const box = frame.locator(`#product_product_qty${other}`);
			if (await box.isVisible().catch(() => false)) await box.click();
			else await page.keyboard.press('Tab');
		}
		if (how === 'tab') await page.keyboard.press('Tab');
		await page.waitForTimeout(150);
	}

	async function save(page: Page, pressed: () => void): Promise<Saved> {
		const frame = await classic(page, anyEdit);
		const id = await frame.locator('form#EditView input[name=record]').first().inputValue();
		pressed();
		await frame.locator('#SAVE:visible').first().click();
		return classic(page, viewOf(id), 20_000).then(
			async () => {
				if (version === 7) await watchAnew(page);
				return 'saved' as const;
			},
			() => 'refused' as const,
		);
	}

	/** The page that follows a Save has a sidebar of its own. */
	async function watchAnew(page: Page): Promise<void> {
		await sidebarOf(page);
		await watch(page).catch(() => undefined);
	}

	return {
		title: version === 7 ? 'SuiteCRM-7' : 'SuiteCRM',
		origins: [url],
		choices: choicesOf(products, others),
		make,
		truth,
		type,
		commit,
		save,
		async signIn(page, { language }) {
			// Each of its pages is a megabyte of scripts, and half of them are served by PHP.
			page.setDefaultTimeout(45_000);
			page.on('dialog', (dialog) => dialog.accept().catch(() => undefined));
			await page.goto(`${url}/`);
			const { name, password } = logins[language];
			await page.locator('input[name=username]').fill(name, { timeout: 60_000 });
			await page.locator('input[name=password]').fill(password);
			await page.locator('#login-button').click();
			await page.locator('.top-panel').waitFor({ timeout: 30_000 });
		},
		async open(page, { id }) {
			if (version === 7) await page.goto(`${url}/legacy/index.php?module=AOS_Quotes&action=EditView&record=${id}`);
			else
				await page.evaluate((hash) => {
					location.hash = hash;
				}, `#/quotes/edit/${id}`);
			await classic(page, editOf(id));
		},
		async leave(page) {
			if (version === 7) {
				await page.goto('about:blank');
				return;
			}
			await page.evaluate(() => {
				location.hash = '#/opportunities';
			});
			await page.locator('scrm-list').waitFor();
		},
		async stop() {},
	};
}
