import type { CurrencyCode } from '../model/deal.ts';
import { add, compare, type Decimal, divide, multiply, one, parseDecimal, round, zero } from '../model/decimal.ts';
import type { TradeView } from '../model/effects.ts';
import type { Trade } from '../model/playbook.ts';
import { paymentTermsCost } from './concessions.ts';
import { type CostSource, listedUnitCost } from './cost.ts';
import type { DealLine } from './deal-sides.ts';
import { convert } from './exchange.ts';
import { write } from './figures.ts';
import { complement, fractionDigits } from './ratios.ts';

const centDigits = 2;
const factorDigits = 18;

/** What a trade's product costs the firm and what the customer sees of it, per unit; null when unknown. */
export interface TradedProduct {
	readonly unitCost: Decimal | null;
	readonly list: Decimal | null;
}

/** What trades are worked out from. Money in the deal's currency. */
export interface TradeBasis {
	/** Revenue that the discount gives up; nothing is traded while it is not above 0. */
	readonly givenUp: Decimal | null;
	readonly invoice: Decimal | null;
	/** Gross margin of the deal with what is typed; null as soon as one cost is unknown. */
	readonly margin: Decimal | null;
	readonly currency: CurrencyCode | null;
	readonly source: CostSource;
	/** The lines that may be of a product, among them all that are. */
	readonly linesOf: (product: string) => readonly DealLine[];
}

/** Trades are worked out on every key; of a hostile playbook this would be a hundred thousand divisions. */
const factors = new WeakMap<Trade, Decimal>();

/** `Σ 1/(1+r)ᵗ` over `years` years, 18 digits: what 1 a year is worth today. */
export function annuityFactor(yearlyRate: Decimal, years: number): Decimal {
	const growth = add(one, yearlyRate);
	let factor = zero;
	for (let year = 1; year <= years; year += 1) {
		const next = divide(add(one, factor), growth, factorDigits) ?? factor;
		if (compare(next, factor) === 0) break;
		factor = next;
	}
	return factor;
}

type TermTrade = Extract<Trade, { kind: 'term' }>;

/**
 * What a longer term brings: the deal's gross margin a year × (1 − retention) × Σ 1/(1+r)ᵗ, the margin that a customer
 * who would have left does not take away.
 */
function termWorth(trade: TermTrade, { margin }: TradeBasis): Decimal | null {
	const [retention, rate] = [parseDecimal(trade.retention), parseDecimal(trade.yearlyRate)];
	if (!margin || !retention || !rate) return null;
	const factor = factors.get(trade) ?? annuityFactor(rate, trade.years);
	factors.set(trade, factor);
	return multiply(multiply(margin, complement(retention)), factor);
}

function productWorth(trade: Extract<Trade, { product: string }>, basis: TradeBasis) {
	const product = productOnDeal(basis.linesOf(trade.product), trade.product);
	const quantity = parseDecimal(trade.quantity);
	const cost = product.unitCost ?? listedUnitCost(trade.product, basis.currency, basis.source);
	return {
		worth: quantity && cost && multiply(cost, quantity),
		seen: quantity && product.list ? multiply(product.list, quantity) : null,
	};
}

/** What the firm gets, or gives: money above 0, unrounded. */
function worthOf(trade: Trade, basis: TradeBasis): Decimal | null {
	const { invoice, margin, currency, source } = basis;
	switch (trade.kind) {
		case 'prepay':
		case 'terms': {
			const rate = parseDecimal(trade.yearlyRate);
			return invoice && rate && paymentTermsCost(invoice, rate, trade.days);
		}
		case 'term':
			return termWorth(trade, basis);
		case 'volume': {
			// Over lines that all sell so many more, (P−c)·Δq is that part of what they earn.
			const more = parseDecimal(trade.more);
			return margin && more && multiply(margin, more);
		}
		case 'scope':
		case 'service':
			return productWorth(trade, basis).worth;
		case 'reference': {
			const worth = parseDecimal(trade.worth);
			return worth && currency !== null ? convert(worth, trade.currency, currency, source.rates, source.day) : null;
		}
	}
}

const isGift = ({ kind }: Trade) => kind === 'terms' || kind === 'service';

interface Weighed {
	readonly view: TradeView;
	readonly covers: Decimal | null;
}

function weigh(trade: Trade, basis: TradeBasis, givenUp: Decimal): Weighed {
	const exact = worthOf(trade, basis);
	const worth = exact && round(exact, centDigits);
	const seen = trade.kind === 'service' ? productWorth(trade, basis).seen : null;
	const covers = worth && divide(worth, givenUp, fractionDigits, 'down');
	const view: TradeView = {
		id: trade.id,
		name: trade.name,
		kind: trade.kind,
		side: isGift(trade) ? 'give' : 'get',
		worth: write(worth),
		seen: write(seen && round(seen, centDigits)),
		covers: write(covers),
	};
	return { view, covers };
}

/** What covers most first, what nobody knows last. */
function heavierFirst(left: Weighed, right: Weighed): number {
	if (!left.covers || !right.covers) return Number(left.covers === null) - Number(right.covers === null);
	return compare(right.covers, left.covers);
}

/** What could be traded for a discount, by how much of it that covers; gifts after what the firm gets back. */
export function tradeViews(trades: readonly Trade[], basis: TradeBasis): TradeView[] {
	const { givenUp } = basis;
	if (!givenUp || compare(givenUp, zero) <= 0) return [];
	const weighed = trades.map((trade) => weigh(trade, basis, givenUp)).sort(heavierFirst);
	const views = weighed.map(({ view }) => view);
	return [...views.filter(({ side }) => side === 'get'), ...views.filter(({ side }) => side === 'give')];
}

/** What the lines of a deal tell of a product, by its code or its id; of several lines the first that knows counts. */
function productOnDeal(lines: readonly DealLine[], name: string): TradedProduct {
	let [unitCost, list]: [Decimal | null, Decimal | null] = [null, null];
	for (const { sides } of lines) {
		const { product } = sides;
		const own = sides.after ?? sides.before;
		if (!product || !own || (product.code !== name && product.id !== name)) continue;
		unitCost ??= own.line.unitCost;
		list ??= own.line.list;
	}
	return { unitCost, list };
}
