import { expect, test } from 'vitest';
import { isOther, numberIn, unknownFormat } from '../../../crm/dynamics/fields.ts';
import { perUnit } from '../../../crm/dynamics/lines.ts';
import { short } from '../../../crm/kit/numbers.ts';

const german = { marks: { decimal: ',', group: '.' }, symbol: 'kr' };

function numberOf(value: string, format = german as Parameters<typeof numberIn>[1]): string | null {
	return numberIn({ value } as HTMLInputElement, format).value;
}

test.each([
	['1.150,00 €', '1150.00'],
	['kr 1.150,00', '1150.00'],
	['-€ 12,5', '-12.5'],
	['(1.150,00 kr)', '-1150.00'],
	['98000', '98000'],
	['', null],
	['-', null],
	['12,', null],
	['12.5', null],
	['12-5', null],
	['150,00-', null],
	['1.150,00 kr kr', null],
])('“%s” of a German user is %s', (text, number) => expect(numberOf(text)).toBe(number));

test('Indian groups are read, with the rupee’s sign too', () => {
	const indian = { marks: { decimal: '.', group: ',' }, symbol: '₹' };
	expect(numberOf('₹1,07,600.00', indian)).toBe('107600.00');
	expect(numberOf('₹1,07,600.00', unknownFormat)).toBe('107600.00');
});

test('without the user’s marks only what shows its own is read', () => {
	expect(numberOf('$107,600.00', unknownFormat)).toBe('107600.00');
	expect(numberOf('12.50', unknownFormat)).toBeNull();
	expect(numberOf('60', unknownFormat)).toBe('60');
	expect(numberOf('Pts 60', { marks: null, symbol: 'Pts' })).toBe('60');
});

test('a saved number that is shown with the currency’s decimals is no edit', () => {
	const saved = { digits: 333333n, scale: 4 };
	expect(isOther({ text: '33,33', value: '33.33' }, saved, 2)).toBe(false);
	expect(isOther({ text: '33,3', value: '33.3' }, saved, 2)).toBe(true);
	expect(isOther({ text: '', value: null }, null, 2)).toBe(false);
});

test('an amount’s share per unit comes back as the amount', () => {
	const share = perUnit({ digits: 100n, scale: 0 }, { digits: 3n, scale: 0 });
	expect(share && short(share)).toBe('33.33333333333333333333');
	expect(perUnit({ digits: 100n, scale: 0 }, { digits: 0n, scale: 0 })).toBeNull();
});
