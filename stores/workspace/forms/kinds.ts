import type { Instant } from '../../../core/model/deal.ts';
import type {
	ApprovalPolicy,
	Collateral,
	MarginPolicy,
	MarginRule,
	PayPlan,
	PayStanding,
	Playbook,
	SalesProcess,
} from '../../../core/model/playbook.ts';
import { type Result, success } from '../../../core/model/result.ts';
import type { Settings } from '../../../core/model/settings.ts';
import { revisionOf } from '../../../core/playbook/revision.ts';
import type { RemovedCollateral } from '../../../messages/protocol.ts';
import type { Ask } from '../../ask.ts';
import { settingsSaved } from '../../settings-saved.ts';
import type { FieldFault } from '../fields.ts';
import { plain, type SaveFailure } from '../save-answers.ts';
import { type ApprovalsForm, formOfApprovals, readApprovals } from './approvals.ts';
import {
	type CollateralDraft,
	type CollateralFaults,
	draftOfCollateral,
	emptyCollateralDraft,
	pieceOfDraft,
} from './collateral.ts';
import { formOfLimits, type LimitsFault, type LimitsForm, type LimitsValue, limitsOfForm } from './limits.ts';
import { formOfPay, type PayForm, readPay } from './pay.ts';
import { draftOfProcess, type ProcessDraft, type ProcessFault, processOfDraft } from './process.ts';
import { formOfReps, type RepsForm, type RepsValue, readReps, repsOf } from './reps.ts';
import { draftOfRule, type RuleDraft, ruleOfDraft } from './rules.ts';
import { formOfStanding, readStanding, type StandingForm } from './standing.ts';
import { aligned } from './three-way.ts';
import { formOfTrades, readTrades, type TradesForm, type TradesValue } from './trades.ts';

/** Every form of the workspace: what is typed in it, what is kept of it, and what can be wrong with it. */
export interface FormTypes {
	readonly process: { readonly form: ProcessDraft; readonly value: SalesProcess; readonly faults: ProcessFaults };
	readonly limits: { readonly form: LimitsForm; readonly value: LimitsValue; readonly faults: readonly LimitsFault[] };
	readonly reps: { readonly form: RepsForm; readonly value: RepsValue; readonly faults: FieldFaults };
	readonly approvals: { readonly form: ApprovalsForm; readonly value: ApprovalPolicy; readonly faults: FieldFaults };
	readonly pay: { readonly form: PayForm; readonly value: PayPlan | null; readonly faults: FieldFaults };
	readonly trades: { readonly form: TradesForm; readonly value: TradesValue; readonly faults: FieldFaults };
	/** One rule; null while it is not there: new, or removed elsewhere. */
	readonly rule: { readonly form: RuleDraft; readonly value: MarginRule | null; readonly faults: FieldFaults };
	/** One piece of collateral; null as for a rule. */
	readonly piece: {
		readonly form: CollateralDraft;
		readonly value: Collateral | null;
		readonly faults: CollateralFaults;
	};
	/** The user's own figures of the period; null while none are kept. */
	readonly standing: { readonly form: StandingForm; readonly value: PayStanding | null; readonly faults: FieldFaults };
}

type FieldFaults = readonly FieldFault[];
type ProcessFaults = readonly ProcessFault[];

export type FormName = keyof FormTypes;
export type Form<K extends FormName> = FormTypes[K]['form'];
export type Value<K extends FormName> = FormTypes[K]['value'];
export type Faults<K extends FormName> = FormTypes[K]['faults'];

/** What is in force, as this window read it last. */
export interface InForce {
	readonly playbook: Playbook;
	readonly settings: Settings;
}

/** What reading a form may need: an id for something new, and the time. */
export interface Stamps {
	readonly newId: () => string;
	readonly now: () => Instant;
}

/** What a save took away beside what it replaced. */
export interface TakenAlong {
	/** Pieces that were attached to a stage which is gone. */
	readonly attachments?: RemovedCollateral['attachments'];
	/** The place of a rule among the others. */
	readonly at?: number;
}

