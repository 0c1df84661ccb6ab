import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal, isDecimalString } from '../../../core/model/decimal.ts';
import { localeMarks } from '../../../core/model/locale-number.ts';
import type { LocaleMarks, NumberDialect, TextState } from '../../../core/model/number-text.ts';
import * as dialects from '../../../crm/kit/dialects.ts';
import {
	asFraction,
	differs,
	fraction,
	isForeign,
	isShownAs,
	marksIn,
	ofDiscount,
	ofDynamics,
	ofUnseenZero,
	quotient,
	read,
	same,
	short,
	typed,
	typedPercent,
} from '../../../crm/kit/numbers.ts';
import { allWays, readByWays } from '../../../crm/kit/ways.ts';
import cases from '../../fixtures/cases/numbers.json' with { type: 'json' };
import oddDolibarr from '../../fixtures/dolibarr/numbers.json' with { type: 'json' };
import oddOdoo from '../../fixtures/odoo/numbers.json' with { type: 'json' };
import oddSuitecrm from '../../fixtures/suitecrm/numbers.json' with { type: 'json' };

const english: LocaleMarks = { decimal: '.', group: ',' };
const german: LocaleMarks = { decimal: ',', group: '.' };
const swiss: LocaleMarks = { decimal: '.', group: '’' };
const states: readonly TextState[] = ['shown', 'focused', 'left'];
const all = Object.entries(dialects) as [string, NumberDialect][];

describe('texts that people typed and pages showed', () => {
	const rows = cases as { text: string; locale: string; want: string | null }[];
	/** Dolibarr's server takes a plain point in every language. */
	const asPoint = (name: string, text: string) => name.startsWith('dolibarr') && /^\d+\.\d+$/.test(text);
	test.each(rows)('“$text” ($locale)', ({ text, locale, want }) => {
		const marks = localeMarks(locale === 'any' ? 'en' : locale);
		for (const [name, dialect] of all) {
			if (!asPoint(name, text)) expect([name, read(text, dialect, marks, 'shown')]).toEqual([name, want]);
			// What a client refuses of it is nothing, and never another number.
			for (const state of states) {
				const value = read(text, dialect, marks, state);
				if (value !== null && !asPoint(name, text)) expect([name, state, value]).toEqual([name, state, want]);
			}
		}
		if (locale === 'any') expect(readByWays(text, allWays)).toBe(want);
	});
});

test.each([
	['odoo', dialects.odoo, oddOdoo],
	['suitecrm', dialects.suitecrm, oddSuitecrm],
	['dolibarr', dialects.dolibarrPrice, oddDolibarr],
])('%s takes what others refuse', (_, dialect, odd) => {
	// "qty=" is of an emptied field of that name, not of every number.
	for (const [text, value] of Object.entries(odd).filter(([key]) => !key.includes('='))) {
		const found = [english, german].map((marks) => read(text, dialect as NumberDialect, marks, 'left'));
		expect(found).toContain(value);
		expect(found.filter((number) => number !== null && number !== value)).toEqual([]);
	}
});

