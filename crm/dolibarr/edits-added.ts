import { noCost, type Product } from '../../core/model/deal.ts';
import type { AddedLine, RefusedValue } from '../../core/model/deal-edits.ts';
import { isZero, parseDecimal } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { Page } from '../contract.ts';
import { afterDiscount, asFraction, short } from '../kit/numbers.ts';
import type { Known } from './edits.ts';
import { isRefusedInNew, refusalOf, refusedPrice } from './edits-refusals.ts';
import { boxes, boxIn, costBox, readPrice, readQuantity, readRate } from './fields.ts';
import { signIn } from './fields-numbers.ts';
import { countedCost, isBelowZero, linesTable } from './lines.ts';

/** The row that adds a line, gone while one is edited. */
const addRow = 'tr.liste_titre_create';

/** The row where a line is added: by its class, else by the price box that no line's own row has. */
export function addRowIn(document: Document): Element | null {
	const table = linesTable(document);
	const box = table?.querySelector('tr:not(.tredited) input[name="price_ht"]');
	return table?.querySelector(addRow) ?? box?.closest('tr') ?? null;
}

/**
 * What is chosen: "CP-7 - Control panel CP-7 - 1,850 € Excl. tax", where price and stock follow the name; what follows the
 * part with the currency's sign is no name. Null while nothing is.
 */
function chosenProduct(row: Element): Product | null {
	const list = row.querySelector<HTMLSelectElement | HTMLInputElement>('[name="idprod"]');
	const id = list?.value ?? '';
	if (!list || !(Number(id) > 0)) return null;
	const text =
		'selectedOptions' in list
			? (list.selectedOptions[0]?.text ?? '')
			: (row.querySelector<HTMLInputElement>('input[name="search_idprod"]')?.value ?? '');
	const [code = '', ...parts] = text.trim().split(' - ');
	const total = [...row.ownerDocument.querySelectorAll('td.amountcard')].at(-1)?.textContent ?? '';
	const sign = signIn(total);
	const priced = sign === '' ? -1 : parts.findLastIndex((part) => part.includes(sign) && /\d/.test(part));
	const name = (priced > 0 ? parts.slice(0, priced) : parts).join(' - ').trim();
	return { id, code: code.trim() || null, name: name || code.trim(), families: [] };
}

/** What the row adds: a line, or why the server will add none of what is filled in. */
export type Adding = { readonly line: AddedLine } | { readonly refused: RefusedValue };

/** A line that is filled in and not added yet. Without a price there is none: choosing a product writes it a moment later. */
export function addedLine(row: Element, marks: LocaleMarks, { isOwnCost, leastOf }: Known, page: Page): Adding | null {
	const product = chosenProduct(row);
	const text = row.querySelector<HTMLTextAreaElement>('textarea[name="dp_desc"]')?.value.trim() ?? '';
	const { element: priceBox } = boxIn(row, boxes.price);
	if ((product === null && text === '') || !priceBox || priceBox.value.trim() === '') return null;
	const { element: quantityBox } = boxIn(row, boxes.quantity);
	const { element: discountBox } = boxIn(row, boxes.discount);
	const typed = {
		price: readPrice(row, priceBox, marks),
		discount: discountBox?.value.trim() ? asFraction(readRate(discountBox, marks)) : { text: '', value: '0' },
	};
	const amount = quantityBox && readQuantity(quantityBox, marks);
	if (amount && isRefusedInNew(amount)) return { refused: { lineId: null, text: amount.text, most: null } };
	const refused = refusedPrice(row, typed);
	if (refused) return { refused: refusalOf(null, refused, typed) };
	const [list, discount, quantity] = [typed.price.value, typed.discount.value, amount?.value ?? null];
	const [price, rate, count] = [list, discount, quantity].map(parseDecimal);
	const box = isOwnCost ? costBox(row) : null;
	const cost = box && readQuantity(box, marks).value;
	const value = parseDecimal(cost);
	const isKnown = value !== null && !isZero(value);
	const isCostZero = value !== null && isZero(value);
	const least = leastOf(product?.id ?? '', page);
	const line: AddedLine = {
		id: 'new',
		description: product?.name ?? text,
		// The server looks for a cost of its own where none is given; one of the list is not what will be saved.
		product: box && value === null ? null : product,
		quantity,
		unit: null,
		listPrice: list,
		netPrice: price && rate ? short(afterDiscount(price, rate)) : null,
		...noCost,
		...(isKnown
			? {
					unitCost: countedCost(cost, isBelowZero(list, discount)),
					costCurrency: 'deal',
					costUnits: '1',
					costPeriod: 'price',
				}
			: {}),
		...(isCostZero ? { isCostZero } : {}),
		...(count && isZero(count) ? { isOptional: true } : {}),
		...(least && !least.isByCustomer ? { leastPrice: least.price } : {}),
	};
	return { line };
}