/** Names of the texts in a form, at any depth. */
type TextIn<T> = T extends readonly (infer E)[]
	? TextIn<E>
	: T extends object
		? { [M in keyof T]: M extends string ? (string extends T[M] ? M : TextIn<T[M]>) : never }[keyof T]
		: never;

/** How one form is made, read, and saved. */
export interface FormKind<K extends FormName> {
	/** Texts that hold a number as a language writes it, wherever in the form they are. */
	readonly numbers: readonly string[];
	/** What is in force of it. `form` tells which row, where the form is of one. */
	valueOf(inForce: InForce, form: Form<K> | null): Value<K>;
	formOf(value: Value<K>, locale: string): Form<K>;
	read(form: Form<K>, locale: string, stamps: Stamps): Result<Value<K>, Faults<K>>;
	/**
	 * Saves `value` in place of `before`, which is in force as far as this window knows. Refused as `changed-elsewhere`
	 * where something else is. A value of null removes what was there. `back` is what the save that is undone took along.
	 */
	save(
		ask: Ask,
		inForce: InForce,
		value: Value<K>,
		before: Value<K>,
		back?: TakenAlong,
	): Promise<Result<TakenAlong, SaveFailure>>;
	/** Their form with the keys that mine gave to the same rows. Absent where every row has an id of its own. */
	align?(mine: Form<K>, theirs: Form<K>): Form<K>;
}

/** What was saved took nothing along. */
function alone(saved: Result<unknown, SaveFailure>): Result<TakenAlong, SaveFailure> {
	return saved.ok ? success({}) : saved;
}

/** Saves members of the margin policy in place of those that were there. */
export async function policySaved(
	ask: Ask,
	change: Partial<MarginPolicy>,
	before: Partial<MarginPolicy>,
): Promise<Result<TakenAlong, SaveFailure>> {
	return alone(plain(await ask('policy.save', { change, from: revisionOf(before) })));
}

/** The rules with one in place of another: null for none. A new one goes to `at`, or behind all others. */
function rulesWith(
	{ rules }: MarginPolicy,
	rule: MarginRule | null,
	before: MarginRule | null,
	at = rules.length,
): readonly MarginRule[] {
	if (rule === null) return rules.filter(({ id }) => id !== before?.id);
	const isKnown = rules.some(({ id }) => id === rule.id);
	return isKnown ? rules.map((each) => (each.id === rule.id ? rule : each)) : rules.toSpliced(at, 0, rule);
}

const crmStageName = ({ crm, kind, stage }: { readonly crm: string; readonly kind: string | null; stage: string }) =>
	JSON.stringify([crm, kind, stage]);

