import type { DealFacts } from '../../../core/model/deal.ts';
import type { Kind } from './books.ts';
import {
	browser,
	capped,
	dolibarrPrice,
	dolibarrQuantity,
	either,
	espocrm,
	frappe,
	kept,
	type Marks,
	money,
	odoo,
	pointed,
	type Reading,
	salesforce,
	strict,
	suitecrm,
} from './readings.ts';

/**
 * Where the number fields of each CRM's saved pages are and what its client does by itself: a user's hands. Written from
 * the pages, by the CRM's own names, and apart from the adapters.
 */

/** A field that somebody can type in. */
export interface Spot {
	readonly field: HTMLInputElement;
	/** Id of the line it is of; null for the deal's own amount. */
	readonly line: string | null;
	readonly kind: Kind | 'amount';
	readonly reading: Reading;
	/** The price that a discount there is taken off, where it is another than the list price; absent: the list price. */
	readonly base?: string | null | undefined;
	/** What the client does after each key. Absent: nothing. */
	readonly typed?: () => void;
	/** What the client does when somebody goes into the field. Absent: nothing. */
	readonly enter?: () => void;
	/** What the client writes when the field is left: how it shows the number, and what hangs on it. Absent: nothing. */
	readonly leave?: (isTyped: boolean) => void;
}

export interface Hand {
	readonly marks: (document: Document) => Marks;
	readonly spots: (document: Document, facts: DealFacts, marks: Marks) => Spot[];
	/** Deletes a line as the page does before a save; false where it cannot. */
	readonly remove?: (document: Document, facts: DealFacts, line: string) => boolean;
	/** A base price that is typed leaves the price as it is. */
	readonly isListApart?: true;
	/** The page's own line of a discount on the whole, whose amount hangs on the others: such pages are left out. */
	readonly skips?: (facts: DealFacts) => boolean;
}

const english: Marks = { decimal: '.', group: ',' };
const german: Marks = { decimal: ',', group: '.' };

const all = (scope: ParentNode, selector: string) => [...scope.querySelectorAll<HTMLInputElement>(selector)];
const isHidden = (element: Element) => element.closest('[style*="display: none"], [style*="display:none"]') !== null;

function spot(
	field: HTMLInputElement | null | undefined,
	line: string | null,
	kind: Spot['kind'],
	reading: Reading,
): Spot[] {
	return field ? [{ field, line, kind, reading }] : [];
}

function amounts(document: Document, selector: string, reading: Reading): Spot[] {
	return all(document, selector)
		.filter((field) => !isHidden(field))
		.slice(0, 1)
		.flatMap((field) => spot(field, null, 'amount', reading));
}

/** A number as a client of this user writes it. */
function shown(value: number, digits: number, { decimal, group }: Marks): string {
	const [whole = '', part] = Math.abs(value).toFixed(digits).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
	return `${value < 0 ? '-' : ''}${grouped}${part === undefined ? '' : `${decimal}${part}`}`;
}

const byLanguage = (document: Document) => (document.documentElement.lang.startsWith('de') ? german : english);

const demo: Hand = {
	marks: byLanguage,
	spots(document, facts) {
		const dialog = document.querySelector('.dialog [name="discount"]')?.closest('.dialog');
		const opened = facts.lines?.[0]?.id ?? null;
		const kinds = { quantity: 'quantity', listPrice: 'list', discount: 'discount', unitPrice: 'price' } as const;
		const inDialog = Object.entries(kinds).flatMap(([name, kind]) =>
			spot(dialog?.querySelector<HTMLInputElement>(`input[name="${name}"]`), opened, kind, strict),
		);
		const inRows = all(document, 'tr[data-line-id] [data-field] input').flatMap((field) => {
			const name = field.closest('[data-field]')?.getAttribute('data-field') ?? '';
			const kind = kinds[name as keyof typeof kinds];
			return kind
				? spot(field, field.closest('[data-line-id]')?.getAttribute('data-line-id') ?? null, kind, strict)
				: [];
		});
		return [...inDialog, ...inRows, ...amounts(document, 'input[name="amount"]', strict)];
	},
};

const trytonKinds = {
	quantity: 'quantity',
	base_price: 'list',
	discount_rate: 'discount',
	discount_amount: 'off',
	unit_price: 'price',
} as const;

