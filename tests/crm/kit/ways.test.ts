import { describe, expect, test } from 'vitest';
import { allWays, percentByWays, readByWays, waysSeen } from '../../../crm/kit/ways.ts';

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
		['36’120.50', '36120.50'],
		['kr. 36.120,50', '36120.50'],
		['-$150.00', '-150.00'],
		['١٬٢٣٤٫٥', '1234.5'],
		['۱٬۲۳۴٫۵', '1234.5'],
		['\u200f37,360.50\u00a0\u200f₪', '37360.50'],
	])('%s can be read one way only', (text, value) => {
		expect(readByWays(text, allWays)).toBe(value);
	});

	test.each([
		'1,150',
		'1.150',
		'108,000',
		'',
		'-',
		'12,',
		'1..2',
		'12 34',
		'1e3',
		'12abc',
		'$',
		'1,2,3',
		'12-5',
		'15-',
	])('%s is no number, or more than one', (text) => {
		expect(readByWays(text, allWays)).toBeNull();
	});

	test('a number whose value is known tells how others are written', () => {
		const english = waysSeen([['$107,600.00', '107600.00']]);
		expect(readByWays('108,000', english)).toBe('108000');
		expect(readByWays('1.150', english)).toBe('1.150');
		expect(readByWays('12,5', english)).toBeNull();
		const german = waysSeen([['107.600,00 €', '107600.00']]);
		expect(readByWays('108.000', german)).toBe('108000');
		expect(readByWays('12,5', german)).toBe('12.5');
	});

	test('a whole amount in groups tells which sign groups', () => {
		const english = waysSeen([['36,120', '36120']]);
		expect(readByWays('40,000', english)).toBe('40000');
		expect(readByWays('12,5', english)).toBeNull();
		const persian = waysSeen([['۳۶٬۱۲۰', '36120']]);
		expect(readByWays('۴۰٬۰۰۰', persian)).toBe('40000');
	});

	test('a number that shows something else tells nothing', () => {
		expect(
			waysSeen([
				['108,500', '107600'],
				['', '5'],
				['1.00', null],
				['', null],
			]),
		).toBe(allWays);
		expect(waysSeen([])).toBe(allWays);
	});

	test('a percentage may carry its sign', () => {
		expect(percentByWays('12.5 %', allWays)).toEqual({ text: '12.5 %', value: '0.125' });
		expect(percentByWays('%', allWays)).toEqual({ text: '%', value: null });
	});

	test('what is told on of a text is bounded', () => {
		expect(percentByWays('x'.repeat(5000), allWays).text).toHaveLength(200);
	});
});