export const kinds: {
	readonly [K in FormName]: FormKind<K> & { readonly numbers: readonly (string & TextIn<Form<K>>)[] };
} = {
	process: {
		numbers: [],
		valueOf: ({ playbook }) => playbook.process,
		formOf: draftOfProcess,
		read: processOfDraft,
		async save(ask, _, process, before, { attachments } = {}) {
			const answer = await ask('process.save', {
				process,
				from: revisionOf(before),
				...(attachments && { attachments }),
			});
			const saved = plain(answer);
			return saved.ok ? success({ attachments: saved.value }) : saved;
		},
		align: (mine, theirs) => ({
			...theirs,
			stages: theirs.stages.map((stage) => {
				const here = mine.stages.find(({ id }) => id === stage.id);
				return { ...stage, crmStages: aligned(here?.crmStages ?? [], stage.crmStages, crmStageName) };
			}),
			closedStages: aligned(mine.closedStages, theirs.closedStages, crmStageName),
		}),
	},
	limits: {
		numbers: ['floor', 'target'],
		valueOf: ({ playbook }) => ({ families: playbook.margin.families, otherwise: playbook.margin.otherwise }),
		formOf: formOfLimits,
		read: limitsOfForm,
		save: (ask, _, value, before) => policySaved(ask, value, before),
		align: (mine, theirs) => ({ ...theirs, families: aligned(mine.families, theirs.families, ({ family }) => family) }),
	},
	reps: {
		numbers: ['quarterDiscount'],
		valueOf: ({ playbook }) => repsOf(playbook.margin),
		formOf: formOfReps,
		read: readReps,
		save: (ask, _, value, before) => policySaved(ask, value, before),
	},
	approvals: {
		numbers: ['value'],
		valueOf: ({ playbook }) => playbook.approvals,
		formOf: formOfApprovals,
		read: readApprovals,
		save: async (ask, _, approvals, before) =>
			alone(plain(await ask('parts.save', { parts: { approvals }, from: revisionOf({ approvals: before }) }))),
		align(mine, theirs) {
			const levels = aligned(mine.levels, theirs.levels, ({ name }) => name);
			// A rule names its level by the key of the row.
			const keys = new Map(theirs.levels.map(({ key }, at) => [key, levels[at]?.key ?? key]));
			return { levels, rules: theirs.rules.map((rule) => ({ ...rule, level: keys.get(rule.level) ?? rule.level })) };
		},
	},
	pay: {
		numbers: ['rate', 'from', 'floor', 'target', 'cap', 'accelerator'],
		valueOf: ({ playbook }) => playbook.payPlan,
		formOf: formOfPay,
		read: readPay,
		save: async (ask, _, payPlan, before) =>
			alone(plain(await ask('parts.save', { parts: { payPlan }, from: revisionOf({ payPlan: before }) }))),
		align: (mine, theirs) => ({ ...theirs, bands: aligned(mine.bands, theirs.bands, ({ from }) => from) }),
	},
	trades: {
		numbers: ['yearlyRate', 'retention', 'more', 'quantity', 'worth', 'value', 'rate'],
		valueOf: ({ playbook: { trades, offInvoice, rates } }) => ({ trades, offInvoice, rates }),
		formOf: formOfTrades,
		read: readTrades,
		save: async (ask, _, parts, before) => alone(plain(await ask('parts.save', { parts, from: revisionOf(before) }))),
		align: (mine, theirs) => ({
			...theirs,
			rates: { rows: aligned(mine.rates.rows, theirs.rates.rows, ({ from, to, day }) => `${from} ${to} ${day}`) },
		}),
	},
	rule: {
		numbers: ['floor', 'target'],
		valueOf: ({ playbook }, form) => playbook.margin.rules.find(({ id }) => id === form?.id) ?? null,
		formOf: draftOfRule,
		read: (form, locale, { newId }) => ruleOfDraft(form, form.id ?? newId(), locale),
		async save(ask, { playbook: { margin } }, value, before, back) {
			const at = margin.rules.findIndex(({ id }) => id === before?.id);
			const rules = rulesWith(margin, value, before, back?.at);
			const answer = await policySaved(ask, { rules }, { rules: margin.rules });
			return answer.ok && at >= 0 ? success({ at }) : answer;
		},
		align: (mine, theirs) => ({ ...theirs, segments: aligned(mine.segments, theirs.segments, ({ field }) => field) }),
	},
	piece: {
		numbers: [],
		valueOf: ({ playbook }, form) => playbook.collateral.find(({ id }) => id === form?.id) ?? null,
		formOf: (piece) => (piece === null ? emptyCollateralDraft() : draftOfCollateral(piece)),
		read: (form, _, { newId, now }) => pieceOfDraft(form, form.id ?? newId(), now()),
		async save(ask, _, piece, before) {
			if (piece !== null) return alone(plain(await ask('collateral.save', { piece, from: revisionOf(before) })));
			return before === null ? success({}) : alone(plain(await ask('collateral.remove', { ids: [before.id] })));
		},
		align: (mine, theirs) => ({ ...theirs, fits: aligned(mine.fits, theirs.fits, ({ field }) => field) }),
	},
	standing: {
		numbers: ['revenue', 'grossMargin', 'quota', 'share'],
		valueOf: ({ settings }) => settings.viewer.standing ?? null,
		formOf: formOfStanding,
		read: readStanding,
		save: async (ask, { settings }, standing) =>
			alone(plain(await settingsSaved(ask, { viewer: { ...settings.viewer, standing } }, settings))),
	},
};