/** The client's two inputs of one field, of which the one for numbers is shown while somebody types. */
function trytonPair(scope: Element, name: string): { text: HTMLInputElement; number: HTMLInputElement } | null {
	const [text, twin] = ['text', 'number'].map((type) =>
		scope.querySelector<HTMLInputElement>(`input[name="${name}"][type="${type}"]`),
	);
	if (!text || isHidden(text.closest('td') ?? text)) return null;
	const number = twin ?? (text.cloneNode() as HTMLInputElement);
	if (!twin) {
		number.type = 'number';
		number.lang = 'en';
		number.step = name === 'quantity' ? '1' : name === 'discount_rate' || name === 'amount' ? '0.01' : '0.0001';
		number.style.display = 'none';
		text.after(number);
	}
	return { text, number };
}

const tryton: Hand = {
	marks: () => english,
	isListApart: true,
	spots(document, facts, marks) {
		const dialog = all(document, '.modal.window-form').find((element) => !isHidden(element)) as Element | undefined;
		const product = dialog?.querySelector<HTMLInputElement>('input[name="product"]')?.value ?? '';
		const line = facts.lines?.find(({ product: own }) => own !== null && product.includes(own.name))?.id;
		const pairs = new Map(Object.keys(trytonKinds).map((name) => [name, dialog ? trytonPair(dialog, name) : null]));
		const now = (name: string) => Number(strict(pairs.get(name)?.text.value ?? '', marks, false) ?? Number.NaN);
		const put = (name: string, value: number, digits: number) => {
			const pair = pairs.get(name);
			if (pair && Number.isFinite(value)) pair.text.value = shown(value, digits, marks);
		};
		/** What the server answers once a field is left. */
		const answer = (name: string) => {
			if (name === 'discount_rate')
				put('unit_price', Number((now('base_price') * (1 - now(name) / 100)).toFixed(4)), 4);
			if (name === 'discount_amount') put('unit_price', now('base_price') - now(name), 4);
			if (name !== 'discount_rate') put('discount_rate', (1 - now('unit_price') / now('base_price')) * 100, 2);
			if (name !== 'discount_amount') put('discount_amount', now('base_price') - now('unit_price'), 4);
		};
		const leaveField = (name: string, isTyped: boolean) => {
			const pair = pairs.get(name);
			if (!pair) return;
			// What was typed before and not left yet stays open.
			const isStillTyped =
				pair.number.value !== '' &&
				strict(pair.text.value, marks, false) !== null &&
				Number(strict(pair.text.value, marks, false)) !== Number(pair.number.value);
			if (!isTyped && isStillTyped) return;
			const digits = name === 'quantity' ? 0 : name === 'discount_rate' ? 2 : 4;
			if (isTyped && pair.number.value !== '') pair.text.value = shown(Number(pair.number.value), digits, marks);
			pair.number.style.display = 'none';
			pair.text.style.display = '';
			if (isTyped && name !== 'quantity') answer(name);
		};
		const inDialog = [...pairs].flatMap(([name, pair]): Spot[] => {
			if (!pair || !line) return [];
			const leave = (isTyped: boolean) => leaveField(name, isTyped);
			const enter = () => {
				// What was open before is left by that.
				for (const [opened, other] of pairs)
					if (other && other !== pair && other.number.style.display !== 'none') leaveField(opened, true);
				if (pair.number.style.display === '' && pair.text.style.display === 'none') return;
				pair.number.value = strict(pair.text.value, marks, false) ?? '';
				pair.number.style.display = '';
				pair.text.style.display = 'none';
			};
			// The client cuts the digits that a field does not have, a percentage as the fraction that is kept.
			const reading: Reading = (text) => {
				const [digits, factor] = name === 'discount_rate' ? [4, 100] : [name === 'quantity' ? 0 : 4, 1];
				const value = browser(text, marks, true);
				const isLong = value !== null && (value.split('.')[1]?.length ?? 0) > digits - Math.log10(factor);
				return isLong ? browser(String(Number((Number(value) / factor).toFixed(digits)) * factor), marks, true) : value;
			};
			return [{ field: pair.number, line, kind: trytonKinds[name as keyof typeof trytonKinds], reading, enter, leave }];
		});
		const pane = document.querySelector('#tabcontent > .tab-pane.active');
		const amount = pane && !dialog ? trytonPair(pane, 'amount') : null;
		const enterAmount = () => {
			if (!amount) return;
			amount.number.style.display = '';
			amount.text.style.display = 'none';
		};
		return [
			...inDialog,
			...(amount
				? spot(amount.number, null, 'amount', kept(browser, 2)).map((one) => ({ ...one, enter: enterAmount }))
				: []),
		];
	},
};

