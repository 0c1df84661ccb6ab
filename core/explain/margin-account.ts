import type { DealFacts, Reading } from '../model/deal.ts';
import { type DealEdits, lineEditOf } from '../model/deal-edits.ts';
import {
	add,
	compare,
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
} from '../model/decimal.ts';
import type { MarginLimits } from '../model/playbook.ts';
import type { Band, LineView, MarginView, ShownLimits } from '../model/view.ts';

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

/** A value on the page that is not saved, as typed. */
export interface TypedInput {
	/** Null: of the deal itself. */
	readonly lineName: string | null;
	readonly what: 'discount' | 'amountOff' | 'netPrice' | 'quantity' | 'listPrice' | 'cost' | 'amount';
	readonly text: string;
}

/** How the figures with what is typed came about: what they were worked out from, and where that was read. */
export interface MarginAccount {
	/** Both sides of the discount; null when it is unknown. */
	readonly listed: { readonly revenue: DecimalString; readonly list: DecimalString } | null;
	/** In the lines' order, each rule once. */
	readonly limits: readonly LimitShare[];
	readonly typed: readonly TypedInput[];
	/** Lines that are in no sum, for the customer has not taken them. */
	readonly optional: readonly string[];
	/** Discounts written as lines: they lower revenue and cost nothing. Money below 0. */
	readonly reductions: readonly { readonly name: string; readonly amount: DecimalString }[];
	/** Lines that are due again and again, counted over the view's `recurringBasis`. */
	readonly recurring: readonly { readonly name: string; readonly everyMonths: number }[];
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

/** True for a line that is in the sums by itself: a part is in them with its bundle. */
function isCounted({ after, part }: LineView): boolean {
	return after !== null && part !== 'optional' && part !== 'part';
}

function listedOf({ after, lines }: MarginView): MarginAccount['listed'] {
	if (after.list === null || after.discount === null) return null;
	const listed = lines.filter(isCounted).flatMap((line) => (line.after?.list ? (line.after.revenue ?? []) : []));
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
		const { price, quantity, listPrice, cost } = lineEditOf(draft, id) ?? {};
		if (price) typed.push({ lineName, what: price.by, text: price.typed.text });
		if (quantity) typed.push({ lineName, what: 'quantity', text: quantity.text });
		if (listPrice) typed.push({ lineName, what: 'listPrice', text: listPrice.text });
		if (cost && margin.visibility === 'exact') typed.push({ lineName, what: 'cost', text: cost.typed.text });
	}
	return typed;
}

/** Gathers what the figures were worked out from. */
export function marginAccount(margin: MarginView, facts: DealFacts, draft: DealEdits): MarginAccount {
	const kept = margin.lines.filter(({ after }) => after !== null);
	const lines = facts.readings?.lines ?? facts.reading;
	return {
		listed: listedOf(margin),
		limits: limitShares(kept.filter(isCounted)),
		typed: typedInputs(margin, draft),
		optional: kept.filter(({ part }) => part === 'optional').map(({ name }) => name),
		reductions: kept.flatMap(({ part, name, after }) =>
			part === 'reduction' && after?.revenue ? [{ name, amount: after.revenue }] : [],
		),
		recurring: kept.flatMap(({ name, everyMonths }) => (everyMonths === null ? [] : [{ name, everyMonths }])),
		lines,
		costs: facts.readings?.costs ?? lines,
		fromCrm: kept.filter(({ costFrom }) => costFrom === 'crm').length,
		fromCostList: kept.filter(({ costFrom }) => costFrom === 'cost-list').map(({ name }) => name),
	};
}

/** What a value leaves for cost once a limit has its part. */
function coverOf(value: DecimalString | null | undefined, limit: DecimalString | null | undefined): Decimal | null {
	const kept = parseDecimal(limit);
	return kept && value ? multiply(decimal(value), subtract(one, kept)) : null;
}

function isAbove(value: DecimalString | null | undefined): boolean {
	const number = parseDecimal(value);
	return number !== null && compare(number, zero) > 0;
}

/** The only limit there is; null where lines have several, or none. */
function onlyLimit(lines: readonly LineView[], kind: keyof MarginLimits): DecimalString | null {
	const limits = new Set(lines.flatMap(({ limits: own }) => own?.[kind] ?? []));
	const [limit = null] = limits;
	return limits.size === 1 ? limit : null;
}

/**
 * Both sides of the largest discount on `line`, or on every line that a discount applies to when it is null, that keeps
 * the deal's limit: from the sum Σ revenue·(1 − limit) ≥ cost, in which a reduction, and what is taken back, is under
 * the limit of the others. Null when a line that counts lacks list price, cost or limit, when the deal is judged by
 * prices, and where these meet several limits or parts of a bundle have prices of their own, so that no such sum says it.
 */
export function largestAccount(
	margin: MarginView,
	line: LineView | null,
	kind: keyof MarginLimits,
): LargestAccount | null {
	const counted = margin.lines.filter(isCounted);
	const known = counted.filter(({ after }) => after?.cost !== null);
	const unknown = counted.filter(({ after }) => after?.cost === null);
	if (unknown.length > 0 && unknown.every(({ targetPrice }) => targetPrice !== null)) return null;
	const isMoved = (each: LineView) =>
		line ? each.id === line.id : each.part !== 'reduction' && isAbove(each.quantity) && each.after?.list !== '0';
	const moved = known.filter(isMoved);
	const hasPricedParts = margin.lines.some(({ part, after }) => part === 'part' && isAbove(after?.revenue));
	if (moved.length === 0 || (hasPricedParts && moved.some(({ part }) => part === 'bundle'))) return null;
	const shared = onlyLimit(known, kind);
	const fulls = moved.map(({ after, limits }) => coverOf(after?.list, limits?.[kind]));
	const covers = known
		.filter((each) => !isMoved(each))
		.map(({ after, limits, part }) => {
			const isTakenOff = part === 'reduction' || after?.revenue?.startsWith('-') === true;
			return coverOf(after?.revenue, isTakenOff ? shared : limits?.[kind]);
		});
	if ([...fulls, ...covers].includes(null)) return null;
	const total = (values: readonly (Decimal | null)[]) =>
		values.reduce<Decimal>((all, each) => add(all, each ?? zero), zero);
	const costs = sum(present(known.map(({ after }) => after?.cost)));
	return accountOf(subtract(costs, total(covers)), total(fulls));
}

function accountOf(needed: Decimal, full: Decimal): LargestAccount | null {
	const share = isZero(full) ? null : divide(needed, full, 6);
	return share && { needed: write(needed), full: write(full), discount: write(subtract(one, share)) };
}
