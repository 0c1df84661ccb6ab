import { expect, test } from 'vitest';
import { currencyChosen, isOtherChosen } from '../../../crm/kit/chosen.ts';

test.each([
	['Retail', ['Wholesale'], true],
	['Retail', [''], true],
	['Retail', ['Retail'], false],
	[' Retail \n 2026', ['Retail 2026'], false],
	['CUST-7', ['Halvorsen Foods', 'CUST-7'], false],
	['CUST-8', ['Halvorsen Foods', null], true],
	['', ['Wholesale'], false],
	[null, ['Wholesale'], false],
	['Retail', [null], false],
	['Retail', [], false],
] as const)('“%s” chosen where %j is saved: %s', (chosen, saved, isOther) => {
	expect(isOtherChosen(chosen, ...saved)).toBe(isOther);
});

test.each([
	['USD', 'USD'],
	['US Dollar (USD)', 'USD'],
	['USD USD - U.S. Dollar', 'USD'],
	['$ 1,200.00 · CHF', 'CHF'],
	['EUR', null],
	// Not told, no currency, or more than one.
	['$', null],
	['VAT', null],
	['USDT', null],
	['EUR USD', null],
	['', null],
	[null, null],
	[undefined, null],
] as const)('“%s” chosen in a deal in euros is %s', (text, to) => {
	expect(currencyChosen(text, 'EUR')).toEqual(to === null ? {} : { currencyChange: { to } });
});

test('of a deal whose currency is unknown nobody can say that another one is chosen', () => {
	expect(currencyChosen('USD', null)).toEqual({});
});
