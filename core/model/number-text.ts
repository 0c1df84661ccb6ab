import type { DecimalString } from './decimal.ts';
import { formatDecimal, parseDecimal } from './decimal.ts';

/** How a locale or a user's settings write numbers. */
export interface LocaleMarks {
	/** Before the decimals; "" where there are none. */
	readonly decimal: string;
	/** Between groups of digits; "" where digits are not grouped. */
	readonly group: string;
	/** The digit 0 of a locale whose digits are not 0–9: "٠". */
	readonly zero?: string;
	/** The sign of the record's own currency, where it is known to be beside numbers. */
	readonly symbol?: string;
}

/**
 * The one reader of numbers: settings, files, and fields of a CRM go through it. What one client takes and another does
 * not is a `NumberDialect`; those of the CRMs are in `crm/kit/dialects.ts`.
 */

/** How a client takes the text of a number field. A flag that is left out means "no". */
export interface NumberDialect {
	/**
	 * Where group signs may be: `placed` in threes or as in India ("1,07,600"), `between` any digits ("12,5" is 125 where
	 * the comma groups), `anywhere`, doubled ones too.
	 */
	readonly groups: 'placed' | 'between' | 'anywhere';
	/**
	 * Signs count by what they look like: U+2212 is a minus, any space or apostrophe the one that groups, and marks of
	 * direction are nothing.
	 */
	readonly isLenient?: true;
	/** One currency sign or code may be in front and one behind. */
	readonly hasCurrency?: true;
	/** "(150.00)" is below zero. */
	readonly hasParentheses?: true | undefined;
	/** A second amount may be behind in parentheses. It is another currency's, and is not read. */
	readonly hasTwin?: true | undefined;
	/** "1e3" is 1,000. */
	readonly hasExponent?: true;
	/** "+5" is 5. */
	readonly hasPlus?: true;
	/** Digits may be missing on one side of the decimal sign: ".5". */
	readonly isOpen?: true;
	/** Letters that multiply, by their power of ten: "36k". */
	readonly suffixes?: Readonly<Record<string, number>>;
	/** A decimal or group sign at the end counts as nothing once the field was left; else it is half typed. */
	readonly isEndTaken?: true;
	/** An empty text is 0 once the field was left; else it is none. */
	readonly isEmptyZero?: true;
	/** What is behind the number and dropped: a percent sign, letters, or anything but a sign that belongs to numbers. */
	readonly behind?: 'percent' | 'letters' | 'anything';
	/** Spaces that are dropped: all, or any kind of space where one groups. Else a space is itself. */
	readonly spaces?: 'all' | 'groups';
	/** A plain number with a point counts as written in every format; `unless-groups`: not with three digits behind it. */
	readonly point?: 'always' | 'unless-groups';
}

/**
 * Whose text it is: `shown` is the page's own, or may be: nobody is known to have typed it, and it must be wholly a
 * number, written as numbers are shown. `focused`: somebody is typing. `left`: somebody has typed and gone on.
 */
export type TextState = 'shown' | 'focused' | 'left';

/** What any page shows: groups in their places, and a currency beside it. */
const shownRules: NumberDialect = { groups: 'placed', isLenient: true, hasCurrency: true };

/** Longer texts are no number, and must not stall us. */
const longestText = 100;

const directions = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const spaces = /[\s\u00a0\u2009\u202f]/g;

/** Signs and short names of currencies, as CLDR and the CRMs write them: "€", "US$", "CHF", "kr.", "zł", "د.إ.". */
const currencies =
	'[A-Z]{0,3}\\p{Sc}(?:[A-Z]{2})?|(?:[DINS]?k|K)r\\.?|zł|Kč|Ft|[Ll]ei|S?Fr\\.?|R[sMp]?\\.?|[SB]/\\.?|Bs\\.?|KM|Lek|[TKU]?Sh|din\\.|元|円|원|ש["״]ח|(?:лв|ден|руб|грн)\\.?' +
	'|[\u0621-\u064a\u067e-\u06d3][\u0621-\u064a\u067e-\u06d3.]{1,7}';

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Every space as the usual one, every apostrophe as the straight one. */
function plainSigns(text: string): string {
	return text.replace(spaces, ' ').replaceAll('’', "'");
}

function withPlainSigns(text: string, zero: string | undefined): string {
	const plain = plainSigns(text.replace(directions, ''));
	const from = zero?.codePointAt(0);
	if (from === undefined) return plain;
	return plain.replace(/\p{Nd}/gu, (digit) => {
		const value = (digit.codePointAt(0) ?? 0) - from;
		return value >= 0 && value <= 9 ? String(value) : digit;
	});
}

interface Bare {
	readonly isNegative: boolean;
	/** Without sign and currency. */
	readonly body: string;
}

let made = { symbol: '', pattern: null as RegExp | null };

