import type { QuoteLine, RecordRef } from '../../core/model/deal.ts';
import { askAny, asResult, ReadError, type Wire } from '../kit/answers.ts';
import { costFieldOf, costSeen, namedCost } from '../kit/cost.ts';
import { short } from '../kit/numbers.ts';
import { baseCurrency } from './api-currencies.ts';
import { baseOf, classicBaseOf, isShell } from './front.ts';
import { type Asking, modules, shellCurrencies } from './wire.ts';
import { editViewIn, lineOf, productIdOf, quickSearch, sourceLines } from './wire-classic.ts';
import { shellAt } from './wire-graphql.ts';

/** Lines of a quote, by its edit view or by the page's own autocomplete. */

async function readEditView({ callApi, page, signal }: Asking, kind: RecordRef['kind'], id: string) {
	const query = new URLSearchParams({ module: modules[kind], action: 'EditView', record: id });
	const url = `${classicBaseOf(page)}index.php?${query}`;
	return editViewIn(await askAny(callApi, { method: 'GET', url, via: 'page' }, signal));
}

const lineColumns = [
	'id',
	'name',
	'part_number',
	'number',
	'product_id',
	'product_qty',
	'product_cost_price',
	'product_list_price',
	'product_discount',
	'discount',
	'product_unit_price',
	'vat',
	'product_total_price',
	'parent_id',
	'currency_id',
];

/** True for a line of a product whose own copy of the cost is 0. */
function isOfZeroCost(wire: Wire): boolean {
	return (
		productIdOf(wire) !== null && typeof wire.product_cost_price === 'string' && Number(wire.product_cost_price) === 0
	);
}

/** They all are in one address, which servers cut at 8 kB. */
const codesPerCall = 30;

/**
 * Ids of products that cost nothing, among those whose lines have a cost of 0. A line takes its product's cost when the
 * product is chosen, and 0 where nobody has set one: beside a product that costs something a 0 was meant, or came by an
 * import. The page's own autocomplete tells it, by the products' codes.
 */
async function freeProducts({ callApi, page, signal }: Asking, wires: readonly Wire[]): Promise<ReadonlySet<unknown>> {
	const codes = [
		...new Set(wires.flatMap(({ part_number: code }) => (typeof code === 'string' && code ? [code] : []))),
	];
	const free = new Set<unknown>();
	for (let at = 0; at < codes.length; at += codesPerCall) {
		const search = {
			module: 'AOS_Products',
			fields: ['id', 'part_number', 'cost'],
			conditions: codes.slice(at, at + codesPerCall).map((value) => ({ name: 'part_number', op: 'equal', value })),
		};
		const found = await asResult(() => quickSearch(callApi, page, search, signal));
		for (const { id, cost } of found.ok ? found.value : []) if (Number(cost ?? 0) === 0) free.add(id);
	}
	return free;
}

/** Lines with a cost of 0 whose product has one, or may have: no cost from elsewhere may stand in for it. */
async function withZeros(asking: Asking, wires: readonly Wire[], lines: QuoteLine[]): Promise<QuoteLine[]> {
	const zeros = wires.filter(isOfZeroCost);
	if (zeros.length === 0) return lines;
	const free = await freeProducts(asking, zeros);
	return lines.map((line, at) => {
		const wire = wires[at];
		return wire && isOfZeroCost(wire) && !free.has(wire.product_id) ? { ...line, isCostZero: true } : line;
	});
}

/** Lines as facts. Only version 8 has the fields of a product: 7 shows products as whole pages only. */
export async function costedLines(asking: Asking, wires: readonly Wire[]): Promise<QuoteLine[]> {
	const { callApi, page, signal, costs } = asking;
	const lines = wires.map((wire) => lineOf(wire, costs));
	if (costs.source.of === 'usual') return withZeros(asking, wires, lines);
	const field = costFieldOf(costs, 'product');
	const ids = [...new Set(wires.flatMap((wire) => productIdOf(wire) ?? []))];
	if (field === null || ids.length === 0) return lines;
	if (!isShell(page)) {
		costSeen(costs, false);
		return lines;
	}
	const shell = shellAt(callApi, page.document, baseOf(page), signal);
	const [currencies, ...read] = await Promise.all([
		shellCurrencies(shell, asking.asked),
		...ids.map((id) => asResult(() => shell.record('products', id))),
	]);
	const products = new Map(ids.map((id, at) => [id, read[at]]));
	return lines.map((line, at) => {
		const product = products.get(line.product?.id ?? '');
		if (!product?.ok) return line;
		const unitCost = short(namedCost(costs, product.value, field));
		const [own, sold] = [product.value.currency_id, wires[at]?.currency_id].map((id) => id || baseCurrency);
		if (own === sold) return { ...line, unitCost };
		const costCurrency = (typeof own === 'string' && currencies.get(own)) || 'unknown';
		return { ...line, unitCost, costCurrency };
	});
}

/** The lines by the page's own autocomplete. It asks for no right: only for a quote that this user may see. */
export async function findLines(asking: Asking, id: string): Promise<QuoteLine[]> {
	const own = costFieldOf(asking.costs, 'line');
	if (own === null) return costedLines(asking, await findWires(asking, id, []));
	// It fails as a whole over a column that it does not know.
	const found = await asResult(() => findWires(asking, id, [own]));
	return costedLines(asking, found.ok ? found.value : await findWires(asking, id, []));
}

/** Lines as the autocomplete tells them; `more`: further columns. Throws `ReadError`. */
export async function findWires(
	{ callApi, page, signal }: Asking,
	id: string,
	more: readonly string[],
): Promise<Wire[]> {
	const search = {
		module: 'AOS_Products_Quotes',
		fields: [...lineColumns, ...more],
		conditions: [{ name: 'parent_id', op: 'equal', value: id }],
		order: 'number',
	};
	const wires = await quickSearch(callApi, page, search, signal);
	return wires.filter(({ parent_id }) => parent_id === id);
}

/** The lines of a quote from its edit view, else as the autocomplete finds them. Null where neither tells them. */
export async function linesOf(
	asking: Asking,
	id: string,
	view: Awaited<ReturnType<typeof tryEditView>>,
): Promise<QuoteLine[]> {
	if (view.ok) return costedLines(asking, sourceLines(view.value));
	if (view.error.code !== 'not-allowed')
		throw new ReadError(view.error.code, view.error.field, view.error.retryAfterMs);
	return findLines(asking, id);
}

/** The edit view of a record, or why it is not told. */
export function tryEditView(asking: Asking, kind: RecordRef['kind'], id: string) {
	return asResult(() => readEditView(asking, kind, id));
}
