import { expect, test } from 'vitest';
import { filled, missing, pageFacts } from '../../../crm/kit/facts.ts';

const ref = { crm: 'demo', site: 'https://demo.example', kind: 'quote', id: '7' } as const;

test('what a page does not tell is unknown, never empty or zero', () => {
	const { reading, ...facts } = pageFacts(ref, {
		name: 'Pumps',
		rounding: { unitPriceDigits: 4, lineAmountDigits: 2 },
	});
	expect(facts).toEqual({
		ref,
		name: 'Pumps',
		account: null,
		number: null,
		stage: null,
		amount: null,
		currency: null,
		probability: null,
		closeDate: null,
		owner: null,
		segments: {},
		lines: null,
		rounding: { unitPriceDigits: 4, lineAmountDigits: 2 },
		filledFields: {},
	});
	expect(reading.source).toBe('page');
	expect(Number.isNaN(Date.parse(reading.at))).toBe(false);
});

test('filled fields are those that hold something: a 0 does', () => {
	expect(filled({ account: 'Firm', owner: null, stage: undefined, number: '', amount: '0' })).toEqual({
		account: 'Firm',
		amount: '0',
	});
});

test('what is missing is named', () => {
	expect(missing('Discount')).toEqual({ ok: false, error: { code: 'field-missing', field: 'Discount' } });
});
