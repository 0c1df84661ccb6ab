import type { ApprovalPolicy, PayPlan, Playbook } from '../core/model/playbook.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import type { CommandAnswer } from '../messages/protocol.ts';
import { type Ask, codeOf } from './ask.ts';
import type { OpenForm, SaveFailure } from './workspace.ts';
import type { FieldFault } from './workspace-fields.ts';
import { type ApprovalsForm, formOfApprovals, readApprovals } from './workspace-ladder.ts';
import { formOfPay, type PayForm, readPay } from './workspace-pay.ts';
import { formOfReps, type RepsForm, type RepsValue, readReps, repsOf } from './workspace-reps.ts';
import { formOfTrades, readTrades, type TradesForm, type TradesValue } from './workspace-trades.ts';

/** The parts of a playbook that are edited as one form each: what stands in the form, and what is kept. */
export interface PartTypes {
	readonly reps: { readonly form: RepsForm; readonly value: RepsValue };
	readonly approvals: { readonly form: ApprovalsForm; readonly value: ApprovalPolicy };
	readonly pay: { readonly form: PayForm; readonly value: PayPlan | null };
	readonly trades: { readonly form: TradesForm; readonly value: TradesValue };
}

export type PartName = keyof PartTypes;
export type PartForm<K extends PartName> = PartTypes[K]['form'];
export type PartValue<K extends PartName> = PartTypes[K]['value'];

type Saved = CommandAnswer<'parts.save'>;

/** How one part is read from the playbook, shown, checked and saved. */
interface PartKind<K extends PartName> {
	valueOf(playbook: Playbook): PartValue<K>;
	formOf(value: PartValue<K>, locale: string): PartForm<K>;
	read(form: PartForm<K>, locale: string): Result<PartValue<K>, readonly FieldFault[]>;
	save(ask: Ask, playbook: Playbook, value: PartValue<K>): Promise<Saved>;
}

const kinds: { readonly [K in PartName]: PartKind<K> } = {
	reps: {
		valueOf: ({ margin }) => repsOf(margin),
		formOf: formOfReps,
		read: readReps,
		save: (ask, { margin }, value) => ask('policy.save', { margin: { ...margin, ...value } }),
	},
	approvals: {
		valueOf: ({ approvals }) => approvals,
		formOf: formOfApprovals,
		read: readApprovals,
		save: (ask, _, approvals) => ask('parts.save', { parts: { approvals } }),
	},
	pay: {
		valueOf: ({ payPlan }) => payPlan,
		formOf: formOfPay,
		read: readPay,
		save: (ask, _, payPlan) => ask('parts.save', { parts: { payPlan } }),
	},
	trades: {
		valueOf: ({ trades, offInvoice, rates }) => ({ trades, offInvoice, rates }),
		formOf: formOfTrades,
		read: readTrades,
		save: (ask, _, parts) => ask('parts.save', { parts }),
	},
};

type OpenPart<K extends PartName> = OpenForm<PartForm<K>, PartValue<K>>;

/** Open forms by part; null when nothing of it is being changed. */
export type PartForms = { readonly [K in PartName]: OpenPart<K> | null };

export const noPartForms: PartForms = { reps: null, approvals: null, pay: null, trades: null };

/** What is in force, as the form shows it. */
export function formInForce<K extends PartName>(name: K, playbook: Playbook, locale: string): PartForm<K> {
	const kind: PartKind<K> = kinds[name];
	return kind.formOf(kind.valueOf(playbook), locale);
}

/** What is wrong with a form, by field. */
export function partFaults<K extends PartName>(name: K, form: PartForm<K>, locale: string): readonly FieldFault[] {
	const kind: PartKind<K> = kinds[name];
	const read = kind.read(form, locale);
	return read.ok ? [] : read.error;
}

/** True when what an open form was made from has changed elsewhere. */
export function isPartChanged<K extends PartName>(name: K, source: PartValue<K>, playbook: Playbook): boolean {
	const kind: PartKind<K> = kinds[name];
	return JSON.stringify(source) !== JSON.stringify(kind.valueOf(playbook));
}

/** A form with something wrong in it, each fault with its field. */
export interface FormFaults {
	readonly code: 'faults';
	readonly faults: readonly FieldFault[];
}

export interface PartActions {
	partTyped<K extends PartName>(name: K, locale: string, change: (form: PartForm<K>) => PartForm<K>): void;
	partDropped(name: PartName): void;
	/** Saves the open form; answers what was replaced. */
	partSaved<K extends PartName>(name: K, locale: string): Promise<Result<PartValue<K>, FormFaults | SaveFailure>>;
	partPutBack<K extends PartName>(name: K, value: PartValue<K>): Promise<Result<null, SaveFailure>>;
}

interface PartsState {
	readonly playbook: Playbook | null;
	readonly partForms: PartForms;
}

/** The actions on parts, over the state they are a piece of. */
export function createPartActions(
	set: (change: { readonly partForms: PartForms }) => void,
	get: () => PartsState,
	ask: Ask,
	readPlaybook: () => Promise<boolean>,
): PartActions {
	function formOf<K extends PartName>(name: K): OpenPart<K> | null {
		return get().partForms[name];
	}

	function put<K extends PartName>(name: K, open: OpenPart<K> | null): void {
		set({ partForms: { ...get().partForms, [name]: open } });
	}

	async function keep<K extends PartName>(name: K, value: PartValue<K>): Promise<Result<null, SaveFailure>> {
		const { playbook } = get();
		if (playbook === null) return failure({ code: 'storage-failed' });
		const kind: PartKind<K> = kinds[name];
		const answer = await kind.save(ask, playbook, value);
		await readPlaybook();
		if (!answer.ok) return failure({ code: codeOf(answer) });
		return answer.value.ok ? success(null) : failure({ code: 'problems', problems: answer.value.error });
	}

	return {
		partTyped(name, locale, change) {
			const { playbook } = get();
			if (playbook === null) return;
			const kind: PartKind<typeof name> = kinds[name];
			const source = kind.valueOf(playbook);
			const open = formOf(name) ?? { form: kind.formOf(source, locale), source };
			put(name, { ...open, form: change(open.form) });
		},
		partDropped: (name) => put(name, null),
		async partSaved(name, locale) {
			const open = formOf(name);
			const { playbook } = get();
			if (open === null || playbook === null) return failure({ code: 'storage-failed' });
			const kind: PartKind<typeof name> = kinds[name];
			const value = kind.read(open.form, locale);
			if (!value.ok) return failure({ code: 'faults', faults: value.error });
			const before = kind.valueOf(playbook);
			const answer = await keep(name, value.value);
			if (!answer.ok) return answer;
			// What was typed while it was being saved stays open.
			if (formOf(name) === open) put(name, null);
			return success(before);
		},
		partPutBack: keep,
	};
}
