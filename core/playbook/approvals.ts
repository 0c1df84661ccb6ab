import { effectiveDiscount } from '../margin/figures.ts';
import { editedLine, priceBasis, savedLine } from '../margin/line.ts';
import type { ApprovalView, VoidReason } from '../model/approval-view.ts';
import {
	type ApprovalDecision,
	type ApprovalNote,
	type ApprovalRequest,
	type ApprovedLine,
	type ApprovedValues,
	type Day,
	type DealFacts,
	type DealNotes,
	dealKey,
	type QuoteLine,
	type RecordKind,
} from '../model/deal.ts';
import { type DealEdits, isUnedited, lineEditOf } from '../model/deal-edits.ts';
import {
	add,
	compare,
	type Decimal,
	type DecimalString,
	formatDecimal,
	multiply,
	one,
	parseDecimal,
	round,
	subtract,
	trimZeros,
	zero,
} from '../model/decimal.ts';
import type { Playbook } from '../model/playbook.ts';
import type { MarginView } from '../model/view.ts';
import { approvalNeed } from './approval-need.ts';
import { fingerprint, policyVersion } from './fingerprint.ts';

type Policy = Pick<Playbook, 'margin' | 'approvals' | 'rates'>;

const write = (value: Decimal | null): DecimalString | null => value && formatDecimal(trimZeros(value));
const plain = (written: DecimalString | null) => write(parseDecimal(written));

function productOf({ product, description }: Pick<QuoteLine, 'product' | 'description'>): string {
	return product?.code || product?.id || description;
}

function savedValues(line: QuoteLine, deal: DealFacts, draft: DealEdits): ApprovedLine {
	const edit = lineEditOf(draft, line.id);
	const basis = priceBasis(deal.rounding);
	const edited = edit ? editedLine(line, edit, basis) : null;
	const { quantity, list, net } = edited?.line ?? savedLine(line, basis);
	// What is half typed, or set anew by the CRM, may become anything.
	const isOpen = edited?.isHalfTyped === true || edit?.isRepriced === true;
	// A part of a bundle is paid for with it.
	const price = line.partOf !== undefined && !net ? '0' : write(net);
	return {
		id: line.id,
		product: productOf(line),
		quantity: isOpen ? null : write(quantity),
		listPrice: write(list),
		netPrice: isOpen ? null : price,
	};
}

/** True when what is read and typed is what the CRM would hold. */
function areFiguresOf(deal: DealFacts, draft: DealEdits, { status }: Pick<MarginView, 'status'>): boolean {
	const isMatched = !draft.areLinesUnmatched && !draft.areLinesInOtherLanguage && draft.currencyChange === undefined;
	const isPriced = draft.pricedBy === undefined;
	const isPlain = isUnedited(draft) || (draft.changedElsewhere ?? []).length === 0;
	return deal.lines !== null && isMatched && isPriced && isPlain && status !== 'disagrees';
}

/** True for a deal that can do without lines, and does. */
function isBare(kind: RecordKind, lines: number): boolean {
	return kind === 'opportunity' && lines === 0;
}

/**
 * The exact values of the deal as it is typed now; null while its lines cannot be read. A line that the customer has
 * not taken is no part of them. Margin and discount are those of `margin`, and unknown where it does not show them.
 */
