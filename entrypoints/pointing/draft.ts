import type { DealFacts, Instant } from '../../core/model/deal.ts';
import {
	type Hints,
	type MapColumn,
	type MapField,
	mappedCrm,
	type NumberWriting,
	type PageMap,
} from '../../core/model/page-map.ts';
import { idAt, shapeOf } from '../../crm/pointing/address.ts';
import { asLabel } from '../../crm/pointing/descriptor.ts';
import { plain, shownBy, textOf } from '../../crm/pointing/dom.ts';
import { factsOf, isConsistent } from '../../crm/pointing/facts.ts';
import { find } from '../../crm/pointing/find.ts';
import { currencyOf, figures, look } from '../../crm/pointing/look.ts';
import { isAmbiguous, readNumber, writingOf } from '../../crm/pointing/numbers.ts';
import { cellAt, findTable, headsOf, shownIn } from '../../crm/pointing/table.ts';

/** What was pointed at so far, and what it makes of the page. */

export type Columns = Readonly<Partial<Record<MapColumn, Hints>>>;

export interface Draft {
	readonly fields: Readonly<Partial<Record<MapField, Hints>>>;
	/** Null while no list of products was pointed at. */
	readonly columns: Columns | null;
	/** As the user said it; null where the page says it, or nobody was asked yet. */
	readonly discountAs: PageMap['discountAs'] | null;
	readonly decimal: NumberWriting['decimal'] | null;
	readonly currency: string | null;
	/** What people call this CRM. */
	readonly name: string;
}

/** Where a draft is from; `url` null while only its figures matter. */
export interface DraftPage {
	readonly document: Document;
	readonly url: URL | null;
}

export const emptyDraft: Draft = {
	fields: {},
	columns: null,
	discountAs: null,
	decimal: null,
	currency: null,
	name: '',
};

/** What was pointed at when a map was made, to be changed. */
export function draftOf(map: PageMap): Draft {
	const { fields, columns, discountAs, currency, name, numbers } = map;
	return { fields, columns, discountAs, currency, name, decimal: numbers.decimal };
}

/** True once something would be lost. */
export function isTouched({ fields, columns }: Draft): boolean {
	return columns !== null || Object.keys(fields).length > 0;
}

const numberColumns = ['quantity', 'listPrice', 'discount', 'netPrice', 'total', 'unitCost'] as const;

function placeOfField(document: Document, draft: Draft, field: MapField): Element | null {
	const hints = draft.fields[field];
	return hints ? find(document, hints, { isFigure: figures.includes(field) }) : null;
}

/** What the cells of a column show, with what is in choices beside them. */
function cellsOf(document: Document, columns: Columns, column: MapColumn): readonly Element[] {
	const table = columns[column] ? findTable(document, columns) : null;
	return table ? table.rows.flatMap((row) => cellAt(row, table.at[column]) ?? []) : [];
}

/** All numbers that are shown in the page's own writing: not those in fields that only hold numbers. */
function numbersIn(document: Document, { fields, columns, ...rest }: Draft): string[] {
	const draft = { fields, columns, ...rest };
	const places = [
		...(Object.keys(fields) as MapField[])
			.filter((field) => figures.includes(field))
			.map((field) => placeOfField(document, draft, field)),
		...numberColumns.flatMap((column) => cellsOf(document, columns ?? {}, column).map(shownIn)),
	];
	return places.flatMap((place) => {
		const text = place && (place as HTMLInputElement).type !== 'number' ? shownBy(place) : '';
		return /\d/.test(text) ? [text] : [];
	});
}

/** How the page writes numbers; null when only the user can tell. */
export function writingNow(document: Document, draft: Draft, more: readonly string[] = []): NumberWriting | null {
	const language = document.documentElement.lang;
	const { decimal } = draft;
	const said = writingOf([...numbersIn(document, draft), ...more], language);
	if (!decimal || said?.decimal === decimal) return said;
	return { decimal, group: decimal === '.' ? ',' : '.', language };
}

/** A number that can be read in two ways, "1,850"; null when the page's numbers are only written in two ways. */
export function doubtfulNumber(document: Document, draft: Draft): string | null {
	return numbersIn(document, draft).find(isAmbiguous) ?? null;
}

/** What a place shows as a number by what is known so far; null for none, or while it could be two. */
export function numberShown(document: Document, draft: Draft, text: string): string | null {
	const writing = writingNow(document, draft, [text]);
	return writing && readNumber(text, writing);
}

/** True for a text that some language reads as one number. */
export function isNumber(text: string): boolean {
	const ways = [',', '.', ' ', '’', "'"].flatMap((group) => ['.', ','].map((decimal) => ({ decimal, group })));
	return ways.some((marks) => marks.decimal !== marks.group && readNumber(text, marks) !== null);
}

