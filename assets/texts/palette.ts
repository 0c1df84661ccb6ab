/** Words of the list of all actions, in English. */
const en = {
	title: 'All actions',
	search: 'Find an action',
	close: 'Close the list of actions',
	none: (query: string) => `No action is called “${query}” here.`,
	nextMissing: 'Next missing criterion',
	goTo: (name: string) => `Go to: ${name}`,
	sidebar: 'Sidebar',
	keys: { Alt: 'Alt', Shift: 'Shift', Control: 'Ctrl', Meta: '⌘' } as Readonly<Record<string, string>>,
	hint: 'Enter does it, Escape goes back.',
};

/** The same words in German. */
const de: typeof en = {
	title: 'Alle Aktionen',
	search: 'Aktion suchen',
	close: 'Liste der Aktionen schließen',
	none: (query) => `Keine Aktion heißt hier „${query}“.`,
	nextMissing: 'Nächstes fehlendes Kriterium',
	goTo: (name) => `Gehe zu: ${name}`,
	sidebar: 'Seitenleiste',
	keys: { Alt: 'Alt', Shift: 'Umschalt', Control: 'Strg', Meta: '⌘' },
	hint: 'Enter führt aus, Escape geht zurück.',
};

/** Both languages. */
export const texts = { en, de };