describe('signs of money', () => {
	test.each([
		['-$150.00', '-150.00'],
		['$-150.00', '-150.00'],
		['$ -150.00', '-150.00'],
		['−$150.00', '-150.00'],
		['US$ 1,234.50', '1234.50'],
		['R$ 1,234.50', '1234.50'],
		['CHF 1,234.50', '1234.50'],
		['1,234.50 CHF', '1234.50'],
		['kr 1,234.50', '1234.50'],
		['kr. 1,234.50', '1234.50'],
		['1,234.50 kr.', '1234.50'],
		['1,234.50 zł', '1234.50'],
		['1,234.50 Kč', '1234.50'],
		['Rs. 1,07,600.00', '107600.00'],
		['د.إ. 1,234.50', '1234.50'],
		['$1,234.50 USD', '1234.50'],
		['1,234.50 ש״ח', '1234.50'],
		['1,234元', '1234'],
		['12 kg', null],
		['about 5', null],
		['12EUR', null],
		['1.5 Mio', null],
		['$', null],
		['$-', null],
		['--150', null],
		['-$-150', null],
		['5 − 3', null],
	])('“%s” is shown for %s', (text, value) => {
		for (const [name, dialect] of all) expect([name, read(text, dialect, english, 'shown')]).toEqual([name, value]);
	});

	test('parentheses are below zero only where the CRM writes them', () => {
		for (const [name, dialect] of all)
			expect([name, read('($150.00)', dialect, english, 'shown')]).toEqual([
				name,
				name === 'dynamics' || name === 'salesforce' ? '-150.00' : null,
			]);
		expect(read('(-$150.00)', dialects.dynamics, english)).toBeNull();
		expect(read('($150.00', dialects.dynamics, english)).toBeNull();
	});

	test('the record’s own sign is known where it is no usual one, and once only', () => {
		const marks = { ...german, symbol: 'Pts' };
		expect(read('Pts 1.150,00', dialects.dynamics, marks)).toBe('1150.00');
		expect(read('1.150,00 Pts Pts', dialects.dynamics, marks)).toBeNull();
		expect(read('1.150,00 Pts', dialects.dynamics, german)).toBeNull();
	});

	test('an amount in the user’s own currency behind is not read', () => {
		expect(read('EUR 107,600.00 (USD 116,208.00)', dialects.salesforce, english)).toBe('107600.00');
		expect(read('EUR 107,600.00 (USD 116,208.00)', dialects.dynamics, english)).toBeNull();
	});
});

describe('groups', () => {
	test.each(all)('%s reads Indian groups', (_, dialect) => {
		for (const [text, value] of [
			['1,07,600.00', '107600.00'],
			['12,34,56,789', '123456789'],
			['-1,07,600', '-107600'],
		] as const) {
			for (const state of states) expect(read(text, dialect, english, state)).toBe(value);
			expect(read(`₹${text.replace('-', '')}`, dialect, english, 'shown')).toBe(value.replace('-', ''));
		}
	});

	test('in a field that is shown they are in their places', () => {
		for (const [name, dialect] of all)
			for (const text of ['12,5', '1,2345', '1234,567.00', '1,07,60', '1,,234', ',123', '1,234,', '1.07.600'])
				expect([name, text, read(text, dialect, english, 'shown')]).toEqual([name, text, null]);
	});

	test('what is typed is grouped as each client reads it', () => {
		const asTyped = (dialect: NumberDialect) => read('12,5', dialect, english, 'left');
		const { odoo, suitecrm, dolibarrPrice, frappe, salesforce } = dialects;
		for (const dialect of [odoo, suitecrm, dolibarrPrice, frappe, salesforce]) expect(asTyped(dialect)).toBe('125');
		const { dynamics, hubspot, zoho, pipedrive, twenty, tryton, espocrm, pointed, demo } = dialects;
		for (const dialect of [dynamics, hubspot, zoho, pipedrive, twenty, tryton, espocrm, pointed, demo])
			expect(asTyped(dialect)).toBeNull();
	});

	test('any kind of space and apostrophe is the one that groups where a page shows it', () => {
		for (const space of [' ', '\u00a0', '\u202f', '\u2009'])
			for (const group of [' ', '\u00a0', '\u202f'])
				expect(read(`37${space}360,50`, dialects.tryton, { decimal: ',', group })).toBe('37360.50');
		expect(read("12'400.00", dialects.dynamics, swiss)).toBe('12400.00');
		expect(read("12'400.00", dialects.odoo, swiss)).toBeNull();
		expect(read('12\u202f400,00', dialects.odoo, { decimal: ',', group: '\u00a0' })).toBe('12400.00');
	});
});