/** What the discount column holds as the page itself says it; null when it does not. */
function discountSaid(document: Document, draft: Draft): PageMap['discountAs'] | null {
	const columns = draft.columns ?? {};
	const table = findTable(document, columns);
	const place = table?.at.discount?.place;
	if (!table || place === undefined) return 'percent';
	const head = headsOf(table.table)[place];
	const cells = cellsOf(document, columns, 'discount');
	const texts = [head ? textOf(head.cell) : '', ...cells.map((cell) => shownBy(shownIn(cell)))];
	const units = cells.flatMap((cell) => [...cell.querySelectorAll('select')].map(shownBy));
	const isPercent = [...texts, ...units, ...cells.map((cell) => plain(cell.textContent))].some((text) =>
		/%|pct|per ?cent|prozent/i.test(text),
	);
	const isAmount = texts.some((text) => /\p{Sc}|\b[A-Z]{3}\b/u.test(text));
	if (isPercent !== isAmount) return isPercent ? 'percent' : 'amount';
	const right = (['percent', 'amount'] as const).filter((discountAs) => isSound(document, { ...draft, discountAs }));
	return right.length === 1 ? (right[0] ?? null) : null;
}

/** True when a line has a discount, and all lines add up with it. */
function isSound(document: Document, draft: Draft): boolean {
	const map = mapOf(draft, { document, url: null }, null);
	const rows = map ? (look(document, map).rows ?? []) : [];
	const hasDiscount = rows.some(({ values }) => Number(values.discount?.value ?? 0) !== 0);
	return map !== null && hasDiscount && rows.every((row) => isConsistent(row, map));
}

/** What the page does not say and the user must. */
export type Question = 'discountAs' | 'numbers' | 'currency';

/** Questions that are open. */
export function questionsOf(document: Document, draft: Draft): readonly Question[] {
	const open: Question[] = [];
	if (writingNow(document, draft) === null) open.push('numbers');
	if (draft.columns?.discount && !draft.discountAs && discountSaid(document, draft) === null) open.push('discountAs');
	if (draft.currency === null && currencyShown(document, draft) === null) open.push('currency');
	return open;
}

/** The currency that the page shows beside an amount. */
function currencyShown(document: Document, draft: Draft): string | null {
	const amount = placeOfField(document, draft, 'amount');
	const totals = (['total', 'netPrice', 'listPrice'] as const).flatMap((column) =>
		cellsOf(document, draft.columns ?? {}, column).map((cell) => shownBy(shownIn(cell))),
	);
	for (const text of amount ? [shownBy(amount)] : totals.slice(0, 1)) {
		const shown = currencyOf({ currency: null }, text);
		if (shown) return shown;
	}
	return null;
}

/** Who makes the map, and when. */
export interface Making {
	readonly id: string;
	readonly at: Instant;
}

/** The map of a draft, in place of `base` where one is changed. Null while it is not known how numbers are written. */
export function mapOf(
	draft: Draft,
	{ document, url }: DraftPage,
	base: PageMap | null,
	making?: Making,
): PageMap | null {
	const isRough = url === null;
	const language = document.documentElement.lang;
	const numbers = writingNow(document, draft);
	const shape = url && shapeOf(url);
	if (!numbers || (url && !shape)) return null;
	const isKnown = url !== null && base?.pages.some((page) => idAt(page, url) !== null);
	return {
		format: 1,
		id: base?.id ?? making?.id ?? 'draft',
		version: base?.version ?? 0,
		updatedAt: making?.at ?? '',
		site: url?.origin ?? '',
		name: draft.name,
		kind: base?.kind ?? (draft.columns ? 'quote' : 'opportunity'),
		pages: isKnown ? (base?.pages ?? []) : [...(base?.pages ?? []), ...(shape ? [shape] : [])],
		fields: draft.fields,
		columns: draft.columns,
		numbers: { ...numbers, language },
		currency: draft.currency,
		discountAs: draft.discountAs ?? (isRough ? 'percent' : (discountSaid(document, draft) ?? 'percent')),
	};
}

/** What is read of the page by a map, and where it does not hold together. */
export interface Reading {
	readonly facts: DealFacts;
	/** In English; null when nothing that is needed is missing. */
	readonly missing: string | null;
	/** Products whose figures contradict each other. */
	readonly contradicting: readonly string[];
	/** What stands where a number was expected. */
	readonly unreadable: readonly string[];
}

export function readBy(map: PageMap, { document, url }: DraftPage): Reading {
	const shown = look(document, map);
	const id = (url && map.pages.map((page) => idAt(page, url)).find(Boolean)) ?? 'draft';
	const facts = factsOf(shown, map, { crm: mappedCrm, site: map.site, kind: map.kind, id }, map.updatedAt);
	const rows = shown.rows ?? [];
	const figuresShown = Object.entries(shown.fields).flatMap(([name, typed]) => (figures.includes(name) ? [typed] : []));
	const values = [...figuresShown, ...rows.flatMap((row) => Object.values(row.values))];
	return {
		facts,
		missing: shown.missing,
		contradicting: rows.flatMap((row) => (isConsistent(row, map) ? [] : [row.product])),
		unreadable: values.flatMap(({ text, value }) => (value === null && /[^\s–—-]/.test(text) ? [text] : [])),
	};
}

/** What a CRM calls itself, as far as its page tells: the last part of the title, else its host. */
export function nameOfCrm(document: Document, url: URL): string {
	const parts = document.title.split(/\s+[|·•–—-]\s+/);
	const last = parts.length > 1 ? plain(parts.at(-1)) : '';
	return last !== '' && last.length <= 40 && asLabel(last) !== null ? last : url.hostname.replace(/^(?:www|app)\./, '');
}
