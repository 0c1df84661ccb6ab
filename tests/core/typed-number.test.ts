import { describe, expect, test } from 'vitest';
import { allWays, isTyped, readNumber, typedPercent, waysSeen } from '../../core/model/typed-number.ts';

describe('numbers of a page that does not say how it writes them', () => {
	test.each([
		['950', '950'],
		['-12', '-12'],
		['15.5', '15.5'],
		['1234567.89', '1234567.89'],
		['1,234,567.89', '1234567.89'],
		['1.234.567,89', '1234567.89'],
		['€ 37,360.00', '37360.00'],
		['37.360,00 €', '37360.00'],
		['R$ 24.000,50', '24000.50'],
		['EUR 1250.00', '1250.00'],
		['1,07,600.00', '107600.00'],
	])('%s can be read one way only', (text, value) => {
		expect(readNumber(text, allWays)).toBe(value);
	});

	test.each(['1,150', '1.150', '108,000', '', '-', '12,', '1..2', '12 34', '1e3', '12abc', '$', '1,2,3'])(
		'%s is no number, or more than one',
		(text) => {
			expect(readNumber(text, allWays)).toBeNull();
		},
	);

	test('a number whose value is known tells how others are written', () => {
		const english = waysSeen([['$107,600.00', '107600.00']]);
		expect(readNumber('108,000', english)).toBe('108000');
		expect(readNumber('1.150', english)).toBe('1.150');
		expect(readNumber('12,5', english)).toBeNull();
		const german = waysSeen([['107.600,00 €', '107600.00']]);
		expect(readNumber('108.000', german)).toBe('108000');
		expect(readNumber('12,5', german)).toBe('12.5');
	});

	test('a number that shows something else tells nothing', () => {
		expect(
			waysSeen([
				['108,500', '107600'],
				['', '5'],
				['1.00', null],
			]),
		).toBe(allWays);
		expect(waysSeen([])).toBe(allWays);
	});

	test('a percentage may carry its sign', () => {
		expect(typedPercent('12.5 %', allWays)).toEqual({ text: '12.5 %', value: '0.125' });
		expect(typedPercent('%', allWays)).toEqual({ text: '%', value: null });
	});

	test('a field is typed in when it says another number, or none that can be read', () => {
		expect(isTyped({ text: '15.00', value: '15.00' }, '15')).toBe(false);
		expect(isTyped({ text: '', value: null }, null)).toBe(false);
		expect(isTyped({ text: '', value: null }, '0')).toBe(false);
		expect(isTyped({ text: '', value: null }, '15')).toBe(true);
		expect(isTyped({ text: '-', value: null }, null)).toBe(true);
		expect(isTyped({ text: '16', value: '16' }, '15')).toBe(true);
	});

	test('what is told on of a text is bounded', () => {
		expect(typedPercent('x'.repeat(5000), allWays).text).toHaveLength(200);
	});
});
