/** Words about forms that are being filled: kept drafts, and changes made in two windows, in English. */
const en = {
	keptAt: (moment: string) => `Typed on ${moment} and kept, not saved yet.`,
	notKept: 'This browser has no room to keep what you type. Save it, or copy it, before you close this page.',
	strays: (count: number, shown: string) =>
		count === 1
			? 'One form that was typed and not saved comes from another version of Dealside and cannot be shown here.'
			: `${shown} forms that were typed and not saved come from another version of Dealside and cannot be shown here.`,
	strayFile: 'Save as a file',
	strayForget: 'Forget it',
	dropped: 'Changes discarded.',
	joined: 'Your choice is in the form. Save to put it in force.',
	clashTitle: (count: number, shown: string) =>
		count === 1
			? 'Somebody else changed the same field. Choose which version stays.'
			: `Somebody else changed the same ${shown} fields. Choose which version stays.`,
	clashHint: 'What only one of you changed is kept from both. Nothing is saved before you press Save.',
	yours: 'Yours',
	theirs: 'Theirs',
	allYours: 'Choose all of yours',
	allTheirs: 'Choose all of theirs',
	take: 'Use this choice',
	clashLeft: 'Choose a version above before you save.',
	removedRow: 'removed',
	empty: 'empty',
	yes: 'Yes',
	no: 'No',
	text: 'Text',
	/** What one row of a list is called, before its name. */
	rows: {
		stages: 'Stage',
		crmStages: 'CRM stage',
		reasonCodes: 'Reason',
		levels: 'Level',
		rules: 'Rule',
		bands: 'Band',
		trades: 'Trade',
		rates: 'Exchange rate',
		fits: 'Condition',
	},
};

/** The same words in German. */
const de: typeof en = {
	keptAt: (moment) => `Am ${moment} getippt und aufgehoben, noch nicht gespeichert.`,
	notKept:
		'Dieser Browser hat keinen Platz, um Getipptes aufzuheben. Speichern oder kopieren Sie es, bevor Sie diese Seite schließen.',
	strays: (count, shown) =>
		count === 1
			? 'Ein getipptes, nicht gespeichertes Formular stammt aus einer anderen Version von Dealside und lässt sich hier nicht zeigen.'
			: `${shown} getippte, nicht gespeicherte Formulare stammen aus einer anderen Version von Dealside und lassen sich hier nicht zeigen.`,
	strayFile: 'Als Datei sichern',
	strayForget: 'Vergessen',
	dropped: 'Änderungen verworfen.',
	joined: 'Ihre Wahl ist im Formular. Mit dem Speichern gilt sie.',
	clashTitle: (count, shown) =>
		count === 1
			? 'Jemand anders hat dasselbe Feld geändert. Wählen Sie, welche Fassung bleibt.'
			: `Jemand anders hat dieselben ${shown} Felder geändert. Wählen Sie, welche Fassung bleibt.`,
	clashHint:
		'Was nur eine Seite geändert hat, bleibt von beiden. Gespeichert wird nichts, bevor Sie auf Speichern drücken.',
	yours: 'Ihre',
	theirs: 'Die andere',
	allYours: 'Überall Ihre wählen',
	allTheirs: 'Überall die andere wählen',
	take: 'Diese Wahl übernehmen',
	clashLeft: 'Wählen Sie oben eine Fassung, bevor Sie speichern.',
	removedRow: 'entfernt',
	empty: 'leer',
	yes: 'Ja',
	no: 'Nein',
	text: 'Text',
	rows: {
		stages: 'Phase',
		crmStages: 'CRM-Phase',
		reasonCodes: 'Grund',
		levels: 'Stufe',
		rules: 'Regel',
		bands: 'Stufe',
		trades: 'Tausch',
		rates: 'Wechselkurs',
		fits: 'Bedingung',
	},
};

/** Both languages. */
export const texts = { en, de };
