import Oracle from 'decimal.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	add,
	compare,
	decimal,
	divide,
	formatDecimal,
	multiply,
	parseDecimal,
	round,
	subtract,
	trimZeros,
} from '../../core/model/decimal.ts';

Oracle.set({ precision: 120, rounding: Oracle.ROUND_HALF_UP, toExpNeg: -200, toExpPos: 200 });

const number = fc
	.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 8 }))
	.map(([digits, scale]) => formatDecimal({ digits, scale }));

/** One way to write a number for both: no trailing zeros, no minus zero. */
function plain(text: string): string {
	const value = trimZeros(decimal(text));
	return formatDecimal(value);
}

test('sums, differences and products agree with an independent library', () => {
	fc.assert(
		fc.property(number, number, (left, right) => {
			const [a, b] = [decimal(left), decimal(right)];
			expect(plain(formatDecimal(add(a, b)))).toBe(plain(new Oracle(left).plus(right).toFixed()));
			expect(plain(formatDecimal(subtract(a, b)))).toBe(plain(new Oracle(left).minus(right).toFixed()));
			expect(plain(formatDecimal(multiply(a, b)))).toBe(plain(new Oracle(left).times(right).toFixed()));
			expect(compare(a, b)).toBe(new Oracle(left).comparedTo(right));
		}),
	);
});

test('quotients and roundings agree with an independent library', () => {
	const modes = {
		'half-up': Oracle.ROUND_HALF_UP,
		'half-even': Oracle.ROUND_HALF_EVEN,
		down: Oracle.ROUND_FLOOR,
		up: Oracle.ROUND_CEIL,
	} as const;
	fc.assert(
		fc.property(
			number,
			number,
			fc.integer({ min: 0, max: 6 }),
			fc.constantFrom('half-up', 'half-even', 'down', 'up'),
			(left, right, digits, mode) => {
				expect(plain(formatDecimal(round(decimal(left), digits, mode)))).toBe(
					plain(new Oracle(left).toFixed(digits, modes[mode])),
				);
				const quotient = divide(decimal(left), decimal(right), digits, mode);
				if (Number(right) === 0) expect(quotient).toBeNull();
				else
					expect(quotient && plain(formatDecimal(quotient))).toBe(
						plain(new Oracle(left).div(right).toFixed(digits, modes[mode])),
					);
			},
		),
	);
});

test('what is not a plain decimal is null, never a guess', () => {
	for (const text of ['', ' ', '1,5', '1e3', '+1', '.5', '5.', '１', 'NaN', '1'.repeat(65), null, undefined]) {
		expect(parseDecimal(text)).toBeNull();
	}
});
