import { expect, test } from 'vitest';
import { salesforce } from '../../../crm/kit/dialects.ts';
import { marksIn, read } from '../../../crm/kit/numbers.ts';
import { marksOfLocale } from '../../../crm/salesforce/api.ts';
import { readNumber } from '../../../crm/salesforce/fields.ts';

const parseNumber = (text: string, marks: Parameters<typeof read>[2]) => read(text, salesforce, marks);

const english = { decimal: '.', group: ',' };
const german = { decimal: ',', group: '.' };

test.each([
	['37360', '37360'],
	['$37,360.00', '37360.00'],
	['12,5', '125'],
	['36k', '36000'],
	['1.25m', '1250000'],

	['-$4.50', '-4.50'],
	['EUR 107,600.00 (USD 116,208.00)', '107600.00'],
])('an English user’s “%s” is %s', (text, number) => expect(parseNumber(text, english)).toBe(number));

test.each([
	['1.150,00 €', '1150.00'],
	['12,5', '12.5'],
	['12.5', '125'],
])('a German user’s “%s” is %s', (text, number) => expect(parseNumber(text, german)).toBe(number));

test.each(['', '-', '12,', '12.', '1,,2', '1e3', '12 34', 'k', '$', '1-2'])('“%s” is no number yet', (text) =>
	expect(parseNumber(text, english)).toBeNull(),
);

test('without the user’s marks only what needs none is read', () => {
	expect(parseNumber('1200', null)).toBe('1200');
	expect(parseNumber('1.200', null)).toBeNull();
	expect(parseNumber('1.150,00 €', marksIn('1.150,00 €'))).toBe('1150.00');
	expect(marksIn('1.200')).toBeNull();
	expect(marksIn('1,07,600.00')).toEqual(english);
});

test('locales are known by Salesforce’s names, and none is taken for another', () => {
	expect(marksOfLocale('de_DE_EURO')).toEqual(german);
	expect(marksOfLocale('en_US')).toEqual(english);
	expect(marksOfLocale('sr_Latn_RS')).toEqual(german);
	expect(marksOfLocale('')).toBeNull();
	expect(marksOfLocale('xx_YY')).toBeNull();
});

test('a percentage is a fraction, and its sign no part of other numbers', () => {
	expect(readNumber('10.00%', english, true)).toBe('0.1');
	expect(readNumber('10.00%', english, false)).toBeNull();
});

test('money below zero is in parentheses in orgs with the older formats', () => {
	expect(parseNumber('($4.50)', english)).toBe('-4.50');
});

test('a user of an Arabic locale writes its digits', () => {
	expect(parseNumber('١٬٢٣٤٫٥', marksOfLocale('ar_EG'))).toBe('1234.5');
	expect(parseNumber('1,234.5', marksOfLocale('ar_EG'))).toBeNull();
	expect(parseNumber('١٬٢٣٤٫٥', english)).toBeNull();
});
