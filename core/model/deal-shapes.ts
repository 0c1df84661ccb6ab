import * as v from 'valibot';
import type {
	ApprovalDecision,
	ApprovalNote,
	ApprovalRequest,
	CostCurrency,
	CostPeriod,
	CostUnits,
	CrmUser,
	DealFacts,
	DealNotes,
	RecordRef,
	StageList,
	StageOption,
} from './deal.ts';
import type { DealEdits } from './deal-edits.ts';
import type { PayStanding, Viewer } from './playbook.ts';
import {
	count,
	currency,
	day,
	decimalText,
	filled,
	fraction,
	id,
	list,
	maybe,
	moment,
	noList,
	record,
	share,
	text,
} from './shape-parts.ts';

export const refShape: v.GenericSchema<unknown, RecordRef> = v.strictObject({
	crm: id,
	site: filled(500),
	kind: v.picklist(['opportunity', 'quote']),
	id: filled(200),
});

const stageOptionShape: v.GenericSchema<unknown, StageOption> = v.strictObject({
	id: filled(200),
	label: v.nullable(text(500)),
	pipeline: v.nullable(text(200)),
});

/** More stages than any CRM has. */
export const mostStages = 500;

export const stageOptionsShape = list(stageOptionShape, mostStages);

export const stageListShape: v.GenericSchema<unknown, StageList> = v.strictObject({
	crm: id,
	site: filled(500),
	kind: v.picklist(['opportunity', 'quote']),
	stages: stageOptionsShape,
	at: moment,
});

const reading = v.object({ source: v.picklist(['api', 'page', 'cache']), at: moment });
const texts = (longest: number) => record(text(100), text(longest));

const product = v.object({
	id: text(200),
	code: v.nullable(text(200)),
	name: text(500),
	families: list(text(200), 20),
});

const months = v.pipe(count, v.minValue(1, 'wrong-type'));

// Files written before the three were told: without a currency the deal's was meant, without units the same unit.
const costCurrency = v.pipe(
	v.optional(v.nullable(v.union([v.literal('deal'), v.literal('unknown'), currency], 'not-a-currency')), null),
	v.transform((written): CostCurrency => written ?? 'deal'),
);
const costUnits = v.pipe(
	v.optional(v.nullable(v.union([v.literal('unknown'), decimalText], 'not-a-decimal')), '1'),
	v.transform((written): CostUnits => written ?? 'unknown'),
);
const costPeriod: v.GenericSchema<unknown, CostPeriod> = v.optional(
	v.picklist(['price', 'once', 'month', 'year', 'unknown'], 'not-one-of'),
	'price',
);

const recurrence = v.object({ everyMonths: months, termMonths: v.nullable(months) });

const quoteLink = v.object({ ref: refShape, name: text(1000), url: v.nullable(text(2000)) });

const linesNote = v.variant('kind', [
	v.object({ kind: v.literal('from-quote'), quote: quoteLink }),
	v.object({ kind: v.literal('several-quotes'), quotes: list(quoteLink, 100) }),
	v.object({ kind: v.literal('no-quote') }),
	v.object({ kind: v.literal('hidden') }),
	v.object({ kind: v.literal('other-currency'), quote: quoteLink }),
	v.object({ kind: v.literal('several-entities'), entities: list(text(200), 20) }),
]);

const quoteLine = v.object({
	id: filled(200),
	product: v.nullable(product),
	description: text(5000),
	quantity: v.nullable(decimalText),
	unit: v.nullable(text(100)),
	listPrice: v.nullable(decimalText),
	discounts: list(decimalText, 10),
	netPrice: v.nullable(decimalText),
	unitCost: v.nullable(decimalText),
	costCurrency,
	costUnits,
	costPeriod,
	isCostZero: maybe(v.boolean('wrong-type')),
	isCostOfParts: maybe(v.boolean('wrong-type')),
	recurrence: maybe(recurrence),
	isOptional: maybe(v.boolean('wrong-type')),
	partOf: maybe(filled(200)),
});

