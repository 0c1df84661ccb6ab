import * as fileReasons from './file-reasons.ts';
import { texts as refusals } from './refusals.ts';
import { texts as collateral } from './workspace/collateral.ts';
import { texts as costs } from './workspace/costs.ts';
import { texts as files } from './workspace/files.ts';
import { texts as policy } from './workspace/policy.ts';
import { texts as process } from './workspace/process.ts';
import { texts as settings } from './workspace/settings.ts';

/** Words of the workspace, in English. */
export const en = {
	nav: {
		label: 'Sections',
		skip: 'Skip to content',
		marketing: 'Marketing',
		management: 'Management',
		everyone: 'This browser',
		start: 'Start',
		collateral: 'Collateral',
		process: 'Process',
		policy: 'Policy',
		reps: 'What reps see',
		approvals: 'Approvals',
		pay: 'Pay plan',
		trades: 'Trades and rates',
		costs: 'Costs',
		playbook: 'Playbook file',
		settings: 'Settings',
		unsaved: 'unsaved changes',
	},
	noPlaybookName: 'Playbook without a name',
	loading: 'Reading the playbook…',
	loadFailed: 'The playbook could not be read.',
	loadFailedHelp:
		'Nothing was changed. Try again, or close this page and open it from the Dealside button. Under “Playbook file” you can import one.',
	tryAgain: 'Try again',
	optional: 'optional',
	saveChanges: 'Save changes',
	discard: 'Discard changes',
	saved: 'Saved.',
	undone: 'Undone.',
	undoFailed: 'This could not be undone.',
	refused: refusals.en,
	collateral: collateral.en,
	process: process.en,
	policy: policy.en,
	costs: costs.en,
	files: files.en,
	problems: {
		caption: 'Problems',
		row: 'Row',
		place: 'Place',
		reason: 'What is wrong',
		found: 'Found',
		whole: 'whole file',
		missing: 'missing',
		first: (shown: string, all: string) => `The first ${shown} of ${all} are listed.`,
		showMore: (count: string) => `Show ${count} more`,
		other: 'This is not as Dealside expects it.',
	},
	settings: settings.en,
	siteFaults: {
		'site-missing': 'Type the address of your CRM.',
		'site-unreadable': 'This is not a web address. Copy it from the address bar of your CRM.',
		'site-scheme': 'Only addresses that begin with https:// or http:// can be added.',
		'site-login': 'Leave out the user name and password.',
		'site-vague':
			'Give the whole address, such as https://crm.firm.example, or with http:// for a host in your own network.',
	},
	reasons: fileReasons.en,
};

/** The same words in German. */
export const de: typeof en = {
	nav: {
		label: 'Bereiche',
		skip: 'Zum Inhalt springen',
		marketing: 'Marketing',
		management: 'Leitung',
		everyone: 'Dieser Browser',
		start: 'Anfang',
		collateral: 'Unterlagen',
		process: 'Prozess',
		policy: 'Vorgaben',
		reps: 'Sicht des Vertriebs',
		approvals: 'Freigaben',
		pay: 'Vergütung',
		trades: 'Tausch und Kurse',
		costs: 'Kosten',
		playbook: 'Playbook-Datei',
		settings: 'Einstellungen',
		unsaved: 'nicht gespeicherte Änderungen',
	},
	noPlaybookName: 'Playbook ohne Namen',
	loading: 'Das Playbook wird gelesen…',
	loadFailed: 'Das Playbook konnte nicht gelesen werden.',
	loadFailedHelp:
		'Nichts wurde geändert. Versuchen Sie es noch einmal, oder öffnen Sie diese Seite neu über den Dealside-Knopf. Unter „Playbook-Datei“ können Sie eines einlesen.',
	tryAgain: 'Noch einmal versuchen',
	optional: 'freiwillig',
	saveChanges: 'Änderungen speichern',
	discard: 'Änderungen verwerfen',
	saved: 'Gespeichert.',
	undone: 'Rückgängig gemacht.',
	undoFailed: 'Das konnte nicht rückgängig gemacht werden.',
	refused: refusals.de,
	collateral: collateral.de,
	process: process.de,
	policy: policy.de,
	costs: costs.de,
	files: files.de,
	problems: {
		caption: 'Fehler',
		row: 'Zeile',
		place: 'Stelle',
		reason: 'Was nicht stimmt',
		found: 'Gefunden',
		whole: 'ganze Datei',
		missing: 'fehlt',
		first: (shown, all) => `Die ersten ${shown} von ${all} stehen in der Liste.`,
		showMore: (count) => `${count} weitere zeigen`,
		other: 'Das ist nicht, wie Dealside es erwartet.',
	},
	settings: settings.de,
	siteFaults: {
		'site-missing': 'Geben Sie die Adresse Ihres CRM ein.',
		'site-unreadable': 'Das ist keine Webadresse. Kopieren Sie sie aus der Adresszeile Ihres CRM.',
		'site-scheme': 'Nur Adressen, die mit https:// oder http:// beginnen, können hinzugefügt werden.',
		'site-login': 'Lassen Sie Benutzername und Passwort weg.',
		'site-vague':
			'Geben Sie die ganze Adresse an, etwa https://crm.firma.example, oder mit http:// für einen Rechner im eigenen Netz.',
	},
	reasons: fileReasons.de,
};

/** Both languages. */
export const texts = { en, de };
