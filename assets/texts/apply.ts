/** Words for writing a discount into the CRM's own field, in English. */
const en = {
	apply: (percent: string) => `Apply ${percent}`,
	writing: 'Writing it into the CRM…',
	takingBack: 'Taking it back…',
	waiting: 'Waiting for the CRM…',
	done: (percent: string, line: string) =>
		`${percent} is in the discount field of ${line}. It counts once you save in the CRM.`,
	failures: {
		'line-not-found': 'This line was not found on the page.',
		'row-not-shown': 'The page does not show this line. Bring it into view and try again.',
		'column-hidden': 'The page shows no field for the discount.',
		'not-editable': 'The CRM does not let this line be edited now.',
		busy: 'Something else is being edited in the CRM. Finish that first.',
		'too-slow': 'The CRM did not answer in time. Look at the field before you try again.',
		'not-taken': 'The CRM did not take the discount. Copy the number and type it in.',
		'changed-since': 'The field was changed in the meantime, so it was left alone.',
		'record-changed': 'The page moved to another record before this was done.',
	},
	readsInstead: (text: string) => `The field says “${text}” instead. Copy the number and type it in.`,
};

/** The same words in German. */
const de: typeof en = {
	apply: (percent) => `${percent} eintragen`,
	writing: 'Wird ins CRM eingetragen …',
	takingBack: 'Wird zurückgenommen …',
	waiting: 'Das CRM lässt auf sich warten …',
	done: (percent, line) => `${percent} stehen im Rabattfeld von ${line}. Es gilt, sobald Sie im CRM speichern.`,
	failures: {
		'line-not-found': 'Diese Zeile war auf der Seite nicht zu finden.',
		'row-not-shown':
			'Die Seite zeigt diese Zeile nicht. Holen Sie sie in die Ansicht und versuchen Sie es noch einmal.',
		'column-hidden': 'Die Seite zeigt kein Feld für den Rabatt.',
		'not-editable': 'Das CRM lässt diese Zeile gerade nicht bearbeiten.',
		busy: 'Im CRM wird gerade etwas anderes bearbeitet. Schließen Sie das zuerst ab.',
		'too-slow': 'Das CRM hat nicht rechtzeitig geantwortet. Sehen Sie das Feld an, bevor Sie es noch einmal versuchen.',
		'not-taken': 'Das CRM hat den Rabatt nicht angenommen. Kopieren Sie die Zahl und tippen Sie sie ein.',
		'changed-since': 'Das Feld wurde inzwischen geändert und blieb darum, wie es ist.',
		'record-changed': 'Die Seite zeigte einen anderen Datensatz, bevor das fertig war.',
	},
	readsInstead: (text) => `Im Feld steht stattdessen „${text}“. Kopieren Sie die Zahl und tippen Sie sie ein.`,
};

/** Both languages. */
export const texts = { en, de };
