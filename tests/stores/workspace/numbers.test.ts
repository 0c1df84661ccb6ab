import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commaStyle, pointStyle, readNumber, styleOfColumn } from '../../../core/costs/number-style.ts';
import { percentText, readPercent } from '../../../stores/workspace/numbers.ts';

describe('reading a number in a style', () => {
	it.each([
		['12.5', '12.5'],
		['1,234.50', '1234.5'],
		['1 234 567.00', '1234567'],
		["1'234.05", '1234.05'],
		['007', '7'],
		['0.10', '0.1'],
		['−3.2', '-3.2'],
	])('reads %s with a decimal point as %s', (text, value) => {
		expect(readNumber(text, pointStyle)).toBe(value);
	});

	it.each([
		['12,5', '12.5'],
		['1.234,50', '1234.5'],
		['1.234', '1234'],
	])('reads %s with a decimal comma as %s', (text, value) => {
		expect(readNumber(text, commaStyle)).toBe(value);
	});

	it.each(['12,5', '1,23', '1,2345', '1.2.3', '', '.5', '5.', '1e3', '12 €', '1,234,56', '٣'])(
		'does not guess what %s means where a point is expected',
		(text) => {
			expect(readNumber(text, pointStyle)).toBeNull();
		},
	);
});

describe('percents', () => {
	it.each([
		['12.25', 'en', '0.1225'],
		['12,25', 'de', '0.1225'],
		['30 %', 'en', '0.3'],
		['0', 'en', '0'],
		['99.99', 'en', '0.9999'],
	])('reads %s in %s as the fraction %s', (text, locale, value) => {
		expect(readPercent(text, locale)).toEqual({ ok: true, value });
	});

	it.each([
		['12,5', 'en', 'percent-unreadable'],
		['12.5', 'de', 'percent-unreadable'],
		['', 'en', 'percent-missing'],
		['-1', 'en', 'percent-negative'],
		['100', 'en', 'percent-over-hundred'],
		['100,01', 'de', 'percent-over-hundred'],
	])('refuses %s in %s as %s', (text, locale, error) => {
		expect(readPercent(text, locale)).toEqual({ ok: false, error });
	});

	it('gives back exactly the fraction it wrote, in every locale', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 999_999 }),
				fc.constantFrom('en', 'de', 'fr', 'de-CH'),
				(millionths, locale) => {
					const fraction = `0.${`${millionths}`.padStart(6, '0')}`.replace(/\.?0+$/, '') || '0';
					expect(readPercent(percentText(fraction, locale), locale)).toEqual({ ok: true, value: fraction });
				},
			),
		);
	});
});

describe('the style of a column', () => {
	it.each([
		[['12.50', '7'], 'point'],
		[['12,50', '7'], 'comma'],
		[['1.234,50'], 'comma'],
		[['1,234.50'], 'point'],
		[['1.234.567'], 'comma'],
		[['0.125'], 'point'],
		[['1.234', '5'], null],
		[['1,234', '12'], null],
	] as const)('of %j is %s', (cells, style) => {
		expect(styleOfColumn(cells)).toBe(style);
	});
});
