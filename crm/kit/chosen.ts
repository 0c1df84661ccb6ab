import type { CurrencyCode } from '../../core/model/deal.ts';
import type { DealEdits } from '../../core/model/deal-edits.ts';

/** What is chosen on a form and not saved, against what is saved. */

const plain = (name: string) => name.replace(/\s+/g, ' ').trim();

/**
 * True for the name of another record than the saved one, which may have several names. `saved` is null where nobody told
 * it, and "" where none is saved. False while nothing is chosen.
 */
export function isOtherChosen(chosen: string | null, ...saved: readonly (string | null)[]): boolean {
	const own = plain(chosen ?? '');
	const known = saved.flatMap((name) => (name === null ? [] : plain(name)));
	return own !== '' && known.length > 0 && !known.includes(own);
}

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The currency whose code is in a text: "EUR", "US Dollar (USD)". Null for none, and for several. */
function currencyIn(text: string): CurrencyCode | null {
	const found = new Set((text.match(/(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/g) ?? []).filter((code) => codes.has(code)));
	const [only = null] = found;
	return found.size === 1 ? only : null;
}

/** Another currency than the saved one, where `text` names it; nothing where it names none, or the saved one. */
export function currencyChosen(
	text: string | null | undefined,
	saved: CurrencyCode | null,
): Pick<DealEdits, 'currencyChange'> {
	const to = currencyIn(text ?? '');
	return to === null || saved === null || to === saved ? {} : { currencyChange: { to } };
}
