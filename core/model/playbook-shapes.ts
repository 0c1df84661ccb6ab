import * as v from 'valibot';
import { compare, parseDecimal } from './decimal.ts';
import type {
	ApprovalPolicy,
	ApprovalTrigger,
	Collateral,
	MarginPolicy,
	PastPrice,
	PayPlan,
	Playbook,
	ProductCost,
	SalesProcess,
	Trade,
} from './playbook.ts';
import {
	count,
	currency,
	day,
	decimalText,
	filled,
	fraction,
	httpsAddress,
	id,
	list,
	maybe,
	moment,
	positive,
	text,
} from './shape-parts.ts';

const crmStage = v.strictObject(
	{ crm: id, kind: v.nullable(v.picklist(['opportunity', 'quote'], 'not-one-of')), stage: filled(200) },
	'wrong-type',
);

const criterion = v.strictObject(
	{ id, text: filled(500), isRequired: v.boolean('wrong-type'), filledBy: v.nullable(filled(100)) },
	'wrong-type',
);

const stage = v.strictObject(
	{
		id,
		name: filled(100),
		guidance: text(5000),
		criteria: list(criterion, 50),
		crmStages: list(crmStage, 200),
		usualDays: v.nullable(count),
	},
	'wrong-type',
);

export const processShape: v.GenericSchema<unknown, SalesProcess> = v.strictObject(
	{ name: filled(200), stages: list(stage, 30), closedStages: list(crmStage, 200) },
	'wrong-type',
);

const fitRule = v.strictObject({ field: filled(100), values: list(filled(200), 100) }, 'wrong-type');

export const collateralShape: v.GenericSchema<unknown, Collateral> = v.strictObject(
	{
		id,
		title: filled(200),
		url: httpsAddress,
		kind: v.picklist(
			['case-study', 'brochure', 'calculator', 'template', 'video', 'guide', 'proof', 'other'],
			'not-one-of',
		),
		whenToUse: text(2000),
		fits: list(fitRule, 20),
		isProof: v.boolean('wrong-type'),
		isInternal: maybe(v.boolean('wrong-type')),
		expires: v.nullable(day),
		updatedAt: moment,
	},
	'wrong-type',
);

const attachment = v.strictObject({ stageId: id, collateralId: id }, 'wrong-type');

const limitsEntries = { floor: fraction, target: fraction };
function isOrdered({ floor, target }: { readonly floor: string; readonly target: string }): boolean {
	const [low, high] = [parseDecimal(floor), parseDecimal(target)];
	return low !== null && high !== null && compare(low, high) <= 0;
}
const limits = v.pipe(
	v.strictObject(limitsEntries, 'wrong-type'),
	v.check((pair) => isOrdered(pair), 'floor-above-target'),
);
const familyLimits = v.pipe(
	v.strictObject({ family: filled(200), ...limitsEntries }, 'wrong-type'),
	v.check((pair) => isOrdered(pair), 'floor-above-target'),
);

const dayOrNone = v.nullable(day);

const ruleScope = v.strictObject(
	{
		products: list(filled(200), 1000),
		families: list(filled(200), 1000),
		segments: list(fitRule, 20),
		regions: list(filled(200), 300),
		currencies: list(currency, 200),
		stages: list(id, 30),
		teams: list(filled(200), 300),
		from: dayOrNone,
		until: dayOrNone,
	},
	'wrong-type',
);

const warningLevel = v.picklist(['off', 'note', 'reason', 'approval'], 'not-one-of');

const marginRule = v.pipe(
	v.strictObject(
		{ id, name: filled(200), scope: ruleScope, ...limitsEntries, warnings: v.nullable(warningLevel) },
		'wrong-type',
	),
	v.check((rule) => isOrdered(rule), 'floor-above-target'),
);

const visibility = v.picklist(['exact', 'margin', 'band', 'light', 'by-cost-list'], 'not-one-of');

/** What a playbook written before these parts existed says of them. */
const defaults = {
	visibility: { rep: 'by-cost-list', marketer: 'exact', manager: 'exact' },
	quarterEnd: { days: 10, usualExtraDiscount: null },
	approvals: { levels: [], rules: [] },
} as const;