describe('each client’s own ways', () => {
	const rows: readonly [NumberDialect, LocaleMarks | null, TextState, string, string | null][] = [
		[dialects.odoo, english, 'focused', '1e1', '10'],
		[dialects.odoo, german, 'focused', '1.5', '15'],
		[dialects.odoo, english, 'focused', '.5', '0.5'],
		[dialects.odoo, english, 'focused', '+5', '5'],
		[dialects.odoo, english, 'focused', '12.', null],
		[dialects.odoo, english, 'focused', '12,', null],
		[dialects.odoo, english, 'focused', '', null],
		[dialects.odoo, english, 'focused', '=10+5', null],
		[dialects.odoo, english, 'focused', '12%', null],
		[dialects.odoo, english, 'focused', '- 5', null],
		[dialects.odoo, null, 'focused', '1.5', null],
		[dialects.odoo, null, 'focused', '-15', '-15'],
		[dialects.suitecrm, english, 'left', '15%', '15'],
		[dialects.suitecrm, english, 'left', '1.5.5', '1.5'],
		[dialects.suitecrm, english, 'left', '12,', '12'],
		[dialects.suitecrm, english, 'focused', '12,', null],
		[dialects.suitecrm, english, 'focused', '1,,2', null],
		[dialects.suitecrm, english, 'left', '1..2', null],
		[dialects.suitecrm, english, 'left', '', '0'],
		[dialects.suitecrm, english, 'focused', '', null],
		[dialects.suitecrm, english, 'shown', '', null],
		[dialects.suitecrm, english, 'left', '1e3', null],
		[dialects.suitecrm, english, 'left', '0x1F', null],
		[dialects.suitecrm, english, 'left', 'abc', null],
		[dialects.suitecrm, german, 'left', '8.150,00', '8150.00'],
		[dialects.suitecrm, german, 'left', '12.5', '125'],
		[dialects.dolibarrPrice, german, 'left', '1.234', '1234'],
		[dialects.dolibarrPrice, german, 'left', '1.23', '1.23'],
		[dialects.dolibarrQuantity, german, 'left', '8.150', '8.150'],
		[dialects.dolibarrPrice, german, 'left', '12,5 %', '12.5'],
		[dialects.dolibarrPrice, english, 'left', '12abc', '12'],
		[dialects.dolibarrPrice, english, 'left', '1e3', '1000'],
		[dialects.dolibarrPrice, english, 'focused', '12.', null],
		[dialects.dolibarrPrice, english, 'left', '12.', '12'],
		[dialects.dolibarrPrice, english, 'left', '', null],
		[dialects.frappe, english, 'focused', '€ 12,400.00', '12400.00'],
		[dialects.frappe, english, 'focused', '12.5%', '12.5'],
		[dialects.frappe, { decimal: '', group: '.' }, 'left', '12.400', '12400'],
		[dialects.frappe, { decimal: '.', group: ', ' }, 'left', '12, 400.50', '12400.50'],
		[dialects.frappe, { decimal: ',', group: '.' }, 'focused', '12,', null],
		[dialects.salesforce, english, 'focused', '36k', '36000'],
		[dialects.salesforce, english, 'focused', '1.25m', '1250000'],
		[dialects.salesforce, german, 'focused', '12.5', '125'],
		[dialects.salesforce, english, 'focused', '1,,2', null],
		[dialects.salesforce, english, 'focused', 'k', null],
		[dialects.salesforce, english, 'shown', '36k', null],
		[dialects.dynamics, german, 'focused', '12.5', null],
		[dialects.dynamics, null, 'shown', '60', '60'],
		[dialects.dynamics, null, 'shown', '12.50', null],
		[dialects.twenty, { decimal: '.', group: '' }, 'focused', '1,200', null],
	];
	test.each(rows)('%o %o %s “%s” is %s', (dialect, marks, state, text, value) => {
		expect(read(text, dialect, marks, state)).toBe(value);
	});

	test.each(all)('%s takes nothing that is no number, however it is typed', (_, dialect) => {
		for (const text of ['-', '--5', '0x1F', 'NaN', 'Infinity', '=1+1', '<b>', '9'.repeat(80), '١٢', '1-2', '5-'])
			for (const state of states)
				for (const marks of [english, german, null]) expect(read(text, dialect, marks, state)).toBeNull();
	});
});

