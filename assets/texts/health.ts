/** How well the page can be read, field by field, in English. */
const en = {
	title: 'How well this page is read',
	lead: (crm: string) => `Fields of ${crm} that Dealside looks for on this page.`,
	states: {
		ok: 'found',
		drifted: 'found, but not where it used to be',
		broken: 'not found',
		absent: 'nothing of its kind found on this page',
	},
	none: 'No field had to be looked for yet.',
	failed: (sentence: string) => `The last read failed: ${sentence}`,
	copy: 'Copy report',
	copied: 'Report copied. It holds no names, numbers or addresses of your deals.',
	hint: 'For who looks after Dealside: which fields and which versions, nothing of your customers.',
	drifted: 'moved',
	broken: 'not found',
	absent: 'not found',
};

/** The same words in German. */
const de: typeof en = {
	title: 'Wie gut diese Seite gelesen wird',
	lead: (crm) => `Felder von ${crm}, die Dealside auf dieser Seite sucht.`,
	states: {
		ok: 'gefunden',
		drifted: 'gefunden, aber nicht am gewohnten Platz',
		broken: 'nicht gefunden',
		absent: 'nichts dieser Art auf der Seite gefunden',
	},
	none: 'Noch musste kein Feld gesucht werden.',
	failed: (sentence) => `Das letzte Lesen schlug fehl: ${sentence}`,
	copy: 'Bericht kopieren',
	copied: 'Bericht kopiert. Er enthält keine Namen, Zahlen oder Adressen Ihrer Deals.',
	hint: 'Für die, die sich um Dealside kümmern: welche Felder und Versionen, nichts von Ihren Kunden.',
	drifted: 'verschoben',
	broken: 'nicht gefunden',
	absent: 'nicht gefunden',
};

/** Both languages. */
export const texts = { en, de };
