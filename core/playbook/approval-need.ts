import { convert } from '../margin/exchange.ts';
import type { ApprovalReason, ApprovalView, UnsureReason } from '../model/approval-view.ts';
import type { Day, DealFacts } from '../model/deal.ts';
import { compare, type DecimalString, parseDecimal, zero } from '../model/decimal.ts';
import type { ApprovalRule, ApprovalTrigger, ExchangeRate, Playbook, WarningLevel } from '../model/playbook.ts';
import type { LineView, MarginGap, MarginView, UnknownCostReason } from '../model/view.ts';

/** Whether a trigger fires. `missing`: what it would need to know, when what is known does not fire it. */
interface Judged {
	readonly fired: readonly Pick<ApprovalReason, 'found' | 'lineName'>[];
	readonly missing: readonly UnsureReason[];
}

const quiet: Judged = { fired: [], missing: [] };

function unsure(...missing: UnsureReason[]): Judged {
	return { fired: [], missing };
}

function firedBy(found: DecimalString | null, lineName: string | null = null): Judged {
	return { fired: [{ found, lineName }], missing: [] };
}

/** Holds a figure against a limit; `missing` is what it lacks where it is unknown. */
function judged(
	figure: DecimalString | null,
	limit: DecimalString,
	side: 'over' | 'under',
	missing: readonly UnsureReason[],
): Judged {
	const [value, bound] = [parseDecimal(figure), parseDecimal(limit)];
	if (!value || !bound) return { fired: [], missing };
	const order = compare(value, bound);
	return (side === 'over' ? order > 0 : order < 0) ? firedBy(figure) : quiet;
}

/** A line that the customer buys at a price of its own. */
function isSold({ after, part }: LineView): boolean {
	return after !== null && (part === 'sold' || part === 'bundle');
}

/** What lines say to triggers: those that nobody edits are the same objects from key to key. */
const judgedBefore = new WeakMap<ApprovalTrigger, WeakMap<LineView, Judged>>();

/** Asks every line that is sold. */
function judgeLines(trigger: ApprovalTrigger, view: MarginView, judgeLine: (line: LineView) => Judged): Judged {
	const known = judgedBefore.get(trigger) ?? new WeakMap<LineView, Judged>();
	judgedBefore.set(trigger, known);
	const all: Judged[] = [];
	for (const line of view.lines) {
		let found = known.get(line);
		if (!found) {
			found = isSold(line) ? judgeLine(line) : quiet;
			known.set(line, found);
		}
		if (found !== quiet) all.push(found);
	}
	return { fired: all.flatMap(({ fired }) => fired), missing: [...new Set(all.flatMap(({ missing }) => missing))] };
}

const withoutLines: readonly MarginGap[] = ['no-lines', 'lines-removed', 'options-only', 'lines-unreadable'];

/** What is unknown of the lines that count, so that the deal's margin is. */
function missingOf(view: MarginView): UnsureReason[] {
	if (view.gap !== null && withoutLines.includes(view.gap)) return ['lines'];
	const reasons = view.lines.flatMap((line) => (isSold(line) && line.unknown ? [line.unknown] : []));
	const isPrice = (reason: UnknownCostReason) => reason === 'price-unknown' || reason === 'term-unknown';
	const missing: UnsureReason[] = [];
	if (reasons.some((reason) => !isPrice(reason))) missing.push('cost');
	if (reasons.some(isPrice) || view.gap === 'price-unknown') missing.push('price');
	return missing.length > 0 ? missing : ['figures'];
}

/** True where every line that is sold has its limits switched off: the deal has no floor to be held to. */
function areAllOff(view: MarginView): boolean {
	const sold = view.lines.filter(isSold);
	return sold.length > 0 && sold.every(({ areWarningsOff }) => areWarningsOff);
}

function judgeSize(
	{ value, currency }: Extract<ApprovalTrigger, { kind: 'size-over' }>,
	view: MarginView,
	rates: readonly ExchangeRate[],
	day: Day,
): Judged {
	const [revenue, limit] = [parseDecimal(view.after.revenue), parseDecimal(value)];
	if (!revenue || !limit) return unsure(view.gap === null || view.gap === 'price-unknown' ? 'price' : 'lines');
	if (view.currency === null) return unsure('currency');
	const there = convert(revenue, view.currency, currency, rates, day);
	if (!there) return unsure('rate');
	return compare(there, limit) > 0 ? firedBy(view.after.revenue) : quiet;
}

/** What brings nothing is given by nobody at a discount: goods taken back, a payment already made. */
function isTakenBack({ quantity }: LineView): boolean {
	const sold = parseDecimal(quantity);
	return sold !== null && compare(sold, zero) <= 0;
}

function judgeLineDiscount(line: LineView, limit: DecimalString): Judged {
	if (isTakenBack(line)) return quiet;
	const missing = line.unknown === 'price-unknown' ? 'price' : 'list-price';
	const found = judged(line.after?.discount ?? null, limit, 'over', [missing]);
	if (found.fired.length === 0) return found;
	return { fired: found.fired.map((reason) => ({ ...reason, lineName: line.name })), missing: found.missing };
}

