/** Words of deleting everything that is kept in this browser, in English. */
export const en = {
	title: 'Delete everything',
	hint: 'Deletes all that Dealside keeps in this browser, as if it had just been installed. Nothing in your CRM changes.',
	open: 'Delete everything Dealside keeps in this browser',
	question: 'Delete everything Dealside keeps in this browser?',
	goes: 'This goes, and cannot be brought back:',
	parts: [
		'the playbook: process, collateral, limits, approvals, pay plan, trades and rates',
		'all costs, and what an Undo would bring back',
		'deals as they were last read, with ticks, reasons, requests and answers',
		'what was shown of CRMs, and where their fields are',
		'your settings, your own figures, and where the sidebar stands',
		'access to CRMs, with the keys',
		'what could not be read, and what was put aside',
		'the permission for sites that you added',
	],
	file: 'Save the playbook file first',
	fileHint: 'With the file another browser, or this one, can begin where you are now. It holds the costs too.',
	fileSaved: 'The playbook file is saved.',
	fileFailed:
		'The playbook file could not be made. What cannot be read can be saved as a file at the top of this page.',
	confirm: 'Delete everything',
	done: 'Everything that Dealside kept in this browser is deleted.',
	left: (sites: string) =>
		`Your browser did not take back the permission for ${sites}: your firm gave it, or it is taken back in the browser’s own settings.`,
	blocked:
		'A window of another version of Dealside is open, so nothing was deleted. Close all its windows and try again.',
	failed: 'Not everything could be deleted. Close the browser, open it again and try once more.',
};

/** The same words in German. */
const de: typeof en = {
	title: 'Alles löschen',
	hint: 'Löscht alles, was Dealside in diesem Browser speichert, als wäre es eben erst installiert. In Ihrem CRM ändert sich nichts.',
	open: 'Alles löschen, was Dealside in diesem Browser speichert',
	question: 'Alles löschen, was Dealside in diesem Browser speichert?',
	goes: 'Das wird gelöscht und lässt sich nicht zurückholen:',
	parts: [
		'das Playbook: Prozess, Unterlagen, Grenzen, Freigaben, Vergütung, Gegenleistungen und Kurse',
		'alle Kosten, und was „Rückgängig“ zurückbrächte',
		'Deals, wie sie zuletzt gelesen wurden, mit Häkchen, Gründen, Anfragen und Antworten',
		'was von CRMs gezeigt wurde, und wo deren Felder sind',
		'Ihre Einstellungen, Ihre eigenen Zahlen, und wo die Seitenleiste steht',
		'Zugänge zu CRMs, mit den Schlüsseln',
		'was sich nicht lesen ließ, und was beiseitegelegt wurde',
		'die Erlaubnis für Seiten, die Sie hinzugefügt haben',
	],
	file: 'Zuerst die Playbook-Datei sichern',
	fileHint:
		'Mit der Datei kann ein anderer Browser, oder dieser, dort weitermachen, wo Sie jetzt sind. Sie enthält auch die Kosten.',
	fileSaved: 'Die Playbook-Datei ist gesichert.',
	fileFailed:
		'Die Playbook-Datei ließ sich nicht erstellen. Was sich nicht lesen lässt, kann oben auf dieser Seite als Datei gesichert werden.',
	confirm: 'Alles löschen',
	done: 'Alles, was Dealside in diesem Browser gespeichert hatte, ist gelöscht.',
	left: (sites) =>
		`Die Erlaubnis für ${sites} hat Ihr Browser nicht zurückgenommen: Ihre Firma hat sie gegeben, oder sie wird in den Einstellungen des Browsers zurückgenommen.`,
	blocked:
		'Ein Fenster einer anderen Version von Dealside ist offen, darum wurde nichts gelöscht. Schließen Sie alle seine Fenster und versuchen Sie es noch einmal.',
	failed:
		'Nicht alles ließ sich löschen. Schließen Sie den Browser, öffnen Sie ihn neu und versuchen Sie es noch einmal.',
};

/** Both languages. */
export const texts = { en, de };