export function valuesOf(
	deal: DealFacts,
	draft: DealEdits,
	margin: Pick<MarginView, 'after' | 'halfTyped' | 'status'>,
	playbook: Policy,
): ApprovedValues | null {
	if (deal.lines === null || !areFiguresOf(deal, draft, margin)) return null;
	const kept = deal.lines.filter((line) => {
		const isOptional = lineEditOf(draft, line.id)?.isOptional ?? line.isOptional;
		return !isOptional && !draft.removed.includes(line.id);
	});
	const added = draft.added.filter(({ isOptional }) => !isOptional);
	// While something is half typed, what the amount will be is unknown.
	const amount = margin.halfTyped.length > 0 ? null : (draft.amount?.value ?? margin.after.revenue);
	return {
		deal: dealKey(deal.ref),
		currency: deal.currency,
		policy: policyVersion(playbook),
		paymentDays: deal.paymentDays ?? null,
		// The price of a deal without lines is its amount.
		amount: isBare(deal.ref.kind, kept.length + added.length) ? plain(amount) : null,
		lines: [
			...kept.map((line) => savedValues(line, deal, draft)),
			...added.map((line) => ({
				id: line.id,
				product: productOf(line),
				quantity: plain(line.quantity),
				listPrice: plain(line.listPrice),
				netPrice: line.isRepriced ? null : plain(line.netPrice),
			})),
		],
		// The margin of a part of the deal is not the deal's.
		margin: margin.after.isPartial ? null : margin.after.margin,
		discount: margin.after.discount,
	};
}

/** True when something that an approval binds is unknown: the lines' quantities and prices, without lines the amount. */
function hasUnknown({ amount, lines, currency }: ApprovedValues, kind: ApprovalRequest['ref']['kind']): boolean {
	if (currency === null) return true;
	if (isBare(kind, lines.length)) return amount === null;
	return lines.some(({ quantity, netPrice }) => quantity === null || netPrice === null);
}

/**
 * The request for what the deal needs now, with its exact values as `margin` shows them to who asks; null when nobody
 * has to agree, or when a value that would be bound is unknown.
 */
export function requestOf(
	deal: DealFacts,
	draft: DealEdits,
	margin: Pick<MarginView, 'after' | 'approval' | 'halfTyped' | 'status'>,
	playbook: Policy,
	asked: Pick<ApprovalRequest, 'id' | 'by' | 'at' | 'reason'>,
): ApprovalRequest | null {
	const { need } = margin.approval;
	const values = valuesOf(deal, draft, margin, playbook);
	if (!need || !values || hasUnknown(values, deal.ref.kind)) return null;
	const { ref, name: dealName, account } = deal;
	const { level, name: levelName } = need;
	return { ...asked, ref, dealName, account, level, levelName, values, hash: fingerprint(values) };
}

const genuine = new WeakMap<ApprovalRequest, boolean>();

/** True when a request says what its fingerprint says, of the deal it names. Looked at once for each request. */
export function isGenuine(request: ApprovalRequest): boolean {
	const known = genuine.get(request);
	if (known !== undefined) return known;
	const { values, hash, ref } = request;
	const answer = fingerprint(values) === hash && dealKey(ref) === values.deal;
	genuine.set(request, answer);
	return answer;
}

/** −1 when `now` is less than `then`, null when either is unknown. */
function ordered(now: DecimalString | null, then: DecimalString | null): -1 | 0 | 1 | null {
	const [left, right] = [parseDecimal(now), parseDecimal(then)];
	return left && right ? compare(left, right) : null;
}

/** A new line takes nothing from what was agreed when it is sold at its list price. */
function isAtList({ listPrice, netPrice, quantity }: ApprovedLine): boolean {
	return quantity !== null && ordered(netPrice, listPrice) === 0;
}

function lineVoids(now: ApprovedLine, then: ApprovedLine, isPriced: boolean): VoidReason[] {
	if (now.product !== then.product) return ['line-removed', 'line-added'];
	const quantity = ordered(now.quantity, then.quantity);
	const price = ordered(now.netPrice, then.netPrice);
	return [
		...(quantity === null && isPriced ? (['values-unknown'] as const) : []),
		...(quantity !== null && quantity !== 0 ? (['quantity-changed'] as const) : []),
		...(price === null && isPriced ? (['values-unknown'] as const) : []),
		...(price === -1 ? (['price-lower'] as const) : []),
	];
}

