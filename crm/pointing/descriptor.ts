import type { Hint, Hints } from '../../core/model/page-map.ts';
import { controlsIn, coresOf, isControl, isVisible, plain, textOf, wrappersOf } from './dom.ts';

/** Attributes in which markup names a field; what others hold may be of one record alone. */
const naming =
	/^(?:data-(?:field|fieldname|field-name|name|key|column|col|col-id|property|attribute|attr|test|testid|test-id|qa|cy|title|label)|field|itemprop|formcontrolname|col-id)$/;

const longestLabel = 60;

/** A label as it is compared: without case, colon, asterisk and the currency it is in. */
export function asLabel(text: string): string | null {
	const label = plain(text)
		.replace(/\((?:[A-Z]{3}|[€$£¥])\)/g, '')
		.replace(/[\s:*]+$/, '')
		.toLowerCase()
		.trim();
	return label !== '' && label.length <= longestLabel && /\p{L}|%|#/u.test(label) ? label : null;
}

/** A name in markup without what counts rows or records; null for one that says nothing, or was made up by a machine. */
export function asName(text: string | null): string | null {
	const name = (text ?? '')
		.trim()
		.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
		.replace(/\d+/g, '#');
	if (!/[a-z]{2}/i.test(name) || name.length > 80 || /\s/.test(name)) return null;
	return (name.match(/#/g) ?? []).length > 2 || /^:r|^[a-f#]{8,}$/i.test(name) ? null : name;
}

/** A label, and the element that holds it together with what it names. */
interface Label {
	readonly text: string;
	readonly group: Element | null;
}

function labelled(text: string, group: Element | null): Label | null {
	const label = asLabel(text);
	return label === null ? null : { text: label, group };
}

/** True for a table whose first row heads its columns: what stands left of a cell is no label then. */
function isDataTable(table: Element): boolean {
	return table.querySelector('thead, [role=columnheader], tr:first-child > th + th') !== null;
}

/** The text that names a place: told by markup, else the nearest text before it. Null when there is none. */
export function labelOf(place: Element): Label | null {
	const ids = place.getAttribute('aria-labelledby');
	if (ids) {
		const texts = ids.split(/\s+/).map((id) => place.ownerDocument.getElementById(id));
		const label = labelled(texts.map((part) => (part ? textOf(part) : '')).join(' '), null);
		if (label) return label;
	}
	const own = (place as Partial<HTMLInputElement>).labels?.[0] ?? place.closest('label');
	// A label around a text that is no field names itself and the text at once.
	if (own && isControl(place)) return labelled(textOf(own), own);
	return nearLabel(place);
}

/** Nothing outside of these names what is inside. */
const bounds = new Set('html body main section article form table tbody thead tfoot tr ul ol dialog'.split(' '));

/** Titles of a part of the page, not of one field. */
const titles = new Set(['h1', 'h2', 'h3']);

/**
 * The nearest text before a place and what is around it alone. With a text that it names it must be by itself: where the
 * value of a field is gone, the next field's label would be taken for it.
 */
function nearLabel(place: Element): Label | null {
	for (const at of wrappersOf(place)) {
		if (isCell(at) && isInDataTable(at)) return null;
		for (let before = at.previousSibling; before; before = before.previousSibling) {
			const part = before.nodeType === 1 ? (before as Element) : null;
			if (!part && before.nodeType !== 3) continue;
			if (part && titles.has(part.localName)) return null;
			if (part && (!isVisible(part) || part.localName === 'button')) continue;
			// What stands before is a field of its own, or one of several values in a row.
			if (part && (isControl(part) || controlsIn(part).length > 0)) return null;
			const text = part ? textOf(part) : plain(before.nodeValue);
			if (text === '' || text === ':') continue;
			const label = labelled(text, at.parentElement);
			return label && isPaired(at, part, label, place) ? label : null;
		}
		const { parentElement: parent } = at;
		if (!parent || bounds.has(parent.localName) || parent.getAttribute('role') === 'dialog') return null;
	}
	return null;
}

/** True when what stands before `at` can only be the label of the place in it. */
function isPaired(at: Element, before: Element | null, { text, group }: Label, place: Element): boolean {
	if (!group || isGroupOf(group, place, text)) return true;
	if (at.localName === 'dd') return before?.localName === 'dt';
	if (!isCell(at) || !before) return false;
	// Labels and values take turns in a row, unless one is missing.
	const cells = [...group.children];
	return cells.length % 2 === 0 && cells.indexOf(at) % 2 === 1;
}

function isCell(element: Element): boolean {
	return /^t[dh]$/.test(element.localName) || element.getAttribute('role') === 'gridcell';
}

function isInDataTable(cell: Element): boolean {
	const table = cell.closest('table,[role=grid]');
	return !table || isDataTable(table);
}

/** Attributes in which markup names what an element shows. */
export function namesOf(element: Element): Hint[] {
	return [...element.attributes].flatMap(({ name, value }): Hint[] => {
		const said = naming.test(name) ? (asName(value) ?? asLabel(value)) : null;
		return said === null ? [] : [{ by: 'data', value: `${name}=${said}` }];
	});
}

/** True for an element that holds a place with its label and nothing else. */
function isGroupOf(group: Element, place: Element, label: string): boolean {
	const fields = controlsIn(group).length;
	if (isControl(place)) return fields === 1;
	const rest = textOf(group).toLowerCase().replace(label, '').replace(textOf(place).toLowerCase(), '');
	return fields === 0 && !/[\p{L}\d]/u.test(rest);
}

/** The tags above a place up to its page, and the place's own first class, as a selector. */
function pathOf(place: Element): string {
	const tags: string[] = [];
	for (let at: Element | null = place; at && at.localName !== 'body'; at = at.parentElement) tags.unshift(at.localName);
	const own = [...place.classList].find((name) => /^[a-z]+(?:-[a-z]+)*$/.test(name));
	return `${tags.join('>')}${own ? `.${own}` : ''}`;
}

/** In what kind of surroundings a place stands; a field is never looked for in another. */
function surroundingsOf(place: Element): string {
	let cell: Element | null = null;
	for (let at: Element | null = place; at; at = at.parentElement) {
		if (at.localName === 'dialog' || /^(?:alert)?dialog$/.test(at.getAttribute('role') ?? '')) return 'dialog';
		if (!cell && isCell(at)) cell = at;
	}
	return cell && isInDataTable(cell) ? 'table' : 'page';
}

const mostClasses = 4;

/** Classes such as "field-name-amount"; those of the place alone, when it is described for the first time. */
function classesOf(wrappers: readonly Element[], isFirst: boolean): Hint[] {
	const [place] = wrappers;
	const all = wrappers.flatMap((element) => [...element.classList].map((name) => ({ element, name })));
	const named = all.filter(({ name }) => /^[a-z]+(?:[-_]+[a-z]+)+$/i.test(name));
	const own = named.filter(({ element, name }) => {
		const alike = isFirst ? [...element.ownerDocument.getElementsByClassName(name)] : [];
		return alike.every((other) => wrappers.includes(other) || place?.contains(other));
	});
	return (isFirst ? own.slice(0, mostClasses) : own).map(({ name }) => ({ by: 'class', value: name }));
}

function unique(hints: readonly Hint[]): Hint[] {
	return [...new Map(hints.map((hint) => [`${hint.by} ${hint.value}`, hint])).values()];
}

/**
 * All that tells a place (`placeOf`) from the others of its page, and from those of other records. `isFirst`: it is
 * pointed at, not held against what was pointed at before.
 */
export function describe(place: Element, isFirst = true): Hints {
	const label = labelOf(place);
	const wrappers = [...wrappersOf(place), ...coresOf(place)];
	const around = label?.group && isGroupOf(label.group, place, label.text) ? [...wrappers, label.group] : wrappers;
	const name = asName(place.getAttribute('name'));
	const aria = wrappers.map((element) => asLabel(element.getAttribute('aria-label') ?? '')).find(Boolean);
	const id = wrappers.map((element) => asName(element.id)).find((found) => found && !found.includes('#'));
	return unique([
		...(label ? [{ by: 'label', value: label.text } as const] : []),
		...(aria ? [{ by: 'aria', value: aria } as const] : []),
		...(name ? [{ by: 'name', value: name } as const] : []),
		...around.flatMap(namesOf),
		...(id ? [{ by: 'id', value: id } as const] : []),
		...classesOf(wrappers, isFirst),
		{ by: 'inside', value: surroundingsOf(place) },
		{ by: 'path', value: pathOf(place) },
	]);
}
