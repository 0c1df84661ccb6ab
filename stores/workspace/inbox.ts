import { createStore, type StoreApi } from 'zustand/vanilla';
import { effectiveDiscount } from '../../core/margin/figures.ts';
import {
	type ApprovalDecision,
	type ApprovalNote,
	type ApprovedLine,
	type CurrencyCode,
	noNotes,
} from '../../core/model/deal.ts';
import {
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	parseDecimal,
	subtract,
	trimZeros,
} from '../../core/model/decimal.ts';
import type { Playbook, ProductCost, Viewer } from '../../core/model/playbook.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import { askedDiscount, type CounterFault, counterFault } from '../../core/playbook/approvals.ts';
import { decided } from '../../core/playbook/default-policy.ts';
import { sightOf } from '../../core/playbook/sight.ts';
import { limitSpans, type Span, type Stakes, stakesOf } from '../../core/playbook/stakes.ts';
import { notesShownTo } from '../../core/playbook/visibility.ts';
import { codeOf } from '../ask.ts';
import type { FieldFaultCode } from './fields.ts';
import { inStyleOf, readPercent } from './numbers.ts';
import { plain, type SaveFailure } from './save-answers.ts';
import type { FarSide } from './store.ts';

/** An answer being written to one request. */
export interface AnswerDraft {
	readonly note: string;
	/** A percent off list, as typed. */
	readonly counter: string;
	/** What it is of; null until it was chosen. */
	readonly basis: CounterBasis | null;
}

/** What a counter-offer is of. */
export type CounterBasis = { readonly of: 'deal' } | { readonly of: 'line'; readonly id: string };

/** Why a counter-offer cannot be sent. */
export type CounterProblem = FieldFaultCode | CounterFault | 'basis-missing';

const emptyAnswer: AnswerDraft = { note: '', counter: '', basis: null };

export interface InboxState {
	/** The newest first; null until they were read. */
	readonly notes: readonly ApprovalNote[] | null;
	/** They could not be read. */
	readonly isFailed: boolean;
	/** A colleague's text being pasted. */
	readonly text: string;
	/** Answers being written, by the request's id. */
	readonly answers: Readonly<Record<string, AnswerDraft>>;
	/** Own costs of the products that are asked for, by product; null for one that has none. */
	readonly costs: Readonly<Record<string, ProductCost | null>>;
}

export interface InboxActions {
	/** Reads the requests and follows changes made elsewhere; returns a function that stops following. */
	opened(): () => void;
	readAgain(): Promise<void>;
	textTyped(text: string): void;
	/** Takes the pasted text in; the field is empty when that succeeds. */
	received(): Promise<Result<ApprovalNote, SaveFailure>>;
	/** The language of the screen, from now on: typed discounts are written as `locale` does. */
	answersShownIn(locale: string): void;
	answerTyped(requestId: string, change: Partial<AnswerDraft>): void;
	/** Answers a request. `gone`: it does not wait any more. `counter`: the discount cannot be read. */
	decided(
		note: ApprovalNote,
		answer: ApprovalDecision['answer'],
		locale: string,
	): Promise<
		Result<
			ApprovalNote,
			{ readonly code: 'counter'; readonly fault: CounterProblem } | { readonly code: 'gone' } | SaveFailure
		>
	>;
}

export type Inbox = InboxState & InboxActions;
export type InboxStore = StoreApi<Inbox>;

/** How many products of one request are looked up: a quote may hold thousands of lines. */
const mostLookedUp = 50;

/** Answered requests whose products are looked up; older ones are shown without margins of their lines. */
const mostAnswered = 20;

/** The state of the requests for approval that wait in this browser. */
export function createInboxStore({ ask, onChange }: Pick<FarSide, 'ask' | 'onChange'>): InboxStore {
	let lastRead = 0;
	/** The screen's language; null until it is known. */
	let shownIn: string | null = null;

	return createStore<Inbox>((set, get) => {
		async function lookUp(notes: readonly ApprovalNote[]): Promise<void> {
			// Those that were answered are looked at again, to see what was decided on.
			const answered = notes.filter(({ decision }) => decision !== null).slice(0, mostAnswered);
			const shown = [...notes.filter(({ decision }) => decision === null), ...answered];
			const products = new Set(
				shown.flatMap(({ request }) => request.values.lines.slice(0, mostLookedUp).map(({ product }) => product)),
			);
			const found = await Promise.all(
				[...products].map(async (product) => {
					const answer = await ask('costs.find', { query: product, limit: 20 });
					const own = answer.ok ? answer.value.costs.find((cost) => cost.product === product) : undefined;
					return [product, own ?? null] as const;
				}),
			);
			set({ costs: Object.fromEntries(found) });
		}

		async function readAgain(): Promise<void> {
			lastRead += 1;
			const serial = lastRead;
			const answer = await ask('approvals.list', null);
			if (serial !== lastRead) return;
			if (!answer.ok) {
				set({ isFailed: true });
				return;
			}
			set({ notes: answer.value, isFailed: false });
			await lookUp(answer.value);
		}

		return {
			notes: null,
			isFailed: false,
			text: '',
			answers: {},
			costs: {},

			opened() {
				void readAgain();
				return onChange(({ subject }) => {
					if (subject === 'notes' || subject === 'costs') void readAgain();
				});
			},
			readAgain,
			textTyped: (text) => set({ text }),
			async received() {
				const { text } = get();
				const answer = await ask('approval.receive', { text });
				if (!answer.ok) return plain(answer);
				if (get().text === text) set({ text: '' });
				await readAgain();
				return answer;
			},
			answersShownIn(locale) {
				const from = shownIn ?? locale;
				shownIn = locale;
				const answers = Object.entries(get().answers).map(([id, answer]) => [
					id,
					{ ...answer, counter: inStyleOf(locale, answer.counter, from) },
				]);
				set({ answers: Object.fromEntries(answers) });
			},
			answerTyped(requestId, change) {
				const { answers } = get();
				const before = answers[requestId] ?? emptyAnswer;
				set({ answers: { ...answers, [requestId]: { ...before, ...change } } });
			},
			async decided({ request }, answer, locale) {
				const { note, counter, basis } = get().answers[request.id] ?? emptyAnswer;
				const discount = answer === 'countered' ? readPercent(counter, locale) : null;
				if (discount && !discount.ok) return failure({ code: 'counter', fault: discount.error });
				if (discount && basis === null) return failure({ code: 'counter', fault: 'basis-missing' });
				const counterDiscount = discount?.ok ? discount.value : null;
				const counterLine = discount && basis?.of === 'line' ? basis.id : null;
				const fault = counterFault(request, { answer, counterDiscount, counterLine });
				if (fault) return failure({ code: 'counter', fault });
				const told = await ask('approval.decide', {
					ref: request.ref,
					requestId: request.id,
					answer,
					counterDiscount,
					counterLine,
					note: note.trim(),
				});
				if (!told.ok) return failure({ code: codeOf(told) });
				await readAgain();
				return told.value === null ? failure({ code: 'gone' }) : success(told.value);
			},
		};
	});
}

