import { de as fieldsDe, en as fieldsEn } from './page-fields.ts';

/** Words about CRMs whose fields a user showed, in English. */
const en = {
	title: 'CRMs shown to Dealside',
	hint: 'Where somebody showed Dealside the fields of a CRM, it reads their places on the page. Share them as a file, or with the playbook.',
	emptyTitle: 'No CRM was shown yet',
	empty:
		'To show one: open a deal in your CRM, click the Dealside button in the toolbar and choose “Show where the fields are”. Or choose a file from a colleague below.',
	failed: 'What was shown could not be read. Nothing was changed.',
	tryAgain: 'Try again',
	maps: 'Shown CRMs',
	pointed: 'Fields shown again',
	kinds: { quote: 'Quotes', opportunity: 'Opportunities' },
	version: (version: string, day: string) => `Version ${version}, ${day}`,
	fields: (names: string) => `Fields: ${names}`,
	columns: (names: string) => `Columns: ${names}`,
	noFields: 'No field',
	shownOn: (day: string) => `Shown ${day}`,
	names: fieldsEn,
	rename: (name: string) => `Rename ${name}`,
	newName: (name: string) => `New name for ${name}`,
	nameMissing: 'Give it a name.',
	renamed: (name: string) => `Now called “${name}”.`,
	download: (name: string) => `Download ${name} as a file`,
	remove: (name: string) => `Remove ${name}`,
	removed: (name: string) => `“${name}” removed. Dealside no longer reads it.`,
	removeField: (field: string, crm: string) => `Remove ${field} of ${crm}`,
	removedField: (field: string) => `“${field}” is read in the usual place again.`,
	downloadAll: 'Download all as a file',
	choose: 'Choose file of shown CRMs',
	undoImport: 'Undo last import',
	importUndone: 'The shown CRMs are as they were before the import.',
	importNotUndone: 'This could not be undone.',
	dropHere: 'or drop it here',
	tooLarge: 'This file is too large for shown CRMs. Choose the file that Dealside exported.',
	unreadable: 'The file could not be read. It may have been moved; choose it again.',
	refused: (count: number, shown: string) =>
		count === 1 ? 'Nothing was changed: 1 problem in the file.' : `Nothing was changed: ${shown} problems in the file.`,
	imported: (added: string, replaced: string, kept: string) =>
		`Imported: ${added} new, ${replaced} replaced by a newer version, ${kept} as new here already.`,
	allow: 'Allow Dealside on their addresses under “Sites”, where it does not run yet.',
};

/** The same words in German. */
const de: typeof en = {
	title: 'CRMs, die Dealside gezeigt wurden',
	hint: 'Wo jemand Dealside die Felder eines CRM gezeigt hat, liest es diese Stellen der Seite. Geben Sie sie als Datei weiter oder mit dem Playbook.',
	emptyTitle: 'Noch kein CRM wurde gezeigt',
	empty:
		'So zeigen Sie eines: Öffnen Sie einen Deal in Ihrem CRM, klicken Sie auf den Dealside-Knopf in der Symbolleiste und wählen Sie „Felder zeigen“. Oder wählen Sie unten eine Datei von Kollegen.',
	failed: 'Was gezeigt wurde, konnte nicht gelesen werden. Nichts wurde geändert.',
	tryAgain: 'Noch einmal versuchen',
	maps: 'Gezeigte CRMs',
	pointed: 'Neu gezeigte Felder',
	kinds: { quote: 'Angebote', opportunity: 'Chancen' },
	version: (version, day) => `Version ${version}, ${day}`,
	fields: (names) => `Felder: ${names}`,
	columns: (names) => `Spalten: ${names}`,
	noFields: 'Kein Feld',
	shownOn: (day) => `Gezeigt am ${day}`,
	names: fieldsDe,
	rename: (name) => `${name} umbenennen`,
	newName: (name) => `Neuer Name für ${name}`,
	nameMissing: 'Geben Sie ihm einen Namen.',
	renamed: (name) => `Heißt jetzt „${name}“.`,
	download: (name) => `${name} als Datei herunterladen`,
	remove: (name) => `${name} entfernen`,
	removed: (name) => `„${name}“ entfernt. Dealside liest es nicht mehr.`,
	removeField: (field, crm) => `${field} von ${crm} entfernen`,
	removedField: (field) => `„${field}“ wird wieder an der üblichen Stelle gelesen.`,
	downloadAll: 'Alle als Datei herunterladen',
	undoImport: 'Letztes Einlesen rückgängig machen',
	importUndone: 'Die gezeigten CRMs sind wie vor dem Einlesen.',
	importNotUndone: 'Das konnte nicht rückgängig gemacht werden.',
	choose: 'Datei mit gezeigten CRMs wählen',
	dropHere: 'oder hier ablegen',
	tooLarge: 'Diese Datei ist zu groß für gezeigte CRMs. Wählen Sie die Datei, die Dealside ausgegeben hat.',
	unreadable: 'Die Datei konnte nicht gelesen werden. Vielleicht wurde sie verschoben; wählen Sie sie noch einmal.',
	refused: (count, shown) =>
		count === 1
			? 'Nichts wurde geändert: 1 Problem in der Datei.'
			: `Nichts wurde geändert: ${shown} Probleme in der Datei.`,
	imported: (added, replaced, kept) =>
		`Eingelesen: ${added} neu, ${replaced} durch eine neuere Version ersetzt, ${kept} hier schon so neu.`,
	allow: 'Erlauben Sie Dealside deren Adressen unter „Seiten“, wo es noch nicht läuft.',
};

/** Both languages. */
export const texts = { en, de };
