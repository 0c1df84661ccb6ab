import { vi } from 'vitest';
import type { DealFacts, QuoteLine, RecordRef } from '../../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	noEdits,
	unknownProduct,
} from '../../../core/model/deal-edits.ts';
import type { Result } from '../../../core/model/result.ts';
import { defaultLayout } from '../../../core/model/settings.ts';
import type { Adapter, FactsReading, ReadFailure } from '../../../crm/contract.ts';
import { type Session, startSession } from '../../../entrypoints/page/session.ts';
import type { FromPage } from '../../../messages/port.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';

/** Percent off list, by line id. */
export type Discounts = Readonly<Record<string, string>>;

type Answer = Result<FactsReading, ReadFailure>;

const fractionOf = (percent: string) => String(Number(percent) / 100);

function lineOf(id: string, percent: string): QuoteLine {
	const [first] = fixtureDeal.lines ?? [];
	return { ...(first as QuoteLine), id, discounts: [fractionOf(percent)] };
}

/** The quote with these lines, as an API tells it. */
function factsOf(discounts: Discounts, rest: Partial<DealFacts> = {}): DealFacts {
	return { ...fixtureDeal, lines: Object.entries(discounts).map(([id, percent]) => lineOf(id, percent)), ...rest };
}

/** The page's record of finished requests, filled by the test. */
function stubRequests() {
	let heard: (list: { getEntries(): object[] }) => void = () => undefined;
	vi.stubGlobal(
		'PerformanceObserver',
		class {
			constructor(listener: typeof heard) {
				heard = listener;
			}
			observe() {}
			disconnect() {}
		},
	);
	return (startedMsAgo: number) => {
		const startTime = window.performance.now() - startedMsAgo;
		heard({ getEntries: () => [{ initiatorType: 'fetch', name: 'http://crm.example/save', startTime }] });
	};
}

/**
 * A quote page like those of CRMs that save a whole form: rows are compared with what is saved only while the form is
 * changed. Its API answers when the test says so.
 */
