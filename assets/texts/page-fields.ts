import type { MapColumn, MapField } from '../../core/model/page-map.ts';

type Names = Readonly<Record<MapField | MapColumn, string>>;

/** What the fields and columns of a page that a user points at are called, in English. */
export const en: Names = {
	name: 'Name',
	account: 'Customer',
	number: 'Number',
	stage: 'Stage',
	amount: 'Amount',
	probability: 'Probability',
	discount: 'Discount',
	product: 'Product',
	code: 'Product code',
	quantity: 'Quantity',
	listPrice: 'List price',
	netPrice: 'Net price',
	total: 'Line total',
	unitCost: 'Cost',
};

/** The same words in German. */
export const de: Names = {
	name: 'Name',
	account: 'Kunde',
	number: 'Nummer',
	stage: 'Phase',
	amount: 'Betrag',
	probability: 'Wahrscheinlichkeit',
	discount: 'Rabatt',
	product: 'Produkt',
	code: 'Produktcode',
	quantity: 'Menge',
	listPrice: 'Listenpreis',
	netPrice: 'Nettopreis',
	total: 'Zeilensumme',
	unitCost: 'Kosten',
};
