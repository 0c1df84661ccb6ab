import type { QuoteLine } from '../../core/model/deal.ts';
import {
	compare,
	type DecimalString,
	formatDecimal,
	isDecimalString,
	isZero,
	multiply,
	one,
	parseDecimal,
	round,
	subtract,
	trimZeros,
} from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { ApiAnswer, CallApi, Page } from '../contract.ts';
import { askAny, jsonOf, object, objects, ReadError, refusalOf, type Wire } from '../kit/answers.ts';
import { type CostSearch, costFieldOf, namedCost } from '../kit/cost.ts';
import { fraction, short } from '../kit/numbers.ts';
import { pageMarks } from './fields-numbers.ts';
import { classicBaseOf } from './front.ts';

/** The edit view as the server sends it: what classic pages tell of a record without another API. Seen in 8.2.3, 2026. */
export interface EditViewSource {
	readonly document: Document;
	readonly form: HTMLFormElement;
	readonly marks: LocaleMarks | null;
}

/** Reads the answer to a request for an edit view. Throws `ReadError`: every refusal comes with status 200. */
export function editViewIn(answer: ApiAnswer): EditViewSource {
	const refusal = refusalOf(answer);
	if (refusal) throw refusal;
	const document = new DOMParser().parseFromString(answer.text, 'text/html');
	const form = document.querySelector<HTMLFormElement>('form#EditView');
	if (!form) {
		if (document.querySelector('input[name="user_name"]')) throw new ReadError('signed-out');
		// No right to it, and back to the home page after three seconds.
		if (document.querySelector('#seconds_left')) throw new ReadError('not-allowed');
		throw new ReadError('not-json');
	}
	const record = form.querySelector<HTMLInputElement>('input[name="record"]');
	if (!record) throw new ReadError('api-changed', 'record');
	// An id that does not exist gives a form to create one.
	if (record.value === '') throw new ReadError('record-missing');
	return { document, form, marks: pageMarks(document) };
}

/** The text of one JSON object that starts at `from`; null when it does not end. */
function objectAt(text: string, from: number): string | null {
	let depth = 0;
	let isQuoted = false;
	for (let at = from; at < text.length; at += 1) {
		const sign = text[at];
		if (isQuoted) {
			if (sign === '\\') at += 1;
			else if (sign === '"') isQuoted = false;
		} else if (sign === '"') isQuoted = true;
		else if (sign === '{') depth += 1;
		else if (sign === '}') {
			depth -= 1;
			if (depth === 0) return text.slice(from, at + 1);
		}
	}
	return null;
}

const call = 'insertLineItems(';

/** The lines of a quote's edit view, which its scripts insert one by one; raw numbers. */
export function sourceLines({ document }: EditViewSource): Wire[] {
	return [...document.querySelectorAll('script:not([src])')].flatMap(({ textContent }) => {
		const script = textContent ?? '';
		const lines: Wire[] = [];
		for (let at = script.indexOf(call); at >= 0; at = script.indexOf(call, at + 1)) {
			const from = at + call.length + script.slice(at + call.length).search(/\S/);
			if (script[from] !== '{') continue;
			const json = objectAt(script, from);
			try {
				lines.push(object(JSON.parse(json ?? ''), 'Line items'));
			} catch {
				throw new ReadError('api-changed', 'Line items');
			}
		}
		return lines;
	});
}

/** What the page's own autocomplete is asked for. Conditions are held together by "or". */
interface Search {
	readonly module: string;
	readonly fields: readonly string[];
	readonly conditions: readonly { readonly name: string; readonly op: string; readonly value: string }[];
	readonly order?: string;
}

/**
 * Records as the page's own autocomplete finds them: raw numbers, and labels in place of keys. It fails as a whole over a
 * field that it does not know, and asks for no right to the records. Throws `ReadError`.
 */
export async function quickSearch(
	callApi: CallApi,
	page: Page,
	{ module, fields, conditions, order = 'name' }: Search,
	signal: AbortSignal,
): Promise<Wire[]> {
	const data = {
		form: 'EditView',
		method: 'query',
		modules: [module],
		group: 'or',
		field_list: fields,
		conditions,
		order,
		limit: '500',
	};
	const query = new URLSearchParams({
		to_pdf: 'true',
		module: 'Home',
		action: 'quicksearchQuery',
		query: '',
		data: JSON.stringify(data),
	});
	const url = `${classicBaseOf(page)}index.php?${query}`;
	const answer = await askAny(callApi, { method: 'GET', url, via: 'page' }, signal);
	const refusal = refusalOf(answer);
	if (refusal) throw refusal;
	const { fields: found, totalCount } = object(jsonOf(answer), module);
	const wires = objects(found, module);
	if (totalCount !== wires.length) throw new ReadError('api-changed', module);
	return wires;
}

function textIn(wire: Wire, field: string): string | null {
	const value = wire[field];
	if (value === null || value === '') return null;
	if (typeof value !== 'string') throw new ReadError('api-changed', field);
	return value;
}

