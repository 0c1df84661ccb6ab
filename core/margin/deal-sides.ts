import type { DealFacts, QuoteLine } from '../model/deal.ts';
import type { DealEdits } from '../model/deal-edits.ts';
import { type Decimal, formatDecimal, trimZeros } from '../model/decimal.ts';
import type { LineView } from '../model/view.ts';
import { type SoldItem, singleItem } from './item.ts';
import { discountedTally, isSameDiscounted } from './largest-discount.ts';
import { countLines, type LineCounts, recount } from './line-counts.ts';
import { type LineSides, lineView } from './line-view.ts';
import { addedSides, isSameSource, itemsOf, type LineSource, rootOf, savedSides } from './sides.ts';
import { minus, plus, type Tally, tallyAll } from './tally.ts';

/** One line of a deal: on both sides of what is typed, as it is shown, and what it carries with what is typed. */
export interface DealLine {
	readonly sides: LineSides;
	readonly view: LineView;
	/** Null for a part of a bundle, and for a line that the edit removes. */
	readonly item: SoldItem | null;
}

/** A line, or a bundle with all its lines, in the quote's order. */
interface Group {
	readonly saved: readonly QuoteLine[];
	readonly lines: readonly DealLine[];
	readonly before: readonly SoldItem[];
	readonly after: readonly SoldItem[];
}

/** A deal as it is saved: the same from key to key, so that only what is typed is worked out anew. */
interface SavedDeal {
	readonly source: LineSource;
	/** By the ids of their lines. */
	readonly groups: ReadonlyMap<string, Group>;
	/** The place of each line in the quote. */
	readonly places: ReadonlyMap<string, number>;
	readonly lines: readonly DealLine[];
	readonly views: readonly LineView[];
	readonly counts: LineCounts;
	/** Where lines of a product stand, by its code and by its id. */
	readonly byProduct: ReadonlyMap<string, readonly number[]>;
	readonly items: readonly SoldItem[];
	readonly tally: Tally;
	/** Sums with one discount on everything listed, by that discount. */
	readonly discounted: Map<string, Tally>;
}

/** A line by itself, which nearly all are. */
function aloneOf(line: QuoteLine, deal: DealFacts, draft: DealEdits | null, source: LineSource): Group {
	const sides = savedSides(line, deal, draft, source);
	const before = sides.before && singleItem(sides.before, deal.rounding);
	const isSame = sides.after === sides.before;
	const after = isSame ? before : sides.after && singleItem(sides.after, deal.rounding);
	const view = lineView(sides, { before, after }, deal.rounding);
	const sold = before ? [before] : [];
	return {
		saved: [line],
		lines: [{ sides, view, item: after }],
		before: sold,
		after: isSame ? sold : after ? [after] : [],
	};
}

function groupOf(saved: readonly QuoteLine[], deal: DealFacts, draft: DealEdits | null, source: LineSource): Group {
	const { rounding } = deal;
	const [only] = saved;
	if (only && saved.length === 1) return aloneOf(only, deal, draft, source);
	const sides = new Map(saved.map((line) => [line.id, savedSides(line, deal, draft, source)]));
	const isEdited = [...sides.values()].some((side) => side.isEdited);
	const before = itemsOf(saved, (line) => sides.get(line.id)?.before ?? null, rounding);
	const after = isEdited ? itemsOf(saved, (line) => sides.get(line.id)?.after ?? null, rounding) : before;
	return {
		saved,
		lines: [...sides.values()].map((side) => {
			const items = { before: before.get(side.id) ?? null, after: after.get(side.id) ?? null };
			return { sides: side, view: lineView(side, items, rounding), item: items.after };
		}),
		before: [...before.values()],
		after: [...after.values()],
	};
}

/** The lines of each bundle together. */
function grouped(lines: ReadonlyMap<string, QuoteLine>): QuoteLine[][] {
	const groups = new Map<string, QuoteLine[]>();
	for (const line of lines.values()) {
		const root = rootOf(line, lines);
		const group = groups.get(root);
		if (group) group.push(line);
		else groups.set(root, [line]);
	}
	return [...groups.values()];
}

/** It lives no longer than the facts it belongs to. */
const savedDeals = new WeakMap<DealFacts, SavedDeal>();

function savedDeal(deal: DealFacts, source: LineSource): SavedDeal {
	const known = savedDeals.get(deal);
	if (known && isSameSource(known.source, source)) return known;
	const byId = new Map((deal.lines ?? []).map((line) => [line.id, line]));
	const groups = grouped(byId).map((members) => groupOf(members, deal, null, source));
	const lines = new Map(groups.flatMap((group) => group.lines.map((line) => [line.sides.id, line] as const)));
	const items = groups.flatMap((group) => group.before);
	const inOrder = [...byId.keys()].flatMap((id) => lines.get(id) ?? []);
	const made: SavedDeal = {
		source,
		groups: new Map(groups.flatMap((group) => group.saved.map(({ id }) => [id, group] as const))),
		places: new Map([...byId.keys()].map((id, at) => [id, at])),
		lines: inOrder,
		views: inOrder.map(({ view }) => view),
		counts: countLines(inOrder),
		byProduct: placesByProduct(inOrder),
		items,
		tally: tallyAll(items),
		discounted: new Map(),
	};
	savedDeals.set(deal, made);
	return made;
}

