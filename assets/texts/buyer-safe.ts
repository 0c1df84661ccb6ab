/** Words of the mode in which a customer may look over the rep's shoulder: once it is on, none of them says so. */
const en = {
	name: 'Buyer-safe',
	hint: 'Hides margin, cost, limits and pay while others see this screen. Alt+Shift+H',
	nameOn: 'Simple view',
	price: 'Price',
	off: (percent: string) => `${percent} off list`,
	unknown: 'No price has been read yet.',
	sure: 'Leave the simple view?',
	show: 'Leave',
	keep: 'Stay',
};

/** The same words in German. */
const de: typeof en = {
	name: 'Kundensicht',
	hint: 'Verbirgt Marge, Kosten, Grenzen und Verdienst, solange andere mitsehen. Alt+Umschalt+H',
	nameOn: 'Einfache Ansicht',
	price: 'Preis',
	off: (percent) => `${percent} unter Liste`,
	unknown: 'Es wurde noch kein Preis gelesen.',
	sure: 'Die einfache Ansicht verlassen?',
	show: 'Verlassen',
	keep: 'Bleiben',
};

/** Both languages. */
export const texts = { en, de };
