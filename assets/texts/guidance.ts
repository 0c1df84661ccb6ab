/** What a discount costs, what to trade for it, and where prices stood before, in English. */
const en = {
	more: 'More figures',
	firmGives: 'The firm gives up',
	ownGives: 'You give up',
	ofMargin: (percent: string) => `${percent} of its margin`,
	ofPay: (percent: string) => `${percent} of your pay`,
	unknown: 'unknown',
	band: (from: string, to: string) => `${from}–${to}`,
	bandTick: (from: string, to: string) => `floor ${from} to ${to}`,
	hidden: 'Your firm shows you the state of a price, not its margin.',
	average: 'Your average margin',
	averageSo: (percent: string) => `${percent} without this deal.`,
	averageKeeps: (target: string) => `It keeps the target of ${target}.`,
	averageRecover: (money: string, percent: string) =>
		`To be back at target, the next ${money} must come at ${percent}.`,
	averageUnknown: 'Enter your figures of the quarter in the workspace, under Settings.',
	cliff: (missing: string, from: string, jump: string) =>
		`${missing} more reaches the band from ${from}, which adds ${jump}.`,
	takenBack: (back: string, thousand: string) =>
		`For each ${thousand} the customer gets back, ${back} of this pay goes back.`,
	atTarget: (money: string) => `At target prices it would be ${money}.`,
	multiplier: (factor: string) => `Your average margin pays ${factor} of the full rate.`,
	shared: (percent: string) => `Your part of this deal is ${percent}.`,
	trades: 'Instead of price',
	/** `covers`: true for all of it. */
	worthOf: (worth: string, given: string, covers: string | true | null) =>
		covers === true
			? `Worth ${worth}, no less than the ${given} you give up.`
			: covers === null
				? `Worth ${worth}.`
				: `Worth ${worth} of the ${given} you give up (${covers}).`,
	worthUnknown: 'What it is worth is not known.',
	notKnown: 'not known',
	copyShort: 'Copy',
	copyTrade: (name: string) => `Copy “${name}”`,
	copiedTrade: (name: string) => `Copied “${name}”.`,
	fewerTrades: 'Fewer',
	gifts: 'Or give this in place of a discount',
	moreTrades: (count: number) => `${count} more`,
	seenAs: (seen: string, cost: string) => `The customer sees ${seen}, it costs the firm ${cost}.`,
	costsFirm: (cost: string) => `Costs the firm ${cost}.`,
	waterfall: 'From list to pocket',
	list: 'List price',
	onInvoice: 'Discounts',
	invoice: 'Invoice price',
	pocket: 'Pocket price',
	cost: 'Cost',
	pocketMargin: 'Pocket margin',
	drops: {
		rebate: 'Rebate',
		'cash-discount': 'Cash discount',
		freight: 'Freight',
		terms: 'Payment terms',
		'cost-to-serve': 'Cost to serve',
	},
	table: 'As a table',
	step: 'Step',
	amount: 'Amount',
	ofList: 'Of list',
	historyUnreadable: 'What this product went at before cannot be told: a kept deal cannot be read.',
	history: {
		sold: (count: number, lowest: string, highest: string, median: string) =>
			count === 1
				? `In one deal that was won this product went at ${median} off.`
				: lowest === highest
					? `In ${count} deals that were won this product went at ${median} off.`
					: `In ${count} deals that were won this product went at ${lowest} to ${highest} off, half of them at ${median} or less.`,
		offered: (count: number, lowest: string, highest: string, median: string) =>
			count === 1
				? `One other offer holds it at ${median} off.`
				: lowest === highest
					? `${count} other offers hold it at ${median} off.`
					: `${count} other offers hold it at ${lowest} to ${highest} off, half of them at ${median} or less.`,
	},
	quarterEnd: (days: number, usual: string) =>
		`${quarterDays(days)} In these days the team usually gives ${usual} more. This deal need not.`,
	quarterEndPlain: (days: number) => `${quarterDays(days)} A price given now is next year’s list price.`,
	floorLargest: 'Largest discount within floor',
	targetLargest: 'Largest discount within target',
	keepsTarget: (where: string) => `The most on ${where} that keeps the target.`,
	reached: (percent: string) => `It is ${percent}.`,
	floorUpTo: 'Within the floor up to',
	floorAbout: 'Within the floor up to about',
	rule: (name: string) => `Rule “${name}”`,
	ruleBecause: (what: string) => `because ${what}`,
	ruleFields: {
		product: (value: string) => `the product is ${value}`,
		family: (value: string) => `it is one of “${value}”`,
		region: (value: string) => `the region is ${value}`,
		team: (value: string) => `the team is ${value}`,
		stage: (value: string) => `the step is ${value}`,
		currency: (value: string) => `the deal is in ${value}`,
		from: (value: string) => `it holds from ${value}`,
		until: (value: string) => `it holds until ${value}`,
	},
	ruleOther: (field: string, value: string) => `${field} is ${value}`,
	ruleBeats: (names: string) => `It says more of this deal than ${names}.`,
	givenOff: (money: string) => `${money} off list`,
	optional: 'optional, in no sum',
	reduction: 'a price reduction',
	bundle: 'bundle, with its parts',
	partOf: 'part of a bundle',
	recurs: (months: number) => (months === 1 ? 'each month' : months === 12 ? 'each year' : `every ${months} months`),
	basis: {
		'first-year': 'Lines that recur count for their first twelve months.',
		term: 'Lines that recur count for their whole term.',
	},
	optionalLines: (count: number) =>
		count === 1 ? '1 optional line is in no sum.' : `${count} optional lines are in no sum.`,
	prices: (floor: string, target: string) => `Price to keep the floor ${floor}, the target ${target}`,
	targetPrice: (target: string) => `Price to keep the target ${target}`,
	rounding: {
		unit: (digits: number) => `The CRM rounds each price to ${digits} digits, then the line.`,
		line: 'The CRM rounds each line.',
		none: 'The CRM does not round.',
	},
	tryLine: 'Try a discount',
	code: 'Reason',
};