/** Parts that an older playbook lacks get what it meant by saying nothing. */
export const policyShape: v.GenericSchema<unknown, MarginPolicy> = v.strictObject(
	{
		warnings: warningLevel,
		otherwise: v.nullable(limits),
		families: list(familyLimits, 1000),
		rules: v.optional(list(marginRule, 1000), []),
		visibility: v.optional(
			v.strictObject({ rep: visibility, marketer: visibility, manager: visibility }, 'wrong-type'),
			defaults.visibility,
		),
		floorFor: v.optional(v.picklist(['band', 'exact'], 'not-one-of'), 'band'),
		reasonCodes: v.optional(list(v.strictObject({ id, text: filled(200) }, 'wrong-type'), 50), []),
		quarterEnd: v.optional(
			v.strictObject({ days: count, usualExtraDiscount: v.nullable(fraction) }, 'wrong-type'),
			defaults.quarterEnd,
		),
		recurringBasis: v.optional(v.picklist(['first-year', 'term'], 'not-one-of'), 'first-year'),
	},
	'wrong-type',
);

const trigger: v.GenericSchema<unknown, ApprovalTrigger> = v.variant(
	'kind',
	[
		v.strictObject({ kind: v.literal('discount-over'), value: fraction }, 'wrong-type'),
		v.strictObject({ kind: v.literal('line-discount-over'), value: fraction }, 'wrong-type'),
		v.strictObject({ kind: v.literal('margin-under'), value: fraction }, 'wrong-type'),
		v.strictObject({ kind: v.literal('size-over'), value: positive, currency }, 'wrong-type'),
		v.strictObject({ kind: v.literal('terms-over'), days: count }, 'wrong-type'),
		v.strictObject({ kind: v.literal('line-under-floor') }, 'wrong-type'),
		v.strictObject({ kind: v.literal('deal-under-floor') }, 'wrong-type'),
	],
	'not-one-of',
);

/** At most three levels; that rules name levels there are is checked with the links. */
export const approvalsShape: v.GenericSchema<unknown, ApprovalPolicy> = v.strictObject(
	{
		levels: list(v.strictObject({ name: filled(100), who: text(200) }, 'wrong-type'), 3),
		rules: list(v.strictObject({ id, level: v.picklist([1, 2, 3], 'not-one-of'), trigger }, 'wrong-type'), 100),
	},
	'wrong-type',
);

const tradeEntries = { id, name: filled(200) };
const tradeShape: v.GenericSchema<unknown, Trade> = v.variant(
	'kind',
	[
		v.strictObject({ ...tradeEntries, kind: v.literal('prepay'), yearlyRate: fraction, days: count }, 'wrong-type'),
		v.strictObject({ ...tradeEntries, kind: v.literal('terms'), yearlyRate: fraction, days: count }, 'wrong-type'),
		v.strictObject(
			{ ...tradeEntries, kind: v.literal('term'), years: count, retention: fraction, yearlyRate: fraction },
			'wrong-type',
		),
		v.strictObject({ ...tradeEntries, kind: v.literal('volume'), more: positive }, 'wrong-type'),
		v.strictObject(
			{ ...tradeEntries, kind: v.literal('scope'), product: filled(200), quantity: positive },
			'wrong-type',
		),
		v.strictObject(
			{ ...tradeEntries, kind: v.literal('service'), product: filled(200), quantity: positive },
			'wrong-type',
		),
		v.strictObject({ ...tradeEntries, kind: v.literal('reference'), worth: positive, currency }, 'wrong-type'),
	],
	'not-one-of',
);

/** What can be traded against a discount. */
export const tradesShape: v.GenericSchema<unknown, readonly Trade[]> = list(tradeShape, 100);

const offInvoiceItem = v.strictObject(
	{
		id,
		name: filled(200),
		drop: v.picklist(['rebate', 'cash-discount', 'freight', 'terms', 'cost-to-serve'], 'not-one-of'),
		amount: v.variant(
			'by',
			[
				v.strictObject({ by: v.literal('share'), value: fraction }, 'wrong-type'),
				v.strictObject({ by: v.literal('money'), value: positive, currency }, 'wrong-type'),
			],
			'not-one-of',
		),
	},
	'wrong-type',
);

/** What leaves the price after the invoice. */
export const offInvoiceShape = list(offInvoiceItem, 50);

