/** Words of the mode in which a customer may look over the rep's shoulder, in English. */
const en = {
	name: 'Buyer-safe',
	hint: 'Hides margin, cost, limits and pay while others see this screen. Alt+Shift+H',
	on: 'Margin, cost, limits and pay are hidden.',
	sure: 'Show margin, cost, limits and pay again?',
	show: 'Show them',
	keep: 'Keep them hidden',
};

/** The same words in German. */
const de: typeof en = {
	name: 'Kundensicht',
	hint: 'Verbirgt Marge, Kosten, Grenzen und Verdienst, solange andere mitsehen. Alt+Umschalt+H',
	on: 'Marge, Kosten, Grenzen und Verdienst sind verborgen.',
	sure: 'Marge, Kosten, Grenzen und Verdienst wieder zeigen?',
	show: 'Zeigen',
	keep: 'Verborgen lassen',
};

/** Both languages. */
export const texts = { en, de };
