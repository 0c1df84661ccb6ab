/** Words of price lists, in English and German. */

/** How often a cost is due. */
export type CostPeriod = 'once' | 'month' | 'year';

const periods: readonly (readonly [CostPeriod, RegExp])[] = [
	[
		'month',
		/(?:\b(?:per|pro|je|a)\s+|\/\s*)(?:month|mo|monat|mon|m)\b\.?|\bp\.?\s?m\.|\bmonth(?:ly)?\b|\bmonatlich\w*|\bmtl\b\.?|\bmonats(?=kosten)|\bmonat\b/iu,
	],
	[
		'year',
		/(?:\b(?:per|pro|je|a)\s+|\/\s*)(?:year|yr|annum|jahr|a)\b\.?|\bp\.?\s?a\.|\b(?:year(?:ly)?|annual(?:ly)?)\b|\bjährlich\p{L}*|\bjahres(?=kosten)|\bjahr\b/iu,
	],
	['once', /\bone[\s-]?(?:time|off)\b|\bonce\b|\beinmal(?:ig\p{L}*)?\b/iu],
];

/** The period that a text names, and the text without it; null where it names none, or two. */
export function periodIn(text: string): { readonly period: CostPeriod | null; readonly rest: string } {
	const found = periods.flatMap(([period, pattern]) => (pattern.test(text) ? [[period, pattern] as const] : []));
	const [only] = found;
	if (found.length !== 1 || only === undefined) return { period: null, rest: text };
	return { period: only[0], rest: text.replace(only[1], ' ') };
}

/** The period that a cell names, and nothing else; null for anything else, such as a quarter. */
export function readPeriod(cell: string): CostPeriod | null {
	const text = cell.trim().toLowerCase();
	if (/^(?:m|mo|mth|mon|pm)\.?$/.test(text)) return 'month';
	if (/^(?:y|yr|a|j|pa)\.?$/.test(text)) return 'year';
	const { period, rest } = periodIn(text);
	return period !== null && /^[\s.]*$/.test(rest) ? period : null;
}

const freeWords = new Set('free gratis kostenlos kostenfrei frei umsonst'.split(' ').concat('free of charge'));
const yesWords = new Set('yes y true 1 x ja j wahr ✓'.split(' '));
const noWords = new Set('no n false 0 nein falsch - –'.split(' ').concat(''));

/** True for a cell that says in words that nothing is paid. */
export function saysFree(cell: string): boolean {
	return freeWords.has(cell.trim().toLowerCase());
}

/** A cell of a column "free": yes or no; null for anything else. */
export function readFree(cell: string): boolean | null {
	const text = cell.trim().toLowerCase();
	if (yesWords.has(text) || freeWords.has(text)) return true;
	return noWords.has(text) ? false : null;
}
