import {
	compare,
	type DecimalString,
	formatDecimal,
	isDecimalString,
	parseDecimal,
	round,
	trimZeros,
} from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';

/** Numbers as a site writes them, and as its client reads what is typed. From the source, 2026. */

interface NumberFormat {
	readonly marks: LocaleMarks;
	/** Digits of prices. */
	readonly digits: number;
}

const usual = '#,###.##';

/** Formats by their pattern; "" for the decimal sign where there are no decimals. */
const formats: Readonly<Record<string, LocaleMarks>> = {
	[usual]: { decimal: '.', group: ',' },
	'#.###,##': { decimal: ',', group: '.' },
	'# ###.##': { decimal: '.', group: ' ' },
	'# ###,##': { decimal: ',', group: ' ' },
	"#'###.##": { decimal: '.', group: "'" },
	'#, ###.##': { decimal: '.', group: ', ' },
	'#,##,###.##': { decimal: '.', group: ',' },
	'#,###.###': { decimal: '.', group: ',' },
	'#.###': { decimal: '', group: '.' },
	'#,###': { decimal: '', group: ',' },
};

function settingIn(settings: string, name: string): string | null {
	const [, written] = new RegExp(`"${name}":\\s*("[^"]*"|\\d+)`).exec(settings) ?? [];
	try {
		return written === undefined ? null : String(JSON.parse(written));
	} catch {
		return null;
	}
}

function read(document: Document): NumberFormat {
	let pattern: string | null = null;
	let precision: string | null = null;
	for (const { textContent } of document.querySelectorAll('script:not([src])')) {
		const [, settings] = /sysdefaults["'\]]*\s*[:=]\s*(\{[^{}]*\})/.exec(textContent ?? '') ?? [];
		if (settings === undefined) continue;
		pattern = settingIn(settings, 'number_format');
		precision = settingIn(settings, 'currency_precision');
	}
	const marks = formats[pattern ?? usual] ?? { decimal: '.', group: ',' };
	const [, decimals = ''] = marks.decimal === '' ? [] : (pattern ?? usual).split(marks.decimal);
	return { marks, digits: precision ? Number(precision) : decimals.length };
}

const known = new WeakMap<Document, NumberFormat>();

/** How this site writes numbers, from the settings that its pages start with. */
export function formatOf(document: Document): NumberFormat {
	const format = known.get(document) ?? read(document);
	known.set(document, format);
	return format;
}

function checked(text: string): DecimalString | null {
	const plain = text.replace(/^(-?)\./, '$10.');
	return isDecimalString(plain) ? formatDecimal(trimZeros(parseDecimal(plain) ?? { digits: 0n, scale: 0 })) : null;
}

/**
 * A number as the client will read it: a currency's sign and "%" go, then every grouping sign, so that an English
 * "12,5" is 125. Null for what it would cut short, and for what is not finished.
 */
export function typedNumber(text: string, { decimal, group }: LocaleMarks): DecimalString | null {
	const bare = text
		.trim()
		.replace(/^[^\d\s.,+-]+\s+/, '')
		.replace(/\s+[^\d\s.,+-]+$|\s*%$/, '');
	const parts = group === '' ? [bare] : bare.split(group);
	if (parts.length > 1 && parts.some((part) => part === '' || part === '-')) return null;
	const ungrouped = parts.join('');
	if (decimal !== '.' && decimal !== '' && ungrouped.includes('.')) return null;
	const pointed = decimal === '' || decimal === '.' ? ungrouped : ungrouped.split(decimal).join('.');
	return checked(pointed);
}

/** A number that a page shows as its program writes it, whatever the site's format: "12.5%". */
export function plainNumber(text: string): DecimalString | null {
	return checked(text.trim().replace(/%$/, ''));
}

/** "12.5" percent as "0.125"; null for none. */
export function fraction(percent: DecimalString | null): DecimalString | null {
	const value = parseDecimal(percent);
	return value && formatDecimal(trimZeros({ digits: value.digits, scale: value.scale + 2 }));
}

/** True when both are the same number, or both none. */
export function isSame(left: DecimalString | null, right: DecimalString | null): boolean {
	const [a, b] = [parseDecimal(left), parseDecimal(right)];
	return a && b ? compare(a, b) === 0 : a === b;
}

/** True when `shown` is `kept`, cut to the `digits` it is shown with. */
export function isShownAs(shown: DecimalString | null, kept: DecimalString | null, digits: number): boolean {
	const value = parseDecimal(kept);
	return isSame(shown, value && formatDecimal(round(value, digits)));
}
