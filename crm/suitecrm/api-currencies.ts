import type { CurrencyCode } from '../../core/model/deal.ts';
import type { CallApi, Page } from '../contract.ts';
import { askAny, asResult, refusalOf, type Wire } from '../kit/answers.ts';
import { classicBaseOf } from './front.ts';
import { quickSearch } from './wire-classic.ts';

/** Which currency an id is: records name theirs by an id, pages show a sign that several may use. */

/** Id of a currency → its code. Empty when nobody told. */
export type Currencies = ReadonlyMap<string, CurrencyCode>;

/** The id of the currency that the whole installation is in; it is in no list of records. */
export const baseCurrency = '-99';

/** Signs that belong to one currency alone. */
const signs: Readonly<Record<string, CurrencyCode>> = {
	'€': 'EUR',
	'₹': 'INR',
	'₺': 'TRY',
	'₪': 'ILS',
	zł: 'PLN',
	Kč: 'CZK',
};

const isCode = (code: unknown): code is CurrencyCode => typeof code === 'string' && /^[A-Z]{3}$/.test(code);

/** The currency of a sign; null for one that several use. */
export function currencyOfSign(sign: string | null | undefined): CurrencyCode | null {
	const plain = sign?.trim() ?? '';
	return signs[plain] ?? (isCode(plain) ? plain : null);
}

/** The currency of an id, else of the sign beside it. Null when neither tells it. */
export function currencyOf(
	currencies: Currencies,
	id: string | null,
	sign: string | null | undefined,
): CurrencyCode | null {
	return currencies.get(id || baseCurrency) ?? currencyOfSign(sign);
}

/** The sign of an option in a form's list of currencies: "Euro : €". */
export function signOf(option: HTMLOptionElement | null | undefined): string | null {
	return option?.text.split(':').at(-1)?.trim() ?? null;
}

/** A form's list of currencies; null when it has none. */
export function currencyList(form: HTMLFormElement): HTMLSelectElement | null {
	return form.querySelector<HTMLSelectElement>('select#currency_id_select, select[name="currency_id"]');
}

/** The option that a form was served with. */
export function servedCurrency(form: HTMLFormElement): HTMLOptionElement | null {
	const options = [...(currencyList(form)?.options ?? [])];
	return options.find(({ defaultSelected }) => defaultSelected) ?? null;
}

/** The option that was chosen since the form was served; null while it is the same. */
export function changedCurrency(form: HTMLFormElement): HTMLOptionElement | null {
	const before = servedCurrency(form);
	const now = currencyList(form)?.selectedOptions[0] ?? null;
	return before && now !== before ? now : null;
}

/** Codes by id, of records or of settings. */
export function currenciesIn(wires: readonly Wire[]): Map<string, CurrencyCode> {
	return new Map(
		wires.flatMap(({ id, iso4217: code }): [string, CurrencyCode][] =>
			typeof id === 'string' && isCode(code) ? [[id, code]] : [],
		),
	);
}

/**
 * The currencies by the classic pages: records by their own search, which leaves out the base currency. Only the
 * user's own page shows that one, which writes the user's currency as "USD $": it counts when its sign is that of the base
 * currency and no other currency has its code. Seen on 8.2.3, 2026; the link to that page in the head of 7 is from the
 * source of 7.14.
 */
export async function classicCurrencies(
	callApi: CallApi,
	page: Page,
	baseSign: string | null,
	signal: AbortSignal,
): Promise<Currencies> {
	const either = ['Active', 'Inactive'].map((value) => ({ name: 'status', op: 'equal', value }));
	const found = await asResult(() =>
		quickSearch(callApi, page, { module: 'Currencies', fields: ['id', 'iso4217'], conditions: either }, signal),
	);
	const currencies = currenciesIn(found.ok ? found.value : []);
	if (!found.ok || currencyOfSign(baseSign) !== null) return currencies;
	const own = await asResult(() => codeOnUserPage(callApi, page, baseSign, signal));
	const isOthers = own.ok && [...currencies.values()].includes(own.value ?? '');
	return own.ok && own.value && !isOthers ? currencies.set(baseCurrency, own.value) : currencies;
}

async function codeOnUserPage(
	callApi: CallApi,
	page: Page,
	sign: string | null,
	signal: AbortSignal,
): Promise<CurrencyCode | null> {
	const links = page.document.querySelectorAll('a[href*="module=Users"][href*="record="]');
	const ids = [...links].flatMap((link) => /[?&]record=([\w-]+)/.exec(link.getAttribute('href') ?? '')?.[1] ?? []);
	const [id] = ids;
	if (id === undefined || !sign || new Set(ids).size > 1) return null;
	const query = new URLSearchParams({ module: 'Users', action: 'DetailView', record: id });
	const url = `${classicBaseOf(page)}index.php?${query}`;
	const answer = await askAny(callApi, { method: 'GET', url, via: 'page' }, signal);
	if (refusalOf(answer)) return null;
	const document = new DOMParser().parseFromString(answer.text, 'text/html');
	const fields = [...document.querySelectorAll('.detail-view-field')].map(({ textContent }) => textContent?.trim());
	const codes = fields.flatMap((text) => (text?.slice(3).trim() === sign ? [text.slice(0, 3)] : []));
	return codes.length === 1 && isCode(codes[0]) ? codes[0] : null;
}
