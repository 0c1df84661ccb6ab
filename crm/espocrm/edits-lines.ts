import type { DealFacts, Product, QuoteLine } from '../../core/model/deal.ts';
import type { AddedLine, LineEdit, RefusedValue, TypedCost, TypedValue } from '../../core/model/deal-edits.ts';
import { compare, type DecimalString, parseDecimal } from '../../core/model/decimal.ts';
import type { Page } from '../contract.ts';
import type { Wire } from '../kit/answers.ts';
import { asFraction, differs, fraction, ofDiscount } from '../kit/numbers.ts';
import type { Client } from './api-client.ts';
import type { LineFields } from './api-mapping.ts';
import { chosenIn, inputOf, isEdited, typedIn } from './fields.ts';
import { drawersOf, frontOf } from './front.ts';
import { amountOf, costOf, isPlainAmount, noneTold } from './lines.ts';
import { moneyIn, numberIn, unlessZero } from './wire.ts';

/** A line that is edited, in a drawer or on a page of its own. Nothing is worked out there before it is saved. */
export interface LineForm {
	readonly root: HTMLElement;
	/** Null for a line that is not saved yet. */
	readonly id: string | null;
}

/** What a form is held against. */
export interface FormLook {
	readonly saved: DealFacts;
	readonly client: Client;
	readonly fields: LineFields;
	/** Lines as they came, by their ids. */
	readonly wires: ReadonlyMap<string, Wire>;
}

/** Forms in which a line of the deal in front is edited now; null when one does not say which line it is of. */
export function lineForms(page: Page, entity: string): LineForm[] | null {
	const forms: LineForm[] = [];
	for (const { root, record, isNew } of drawersOf(page.document)) {
		if (root.dataset.scope !== entity || !isEdited(root)) continue;
		if (!record && !isNew) return null;
		forms.push({ root, id: record?.id ?? null });
	}
	const front = frontOf(page);
	const isOwnPage = front?.line?.entity === entity && isEdited(front.root);
	return isOwnPage ? [...forms, { root: front.root, id: front.line?.id ?? null }] : forms;
}

/** True when a form shows none of what sets a line's price, open or not: what is typed cannot be seen then. */
export function isBare({ root }: LineForm, { quantity, listPrice, discount }: LineFields): boolean {
	const names = [quantity, listPrice, discount].filter((name) => name !== null);
	return names.every((name) => !root.querySelector(`[data-name="${name}"]`));
}

/** The product that is chosen in a form; undefined where the form does not show it. */
function chosenProduct({ root }: LineForm, { product }: LineFields): Product | null | undefined {
	if (product === null) return undefined;
	const id = root.querySelector<HTMLInputElement>(`input[data-name="${product}Id"]`)?.value;
	if (id === undefined || id === '') return id === undefined ? undefined : null;
	const name = root.querySelector<HTMLInputElement>(`input[data-name="${product}Name"]`)?.value.trim() ?? '';
	return { id, code: null, name, families: [] };
}

/** True when the line is to be of another product than the saved one. */
export function isReplaced(form: LineForm, line: QuoteLine, { fields }: FormLook): boolean {
	const product = chosenProduct(form, fields);
	return product !== undefined && (product?.id ?? '') !== (line.product?.id ?? '');
}

/** The currency that is chosen for the price of a form, when it is neither the deal's nor the one that was saved. */
export function otherMoney({ root, id }: LineForm, { saved, fields, wires }: FormLook): string | null {
	const chosen = chosenIn(root, `${fields.listPrice}Currency`);
	const wire = wires.get(id ?? '');
	const kept = wire ? moneyIn(wire, fields.listPrice) : null;
	return chosen === null || chosen === saved.currency || chosen === kept ? null : chosen;
}

/** What a form's number says, and what of it the server will not save. */
interface Taken {
	readonly typed: TypedValue | null;
	readonly refused: RefusedValue | null;
}

