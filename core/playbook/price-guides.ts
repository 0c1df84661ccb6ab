import type { Day, Product } from '../model/deal.ts';
import {
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	multiply,
	parseDecimal,
	round,
	subtract,
	trimZeros,
} from '../model/decimal.ts';
import type { MarginPolicy, PriceGuide, ProductCost } from '../model/playbook.ts';
import { limitsFor, type RuleContext } from './limits.ts';
import { roundedCost } from './rounded-costs.ts';
import { namesOf, rulesOf, sameName } from './rule-index.ts';

const one: Decimal = { digits: 1n, scale: 0 };
const guideDigits = 3;

/** Up to three digits that count: 10,869.03 is 10,900. */
function coarse(price: Decimal): Decimal {
	const { digits, scale } = trimZeros(price);
	const places = guideDigits - (digits.toString().length - scale);
	if (places >= 0) return round(price, places, 'up');
	const unit: Decimal = { digits: 10n ** BigInt(-places), scale: 0 };
	return multiply(divide(price, unit, 0, 'up') ?? price, unit);
}

/**
 * `cost / (1 − margin)`, rounded up so that the price really keeps the margin; null for a margin of 1 or more, and of 0,
 * for which the price would be the cost.
 */
function priceFor(cost: Decimal, margin: DecimalString): DecimalString | null {
	const share = parseDecimal(margin);
	const left = share && subtract(one, share);
	if (!share || !left || left.digits <= 0n || share.digits <= 0n) return null;
	const price = divide(cost, left, workingDigits, 'up');
	return price && formatDecimal(trimZeros(coarse(price)));
}

const workingDigits = 12;

/** What holds for a price that is given without a deal: no segment, region, team or step. */
function contextFor(currency: string, today: Day): RuleContext {
	return { key: '', segments: {}, regions: [], currency, stageId: null, team: null, today };
}

/** A cost of 0 counts only where it was said, and a guide, which has no period, cannot stand for a cost that has one. */
function isUsable({ unitCost, isFree, period }: ProductCost): boolean {
	return (isFree === true || /[1-9]/.test(unitCost)) && (period === 'unsaid' || period === 'once');
}

/**
 * Guides, and the products that have none: their limits, their cost or the period of a price is not known, a limit is 0,
 * or a rule switches their limits off.
 */
export interface MadeGuides {
	readonly guides: readonly PriceGuide[];
	readonly left: readonly string[];
}

/**
 * Prices to work with in place of costs: for each product round ones that keep floor and target, by the rules that hold
 * whatever the deal. `seen` are the products of deals that were read: only they tell a product's families. One whose
 * families are not known gets a guide where a rule names the product itself, or where no rule asks for a family.
 */
export function priceGuidesOf(
	costs: readonly ProductCost[],
	policy: MarginPolicy,
	seen: readonly Product[],
	today: Day,
): MadeGuides {
	const known = new Map(seen.flatMap((product) => namesOf(product).map((name) => [name, product])));
	const rules = rulesOf(policy);
	const areFamiliesAsked = rules.some(({ families }) => families.size > 0);
	const withFamily = new Set(rules.flatMap(({ products, families }) => (families.size > 0 ? [...products] : [])));
	const contexts = new Map(
		costs.map(({ currency }) => currency).map((currency) => [currency, contextFor(currency, today)]),
	);

	function guideOf(listed: ProductCost, context: RuleContext): PriceGuide | null {
		const { product, unitCost, currency } = listed;
		if (!isUsable(listed)) return null;
		const found = known.get(sameName(product));
		const itself = found ?? { id: product, code: product, name: product, families: [] };
		const { limits, rule, warnings } = limitsFor(itself, policy, context);
		// No price is given for limits that a rule switches off. A whole policy's word goes with the file.
		if (warnings === 'off' && policy.warnings !== 'off') return null;
		const isOwnRule = rule?.because[0]?.field === 'product' && !withFamily.has(sameName(product));
		// As coarse as for viewers who see margins as a range: with a limit told elsewhere a price says no more than that range.
		const cost = parseDecimal(roundedCost(unitCost, itself, 'band', policy));
		if (!limits || !cost || !(found || isOwnRule || !areFamiliesAsked)) return null;
		const [floorPrice, targetPrice] = [priceFor(cost, limits.floor), priceFor(cost, limits.target)];
		return floorPrice && targetPrice ? { product, floorPrice, targetPrice, currency } : null;
	}

	const made = new Map<string, PriceGuide | null>();
	// One currency after the other: what holds in it is worked out once.
	for (const [currency, context] of contexts)
		for (const cost of costs) if (cost.currency === currency) made.set(cost.product, guideOf(cost, context));
	return {
		guides: costs.flatMap(({ product }) => made.get(product) ?? []),
		left: costs.flatMap(({ product }) => (made.get(product) === null ? [product] : [])),
	};
}

/** A policy without any limit: beside the prices made by them they would tell costs. */
export function withoutLimits(policy: MarginPolicy): MarginPolicy {
	return { ...policy, otherwise: null, families: [], rules: [] };
}
