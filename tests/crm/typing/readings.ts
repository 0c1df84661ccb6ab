import { read, rounded } from '../../core/margin/oracle.ts';

/**
 * What each CRM's client makes of a text in a number field, written apart from the adapters' reader: after the client's
 * own source, with the language's own means. Null: the client refuses it, or it is half typed.
 */

/** How the user of a page writes numbers. */
export interface Marks {
	readonly decimal: string;
	readonly group: string;
}

export type Reading = (text: string, marks: Marks, hasFocus: boolean) => string | null;

/** A number as digits with a point; null for what is none. */
function plain(text: string): string | null {
	if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return null;
	const value = Number(text);
	if (!Number.isFinite(value) || Math.abs(value) > 1e15) return null;
	if (/e/i.test(text)) return String(value);
	const [, sign = '', whole = '', part = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(text) ?? [];
	const digits = `${whole.replace(/^0+(?=\d)/, '') || '0'}${part === '' ? '' : `.${part}`}`;
	return sign === '-' ? `-${digits}` : digits;
}

const without = (text: string, sign: string) => (sign === '' ? text : text.split(sign).join(''));

/** Groups count for nothing wherever they are; then the decimal sign is a point, and it is `Number`'s turn. */
export const odoo: Reading = (text, { decimal, group }) => {
	const spaceless = /\s/.test(group) ? text.replace(/\s/g, '') : text.trim();
	const bare = without(spaceless, group);
	return decimal === '.' ? plain(bare) : bare.includes('.') ? null : plain(bare.replace(decimal, '.'));
};

/** A number written as it is shown: groups in threes, digits on both sides of the decimal sign. */
export const strict: Reading = (text, { decimal, group }) => {
	const [whole = '', ...parts] = text.trim().replace(/[−–]/, '-').split(decimal);
	if (parts.length > 1 || (parts.length === 1 && !/^\d+$/.test(parts[0] ?? ''))) return null;
	const sign = whole.startsWith('-') ? '-' : '';
	const groups = (sign === '' ? whole : whole.slice(1)).split(group === '' ? '\u0000' : group);
	const isGrouped = groups.length > 1;
	const isRight = groups.every((digits, at) =>
		(isGrouped ? (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/) : /^\d+$/).test(digits),
	);
	return isRight ? plain(`${sign}${groups.join('')}${parts.length === 1 ? `.${parts[0]}` : ''}`) : null;
};

/** The same beside a currency's sign or code, on either side. */
export const money: Reading = (text, marks, hasFocus) =>
	strict(
		text.replace(/^(-?)\s*(?:[€$£]|[A-Z]{3}\b)\s*/, '$1').replace(/\s*(?:[€$£]|\b[A-Z]{3})\s*$/, ''),
		marks,
		hasFocus,
	);

/** The field is of the browser's own kind for numbers, which writes a point in every language. */
export const browser: Reading = (text) => plain(text);

/** A number that is kept with so many digits behind its point. */
export function kept(reading: Reading, digits: number): Reading {
	return (text, marks, hasFocus) => {
		const value = reading(text, marks, hasFocus);
		if (value === null || (value.split('.')[1]?.length ?? 0) <= digits) return value;
		const { top, bottom } = rounded(read(value), digits);
		const size = String(top < 0n ? -top : top).padStart(digits + 1, '0');
		if (bottom !== 10n ** BigInt(digits)) throw new Error('rounded to other digits');
		return `${top < 0n ? '-' : ''}${size.slice(0, -digits)}.${size.slice(-digits)}`;
	};
}

/** A number that is cut down to `most` when the field is left. */
export function capped(reading: Reading, most: number): Reading {
	return (text, marks, hasFocus) => {
		const value = reading(text, marks, hasFocus);
		return value !== null && Number(value) > most ? String(most) : value;
	};
}

/** Group signs go, the decimal sign is a point, and `parseFloat` takes the beginning. */
export const suitecrm: Reading = (text, { decimal, group }, hasFocus) => {
	const bare = without(text.trim(), group);
	const value = Number.parseFloat(decimal === '.' ? bare : bare.replace(decimal, '.'));
	if (Number.isNaN(value)) return !hasFocus && text.trim() === '' ? '0' : null;
	return plain(/^[-+]?(?:\d+\.?\d*|\.\d+)/.exec(decimal === '.' ? bare : bare.replace(decimal, '.'))?.[0] ?? '');
};

/** The client lets nobody type a sign that is not the user's, and groups anew at each key. */
export const espocrm: Reading = (text, { decimal, group }) => {
	const bare = without(text.trim(), group);
	return /^-?\d*$/.test(bare.replace(decimal, '')) ? plain(bare.replace(decimal, '.')) : null;
};

/** `price2num`: what is no part of a number goes; a plain number with a point stands in every language. */
function price2num(text: string, { decimal, group }: Marks, isPrice: boolean): string | null {
	const bare = text.replace(/[\s\u00a0\u202f%]/g, '').replace(/[A-Za-z]+$/, '');
	const isThousands = isPrice && group === '.' && /\.\d{3}$/.test(bare);
	if (/^-?\d*\.?\d*$/.test(bare) && !isThousands) return plain(bare);
	return plain(without(bare, group.trim()).replace(decimal, '.'));
}
export const dolibarrPrice: Reading = (text, marks) => price2num(text, marks, true);
export const dolibarrQuantity: Reading = (text, marks) => price2num(text, marks, false);

/** `flt`: the currency's sign and "%" go, then every group sign; a number that is not whole is refused. */
export const frappe: Reading = (text, { decimal, group }) => {
	const bare = without(text.replace(/^[^\d\s.,-]{1,5}\s+|\s*%\s*$/g, '').trim(), group);
	if (bare === '') return '0';
	return plain(decimal === '.' ? bare : bare.includes('.') ? '' : bare.replace(decimal, '.'));
};

/** lightning-input: groups anywhere between digits, and a letter at the end multiplies. */
export const salesforce: Reading = (text, { decimal, group }) => {
	const bare = text
		.trim()
		.replace(/^(-?)[€$£]/, '$1')
		.replace(/%$/, '');
	const [, number = '', letter = ''] = /^(.*?)([kmbt]?)$/i.exec(bare) ?? [];
	const [whole = '', part, ...more] = number.split(decimal);
	if (more.length > 0 || whole.startsWith(group) || whole.endsWith(group)) return null;
	const read = plain(`${without(whole, group)}${part === undefined ? '' : `.${part}`}`);
	const power = { '': 1, k: 1e3, m: 1e6, b: 1e9, t: 1e12 }[letter.toLowerCase()] ?? 1;
	return read === null ? null : power === 1 ? read : plain(String(Number(read) * power));
};

/** Inputs that take digits and a point alone. */
export const pointed: Reading = (text) => (/^-?\d+(?:\.\d+)?$/.test(text.trim()) ? plain(text.trim()) : null);

/** A page that does not tell how its user writes numbers. */
export const either: Reading = (text, marks, hasFocus) =>
	money(text, marks, hasFocus) ?? money(text, { decimal: marks.group, group: marks.decimal }, hasFocus);
