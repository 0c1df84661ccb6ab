import type { DealEdits, DealFacts, Reading } from '../core/model/deal.ts';
import {
	add,
	type Decimal,
	type DecimalString,
	decimal,
	divide,
	formatDecimal,
	isZero,
	multiply,
	one,
	parseDecimal,
	subtract,
	trimZeros,
	zero,
} from '../core/model/decimal.ts';
import type { MarginLimits } from '../core/model/playbook.ts';
import type { Band, LineView, MarginView, ShownLimits } from '../core/model/view.ts';

/** One rule of the policy and the revenue it holds for. */
export interface LimitShare extends ShownLimits {
	/** Where the floor lies, where it is not shown closer. */
	readonly floorBand: Band | null;
	/** Null: the rule for everything else. */
	readonly family: string | null;
	readonly revenue: DecimalString;
}

/** Both sides of a largest discount: `discount` = 1 − `needed` / `full`, before it is rounded down. */
export interface LargestAccount {
	/** Cost that the discounted lines must cover; for one line, what the others leave of it. */
	readonly needed: DecimalString;
	/** List value × (1 − limit) of the discounted lines. */
	readonly full: DecimalString;
	/** Six digits. */
	readonly discount: DecimalString;
}

/** A value that stands on the page and is not saved, as it is typed. */
export interface TypedInput {
	/** Null: of the deal itself. */
	readonly lineName: string | null;
	readonly what: 'discount' | 'amountOff' | 'netPrice' | 'quantity' | 'listPrice' | 'amount';
	readonly text: string;
}

/** How the figures with what is typed came about: what they were worked out from, and where that was read. */
export interface MarginAccount {
	/** Both sides of the discount; null when it is unknown. */
	readonly listed: { readonly revenue: DecimalString; readonly list: DecimalString } | null;
	/** In the lines' order, each rule once. */
	readonly limits: readonly LimitShare[];
	readonly typed: readonly TypedInput[];
	/** When and from where prices, quantities and the CRM's costs were read. */
	readonly lines: Reading;
	readonly costs: Reading;
	/** Lines whose cost the CRM told, and lines whose cost the cost list told. */
	readonly fromCrm: number;
	readonly fromCostList: readonly string[];
}

function write(value: Decimal): DecimalString {
	return formatDecimal(trimZeros(value));
}

function sum(values: readonly DecimalString[]): Decimal {
	return values.map(decimal).reduce(add, zero);
}

function present(values: readonly (DecimalString | null | undefined)[]): DecimalString[] {
	return values.filter((value) => value !== null && value !== undefined);
}

function listedOf({ basis, after, lines }: MarginView): MarginAccount['listed'] {
	if (after.list === null || after.discount === null) return null;
	if (basis === 'deal-amount') return after.revenue === null ? null : { revenue: after.revenue, list: after.list };
	const listed = lines.flatMap((line) => (line.after?.list ? (line.after.revenue ?? []) : []));
	return { revenue: write(sum(listed)), list: after.list };
}

function limitShares(lines: readonly LineView[]): LimitShare[] {
	const shares = new Map<string, LimitShare>();
	for (const { after, limits, floorBand = null, rule } of lines) {
		if (!limits || after === null || after.revenue === null || after.cost === null) continue;
		const key = JSON.stringify([rule, limits.floor, floorBand, limits.target]);
		const revenue = write(sum(present([shares.get(key)?.revenue, after.revenue])));
		shares.set(key, { ...limits, floorBand, family: rule?.name ?? null, revenue });
	}
	return [...shares.values()];
}

function typedInputs(margin: MarginView, draft: DealEdits): TypedInput[] {
	const typed: TypedInput[] = draft.amount ? [{ lineName: null, what: 'amount', text: draft.amount.text }] : [];
	for (const { id, name: lineName } of margin.lines) {
		const { price, quantity, listPrice } = draft.lines[id] ?? {};
		if (price) typed.push({ lineName, what: price.by, text: price.typed.text });
		if (quantity) typed.push({ lineName, what: 'quantity', text: quantity.text });
		if (listPrice) typed.push({ lineName, what: 'listPrice', text: listPrice.text });
	}
	return typed;
}

/** Gathers what the figures were worked out from. */
export function marginAccount(margin: MarginView, facts: DealFacts, draft: DealEdits): MarginAccount {
	const kept = margin.lines.filter(({ after }) => after !== null);
	const lines = facts.readings?.lines ?? facts.reading;
	return {
		listed: listedOf(margin),
		limits: limitShares(kept),
		typed: typedInputs(margin, draft),
		lines,
		costs: facts.readings?.costs ?? lines,
		fromCrm: kept.filter(({ costFrom }) => costFrom === 'crm').length,
		fromCostList: kept.filter(({ costFrom }) => costFrom === 'cost-list').map(({ name }) => name),
	};
}

/** What a line's revenue or list value leaves for cost once its limit has its part. */
function coverOf(line: LineView, value: DecimalString | null | undefined, kind: keyof MarginLimits): Decimal | null {
	const limit = parseDecimal(line.limits?.[kind]);
	return limit && value ? multiply(decimal(value), subtract(one, limit)) : null;
}

/**
 * Both sides of the largest discount on `line`, or on every line when it is null, that keeps the deal's limit: from the
 * sum Σ revenue·(1 − limit) ≥ cost. Null when a line that counts lacks list price, cost or limit.
 */
export function largestAccount(
	margin: MarginView,
	line: LineView | null,
	kind: keyof MarginLimits,
): LargestAccount | null {
	const isOpportunity = margin.basis === 'deal-amount';
	const known = margin.lines.filter(({ after }) => after !== null && (isOpportunity || after.cost !== null));
	const discounted = line ? known.filter(({ id }) => id === line.id) : known;
	const others = line ? known.filter(({ id }) => id !== line.id) : [];
	const fulls = discounted.map((each) => coverOf(each, each.after?.list, kind));
	const covers = others.map((each) => coverOf(each, each.after?.revenue, kind));
	const costs = present(known.map(({ after }) => after?.cost));
	if (discounted.length === 0 || costs.length < known.length || [...fulls, ...covers].includes(null)) return null;
	const total = (values: readonly (Decimal | null)[]) =>
		values.reduce<Decimal>((all, each) => add(all, each ?? zero), zero);
	const full = total(fulls);
	const needed = subtract(sum(costs), total(covers));
	const share = isZero(full) ? null : divide(needed, full, 6);
	return share && { needed: write(needed), full: write(full), discount: write(subtract(one, share)) };
}
