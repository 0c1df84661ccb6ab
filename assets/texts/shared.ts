/** Words that every window of the extension uses, in English. */
const en = {
	appName: 'Dealside',
	close: 'Close',
	undo: 'Undo',
	cancel: 'Cancel',
	save: 'Save',
	unknown: 'unknown',
	workspace: 'Workspace',
	language: 'Language',
	theme: 'Theme',
	automatic: 'Auto',
	english: 'English',
	german: 'Deutsch',
	light: 'Light',
	dark: 'Dark',
	storageFailed: 'This could not be saved. Try again.',
	somethingBroke: 'Dealside could not draw this.',
	somethingBrokeHelp: 'Reload the page to start again. Nothing in the CRM was changed.',
	exactly: (value: string) => `Exactly ${value}`,
	copyByHand: (text: string) => `The browser did not allow the copy. Copy it by hand: ${text}`,
	copyShown: 'The browser did not allow the copy. It is shown and selected: copy it by hand.',
};

/** The same words in German. */
const de: typeof en = {
	appName: 'Dealside',
	close: 'Schließen',
	undo: 'Rückgängig',
	cancel: 'Abbrechen',
	save: 'Speichern',
	unknown: 'unbekannt',
	workspace: 'Arbeitsbereich',
	language: 'Sprache',
	theme: 'Farben',
	automatic: 'Auto',
	english: 'English',
	german: 'Deutsch',
	light: 'Hell',
	dark: 'Dunkel',
	storageFailed: 'Das konnte nicht gespeichert werden. Versuchen Sie es noch einmal.',
	somethingBroke: 'Dealside konnte das nicht zeichnen.',
	somethingBrokeHelp: 'Laden Sie die Seite neu, um von vorn zu beginnen. Im CRM wurde nichts geändert.',
	exactly: (value: string) => `Genau ${value}`,
	copyByHand: (text: string) => `Der Browser hat das Kopieren nicht erlaubt. Von Hand: ${text}`,
	copyShown: 'Der Browser hat das Kopieren nicht erlaubt. Der Text ist markiert: kopieren Sie ihn von Hand.',
};

/** Both languages. */
export const texts = { en, de };
