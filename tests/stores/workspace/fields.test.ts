import { describe, expect, it } from 'vitest';
import { anyPercentText, createFieldReader, faultAt, isDay, numberText } from '../../../stores/workspace/fields.ts';

describe('a field reader', () => {
	it('keeps every digit typed, in the user’s own way of writing', () => {
		const german = createFieldReader('de');
		expect(german.percent('12,75 %', 'a')).toBe('0.1275');
		expect(german.amount('1.234,50', 'b')).toBe('1234.5');
		expect(german.anyPercent('150', 'c')).toBe('1.5');
		expect(german.anyPercent('0,125', 'd')).toBe('0.00125');
		expect(german.signed('\u2212300', 'e')).toBe('-300');
		expect(german.currency(' eur ', 'f')).toBe('EUR');
		expect(german.faults).toEqual([]);
	});

	it('takes nothing of another language, half typed or impossible, and says where', () => {
		const reader = createFieldReader('en');
		reader.percent('12,5', 'comma');
		reader.percent('12.', 'half');
		reader.percent('100', 'whole');
		reader.percent('-1', 'below');
		reader.percent('', 'none');
		reader.amount('-1', 'negative');
		reader.amount('1,23', 'groups');
		reader.aboveZero('0.00', 'zero');
		reader.whole('1.5', 'days');
		reader.whole('100001', 'many');
		reader.currency('EURO', 'currency');
		reader.dayOrNone('2026-02-30', 'day');
		reader.text('   ', 'name');
		reader.text('x'.repeat(201), 'long');
		expect(Object.fromEntries(reader.faults.map(({ at, code }) => [at, code]))).toEqual({
			comma: 'percent-unreadable',
			half: 'percent-unreadable',
			whole: 'percent-over-hundred',
			below: 'percent-negative',
			none: 'percent-missing',
			negative: 'number-negative',
			groups: 'number-unreadable',
			zero: 'number-zero',
			days: 'whole-unreadable',
			many: 'whole-unreadable',
			currency: 'currency-unreadable',
			day: 'day-unreadable',
			name: 'missing',
			long: 'text-too-long',
		});
	});

	it('compares floor and target only when both could be read', () => {
		const reader = createFieldReader('en');
		expect(reader.limits({ floor: '22', target: '28' })).toEqual({ floor: '0.22', target: '0.28' });
		expect(reader.limits({ floor: '28', target: '28' })).toEqual({ floor: '0.28', target: '0.28' });
		reader.limits({ floor: 'x', target: '10' }, 'row ');
		expect(reader.faults).toEqual([{ code: 'percent-unreadable', at: 'row floor' }]);
		reader.limits({ floor: '28.01', target: '28' }, 'last ');
		expect(faultAt(reader.faults, 'last floor')).toBe('floor-over-target');
		expect(faultAt(reader.faults, 'last target')).toBeNull();
	});

	it('writes back what it would read', () => {
		expect(numberText('1234.50', 'de')).toBe('1234,5');
		expect(anyPercentText('1.25', 'en')).toBe('125');
		expect(isDay('2026-11-31')).toBe(false);
		expect(isDay('2028-02-29')).toBe(true);
	});
});
