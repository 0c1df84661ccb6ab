import type { ApprovalView } from '../model/approval-view.ts';
import type { ApprovalNote } from '../model/deal.ts';
import type { DecimalString } from '../model/decimal.ts';
import type { GivenShares, PayEffect, Payoff, TradeView, WaterfallView } from '../model/effects.ts';
import type { CostVisibility } from '../model/playbook.ts';
import type { MarginView, MarginWarning } from '../model/view.ts';
import { always, type ByLevel, nothing, type Sight, type Table, tell, wholePercent } from './sight.ts';

/** What a view with costs rounded up is shown from. */
interface Whole {
	readonly most: MarginView;
	readonly sight: Sight;
}

export function warningFor({ most: { warning }, sight }: Whole): MarginWarning | null {
	if (!warning) return null;
	const { level, state, by, isReasonMissing } = warning;
	const isTold = sight.level === 'exact' && !(sight.isFloorHidden && state === 'under-floor');
	return { level, state, by: isTold ? by : null, isReasonMissing };
}

/** What a discount needs to pay with costs rounded up: less is enough. "Never" holds for rounded costs alone. */
export function boundedPayoff({ most: { payoff } }: Whole): Payoff | null {
	if (!payoff || payoff.breakEvenVolume === 'never' || payoff.odds?.needed === 'never') return null;
	const { breakEvenVolume, odds } = payoff;
	return { breakEvenVolume, odds, isAtMost: true };
}

const toldPay: Table<PayEffect, PayEffect> = {
	plan: always(({ plan }) => plan),
	base: always(({ base }) => base),
	rate: always(({ rate }) => rate),
	before: payAmount(({ before }) => before),
	after: payAmount(({ after }) => after),
	atTarget: payAmount(({ atTarget }) => atTarget),
	share: always(({ share }) => share),
	multiplier: payAmount(({ multiplier }) => multiplier),
	cliff: payAmount(({ cliff }) => cliff),
	takenBackPerThousand: payAmount((pay) => pay.takenBackPerThousand),
};

/** What a plan that pays on margin comes to is worked out from rounded costs where margins are, and not shown below. */
function payAmount<Value>(show: (pay: PayEffect) => Value): ByLevel<PayEffect, Value | null> {
	const onRevenue = (pay: PayEffect) => (pay.base === 'revenue' && pay.plan !== 'multiplier' ? show(pay) : null);
	return { exact: show, margin: show, band: onRevenue, light: onRevenue };
}

export function payFor({ most: { pay }, sight }: Whole): PayEffect | null {
	return pay && sight.isPaid ? tell(toldPay, sight.level, pay) : null;
}

const noShare = { amount: null, share: null } as const;

export function sharesFor({ most: { shares }, sight }: Whole): GivenShares | null {
	return shares && { firm: shares.firm, own: sight.isPaid ? shares.own : noShare };
}

export function firmAlone({ most: { shares } }: Whole): GivenShares | null {
	return shares && { firm: { amount: shares.firm.amount, share: null }, own: noShare };
}

export const toldWaterfall: Table<WaterfallView, WaterfallView> = {
	list: always(({ list }) => list),
	onInvoice: always(({ onInvoice }) => onInvoice),
	invoice: always(({ invoice }) => invoice),
	items: always(({ items }) => items),
	pocket: always(({ pocket }) => pocket),
	cost: { exact: ({ cost }) => cost, margin: nothing, band: nothing, light: nothing },
	pocketMargin: { exact: ({ pocketMargin }) => pocketMargin, margin: nothing, band: nothing, light: nothing },
	pocketMarginShare: {
		exact: (waterfall) => waterfall.pocketMarginShare,
		margin: (waterfall) => wholePercent(waterfall.pocketMarginShare),
		band: nothing,
		light: nothing,
	},
};

/** What is worth its cost tells the cost, more volume and a longer term the margin. */
const tradeLevels: Readonly<Record<TradeView['kind'], readonly CostVisibility[]>> = {
	prepay: ['exact', 'margin', 'band', 'light'],
	terms: ['exact', 'margin', 'band', 'light'],
	reference: ['exact', 'margin', 'band', 'light'],
	volume: ['exact', 'margin'],
	term: ['exact', 'margin'],
	scope: ['exact'],
	service: ['exact'],
};

export function tradeFor({ id, name, kind, side, worth, seen, covers }: TradeView, { level }: Sight): TradeView {
	const isTold = tradeLevels[kind].includes(level);
	return { id, name, kind, side, worth: isTold ? worth : null, seen, covers: isTold ? covers : null };
}

/** A colleague's request may hold a margin to the last digit, which tells a cost together with its price. */
export function noteFor(note: ApprovalNote | null, { level }: Sight): ApprovalNote | null {
	if (!note || level === 'exact') return note;
	const { request } = note;
	return { ...note, request: { ...request, values: { ...request.values, margin: null } } };
}

const onMargin: readonly string[] = ['margin-under', 'line-under-floor', 'deal-under-floor'];

/** A trigger on the margin says that it fired, and by what only where margins are shown so closely. */
function needFor(
	need: ApprovalView['need'],
	found: (margin: DecimalString | null) => DecimalString | null,
): ApprovalView['need'] {
	if (!need) return null;
	const { level, name, who, reasons } = need;
	const told = reasons.map((reason) =>
		onMargin.includes(reason.trigger.kind)
			? { ruleId: reason.ruleId, trigger: reason.trigger, lineName: reason.lineName, found: found(reason.found) }
			: reason,
	);
	return { level, name, who, reasons: told };
}

export const toldApproval: Table<ApprovalView, { readonly approval: ApprovalView; readonly sight: Sight }> = {
	need: {
		exact: ({ approval: { need } }) => need,
		margin: ({ approval: { need } }) => needFor(need, wholePercent),
		band: ({ approval: { need } }) => needFor(need, nothing),
		light: ({ approval: { need } }) => needFor(need, nothing),
	},
	isUnsure: always(({ approval }) => approval.isUnsure),
	unsureBecause: always(({ approval }) => approval.unsureBecause),
	standing: always(({ approval }) => approval.standing),
	voidBecause: always(({ approval }) => approval.voidBecause),
	note: always(({ approval, sight }) => noteFor(approval.note, sight)),
};
