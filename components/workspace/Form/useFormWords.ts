import { texts as approvalsTexts } from '../../../assets/texts/approvals.ts';
import { texts as formsTexts } from '../../../assets/texts/forms.ts';
import { texts as ownTexts } from '../../../assets/texts/own-figures.ts';
import { texts as payTexts } from '../../../assets/texts/pay-plan.ts';
import { texts as rulesTexts } from '../../../assets/texts/policy-rules.ts';
import { texts as repsTexts } from '../../../assets/texts/reps-view.ts';
import { texts as tradesTexts } from '../../../assets/texts/trades.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { WarningLevel } from '../../../core/model/playbook.ts';
import type { FormName } from '../../../stores/workspace/forms/kinds.ts';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useWorkspace } from '../Context/Context.tsx';

/** What the fields of one form are called on it, by their name in the form, or by "list.name" where two are called alike. */
export interface FormWords {
	readonly fields: Readonly<Record<string, string>>;
	/** What may be chosen in a field, by the field's name as above. */
	readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Words<T> = T extends { readonly en: infer W } ? W : never;

/** The tables of words that the forms themselves use. */
export interface FormTables {
	readonly all: Words<typeof workspaceTexts>;
	readonly approvals: Words<typeof approvalsTexts>;
	readonly forms: Words<typeof formsTexts>;
	readonly own: Words<typeof ownTexts>;
	readonly pay: Words<typeof payTexts>;
	readonly rules: Words<typeof rulesTexts>;
	readonly reps: Words<typeof repsTexts>;
	readonly trades: Words<typeof tradesTexts>;
}

/** The words of every form. `warnings`: the level that is set for all deals. */
export function formWords(tables: FormTables, warnings: WarningLevel): { readonly [K in FormName]: FormWords } {
	const { all, approvals, forms, own, pay, rules, reps, trades } = tables;
	const { collateral, policy, process } = all;
	const { rows } = forms;
	const kinds = { '': process.kindAny, opportunity: process.kinds.opportunity, quote: process.kinds.quote };
	const { days: _, ...conditions } = rules.conditionNames;
	const roles = { rep: reps.levels, marketer: reps.levels, manager: reps.levels };
	return {
		process: {
			fields: {
				name: process.name,
				stages: rows.stages,
				'stages.name': process.stageName,
				guidance: process.guidance,
				usualDays: process.usualDays,
				criteria: process.criterion,
				text: forms.text,
				isRequired: process.required,
				filledBy: process.filledBy,
				crmStages: rows.crmStages,
				closedStages: process.closed,
				crm: process.crm,
				kind: process.kind,
				stage: process.crmStage,
			},
			choices: { kind: kinds },
		},
		limits: {
			fields: {
				families: policy.limits,
				otherwise: policy.otherwise,
				family: policy.family,
				floor: policy.floor,
				target: policy.target,
			},
			choices: {},
		},
		reps: {
			fields: {
				visibility: reps.visibility,
				...reps.roleNames,
				floorFor: reps.floorFor,
				reasonCodes: rows.reasonCodes,
				text: forms.text,
				recurringBasis: reps.basis,
				quarterDays: reps.quarterDays,
				quarterDiscount: reps.quarterDiscount,
			},
			choices: {
				...roles,
				floorFor: { band: reps.floorBand, exact: reps.floorExact },
				recurringBasis: { 'first-year': reps.firstYear, term: reps.term },
			},
		},
		approvals: {
			fields: {
				levels: rows.levels,
				name: approvals.levelName,
				who: approvals.levelWho,
				rules: rows.rules,
				kind: approvals.trigger,
				value: approvals.value,
				currency: trades.fields.currency,
				level: approvals.asked,
			},
			choices: { kind: approvals.triggers },
		},
		pay: {
			fields: {
				kind: pay.kind,
				rate: pay.rate,
				base: pay.base,
				mode: pay.mode,
				bands: rows.bands,
				from: pay.from,
				floor: pay.floor,
				target: pay.target,
				cap: pay.cap,

				accelerator: pay.accelerator,
				isTakenBack: pay.takenBack,
			},
			choices: {
				kind: pay.kinds,
				base: { revenue: pay.baseRevenue, margin: pay.baseMargin },
				mode: { graduated: pay.graduated, whole: pay.whole },
			},
		},
		trades: {
			fields: {
				trades: rows.trades,
				name: trades.tradeName,
				kind: trades.kind,
				...trades.fields,
				offInvoice: trades.offInvoice,
				'offInvoice.name': trades.itemName,
				drop: trades.drop,
				by: trades.by,
				value: trades.itemValue,
				rates: trades.rates,
				rows: rows.rates,
				from: trades.from,
				to: trades.to,
				rate: trades.rate,
				day: trades.day,
			},
			choices: { kind: trades.kinds, drop: trades.drops, by: { share: trades.share, money: trades.money } },
		},
		rule: {
			fields: {
				name: rules.name,
				shown: rules.conditions,
				...conditions,
				field: rules.segmentField,
				values: rules.segmentValues,
				from: rules.fromDay,
				until: rules.untilDay,
				floor: rules.floor,
				target: rules.target,
				warnings: rules.level,
			},
			choices: {
				shown: rules.conditionNames,
				warnings: {
					policy: rules.levelPolicy(policy[warnings]),
					off: policy.off,
					note: policy.note,
					reason: policy.reason,
					approval: policy.approval,
				},
			},
		},
		piece: {
			fields: {
				title: collateral.fieldTitle,
				url: collateral.fieldLink,
				kind: collateral.fieldKind,
				whenToUse: collateral.fieldWhen,
				isProof: collateral.fieldProof,
				isInternal: collateral.fieldInternal,
				expires: collateral.fieldExpires,
				fits: rows.fits,
				field: collateral.fitField,
				values: collateral.fitValues,
			},
			choices: { kind: collateral.kinds },
		},
		standing: {
			fields: {
				currency: own.currency,
				revenue: own.revenue,
				grossMargin: own.grossMargin,
				quota: own.quota,
				share: own.share,
			},
			choices: {},
		},
	};
}

/** The words of one form, in the language in use. */
export function useFormWords(name: FormName): FormWords {
	const warnings = useWorkspace((state) => state.playbook?.margin.warnings ?? 'note');
	const tables: FormTables = {
		all: useTexts(workspaceTexts),
		approvals: useTexts(approvalsTexts),
		forms: useTexts(formsTexts),
		own: useTexts(ownTexts),
		pay: useTexts(payTexts),
		rules: useTexts(rulesTexts),
		reps: useTexts(repsTexts),
		trades: useTexts(tradesTexts),
	};
	return formWords(tables, warnings)[name];
}
