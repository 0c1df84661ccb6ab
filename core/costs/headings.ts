import type { CurrencyCode } from '../model/deal.ts';
import type { DecimalString } from '../model/decimal.ts';
import { bareCode } from '../model/product-code.ts';
import { currenciesOf, isCurrency } from './currency-signs.ts';
import { periodIn } from './words.ts';

/** What a heading of a price list says of its column. */
export interface HeadingSays {
	/** `price` may be a cost or what customers pay: it is not proposed as either. `other`: a word known from price lists. */
	readonly kind: 'product' | 'cost' | 'price' | 'currency' | 'per' | 'period' | 'free' | 'other' | null;
	/** The heading with the lower rank is the better one for the product. */
	readonly rank: number;
	/** "Unit cost (EUR)" */
	readonly currency: CurrencyCode | null;
	/** "Cost per 100" */
	readonly per: DecimalString | null;
	/** "Monthly cost" */
	readonly period: 'once' | 'month' | 'year' | null;
}

/** The names that are nearest to what a CRM calls a product's code come first. */
const names = {
	product: [
		'productcode product sku itemcode itemnumber itemno item articlecode articlenumber articleno article partnumber',
		'partno part artno artnr skucode itemid code productnumber productno productid internalreference defaultcode reference materialnumber material',
		'artikelnummer artikelnr artikelcode artikel produktcode produktnummer produktnr produkt materialnummer materialnr',
		'teilenummer teilenr sachnummer bestellnummer bestellnr nummer nr ref id',
	],
	cost: [
		'unitcost cost costs costprice costperunit costperpiece costeach standardcost averagecost avgcost netcost landedcost',
		'purchaseprice purchasecost purchasingprice unitpurchaseprice buyprice buyingprice cogs costofgoods',
		'kosten stückkosten stueckkosten kostenprostück kostenjestück kostenproeinheit kostenjeeinheit einstandspreis',
		'einstandskosten einstand einkaufspreis einkauf ek ekpreis eknetto nettoek selbstkosten herstellkosten',
		'herstellungskosten bezugspreis beschaffungskosten wareneinsatz',
	],
	price: [
		'price listprice unitprice salesprice saleprice standardprice retailprice netprice grossprice rrp msrp rate list',
		'preis listenpreis verkaufspreis vk vkpreis nettopreis bruttopreis stückpreis einzelpreis uvp',
	],
	currency: ['currency currencycode curr cur iso währung waehrung währungscode whg waers'],
	per: [
		'per priceunit costunit unitsperprice pricequantity pricingunit quantityunitprice',
		'preiseinheit kosteneinheit peinh pe pro je preisje',
	],
	period: [
		'period costperiod billingperiod billing interval recurrence frequency billingfrequency due',
		'zeitraum periode turnus abrechnung abrechnungszeitraum fälligkeit intervall',
	],
	free: ['free isfree freeofcharge nocost kostenlos kostenfrei gratis istkostenlos'],
	other: [
		'name description productname title family category group unit uom quantity qty supplier vendor brand ean gtin barcode',
		'notes note comment active status weight stock',
		'bezeichnung beschreibung produktname benennung familie warengruppe kategorie gruppe einheit menge lieferant marke',
		'bemerkung hinweis kommentar aktiv gewicht bestand',
	],
} as const;

const known = new Map(
	Object.entries(names).flatMap(([kind, lines]) =>
		lines
			.join(' ')
			.split(' ')
			.map((name, rank) => [name, { kind: kind as keyof typeof names, rank }] as const),
	),
);

const perPattern = /(?:\b(?:per|pro|je)|\/|\bà)\s*(\d[\d.,' ]*\d|\d)\s*(?:units?|pcs?|pieces?|ea|stk|stück|st)?\b\.?/iu;

/** A number of units, written with any sign between thousands and without decimals. */
function wholeNumber(text: string): DecimalString | null {
	const digits = text.replace(/[.,' ](?=\d{3}(?:\D|$))/g, '');
	return /^\d+$/.test(digits) && !/^0+$/.test(digits) ? digits.replace(/^0+/, '') : null;
}

function currencyIn(heading: string): { readonly code: CurrencyCode | null; readonly rest: string } {
	const words = heading.match(/\p{Lu}{3}(?!\p{Letter})|\p{Sc}/gu) ?? [];
	for (const word of words) {
		const index = heading.indexOf(word);
		const before = heading[index - 1] ?? '';
		// "ALL" in "ALL COSTS" is a word: a code is in brackets or at the end.
		const isAtEnd = /^[)\]\s]*$/.test(heading.slice(index + word.length)) && index > 0 && !/\p{Letter}/u.test(before);
		const isBracketed = /[([/]/.test(before) || isAtEnd;
		const codes = /\p{Sc}/u.test(word) ? currenciesOf(word) : isCurrency(word) && isBracketed ? [word] : [];
		const [code] = codes;
		if (code !== undefined) {
			// "Cost in €"
			const inFront = heading.slice(0, index).replace(/\bin\s*$/i, '');
			const rest = `${inFront} ${heading.slice(index + word.length)}`;
			return { code: codes.length === 1 ? code : null, rest };
		}
	}
	return { code: null, rest: heading };
}

const nothing: HeadingSays = { kind: null, rank: 0, currency: null, per: null, period: null };

function kindOf(text: string): { readonly kind: keyof typeof names; readonly rank: number } | undefined {
	return known.get(
		text
			.normalize('NFC')
			.toLowerCase()
			.replace(/[^\p{Letter}\p{Number}]/gu, ''),
	);
}

/** A longer text is no heading of a column. */
const longestHeading = 200;

/** What one heading says, in English or German. Odoo exports its cost under the field's own name, `standard_price`. */
export function headingSays(heading: string): HeadingSays {
	const text = bareCode(heading).normalize('NFC');
	if (text.length > longestHeading) return nothing;
	if (text === 'standard_price') return { ...nothing, kind: 'cost' };
	const whole = kindOf(text);
	if (whole) return { ...nothing, ...whole };
	const { code, rest } = currencyIn(text);
	const per = perPattern.exec(rest);
	const withoutPer = per ? rest.replace(per[0], ' ') : rest;
	const { period, rest: withoutPeriod } = periodIn(withoutPer);
	const number = per ? wholeNumber(per[1] ?? '') : null;
	if (per && number === null) return nothing;
	const found = kindOf(withoutPeriod) ?? kindOf(withoutPeriod.replace(/[([].*?[)\]]/g, ''));
	return found ? { ...found, currency: code, per: number, period } : nothing;
}
