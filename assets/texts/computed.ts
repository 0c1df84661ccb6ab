/** Words of “How is this computed?”, in English. */
export const en = {
	title: 'How is this computed?',
	marginAmount: {
		'line-prices': 'Revenue less cost, over the lines whose cost is known.',
		'deal-amount': 'The deal’s amount less the cost of its products.',
	},
	margin: 'Margin amount divided by that revenue.',
	discount: 'What is left off the list price, as a part of it.',
	before: 'The figure struck through is the same sum with what is saved.',
	limits: 'Floor and target',
	limitsHow: 'Each product family’s limit, weighted by its revenue.',
	limitsOne: 'From the playbook.',
	limitsNone: 'The playbook sets no limit for these products.',
	limit: (family: string, floor: string, target: string, revenue: string) =>
		`${family}: floor ${floor}, target ${target}, on ${revenue}`,
	everythingElse: 'everything else',
	largest: {
		target: (where: string) => `Largest discount on ${where} for the target`,
		floor: (where: string) => `Largest discount on ${where} for the floor`,
	},
	largestHow: {
		deal: (limit: string) => `1 − cost ÷ (list price × (1 − ${limit})), rounded down.`,
		line: (limit: string) =>
			`1 − cost the other lines do not cover ÷ (list price of this line × (1 − ${limit})), rounded down.`,
	},
	limitNames: { floor: 'floor', target: 'target' },
	unknownCost: 'Their price and cost are in neither revenue nor cost. Their price still counts for the discount.',
	unknownLine: (name: string, reason: string) => `${name}: ${reason}`,
	unknownNone: 'The cost of every line is known.',
	notKnown: 'unknown',
	origins: 'Where the numbers come from',
	prices: 'Prices and quantities',
	sources: {
		api: (time: string) => `the CRM’s API, read at ${time}`,
		page: (time: string) => `the page, read at ${time}`,
		cache: (time: string) => `kept from a read at ${time}`,
	},
	typed: 'Typed on the page, not saved',
	typedWhat: {
		discount: (text: string) => `discount “${text}”`,
		amountOff: (text: string) => `amount off “${text}”`,
		netPrice: (text: string) => `price “${text}”`,
		quantity: (text: string) => `quantity “${text}”`,
		listPrice: (text: string) => `list price “${text}”`,
		amount: (text: string) => `amount “${text}”`,
	},
	ofLine: (name: string, what: string) => `${name}: ${what}`,
	costs: 'Costs',
	costsCrm: (count: number, source: string) =>
		count === 1 ? `1 line from ${source}` : `${count} lines from ${source}`,
	costsList: (names: string) => `from the cost list in the playbook: ${names}`,
	policy: 'Floor and target',
	playbook: 'the playbook of your team',
};

/** The same words in German. */
export const de: typeof en = {
	title: 'Wie wird das gerechnet?',
	marginAmount: {
		'line-prices': 'Umsatz minus Kosten, über die Zeilen mit bekannten Kosten.',
		'deal-amount': 'Der Betrag des Deals minus die Kosten seiner Produkte.',
	},
	margin: 'Marge als Betrag, geteilt durch diesen Umsatz.',
	discount: 'Was vom Listenpreis nachgelassen ist, als Teil von ihm.',
	before: 'Die durchgestrichene Zahl ist dieselbe Rechnung mit dem Gespeicherten.',
	limits: 'Untergrenze und Ziel',
	limitsHow: 'Die Grenze jeder Produktfamilie, gewichtet mit ihrem Umsatz.',
	limitsOne: 'Aus dem Playbook.',
	limitsNone: 'Das Playbook setzt für diese Produkte keine Grenze.',
	limit: (family, floor, target, revenue) => `${family}: Untergrenze ${floor}, Ziel ${target}, auf ${revenue}`,
	everythingElse: 'alles andere',
	largest: {
		target: (where) => `Größter Rabatt auf ${where} für das Ziel`,
		floor: (where) => `Größter Rabatt auf ${where} für die Untergrenze`,
	},
	largestHow: {
		deal: (limit) => `1 − Kosten ÷ (Listenpreis × (1 − ${limit})), abgerundet.`,
		line: (limit) =>
			`1 − Kosten, die die anderen Zeilen nicht decken ÷ (Listenpreis dieser Zeile × (1 − ${limit})), abgerundet.`,
	},
	limitNames: { floor: 'Untergrenze', target: 'Ziel' },
	unknownCost: 'Ihr Preis und ihre Kosten stehen weder im Umsatz noch in den Kosten. Im Rabatt zählt ihr Preis mit.',
	unknownLine: (name, reason) => `${name}: ${reason}`,
	unknownNone: 'Die Kosten jeder Zeile sind bekannt.',
	notKnown: 'unbekannt',
	origins: 'Woher die Zahlen kommen',
	prices: 'Preise und Mengen',
	sources: {
		api: (time) => `Schnittstelle des CRM, gelesen um ${time}`,
		page: (time) => `Seite, gelesen um ${time}`,
		cache: (time) => `aufbewahrt von ${time}`,
	},
	typed: 'Auf der Seite getippt, nicht gespeichert',
	typedWhat: {
		discount: (text) => `Rabatt „${text}“`,
		amountOff: (text) => `Nachlass „${text}“`,
		netPrice: (text) => `Preis „${text}“`,
		quantity: (text) => `Menge „${text}“`,
		listPrice: (text) => `Listenpreis „${text}“`,
		amount: (text) => `Betrag „${text}“`,
	},
	ofLine: (name, what) => `${name}: ${what}`,
	costs: 'Kosten',
	costsCrm: (count, source) => (count === 1 ? `1 Zeile: ${source}` : `${count} Zeilen: ${source}`),
	costsList: (names) => `aus der Kostenliste im Playbook: ${names}`,
	policy: 'Untergrenze und Ziel',
	playbook: 'das Playbook Ihres Teams',
};
