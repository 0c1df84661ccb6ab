import type { DealFacts } from '../../core/model/deal.ts';
import { type LineEdit, noEdits } from '../../core/model/deal-edits.ts';
import type { EditsReading, FieldHealth, Page } from '../contract.ts';
import { currencyChosen } from '../kit/chosen.ts';
import { missing } from '../kit/facts.ts';
import { differs, ofUnseenZero } from '../kit/numbers.ts';
import { areAllBroken, kinds, orAbsent, worstOf } from '../kit/places.ts';
import { allWays, type FirstTexts, firstText, type NumberWays, typedByWays, waysSeen } from '../kit/ways.ts';
import { type Memory, stageKey } from './api.ts';
import {
	addedLine,
	editOf,
	isCostTyped,
	isDrawnTwice,
	matchRows,
	readRows,
	rowElements,
	shownNumbers,
} from './edits-rows.ts';
import { dealFields, fieldIn, recordParts, type Scope, shownToBe, structure, textOf } from './fields.ts';
import { recordInFront, scopeOf } from './front.ts';

/** What is typed in HubSpot and not saved. */

/** True when the address is that of an editor of lines, or of a quote, which holds one. */
function isEditor({ url }: Page): boolean {
	return /^\/(?:line-items|quotes)\//.test(url.pathname);
}

function isReady({ root, isPanel }: Scope): boolean {
	return isPanel || root.querySelector(recordParts) !== null;
}

/** How this user writes numbers, as far as the page shows numbers that are known. */
export function waysOf(page: Page, saved: DealFacts, first: FirstTexts): NumberWays {
	if (isEditor(page)) return waysSeen(shownNumbers(page.document, saved, first));
	const scope = scopeOf(page);
	const shown = textOf(fieldIn(scope, dealFields.shownAmount).element);
	const field = fieldIn(scope, dealFields.amount).element;
	const text = shown ?? (field?.matches('input') ? firstText(field as HTMLInputElement, first) : '');
	return waysSeen([[text, saved.amount]]);
}

/** The stage a page shows: its label may follow the field's own. Null when that is none, or could be two. */
export function stageShown(scope: Scope, { pipeline, stages }: Memory) {
	const text = textOf(fieldIn(scope, dealFields.stage).element) ?? '';
	const own = (stages ?? []).filter((stage) => stage.pipeline === pipeline && stage.label !== '');
	const named = own.filter(({ label }) => label === text);
	const [found, ...others] = named.length > 0 ? named : own.filter(({ label }) => text.endsWith(label));
	return found && others.length === 0 ? found : null;
}

/**
 * The stage shown on the page, when it is another than the saved one. Where the page saves it at once it is no edit for
 * longer than until the deal is read again.
 */
function stageTyped(scope: Scope, saved: DealFacts, memory: Memory): string | undefined {
	const shown = stageShown(scope, memory);
	const key = shown && stageKey(memory.stages ?? [], shown.pipeline, shown.id);
	return key !== null && key !== saved.stage?.id ? key : undefined;
}

/** The amount's field, what it is in, and what shows the amount while it is no field. */
function amountOf(scope: Scope) {
	const field = fieldIn(scope, dealFields.amount);
	const isBoxed = fieldIn(scope, dealFields.amountBox).element !== null;
	const isOnlyShown = !isBoxed && fieldIn(scope, dealFields.shownAmount).element !== null;
	const isThere = field.element || isOnlyShown || shownToBe(scope, dealFields.amount.field, '*');
	return { field, isMissing: !isThere && isReady(scope) };
}

function dealEdits(page: Page, saved: DealFacts, memory: Memory, ways: NumberWays): EditsReading {
	const scope = scopeOf(page);
	const { field, isMissing } = amountOf(scope);
	if (isMissing) return missing('Amount');
	const amount = field.element ? typedByWays(textOf(field.element) ?? '', ways) : null;
	const stageId = stageTyped(scope, saved, memory);
	return {
		ok: true,
		value: {
			...noEdits(saved.ref),
			...(amount && differs(saved.amount, amount, ofUnseenZero) ? { amount } : {}),
			...(stageId === undefined ? {} : { stageId }),
			...currencyChosen(textOf(fieldIn(scope, dealFields.currency).element), saved.currency),
		},
	};
}

function lineEdits({ document }: Page, saved: DealFacts, memory: Memory, ways: NumberWays): EditsReading {
	const none = noEdits(saved.ref);
	const rows = readRows(document, ways);
	// The editor is drawn before its lines come.
	if (saved.lines === null || rows.length === 0) return { ok: true, value: none };
	const lost = rows.flatMap(({ health }) => health).find(({ state }) => state === 'broken');
	if (lost) return missing(lost.field);
	const { of, isWhole } = matchRows(rows, saved.lines);
	const isCostOther = rows.some((row, at) => {
		const line = of[at];
		return memory.costField === null && line && isCostTyped(row, line);
	});
	const at = rows.findIndex(({ element }) => element.contains(document.activeElement));
	const activeLineId = at < 0 ? null : (of[at]?.id ?? `new-${at}`);
	if (!isWhole || isCostOther || isDrawnTwice(rows))
		return { ok: true, value: { ...none, areLinesUnmatched: true, activeLineId } };
	const lines: Record<string, LineEdit> = {};
	for (const [place, row] of rows.entries()) {
		const line = of[place];
		const edit = line ? editOf(row, line) : {};
		if (line && Object.keys(edit).length > 0) lines[line.id] = edit;
	}
	const added = rows.flatMap((row, place) => (of[place] ? [] : [addedLine(row, place)]));
	return { ok: true, value: { ...none, lines, added, activeLineId } };
}

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts, memory: Memory, ways: NumberWays): EditsReading {
	const front = recordInFront(page);
	if (front?.id !== saved.ref.id || front.kind !== saved.ref.kind) return { ok: true, value: noEdits(saved.ref) };
	return (isEditor(page) ? lineEdits : dealEdits)(page, saved, memory, ways);
}

/** True while something may differ from what is saved. */
export function isEditing(page: Page): boolean {
	if (isEditor(page)) return rowElements(page.document).length > 0;
	const field = fieldIn(scopeOf(page), dealFields.amount).element;
	return field !== null && field === page.document.activeElement;
}

/** How each field is found: `absent` when nothing of the deal is, `drifted` one that is found by a fallback, `broken` one without which nothing can be read. */
export function healthOf(page: Page): FieldHealth[] {
	if (isEditor(page)) {
		const rows = readRows(page.document, allWays);
		const found = worstOf(rows.flatMap(({ health }) => health));
		// Rows are known by their fields: where none is, a table with fields is made otherwise than we know.
		const isUnknown = rows.length === 0 && page.document.querySelector('table input, [role="row"] input') !== null;
		return orAbsent(found, isUnknown || areAllBroken(found), { field: kinds.lines, seen: structure });
	}
	const scope = scopeOf(page);
	if (!isReady(scope)) return [];
	const { field, isMissing } = amountOf(scope);
	const { element, health: stage } = fieldIn(scope, dealFields.stage);
	const found = [
		...(isMissing || field.element ? [field.health] : []),
		{ ...stage, state: stage.state === 'broken' ? 'drifted' : stage.state } as const,
	];
	return orAbsent(found, isMissing && !element, { field: kinds.deal, seen: structure });
}