function quarterDays(days: number): string {
	return days === 0
		? 'The quarter ends today.'
		: days === 1
			? 'The quarter ends tomorrow.'
			: `The quarter ends in ${days} days.`;
}

function quarterDaysGerman(days: number): string {
	return days === 0
		? 'Das Quartal endet heute.'
		: days === 1
			? 'Das Quartal endet morgen.'
			: `Das Quartal endet in ${days} Tagen.`;
}

/** The same words in German. */
const de: typeof en = {
	more: 'Weitere Zahlen',
	firmGives: 'Die Firma gibt auf',
	ownGives: 'Sie geben auf',
	ofMargin: (percent) => `${percent} ihrer Marge`,
	ofPay: (percent) => `${percent} Ihres Verdienstes`,
	unknown: 'unbekannt',
	band: (from, to) => `${from}–${to}`,
	bandTick: (from, to) => `Grenze ${from} bis ${to}`,
	hidden: 'Ihre Firma zeigt Ihnen, wie ein Preis steht, nicht seine Marge.',
	average: 'Ihre Durchschnittsmarge',
	averageSo: (percent) => `${percent} ohne diesen Deal.`,
	averageKeeps: (target) => `Sie hält das Ziel von ${target}.`,
	averageRecover: (money, percent) => `Um wieder am Ziel zu sein, müssen die nächsten ${money} mit ${percent} kommen.`,
	averageUnknown: 'Tragen Sie Ihre Zahlen des Quartals im Arbeitsbereich unter Einstellungen ein.',
	cliff: (missing, from, jump) => `Mit ${missing} mehr ist die Stufe ab ${from} erreicht, das bringt ${jump} dazu.`,
	takenBack: (back, thousand) => `Bekommt der Kunde ${thousand} zurück, gehen davon ${back} Ihres Verdienstes zurück.`,
	atTarget: (money) => `Zu Zielpreisen wären es ${money}.`,
	multiplier: (factor) => `Ihre Durchschnittsmarge bringt ${factor} des vollen Satzes.`,
	shared: (percent) => `Ihr Anteil an diesem Deal ist ${percent}.`,
	trades: 'Statt Preis',
	worthOf: (worth, given, covers) =>
		covers === true
			? `${worth} wert, nicht weniger als die ${given}, die Sie aufgeben.`
			: covers === null
				? `${worth} wert.`
				: `${worth} wert, von ${given}, die Sie aufgeben (${covers}).`,
	worthUnknown: 'Was es wert ist, ist nicht bekannt.',
	notKnown: 'nicht bekannt',
	copyShort: 'Kopieren',
	copyTrade: (name) => `„${name}“ kopieren`,
	copiedTrade: (name) => `„${name}“ kopiert.`,
	fewerTrades: 'Weniger',
	gifts: 'Oder geben Sie das statt eines Rabatts',
	moreTrades: (count) => `${count} weitere`,
	seenAs: (seen, cost) => `Der Kunde sieht ${seen}, die Firma kostet es ${cost}.`,
	costsFirm: (cost) => `Kostet die Firma ${cost}.`,
	waterfall: 'Vom Listenpreis zum Erlös',
	list: 'Listenpreis',
	onInvoice: 'Rabatte',
	invoice: 'Rechnungspreis',
	pocket: 'Was wirklich bleibt',
	cost: 'Kosten',
	pocketMargin: 'Marge, die wirklich bleibt',
	drops: {
		rebate: 'Bonus',
		'cash-discount': 'Skonto',
		freight: 'Fracht',
		terms: 'Zahlungsziel',
		'cost-to-serve': 'Betreuungskosten',
	},
	table: 'Als Tabelle',
	step: 'Schritt',
	amount: 'Betrag',
	ofList: 'Vom Listenpreis',
	historyUnreadable:
		'Wie dieses Produkt bisher verkauft wurde, ist unbekannt: Ein gespeicherter Deal lässt sich nicht lesen.',
	history: {
		sold: (count, lowest, highest, median) =>
			count === 1
				? `In einem gewonnenen Deal ging dieses Produkt mit ${median} Rabatt weg.`
				: lowest === highest
					? `In ${count} gewonnenen Deals ging dieses Produkt mit ${median} Rabatt weg.`
					: `In ${count} gewonnenen Deals ging dieses Produkt mit ${lowest} bis ${highest} Rabatt weg, die Hälfte mit höchstens ${median}.`,
		offered: (count, lowest, highest, median) =>
			count === 1
				? `Ein anderes Angebot enthält es mit ${median} Rabatt.`
				: lowest === highest
					? `${count} andere Angebote enthalten es mit ${median} Rabatt.`
					: `${count} andere Angebote enthalten es mit ${lowest} bis ${highest} Rabatt, die Hälfte mit höchstens ${median}.`,
	},
	quarterEnd: (days, usual) =>
		`${quarterDaysGerman(days)} In diesen Tagen gibt das Team sonst ${usual} mehr. Dieser Deal muss das nicht.`,
	quarterEndPlain: (days) => `${quarterDaysGerman(days)} Ein Preis von jetzt ist der Listenpreis von nächstem Jahr.`,
	floorLargest: 'Größter Rabatt innerhalb der Untergrenze',
	targetLargest: 'Größter Rabatt innerhalb des Ziels',
	keepsTarget: (where) => `Das Höchste auf ${where}, das das Ziel hält.`,
	reached: (percent) => `Es sind ${percent}.`,
	floorUpTo: 'Innerhalb der Untergrenze bis',
	floorAbout: 'Innerhalb der Untergrenze bis etwa',
	rule: (name) => `Regel „${name}“`,
	ruleBecause: (what) => `weil ${what}`,
	ruleFields: {
		product: (value) => `das Produkt ${value} ist`,
		family: (value) => `es zu „${value}“ gehört`,
		region: (value) => `die Region ${value} ist`,
		team: (value) => `das Team ${value} ist`,
		stage: (value) => `die Phase ${value} ist`,
		currency: (value) => `der Deal in ${value} läuft`,
		from: (value) => `sie ab ${value} gilt`,
		until: (value) => `sie bis ${value} gilt`,
	},
	ruleOther: (field, value) => `${field} ${value} ist`,
	ruleBeats: (names) => `Sie sagt mehr über diesen Deal als ${names}.`,
	givenOff: (money) => `${money} unter Liste`,
	optional: 'optional, in keiner Summe',
	reduction: 'ein Preisnachlass',
	bundle: 'Paket mit seinen Teilen',
	partOf: 'Teil eines Pakets',
	recurs: (months) => (months === 1 ? 'jeden Monat' : months === 12 ? 'jedes Jahr' : `alle ${months} Monate`),
	basis: {
		'first-year': 'Wiederkehrende Zeilen zählen mit ihren ersten zwölf Monaten.',
		term: 'Wiederkehrende Zeilen zählen mit ihrer ganzen Laufzeit.',
	},
	optionalLines: (count) =>
		count === 1 ? '1 optionale Zeile steht in keiner Summe.' : `${count} optionale Zeilen stehen in keiner Summe.`,
	prices: (floor, target) => `Preis für die Untergrenze ${floor}, für das Ziel ${target}`,
	targetPrice: (target) => `Preis für das Ziel ${target}`,
	rounding: {
		unit: (digits) => `Das CRM rundet jeden Preis auf ${digits} Stellen, dann die Zeile.`,
		line: 'Das CRM rundet jede Zeile.',
		none: 'Das CRM rundet nicht.',
	},
	tryLine: 'Rabatt probieren',
	code: 'Grund',
};

/** Both languages. */
export const texts = { en, de };
