import type { DecimalString } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { NumberDialect, TextState } from '../../core/model/number-text.ts';
import { frappe } from '../kit/dialects.ts';
import { read, short } from '../kit/numbers.ts';

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

function formatIn(document: Document): NumberFormat {
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
	const before = known.get(document);
	if (before) return before;
	const format = formatIn(document);
	known.set(document, format);
	return format;
}

/** A currency's sign beside a number, whatever it is: every site has its own. */
function signBeside(text: string): string {
	if (!/\s/.test(text)) return '';
	return /^-?([^\d\s.,+-]{1,5})\s+[\d.,-]/.exec(text)?.[1] ?? /[\d.,]\s+([^\d\s.,+%-]{1,5})$/.exec(text)?.[1] ?? '';
}

/** A number as the client will read it in the site's format. */
export function formattedNumber(text: string, marks: LocaleMarks, state: TextState): DecimalString | null {
	const symbol = signBeside(text.trim());
	return short(read(text, frappe, symbol === '' ? marks : { ...marks, symbol }, state));
}

/** What Frappe CRM shows of quantities and percents; only prices have a currency's sign. */
const bareNumber: NumberDialect = { groups: 'placed', behind: 'percent', isOpen: true };

/** A number that a page shows as its program writes it, whatever the site's format: "12.5%". */
export function plainNumber(text: string): DecimalString | null {
	return short(read(text, bareNumber, { decimal: '.', group: '' }, 'left'));
}