/** Sign and currency around a number, in whatever order. Kept, for it is long and every field is read at every key. */
function moneyPattern(symbol: string): RegExp {
	if (made.pattern && made.symbol === symbol) return made.pattern;
	const money = symbol === '' ? currencies : `${escaped(symbol)}|${currencies}`;
	const minus = '([-\u2212\u2013]?)\\s?';
	// Letters behind digits without a space are no code but a slip.
	const pattern = new RegExp(
		`^${minus}(?:(?:[A-Z]{3}|${money})\\s?${minus})?(.*?)(?:\\s?(?:${money})|\\s[A-Z]{3})?$`,
		'su',
	);
	made = { symbol, pattern };
	return pattern;
}

/** Signs that may be in front. */
function signsOf({ isLenient, hasPlus }: NumberDialect): string {
	return isLenient ? '-\u2212\u2013' : hasPlus ? '-+' : '-';
}

/** Takes sign and currency off; null for two signs. */
function bareOf(text: string, rules: NumberDialect, symbol = ''): Bare | null {
	const inner = rules.hasParentheses ? /^\((.+)\)$/.exec(text)?.[1] : undefined;
	const outer = inner ?? text;
	if (rules.hasCurrency && /[^-\d.,' ]/.test(outer)) {
		const [, before = '', after = '', body = ''] = moneyPattern(symbol).exec(outer) ?? [];
		const signs = before + after;
		if (signs.length > 1 || (inner !== undefined && signs !== '')) return null;
		return { isNegative: inner !== undefined || signs !== '', body };
	}
	const first = outer.charAt(0);
	const isSigned = first !== '' && signsOf(rules).includes(first);
	if (isSigned && inner !== undefined) return null;
	return { isNegative: inner !== undefined || (isSigned && first !== '+'), body: isSigned ? outer.slice(1) : outer };
}

/** Whole digits by where commas may group them; Indian groups are written by commas alone. */
const grouped = { placed: /^(?:\d*|\d{1,3}(?:,\d{3})+)$/, between: /^(?:\d*|\d+(?:,\d+)*)$/ } as const;
const indian = /^\d{1,2}(?:,\d\d)+,\d{3}$/;

/** Digits with a point for the decimal sign; null when groups or decimals are not as they may be. */
function pointed(body: string, { groups }: NumberDialect, { decimal, group }: LocaleMarks): string | null {
	// Without a group sign in it all ways are one.
	if (decimal === '.' && (group === '' || !body.includes(group))) return body;
	if (groups === 'anywhere') {
		const ungrouped = group === '' ? body : body.replaceAll(group, '');
		if (decimal === '.') return ungrouped;
		// A point that neither groups nor begins decimals is no sign of a number.
		return ungrouped.includes('.') ? null : ungrouped.replace(decimal, '.');
	}
	const [whole = '', ...fractions] = decimal === '' ? [body] : body.split(decimal);
	const isComma = group === ',';
	const digits = group === '' ? whole : whole.replaceAll(group, '');
	if (fractions.length > 1 || digits.includes(',')) return null;
	const commas = group === '' ? whole : whole.replaceAll(group, ',');
	if (!grouped[groups].test(commas) && !(isComma && indian.test(commas))) return null;
	return [digits, ...fractions].join('.');
}

/** What may follow a number that is cut off there: nothing that would make another number of it. */
function isOtherNumber(rest: string): boolean {
	return /^(?:e[-+]?\d|x|[.,]+\.)|[-\u2212\u2013]/i.test(rest);
}

const longestPower = 30;

/** As a `DecimalString` is written. */
const asDecimal = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

function finished(number: string, isNegative: boolean, power: number): DecimalString | null {
	if (power === 0 && !isNegative && number.length < 40 && asDecimal.test(number)) return number;
	const value = parseDecimal(number.replace(/^\./, '0.').replace(/\.$/, ''));
	if (!value || Math.abs(power) > longestPower) return null;
	const scale = value.scale - power;
	const digits = (isNegative ? -value.digits : value.digits) * 10n ** BigInt(Math.max(0, -scale));
	return formatDecimal({ digits, scale: Math.max(0, scale) });
}

/** Cuts off what is behind a number and dropped there. */
function withoutTail(body: string, { behind }: NumberDialect): string {
	if (behind === 'percent') return body.replace(/\s?%$/, '');
	if (behind === 'letters') return body.replace('%', '').replace(/[A-Za-z]+$/, '');
	return body;
}

/** The number that a text with a point begins with, as scripts read it; null for none, and where the rest is of it. */
function beginningOf(text: string): string | null {
	const [, number, rest = ''] = /^(\d+(?:\.\d*)?|\.\d+)(.*)$/s.exec(text) ?? [];
	return number === undefined || isOtherNumber(number.endsWith('.') ? `.${rest}` : rest) ? null : number;
}

/** True for a number with a point that the client takes as it stands, whatever the user's format. */
function isPlain(number: string, { point }: NumberDialect, { group }: LocaleMarks): boolean {
	const isThousands = point === 'unless-groups' && group === '.' && /\.\d{3}$/.test(number);
	return point !== undefined && !isThousands && /^\d*\.?\d*$/.test(number);
}

function isUnfinished(text: string, { decimal, group }: LocaleMarks): boolean {
	return /[-+.,\u2212\u2013]$/.test(text) || [decimal, group].some((sign) => sign !== '' && text.endsWith(sign));
}

/** Whole numbers and grouped ones, by the signs of decimals and groups: what nearly every field holds. */
const usual: ReadonlyMap<string, RegExp> = new Map(
	['.', ','].flatMap((decimal) =>
		[',', '.', "'", '’', ' ', '\u00a0', '\u202f']
			.filter((group) => group !== decimal)
			.map((group) => {
				const whole = `\\d+|\\d{1,3}(?:${escaped(group)}\\d{3})+`;
				return [decimal + group, new RegExp(`^-?(?:${whole})(?:${escaped(decimal)}\\d+)?$`)] as const;
			}),
	),
);

/** Such a number, which every client reads alike that has these marks; undefined for any other text. */
function usualNumber(text: string, { decimal, group }: LocaleMarks): DecimalString | null | undefined {
	if (usual.get(decimal + group)?.test(text) !== true) return undefined;
	const isNegative = text.charCodeAt(0) === 45;
	const bare = isNegative ? text.slice(1) : text;
	const ungrouped = bare.includes(group) ? bare.replaceAll(group, '') : bare;
	return finished(decimal === '.' ? ungrouped : ungrouped.replace(decimal, '.'), isNegative, 0);
}

const noMarks: LocaleMarks = { decimal: '.', group: '' };

/**
 * The number that a client makes of a text, with the decimals that it is written with; null for what is half typed, for
 * what the client refuses, and for what two people would read in two ways. A hyphen inside or behind is never dropped.
 * Without `marks` only what every language writes alike is read.
 */
export function readNumber(
	text: string,
	dialect: NumberDialect,
	marks: LocaleMarks | null,
	state: TextState,
): DecimalString | null {
	if (text.length > longestText) return null;
	if (text === '') return dialect.isEmptyZero && state === 'left' ? '0' : null;
	// What every client reads alike.
	if (/^-?\d+$/.test(text)) return finished(text.replace('-', ''), text.startsWith('-'), 0);
	// A dialect may take a point in every format for the decimal sign.
	const found = marks && (dialect.point === undefined || state === 'shown') ? usualNumber(text, marks) : undefined;
	if (found !== undefined) return found;
	const rules = state === 'shown' ? shownRulesOf(dialect) : dialect;
	// What has no digit is no number; one dialect takes nothing at all for 0.
	if (!rules.isEmptyZero && !/\p{Nd}/u.test(text)) return null;
	const given = marks ?? noMarks;
	const signs = rules.isLenient && !/^[.,]$/.test(given.group) ? { ...given, group: plainSigns(given.group) } : given;
	const plain = plainText(text, rules, given);
	if (plain === '') return rules.isEmptyZero && state === 'left' ? '0' : null;
	const bare = bareOf(withoutTail(plain, rules), rules, given.symbol);
	if (!bare) return null;
	// Where digits are needed on both sides of the decimal sign nothing that is unfinished passes anyway.
	if (rules.isOpen && (state !== 'left' || !rules.isEndTaken) && isUnfinished(bare.body, signs)) return null;
	if (state === 'focused' && rules.behind === 'anything' && /[.,]{2}/.test(plain)) return null;
	const { number, power } = multiplied(bare.body, rules);
	if (!marks) return /^\d+$/.test(number) ? finished(number, bare.isNegative, power) : null;
	const written = pointed(number, rules, isPlain(number, rules, signs) ? noMarks : signs);
	const digits = written !== null && rules.behind === 'anything' ? beginningOf(written) : written;
	const isWhole = rules.isOpen ? /^(?:\d+\.?\d*|\.\d+)$/ : /^\d+(?:\.\d+)?$/;
	return digits !== null && isWhole.test(digits) ? finished(digits, bare.isNegative, power) : null;
}

/** What a page shows is read alike everywhere, but for ways of writing that one client alone has. */
function shownRulesOf({ hasParentheses, hasTwin }: NumberDialect): NumberDialect {
	return { ...shownRules, hasParentheses, hasTwin };
}

/** A text with its signs as the dialect looks at them, and without what counts as nothing. */
function plainText(text: string, rules: NumberDialect, { group, zero }: LocaleMarks): string {
	if (/^[-\d.,]+$/.test(text)) return text;
	const isSpaced = rules.spaces === 'all' || (rules.spaces === 'groups' && /^\s+$/.test(group));
	const looked = rules.isLenient ? withPlainSigns(text, zero) : text;
	const trimmed = (isSpaced ? looked.replace(spaces, '') : looked).trim();
	return rules.hasTwin ? trimmed.replace(/ \([^()]*\)$/, '') : trimmed;
}

/** A number and the power of ten that is written behind it. */
function multiplied(body: string, { hasExponent, suffixes }: NumberDialect): { number: string; power: number } {
	const [, raised, power] = (hasExponent && /^([\d.]+)e([+-]?\d{1,2})$/i.exec(body)) || [];
	if (raised !== undefined) return { number: raised, power: Number(power) };
	const last = body.at(-1)?.toLowerCase() ?? '';
	const known = /\d.$/.test(body) ? suffixes?.[last] : undefined;
	return known === undefined ? { number: body, power: 0 } : { number: body.slice(0, -1), power: known };
}
