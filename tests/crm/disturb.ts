import type { DealEdits, TypedValue } from '../../core/model/deal-edits.ts';
import { formatDecimal, parseDecimal } from '../../core/model/decimal.ts';

/** Ways in which pages and answers go wrong. */

/** What is half typed, foreign or meant badly in a number field. */
export const hostileNumbers: readonly string[] = [
	'',
	'-',
	'1e3',
	'12abc',
	'1..2',
	'1,,2',
	'--5',
	'0x1F',
	'NaN',
	'Infinity',
	'١٢',
	'12 34',
	'=1+1',
	'<img src=x onerror=alert(1)>',
	'9'.repeat(80),
];

/** What may stand in a text of the page. */
const hostileTexts: readonly string[] = [
	'<script>alert(1)</script>',
	'"></td></tr></table>',
	'\u202eevitagen\u0000',
	'__proto__',
	'{"__class__":"Decimal"}',
	'*'.repeat(5000),
];

type NumberField = HTMLInputElement | HTMLTextAreaElement;

/** Fields of a page that hold a number, or may. */
export function numberFields(document: Document): NumberField[] {
	const isNumber = /^[-+\u2212]?\d[\d.,'’\s\u00a0\u202f]*(?:%|[€$£]|[A-Z]{3})?$/;
	return [...document.querySelectorAll<NumberField>('input, textarea')].filter(({ type, value }) =>
		type === 'number' ? true : /^(?:text|tel|search|textarea)$/.test(type) && isNumber.test(value.trim()),
	);
}

/** Writes over every text and field of a page. */
export function makeHostile(document: Document): void {
	const walker = document.createTreeWalker(document.body ?? document, NodeFilter.SHOW_TEXT);
	let at = 0;
	const next = () => hostileTexts[at++ % hostileTexts.length] ?? '';
	while (walker.nextNode()) if (walker.currentNode.nodeValue?.trim()) walker.currentNode.nodeValue = next();
	for (const field of document.querySelectorAll<NumberField>('input, textarea')) field.value = next();
	for (const titled of document.querySelectorAll('[title]')) titled.setAttribute('title', next());
}

/** Every text with its number in edits. */
export function typedValues(edits: DealEdits): TypedValue[] {
	const found: TypedValue[] = [];
	function walk(value: unknown): void {
		if (typeof value !== 'object' || value === null) return;
		if ('text' in value && 'value' in value) found.push(value as TypedValue);
		else Object.values(value).forEach(walk);
	}
	walk(edits);
	return found;
}

/** A number, and the same as a fraction of a percent field. */
export function asTaken(number: string | undefined): string[] {
	const taken = parseDecimal(number);
	if (!taken) return [];
	const digits = (value: string) => value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
	return [taken, { digits: taken.digits, scale: taken.scale + 2 }].map((value) => digits(formatDecimal(value)));
}

/** The same number with no zeros at its end. */
export function shortest(number: string): string {
	return asTaken(number)[0] ?? number;
}

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

function withAt(value: unknown, path: Path, put: unknown): unknown {
	const [key, ...rest] = path;
	if (key === undefined) return put;
	const copy = Array.isArray(value) ? [...value] : { ...(value as Record<string, unknown>) };
	const place = copy as Record<string | number, unknown>;
	place[key] = withAt(place[key], rest, put);
	return copy;
}

const wrongValues: readonly unknown[] = [null, 7, 'x', true, [], {}];

/** At most this many places of an answer are tried, spread over it. */
const mostPlaces = 60;

/** Ways in which a page that is read for its facts is not the one that was asked for. */
function wrongPages(text: string): string[] {
	const half = text.slice(0, text.length / 2);
	const noValues = text.replace(/\bvalue=(["']).*?\1/g, 'value=""');
	return ['', '<!doctype html><title>Moved</title>', half, noValues, text.replaceAll('{', '{"x":'), '{}'];
}

/**
 * The same answer with one value of another type each; `undefined` inside is a key that is not there. A page in place of
 * JSON is cut, emptied and spoilt.
 */
export function wrongAnswers(text: string): string[] {
	let answer: unknown;
	try {
		answer = JSON.parse(text);
	} catch {
		return wrongPages(text);
	}
	const paths = pathsIn(answer);
	const step = Math.max(1, Math.floor(paths.length / mostPlaces));
	const chosen = paths.filter((_, at) => at % step === 0);
	return chosen.flatMap((path) => {
		const wrong = path.length === 0 ? wrongValues : [...wrongValues, undefined];
		return wrong.map((value) => JSON.stringify(withAt(answer, path, value)));
	});
}
