import { expect, test } from 'vitest';
import { marksIn, parseNumber, perUnit, write } from '../../../crm/dynamics/number.ts';

const german = { marks: { decimal: ',', group: '.' }, symbol: 'kr' };

test.each([
	['1.150,00 €', '1150.00'],
	['kr 1.150,00', '1150.00'],
	['-€ 12,5', '-12.5'],
	['98000', '98000'],
	['', null],
	['-', null],
	['12,', null],
	['12.5', null],
	['1.150,00 kr kr', null],
])('“%s” of a German user is %s', (text, number) => expect(parseNumber(text, german)).toBe(number));

test('without the user’s marks only what shows its own is read', () => {
	const unknown = { marks: null, symbol: '' };
	expect(parseNumber('$107,600.00', unknown)).toBe('107600.00');
	expect(parseNumber('12.50', unknown)).toBeNull();
	expect(parseNumber('60', unknown)).toBe('60');
	expect(marksIn('40.00000')).toBeNull();
});

test('an amount’s share per unit comes back as the amount', () => {
	const share = perUnit({ digits: 100n, scale: 0 }, { digits: 3n, scale: 0 });
	expect(share && write(share)).toBe('33.33333333333333333333');
	expect(perUnit({ digits: 100n, scale: 0 }, { digits: 0n, scale: 0 })).toBeNull();
});
