import { type Hints, type MapColumn, type MapField, mapColumns, type PageMap } from '../../core/model/page-map.ts';
import { asLabel, describe } from '../../crm/pointing/descriptor.ts';
import { isVisible, textOf } from '../../crm/pointing/dom.ts';
import { isConsistent } from '../../crm/pointing/facts.ts';
import { find } from '../../crm/pointing/find.ts';
import { figures, look } from '../../crm/pointing/look.ts';
import { columnTexts, headsOf } from '../../crm/pointing/table.ts';
import { type Columns, type Draft, mapOf } from './draft.ts';

/** Guesses that save the user a press. Nothing is taken before the user says so. */

/** Labels of fields in languages that many CRMs speak, the likeliest first. */
const labels: Readonly<Record<MapField, readonly string[]>> = {
	name: ['subject', 'title', 'opportunity', 'deal', 'name', 'betreff', 'titel', 'bezeichnung', 'objet', 'asunto'],
	account: ['account', 'customer', 'company', 'client', 'organisation', 'organization', 'kunde', 'firma', 'cliente'],
	number: ['number', 'quote number', 'quotation no.', 'reference', 'no.', 'nummer', 'angebotsnummer', 'référence'],
	stage: ['stage', 'status', 'phase', 'state', 'sales stage', 'stufe', 'verkaufsphase', 'étape', 'statut', 'etapa'],
	amount:
		'amount,total,net total,total amount,total net,deal value,value,sum,betrag,summe,gesamt,gesamtbetrag,netto,montant,total ht,importe'.split(
			',',
		),
	probability: ['probability', 'probability %', 'win probability', 'wahrscheinlichkeit', 'probabilité', 'chance'],
	discount: ['overall discount', 'total discount', 'global discount', 'gesamtrabatt', 'remise globale'],
};

/** True when a place is found again by what tells it, and is no other. */
export function isFoundAgain(document: Document, place: Element, field: MapField): boolean {
	return find(document, describe(place), { isFigure: figures.includes(field) }) === place;
}

/** Where a field is likely to be; null when nothing speaks for a place. */
export function suggestField(document: Document, field: MapField): Element | null {
	const isRight = (place: Element | null): place is Element =>
		place !== null && textOf(place).length < 300 && isFoundAgain(document, place, field);
	if (field === 'name') {
		const heading = [...document.querySelectorAll('h1')].find((title) => isVisible(title) && textOf(title) !== '');
		if (heading && isRight(heading)) return heading;
	}
	for (const value of labels[field]) {
		const hints = [
			{ by: 'label', value },
			{ by: 'inside', value: 'page' },
		] as const;
		const place = find(document, hints, { isFigure: true });
		if (isRight(place)) return place;
	}
	return null;
}

/** What heads of columns are called; the first that fits. */
const heads: readonly (readonly [MapColumn | 'price' | null, RegExp])[] = [
	[null, /tax|vat\b|mwst|ust\b|steuer|\btva|\biva\b|margin|marge/],
	['discount', /disc|rabatt|nachlass|remise|réduc|descuento|sconto|korting/],
	['unitCost', /cost\b|costs\b|kosten|einkauf|\bek\b|einstand|purchase|achat|costo/],
	['code', /\bsku\b|\bcode\b|part no|item no|art(?:icle|ikel)?[ .-]*(?:no|nr|nummer)|^ref|^réf/],
	['quantity', /qty|quant|menge|anzahl|stück|\bqté|cantidad|aantal/],
	['listPrice', /list|catalog|katalog|gross price|brutto|tarif/],
	['netPrice', /net.{0,6}(?:price|unit)|unit net|netto.{0,8}preis|sales price|verkaufspreis|after disc/],
	['total', /total|\bsum|gesamt|amount|betrag|montant|importe|\bnet$|\bnetto$/],
	['price', /price|preis|prix|precio|prezzo|\brate\b|\bp\.?u\.?\b/],
	['product', /produ[ck]t|item|artic|artik|descri|beschreibung|bezeichnung|leistung|service|position|désignation/],
];

/** Ways to take prices whose heads say no more than that; where lines have a discount, the price before it comes first. */
function priceRoles(count: number, hasDiscount: boolean): readonly (readonly MapColumn[])[] {
	if (count >= 2)
		return [
			['listPrice', 'netPrice'],
			['netPrice', 'listPrice'],
		];
	return hasDiscount ? [['listPrice'], ['netPrice']] : [['netPrice'], ['listPrice']];
}

/** False when some line's figures contradict each other. Unknown ones contradict nothing. */
function addsUp(document: Document, draft: Draft): boolean {
	const map = mapOf(draft, { document, url: null }, null);
	const shown: readonly ReturnType<typeof look>[] = map ? [look(document, map)] : [];
	return shown.every(({ rows }) => rows?.every((row) => isConsistent(row, map as PageMap)) ?? true);
}

/** Columns of a table by what heads them and by what adds up. */
export function suggestColumns(document: Document, table: Element, draft: Draft): Columns {
	const found: Partial<Record<MapColumn, Hints>> = {};
	const prices: Hints[] = [];
	for (const { cell, hints } of headsOf(table)) {
		const said = asLabel(textOf(cell)) ?? asLabel(cell.getAttribute('aria-label') ?? '') ?? '';
		const role = said === '' ? null : heads.find(([, words]) => words.test(said))?.[0];
		if (role === 'price') prices.push(hints);
		else if (role && !found[role]) found[role] = hints;
		else if (role === 'total' && found.total && columnTexts(cell).length > 0) found.total = hints;
	}
	const open = (['listPrice', 'netPrice'] as const).filter((role) => !found[role]);
	if (prices.length === 0 || open.length === 0) return found;
	const ways = open.length === 1 ? [open] : priceRoles(prices.length, found.discount !== undefined);
	const all = ways.map((roles): Columns => {
		const taken = roles.flatMap((role, at) => (prices[at] ? [[role, prices[at]] as const] : []));
		return { ...found, ...Object.fromEntries(taken) };
	});
	return all.find((columns) => addsUp(document, { ...draft, columns })) ?? all[0] ?? found;
}

/** Columns in which list and net price change places where only that adds up. */
export function settledPrices(document: Document, columns: Columns, draft: Draft): Columns {
	if (addsUp(document, { ...draft, columns })) return columns;
	const { listPrice, netPrice, ...rest } = columns;
	const other = { ...rest, ...(listPrice && { netPrice: listPrice }), ...(netPrice && { listPrice: netPrice }) };
	return addsUp(document, { ...draft, columns: other }) ? other : columns;
}

/** The one table on a page that looks like lines: it says what is sold, how many and for how much. */
export function suggestTable(document: Document, draft: Draft): { table: Element; columns: Columns } | null {
	const all = [...document.querySelectorAll('table,[role=grid],[role=table],[role=treegrid]')].filter(isVisible);
	const fitting = all.flatMap((table) => {
		const columns = headsOf(table).length > 0 ? suggestColumns(document, table, draft) : {};
		const isPriced = columns.listPrice ?? columns.netPrice ?? columns.total;
		return columns.product && columns.quantity && isPriced ? [{ table, columns }] : [];
	});
	return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** Columns that are needed to price a line and are not known yet, in the order they are asked for. */
export function missingColumns(columns: Columns): readonly MapColumn[] {
	const hasPrice = columns.listPrice ?? columns.netPrice ?? columns.total;
	return mapColumns.filter(
		(column) =>
			((column === 'product' || column === 'quantity') && !columns[column]) || (column === 'listPrice' && !hasPrice),
	);
}
