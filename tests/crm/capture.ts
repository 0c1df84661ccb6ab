import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startDemo } from '../../demo/server.ts';
import { launch } from '../../scripts/browser.ts';
import type { Shape } from '../../scripts/fuzz/sequence.ts';
import { stepsOf } from '../../scripts/fuzz/sequence.ts';
import { look } from '../../scripts/fuzz/sidebar.ts';
import { trytonDriver } from '../../scripts/fuzz/tryton.ts';
import { startTryton, type Tryton } from '../../scripts/tryton/tryton.ts';
import { goToRecord, grantedBuild, signIn, typeInDialog } from '../e2e/harness.ts';

/**
 * Saves pages and API answers of the running CRMs under `tests/fixtures/<crm>/`: `node tests/crm/capture.ts`.
 * `tryton` or `demo` behind it takes one alone. `docs/adding-a-crm.md` describes the form. Run it again after a new version of a CRM, look at the differences, and set
 * right what is expected by hand.
 */
const fixtures = join(import.meta.dirname, '../fixtures');

/** Puts what the page holds besides its markup into the markup, and takes away what the adapters never look at. */
function serialise(): string {
	const copy = document.documentElement.cloneNode(true) as HTMLElement;
	const originals = document.documentElement.querySelectorAll('*');
	const copies = copy.querySelectorAll('*');
	originals.forEach((original, at) => {
		const twin = copies[at];
		if (!twin) return;
		if (original instanceof HTMLInputElement) {
			twin.setAttribute('value', original.value);
			if (original.checked) twin.setAttribute('checked', '');
			else twin.removeAttribute('checked');
		}
		if (original instanceof HTMLOptionElement) {
			if (original.selected) twin.setAttribute('selected', '');
			else twin.removeAttribute('selected');
		}
		if (original instanceof HTMLTextAreaElement) twin.textContent = original.value;
		if (original === document.activeElement && original !== document.body) twin.setAttribute('data-had-focus', '');
	});
	for (const gone of copy.querySelectorAll('style, link, meta, img, svg, script:not([src*="tryton-sao"])'))
		gone.remove();
	for (const host of copy.querySelectorAll('div[style*="2147483647"]')) host.remove();
	// The room that the sidebar takes.
	for (const pushed of [copy, ...copy.querySelectorAll('body')]) pushed.removeAttribute('style');
	for (const menu of copy.querySelectorAll('#menu')) menu.textContent = '';
	for (const script of copy.querySelectorAll('script')) {
		if (script.textContent) script.textContent = '';
	}
	return `<!doctype html>\n${copy.outerHTML}\n`;
}

interface Answered {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly body: unknown;
	readonly status: number;
	readonly answer: unknown;
}

/** Listens to what the content script asks the CRM. */
function listen(page: Page, isApi: (url: URL) => boolean): { take(): Promise<Answered[]> } {
	let heard: Promise<Answered | null>[] = [];
	page.on('response', (response) => {
		const request = response.request();
		const { pathname, search } = new URL(request.url());
		if (!isApi(new URL(request.url()))) return;
		heard.push(
			response.json().then(
				(answer: unknown) => ({
					method: request.method(),
					url: `${pathname}${search}`,
					body: request.postDataJSON() ?? undefined,
					status: response.status(),
					answer,
				}),
				() => null,
			),
		);
	});
	return {
		async take() {
			const all = (await Promise.all(heard)).filter((entry) => entry !== null);
			heard = [];
			return all;
		},
	};
}

/** Writes a page. What must be read from it is written by hand, from what was seeded. */
function save(crm: string, name: string, origin: string, html: string, url: string): void {
	const own = `https://${crm}.example`;
	mkdirSync(join(fixtures, crm), { recursive: true });
	writeFileSync(join(fixtures, crm, `${name}.html`), html.replaceAll(origin, own).replaceAll(/[ \t]+\n/g, '\n'));
	process.stdout.write(`${crm}/${name}: ${url.replace(origin, own)}\n`);
}

