import { isDrawn } from '../kit/places.ts';
import { pointedAt } from '../kit/pointed.ts';

/** Fields of a record. Class names are made anew by each build; ids name record and field. */

/** An id, as part of an expression. */
export const uuid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** Finds record and field in the id of a field's box. */
export const idOfField = new RegExp(`(${uuid})-([A-Za-z]\\w*)$`);

function firstShown(document: Document, selector: string): Element | null {
	return [...document.querySelectorAll(selector)].find(isDrawn) ?? null;
}

/** True while fields of a record are drawn. `id` is one that an address or a field gave: letters, digits, hyphens. */
export function hasFields(document: Document, id: string): boolean {
	return firstShown(document, `[id^="label-"][id*="${id}-"]`) !== null;
}

/** Where a field's value stands, and whether it was found beside its label. */
interface FieldBox {
	readonly box: Element;
	readonly isByLabel: boolean;
}

/** What is around all fields of a record that are drawn. */
function recordAround(document: Document, id: string): Element | null {
	const own = [...document.querySelectorAll(`[id*="${id}-"]`)].filter(isDrawn);
	let at = own[0]?.parentElement ?? null;
	while (at?.parentElement && !own.every((field) => at?.contains(field))) at = at.parentElement;
	return at;
}

/** Fields whose value may be looked for where the user said it is. An amount leaves its place while it is typed. */
const shownFields: Readonly<Record<string, string>> = { stage: 'Stage' };

/** The same as they are called in sentences. */
export const repairable = Object.values(shownFields);

function shownToBe(document: Document, id: string, field: string): Element | null {
	const title = shownFields[field];
	const scope = title === undefined ? null : recordAround(document, id);
	const box = title !== undefined && scope ? pointedAt(title, scope) : null;
	return box && isDrawn(box) && (fieldAround(box)?.id ?? id) === id ? box : null;
}

/**
 * Finds a field: the box after its label (seen in the source, 0.53), else the box that has an id itself (newer), else the
 * one that the user showed.
 */
export function fieldBox(document: Document, id: string, field: string): FieldBox | null {
	const byLabel = firstShown(document, `[id^="label-"][id$="${id}-${field}"]`)?.nextElementSibling;
	if (byLabel) return { box: byLabel, isByLabel: true };
	const own = firstShown(document, `[id$="${id}-${field}"]:not([id^="label-"])`);
	const box = own ?? shownToBe(document, id, field);
	return box && { box, isByLabel: false };
}

/** Record and field that an element is about, by the id of its box or of the label before it. */
export function fieldAround(element: Element): { readonly id: string; readonly field: string } | null {
	for (let at: Element | null = element; at && at.localName !== 'body'; at = at.parentElement)
		for (const named of [at, at.previousElementSibling]) {
			const [, id, field] = idOfField.exec(named?.id ?? '') ?? [];
			if (id && field) return { id, field };
		}
	return null;
}
