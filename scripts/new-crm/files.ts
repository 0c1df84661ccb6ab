/**
 * What `npm run new:crm` writes for a CRM that is read with a token: an adapter that reads one invented page exactly, with
 * that page, the API's answers to it and the tests that every adapter has. Each file is then changed to what the CRM does.
 */

/** Names that a CRM has in its files. */
export interface Names {
	/** Its folder: "acme". */
	readonly crm: string;
	/** What people call it: "Acme CRM". */
	readonly title: string;
	/** The month in which it was begun: "2026-11". */
	readonly month: string;
}

/** Files by path from the project's root. */
export function filesOf({ crm, title, month }: Names): Readonly<Record<string, string>> {
	return {
		[`crm/${crm}/profile.ts`]: `import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = '${title}';

/** What ${title} is. Hosts and requests decide where a token goes: name no more than the adapter reads. */
export const profile: CrmProfile = {
	crm: '${crm}',
	title,
	// A host named here is asked for when Dealside is installed, and belongs into scripts/package-check.ts too.
	knownHosts: [],
	cost: { places: ['line-field', 'product-field'], example: 'unit_cost' },
	stages: 'firm',
	access: {
		ways: ['token'],
		isSelfHosted: true,
		placeOf: [],
		apiHostOf: [],
		readings: [{ method: 'GET', path: /^\\/api\\/(?:me|deals\\/\\d+)$/ }],
		probe: { check: '/api/me', who: ['name'] },
	},
};
`,
		[`crm/${crm}/claims.ts`]: `import type { Page } from '../contract.ts';

/** True on a page of ${title}, by the name it gives itself. */
export function claims({ document }: Page): boolean {
	return document.querySelector('meta[name="application-name"][content="${title}"]') !== null;
}
`,
		[`crm/${crm}/fields.ts`]: `import type { NumberDialect } from '../../core/model/number-text.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import { type FieldPlace, seenOn } from '../kit/places.ts';

/** What records and rows are known from. */
export const structure: Seen = { on: '${month}', by: 'inferred', where: '${title}, not looked at yet' };

const at = seenOn(structure.on, structure.by, structure.where);

/** The amount of a deal. */
export const amount: FieldPlace = { field: 'Amount', primary: at('input[name="amount"]'), fallbacks: [] };

/** How its number fields take a text: as numbers are written, until somebody has tried more. */
export const dialect: NumberDialect = { groups: 'placed' };
`,
		[`crm/${crm}/front.ts`]: `import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';

/** The deal in front, by the id that the page itself carries: the address may be ahead of it. */
export function recordInFront({ document, url }: Page): RecordRef | null {
	const id = document.querySelector<HTMLElement>('main[data-deal]')?.dataset.deal;
	return id ? { crm: '${crm}', site: url.origin, kind: 'opportunity', id } : null;
}
`,
		[`crm/${crm}/api.ts`]: `import type { DealFacts, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { CallApi } from '../contract.ts';
import { askJson, currency, dayOrNull, decimal, decimalOrNull, object, objects, text, type Wire } from '../kit/answers.ts';
import { type CostSearch, costFieldOf, namedCost } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';

/** The product's own cost, or the field that the user named. */
function costOf(line: Wire, product: Wire, costs: CostSearch): DecimalString | null {
	if (costs.source.of === 'usual') return decimalOrNull(product, 'cost');
	const [ofLine, ofProduct] = [costFieldOf(costs, 'line'), costFieldOf(costs, 'product')];
	if (ofLine !== null) return namedCost(costs, line, ofLine);
	return ofProduct === null ? null : namedCost(costs, product, ofProduct);
}

function lineOf(line: Wire, costs: CostSearch): QuoteLine {
	const product = object(line.product, 'product');
	const name = text(product, 'name');
	const off = fraction(decimal(line, 'discount'));
	return {
		id: text(line, 'id'),
		product: { id: text(product, 'id'), code: text(product, 'code'), name, families: [] },
		description: name,
		quantity: decimal(line, 'quantity'),
		unit: null,
		listPrice: decimal(line, 'price'),
		discounts: Number(off) === 0 ? [] : [off],
		netPrice: null,
		unitCost: costOf(line, product, costs),
		costCurrency: 'deal',
		costUnits: '1',
		costPeriod: 'unknown',
	};
}

/** Reads a deal with its lines. Throws \`ReadError\`. */
export async function readDeal(
	callApi: CallApi,
	ref: RecordRef,
	costs: CostSearch,
	signal: AbortSignal,
): Promise<DealFacts> {
	const url = \`/api/deals/\${encodeURIComponent(ref.id)}\`;
	const deal = object(await askJson(callApi, { method: 'GET', url, via: 'token' }, signal), 'deal');
	const stage = object(deal.stage, 'stage');
	const lines = objects(deal.lines, 'lines').map((line) => lineOf(line, costs));
	const values = {
		amount: decimalOrNull(deal, 'amount'),
		closeDate: dayOrNull(deal, 'closeDate'),
		account: text(deal, 'account'),
		owner: text(deal, 'owner'),
		lines: lines.length > 0 ? String(lines.length) : null,
	};
	return {
		ref,
		name: text(deal, 'name'),
		account: values.account,
		number: null,
		stage: { id: text(stage, 'id'), label: text(stage, 'name'), since: null },
		amount: values.amount,
		currency: currency(deal, 'currency'),
		probability: null,
		closeDate: values.closeDate,
		owner: values.owner,
		segments: {},
		lines,
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
		filledFields: filled(values),
		reading: { source: 'api', at: new Date().toISOString() },
	};
}
`,
		[`crm/${crm}/edits.ts`]: `import type { DealFacts } from '../../core/model/deal.ts';
import { noEdits } from '../../core/model/deal-edits.ts';
import { localeMarks } from '../../core/model/locale-number.ts';
import type { EditsReading, Page } from '../contract.ts';
import { missing } from '../kit/facts.ts';
import { differs, typed } from '../kit/numbers.ts';
import { amount, dialect } from './fields.ts';
import { recordInFront } from './front.ts';

/** The one field of the amount; null where there is none, or more than one. */
export function amountField(document: Document): HTMLInputElement | null {
	const [field, ...others] = document.querySelectorAll<HTMLInputElement>(amount.primary.css);
	return field && others.length === 0 ? field : null;
}

/** What is typed on the deal of \`saved\`. */
export function readEdits(page: Page, saved: DealFacts): EditsReading {
	const none = noEdits(saved.ref);
	const { document } = page;
	if (recordInFront(page)?.id !== saved.ref.id) return { ok: true, value: none };
	const field = amountField(document);
	if (!field) return missing(amount.field);
	const state = document.activeElement === field ? 'focused' : 'left';
	const value = typed(field.value, dialect, localeMarks(document.documentElement.lang || 'en'), state);
	return { ok: true, value: differs(saved.amount, value) ? { ...none, amount: value } : none };
}

/** True while there is a field that somebody can type in. */
export function isEditing({ document }: Page): boolean {
	return amountField(document) !== null;
}
`,
		[`crm/${crm}/page.ts`]: `import type { RecordRef } from '../../core/model/deal.ts';
import { type Result, success } from '../../core/model/result.ts';
import type { FactsReading, FieldHealth, Page, ReadFailure } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { healthAt, kinds, orAbsent } from '../kit/places.ts';
import { amountField } from './edits.ts';
import { amount, structure } from './fields.ts';
import { recordInFront } from './front.ts';

/** How the fields of the deal in front are found. */
export function healthOf(page: Page): FieldHealth[] {
	if (!recordInFront(page)) return [];
	const isFound = amountField(page.document) !== null;
	return orAbsent([healthAt(amount, isFound ? 0 : null)], !isFound, { field: kinds.deal, seen: structure });
}

/** What the page alone tells: the deal's name. */
export function readFactsFromPage(page: Page, ref: RecordRef): Result<FactsReading, ReadFailure> {
	if (recordInFront(page)?.id !== ref.id) return missing('record');
	const name = (page.document.querySelector('h1')?.textContent ?? '').trim();
	return success({ facts: pageFacts(ref, { name }), health: healthOf(page) });
}
`,
		[`crm/${crm}/user.ts`]: `import type { Adapter } from '../contract.ts';

/** Deals are read with a token that this browser keeps, whoever is signed in on the page. */
export const userOf: Adapter['userOf'] = async () => 'unknown';
`,
		[`crm/${crm}/index.ts`]: `import type { Adapter } from '../contract.ts';
import { readerOf } from '../kit/reader.ts';
import { readDeal } from './api.ts';
import { claims } from './claims.ts';
import { isEditing, readEdits } from './edits.ts';
import { amount, structure } from './fields.ts';
import { recordInFront } from './front.ts';
import { healthOf, readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';

/** ${title}: deals with their lines, through a user's own token. */
export const ${crm}: Adapter = {
	crm: '${crm}',
	title,
	docking: { doesContainFixed: true, doesNotifyResize: false },
	places: [amount],
	structure,
	claims,
	recordInFront,
	userOf,
	open: (callApi, options) =>
		readerOf(options, {
			readDeal: async (_, ref, costs, signal) => ({ facts: await readDeal(callApi, ref, costs, signal) }),
			healthOf,
			readFactsFromPage,
			readEdits,
			isEditing,
		}),
};
`,
		[`entrypoints/crm-${crm}.ts`]: `import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ${crm} } from '../crm/${crm}/index.ts';
import { runWhenClaimed } from './page/run.ts';

export default defineUnlistedScript(() => runWhenClaimed(${crm}));
`,
		[`tests/crm/${crm}.test.ts`]: `import { ${crm} } from '../../crm/${crm}/index.ts';
import { contractOf } from './contract.ts';

contractOf(${crm});
`,
		[`tests/crm/typing/own/${crm}.ts`]: `import { amountOnly, type Hand } from '../hands.ts';
import { strict } from '../readings.ts';

/** Where a user types on its saved pages, and what its client makes of a text; written apart from the adapter. */
export const hand: Hand = amountOnly('input[name="amount"]', strict);
`,
		...pagesOf({ crm, title, month }),
	};
}

