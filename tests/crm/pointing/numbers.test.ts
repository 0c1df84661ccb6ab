import { expect, test } from 'vitest';
import { idAt, shapeOf } from '../../../crm/pointing/address.ts';
import { marksNow, readNumber, writingOf } from '../../../crm/pointing/numbers.ts';

const english = { decimal: '.', group: ',' } as const;
const german = { decimal: ',', group: '.' } as const;

test('numbers are read with a currency or a percent sign beside them, exactly or not at all', () => {
	expect(readNumber('€37,360.00', english)).toBe('37360.00');
	expect(readNumber('37.360,00 EUR', german)).toBe('37360.00');
	expect(readNumber('17,5 %', german)).toBe('17.5');
	expect(readNumber('17.5 %', german)).toBeNull();
	expect(readNumber('about 5', english)).toBeNull();
	expect(readNumber('—', english)).toBeNull();
});

test('a hyphen is a sign in front, and nowhere else', () => {
	for (const text of ['−€150.00', '-€150.00', '€ -150.00', '\u200e-150.00'])
		expect(readNumber(text, english)).toBe('-150.00');
	for (const text of ['12-5', '15-', '150.00-', '5–8']) expect(readNumber(text, english)).toBeNull();
});

test('Indian groups, names of currencies and marks of direction are read', () => {
	expect(readNumber('₹1,07,600.00', english)).toBe('107600.00');
	expect(readNumber('12.400,50 kr.', german)).toBe('12400.50');
	expect(readNumber('\u200f37,360.50\u00a0\u200f₪', english)).toBe('37360.50');
});

test('a page in Arabic or Persian digits tells so itself', () => {
	const arabic = writingOf(['١٢٬٤٠٠٫٥٠', '٢', '—'], 'ar');
	expect(arabic).toEqual({ decimal: '٫', group: '٬', zero: '٠', language: 'ar' });
	expect(arabic && readNumber('١٢٬٤٠٠٫٥٠ ر.س.', arabic)).toBe('12400.50');
	expect(writingOf(['۱۲٬۴۰۰٫۵۰'], 'fa')).toMatchObject({ zero: '۰' });
	expect(writingOf(['١٢', '12.50'], 'ar')).toBeNull();
});

test('how a page writes numbers is told by those that leave no doubt', () => {
	expect(writingOf(['12,400.00', '10'], 'de')).toEqual({ ...english, language: 'de' });
	expect(writingOf(['1.234.567'], 'en')).toEqual({ ...german, language: 'en' });
	expect(writingOf(['12 400,00 €', '2'], 'fr')).toEqual({ decimal: ',', group: ' ', language: 'fr' });
	expect(writingOf(['2', '10'], 'de')).toEqual({ ...german, language: 'de' });
});

test('what may be read in two ways is asked, and what contradicts itself too', () => {
	expect(writingOf(['1,850'], 'en')).toBeNull();
	expect(writingOf(['1,850', '12.5'], 'en')).toEqual({ ...english, language: 'en' });
	expect(writingOf(['12.5', '12,5'], 'en')).toBeNull();
});

test('a page in another language is read by that language only where it followed its own before', () => {
	expect(marksNow({ ...english, language: 'en' }, 'de')).toEqual(german);
	expect(marksNow({ ...german, language: 'en' }, 'de')).toBeNull();
	expect(marksNow({ ...german, language: 'en' }, 'en')).toMatchObject(german);
});

test.each([
	['https://crm.example/quotes/2041', '/quotes/{id}', 'https://crm.example/quotes/7?x=1', '7'],
	['https://crm.example/v2/deals/101/edit', '/*/deals/{id}/edit', 'https://crm.example/v3/deals/5/edit', '5'],
	['https://crm.example/app#/deals/D-17?tab=2', '/app#/deals/{id}', 'https://crm.example/app#/deals/D-18', 'D-18'],
	[
		'https://crm.example/index.php?module=Quotes&record=7f3a&token=9',
		'/index.php?module=Quotes&record={id}',
		'https://crm.example/index.php?record=80b1&module=Quotes',
		'80b1',
	],
	['https://crm.example/card.php?id=318', '/card.php?id={id}', 'https://crm.example/card.php?id=9&action=edit', '9'],
])('the record’s id is found in %s', (address, shape, other, id) => {
	expect(shapeOf(new URL(address))).toBe(shape);
	expect(idAt(shape, new URL(other))).toBe(id);
});

test('other pages have no record, nor has an address without an id', () => {
	expect(shapeOf(new URL('https://crm.example/quotes/new'))).toBeNull();
	expect(idAt('/quotes/{id}', new URL('https://crm.example/quotes/new'))).toBeNull();
	expect(idAt('/quotes/{id}', new URL('https://crm.example/quotes/7/lines'))).toBeNull();
	expect(idAt('/i.php?module=A&id={id}', new URL('https://crm.example/i.php?module=B&id=7'))).toBeNull();
});