const exchangeRate = v.strictObject(
	{
		from: currency,
		to: currency,
		rate: v.pipe(
			positive,
			v.check((written) => /[1-9]/.test(written), 'not-a-rate'),
		),
		day,
	},
	'wrong-type',
);

/** Dated rates of exchange. */
export const ratesShape = list(exchangeRate, 10_000);

const priceGuide = v.strictObject(
	{ product: filled(200), floorPrice: positive, targetPrice: positive, currency },
	'wrong-type',
);

/** Prices to work with in place of costs. */
export const priceGuidesShape = list(priceGuide, 200_000);

const bands = v.pipe(
	list(v.strictObject({ from: positive, rate: fraction }, 'wrong-type'), 50),
	v.check((all) => all.length > 0, 'bands-missing'),
	v.check((all) => areBands(all.map(({ from }) => from)), 'not-rising'),
);

/** Bands begin at 0 and rise. */
function areBands(starts: readonly string[]): boolean {
	const values = starts.map(parseDecimal);
	return values.every((value, at) => {
		const before = at === 0 ? null : values[at - 1];
		return value !== null && (at === 0 ? value.digits === 0n : Boolean(before && compare(before, value) < 0));
	});
}

const payTerms = {
	accelerator: v.optional(v.nullable(positive), null),
	isTakenBack: v.optional(v.boolean('wrong-type'), false),
};

/** How reps are paid. */
export const payPlanShape: v.GenericSchema<unknown, PayPlan> = v.variant(
	'kind',
	[
		v.strictObject({ kind: v.picklist(['revenue', 'margin']), rate: fraction, ...payTerms }, 'wrong-type'),
		v.strictObject(
			{
				kind: v.literal('bands'),
				base: v.picklist(['revenue', 'margin'], 'not-one-of'),
				mode: v.picklist(['graduated', 'whole'], 'not-one-of'),
				bands,
				...payTerms,
			},
			'wrong-type',
		),
		v.pipe(
			v.strictObject(
				{ kind: v.literal('multiplier'), rate: fraction, ...limitsEntries, cap: positive, ...payTerms },
				'wrong-type',
			),
			v.check(
				(plan) => isOrdered(plan) && !isOrdered({ floor: plan.target, target: plan.floor }),
				'floor-above-target',
			),
		),
	],
	'not-one-of',
);

export const playbookShape: v.GenericSchema<unknown, Playbook> = v.strictObject(
	{
		name: filled(200),
		// A file that does not say is a firm's.
		origin: v.optional(v.picklist(['own', 'sample'], 'not-one-of'), 'own'),
		process: processShape,
		collateral: list(collateralShape, 5000),
		attachments: list(attachment, 50_000),
		margin: policyShape,
		approvals: v.optional(approvalsShape, defaults.approvals),
		payPlan: v.nullable(payPlanShape),
		trades: v.optional(tradesShape, []),
		offInvoice: v.optional(offInvoiceShape, []),
		rates: v.optional(ratesShape, []),
		priceGuides: v.optional(priceGuidesShape, []),
	},
	'wrong-type',
);

/** A cost of 0 without `isFree` is taken as older files have it, and counts as unknown. */
export const costShape: v.GenericSchema<unknown, ProductCost> = v.pipe(
	v.strictObject(
		{
			product: filled(200),
			unitCost: positive,
			currency,
			period: v.optional(v.picklist(['once', 'month', 'year', 'unsaid'], 'not-one-of'), 'unsaid'),
			isFree: maybe(v.boolean('wrong-type')),
		},
		'wrong-type',
	),
	v.check(({ isFree, unitCost }) => !isFree || !/[1-9]/.test(unitCost), 'free-with-cost'),
);

/** Earlier prices, newest first; of deals that were won unless it says otherwise. A surcharge is a discount below 0. */
export const historyShape: v.GenericSchema<unknown, readonly PastPrice[]> = list(
	v.strictObject(
		{
			product: filled(200),
			discount: decimalText,
			outcome: v.optional(v.picklist(['sold', 'offered'], 'not-one-of'), 'sold'),
		},
		'wrong-type',
	),
	10_000,
);

export const costsShape: v.GenericSchema<unknown, readonly ProductCost[]> = list(costShape, 1_000_000);
