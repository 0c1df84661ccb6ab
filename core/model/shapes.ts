import * as v from 'valibot';
import type { DealEdits, DealFacts, DealNotes, RecordRef } from './deal.ts';
import { compare, isDecimalString, isNegative, one, parseDecimal } from './decimal.ts';
import type { Collateral, MarginPolicy, Playbook, ProductCost, SalesProcess, Viewer } from './playbook.ts';

/**
 * Shapes of what comes from outside: files, messages, later a hub. Each message is a code with a sentence in the table
 * of texts. Sizes are bounded so that nothing stalls on hostile input.
 */

const text = (longest: number) => v.pipe(v.string('wrong-type'), v.maxLength(longest, 'too-long'));
const filled = (longest: number) => v.pipe(text(longest), v.regex(/\S/, 'empty'));
const list = <S extends v.GenericSchema>(item: S, longest: number) =>
	v.pipe(v.array(item, 'wrong-type'), v.maxLength(longest, 'too-many'), v.readonly());

const id = v.pipe(filled(200), v.regex(/^[^\s]+$/, 'not-an-id'));
const moment = v.pipe(text(40), v.isoTimestamp('not-a-moment'));
const day = v.pipe(text(10), v.isoDate('not-a-day'));
const decimalText = v.pipe(
	v.string('wrong-type'),
	v.check((written) => isDecimalString(written), 'not-a-decimal'),
);
const currency = v.pipe(v.string('wrong-type'), v.regex(/^[A-Z]{3}$/, 'not-a-currency'));
const count = v.pipe(
	v.number('wrong-type'),
	v.integer('wrong-type'),
	v.minValue(0, 'wrong-type'),
	v.maxValue(100_000, 'wrong-type'),
);

const fraction = v.pipe(
	decimalText,
	v.check((written) => {
		const value = parseDecimal(written);
		return value !== null && !isNegative(value) && compare(value, one) < 0;
	}, 'not-a-fraction'),
);

const httpsAddress = v.pipe(
	filled(2000),
	v.check((written) => URL.parse(written)?.protocol === 'https:', 'not-https'),
);

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

export const policyShape: v.GenericSchema<unknown, MarginPolicy> = v.strictObject(
	{
		warnings: v.picklist(['off', 'note', 'reason'], 'not-one-of'),
		otherwise: v.nullable(limits),
		families: list(familyLimits, 1000),
	},
	'wrong-type',
);

const payPlan = v.strictObject({ kind: v.picklist(['revenue', 'margin'], 'not-one-of'), rate: fraction }, 'wrong-type');

export const playbookShape: v.GenericSchema<unknown, Playbook> = v.strictObject(
	{
		name: filled(200),
		process: processShape,
		collateral: list(collateralShape, 5000),
		attachments: list(attachment, 50_000),
		margin: policyShape,
		payPlan: v.nullable(payPlan),
	},
	'wrong-type',
);

const positive = v.pipe(
	decimalText,
	v.check((written) => {
		const value = parseDecimal(written);
		return value !== null && !isNegative(value);
	}, 'cost-negative'),
);

export const costShape: v.GenericSchema<unknown, ProductCost> = v.strictObject(
	{ product: filled(200), unitCost: positive, currency },
	'wrong-type',
);

export const costsShape: v.GenericSchema<unknown, readonly ProductCost[]> = list(costShape, 1_000_000);

export const refShape: v.GenericSchema<unknown, RecordRef> = v.strictObject({
	crm: id,
	site: filled(500),
	kind: v.picklist(['opportunity', 'quote']),
	id: filled(200),
});

const reading = v.object({ source: v.picklist(['api', 'page', 'cache']), at: moment });
const texts = (longest: number) => v.record(text(100), text(longest));

const product = v.object({
	id: text(200),
	code: v.nullable(text(200)),
	name: text(500),
	families: list(text(200), 20),
});

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
	costCurrency: v.nullable(currency),
});

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
	rounding: v.object({ unitPriceDigits: v.nullable(count), lineAmountDigits: v.nullable(count) }),
	filledFields: texts(5000),
	reading,
	readings: v.optional(v.record(text(100), reading)),
	isCostDenied: v.optional(v.boolean()),
});

const typedValue = v.strictObject({ text: text(200), value: v.nullable(decimalText) }, 'wrong-type');

const lineEdit = v.strictObject(
	{
		price: v.optional(
			v.strictObject(
				{ by: v.picklist(['discount', 'amountOff', 'netPrice'], 'not-one-of'), typed: typedValue },
				'wrong-type',
			),
		),
		quantity: v.optional(typedValue),
		listPrice: v.optional(typedValue),
	},
	'wrong-type',
);

const addedLine = v.strictObject(
	{
		id: filled(200),
		description: text(5000),
		quantity: v.nullable(decimalText),
		listPrice: v.nullable(decimalText),
		netPrice: v.nullable(decimalText),
	},
	'wrong-type',
);

export const editsShape: v.GenericSchema<unknown, DealEdits> = v.strictObject(
	{
		ref: refShape,
		amount: v.optional(typedValue),
		probability: v.optional(typedValue),
		stageId: v.optional(text(200)),
		lines: v.record(text(200), lineEdit),
		added: list(addedLine, 1000),
		removed: list(filled(200), 5000),
		areLinesUnmatched: v.boolean('wrong-type'),
		activeLineId: v.nullable(filled(200)),
	},
	'wrong-type',
) as v.GenericSchema<unknown, DealEdits>;

export const viewerShape: v.GenericSchema<unknown, Viewer> = v.strictObject(
	{ name: text(200), role: v.picklist(['rep', 'marketer', 'manager'], 'not-one-of') },
	'wrong-type',
);

/** One criterion ticked by hand. */
export const tickShape = v.strictObject(
	{ isDone: v.boolean('wrong-type'), by: text(200), at: moment, evidence: v.nullable(text(2000)) },
	'wrong-type',
);

/** Why a margin is under its target, in the rep's words. */
export const reasonShape = v.strictObject({ text: text(2000), at: moment, by: text(200) }, 'wrong-type');

export const notesShape: v.GenericSchema<unknown, DealNotes> = v.strictObject(
	{
		ticks: v.record(text(200), tickShape),
		sent: v.record(text(200), moment),
		reason: v.nullable(reasonShape),
	},
	'wrong-type',
);

/** A moment in UTC, "2026-11-24T09:42:00.000Z". */
export const momentShape = moment;

/** A calendar day, "2026-11-24". */
export const dayShape = day;

export const layoutShape = v.strictObject({
	side: v.picklist(['left', 'right']),
	widthPx: v.pipe(v.number(), v.finite()),
	isCollapsed: v.boolean(),
	handleAt: v.pipe(v.number(), v.finite()),
});

export const settingsShape = v.strictObject({
	language: v.picklist(['auto', 'en', 'de']),
	theme: v.picklist(['auto', 'light', 'dark']),
	viewer: viewerShape,
	// A sidebar from before an update does not know it.
	isBuyerSafe: v.optional(v.boolean('wrong-type'), false),
});

/** A name or key from outside that is kept. */
export const idShape = id;
/** A sentence somebody typed. */
export const sentenceShape = text(2000);