function linesVoids(now: ApprovedValues, then: ApprovedValues, isPriced: boolean): VoidReason[] {
	const present = new Map(now.lines.map((line) => [line.id, line]));
	const asked = new Set(then.lines.map(({ id }) => id));
	const isEven = present.size === now.lines.length && asked.size === then.lines.length;
	return [
		// With two lines of one id, nobody could say which was agreed to.
		...(isEven ? [] : (['values-unknown'] as const)),
		...then.lines.flatMap((line): VoidReason[] => {
			const same = present.get(line.id);
			return same ? lineVoids(same, line, isPriced) : ['line-removed'];
		}),
		...now.lines.flatMap((line): VoidReason[] => (asked.has(line.id) || isAtList(line) ? [] : ['line-added'])),
	];
}

/** Terms that one side does not tell may be longer. */
function termsVoids(now: number | null, then: number | null): VoidReason[] {
	if (now === null || then === null) return now === then ? [] : ['values-unknown'];
	return now > then ? ['terms-longer'] : [];
}

/** Why what was asked for does not cover the deal as it is now; each reason once, none when it is equal or better. */
function voidsOf(request: ApprovalRequest, now: ApprovedValues | null): VoidReason[] {
	if (!now) return ['values-unknown'];
	const then = request.values;
	// Agreed to before lines decided, or before there were any, an amount says nothing of their prices.
	const isPriced = !isBare(request.ref.kind, now.lines.length);
	const amount = ordered(now.amount, then.amount);
	return [
		...new Set<VoidReason>([
			...(now.deal === then.deal ? [] : (['other-deal'] as const)),
			...(now.currency === then.currency ? [] : (['currency-changed'] as const)),
			...(now.policy === then.policy ? [] : (['policy-changed'] as const)),
			...termsVoids(now.paymentDays, then.paymentDays),
			...linesVoids(now, then, isPriced),
			...((!isPriced || then.amount !== null) && amount === null ? (['values-unknown'] as const) : []),
			...(amount === -1 ? (['amount-lower'] as const) : []),
		]),
	];
}

/** What a counter-offer is held against: the discount that was asked for on the line or the deal it is of. */
export function askedDiscount({ values }: ApprovalRequest, lineId: string | null): DecimalString | null {
	if (lineId === null) return values.discount;
	const lines = values.lines.filter(({ id }) => id === lineId);
	const [line] = lines;
	const [list, net] = [parseDecimal(line?.listPrice), parseDecimal(line?.netPrice)];
	return lines.length === 1 && list && net ? write(effectiveDiscount(net, list)) : null;
}

/** Why a counter-offer cannot be meant: the discount asked for is unknown there, or it would give as much or more. */
export type CounterFault = 'counter-unknown' | 'counter-not-below';

/** What is wrong with an answer as a counter-offer to this request; null for other answers, and when nothing is. */
export function counterFault(
	request: ApprovalRequest,
	{ answer, counterDiscount, counterLine }: Pick<ApprovalDecision, 'answer' | 'counterDiscount' | 'counterLine'>,
): CounterFault | null {
	if (answer !== 'countered') return null;
	const order = ordered(counterDiscount, askedDiscount(request, counterLine));
	if (order === null) return 'counter-unknown';
	return order < 0 ? null : 'counter-not-below';
}

/** What a line comes to per unit at a discount off list, rounded as the CRM rounds prices; null while a value is unknown. */
function priceAt(line: ApprovedLine, discount: Decimal, digits: number | null): Decimal | null {
	const list = parseDecimal(line.listPrice);
	const exact = list && multiply(list, subtract(one, discount));
	return exact && (digits === null ? exact : round(exact, digits));
}

/** True when these lines together bring at least what they would at a discount; false while a value is unknown. */
function isWithin(lines: readonly ApprovedLine[], discount: Decimal, digits: number | null): boolean {
	let [offered, least] = [zero, zero];
	for (const line of lines) {
		const [quantity, net] = [parseDecimal(line.quantity), parseDecimal(line.netPrice)];
		const price = priceAt(line, discount, digits);
		if (!quantity || !net || !price) return false;
		offered = add(offered, multiply(quantity, net));
		least = add(least, multiply(quantity, price));
	}
	return lines.length > 0 && compare(offered, least) >= 0;
}

