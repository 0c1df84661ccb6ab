import type { StorageFault, StorageTrouble, StoreName } from '../../core/model/storage-state.ts';

/** What is said of the browser's own storage, in English. */
export const en = {
	/** Why something was not saved, in a word at the place itself. */
	causes: {
		'storage-full':
			'The browser has no room left, so this was not saved. Free some room on this device, then try again.',
		'database-newer': 'A newer Dealside wrote what is kept here, so nothing was changed. Update Dealside.',
		'database-blocked':
			'A window of an older Dealside is still open, so this was not saved. Close all its windows, then try again.',
		'database-gone': 'What Dealside kept in this browser is gone. Import your playbook’s file in the workspace.',
		'row-unreadable': 'What is kept here cannot be read, so it was left as it is. The workspace says more.',
		'upload-gone': 'The import stood still for too long, so nothing was changed. Choose the file again.',
	} satisfies Record<StorageFault | 'upload-gone', string>,
	name: 'Storage of this browser',
	titles: {
		'storage-full': 'The browser has no room left.',
		'database-newer': 'A newer Dealside wrote what is kept here.',
		'database-blocked': 'A window of an older Dealside is still open.',
		'database-gone': 'What Dealside kept in this browser is gone.',
		'database-failed': 'What Dealside keeps in this browser cannot be reached.',
	} satisfies Record<StorageTrouble, string>,
	helps: {
		'storage-full':
			'What was kept before is all there, but nothing new is saved. Free some room on this device, then save again.',
		'database-newer':
			'It is left as it is. Update Dealside to go on with it. Until then playbook, costs and notes are unknown.',
		'database-blocked':
			'Nothing is lost. Close all windows and tabs of Dealside, then open it again. Until then everything is unknown.',
		'database-gone':
			'The browser or somebody deleted it. Nothing was put in its place. Import your playbook’s file under “Playbook file”, or load the sample there to begin anew.',
		'database-failed': 'Nothing was changed. Close the browser and open it again; if that does not help, ask your IT.',
	} satisfies Record<StorageTrouble, string>,
	unreadable: (count: number, shown: string) =>
		count === 1 ? '1 kept entry cannot be read:' : `${shown} kept entries cannot be read:`,
	unreadableHelp:
		'They are left as they are, and what depends on them is shown as unknown. A newer Dealside may read them. To begin anew, save them as a file and put them aside.',
	stores: {
		playbook: 'playbook',
		source: 'where the playbook comes from',
		undo: 'what Undo would bring back',
		costs: 'costs of products',
		deals: 'a deal as it was last read',
		notes: 'notes and approvals of a deal',
		stages: 'stages of a CRM',
		maps: 'what was shown of a CRM',
		pointed: 'where a field is',
		uploads: 'an import that was begun',
		drafts: 'what was typed and not saved',
		settings: 'your settings',
		layouts: 'where the sidebar stands',
		access: 'access to a CRM',
		'cost-fields': 'where a CRM keeps costs',
	} satisfies Record<StoreName, string>,
	times: (store: string, count: string) => `${store} (${count})`,
	saveFile: 'Save as a file',
	saveFailed: 'The file could not be made.',
	openWorkspace: 'Open workspace',
	putAside: 'Put aside',
	putAsideOf: (store: string, key: string) => `Put aside: ${store}, ${key}`,
	aside: 'Put aside. It stays in the file of what cannot be read.',
	notAside: 'This could not be put aside.',
	showRows: 'Show each',
	unknownNow: 'Unknown, because what Dealside kept for it cannot be read.',
	unknownSettings: 'Unknown, because your settings cannot be read: they say what you may see.',
};