/** A typed number, unless the field's bounds keep it from being saved. */
function takenIn({ root, id }: LineForm, name: string | null, { client, fields }: FormLook): Taken {
	const typed = name === null ? null : typedIn(root, name, client.marks);
	const bounds = name === null ? undefined : fields.bounds[name];
	const [value, least, most] = [typed?.value ?? null, bounds?.least ?? null, bounds?.most ?? null].map(parseDecimal);
	if (!typed || !value) return { typed, refused: null };
	const isAbove = most !== null && most !== undefined && compare(value, most) > 0;
	const isBelow = least !== null && least !== undefined && compare(value, least) < 0;
	if (!isAbove && !isBelow) return { typed, refused: null };
	const isShare = name === fields.discount;
	const shown = isAbove ? (bounds?.most ?? null) : null;
	return { typed: null, refused: { lineId: id, text: typed.text, most: isShare ? fraction(shown) : null } };
}

/** Where a line's own cost is typed; null where the firm keeps none on lines. */
function ownCostField({ costs }: LineFields): LineFields['costs'][number] | null {
	return costs.find(({ copyOf }) => !copyOf) ?? null;
}

/** The cost that is copied from a product, as another line of the same one tells it; null when none does. */
function copiedCost(product: Product, { client, fields, wires, saved }: FormLook): TypedCost | null {
	const copies = { ...fields, costs: fields.costs.filter(({ copyOf }) => copyOf) };
	const twin = [...wires.values()].find((wire) => wire[`${fields.product}Id`] === product.id);
	const cost = twin ? costOf(twin, copies, client, saved.currency) : null;
	if (cost === null || cost === 'denied' || cost.unitCost === null) return null;
	const { unitCost, costCurrency, costUnits, costPeriod } = cost;
	return { typed: { text: unitCost, value: unitCost }, costCurrency, costUnits, costPeriod };
}

/** What is in a line's own cost once its form is saved. */
function ownCost({ root, id }: LineForm, { client, fields, wires }: FormLook): TypedValue {
	const own = ownCostField(fields);
	const typed = own && typedIn(root, own.name, client.marks);
	if (typed) return typed;
	// A field that the form does not show stays as it is.
	const wire = wires.get(id ?? '');
	const value = own && wire ? numberIn(wire, own.name) : null;
	return { text: value ?? '', value };
}

/**
 * The cost that a line will have: its own, else that of its product. `unknown`: the CRM will have one, or 0, and nobody
 * can say it before. `zero`: it will have a 0 that is typed. `elsewhere`: the CRM will tell none.
 */
function costIn(form: LineForm, product: Product | null, look: FormLook): TypedCost | 'unknown' | 'zero' | 'elsewhere' {
	const { client, fields, saved, wires } = look;
	if (isDenied(client, fields)) return 'elsewhere';
	const own = ownCostField(fields);
	const typed = ownCost(form, look);
	const isZero = typed.value !== null && unlessZero(typed.value) === null;
	if (own && typed.text.trim() !== '' && !isZero) {
		const wire = wires.get(form.id ?? '');
		const chosen = chosenIn(form.root, `${own.name}Currency`) ?? (wire ? moneyIn(wire, own.name) : null);
		const costCurrency = own.isBare ? 'deal' : (chosen ?? saved.currency ?? 'unknown');
		return { typed, costCurrency, costUnits: '1', costPeriod: 'price' };
	}
	const hasCopies = fields.costs.some(({ copyOf }) => copyOf);
	if (hasCopies && product) return copiedCost(product, look) ?? 'unknown';
	return isZero ? 'zero' : 'elsewhere';
}

/** True where this user may read no cost of lines, or the firm keeps none. */
function isDenied(client: Client, { entity, costs }: LineFields): boolean {
	return costs.every(({ name }) => client.isHidden(entity, name));
}

/** The cost, when it is typed anew. */
function costEdit(form: LineForm, line: QuoteLine, wire: Wire | undefined, look: FormLook): TypedCost | null {
	const own = ownCostField(look.fields);
	const typed = own && typedIn(form.root, own.name, look.client.marks);
	if (!own || !wire || !typed) return null;
	const money = own.isBare ? null : chosenIn(form.root, `${own.name}Currency`);
	const isOtherMoney = money !== null && money !== (moneyIn(wire, own.name) ?? money);
	if (!differs(numberIn(wire, own.name), typed) && !isOtherMoney) return null;
	const cost = costIn(form, line.product, look);
	// A 0 is what will be there, and nobody knows then whether it is meant.
	const value = cost === 'zero' ? '0' : null;
	const unknown = { typed: { text: typed.text, value }, costCurrency: 'unknown' } as const;
	return typeof cost === 'string' ? { ...unknown, costUnits: '1', costPeriod: 'price' } : cost;
}

