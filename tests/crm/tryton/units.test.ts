import { describe, expect, test } from 'vitest';
import { decimal } from '../../../core/model/decimal.ts';
import { type Unit, unitCalled, unitsIn } from '../../../crm/tryton/api-units.ts';

const unit = (id: number, category: number, factor: string, rate: string): Unit => ({
	id,
	name: `Unit ${id}`,
	symbol: `u${id}`,
	category,
	factor: decimal(factor),
	rate: decimal(rate),
});

const piece = unit(1, 1, '1', '1');
const dozen = unit(2, 1, '12', '0.083333333333');
const hour = unit(3, 2, '1', '1');
const day = unit(4, 2, '24', '0.041666666667');
const minute = unit(5, 2, '0.016666666667', '60');

describe('units', () => {
	test('of one category go together by the number with fewer decimals, as the server counts', () => {
		expect(unitsIn(dozen, piece)).toBe('12');
		expect(unitsIn(day, hour)).toBe('24');
		expect(unitsIn(hour, minute)).toBe('60');
		expect(unitsIn(day, minute)).toBe('1440');
		expect(unitsIn(minute, minute)).toBe('1');
	});

	test('that make no whole number are as long as no cent is lost', () => {
		expect(unitsIn(minute, hour)).toBe('0.016666666666666666666667');
		expect(unitsIn(piece, dozen)).toBe('0.083333333333333333333333');
	});

	test('of two categories do not go together', () => {
		expect(unitsIn(dozen, hour)).toBeNull();
	});

	test('are known by name or sign, and not where two have the same', () => {
		const day2 = { ...day, id: 9, symbol: 'u1' };
		expect(unitCalled([piece, dozen, day], 'u1')).toBe(piece);
		expect(unitCalled([piece, dozen, day], 'Unit 2')).toBe(dozen);
		expect(unitCalled([piece, dozen, day2], 'u1')).toBeUndefined();
		expect(unitCalled([piece], 'u2')).toBeUndefined();
	});
});
