import type { CurrencyCode } from '../model/deal.ts';

/** Signs of money and the currencies that are written with them. */
const signs: Readonly<Record<string, readonly CurrencyCode[]>> = {
	'€': ['EUR'],
	'£': ['GBP'],
	$: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'TWD', 'CLP', 'COP', 'ARS'],
	US$: ['USD'],
	R$: ['BRL'],
	A$: ['AUD'],
	C$: ['CAD'],
	'¥': ['JPY', 'CNY'],
	'￥': ['JPY', 'CNY'],
	'₹': ['INR'],
	'₺': ['TRY'],
	'₽': ['RUB'],
	'₩': ['KRW'],
	'₪': ['ILS'],
	'฿': ['THB'],
	'₫': ['VND'],
	'₴': ['UAH'],
	'₱': ['PHP'],
	'₦': ['NGN'],
	'₸': ['KZT'],
	kr: ['SEK', 'DKK', 'NOK', 'ISK'],
	'kr.': ['DKK', 'SEK', 'NOK', 'ISK'],
	zł: ['PLN'],
	Kč: ['CZK'],
	Ft: ['HUF'],
	'Fr.': ['CHF'],
	SFr: ['CHF'],
	'SFr.': ['CHF'],
	'Rs.': ['INR', 'PKR', 'LKR', 'NPR', 'MUR'],
	Rs: ['INR', 'PKR', 'LKR', 'NPR', 'MUR'],
	лв: ['BGN'],
	lei: ['RON', 'MDL'],
};

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** True for a code that ISO 4217 has or had. */
export function isCurrency(code: string): boolean {
	return codes.has(code);
}

/** Currencies written with a sign or a code, the commonest first; empty for anything else. */
export function currenciesOf(sign: string): readonly CurrencyCode[] {
	const code = sign.toUpperCase();
	if (/^[A-Z]{3}$/.test(code) && codes.has(code)) return [code];
	return Object.hasOwn(signs, sign) ? (signs[sign] ?? []) : [];
}