/** What is typed in the form of a saved line, and what of it will not be saved. */
export function lineEdit(
	form: LineForm,
	line: QuoteLine,
	look: FormLook,
): { readonly edit: LineEdit; readonly refused: readonly RefusedValue[] } {
	const { fields, saved, wires } = look;
	const wire = wires.get(line.id);
	const [quantity, list, percent] = [fields.quantity, fields.listPrice, fields.discount].map((name) =>
		takenIn(form, name, look),
	);
	const kept = (name: string, otherwise: DecimalString | null) => (wire ? numberIn(wire, name) : otherwise);
	const money = chosenIn(form.root, `${fields.listPrice}Currency`) ?? (wire ? moneyIn(wire, fields.listPrice) : null);
	const isOwnMoney = money === null || money === saved.currency;
	// A price that comes into the deal's currency is new to it.
	const isNewMoney = isOwnMoney && wire !== undefined && (moneyIn(wire, fields.listPrice) ?? money) !== money;
	const isListTyped =
		list?.typed && isOwnMoney && (differs(kept(fields.listPrice, line.listPrice), list.typed) || isNewMoney);
	const discount = percent?.typed ? asFraction(percent.typed) : null;
	const cost = costEdit(form, line, wire, look);
	const typed: LineEdit = {
		...(quantity?.typed && differs(line.quantity, quantity.typed) ? { quantity: quantity.typed } : {}),
		...(isListTyped ? { listPrice: list.typed } : {}),
		// No discount and a discount of 0 are the same.
		...(discount && differs(line.discounts[0] ?? null, discount, ofDiscount)
			? { price: { by: 'discount', typed: discount } }
			: {}),
	};
	const isPriced = Object.keys(typed).length > 0;
	return {
		edit: {
			...typed,
			...(isPriced && !isPlain(line, wire, look) ? { isRepriced: true } : {}),
			...(cost ? { cost } : {}),
		},
		refused: [quantity, list, percent].flatMap((taken) => taken?.refused ?? []),
	};
}

/** False for a line whose amount the firm works out by a rule of its own: what it will come to is a guess. */
function isPlain(line: QuoteLine, wire: Wire | undefined, { fields, client }: FormLook): boolean {
	const amount = wire && fields.amount !== null ? numberIn(wire, fields.amount) : null;
	return isPlainAmount(line, amount, client.currencyDigits);
}

/**
 * A line that is not saved, or of another product than the saved one. Null for a new one without a price: nothing of it
 * can be counted yet.
 */
export function addedLine(form: LineForm, line: QuoteLine | null, look: FormLook): AddedLine | null {
	const { root, id } = form;
	const { saved, fields } = look;
	const value = (name: string | null) => (name === null ? null : (takenIn(form, name, look).typed?.value ?? null));
	if (!line && !inputOf(root, fields.listPrice)?.value.trim()) return null;
	const isFree = fields.discount === null || !inputOf(root, fields.discount)?.value.trim();
	const isOwnMoney = (chosenIn(root, `${fields.listPrice}Currency`) ?? saved.currency) === saved.currency;
	const listPrice = isOwnMoney ? value(fields.listPrice) : null;
	const percent = isFree ? '0' : value(fields.discount);
	const chosen = chosenProduct(form, fields);
	const product = chosen === undefined ? (line?.product ?? null) : chosen;
	const cost = costIn(form, product, look);
	const told = typeof cost === 'string' ? null : cost;
	// Sentences name the line, which its rep may not have named yet.
	const name = inputOf(root, 'name')?.value.trim() || product?.name || '…';
	return {
		id: line ? `${line.id}+` : (id ?? 'new'),
		description: name,
		// Where the CRM will tell a cost of its own, one of a list must not stand in for it.
		product: cost === 'unknown' ? null : product,
		quantity: value(fields.quantity),
		unit: null,
		listPrice,
		netPrice: percent === null ? null : amountOf(listPrice, fraction(percent), '1', null),
		...noneTold,
		...(told ? { unitCost: told.typed.value, costCurrency: told.costCurrency } : {}),
		...(cost === 'zero' ? { isCostZero: true } : {}),
		...(line ? { replaces: line.id } : {}),
	};
}
