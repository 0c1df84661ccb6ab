import { effectiveDiscount, marginOf, write } from '../margin/figures.ts';
import type { ApprovedValues } from '../model/deal.ts';
import {
	add,
	compare,
	type Decimal,
	type DecimalString,
	multiply,
	one,
	parseDecimal,
	subtract,
	zero,
} from '../model/decimal.ts';
import type { MarginPolicy } from '../model/playbook.ts';

/** What is at stake in a request; each null while it is unknown. */
export interface Stakes {
	/** The lines at list price, money. */
	readonly list: DecimalString | null;
	/** The price that is asked for, money. */
	readonly offered: DecimalString | null;
	/** What is given up against list, money. */
	readonly givenUp: DecimalString | null;
	/** The margin at list price, a fraction: by the cost that the request's own margin stands for. */
	readonly listMargin: DecimalString | null;
}

/** Amounts of lines are rounded, the discount that the request names is of the rounded ones. */
const sameDiscount: Decimal = { digits: 5n, scale: 5 };

/**
 * What a request gives up, from its own lines. The sums are said only where they come to the discount that the request
 * names: a part of a bundle has a list price too, and what a line recurs for is not in the request.
 */
export function stakesOf({ lines, amount, discount, margin }: ApprovedValues): Stakes {
	const unknown = { list: null, offered: lines.length === 0 ? amount : null, givenUp: null, listMargin: null };
	let [list, offered] = [zero, zero];
	for (const line of lines) {
		const [quantity, each, net] = [line.quantity, line.listPrice, line.netPrice].map((text) => parseDecimal(text));
		if (!quantity || !each || !net) return unknown;
		list = add(list, multiply(quantity, each));
		offered = add(offered, multiply(quantity, net));
	}
	const [named, found] = [parseDecimal(discount), effectiveDiscount(offered, list)];
	if (!named || !found) return unknown;
	const off = subtract(named, found);
	if (compare(off, sameDiscount) > 0 || compare(off, subtract(zero, sameDiscount)) < 0) return unknown;
	const kept = parseDecimal(margin);
	const cost = kept && multiply(offered, subtract(one, kept));
	return {
		list: write(list),
		offered: write(offered),
		givenUp: write(subtract(list, offered)),
		listMargin: cost && write(marginOf(subtract(list, cost), list)),
	};
}

/** From the lowest to the highest; the same twice where there is one. */
export interface Span {
	readonly from: DecimalString;
	readonly to: DecimalString;
}

function spanOf(values: readonly DecimalString[]): Span | null {
	const sorted = values.toSorted((left, right) => Number(left) - Number(right));
	const [from, to] = [sorted[0], sorted.at(-1)];
	return from === undefined || to === undefined ? null : { from, to };
}

/** Between which figures floors and targets of a policy are; null where it has none, or says nothing of them. */
export function limitSpans(policy: MarginPolicy): { readonly floor: Span; readonly target: Span } | null {
	if (policy.warnings === 'off') return null;
	const all = [...(policy.otherwise ? [policy.otherwise] : []), ...policy.families, ...policy.rules];
	const [floor, target] = [spanOf(all.map((each) => each.floor)), spanOf(all.map((each) => each.target))];
	return floor && target && { floor, target };
}