/**
 * A counter-offer is an agreement to everything that gives no more than it names, on the line or the deal that it names.
 * One that is not below what was asked agrees to nothing: nobody can have meant it.
 */
function isMet(
	request: ApprovalRequest,
	decision: ApprovalDecision,
	now: ApprovedValues | null,
	digits: number | null,
): boolean {
	const discount = parseDecimal(decision.counterDiscount);
	if (!discount || !now || counterFault(request, decision) !== null) return false;
	const { counterLine } = decision;
	const lines = counterLine === null ? now.lines : now.lines.filter(({ id }) => id === counterLine);
	if (counterLine !== null) return lines.length === 1 && isWithin(lines, discount, digits);
	const order = ordered(now.discount, decision.counterDiscount);
	return order !== null && order <= 0 && isWithin(lines, discount, digits);
}

/** True when nobody but the one who asked has answered, as far as it is known. */
export function isOwnAnswer({ request, decision }: ApprovalNote): boolean {
	if (!decision) return false;
	const by = request.by.trim();
	return decision.isOwn || (by !== '' && by === decision.by.trim());
}

const standings = { approved: 'approved', declined: 'declined', countered: 'countered' } as const;

/**
 * What an approval is worth for the deal as it is now. It is void when it is of another deal, currency or policy, when
 * payment is later, a unit costs less, a quantity is another, a line came (but at list price) or went, an opportunity's
 * amount is lower, a value is unknown, or when what was stored is not what was fingerprinted. Equal or better keeps it.
 * `priceDigits`: to how many digits the CRM rounds the price of a unit; null: not at all.
 */
export function standingOf(
	request: ApprovalRequest,
	decision: ApprovalDecision | null,
	now: ApprovedValues | null,
	priceDigits: number | null,
): Pick<ApprovalView, 'standing' | 'voidBecause'> {
	const isOther = decision !== null && (decision.hash !== request.hash || decision.requestId !== request.id);
	if (isOther || !isGenuine(request)) return { standing: 'void', voidBecause: ['tampered'] };
	const voidBecause = voidsOf(request, now);
	if (voidBecause.length > 0) return { standing: 'void', voidBecause };
	if (!decision) return { standing: 'asked', voidBecause };
	const isAgreed = decision.answer === 'countered' && isMet(request, decision, now, priceDigits);
	return { standing: isAgreed ? 'approved' : standings[decision.answer], voidBecause };
}

function standingNow(
	note: ApprovalNote | null,
	now: () => ApprovedValues | null,
	priceDigits: number | null,
): Pick<ApprovalView, 'standing' | 'voidBecause'> {
	return note ? standingOf(note.request, note.decision, now(), priceDigits) : { standing: 'none', voidBecause: [] };
}

const unknownStanding = { standing: 'unknown', voidBecause: [] } as const;

/** Who must agree to the deal as it is typed now, and what became of asking. `margin` is the whole one. */
export function approvalView(
	deal: DealFacts,
	draft: DealEdits,
	margin: MarginView,
	playbook: Policy,
	notes: DealNotes | null,
	today: Day,
): ApprovalView {
	const note = notes?.approval ?? null;
	const needed = approvalNeed(playbook, margin, deal, today);
	// Where warnings are off nobody is asked, and nothing is said of who was.
	const isOff = playbook.margin.warnings === 'off' && needed.need === null && !needed.isUnsure;
	if (isOff) return { ...needed, standing: 'none', voidBecause: [], note: null };
	return {
		...needed,
		...(notes
			? standingNow(note, () => valuesOf(deal, draft, margin, playbook), deal.rounding.unitPriceDigits)
			: unknownStanding),
		note,
	};
}