describe('a text in a field that nobody touched', () => {
	test('is read only if it is wholly a number, in whatever format the page was thought to have', () => {
		for (const text of ["12'400.00", '12\u00a0400,00', '12 400,00', '15%', '12abc', '1.234,5'])
			for (const [name, dialect] of all) {
				expect([name, read(text, dialect, english, 'shown')]).toEqual([name, null]);
				expect(isForeign(text, dialect, english)).toBe(true);
			}
		expect(isForeign('12,400.00', dialects.suitecrm, english)).toBe(false);
		expect(isForeign('', dialects.suitecrm, english)).toBe(false);
	});
});

describe('properties', () => {
	test('a number in the usual writing is what it is beside a currency, which is read by the long way', () => {
		const whole = fc.bigInt({ min: 0n, max: 10n ** 12n });
		const part = fc.option(fc.stringMatching(/^\d{1,6}$/), { nil: null });
		fc.assert(
			fc.property(
				whole,
				part,
				fc.boolean(),
				fc.boolean(),
				fc.boolean(),
				(number, digits, isGrouped, isGerman, isBelow) => {
					const marks = isGerman ? german : english;
					const written = isGrouped ? String(number).replace(/\B(?=(\d{3})+$)/g, marks.group) : String(number);
					const text = `${isBelow ? '-' : ''}${written}${digits === null ? '' : `${marks.decimal}${digits}`}`;
					for (const state of ['shown', 'focused', 'left'] as const)
						for (const dialect of [dialects.hubspot, dialects.dynamics, dialects.salesforce, dialects.frappe])
							expect(read(text, dialect, marks, state), text).toBe(read(`${text} €`, dialect, marks, state));
				},
			),
		);
	});

	const numbers = fc
		.tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 6 }))
		.map(([digits, scale]) => ({ digits, scale }));
	const locales = [
		'en',
		'de',
		'fr',
		'de-CH',
		'en-IN',
		'hi',
		'sv',
		'pl',
		'pt-BR',
		'he',
		'ar-EG',
		'fa',
		'ja',
		'es',
		'bn',
	];

	test.each(locales)('what Intl writes for %s is read back exactly in every CRM', (locale) => {
		const marks = localeMarks(locale);
		fc.assert(
			fc.property(numbers, fc.constantFrom(...all), ({ digits, scale }, [, dialect]) => {
				const text = new Intl.NumberFormat(locale, {
					minimumFractionDigits: scale,
					maximumFractionDigits: scale,
				}).format(plain(digits, scale) as unknown as number);
				expect(same(read(text, dialect, marks, 'shown'), plain(digits, scale))).toBe(true);
				expect(isDecimalString(read(text, dialect, marks, 'shown'))).toBe(true);
			}),
		);
	});

	test.each(['USD', 'EUR', 'CHF', 'SEK', 'PLN', 'INR', 'AED', 'CZK', 'DKK', 'BRL', 'ZAR', 'ILS', 'JPY'])(
		'what Intl writes for money in %s is read back exactly',
		(currency) => {
			fc.assert(
				fc.property(numbers, fc.constantFrom(...locales), ({ digits }, locale) => {
					const text = new Intl.NumberFormat(locale, {
						style: 'currency',
						currency,
						minimumFractionDigits: 2,
						maximumFractionDigits: 2,
					}).format(plain(digits, 2) as unknown as number);
					expect([text, read(text, dialects.pointed, localeMarks(locale), 'shown')]).toEqual([
						text,
						expect.toSatisfy((value: string | null) => same(value, plain(digits, 2))),
					]);
				}),
			);
		},
	);

	test('no text with a stray hyphen is read', () => {
		const hyphens = fc.constantFrom('-', '\u2212', '\u2013');
		const digits = fc.stringMatching(/^[0-9][0-9.,]{0,6}$/);
		fc.assert(
			fc.property(
				digits,
				hyphens,
				fc.stringMatching(/^[0-9.,]{0,4}$/),
				fc.constantFrom(...all),
				(a, hyphen, b, dialect) => {
					for (const marks of [english, german, null])
						for (const state of states) expect(read(`${a}${hyphen}${b}`, dialect[1], marks, state)).toBeNull();
				},
			),
		);
	});

	test('anything that is typed gives a decimal or nothing', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...all), (text, [, dialect]) => {
				for (const state of states) {
					const value = read(text, dialect, english, state);
					expect(value === null || isDecimalString(value)).toBe(true);
				}
			}),
		);
	});
});