function placesByProduct(lines: readonly DealLine[]): ReadonlyMap<string, readonly number[]> {
	const places = new Map<string, number[]>();
	lines.forEach(({ sides: { product } }, at) => {
		if (!product) return;
		for (const name of new Set([product.code ?? product.id, product.id])) {
			const known = places.get(name);
			if (known) known.push(at);
			else places.set(name, [at]);
		}
	});
	return places;
}

/** A deal's lines on both sides of what is typed. */
export interface DealSides {
	/** In the quote's order, lines that are not saved last. */
	readonly lines: readonly DealLine[];
	/** As they are shown, in the same order. */
	readonly views: LineView[];
	/** The lines that something is typed in, with the others of their bundles, in the same order. */
	readonly touched: readonly { readonly line: DealLine; readonly place: number }[];
	readonly counts: LineCounts;
	/** The lines that may be of a product, by its code or its id; among them all that are. */
	readonly linesOf: (product: string) => readonly DealLine[];
	/** The line with this id. */
	readonly lineOf: (id: string) => DealLine | null;
	readonly before: Tally;
	readonly after: Tally;
	/** Sums with one discount off list in place of each line's own. */
	readonly tallyAt: (discount: Decimal) => Tally;
}

/** Works out what is typed on top of the deal as it is saved. */
export function dealSides(deal: DealFacts, draft: DealEdits, source: LineSource): DealSides {
	const saved = savedDeal(deal, source);
	const { rounding } = deal;
	const touched = new Set([...Object.keys(draft.lines), ...draft.removed].flatMap((id) => saved.groups.get(id) ?? []));
	const lines = [...saved.lines];
	const places = new Set<number>();
	const [gone, come]: [SoldItem[], SoldItem[]] = [[], []];
	/** Items for which a deal-wide discount gives another result than for the saved line. */
	const [otherGone, otherCome]: [SoldItem[], SoldItem[]] = [[], []];
	for (const { saved: members } of touched) {
		const group = groupOf(members, deal, draft, source);
		gone.push(...group.before);
		come.push(...group.after);
		const [from, to] = [group.before[0], group.after[0]];
		const isOne = group.before.length === 1 && group.after.length === 1;
		if (!isOne || !from || !to || !isSameDiscounted(from, to)) {
			otherGone.push(...group.before);
			otherCome.push(...group.after);
		}
		for (const line of group.lines) {
			const place = saved.places.get(line.sides.id);
			if (place === undefined) continue;
			lines[place] = line;
			places.add(place);
		}
	}
	for (const added of draft.added) {
		const place = added.replaces === undefined ? undefined : saved.places.get(added.replaces);
		const replaced = place === undefined ? null : (lines[place] ?? null);
		// A line is replaced once, and only when it is gone.
		const old = replaced?.sides.after === null && replaced.sides.was === null ? replaced : null;
		const sides = addedSides(added, deal, source, old?.sides ?? null);
		const item = sides.after && singleItem(sides.after, rounding);
		if (item) {
			come.push(item);
			otherCome.push(item);
		}
		const view = lineView(sides, { before: null, after: item }, rounding);
		const line = { sides, view: old ? { ...view, before: old.view.before } : view, item };
		if (old && place !== undefined) lines[place] = line;
		else lines.push(line);
	}
	for (let place = saved.lines.length; place < lines.length; place += 1) places.add(place);
	const inOrder = [...places].sort((left, right) => left - right);
	const views = [...saved.views];
	const changed: { line: DealLine; place: number }[] = [];
	for (const place of inOrder) {
		const line = lines[place];
		if (!line) continue;
		changed.push({ line, place });
		views[place] = line.view;
	}
	const comeLines = changed.map(({ line }) => line);
	const discounted = (items: readonly SoldItem[], discount: Decimal) =>
		discountedTally(items, tallyAll(items), discount, rounding);
	return {
		lines,
		views,
		touched: changed,
		counts: recount(
			saved.counts,
			inOrder.flatMap((place) => saved.lines[place] ?? []),
			comeLines,
		),
		linesOf(product) {
			const known = (saved.byProduct.get(product) ?? []).filter((place) => !places.has(place));
			return [...known, ...inOrder].sort((left, right) => left - right).flatMap((place) => lines[place] ?? []);
		},
		lineOf(id) {
			const place = saved.places.get(id);
			const line = place === undefined ? undefined : lines[place];
			return (line?.sides.id === id ? line : comeLines.find(({ sides }) => sides.id === id)) ?? null;
		},
		before: saved.tally,
		after: plus(minus(saved.tally, tallyAll(gone)), tallyAll(come)),
		tallyAt(discount) {
			const key = formatDecimal(trimZeros(discount));
			const all = saved.discounted.get(key) ?? discountedTally(saved.items, saved.tally, discount, rounding);
			saved.discounted.set(key, all);
			if (otherGone.length === 0 && otherCome.length === 0) return all;
			return plus(minus(all, discounted(otherGone, discount)), discounted(otherCome, discount));
		},
	};
}
