import type { DealFacts, DealStage, RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, Page, ReadFailure } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { currencyOf, currencyOfSign, servedCurrency, signOf } from './api-currencies.ts';
import type { Memory } from './api-memory.ts';
import { healthOf } from './edits.ts';
import { fieldIn, shellFields } from './fields.ts';
import { pageMarks, shownNumber } from './fields-numbers.ts';
import { type Classic, classicOf, recordInFront, shellRecord } from './front.ts';
import { served } from './wire-classic.ts';

/** What the page alone tells of a record: its name, stage and amount, neither costs nor lines. */
type Shown = Pick<DealFacts, 'name' | 'stage' | 'amount' | 'currency' | 'probability'>;

function stageOf(id: string | null | undefined, label: string | null | undefined): DealStage | null {
	return id ? { id, label: label?.trim() || null, since: null } : null;
}

/** The saved values of a form: what it was served with, whatever is typed since. */
function shownInForm({ form, document, ref }: Classic, memory: Memory): Shown {
	const marks = pageMarks(document) ?? memory.marks;
	const isQuote = ref.kind === 'quote';
	const name = isQuote ? 'stage' : 'sales_stage';
	const stage = served(form, name);
	const list = form.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
	const number = (field: string) => (isQuote ? null : shownNumber(served(form, field) ?? '', marks));
	return {
		name: served(form, 'name') ?? '',
		stage: stageOf(stage, [...(list?.options ?? [])].find(({ value }) => value === stage)?.text),
		amount: number('amount'),
		currency: currencyOf(memory.currencies, served(form, 'currency_id'), signOf(servedCurrency(form))),
		probability: fraction(number('probability')),
	};
}

function shownInCells({ content, document, ref }: Classic, memory: Memory): Shown {
	const marks = pageMarks(document) ?? memory.marks;
	const isQuote = ref.kind === 'quote';
	const cell = (field: string) => content.querySelector(`.detail-view-field[field="${field}"]`);
	// An open cell holds what is typed.
	const text = (field: string) => (cell(field)?.matches('.inlineEditActive') ? '' : (cell(field)?.textContent ?? ''));
	const stage = cell(isQuote ? 'stage' : 'sales_stage');
	const title = content.querySelector('.module-title-text')?.textContent ?? text('name');
	return {
		name: title.trim(),
		stage: stageOf(stage?.querySelector<HTMLInputElement>('input[type="hidden"]')?.value, stage?.textContent),
		amount: isQuote ? null : shownNumber(text('amount'), marks),
		currency: null,
		probability: isQuote ? null : fraction(shownNumber(text('probability'), marks)),
	};
}

function shownInShell(record: Element, memory: Memory): Shown {
	const text = (field: string) =>
		record.querySelector(`.dynamic-field-name-${field}.dynamic-field-mode-detail`)?.textContent?.trim() ?? '';
	const chip = fieldIn<HTMLElement>(record, shellFields.stageChip).element?.title;
	const label = text('sales_stage') || chip || '';
	return {
		name: record.querySelector('.record-view-name .dynamic-label')?.textContent?.trim() ?? text('name'),
		stage: stageOf(memory.stageKeys.get(label), label),
		amount: shownNumber(text('amount'), memory.marks),
		currency: currencyOfSign(text('amount').replace(/[-\d.,'\s\u00a0\u202f]/g, '')),
		probability: fraction(shownNumber(text('probability'), memory.marks)),
	};
}

/** Reads what the page alone tells; null fields are unknown. */
export function readFactsFromPage(page: Page, ref: RecordRef, memory: Memory): Result<FactsReading, ReadFailure> {
	const front = recordInFront(page);
	const classic = classicOf(page);
	const record = classic ? null : shellRecord(page);
	if (front?.id !== ref.id || front.kind !== ref.kind || !(classic || record)) return missing('record');
	const shown = classic
		? (classic.isEditView ? shownInForm : shownInCells)(classic, memory)
		: shownInShell(record as Element, memory);
	const facts = pageFacts(ref, {
		...shown,
	});
	return { ok: true, value: { facts, health: healthOf(page) } };
}