/** Who is signed in to a CRM. */
export const crmUserShape: v.GenericSchema<unknown, CrmUser> = v.union([
	v.literal('unknown'),
	v.strictObject({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
]);

export const factsShape: v.GenericSchema<unknown, DealFacts> = v.object({
	ref: refShape,
	name: text(1000),
	account: v.nullable(text(1000)),
	number: v.nullable(text(200)),
	stage: v.nullable(v.object({ id: text(200), label: v.nullable(text(500)), since: v.nullable(moment) })),
	amount: v.nullable(decimalText),
	currency: v.nullable(currency),
	probability: v.nullable(decimalText),
	closeDate: v.nullable(day),
	owner: v.nullable(text(500)),
	segments: texts(500),
	lines: v.nullable(list(quoteLine, 5000)),
	linesNote: maybe(linesNote),
	rounding: v.object({
		unitPriceDigits: v.nullable(count),
		lineAmountDigits: v.nullable(count),
		halves: maybe(v.picklist(['even'])),
	}),
	quoteDate: maybe(v.nullable(day)),
	paymentDays: maybe(v.nullable(count)),
	filledFields: texts(5000),
	reading,
	readings: maybe(record(text(100), reading)),
	isCostDenied: maybe(v.boolean()),
});

const typedValue = v.strictObject({ text: text(200), value: v.nullable(decimalText) }, 'wrong-type');

const lineEdit = v.strictObject(
	{
		price: maybe(
			v.strictObject(
				{
					by: v.picklist(['discount', 'amountOff', 'netPrice'], 'not-one-of'),
					typed: typedValue,
					cutFrom: maybe(decimalText),
				},
				'wrong-type',
			),
		),
		quantity: maybe(typedValue),
		listPrice: maybe(typedValue),
		cost: maybe(v.strictObject({ typed: typedValue, costCurrency, costUnits, costPeriod }, 'wrong-type')),
		isOptional: maybe(v.boolean('wrong-type')),
		isRepriced: maybe(v.boolean('wrong-type')),
		leastPrice: maybe(decimalText),
	},
	'wrong-type',
);

const addedLine = v.strictObject(
	{
		id: filled(200),
		description: text(5000),
		product: v.optional(v.nullable(product), null),
		quantity: v.nullable(decimalText),
		unit: v.optional(v.nullable(text(100)), null),
		listPrice: v.nullable(decimalText),
		netPrice: v.nullable(decimalText),
		unitCost: v.optional(v.nullable(decimalText), null),
		costCurrency,
		costUnits,
		costPeriod,
		isCostZero: maybe(v.boolean('wrong-type')),
		recurrence: maybe(recurrence),
		isOptional: maybe(v.boolean('wrong-type')),
		isRepriced: maybe(v.boolean('wrong-type')),
		leastPrice: maybe(decimalText),
		replaces: maybe(filled(200)),
	},
	'wrong-type',
);

const pageTotals = v.strictObject(
	{ revenue: v.nullable(decimalText), margin: v.nullable(decimalText), currency: v.nullable(currency) },
	'wrong-type',
);

const refusedValue = v.strictObject(
	{ lineId: v.nullable(filled(200)), text: text(200), most: v.nullable(decimalText) },
	'wrong-type',
);

export const editsShape: v.GenericSchema<unknown, DealEdits> = v.strictObject(
	{
		ref: refShape,
		amount: maybe(typedValue),
		probability: maybe(typedValue),
		stageId: maybe(text(200)),
		lines: record(text(200), noList(lineEdit)),
		added: list(addedLine, 1000),
		removed: list(filled(200), 5000),
		areLinesUnmatched: v.boolean('wrong-type'),
		areLinesInOtherLanguage: maybe(v.boolean('wrong-type')),
		currencyChange: maybe(v.strictObject({ to: v.nullable(currency) }, 'wrong-type')),
		pricedBy: maybe(v.picklist(['price-list', 'customer', 'exchange-rate'], 'not-one-of')),
		refused: maybe(list(refusedValue, 1000)),
		changedElsewhere: maybe(list(filled(200), 5000)),
		pageTotals: maybe(pageTotals),
		activeLineId: v.nullable(filled(200)),
	},
	'wrong-type',
) as v.GenericSchema<unknown, DealEdits>;

const standing: v.GenericSchema<unknown, PayStanding> = v.strictObject(
	{
		currency,
		revenue: decimalText,
		grossMargin: decimalText,
		quota: v.optional(v.nullable(decimalText), null),
		share: v.optional(v.nullable(share), null),
	},
	'wrong-type',
);

export const viewerShape: v.GenericSchema<unknown, Viewer> = v.strictObject(
	{
		name: text(200),
		role: v.picklist(['rep', 'marketer', 'manager'], 'not-one-of'),
		team: maybe(text(200)),
		standing: maybe(v.nullable(standing)),
	},
	'wrong-type',
);

/** One criterion ticked by hand. */
const tickShape = v.strictObject(
	{ isDone: v.boolean('wrong-type'), by: text(200), at: moment, evidence: v.nullable(text(2000)) },
	'wrong-type',
);

/** Why a margin is under its target, in the rep's words. */
const reasonShape = v.strictObject(
	{ code: v.optional(v.nullable(id), null), text: text(2000), at: moment, by: text(200) },
	'wrong-type',
);

const decimalOrNone = v.nullable(decimalText);

const approvedValues = v.strictObject(
	{
		deal: filled(2000),
		currency: v.nullable(currency),
		policy: text(200),
		paymentDays: v.nullable(count),
		amount: decimalOrNone,
		lines: list(
			v.strictObject(
				{
					id: filled(200),
					product: text(5000),
					quantity: decimalOrNone,
					listPrice: decimalOrNone,
					netPrice: decimalOrNone,
				},
				'wrong-type',
			),
			5000,
		),
		margin: decimalOrNone,
		discount: decimalOrNone,
	},
	'wrong-type',
);

/** A request that was asked, or that came as text from a colleague. */
export const approvalRequestShape: v.GenericSchema<unknown, ApprovalRequest> = v.strictObject(
	{
		id,
		ref: refShape,
		dealName: text(1000),
		account: v.nullable(text(1000)),
		by: text(200),
		at: moment,
		level: v.picklist([1, 2, 3], 'not-one-of'),
		levelName: text(100),
		reason: text(2000),
		values: approvedValues,
		hash: filled(200),
	},
	'wrong-type',
);

/** The answer to a request. A counter-offer names a discount, and no other answer does. */
export const approvalDecisionShape: v.GenericSchema<unknown, ApprovalDecision> = v.pipe(
	v.strictObject(
		{
			requestId: id,
			hash: filled(200),
			answer: v.picklist(['approved', 'declined', 'countered'], 'not-one-of'),
			counterDiscount: v.nullable(fraction),
			// Versions before offered for the whole deal alone, and did not tell who answered whom.
			counterLine: v.optional(v.nullable(filled(200)), null),
			isOwn: v.optional(v.boolean('wrong-type'), false),
			note: text(2000),
			by: text(200),
			at: moment,
		},
		'wrong-type',
	),
	v.check((decision) => isCounterRight(decision), 'counter-missing'),
);

/** True when a discount, and the line it is of, are named by a counter-offer and by nothing else. */
export function isCounterRight(
	decision: Pick<ApprovalDecision, 'answer' | 'counterDiscount' | 'counterLine'>,
): boolean {
	const isCountered = decision.answer === 'countered';
	return isCountered === (decision.counterDiscount !== null) && (isCountered || decision.counterLine === null);
}

/** What a deal keeps of its last approval. */
export const approvalNoteShape: v.GenericSchema<unknown, ApprovalNote> = v.strictObject(
	{
		request: approvalRequestShape,
		decision: v.nullable(approvalDecisionShape),
		isAskedHere: v.optional(v.nullable(v.boolean('wrong-type')), null),
	},
	'wrong-type',
);

export const notesShape: v.GenericSchema<unknown, DealNotes> = v.strictObject(
	{
		ticks: record(text(200), tickShape),
		sent: record(text(200), moment),
		reason: v.nullable(reasonShape),
		approval: v.optional(v.nullable(approvalNoteShape), null),
	},
	'wrong-type',
);

/** A calendar day, "2026-11-24". */
export const dayShape = day;