function judgeFloor({ after, unknown, limits, name }: LineView): Judged {
	if (after?.state === 'under-floor') return firedBy(after.margin, name);
	// Nobody knows the product of a line that is not saved, so nobody knows its limits either.
	const isJudged = after?.state !== 'unknown' || (limits === null && unknown !== 'line-unsaved');
	if (isJudged) return quiet;
	return unsure(unknown === 'price-unknown' || unknown === 'term-unknown' ? 'price' : 'cost');
}

function judge(
	trigger: ApprovalTrigger,
	view: MarginView,
	deal: DealFacts,
	rates: readonly ExchangeRate[],
	today: Day,
): Judged {
	const { after } = view;
	switch (trigger.kind) {
		case 'discount-over':
			return judged(after.discount, trigger.value, 'over', [view.lines.length === 0 ? 'lines' : 'list-price']);
		case 'line-discount-over':
			return judgeLines(trigger, view, (line) => judgeLineDiscount(line, trigger.value));
		case 'margin-under':
			// The margin of a part of the deal is not the deal's.
			if (after.isPartial || after.margin === null)
				return after.state === 'no-revenue' ? quiet : unsure(...missingOf(view));
			return judged(after.margin, trigger.value, 'under', []);
		case 'size-over':
			return judgeSize(trigger, view, rates, deal.quoteDate ?? today);
		case 'terms-over': {
			const days = deal.paymentDays ?? null;
			if (days === null) return unsure('terms');
			return days > trigger.days ? firedBy(String(days)) : quiet;
		}
		case 'line-under-floor':
			return judgeLines(trigger, view, judgeFloor);
		case 'deal-under-floor':
			if (after.state === 'under-floor') return firedBy(after.margin);
			if (areAllOff(view)) return quiet;
			return after.state === 'unknown' ? unsure(...missingOf(view)) : quiet;
	}
}

/** Stands for the policy's own word that a deal under its floor has to be agreed to, where no rule of the ladder says so. */
const ownRule: ApprovalRule = { id: 'policy', level: 1, trigger: { kind: 'deal-under-floor' } };

/** Why nothing at all can be decided on; null when something can. */
function undecided(view: MarginView): UnsureReason | null {
	const { status, guesses, pricedBy, halfTyped, isEdited, changedElsewhere, gap } = view;
	if (halfTyped.length > 0) return 'half-typed';
	const isOpen = guesses.length > 0 || pricedBy !== null || (isEdited && changedElsewhere.length > 0);
	const isHidden = gap === 'lines-unmatched' || gap === 'lines-other-language' || gap === 'currency-changed';
	return isOpen || isHidden || status === 'disagrees' ? 'figures' : null;
}

/**
 * The rules that are in force at a level of warnings: none of the ladder where warnings are off. `isAsked`: somebody must
 * agree to a deal under its floor.
 */
export function rulesInForce(
	{ rules }: Playbook['approvals'],
	warnings: WarningLevel,
	isAsked: boolean = warnings === 'approval',
): readonly ApprovalRule[] {
	return [...(warnings === 'off' ? [] : rules), ...(isAsked ? [ownRule] : [])];
}

/**
 * Who must agree to the deal as it is typed now: the highest level over the rules that fire, with those rules. A figure
 * that a rule needs and nobody knows makes the answer unsure, never none. `view` is the whole one, before anything is
 * hidden. A quote without lines, an opportunity without lines and amount, and options alone ask for nothing.
 */
export function approvalNeed(
	{ approvals: policy, margin, rates }: Pick<Playbook, 'margin' | 'approvals' | 'rates'>,
	view: MarginView,
	deal: DealFacts,
	today: Day,
): Pick<ApprovalView, 'need' | 'isUnsure' | 'unsureBecause'> {
	const isBare = view.gap === 'no-lines' && (deal.ref.kind === 'quote' || view.after.revenue === null);
	const isEmpty = isBare || view.gap === 'options-only';
	const isAsked = view.warning ? view.warning.level === 'approval' : margin.warnings === 'approval';
	const asking = rulesInForce(policy, margin.warnings, isAsked);
	const nobody = { need: null, isUnsure: false, unsureBecause: [] };
	if (policy.levels.length === 0 || isEmpty) return nobody;
	const why = undecided(view);
	if (why === 'figures') return asking.length > 0 ? { need: null, isUnsure: true, unsureBecause: [why] } : nobody;
	const rules = asking.map((rule) => ({ rule, ...judge(rule.trigger, view, deal, rates, today) }));
	const fired = rules.filter((each) => each.fired.length > 0);
	const level = Math.min(policy.levels.length, Math.max(0, ...fired.map(({ rule }) => rule.level)));
	const asked = policy.levels[level - 1];
	// A higher level that cannot be judged might be asked too; one as high as the answer changes nothing.
	const open = rules.filter((each) => each.fired.length === 0 && each.rule.level > level);
	const unsureBecause = [...new Set([...(why ? [why] : []), ...open.flatMap(({ missing }) => missing)])];
	const isUnsure = unsureBecause.length > 0;
	if (!asked) return { need: null, isUnsure, unsureBecause };
	const reasons = fired
		.filter(({ rule }) => Math.min(policy.levels.length, rule.level) === level)
		.flatMap(({ rule, fired: found }) => found.map((each) => ({ ruleId: rule.id, trigger: rule.trigger, ...each })));
	return { need: { level, name: asked.name, who: asked.who, reasons }, isUnsure, unsureBecause };
}