/** The same words in German. */
export const de: typeof en = {
	causes: {
		'storage-full':
			'Der Browser hat keinen Platz mehr, darum wurde das nicht gespeichert. Schaffen Sie Platz auf diesem Gerät und versuchen Sie es noch einmal.',
		'database-newer':
			'Ein neueres Dealside hat geschrieben, was hier gespeichert ist; nichts wurde geändert. Aktualisieren Sie Dealside.',
		'database-blocked':
			'Ein Fenster eines älteren Dealside ist noch offen, darum wurde das nicht gespeichert. Schließen Sie alle seine Fenster und versuchen Sie es noch einmal.',
		'database-gone':
			'Was Dealside in diesem Browser gespeichert hatte, ist weg. Lesen Sie im Arbeitsbereich Ihre Playbook-Datei ein.',
		'row-unreadable':
			'Was hier gespeichert ist, lässt sich nicht lesen und blieb, wie es ist. Der Arbeitsbereich sagt mehr dazu.',
		'upload-gone': 'Das Einlesen stand zu lange still, nichts wurde geändert. Wählen Sie die Datei noch einmal.',
	},
	name: 'Speicher dieses Browsers',
	titles: {
		'storage-full': 'Der Browser hat keinen Platz mehr.',
		'database-newer': 'Ein neueres Dealside hat geschrieben, was hier gespeichert ist.',
		'database-blocked': 'Ein Fenster eines älteren Dealside ist noch offen.',
		'database-gone': 'Was Dealside in diesem Browser gespeichert hatte, ist weg.',
		'database-failed': 'Was Dealside in diesem Browser speichert, ist nicht erreichbar.',
	},
	helps: {
		'storage-full':
			'Alles bisher Gespeicherte ist noch da, aber nichts Neues wird gespeichert. Schaffen Sie Platz auf diesem Gerät und speichern Sie noch einmal.',
		'database-newer':
			'Es bleibt, wie es ist. Aktualisieren Sie Dealside, um damit weiterzuarbeiten. Bis dahin sind Playbook, Kosten und Notizen unbekannt.',
		'database-blocked':
			'Nichts ist verloren. Schließen Sie alle Fenster und Tabs von Dealside und öffnen Sie es neu. Bis dahin ist alles unbekannt.',
		'database-gone':
			'Der Browser oder jemand hat es gelöscht. Nichts wurde an seine Stelle gesetzt. Lesen Sie unter „Playbook-Datei“ Ihre Datei ein, oder laden Sie dort das Beispiel, um neu anzufangen.',
		'database-failed':
			'Nichts wurde geändert. Schließen Sie den Browser und öffnen Sie ihn neu; hilft das nicht, fragen Sie Ihre IT.',
	},
	unreadable: (count, shown) =>
		count === 1
			? '1 gespeicherter Eintrag lässt sich nicht lesen:'
			: `${shown} gespeicherte Einträge lassen sich nicht lesen:`,
	unreadableHelp:
		'Sie bleiben, wie sie sind, und was davon abhängt, gilt als unbekannt. Ein neueres Dealside kann sie vielleicht lesen. Um neu anzufangen, sichern Sie sie als Datei und legen sie beiseite.',
	stores: {
		playbook: 'Playbook',
		source: 'woher das Playbook kommt',
		undo: 'was „Rückgängig“ zurückbrächte',
		costs: 'Kosten von Produkten',
		deals: 'ein Deal, wie er zuletzt gelesen wurde',
		notes: 'Notizen und Freigaben eines Deals',
		stages: 'Phasen eines CRM',
		maps: 'was von einem CRM gezeigt wurde',
		pointed: 'wo ein Feld ist',
		uploads: 'ein begonnenes Einlesen',
		drafts: 'was getippt und nicht gespeichert wurde',
		settings: 'Ihre Einstellungen',
		layouts: 'wo die Seitenleiste steht',
		access: 'Zugang zu einem CRM',
		'cost-fields': 'wo ein CRM Kosten führt',
	},
	times: (store, count) => `${store} (${count})`,
	saveFile: 'Als Datei sichern',
	saveFailed: 'Die Datei ließ sich nicht erstellen.',
	openWorkspace: 'Arbeitsbereich öffnen',
	putAside: 'Beiseitelegen',
	putAsideOf: (store, key) => `Beiseitelegen: ${store}, ${key}`,
	aside: 'Beiseitegelegt. Es bleibt in der Datei dessen, was sich nicht lesen lässt.',
	notAside: 'Das ließ sich nicht beiseitelegen.',
	showRows: 'Einzeln zeigen',
	unknownNow: 'Unbekannt, denn was Dealside dafür gespeichert hat, lässt sich nicht lesen.',
	unknownSettings: 'Unbekannt, denn Ihre Einstellungen lassen sich nicht lesen: Sie sagen, was Sie sehen dürfen.',
};

/** Both languages. */
export const texts = { en, de };
