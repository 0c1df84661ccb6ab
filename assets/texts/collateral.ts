/** Words of the sidebar's collateral, in English. */
const en = {
	because: (reasons: string) => `Because ${reasons}`,
	fits: (field: string, value: string) => `the ${field} is ${value}`,
	fitsProduct: (value: string) => `“${value}” is on the deal`,
	fitsFamily: (value: string) => `it has products of “${value}”`,
	fitsKind: { opportunity: 'this is an opportunity', quote: 'this is a quote' } as Readonly<Record<string, string>>,
	discountTyped: (line: string | null) =>
		line ? `a discount on “${line}” is being typed` : 'a discount is being typed',
	stage: (name: string) => `it belongs to ${name}`,
	notSent: 'it was not sent yet',
	sent: (day: string) => `Sent on ${day}`,
	forStage: (name: string) => `for ${name}`,
	proofFirst: 'Proof before price',
	fields: { industry: 'industry', country: 'country', segment: 'segment' } as Readonly<Record<string, string>>,
	kinds: {
		'case-study': 'Case study',
		brochure: 'Brochure',
		calculator: 'Calculator',
		template: 'Template',
		video: 'Video',
		guide: 'Guide',
		proof: 'Proof',
		other: 'Piece',
	},
	newTab: 'opens in a new tab',
	open: 'Open',
	copy: 'Copy link',
	copied: 'Link copied.',
	markSent: 'Mark as sent',
	isSent: 'Not sent after all',
	marked: (title: string) => `“${title}” is marked as sent.`,
	unmarked: (title: string) => `“${title}” is no longer marked as sent.`,
	expired: 'Out of date',
	empty: (stage: string) =>
		`Nothing attached to ${stage} fits this deal. A marketer can attach pieces in the workspace.`,
	outside: {
		unknown: 'Collateral shows once the CRM tells the stage.',
		unmapped: 'Collateral belongs to steps of the process, and the CRM’s stage belongs to none.',
		'no-process': 'Collateral belongs to steps of the process, and there is no process yet.',
	},
	closed: 'A closed deal needs no collateral.',
};

/** The same words in German. */
const de: typeof en = {
	because: (reasons) => `Weil ${reasons}`,
	fits: (field, value) => `${field} ${value} ist`,
	fitsProduct: (value) => `„${value}“ dabei ist`,
	fitsFamily: (value) => `Produkte aus „${value}“ dabei sind`,
	fitsKind: { opportunity: 'dies eine Verkaufschance ist', quote: 'dies ein Angebot ist' },
	discountTyped: (line) => (line ? `gerade ein Rabatt auf „${line}“ getippt wird` : 'gerade ein Rabatt getippt wird'),
	stage: (name) => `es zu ${name} gehört`,
	notSent: 'es noch nicht gesendet wurde',
	sent: (day) => `Gesendet am ${day}`,
	forStage: (name) => `für ${name}`,
	proofFirst: 'Beleg vor Preis',
	fields: { industry: 'die Branche', country: 'das Land', segment: 'das Segment' },
	kinds: {
		'case-study': 'Fallbeispiel',
		brochure: 'Broschüre',
		calculator: 'Rechner',
		template: 'Vorlage',
		video: 'Video',
		guide: 'Leitfaden',
		proof: 'Beleg',
		other: 'Unterlage',
	},
	newTab: 'öffnet sich in einem neuen Tab',
	open: 'Öffnen',
	copy: 'Link kopieren',
	copied: 'Link kopiert.',
	markSent: 'Als gesendet merken',
	isSent: 'Doch nicht gesendet',
	marked: (title) => `„${title}“ ist als gesendet gemerkt.`,
	unmarked: (title) => `„${title}“ ist nicht mehr als gesendet gemerkt.`,
	expired: 'Nicht aktuell',
	empty: (stage) =>
		`${stage} ist nichts zugeordnet, was zu diesem Deal passt. Das Marketing kann im Arbeitsbereich etwas zuordnen.`,
	outside: {
		unknown: 'Unterlagen erscheinen, sobald das CRM die Phase nennt.',
		unmapped: 'Unterlagen gehören zu Phasen des Prozesses, und die CRM-Phase gehört zu keiner.',
		'no-process': 'Unterlagen gehören zu Phasen des Prozesses, und es gibt noch keinen Prozess.',
	},
	closed: 'Ein abgeschlossener Deal braucht keine Unterlagen.',
};

/** Both languages. */
export const texts = { en, de };