/** How many requests wait for an answer. */
export function selectWaiting({ notes }: Pick<InboxState, 'notes'>): number {
	return (notes ?? []).filter(({ decision }) => decision === null).length;
}

/** One line of a request with what follows from it. Fractions; null when unknown. */
export interface AskedLine extends ApprovedLine {
	readonly discount: DecimalString | null;
	/** From the reader's own cost list; null where that has no cost in the request's currency. */
	readonly margin: DecimalString | null;
}

function written(value: Decimal | null): DecimalString | null {
	return value === null ? null : formatDecimal(trimZeros(value));
}

/** The lines of a request, with discount off list and, where the reader's own list has a cost, margin. */
export function askedLines(
	{ request }: ApprovalNote,
	costs: Readonly<Record<string, ProductCost | null>>,
): readonly AskedLine[] {
	const { lines, currency } = request.values;
	return lines.map((line) => ({
		...line,
		discount: discountOf(line),
		margin: marginOf(line, Object.hasOwn(costs, line.product) ? (costs[line.product] ?? null) : null, currency),
	}));
}

function discountOf({ listPrice, netPrice }: ApprovedLine): DecimalString | null {
	const [list, net] = [parseDecimal(listPrice), parseDecimal(netPrice)];
	return list && net ? written(effectiveDiscount(net, list)) : null;
}

function marginOf(
	{ netPrice }: ApprovedLine,
	cost: ProductCost | null,
	currency: CurrencyCode | null,
): DecimalString | null {
	const [net, unit] = [parseDecimal(netPrice), parseDecimal(cost?.unitCost)];
	if (!net || !unit || cost?.currency !== currency) return null;
	return written(divide(subtract(net, unit), net, 6));
}

/** What a counter-offer to a request can be of, with the discount that was asked for there; only where it is known. */
export function selectBases({ request }: ApprovalNote): readonly {
	readonly basis: CounterBasis;
	/** Null for the whole deal. */
	readonly product: string | null;
	readonly asked: DecimalString;
}[] {
	const deal = askedDiscount(request, null);
	return [
		...(deal === null ? [] : [{ basis: { of: 'deal' } as const, product: null, asked: deal }]),
		...request.values.lines.flatMap(({ id, product }) => {
			const asked = askedDiscount(request, id);
			return asked === null ? [] : [{ basis: { of: 'line', id } as const, product, asked }];
		}),
	];
}

/** What a request is decided on, as far as this viewer is shown it. */
export interface RequestStakes extends Stakes {
	/** Fraction; null when unknown or not shown. */
	readonly margin: DecimalString | null;
	/** Between which figures the policy's floors and targets are; null where there are none, or they are not shown. */
	readonly floor: Span | null;
	readonly target: Span | null;
	/** Costs, and the margins that tell them, are shown to this viewer. */
	readonly isCostShown: boolean;
}

/** What a request gives up, and what that is held against. `hasCostList`: there is a list of product costs. */
export function selectStakes(
	note: ApprovalNote,
	{ margin: policy }: Pick<Playbook, 'margin'>,
	hasCostList: boolean,
	viewer: Viewer,
): RequestStakes {
	const playbook = { margin: decided(policy, hasCostList) };
	const sight = sightOf(playbook, viewer);
	const shown = notesShownTo({ ...noNotes, approval: note }, playbook, viewer)?.approval ?? note;
	const isCostShown = sight.level === 'exact';
	const stakes = stakesOf(note.request.values);
	const spans = sight.level === 'light' ? null : limitSpans(policy);
	return {
		...stakes,
		// A margin in whole percents would come to one at list that is false precision.
		listMargin: isCostShown ? stakes.listMargin : null,
		margin: shown.request.values.margin,
		floor: spans && !sight.isFloorHidden ? spans.floor : null,
		target: spans?.target ?? null,
		isCostShown,
	};
}

/** How many earlier requests of somebody are shown. */
const mostEarlier = 3;

/** The last requests of whoever asked, without this one, the newest first; none where no name was given. */
export function selectEarlier(notes: readonly ApprovalNote[], { request }: ApprovalNote): readonly ApprovalNote[] {
	const by = request.by.trim();
	if (by === '') return [];
	return notes
		.filter((note) => note.request.id !== request.id && note.request.by.trim() === by)
		.toSorted((left, right) => right.request.at.localeCompare(left.request.at))
		.slice(0, mostEarlier);
}
