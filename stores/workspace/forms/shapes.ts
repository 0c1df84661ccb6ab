import * as v from 'valibot';
import { viewerShape } from '../../../core/model/deal-shapes.ts';
import type { MarginRule, PayStanding } from '../../../core/model/playbook.ts';
import {
	approvalsShape,
	collateralShape,
	offInvoiceShape,
	payPlanShape,
	policyShape,
	processShape,
	ratesShape,
	tradesShape,
} from '../../../core/model/playbook-shapes.ts';
import { usualPolicy } from '../../../core/playbook/default-policy.ts';
import { triggerKinds } from './approvals.ts';
import { collateralKinds } from './collateral.ts';
import type { Form, FormName, Value } from './kinds.ts';
import { payKinds } from './pay.ts';
import { conditionNames } from './rules.ts';
import { offInvoiceDrops, tradeKinds } from './trades.ts';

const text = v.string();
const texts = v.array(text);
const mapped = v.array(
	v.strictObject({ key: text, crm: text, kind: v.nullable(v.picklist(['opportunity', 'quote'])), stage: text }),
);
const limits = v.strictObject({ key: text, family: text, floor: text, target: text });
const visibility = v.picklist(['exact', 'margin', 'band', 'light', 'by-cost-list']);

/** What each form holds, for drafts that another version may have kept. */
export const formShapes: { readonly [K in FormName]: v.GenericSchema<unknown, Form<K>> } = {
	process: v.strictObject({
		name: text,
		stages: v.array(
			v.strictObject({
				id: text,
				name: text,
				guidance: text,
				usualDays: text,
				criteria: v.array(v.strictObject({ id: text, text, isRequired: v.boolean(), filledBy: text })),
				crmStages: mapped,
			}),
		),
		closedStages: mapped,
	}),
	limits: v.strictObject({ families: v.array(limits), otherwise: limits }),
	reps: v.strictObject({
		visibility: v.strictObject({ rep: visibility, marketer: visibility, manager: visibility }),
		floorFor: v.picklist(['band', 'exact']),
		reasonCodes: v.array(v.strictObject({ id: text, text })),
		recurringBasis: v.picklist(['first-year', 'term']),
		quarterDays: text,
		quarterDiscount: text,
	}),
	approvals: v.strictObject({
		levels: v.array(v.strictObject({ key: text, name: text, who: text })),
		rules: v.array(
			v.strictObject({ id: text, kind: v.picklist(triggerKinds), value: text, currency: text, level: text }),
		),
	}),
	pay: v.strictObject({
		kind: v.picklist(payKinds),
		rate: text,
		base: v.picklist(['revenue', 'margin']),
		mode: v.picklist(['graduated', 'whole']),
		bands: v.array(v.strictObject({ key: text, from: text, rate: text })),
		floor: text,
		target: text,
		cap: text,
		accelerator: text,
		isTakenBack: v.boolean(),
	}),
	trades: v.strictObject({
		trades: v.array(
			v.strictObject({
				id: text,
				name: text,
				kind: v.picklist(tradeKinds),
				yearlyRate: text,
				days: text,
				years: text,
				retention: text,
				more: text,
				product: text,
				quantity: text,
				worth: text,
				currency: text,
			}),
		),
		offInvoice: v.array(
			v.strictObject({
				id: text,
				name: text,
				drop: v.picklist(offInvoiceDrops),
				by: v.picklist(['share', 'money']),
				value: text,
				currency: text,
			}),
		),
		rates: v.strictObject({
			rows: v.array(v.strictObject({ key: text, from: text, to: text, rate: text, day: text })),
		}),
	}),
	rule: v.strictObject({
		id: v.nullable(text),
		name: text,
		shown: v.array(v.picklist(conditionNames)),
		products: texts,
		families: texts,
		segments: v.array(v.strictObject({ key: text, field: text, values: texts })),
		regions: texts,
		currencies: texts,
		stages: texts,
		teams: texts,
		from: text,
		until: text,
		floor: text,
		target: text,
		warnings: v.picklist(['policy', 'off', 'note', 'reason', 'approval']),
	}),
	piece: v.strictObject({
		id: v.nullable(text),
		title: text,
		url: text,
		kind: v.picklist(collateralKinds),
		whenToUse: text,
		isProof: v.boolean(),
		isInternal: v.exactOptional(v.boolean()),
		expires: text,
		fits: v.array(v.strictObject({ key: text, field: text, values: text })),
	}),
	standing: v.strictObject({ currency: text, revenue: text, grossMargin: text, quota: text, share: text }),
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A part of a whole that has a shape: right where a usual whole with it would be. */
function partOf<T>(whole: v.GenericSchema, fill: (part: unknown) => unknown): v.GenericSchema<unknown, T> {
	return v.custom<T>((part) => v.is(whole, fill(part)));
}

/** A policy to put a part into. */
const policy = { ...usualPolicy, warnings: 'note', otherwise: null, families: [] };

const ofPolicy = <T>() => partOf<T>(policyShape, (part) => (isObject(part) ? { ...policy, ...part } : null));

/** What each form was made from. */
export const valueShapes: { readonly [K in FormName]: v.GenericSchema<unknown, Value<K>> } = {
	process: processShape,
	limits: ofPolicy(),
	reps: ofPolicy(),
	approvals: approvalsShape,
	pay: v.nullable(payPlanShape),
	trades: v.strictObject({ trades: tradesShape, offInvoice: offInvoiceShape, rates: ratesShape }) as v.GenericSchema<
		unknown,
		Value<'trades'>
	>,
	rule: v.nullable(partOf<MarginRule>(policyShape, (rule) => ({ ...policy, rules: [rule] }))),
	piece: v.nullable(collateralShape),
	standing: v.nullable(partOf<PayStanding>(viewerShape, (standing) => ({ name: '', role: 'rep', standing }))),
};
