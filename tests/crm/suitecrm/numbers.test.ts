import { describe, expect, test } from 'vitest';
import { parseDecimal } from '../../../core/model/decimal.ts';
import { isForeignDrawing, shownNumber, strictNumber, typedNumber } from '../../../crm/suitecrm/fields-numbers.ts';

const english = { decimal: '.', group: ',' };
const german = { decimal: ',', group: '.' };

describe('a discount once the box was left', () => {
	test.each([
		['12,5', english, '125'],
		['15%', english, '15'],
		['1.5.5', english, '1.5'],
		['-5', english, '-5'],
		['', english, '0'],
		['12,', english, '12'],
		['12,5', german, '12.5'],
		['12.5', german, '125'],
		['1.5', german, '15'],
		['8.150,00', german, '8150'],
	])('“%s” is read as the page reads it', (text, marks, number) => {
		expect(typedNumber(text, marks, false)).toBe(number);
	});

	test.each(['abc', '-', '--5', '1e3', '0x1F', '9'.repeat(80)])('“%s” is no number', (text) => {
		expect(typedNumber(text, english, false)).toBeNull();
	});
});

test.each(['', '-', '12,', '12.', '+'])('“%s” is unfinished while the box has the focus', (text) => {
	expect(typedNumber(text, german, true)).toBeNull();
});

test('without the user’s format only what every format reads alike is a number', () => {
	expect(typedNumber('36120', null, false)).toBe('36120');
	expect(typedNumber('36,120', null, false)).toBeNull();
	expect(strictNumber('36.120', null)).toBeNull();
});

test('a shown price whose two signs differ needs no format', () => {
	expect(shownNumber('€37.360,00', null)).toBe('37360');
	expect(shownNumber('37,360.50', null)).toBe('37360.5');
	expect(shownNumber('€37,360', null)).toBeNull();
	expect(shownNumber('€-2.240,00', german)).toBe('-2240');
});

test.each(['15-', '12-5', '5-8', '150.00-', '-15-', "12'400.00", '15%5'])(
	'“%s” is no number of a field that is sent as it stands',
	(text) => {
		expect(strictNumber(text, english)).toBeNull();
	},
);

describe('a saved number in a format that we were not told', () => {
	test.each([
		["12'400.00", '12400', english],
		["12'400", '12400', english],
		['12 400,00', '12400', english],
		['12.400,00', '12400', english],
		['1,850.50', '1850.5', german],
		['-1.250,000', '-1250', english],
		['0,50', '0.5', english],
	])('“%s” is a drawing of %s', (text, saved, marks) => {
		expect(isForeignDrawing(text, parseDecimal(saved), marks)).toBe(true);
	});

	test.each([
		['12,400.00', '12400', english],
		['12,5', '10', english],
		['15%', '10', english],
		['', '10', english],
		["13'400.00", '12400', english],
	])('“%s” is none of %s', (text, saved, marks) => {
		expect(isForeignDrawing(text, parseDecimal(saved), marks)).toBe(false);
	});
});