function plain(digits: bigint, scale: number): string {
	const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
	const sign = digits < 0n ? '-' : '';
	return scale === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

describe('an edit', () => {
	const fields = {
		empty: { text: '', value: null },
		zero: { text: '0.00', value: '0.00' },
		number: { text: '15', value: '15' },
		unreadable: { text: '1-', value: null },
	} as const;
	const table = (exceptions?: Parameters<typeof differs>[2]) =>
		[null, '0', '12'].map((saved) => Object.values(fields).map((field) => differs(saved, field, exceptions)));

	test('is what does not say the saved number', () => {
		expect(table()).toEqual([
			[false, true, true, true],
			[true, false, true, true],
			[true, true, true, true],
		]);
		expect(differs('15.00', fields.number)).toBe(false);
	});

	test('of a discount, and of sums in Dynamics, is none between 0 and nothing', () => {
		for (const exceptions of [ofDiscount, ofDynamics])
			expect(table(exceptions)).toEqual([
				[false, false, true, true],
				[false, false, true, true],
				[true, true, true, true],
			]);
	});

	test('in CRMs whose 0 was never seen is none when a saved 0 is an empty field', () => {
		expect(table(ofUnseenZero)).toEqual([
			[false, true, true, true],
			[false, false, true, true],
			[true, true, true, true],
		]);
	});
});

describe('helpers', () => {
	test('numbers are short, and the same however they are written', () => {
		expect(short('12.500')).toBe('12.5');
		expect(short({ digits: 100n, scale: 2 })).toBe('1');
		expect(short(null)).toBeNull();
		expect(same('1.0', '1')).toBe(true);
		expect(same(null, null)).toBe(true);
		expect(same('0', null)).toBe(false);
	});

	test('a percentage is a fraction with every digit', () => {
		expect(fraction('12.50')).toBe('0.125');
		expect(fraction(null)).toBeNull();
		expect(asFraction({ text: '15', value: '15' })).toEqual({ text: '15', value: '0.15' });
		for (const text of ['12,5 %', '12,5\u202f%', '%12,5', '12,5٪'])
			expect(typedPercent(text, dialects.dynamics, german)).toEqual({ text, value: '0.125' });
		expect(typedPercent('%', dialects.dynamics, german).value).toBeNull();
	});

	test('a quotient is exact or none', () => {
		expect(quotient(decimal('10'), decimal('4'))).toEqual(decimal('2.5'));
		expect(quotient(decimal('10'), decimal('3'))).toBeNull();
		expect(quotient(decimal('10'), decimal('0'))).toBeNull();
	});

	test('a shortened number shows the saved one', () => {
		expect(isShownAs('33.33', '33.3333', 2)).toBe(true);
		expect(isShownAs('33.34', '33.3333', 2)).toBe(false);
		expect(isShownAs(null, '33.3333', 2)).toBe(false);
	});

	test('marks are told by a text that has both', () => {
		expect(marksIn('1.150,00 €')).toEqual(german);
		expect(marksIn('₹1,07,600.00')).toEqual(english);
		expect(marksIn('1.200')).toBeNull();
		expect(marksIn('40.00000')).toBeNull();
	});

	test('what is told on of a text is bounded', () => {
		expect(typed('x'.repeat(5000), dialects.odoo, english).text).toHaveLength(200);
	});
});