const odooKinds = {
	product_uom_qty: 'quantity',
	price_unit: 'list',
	discount: 'discount',
	purchase_price: 'cost',
} as const;

/** The client shows its buttons for saving once something is typed, and takes the mark of a refused text away. */
function touch(document: Document, field?: HTMLInputElement): void {
	for (const marked of [field?.closest('.o_field_invalid'), field?.closest('.o_invalid_cell')])
		marked?.classList.remove('o_field_invalid', 'o_invalid_cell');
	for (const buttons of all(document, '.o_form_status_indicator_buttons')) buttons.classList.remove('invisible');
}

const odooHand: Hand = {
	marks: (document) =>
		/\d\.\d{3},\d\d/.test(document.querySelector('.o_list_table, .o_form_view')?.textContent ?? '') ? german : english,
	spots(document, facts) {
		const rows = all(document, '.o_action_manager [name="order_line"] tr.o_data_row').filter(
			(row) => !row.matches('.o_is_line_section, .o_is_line_note, [class*="section"]'),
		);
		const inRows = rows.flatMap((row, at) =>
			Object.entries(odooKinds).flatMap(([name, kind]) =>
				spot(
					row.querySelector<HTMLInputElement>(`td[name="${name}"] input`),
					facts.lines?.[at]?.id ?? null,
					kind,
					kept(odoo, 2),
				),
			),
		);
		const dialog = document
			.querySelector('.modal [name="product_uom_qty"] input, .modal [name="price_unit"] input')
			?.closest('.modal');
		const inDialog = Object.entries(odooKinds).flatMap(([name, kind]) =>
			spot(
				dialog?.querySelector<HTMLInputElement>(`[name="${name}"] input`),
				facts.lines?.[0]?.id ?? null,
				kind,
				kept(odoo, 2),
			),
		);
		// A dialog lies over the rows.
		return [...(dialog ? inDialog : inRows), ...amounts(document, '[name="expected_revenue"] input', kept(odoo, 2))]
			.filter(({ line, kind }) => line !== null || kind === 'amount')
			.map((one) => ({ ...one, typed: () => touch(document, one.field) }));
	},
	remove(document, facts, line) {
		const rows = all(document, '.o_action_manager [name="order_line"] tr.o_data_row').filter(
			(row) => !row.matches('.o_is_line_section, .o_is_line_note, [class*="section"]'),
		);
		const row = rows.length === facts.lines?.length ? rows[facts.lines.findIndex(({ id }) => id === line)] : undefined;
		if (!row || row.querySelector('input:not([type="checkbox"])') || document.querySelector('.modal')) return false;
		touch(document);
		row.remove();
		return true;
	},
};

const espoKinds = { quantity: 'quantity', listPrice: 'list', discount: 'discount', unitCost: 'cost' } as const;

const espo: Hand = {
	marks: (document) =>
		/\d\.\d{3},\d/.test(document.body.textContent ?? '') ||
		all(document, 'input.numeric-text').some(({ value }) => /^[\d.]*,\d\d?$/.test(value))
			? german
			: english,
	spots(document, facts) {
		const modal = all(document, '.modal-dialog, .modal').find((element) =>
			element.querySelector('input[data-name="listPrice"]'),
		) as Element | undefined;
		const name = modal?.querySelector<HTMLInputElement>('input[data-name="name"]')?.value ?? '';
		const line = facts.lines?.find(
			({ description, product }) => name !== '' && (description === name || product?.name === name),
		)?.id;
		const inModal = Object.entries(espoKinds).flatMap(([field, kind]) =>
			line ? spot(modal?.querySelector<HTMLInputElement>(`input[data-name="${field}"]`), line, kind, espocrm) : [],
		);
		return [...inModal, ...(modal ? [] : amounts(document, 'input[data-name="amount"]', espocrm))];
	},
};