/** Writes an answer to the CRM's API folder. */
function saveAnswer(crm: string, name: string, { method, url, body, status, answer }: Answered): void {
	const folder = join(fixtures, crm, 'api');
	mkdirSync(folder, { recursive: true });
	const saved = { request: { method, url, body }, status, answer };
	writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(saved, null, '\t')}\n`);
}

/** A call of Tryton's server. */
interface TrytonCall {
	/** The content script numbers its calls 0, the client's own count on. */
	readonly id: number;
	readonly method: string;
	readonly params: readonly unknown[];
}

/** Name of the file for an answer; null for a call that no adapter makes. */
function trytonName({ id, method, params }: TrytonCall): string | null {
	const [, model, call] = /^model\.(.+)\.(\w+)$/.exec(method) ?? [];
	if (id !== 0 || !model) return null;
	if (call === 'get_preferences') return 'preferences';
	if (call === 'fields_get') return `${model}-fields`;
	if (call === 'search_read') return `${model}-all`;
	if (call !== 'read') return null;
	return `${model}-${(params[0] as number[]).join('-')}${String(params[1]) === 'cost_price' ? '-costs' : ''}`;
}

/** The call without its number, and of fields only what adapters read. */
function trytonAnswer({ body, answer, ...rest }: Answered): Answered {
	const { method, params } = body as TrytonCall;
	let { result } = answer as { result: unknown };
	if (method.endsWith('.fields_get'))
		result = Object.fromEntries(
			Object.entries(result as Record<string, Record<string, unknown>>).map(
				([field, { name, type, string, selection }]) => [field, { name, type, string, selection }],
			),
		);
	if (method.endsWith('uom.search_read'))
		result = (result as { name: string }[]).filter(({ name }) => soldIn.includes(name));
	return { ...rest, body: { method, params }, answer: { result } };
}

/** Units of measure of the saved pages; a database has some forty. */
const soldIn: readonly string[] = ['Unit', 'Dozen', 'Hour', 'Shift'];

async function captureTryton(): Promise<void> {
	const tryton = await startTryton();
	const context: BrowserContext = await launch({ extension: grantedBuild('capture', ['http://127.0.0.1/*']) });
	const page = await context.newPage();
	const ear = listen(page, (url) => url.pathname === `/${tryton.database}/`);
	await signIn(page, tryton);
	const rows = () => page.locator('#tabcontent > .tab-pane.active .form-one2many table.tree tbody tr');
	const dialog = () => page.locator('.modal.window-form:visible');
	async function take(name: string): Promise<void> {
		await page.waitForTimeout(2500);
		for (const answer of await ear.take()) {
			const file = trytonName(answer.body as TrytonCall);
			if (file) saveAnswer('tryton', file, trytonAnswer(answer));
		}
		save('tryton', name, tryton.url, await page.evaluate(serialise), page.url());
	}
	async function open(model: 'sale.sale' | 'sale.opportunity', id: number): Promise<void> {
		await page.waitForTimeout(300);
		await ear.take();
		await goToRecord(page, tryton.address(model, id));
		const isOffer = id !== tryton.records.confirmedSale || model !== 'sale.sale';
		for (let tries = 0; isOffer && tries < 100 && (await look(page))?.status !== 'live'; tries += 1)
			await page.waitForTimeout(200);
		await page.waitForTimeout(1500);
	}

	await open('sale.opportunity', tryton.records.opportunity);
	await take('opportunity');
	await page.locator('#tabcontent > .tab-pane.active input[name=amount][type=text]').click();
	await page.locator('#tabcontent > .tab-pane.active input[name=amount][type=number]:visible').fill('36120');
	await take('opportunity-amount-typed');

	await open('sale.sale', tryton.records.quotation);
	await take('quotation');
	await rows().first().dblclick();
	await typeInDialog(dialog(), 'discount_rate', '15');
	await take('quotation-discount-typed');
	await page.keyboard.press('Tab');
	await page.waitForTimeout(1000);
	await dialog().getByRole('button', { name: 'OK' }).click();
	await take('quotation-discount-in-grid');
	await page.reload();
	await page.waitForTimeout(4000);

	await open('sale.sale', tryton.records.hostileQuotation);
	await take('quotation-hostile');
	await open('sale.sale', tryton.records.confirmedSale);
	await take('sale-confirmed');
	await captureEdits(tryton, page, open, take);
	await context.close();
	await tryton.stop();
}

/** Edits of one line each, and orders in another unit and another currency, as the fuzz of `scripts/fuzz` types them. */
async function captureEdits(
	tryton: Tryton,
	page: Page,
	open: (model: 'sale.sale', id: number) => Promise<void>,
	take: (name: string) => Promise<void>,
): Promise<void> {
	const driver = await trytonDriver({ ...tryton, logins: { en: tryton.login, de: 'german' } });
	const [english] = driver.choices.speeches;
	if (english) await driver.signIn(page, english);
	const shapes = new Map(driver.choices.shapes.map((shape) => [shape.name, shape]));
	const made = async (name: string) => {
		const order = await driver.make(shapes.get(name) as Shape, 'Compressor station Nordhavn');
		await open('sale.sale', Number(order.id));
		return order;
	};
	for (const [name, steps] of [
		['quotation-base-price-typed', 'list:0:11000:sidebar'],
		['quotation-base-price-left', 'list:0:11000:tab'],
		['quotation-quantity-typed', 'quantity:0:3:sidebar'],
		['quotation-digits-typed', 'discount:3:33.333:sidebar'],
		['quotation-product-changed', 'product:1:INST-D:ok'],
		['quotation-unit-changed', 'unit:1:Dozen:ok'],
		['quotation-line-added', 'add:5:CP-7*3:ok'],
	] as const) {
		await made('five');
		const sequence = { seed: 0, language: 'en', shape: shapes.get('five') as Shape, steps: stepsOf(steps) } as const;
		for (const step of sequence.steps) {
			await driver.type(page, sequence, step, []);
			if (step.commit !== 'sidebar') await driver.commit(page, sequence, step, [step]);
		}
		await take(name);
		await page.reload();
		await page.waitForTimeout(4000);
	}
	for (const name of ['units', 'dollars', 'back']) {
		await made(name);
		await take(`sale-${name}`);
	}
}

async function captureDemo(): Promise<void> {
	const demo = await startDemo();
	const context = await launch({ extension: grantedBuild('capture', ['http://127.0.0.1/*']) });
	const page = await context.newPage();
	const ear = listen(page, (url) => /^\/api\/(?:quotes|deals)\/\w/.test(url.pathname));
	async function take(name: string): Promise<void> {
		await page.waitForTimeout(1000);
		for (const answer of await ear.take())
			saveAnswer('demo', answer.url.replace('/api/', '').replaceAll('/', '-'), answer);
		save('demo', name, demo.url, await page.evaluate(serialise), page.url());
	}
	async function open(path: string): Promise<void> {
		await page.goto('about:blank');
		await page.goto(`${demo.url}${path}`);
		await page.waitForTimeout(1000);
	}
	await open('/quotes/2041');
	await take('quote');
	await page.getByRole('button', { name: 'Edit CX-40' }).click();
	await page.locator('.dialog:not([aria-busy])').waitFor();
	await page.getByRole('textbox', { name: 'Discount %' }).fill('15');
	await take('quote-discount-typed');
	await page.evaluate(() => localStorage.setItem('fjordline.language', 'de'));
	await open('/quotes/2041');
	const cell = page.locator('tr[data-line-id="1"] [data-field="discount"]');
	await cell.dblclick();
	await cell.locator('input').fill('12,5');
	await take('quote-inline-german');
	await page.evaluate(() => localStorage.removeItem('fjordline.language'));
	await open('/deals/101');
	await page.getByRole('textbox', { name: 'Amount (EUR)' }).fill('36120');
	await take('deal-amount-typed');
	await open('/');
	await take('list');
	await context.close();
	await demo.stop();
}

const [only] = process.argv.slice(2);
if (only !== 'tryton') await captureDemo();
if (only !== 'demo') await captureTryton();