const json = (value: unknown) => `${JSON.stringify(value, null, '\t')}\n`;

/** A deal as nobody has it, its page and what must be read from both. */
function pagesOf({ crm, title }: Names): Readonly<Record<string, string>> {
	const site = `https://${crm}.example`;
	const front = { crm, site, kind: 'opportunity', id: '101' };
	const page = (typed: string) => `<!doctype html>
<html lang="en">
	<head>
		<meta name="application-name" content="${title}">
		<title>Sample deal</title>
	</head>
	<body>
		<main data-deal="101">
			<h1>Sample deal</h1>
			<label>Amount <input type="text" name="amount" value="${typed}"></label>
		</main>
	</body>
</html>
`;
	const line = { unit: null, netPrice: null, costCurrency: 'deal', costUnits: '1', costPeriod: 'unknown' };
	const facts = {
		name: 'Sample deal',
		account: 'Sample firm',
		number: null,
		stage: { id: 'offer', label: 'Offer', since: null },
		amount: '2660',
		currency: 'EUR',
		probability: null,
		closeDate: '2026-12-18',
		owner: 'Sam Sample',
		segments: {},
		lines: [
			{
				...line,
				id: '1',
				product: { id: '11', code: 'P-1', name: 'Pump', families: [] },
				description: 'Pump',
				quantity: '2',
				listPrice: '1200',
				discounts: ['0.1'],
				unitCost: '700',
			},
			{
				...line,
				id: '2',
				product: { id: '12', code: 'P-2', name: 'Start-up', families: [] },
				description: 'Start-up',
				quantity: '1',
				listPrice: '500',
				discounts: [],
				unitCost: null,
			},
		],
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
		filledFields: { amount: '2660', closeDate: '2026-12-18', account: 'Sample firm', owner: 'Sam Sample', lines: '2' },
	};
	const expected = {
		url: `${site}/deals/101`,
		front,
		facts,
		factsFromPage: { name: 'Sample deal', lines: null },
		health: [{ field: 'Amount', state: 'ok' }],
	};
	const answer = {
		name: 'Sample deal',
		account: 'Sample firm',
		stage: { id: 'offer', name: 'Offer' },
		amount: '2660',
		currency: 'EUR',
		closeDate: '2026-12-18',
		owner: 'Sam Sample',
		lines: [
			{
				id: '1',
				quantity: 2,
				price: '1200',
				discount: 10,
				product: { id: '11', code: 'P-1', name: 'Pump', cost: '700' },
			},
			{
				id: '2',
				quantity: 1,
				price: '500',
				discount: 0,
				product: { id: '12', code: 'P-2', name: 'Start-up', cost: null },
			},
		],
	};
	const folder = `tests/fixtures/${crm}`;
	return {
		[`${folder}/api/deal-101.json`]: json({
			request: { method: 'GET', url: '/api/deals/101' },
			status: 200,
			answer,
		}),
		[`${folder}/deal.html`]: page('2,660'),
		[`${folder}/deal.expected.json`]: json({
			...expected,
			edits: {},
			typed: { 'input[name="amount"]': '2,500.50' },
			editsTyped: { amount: { text: '2,500.50', value: '2500.50' } },
			required: { 'input[name="amount"]': 'Amount' },
		}),
		[`${folder}/deal-amount-typed.html`]: page('2,400'),
		[`${folder}/deal-amount-typed.expected.json`]: json({
			...expected,
			edits: { amount: { text: '2,400', value: '2400' } },
		}),
	};
}

/** Its words where access is set up, in English and German. */
export function wordsOf({ crm, title }: Names): { readonly en: string; readonly de: string } {
	return {
		en: `		${crm}: {
			why: 'Dealside reads deals and their lines. ${title} answers that to a key.',
			address: 'Address of your ${title}',
			addressHint: 'From the address bar: https://crm.your-firm.com',
			steps: {
				token: ['In ${title}: your profile → API → Create key.', 'Copy the key and paste it below.'],
			},
			caution: '',
		},
`,
		de: `		${crm}: {
			why: 'Dealside liest Deals und ihre Positionen. ${title} gibt sie nur mit einem Schlüssel heraus.',
			address: 'Adresse Ihres ${title}',
			addressHint: 'Aus der Adresszeile: https://crm.ihre-firma.de',
			steps: {
				token: ['In ${title}: Ihr Profil → API → Schlüssel erzeugen.', 'Kopieren Sie den Schlüssel und fügen Sie ihn unten ein.'],
			},
			caution: '',
		},
`,
	};
}