const suite: Hand = {
	marks(document) {
		const inner = [
			document,
			...all(document, 'iframe').map((frame) => (frame as unknown as HTMLIFrameElement).contentDocument),
		];
		const scripts = inner.flatMap((page) =>
			[...(page?.querySelectorAll('script:not([src])') ?? [])].map(({ textContent }) => textContent ?? ''),
		);
		const of = (name: string) =>
			scripts
				.map((script) => new RegExp(`\\b${name}\\s*=\\s*'([^']*)'`).exec(script)?.[1])
				.find((found) => found !== undefined);
		return { decimal: of('dec_sep') ?? '.', group: of('num_grp_sep') ?? ',' };
	},
	spots(document, facts) {
		const scopes = [
			document,
			...all(document, 'iframe').flatMap((frame) => (frame as unknown as HTMLIFrameElement).contentDocument ?? []),
		];
		const spots = scopes.flatMap((scope) =>
			all(scope, 'input[name^="product_product_qty["]').flatMap((quantity) => {
				const at = /\[(\d+)\]/.exec(quantity.name)?.[1] ?? '';
				const box = (name: string) => scope.querySelector<HTMLInputElement>(`[name="${name}[${at}]"]`);
				const id = box('product_id')?.value ?? '';
				if (isHidden(quantity) || box('product_deleted')?.value === '1' || !facts.lines?.some((line) => line.id === id))
					return [];
				const off =
					(box('product_discount') as unknown as HTMLSelectElement | null)?.value === 'Amount' ? 'off' : 'discount';
				return [
					...spot(quantity, id, 'quantity', kept(suitecrm, 2)),
					...spot(box('product_product_list_price'), id, 'list', kept(suitecrm, 2)),
					...spot(box('product_product_discount'), id, off, off === 'off' ? suitecrm : capped(suitecrm, 100)),
				];
			}),
		);
		return spots;
	},
	remove(document, _, line) {
		const scopes = [
			document,
			...all(document, 'iframe').flatMap((frame) => (frame as unknown as HTMLIFrameElement).contentDocument ?? []),
		];
		for (const scope of scopes)
			for (const id of all(scope, 'input[name^="product_id["]')) {
				const deleted = scope.querySelector<HTMLInputElement>(
					`[name="product_deleted[${/\[(\d+)\]/.exec(id.name)?.[1]}]"]`,
				);
				const body = id.closest('tbody');
				if (id.value !== line || !deleted || !body) continue;
				deleted.value = '1';
				body.style.display = 'none';
				return true;
			}
		return false;
	},
};

const dolibarr: Hand = {
	marks(document) {
		const texts = all(document, '#tablelines td, #tablelines input[type="text"], td.amountcard').map(
			(cell) => cell.value ?? cell.textContent ?? '',
		);
		const found = texts
			.map((text) => /(?:^|\D)\d{1,3}([.,\s\u00a0\u202f])\d{3}([.,])\d\d(?!\d)/.exec(text))
			.find(Boolean);
		if (found) return { decimal: found[2] ?? '.', group: found[1]?.replace(/\s/, ' ') ?? ',' };
		return texts.some((text) => /\d,\d\d$/.test(text.trim())) ? german : english;
	},
	spots(document) {
		const row = document.querySelector('#tablelines tr.tredited');
		const line = row?.querySelector<HTMLInputElement>('input[name="lineid"]')?.value;
		const box = (name: string) => row?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
		const inRow = line
			? [
					...(box('price_ht')?.value ? spot(box('price_ht'), line, 'list', dolibarrPrice) : []),
					...spot(box('qty'), line, 'quantity', dolibarrQuantity),
					...spot(box('remise_percent'), line, 'discount', dolibarrPrice),
					...spot(box('buying_price'), line, 'cost', dolibarrQuantity),
				]
			: [];
		return [...inRow, ...amounts(document, 'input[name="opp_amount"]', dolibarrPrice)];
	},
};

const frappeKinds = { 'Product Code': null, Quantity: 'quantity', Rate: 'list', 'Discount %': 'discount' } as const;

