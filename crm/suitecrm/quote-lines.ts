import type { QuoteLine, RecordRef } from '../../core/model/deal.ts';
import { costFieldOf, costSeen, namedCost } from '../cost.ts';
import { short } from '../kit/numbers.ts';
import { askAny, asResult, ReadError, type Wire } from '../wire.ts';
import { type Asking, modules, shellCurrencies } from './asking.ts';
import { baseCurrency } from './currencies.ts';
import { shellAt } from './graphql.ts';
import { baseOf, classicBaseOf, isShell } from './places.ts';
import { editViewIn, lineOf, productIdOf, quickSearch, sourceLines } from './source.ts';

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

/** Lines as facts. A field of a product is told by version 8 alone: 7 shows products as whole pages only. */
export async function costedLines(asking: Asking, wires: readonly Wire[]): Promise<QuoteLine[]> {
	const { callApi, page, signal, costs } = asking;
	const lines = wires.map((wire) => lineOf(wire, costs));
	const field = costFieldOf(costs, 'product');
	const ids = [...new Set(wires.flatMap((wire) => productIdOf(wire) ?? []))];
	if (field === null || ids.length === 0) return lines;
	if (!isShell(page)) {
		costSeen(costs, false);
		return lines;
	}
	const shell = shellAt(callApi, page.document, baseOf(page), signal);
	const [currencies, ...read] = await Promise.all([
		shellCurrencies(shell, asking.kept),
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
