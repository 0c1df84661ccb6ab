import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import { type DecimalString, isDecimalString } from '../../core/model/decimal.ts';
import { asResult, objects, ReadError } from '../kit/answers.ts';
import { type CostSearch, costFieldOf, costSeen, namedCost } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { accountIn, nameIn, netTotal, numberIn, stageIn } from './fields-head.ts';
import { currencyIn, marksOf, shownNumber } from './fields-numbers.ts';
import {
	lineOf,
	linesTable,
	productIn,
	type ShownCost,
	type ShownLine,
	shownLine,
	shownRows,
	totalDigits,
	withOptions,
} from './lines.ts';
import type { Get } from './wire.ts';

/** Reads a proposal from its page. */

/** Asks for JSON below the folder Dolibarr is served from. Throws `ReadError`. */
export type Ask = (path: string) => Promise<unknown>;

/** The saved discount of an option, whose cell is blank, from its edit row; null when the page gives none. */
async function optionDiscount(get: Get, id: string, line: ShownLine): Promise<DecimalString | null> {
	const query = new URLSearchParams({ id, action: 'editline', lineid: line.id });
	const row = (await get(`comm/propal/card.php?${query}`)).querySelector('#addproduct #tablelines tr.tredited');
	if (row?.querySelector<HTMLInputElement>('input[name="lineid"]')?.defaultValue !== line.id) return null;
	const text = row.querySelector<HTMLInputElement>('input[name="remise_percent"]')?.defaultValue;
	return isDecimalString(text) ? fraction(text) : null;
}

async function withDiscounts(get: Get, id: string, lines: readonly ShownLine[]): Promise<ShownLine[]> {
	const read: ShownLine[] = [];
	for (const line of lines) {
		const isAsked = line.isOption && line.canEdit;
		const asked = isAsked ? await asResult(() => optionDiscount(get, id, line)) : null;
		read.push(asked?.ok ? { ...line, discount: asked.value } : line);
	}
	return read;
}

/** Fields of a product that the page's list of buying prices tells: its own cost, and the average price of its stock. */
const listedCosts: Readonly<Record<string, string>> = { cost_price: 'costprice', pmp: 'pmpprice' };

/**
 * Costs of products by their ids. The list is given to anybody who is signed in, so that it is only asked for where the
 * page shows costs.
 */
async function productCosts(
	ask: Ask,
	ids: readonly string[],
	costs: CostSearch,
): Promise<Map<string, DecimalString | null>> {
	const field = costFieldOf(costs, 'product') ?? '';
	const entry = Object.hasOwn(listedCosts, field) ? listedCosts[field] : undefined;
	const found = new Map<string, DecimalString | null>();
	if (entry === undefined) costSeen(costs, false);
	for (const id of entry === undefined ? [] : ids) {
		const listed = await asResult(async () =>
			objects(await ask(`fourn/ajax/getSupplierPrices.php?${new URLSearchParams({ idprod: id })}`), 'prices'),
		);
		if (!listed.ok) continue;
		const price = listed.value.find((each) => each.id === entry);
		found.set(id, namedCost(costs, { [field]: price?.price }, field));
	}
	return found;
}

/** True where the cost in use is the line's own. */
export function isOwnCost(costs: CostSearch): boolean {
	return costs.source.of === 'usual' || costFieldOf(costs, 'line') === 'pa_ht';
}

/** Costs as the user said: what the line's cell shows, or a price of its product. No other field of either is shown. */
async function costsOf(
	ask: Ask,
	lines: readonly ShownLine[],
	costs: CostSearch,
): Promise<(line: ShownLine) => ShownCost> {
	const none = { unitCost: null, isZero: false, isOwn: false };
	const ofLine = costFieldOf(costs, 'line');
	const isShown = lines.some(({ hasCostCell }) => hasCostCell);
	if (ofLine !== null && isShown) costSeen(costs, ofLine === 'pa_ht');
	if (isOwnCost(costs)) return ({ cost, isCostZero }) => ({ unitCost: cost, isZero: isCostZero, isOwn: true });
	if (costs.source.of !== 'product' || !isShown) return () => none;
	const productId = ({ row }: ShownLine) => productIn(row.querySelector('td.linecoldescription')).product?.id ?? '';
	const ids = [...new Set(lines.flatMap((line) => productId(line) || []))];
	const found = await productCosts(ask, ids, costs);
	return (line) => ({ ...none, unitCost: found.get(productId(line)) ?? null });
}

/** Reads a proposal. Throws `ReadError`. */
export async function readQuote(get: Get, ask: Ask, ref: RecordRef, costs: CostSearch): Promise<DealFacts> {
	const document = await get(`comm/propal/card.php?${new URLSearchParams({ id: ref.id })}`);
	const tab = document.querySelector('a#comm.tab')?.getAttribute('href');
	if (!tab) throw new ReadError('record-missing');
	if (!new RegExp(`[?&]id=${ref.id}(?:&|$)`).test(tab)) throw new ReadError('api-changed', 'id');
	if (!linesTable(document) && document.querySelector('#addproduct')) throw new ReadError('api-changed', 'Lines');
	const marks = marksOf(document);
	const digits = totalDigits(document, marks);
	const total = netTotal(document);
	const rows = shownRows(document).map((row) => shownLine(row, marks));
	const shown = withOptions(
		await withDiscounts(get, ref.id, rows),
		total === null ? null : shownNumber(total, marks),
		digits,
	);
	const costOf = await costsOf(ask, shown, costs);
	const lines = shown.map((line) => lineOf(line, digits, costOf(line)));
	const isCostHidden = rows.length > 0 && rows.every(({ hasCostCell }) => !hasCostCell);
	const account = accountIn(document, 'quote');
	const number = numberIn(document);
	return {
		ref,
		name: nameIn(document, 'quote'),
		account,
		number,
		stage: stageIn(document),
		amount: null,
		currency: total === null ? null : currencyIn(total),
		probability: null,
		closeDate: null,
		owner: null,
		segments: {},
		lines,
		rounding: { unitPriceDigits: null, lineAmountDigits: digits },
		filledFields: filled({ account, number, lines: lines.length > 0 ? String(lines.length) : null }),
		reading: { source: 'api', at: new Date().toISOString() },
		...(isCostHidden && costs.source.of !== 'nowhere' ? { isCostDenied: true } : {}),
	};
}