const frappeHand: Hand = {
	marks: (document) => (/#\.###,##/.test(document.documentElement.outerHTML) ? german : english),
	spots(document, facts, marks) {
		const header = document.querySelector('#app .grid-header');
		const headings = [...(header?.querySelectorAll(':scope > .grid > div') ?? [])].map(
			(heading) => heading.getAttribute('title') ?? '',
		);
		const inGrid = all(header?.parentElement ?? document, '#app .grid-row').flatMap((row, at) =>
			[...row.querySelectorAll(':scope > .grid > div')].flatMap((cell, place): Spot[] => {
				const kind = frappeKinds[headings[place] as keyof typeof frappeKinds];
				const field = cell.querySelector<HTMLInputElement>('input[type="text"]:not([disabled])');
				const line = facts.lines?.[at]?.id;
				if (!kind || !field || !line) return [];
				// Left alone a quantity and a percentage are bare numbers, and a price is as the site writes it.
				const leave = () => {
					const value = frappe(field.value, marks, true);
					if (value === null) return;
					field.value =
						kind === 'list'
							? `€ ${shown(Number(value), 2, marks)}`
							: `${Number(value)}${kind === 'discount' ? '%' : ''}`;
				};
				return [{ field, line, kind, reading: frappe, leave }];
			}),
		);
		const inForm = all(document, '[data-fieldname="items"] .rows .grid-row').flatMap((row) => {
			const line = row.getAttribute('data-name');
			if (!facts.lines?.some(({ id }) => id === line)) return [];
			const box = (name: string) =>
				all(row, `.field-area input[data-fieldname="${name}"]`).find((field) => !isHidden(field));
			const [rate, percent] = [box('rate'), box('discount_percentage')];
			const list = Number(facts.lines?.find(({ id }) => id === line)?.listPrice ?? Number.NaN);
			const read = (field: HTMLInputElement) => Number(frappe(field.value, marks, true) ?? Number.NaN);
			const leavePercent = (isTyped: boolean) => {
				if (isTyped && percent && rate && Number.isFinite(read(percent)))
					rate.value = shown(list * (1 - read(percent) / 100), 2, marks);
			};
			const leaveRate = (isTyped: boolean) => {
				if (isTyped && percent && rate && Number.isFinite(read(rate)))
					percent.value = String(Number(((1 - read(rate) / list) * 100).toFixed(3)));
			};
			return [
				...spot(box('qty'), line, 'quantity', frappe),
				...spot(percent, line, 'discount', frappe).map((one) => ({ ...one, leave: leavePercent })),
				...spot(rate, line, 'price', frappe).map((one) => ({ ...one, leave: leaveRate })),
			];
		});
		return [...inGrid, ...inForm];
	},
	remove(document, facts, line) {
		const rows = all(document, '#app .grid-row');
		const row = rows.length === facts.lines?.length ? rows[facts.lines.findIndex(({ id }) => id === line)] : undefined;
		row?.remove();
		return row !== undefined;
	},
};

const dynamicsKinds = { quantity: 'quantity', manualdiscountamount: 'lineOff' } as const;

const dynamics: Hand = {
	marks: () => english,
	// A percentage off the whole deal is worked out of the lines.
	skips: ({ lines }) => lines?.some(({ id }) => !/^[\da-f-]{36}$/.test(id)) ?? false,
	spots(document) {
		const inGrid = all(document, '[role="row"][row-id] [role="gridcell"][col-id] input').flatMap((field): Spot[] => {
			const row = field.closest('[row-id]');
			const kind = dynamicsKinds[field.closest('[col-id]')?.getAttribute('col-id') as keyof typeof dynamicsKinds];
			const base = row?.querySelector('[col-id="priceperunit"]')?.textContent ?? '';
			const line = row?.getAttribute('row-id') ?? null;
			return kind ? [{ field, line, kind, reading: money, base: money(base, english, false) }] : [];
		});
		// The form and its head show the same field twice.
		const twins = all(document, 'input[aria-label="Est. revenue"]');
		const amount = twins.slice(-1).map((field): Spot => {
			const type = () => {
				for (const twin of twins) twin.value = field.value;
			};
			return { field, line: null, kind: 'amount', reading: money, typed: type };
		});
		return [...inGrid, ...amount];
	},
};

const salesforceHand: Hand = {
	marks: () => english,
	spots(document, facts) {
		const roots = [document, ...all(document, '*').flatMap((element) => element.shadowRoot ?? [])];
		const names = { Quantity: 'quantity', Discount: 'discount' } as const;
		const line = facts.lines?.at(-1)?.id;
		const inForm = roots.flatMap((root) => all(root as ParentNode, 'input[name="Quantity"], input[name="Discount"]'));
		const ofForm = line
			? inForm.flatMap((field) => spot(field, line, names[field.name as keyof typeof names], salesforce))
			: [];
		const ofGrid = all(document, 'tr[data-recordid] td input.uiInputSmartNumber').flatMap((field): Spot[] => {
			const cell = field.closest('td') as HTMLTableCellElement;
			const row = cell.closest('tr') as HTMLTableRowElement;
			const titles = [...(row.closest('table')?.querySelectorAll<HTMLElement>('thead th') ?? [])].map(
				({ title }) => title,
			);
			const base = row.cells[titles.indexOf('Sales Price')]?.textContent ?? '';
			if (titles[cell.cellIndex] !== 'Discount') return [];
			const id = row.getAttribute('data-recordid');
			return [{ field, line: id, kind: 'discount', reading: salesforce, base: money(base, english, false) }];
		});
		return [...ofForm, ...ofGrid, ...amounts(document, 'input[name="Amount"]', salesforce)];
	},
};

const hubspot: Hand = {
	marks: (document) =>
		all(document, 'tr[data-row-index] td').some((cell) => /\d\.\d{3},\d\d/.test(cell.textContent ?? '')) ||
		all(document, '[data-selenium-test="property-input-amount"]').some(({ value }) => /,\d\d$/.test(value))
			? german
			: english,
	spots(document, facts) {
		const kinds = {
			'line-item-quantity-input': 'quantity',
			'line-item-cost-price-input': 'list',
			'property-input-hs_discount_percentage': 'discount',
			'property-input-discount': 'off',
		} as const;
		const inRows = all(document, 'tr[data-row-index]').flatMap((row) => {
			const name = row.querySelector<HTMLTextAreaElement>('[data-test-id="line-item-name-input"]')?.value;
			const named = (facts.lines ?? []).filter(({ description }) => description === name);
			const line = named.length === 1 ? named[0]?.id : undefined;
			// A discount that is kept as an amount and shown in percent is off the price as it was.
			const base = facts.lines?.find(({ id }) => id === line)?.listPrice;
			return Object.entries(kinds).flatMap(([id, kind]) =>
				line
					? spot(row.querySelector<HTMLInputElement>(`input[data-test-id="${id}"]`), line, kind, strict).map((one) =>
							kind === 'discount' && one.field.value === one.field.defaultValue ? { ...one, base } : one,
						)
					: [],
			);
		});
		return [
			...inRows,
			...(inRows.length > 0 ? [] : amounts(document, 'input[data-selenium-test="property-input-amount"]', money)),
		];
	},
	remove(document, facts, line) {
		const name = facts.lines?.find(({ id }) => id === line)?.description;
		const row = all(document, 'tr[data-row-index]').find(
			(one) => one.querySelector<HTMLTextAreaElement>('[data-test-id="line-item-name-input"]')?.value === name,
		);
		row?.remove();
		return row !== undefined;
	},
};

/**
 * Hands for pages on which the deal's amount alone is typed.
 * @public What `new:crm` writes uses it.
 */
export const amountOnly = (
	selector: string,
	reading: Reading,
	marks: (document: Document) => Marks = () => english,
): Hand => ({
	marks,
	spots: (document) => amounts(document, selector, reading),
});

const zoho = amountOnly('#Crm_Potentials_AMOUNT_LInput, #Crm_Potentials_AMOUNT', either, (document) =>
	all(document, '#Crm_Potentials_AMOUNT').some(({ value }) => /,\d\d$/.test(value)) ? german : english,
);

const twenty: Hand = {
	marks: () => english,
	spots(document, facts) {
		const input = all(document, 'body > :not(#root) input[placeholder]')[0];
		const open = document.querySelector('[data-testid="inline-cell-edit-mode-container"]:not(button)');
		const isDiscount = /discount/i.test(input?.placeholder ?? '');
		if (!input || !open) return [];
		return isDiscount
			? spot(input, facts.lines?.[0]?.id ?? null, 'discount', pointed)
			: spot(input, null, 'amount', money);
	},
};

/** By the names of the adapters' folders; that of a CRM which is not here is `hand` of its file in `own/`. */
export const hands: Readonly<Record<string, Hand>> = {
	demo,
	tryton,
	odoo: odooHand,
	espocrm: espo,
	suitecrm: suite,
	dolibarr,
	frappe: frappeHand,
	dynamics,
	salesforce: salesforceHand,
	hubspot,
	zoho,
	twenty,
};
