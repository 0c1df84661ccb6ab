/** Words of a request for approval and of its answer as they go by mail or chat, in English. */
export const en = {
	number: (plain: string) => plain,
	asks: (by: string, level: string) => `${by || 'A colleague'} asks for an agreement. Level: ${level}.`,
	deal: (name: string, account: string) => (account === '' ? `Deal: ${name}` : `Deal: ${name}, ${account}`),
	reason: (text: string) => `Why: ${text}`,
	line: (quantity: string, product: string, price: string, list: string) =>
		`${quantity} × ${product} at ${price} each (list ${list})`,
	amount: (money: string) => `Amount of the deal: ${money}`,
	discount: (percent: string) => `Discount off list: ${percent}`,
	margin: (percent: string) => `Margin: ${percent}`,
	payment: (days: string) => `Payment after ${days} days`,
	unknown: 'unknown',
	approved: (by: string) => `${by || 'Your manager'} agrees.`,
	declined: (by: string) => `${by || 'Your manager'} does not agree.`,
	countered: (by: string, percent: string, product: string | null) =>
		product === null
			? `${by || 'Your manager'} would agree to ${percent} off list over the whole deal.`
			: `${by || 'Your manager'} would agree to ${percent} off list for ${product}, the other lines as asked.`,
	own: 'It was answered by the one who asked.',
	note: (text: string) => `Note: ${text}`,
	machine: 'Please leave the next line as it is. Dealside reads it:',
};

/** The same words in German. */
export const de: typeof en = {
	number: (plain) => plain.replace('.', ','),
	asks: (by, level) => `${by || 'Jemand aus dem Team'} bittet um Zustimmung. Stufe: ${level}.`,
	deal: (name, account) => (account === '' ? `Deal: ${name}` : `Deal: ${name}, ${account}`),
	reason: (text) => `Warum: ${text}`,
	line: (quantity, product, price, list) => `${quantity} × ${product} zu je ${price} (Liste ${list})`,
	amount: (money) => `Betrag des Deals: ${money}`,
	discount: (percent) => `Rabatt auf den Listenpreis: ${percent}`,
	margin: (percent) => `Marge: ${percent}`,
	payment: (days) => `Zahlung nach ${days} Tagen`,
	unknown: 'unbekannt',
	approved: (by) => `${by || 'Ihre Leitung'} stimmt zu.`,
	declined: (by) => `${by || 'Ihre Leitung'} stimmt nicht zu.`,
	countered: (by, percent, product) =>
		product === null
			? `${by || 'Ihre Leitung'} würde ${percent} Rabatt auf den ganzen Deal zustimmen.`
			: `${by || 'Ihre Leitung'} würde ${percent} Rabatt auf ${product} zustimmen, den anderen Zeilen wie gefragt.`,
	own: 'Geantwortet hat, wer selbst gefragt hat.',
	note: (text) => `Anmerkung: ${text}`,
	machine: 'Bitte lassen Sie die nächste Zeile, wie sie ist. Dealside liest sie:',
};

/** Both languages. */
export const texts = { en, de };
