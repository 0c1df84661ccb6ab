/** Words of where a firm keeps its costs, in English. */
const en = {
	title: 'Where is cost?',
	hint: 'Say it where your firm keeps the unit cost somewhere of its own. Reload the CRM’s page afterwards.',
	place: (crm: string) => `Cost in ${crm}`,
	places: {
		usual: 'Where the CRM usually has it',
		'line-field': 'A field of the line',
		'product-field': 'A field of the product',
		'cost-book': 'The CRM’s cost book',
		list: 'Only in Dealside’s cost list',
	},
	name: (crm: string) => `Name of the field in ${crm}`,
	nameHint: (example: string) => `As the API calls it, such as ${example}`,
	faults: {
		missing: 'Enter the field’s name; until then nothing changes.',
		spaces: 'A field’s name has letters, digits and underscores only.',
	},
	tryIt: 'Try on the open deal',
	tryNamed: (crm: string) => `Try on the open deal: cost in ${crm}`,
	stop: 'Close',
	stopNamed: (crm: string) => `Close the try in ${crm}`,
	tryTitle: (crm: string) => `Costs of the deal open in ${crm}`,
	trying: 'Reading the open deal …',
	waiting: 'Enter the field’s name to see what it holds.',
	found: (count: number, all: number) =>
		all === 1 && count === 1
			? 'The only line has its cost here.'
			: count === all
				? `All ${all} lines have their cost here.`
				: `${count} of ${all} lines have their cost here.`,
	fieldMissing: 'This CRM has no such field with numbers, or does not show it to you.',
	noLines: 'The deal has no lines.',
	linesUnknown: 'The lines of this deal cannot be read.',
	columns: { product: 'Product', quantity: 'Quantity', cost: 'Unit cost', margin: 'Margin' },
	none: 'no cost found here',
	unreadable:
		'Where your CRMs keep costs was said, and what is kept of it cannot be read. Until then no cost is used there. At the top of this page it can be saved as a file and put aside; then choose anew.',
	fromList: 'from Dealside’s list',
	unknown: {
		'cost-unknown': 'no cost found here',
		'cost-denied': 'not shown to you by the CRM',
		'cost-unreadable': 'kept here and cannot be read',
		'cost-unit': 'in another unit',
		'cost-currency': 'in another currency, without a rate',
		'cost-period': 'for another period than the price',
		'cost-zero': '0, not said to be free',
		'cost-of-parts': 'may be of only some parts of the kit',
	},
	tryFaults: {
		'no-deal': (crm: string) => `No deal is open in ${crm}. Open one in another tab, then come back.`,
		'no-answer': 'The page with the deal does not answer. Reload it, then try again.',
	},
};

/** The same words in German. */
const de: typeof en = {
	title: 'Wo stehen die Kosten?',
	hint: 'Sagen Sie es, wo Ihre Firma die Stückkosten an eigener Stelle führt. Laden Sie danach die Seite des CRMs neu.',
	place: (crm) => `Kosten in ${crm}`,
	places: {
		usual: 'Wo das CRM sie üblicherweise hat',
		'line-field': 'Ein Feld der Zeile',
		'product-field': 'Ein Feld des Produkts',
		'cost-book': 'Das Kostenbuch des CRMs',
		list: 'Nur in der Kostenliste von Dealside',
	},
	name: (crm) => `Name des Feldes in ${crm}`,
	nameHint: (example) => `Wie die API es nennt, etwa ${example}`,
	faults: {
		missing: 'Geben Sie den Namen des Feldes ein; bis dahin ändert sich nichts.',
		spaces: 'Der Name eines Feldes hat nur Buchstaben, Ziffern und Unterstriche.',
	},
	tryIt: 'Am offenen Deal probieren',
	tryNamed: (crm) => `Am offenen Deal probieren: Kosten in ${crm}`,
	stop: 'Schließen',
	stopNamed: (crm) => `Probe in ${crm} schließen`,
	tryTitle: (crm) => `Kosten des in ${crm} offenen Deals`,
	trying: 'Der offene Deal wird gelesen …',
	waiting: 'Geben Sie den Namen des Feldes ein, um zu sehen, was darin steht.',
	found: (count, all) =>
		all === 1 && count === 1
			? 'Die einzige Zeile hat hier ihre Kosten.'
			: count === all
				? `Alle ${all} Zeilen haben hier ihre Kosten.`
				: `${count} von ${all} Zeilen haben hier ihre Kosten.`,
	fieldMissing: 'Dieses CRM hat kein solches Feld mit Zahlen oder zeigt es Ihnen nicht.',
	noLines: 'Der Deal hat keine Zeilen.',
	linesUnknown: 'Die Zeilen dieses Deals sind nicht lesbar.',
	columns: { product: 'Produkt', quantity: 'Menge', cost: 'Stückkosten', margin: 'Marge' },
	none: 'hier keine Kosten gefunden',
	unreadable:
		'Wo Ihre CRMs Kosten führen, wurde gesagt, aber das Gespeicherte lässt sich nicht lesen. Bis dahin zählen dort keine Kosten. Oben auf dieser Seite lässt es sich als Datei sichern und beiseitelegen; wählen Sie dann neu.',
	fromList: 'aus der Liste von Dealside',
	unknown: {
		'cost-unknown': 'hier keine Kosten gefunden',
		'cost-denied': 'zeigt das CRM Ihnen nicht',
		'cost-unreadable': 'hier gespeichert, aber nicht lesbar',
		'cost-unit': 'in einer anderen Einheit',
		'cost-currency': 'in einer anderen Währung, ohne Kurs',
		'cost-period': 'für einen anderen Zeitraum als der Preis',
		'cost-zero': '0, nicht als kostenlos bestätigt',
		'cost-of-parts': 'vielleicht nur von einigen Teilen des Bausatzes',
	},
	tryFaults: {
		'no-deal': (crm) => `In ${crm} ist kein Deal offen. Öffnen Sie einen in einem anderen Tab und kommen Sie zurück.`,
		'no-answer': 'Die Seite mit dem Deal antwortet nicht. Laden Sie sie neu und versuchen Sie es noch einmal.',
	},
};

/** Both languages. */
export const texts = { en, de };
