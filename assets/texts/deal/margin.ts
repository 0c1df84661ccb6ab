/** For a state in the middle of a sentence; no state begins with a noun. */
function startedSmall(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Words of the sidebar: margin, in English. */
const en = {
	before: 'before',
	now: 'now',
	amount: 'Margin amount',
	discount: 'Discount',
	unknownLines: 'Lines with unknown cost',
	states: {
		'on-target': 'On target',
		'under-target': 'Under target',
		'under-floor': 'Under the floor',
		'no-limit': 'No limit set',
		'no-revenue': 'No revenue, so no margin in percent',
		unknown: 'Margin unknown',
	},
	under: {
		target: (points: string) => `Under target by ${points} points`,
		floor: (points: string) => `Under the floor by ${points} points`,
	},
	underBarely: {
		target: (points: string) => `Under target by less than ${points} points`,
		floor: (points: string) => `Under the floor by less than ${points} points`,
	},
	floorAndTarget: (floor: string, target: string) => `Floor ${floor}, target ${target}`,
	forFamily: (limits: string, family: string) => `${limits} for ${family}`,
	bar: (margin: string, floor: string, target: string) => `Margin ${margin}, floor ${floor}, target ${target}`,
	floorTick: (percent: string) => `floor ${percent}`,
	targetTick: (percent: string) => `target ${percent}`,
	partly: (known: number, all: number) => `Known for ${known} of ${all} lines`,
	guess: 'A guess until the field is left',
	guessUnsaved: 'A guess until it is saved',
	guessElsewhere: 'A guess until the page is reloaded',
	of: 'of',
	revenue: 'Price',
	ownAmount: 'Amount in the CRM',
	noPercent: 'no percent',
	discountWord: 'off',
	unknown: 'unknown',
	said: (margin: string, state: string) => `Margin ${margin}, ${startedSmall(state)}`,
	saidPlain: (margin: string) => `Margin ${margin}`,
	saidUnknown: 'Margin unknown',
	givenUp: 'Firm gives up',
	gains: 'Firm gains',
	unsaved: 'as you type',
	coverage: (known: number, all: number, share: string | null) =>
		`Margin known for ${known} of ${all} lines${share === null ? '' : `, ${share} of revenue`}.`,
	unknownCost: (count: number, names: string) =>
		count === 1 ? `Cost unknown for 1 line: ${names}.` : `Cost unknown for ${count} lines: ${names}.`,
	unknownPrice: (count: number, names: string) =>
		count === 1 ? `Price unknown for 1 line: ${names}.` : `Price unknown for ${count} lines: ${names}.`,
	unknownWhy: (name: string, reason: string) => `${name} (${reason})`,
	atMost: (percent: string, money: string) => `With every line in it, at most ${percent}, ${money}.`,
	atMostMoney: (money: string) => `With every line in it, at most ${money}.`,
	atLeast: (percent: string, money: string) => `With every line in it, at least ${percent}, ${money}.`,
	atLeastMoney: (money: string) => `With every line in it, at least ${money}.`,
	rate: (rate: string, day: string) => `Costs converted at ${rate} from the playbook of ${day}.`,
	leftOut: 'Left out, not counted as free.',
	addCost: 'Add its cost',
	addCosts: 'Add their costs',
	quoted: (name: string) => `“${name}”`,
	halfTyped: (names: string) => `What is typed for ${names} is not a number yet. The margin follows once it is.`,
	oddities: {
		'over-hundred': (name: string, value: string) => `The CRM will read ${value} off on “${name}”: over 100\u202f%.`,
		surcharge: (name: string, value: string) =>
			`The discount on “${name}” is below zero${value && `, ${value}`}: it raises the price.`,
		cut: (name: string, value: string) =>
			`The CRM reads ${value} as the discount on “${name}”, and cuts it to the whole price.`,
		'cut-amount': (name: string, value: string) =>
			`The CRM reads ${value} as the discount on “${name}”, and cuts it to the whole price.`,
		'negative-price': (name: string, value: string) => `The price of “${name}” is below zero: ${value}.`,
		'below-least': (name: string, value: string) =>
			`The CRM will refuse this price of “${name}”: ${value} is the lowest, unless you may go below it.`,
	},
	guesses: (names: string) =>
		`The CRM sets the price of ${names} anew when you leave the field. Until then these figures are a guess.`,
	pricedBy: {
		'price-list':
			'Another price list is chosen and not saved. The CRM may set the prices by it: until then these figures are a guess.',
		customer:
			'Another customer is chosen and not saved. The CRM may set other prices for them: until then these figures are a guess.',
		'exchange-rate':
			'Another exchange rate is chosen and not saved. The CRM works the prices out by it: until then these figures are a guess.',
	},
	changedElsewhere: (names: string) => `Somebody else changed ${names}. Reload the page to see it.`,
	refused: (text: string, most: string) => `The CRM will refuse “${text}”: it takes at most ${most}.`,
	refusedPlain: (text: string) => `The CRM will refuse “${text}”. It is not counted.`,
	refusedOn: (name: string, sentence: string) => `${name}: ${sentence}`,
	currencyChanged: (to: string) => `The currency on the page is now ${to}. Figures come back once that is saved.`,
	currencyChangedPlain: 'The currency on the page was changed. Figures come back once that is saved.',
	pageDisagrees: {
		revenue: (page: string, ours: string) =>
			`The page itself adds up to ${page}, these figures to ${ours}. So no margin is shown.`,
		margin: (page: string, ours: string) =>
			`The page itself shows a margin of ${page}, these figures give ${ours}. So none is shown here.`,
		currency: (page: string, ours: string) =>
			`The page shows ${page}, the saved deal is in ${ours}. So no margin is shown.`,
		hidden: 'The page itself shows another margin than these figures give. So none is shown here.',
	},
	amountSaved: (amount: string, lines: string) =>
		`The deal’s own amount is ${amount}, its lines come to ${lines}. The lines count here.`,
	amountTyped: (amount: string, lines: string) =>
		`You typed an amount of ${amount}, the lines come to ${lines}. The margin follows the lines.`,
	amountWould: (percent: string) => `At that amount it would be ${percent}.`,
	linesNotes: {
		'from-quote': 'Lines of quotation',
		'several-quotes': 'This deal has several open quotations, and nobody has said which one counts. Open one:',
		'no-quote': 'The lines of such a deal are in its quotation, and it has no open one yet.',
		hidden: 'This deal has a quotation that you may not see, so its margin is not known.',
		'other-currency': 'The open quotation of this deal is in another currency. Open it for its margin:',
		'several-entities': (names: string) =>
			`Several kinds of records look like the lines of this deal: ${names}. Nobody has said yet which ones are, so no line is read.`,
	},
	rounded: {
		margin: 'Worked out from rounded costs: the margin is at least this.',
		band: 'Worked out from rounded costs. The price is judged by the lower end.',
		light: 'Judged by rounded costs: the price may be better than this.',
	},
	gaps: {
		'no-lines': 'There are no lines yet. Add products in the CRM and the margin appears here.',
		'lines-removed': 'Every line is removed on the page. Nothing is left to earn a margin.',
		'options-only': 'Every line is an option. Nothing is sold until the customer takes one.',
		'lines-unreadable': 'The lines could not be read, so the margin is not known.',
		'lines-unmatched': 'The rows on the page do not fit the saved lines. Figures come back once they are saved.',
		'lines-other-language':
			'The page and the CRM’s API speak different languages, so the rows on the page cannot be told apart. Figures come back once they are saved.',
		'price-unknown': 'A price is not known, so the margin is not either.',
		'half-typed': 'What is being typed cannot be read yet.',
		'no-known-cost': 'No cost is known for these lines. A manager can import product costs.',
		'cost-denied': 'You may not see cost here, so the margin is not known.',
		'cost-unreadable': 'The costs kept in this browser cannot be read, so the margin is not known.',
	},
	reasons: {
		'cost-unknown': 'cost unknown',
		'cost-denied': 'you may not see cost here',
		'cost-unreadable': 'its kept cost cannot be read',
		'cost-currency': 'cost in another currency',
		'line-unsaved': 'not saved yet',
		'cost-unit': 'cost is for another unit',
		'cost-period': 'cost has no period that fits',
		'cost-zero': 'cost of 0, not said to be free',
		'cost-of-parts': 'since it was confirmed, the CRM may hold the cost of only some parts of this kit',
		'price-unknown': 'price unknown',
		'term-unknown': 'recurs over an unknown term',
	},
	lines: 'Lines',
	removed: 'removed, not saved',
	was: (name: string) => `was ${name}`,
	off: (percent: string) => `${percent} off`,
	leftOutBecause: (reason: string) => `left out: ${reason}`,
	copy: (percent: string) => `Copy ${percent}`,
	copied: (number: string) => `${number} copied. Paste it into the discount field.`,
	largestTarget: (where: string) => `The largest discount on ${where} that keeps the target.`,
	largestFloor: (where: string) => `The largest discount on ${where} that keeps the floor.`,
	andFloor: (percent: string) => `The floor holds up to ${percent}.`,
	targetMissed: 'No discount keeps the target here.',
	largestNone: 'Even at list price the floor is not kept.',
	wholeDeal: 'every line',
	whatIf: 'What if',
	whatIfHint: 'Only tried here. The CRM is not touched.',
	whatIfOn: 'Try a discount on',
	whatIfLabel: (where: string) => `Discount on ${where}`,
	whatIfOff: (percent: string) => `${percent} off list`,
	whatIfResult: 'Margin would be',
	tryDeal: 'Every line',
	reset: 'Reset',
	reason: 'Reason for this price',
	reasonHint: 'Your manager asks why. It is kept with the deal.',
	reasonSave: 'Keep reason',
	reasonKept: (by: string, day: string) => `Reason given${by ? ` by ${by}` : ''}, ${day}`,
	reasonChange: 'Change the reason',
};

/** The same words in German. */
const de: typeof en = {
	before: 'vorher',
	now: 'jetzt',
	amount: 'Marge als Betrag',
	discount: 'Rabatt',
	unknownLines: 'Zeilen mit unbekannten Kosten',
	states: {
		'on-target': 'Im Ziel',
		'under-target': 'Unter Ziel',
		'under-floor': 'Unter Grenze',
		'no-limit': 'Keine Grenze gesetzt',
		'no-revenue': 'Ohne Umsatz keine Marge in Prozent',
		unknown: 'Marge unbekannt',
	},
	under: {
		target: (points) => `${points} Punkte unter Ziel`,
		floor: (points) => `${points} Punkte unter der Grenze`,
	},
	underBarely: {
		target: (points) => `Weniger als ${points} Punkte unter Ziel`,
		floor: (points) => `Weniger als ${points} Punkte unter der Grenze`,
	},
	floorAndTarget: (floor, target) => `Untergrenze ${floor}, Ziel ${target}`,
	forFamily: (limits, family) => `${limits} für ${family}`,
	bar: (margin, floor, target) => `Marge ${margin}, Untergrenze ${floor}, Ziel ${target}`,
	floorTick: (percent) => `Grenze ${percent}`,
	targetTick: (percent) => `Ziel ${percent}`,
	partly: (known, all) => `Bekannt für ${known} von ${all} Zeilen`,
	guess: 'Geschätzt, bis Sie das Feld verlassen',
	guessUnsaved: 'Geschätzt, bis gespeichert ist',
	guessElsewhere: 'Geschätzt, bis Sie die Seite neu laden',
	of: 'von',
	revenue: 'Preis',
	ownAmount: 'Betrag im CRM',
	noPercent: 'kein Prozentwert',
	discountWord: 'Rabatt',
	unknown: 'unbekannt',
	said: (margin, state) => `Marge ${margin}, ${startedSmall(state)}`,
	saidPlain: (margin) => `Marge ${margin}`,
	saidUnknown: 'Marge unbekannt',
	givenUp: 'Die Firma gibt auf',
	gains: 'Die Firma gewinnt',
	unsaved: 'beim Tippen',
	coverage: (known, all, share) =>
		`Marge bekannt für ${known} von ${all} Zeilen${share === null ? '' : `, ${share} des Umsatzes`}.`,
	unknownCost: (count, names) =>
		count === 1 ? `Kosten für 1 Zeile unbekannt: ${names}.` : `Kosten für ${count} Zeilen unbekannt: ${names}.`,
	unknownPrice: (count, names) =>
		count === 1 ? `Preis für 1 Zeile unbekannt: ${names}.` : `Preis für ${count} Zeilen unbekannt: ${names}.`,
	unknownWhy: (name, reason) => `${name} (${reason})`,
	atMost: (percent, money) => `Mit allen Zeilen höchstens ${percent}, ${money}.`,
	atMostMoney: (money) => `Mit allen Zeilen höchstens ${money}.`,
	atLeast: (percent, money) => `Mit allen Zeilen mindestens ${percent}, ${money}.`,
	atLeastMoney: (money) => `Mit allen Zeilen mindestens ${money}.`,
	rate: (rate, day) => `Kosten umgerechnet mit ${rate} aus dem Playbook, Kurs vom ${day}.`,
	leftOut: 'Nicht enthalten, nicht als kostenlos gezählt.',
	addCost: 'Kosten ergänzen',
	addCosts: 'Kosten ergänzen',
	quoted: (name) => `„${name}“`,
	halfTyped: (names) => `Was bei ${names} getippt ist, ist noch keine Zahl. Sobald es eine ist, folgt die Marge.`,
	oddities: {
		'over-hundred': (name, value) => `Das CRM liest bei „${name}“ ${value} Rabatt: über 100\u202f%.`,
		surcharge: (name, value) =>
			`Der Rabatt auf „${name}“ liegt unter null${value && `, bei ${value}`}: er erhöht den Preis.`,
		cut: (name, value) => `Das CRM liest ${value} als Rabatt auf „${name}“ und kürzt ihn auf den ganzen Preis.`,
		'cut-amount': (name, value) =>
			`Das CRM liest ${value} als Rabatt auf „${name}“ und kürzt ihn auf den ganzen Preis.`,
		'negative-price': (name, value) => `Der Preis von „${name}“ liegt unter null: ${value}.`,
		'below-least': (name, value) =>
			`Das CRM wird diesen Preis von „${name}“ ablehnen: ${value} ist der niedrigste, außer Sie dürfen darunter gehen.`,
	},
	guesses: (names) =>
		`Das CRM setzt den Preis von ${names} neu, sobald Sie das Feld verlassen. Bis dahin sind die Zahlen geschätzt.`,
	pricedBy: {
		'price-list':
			'Eine andere Preisliste ist gewählt und nicht gespeichert. Das CRM kann die Preise danach neu setzen: bis dahin sind die Zahlen geschätzt.',
		customer:
			'Ein anderer Kunde ist gewählt und nicht gespeichert. Das CRM kann für ihn andere Preise setzen: bis dahin sind die Zahlen geschätzt.',
		'exchange-rate':
			'Ein anderer Wechselkurs ist gewählt und nicht gespeichert. Das CRM rechnet die Preise danach um: bis dahin sind die Zahlen geschätzt.',
	},
	changedElsewhere: (names) => `Jemand anders hat ${names} geändert. Laden Sie die Seite neu, um es zu sehen.`,
	refused: (text, most) => `Das CRM wird „${text}“ ablehnen: es nimmt höchstens ${most}.`,
	refusedPlain: (text) => `Das CRM wird „${text}“ ablehnen. Es ist nicht eingerechnet.`,
	refusedOn: (name, sentence) => `${name}: ${sentence}`,
	currencyChanged: (to) => `Die Währung auf der Seite ist jetzt ${to}. Nach dem Speichern sind die Zahlen wieder da.`,
	currencyChangedPlain: 'Die Währung auf der Seite wurde geändert. Nach dem Speichern sind die Zahlen wieder da.',
	pageDisagrees: {
		revenue: (page, ours) =>
			`Die Seite selbst kommt auf ${page}, diese Zahlen kommen auf ${ours}. Darum steht hier keine Marge.`,
		margin: (page, ours) =>
			`Die Seite selbst zeigt eine Marge von ${page}, diese Zahlen ergeben ${ours}. Darum steht hier keine.`,
		currency: (page, ours) =>
			`Die Seite zeigt ${page}, der gespeicherte Deal läuft in ${ours}. Darum steht hier keine Marge.`,
		hidden: 'Die Seite selbst zeigt eine andere Marge, als diese Zahlen ergeben. Darum steht hier keine.',
	},
	amountSaved: (amount, lines) =>
		`Der Betrag des Deals ist ${amount}, seine Zeilen ergeben ${lines}. Hier zählen die Zeilen.`,
	amountTyped: (amount, lines) =>
		`Getippt ist ein Betrag von ${amount}, die Zeilen ergeben ${lines}. Die Marge folgt den Zeilen.`,
	amountWould: (percent) => `Mit diesem Betrag wären es ${percent}.`,
	linesNotes: {
		'from-quote': 'Zeilen des Angebots',
		'several-quotes':
			'Dieser Deal hat mehrere offene Angebote, und niemand hat gesagt, welches zählt. Öffnen Sie eines:',
		'no-quote': 'Die Zeilen eines solchen Deals stehen in seinem Angebot, und er hat noch kein offenes.',
		hidden: 'Dieser Deal hat ein Angebot, das Sie nicht sehen dürfen, darum ist seine Marge unbekannt.',
		'other-currency':
			'Das offene Angebot dieses Deals läuft in einer anderen Währung. Öffnen Sie es, um seine Marge zu sehen:',
		'several-entities': (names) =>
			`Mehrere Arten von Datensätzen sehen aus wie die Zeilen dieses Deals: ${names}. Noch hat niemand gesagt, welche es sind, darum wird keine Zeile gelesen.`,
	},
	rounded: {
		margin: 'Aus gerundeten Kosten berechnet: Die Marge ist mindestens so hoch.',
		band: 'Aus gerundeten Kosten berechnet. Der Preis wird nach dem unteren Ende beurteilt.',
		light: 'Nach gerundeten Kosten beurteilt: Der Preis kann besser sein.',
	},
	gaps: {
		'no-lines': 'Es gibt noch keine Zeilen. Fügen Sie im CRM Produkte hinzu, dann steht hier die Marge.',
		'lines-removed': 'Auf der Seite ist jede Zeile gelöscht. Nichts ist übrig, das eine Marge bringt.',
		'options-only': 'Jede Zeile ist eine Option. Verkauft wird erst etwas, wenn der Kunde eine nimmt.',
		'lines-unreadable': 'Die Zeilen waren nicht lesbar, darum ist die Marge unbekannt.',
		'lines-unmatched':
			'Die Zeilen der Seite passen nicht zu den gespeicherten. Nach dem Speichern sind die Zahlen wieder da.',
		'lines-other-language':
			'Die Seite und die Schnittstelle des CRM sprechen verschiedene Sprachen, darum sind die Zeilen der Seite nicht zuzuordnen. Nach dem Speichern sind die Zahlen wieder da.',
		'price-unknown': 'Ein Preis ist nicht bekannt, darum auch nicht die Marge.',
		'half-typed': 'Was gerade getippt wird, ist noch nicht lesbar.',
		'no-known-cost': 'Für diese Zeilen sind keine Kosten bekannt. Die Leitung kann Produktkosten einlesen.',
		'cost-denied': 'Kosten dürfen Sie hier nicht sehen, darum ist die Marge unbekannt.',
		'cost-unreadable': 'Die Kosten in diesem Browser lassen sich nicht lesen, darum ist die Marge unbekannt.',
	},
	reasons: {
		'cost-unknown': 'Kosten unbekannt',
		'cost-denied': 'Kosten hier nicht sichtbar',
		'cost-unreadable': 'gespeicherte Kosten nicht lesbar',
		'cost-currency': 'Kosten in anderer Währung',
		'line-unsaved': 'noch nicht gespeichert',
		'cost-unit': 'Kosten gelten für eine andere Einheit',
		'cost-period': 'Zeitraum der Kosten passt nicht',
		'cost-zero': 'Kosten 0, nicht als kostenlos bestätigt',
		'cost-of-parts': 'seit der Bestätigung stehen im CRM vielleicht nur die Kosten einiger Teile dieses Bausatzes',
		'price-unknown': 'Preis unbekannt',
		'term-unknown': 'wiederkehrend, Laufzeit unbekannt',
	},
	lines: 'Zeilen',
	removed: 'gelöscht, nicht gespeichert',
	was: (name) => `vorher ${name}`,
	off: (percent) => `${percent} Rabatt`,
	leftOutBecause: (reason) => `nicht enthalten: ${reason}`,
	copy: (percent) => `${percent} kopieren`,
	copied: (number) => `${number} kopiert. Fügen Sie es ins Rabattfeld ein.`,
	largestTarget: (where) => `Der größte Rabatt auf ${where}, der das Ziel hält.`,
	largestFloor: (where) => `Der größte Rabatt auf ${where}, der die Untergrenze hält.`,
	andFloor: (percent) => `Die Untergrenze hält bis ${percent}.`,
	targetMissed: 'Kein Rabatt hält hier das Ziel.',
	largestNone: 'Auch zum Listenpreis ist die Untergrenze nicht gehalten.',
	wholeDeal: 'alle Zeilen',
	whatIf: 'Was wäre wenn',
	whatIfHint: 'Nur hier probiert. Das CRM bleibt unberührt.',
	whatIfOn: 'Einen Rabatt probieren auf',
	whatIfLabel: (where) => `Rabatt auf ${where}`,
	whatIfOff: (percent) => `${percent} Rabatt`,
	whatIfResult: 'Die Marge wäre',
	tryDeal: 'Alle Zeilen',
	reset: 'Zurücksetzen',
	reason: 'Grund für diesen Preis',
	reasonHint: 'Ihre Leitung fragt nach dem Grund. Er bleibt beim Deal.',
	reasonSave: 'Grund festhalten',
	reasonKept: (by, day) => `Grund angegeben${by ? ` von ${by}` : ''}, ${day}`,
	reasonChange: 'Grund ändern',
};

/** Both languages. */
export const texts = { en, de };