function numberIn(wire: Wire, field: string): DecimalString | null {
	const value = textIn(wire, field);
	if (value === null) return null;
	if (!isDecimalString(value)) throw new ReadError('api-changed', field);
	return short(value);
}

/** How a line's price comes from its list price. The kind of discount is known from the prices: its label is translated. */
function priceOf(wire: Wire): Pick<QuoteLine, 'discounts' | 'netPrice'> {
	const net = numberIn(wire, 'product_unit_price');
	const [list, off, unit] = [
		parseDecimal(numberIn(wire, 'product_list_price')),
		parseDecimal(numberIn(wire, 'product_discount') ?? '0'),
		parseDecimal(net),
	];
	if (!list || !off || !unit) return { discounts: [], netPrice: net };
	if (isZero(off) && compare(list, unit) === 0) return { discounts: [], netPrice: null };
	const rate = fraction(formatDecimal(off));
	const byRate = multiply(list, subtract(one, parseDecimal(rate) ?? one));
	// Prices are kept with the user's decimals, the line's amount is made from the price before that.
	const isNet = (price: typeof list) => compare(price, unit) === 0 || compare(round(price, 2), round(unit, 2)) === 0;
	const byAmount = subtract(list, off);
	if (wire.discount !== 'Amount' && rate !== null && isNet(byRate)) return { discounts: [rate], netPrice: null };
	if (isNet(byAmount)) return { discounts: [], netPrice: formatDecimal(trimZeros(byAmount)) };
	return { discounts: [], netPrice: net };
}

/** The id of a line's product; null for a service. */
export function productIdOf(wire: Wire): string | null {
	const id = textIn(wire, 'product_id');
	return id === '0' ? null : id;
}

/** The usual place is the line's own copy of its product's cost, 0 where nobody has set one. */
function costOf(wire: Wire, costs: CostSearch): DecimalString | null {
	const ofLine = costFieldOf(costs, 'line');
	if (ofLine) return short(namedCost(costs, wire, ofLine));
	const cost = costs.source.of === 'usual' ? numberIn(wire, 'product_cost_price') : null;
	return cost === null || Number(cost) === 0 ? null : cost;
}

/** One line as facts. A service has no product, quantity or cost. */
export function lineOf(wire: Wire, costs: CostSearch): QuoteLine {
	const id = textIn(wire, 'id');
	if (id === null) throw new ReadError('api-changed', 'id');
	const productId = productIdOf(wire);
	const isService = productId === null;
	const name = textIn(wire, 'name') ?? '';
	return {
		id,
		product: isService ? null : { id: productId, code: textIn(wire, 'part_number'), name, families: [] },
		description: name,
		quantity: isService ? '1' : numberIn(wire, 'product_qty'),
		unit: null,
		listPrice: numberIn(wire, 'product_list_price'),
		...priceOf(wire),
		unitCost: isService ? null : costOf(wire, costs),
		costCurrency: 'deal',
		costUnits: '1',
		costPeriod: 'price',
	};
}

/** What a field of the form was served with; null for an empty one and for one that the form does not have. */
export function served(form: HTMLFormElement, id: string): string | null {
	const field = form.querySelector<HTMLInputElement | HTMLSelectElement>(`[id="${id}"], [name="${id}"]`);
	if (!field || !('value' in field)) return null;
	if ('options' in field) return [...field.options].find(({ defaultSelected }) => defaultSelected)?.value || null;
	return field.defaultValue || null;
}

/** Keys and labels of a list, in the user's language. */
export function optionsOf(form: HTMLFormElement, id: string): Map<string, string> {
	const list = form.querySelector<HTMLSelectElement>(`select[id="${id}"], select[name="${id}"]`);
	return new Map([...(list?.options ?? [])].flatMap(({ value, text }) => (value ? [[value, text.trim()]] : [])));
}

/** A day as the user's format writes it, by the positions that the page's scripts name; null when they do not. */
export function dayIn({ document }: EditViewSource, text: string | null): string | null {
	if (text === null) return null;
	for (const { textContent } of document.querySelectorAll('script:not([src])')) {
		const [, positions = ''] = /\bdate_reg_positions\s*=\s*\{([^}]*)\}/.exec(textContent ?? '') ?? [];
		const at = Object.fromEntries(
			[...positions.matchAll(/'([mdY])'\s*:\s*([123])/g)].map(([, part = '', place]) => [part, Number(place) - 1]),
		);
		const parts = /^(\d{1,4})\D(\d{1,2})\D(\d{1,4})$/.exec(text.trim())?.slice(1);
		if (!parts || at.Y === undefined || at.m === undefined || at.d === undefined) continue;
		const [year = '', month = '', day = ''] = [parts[at.Y], parts[at.m], parts[at.d]];
		const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
		return /^\d{4}-\d\d-\d\d$/.test(written) && !Number.isNaN(Date.parse(written)) ? written : null;
	}
	return null;
}