export function openPage(drawn: Discounts) {
	document.body.innerHTML = '<input id="field">';
	const field = document.querySelector('#field') as HTMLInputElement;
	const requestEnded = stubRequests();
	const posted: FromPage[] = [];
	const reads: { answer: (result: Answer) => void; signal: AbortSignal }[] = [];
	const crm = {
		rows: { ...drawn } as Record<string, string>,
		isChanged: false,
		/** What a dialog over the form will do; it can be told where the rows are as they are saved. */
		dialog: null as Partial<DealEdits> | null,
		/** A client that keeps its rows comparable after a save. */
		isFormOpen: true,
		ref: fixtureDeal.ref as RecordRef | null,
		totals: null as { revenue: string; margin: string | null; currency: string | null } | null,
		totalsReads: 0,
		editReads: 0,
		framesPlaced: 0,
		/** The deal's amount as the page shows it; null where it shows none. */
		amount: null as string | null,
		/** Rows fit no saved line: all of them, or where there are more or fewer than saved lines. */
		rowsThatFit: 'known' as 'known' | 'none' | 'same-number',
	};
	const adapter: Adapter = {
		crm: 'demo',
		title: 'Demo',
		docking: { doesContainFixed: false, doesNotifyResize: false },
		places: [],
		structure: null,
		claims: () => true,
		userOf: async () => 'unknown' as const,
		recordInFront: () => crm.ref,
		open: () => ({
			readFacts: (_page, _ref, signal) => new Promise((answer) => reads.push({ answer, signal })),
			readFactsFromPage: () => ({ ok: false, error: { code: 'field-missing' } }),
			readEdits(_page, saved) {
				crm.editReads += 1;
				const none = noEdits(saved.ref);
				const isSaved = ({ id, discounts }: QuoteLine) => fractionOf(crm.rows[id] ?? '') === discounts[0];
				const isBehind = saved.lines?.length !== Object.keys(crm.rows).length || !saved.lines.every(isSaved);
				if (crm.dialog && isBehind) return { ok: true, value: { ...none, areLinesUnmatched: true } };
				if (crm.dialog) return { ok: true, value: { ...none, ...crm.dialog } };
				const isOtherNumber = Object.keys(crm.rows).length !== saved.lines?.length;
				if (crm.rowsThatFit === 'none' || (crm.rowsThatFit === 'same-number' && isOtherNumber))
					return { ok: true, value: { ...none, areLinesUnmatched: true } };
				if (!crm.isChanged) return { ok: true, value: none };
				const isOtherAmount = crm.amount !== null && crm.amount !== saved.amount;
				const amount = isOtherAmount ? { amount: { text: crm.amount ?? '', value: crm.amount } } : {};
				const lines: Record<string, LineEdit> = {};
				const added: AddedLine[] = [];
				for (const [id, percent] of Object.entries(crm.rows)) {
					const line = saved.lines?.find((one) => one.id === id);
					const typed = { text: percent, value: fractionOf(percent) };
					if (!line)
						added.push({ ...unknownProduct, id, description: id, quantity: '1', listPrice: '1', netPrice: '1' });
					else if (line.discounts[0] !== typed.value) lines[id] = { price: { by: 'discount', typed } };
				}
				const removed = (saved.lines ?? []).flatMap(({ id }) => (id in crm.rows ? [] : [id]));
				return { ok: true, value: { ...none, ...amount, lines, added, removed } };
			},
			isEditing: () => crm.isChanged || crm.dialog !== null,
			readTotals: () => {
				crm.totalsReads += 1;
				return crm.totals;
			},
		}),
	};
	const session: Session = startSession({
		document,
		adapter,
		callApi: async () => null,
		showFrame: async () => {
			crm.framesPlaced += 1;
			return defaultLayout;
		},
		hideFrame: () => undefined,
		tendFrame: () => undefined,
		setLayout: () => undefined,
		giveFocusBack: () => undefined,
		post: (message) => posted.push(structuredClone(message)),
		clear: () => undefined,
		isAlive: () => true,
		died: () => undefined,
	});
	const of = <T extends FromPage['type']>(type: T) =>
		posted.filter((message): message is Extract<FromPage, { type: T }> => message.type === type);
	return {
		crm,
		session,
		posted,
		reads,
		of,
		requestEnded,
		/** Types a discount into a row of the form, as the client's own listeners leave it. */
		async type(id: string, percent: string) {
			crm.rows[id] = percent;
			crm.isChanged = true;
			field.dispatchEvent(new Event('input', { bubbles: true }));
			await vi.advanceTimersByTimeAsync(100);
		},
		/** The form is not changed any more: it was saved, or given up and drawn as it was. */
		async formCleaned(rows: Discounts = crm.rows) {
			crm.rows = { ...rows };
			crm.isChanged = false;
			field.dispatchEvent(new Event('click', { bubbles: true }));
			await vi.advanceTimersByTimeAsync(0);
		},
		/** Answers the newest read. */
		async answer(discounts: Discounts, rest: Partial<DealFacts> = {}) {
			reads.at(-1)?.answer({ ok: true, value: { facts: factsOf(discounts, rest), health: [] } });
			await vi.advanceTimersByTimeAsync(0);
		},
		async refuse(failure: ReadFailure) {
			reads.at(-1)?.answer({ ok: false, error: failure });
			await vi.advanceTimersByTimeAsync(0);
		},
		pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
		/** What the sidebar shows by the last messages: which line at which discount, and in what standing. */
		shown(): { standing: string; discounts: Record<string, string>; elsewhere: readonly string[] | undefined } {
			const facts = of('facts.read').at(-1)?.facts;
			const last = posted.filter(({ type }) => ['facts.read', 'edits.read', 'edits.settling'].includes(type)).at(-1);
			const told = posted.filter(
				(message): message is Extract<FromPage, { type: 'edits.read' | 'edits.settling' }> =>
					message.type === 'edits.read' || message.type === 'edits.settling',
			);
			const edits = told.at(-1)?.edits;
			const discounts = Object.fromEntries(
				(facts?.lines ?? []).map((line) => {
					const edit = edits?.lines[line.id]?.price;
					return [line.id, String(Math.round(Number(edit ? edit.typed.value : line.discounts[0]) * 1000) / 10)];
				}),
			);
			const standing = last?.type === 'edits.settling' ? last.phase : 'live';
			return { standing, discounts, elsewhere: edits?.changedElsewhere };
		},
	};
}
