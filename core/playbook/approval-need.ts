import { convert } from '../margin/exchange.ts';
import type { Day, DealFacts } from '../model/deal.ts';
import { compare, type DecimalString, parseDecimal } from '../model/decimal.ts';
import type { ApprovalRule, ApprovalTrigger, ExchangeRate, Playbook } from '../model/playbook.ts';
import type { ApprovalReason, ApprovalView, LineView, MarginView } from '../model/view.ts';

/** Whether a trigger fires. `unsure`: a figure it needs is unknown, and what is known does not fire it. */
interface Judged {
	readonly fired: readonly Pick<ApprovalReason, 'found' | 'lineName'>[];
	readonly isUnsure: boolean;
}

const quiet: Judged = { fired: [], isUnsure: false };
const unsure: Judged = { fired: [], isUnsure: true };

function firedBy(found: DecimalString | null, lineName: string | null = null): Judged {
	return { fired: [{ found, lineName }], isUnsure: false };
}

/** Holds a figure against a limit; `isPartly`: it tells of a part of the deal only. */
function judged(figure: DecimalString | null, limit: DecimalString, side: 'over' | 'under', isPartly = false): Judged {
	const [value, bound] = [parseDecimal(figure), parseDecimal(limit)];
	if (!value || !bound) return unsure;
	const order = compare(value, bound);
	if (side === 'over' ? order > 0 : order < 0) return firedBy(figure);
	return isPartly ? unsure : quiet;
}

function together(all: readonly Judged[]): Judged {
	return { fired: all.flatMap(({ fired }) => fired), isUnsure: all.some(({ isUnsure }) => isUnsure) };
}

/** Lines that the customer buys at a price of their own. */
function soldLines(view: MarginView): LineView[] {
	return view.lines.filter(({ after, part }) => after !== null && (part === 'sold' || part === 'bundle'));
}

function judgeSize(
	{ value, currency }: Extract<ApprovalTrigger, { kind: 'size-over' }>,
	view: MarginView,
	rates: readonly ExchangeRate[],
	day: Day,
): Judged {
	const [revenue, limit] = [parseDecimal(view.after.revenue), parseDecimal(value)];
	if (!revenue || !limit || view.currency === null) return unsure;
	const there = convert(revenue, view.currency, currency, rates, day);
	if (!there) return unsure;
	return compare(there, limit) > 0 ? firedBy(view.after.revenue) : quiet;
}

function judgeFloor({ after, unknown, limits, name }: LineView): Judged {
	if (after?.state === 'under-floor') return firedBy(after.margin, name);
	// Of a line that is not saved nobody knows the product, so nobody knows its limits either.
	const isJudged = after?.state !== 'unknown' || (limits === null && unknown !== 'line-unsaved');
	return isJudged ? quiet : unsure;
}

function judge(
	trigger: ApprovalTrigger,
	view: MarginView,
	deal: DealFacts,
	rates: readonly ExchangeRate[],
	today: Day,
): Judged {
	const { after, coverage } = view;
	const isPartly = coverage.knownLines < coverage.allLines;
	switch (trigger.kind) {
		case 'discount-over':
			return judged(after.discount, trigger.value, 'over');
		case 'line-discount-over':
			return together(
				soldLines(view).map((line) => {
					const { fired, isUnsure } = judged(line.after?.discount ?? null, trigger.value, 'over');
					return { fired: fired.map((reason) => ({ ...reason, lineName: line.name })), isUnsure };
				}),
			);
		case 'margin-under':
			return judged(after.margin, trigger.value, 'under', isPartly);
		case 'size-over':
			return judgeSize(trigger, view, rates, deal.quoteDate ?? today);
		case 'terms-over': {
			const days = deal.paymentDays ?? null;
			if (days === null) return unsure;
			return days > trigger.days ? firedBy(String(days)) : quiet;
		}
		case 'line-under-floor':
			return together(soldLines(view).map(judgeFloor));
		case 'deal-under-floor':
			if (after.state === 'under-floor') return firedBy(after.margin);
			return after.state === 'unknown' || (isPartly && after.state !== 'no-limit') ? unsure : quiet;
	}
}

/** Stands for the policy's own word that a deal under its floor has to be agreed to, where no rule of the ladder says so. */
const ownRule: ApprovalRule = { id: 'policy', level: 1, trigger: { kind: 'deal-under-floor' } };

/**
 * Who must agree to the deal as it is typed now: the highest level over the rules that fire, with those rules. A figure
 * that a rule needs and nobody knows makes the answer unsure, never none. `view` is the whole one, before anything is
 * hidden. A quote without lines asks for nothing.
 */
export function approvalNeed(
	{ approvals: policy, margin, rates }: Pick<Playbook, 'margin' | 'approvals' | 'rates'>,
	view: MarginView,
	deal: DealFacts,
	today: Day,
): Pick<ApprovalView, 'need' | 'isUnsure'> {
	const isEmpty = view.gap === 'no-lines' && view.basis === 'line-prices';
	if (policy.levels.length === 0 || isEmpty) return { need: null, isUnsure: false };
	const isAsked = view.warning ? view.warning.level === 'approval' : margin.warnings === 'approval';
	const rules = [...policy.rules, ...(isAsked ? [ownRule] : [])].map((rule) => ({
		rule,
		...judge(rule.trigger, view, deal, rates, today),
	}));
	const fired = rules.filter((each) => each.fired.length > 0);
	const level = Math.min(policy.levels.length, Math.max(0, ...fired.map(({ rule }) => rule.level)));
	const asked = policy.levels[level - 1];
	// A higher level that cannot be judged might be asked too; one as high as the answer changes nothing.
	const isOpen = rules.some((each) => each.isUnsure && each.fired.length === 0 && each.rule.level > level);
	const isUnsure = isOpen || view.halfTyped.length > 0;
	if (!asked) return { need: null, isUnsure };
	const reasons = fired
		.filter(({ rule }) => Math.min(policy.levels.length, rule.level) === level)
		.flatMap(({ rule, fired: found }) => found.map((each) => ({ ruleId: rule.id, trigger: rule.trigger, ...each })));
	return { need: { level, name: asked.name, who: asked.who, reasons }, isUnsure };
}
