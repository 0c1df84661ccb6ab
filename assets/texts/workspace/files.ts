/** Words of the workspace: files, in English. */
const en = {
	title: 'Playbook file',
	lead: 'Process, collateral and policy as one file, to share with the team or to keep.',
	import: 'Import',
	importHint:
		'The whole file is checked first, and you see what it replaces. Parts it leaves out stay. You can undo it.',
	choose: 'Choose playbook file',
	dropHere: 'or drop it here',
	export: 'Export',
	exportHint: 'Costs are often confidential: choose by who will read the file.',
	exportAs: 'Product costs in the file',
	costs: {
		without: 'Without costs',
		with: 'With costs',
		'for-reps': 'For reps: prices instead of costs',
	},
	costsHints: {
		without: 'Whoever imports it keeps the costs they have.',
		with: 'For people who may see what products cost.',
		'for-reps': 'Round prices that keep floor and target. The file holds no cost and no limit.',
	},
	download: 'Download playbook',
	sample: 'Sample',
	sampleHint: 'A five-stage sales process with collateral, limits and a pay plan, to try things out.',
	loadSample: 'Load the sample playbook',
	sampleLoaded: 'The sample playbook replaced yours.',
	imported: (stages: string, pieces: string, costs: string | null) =>
		costs === null
			? `Imported: ${stages} stages, ${pieces} pieces. Costs stayed as they were.`
			: `Imported: ${stages} stages, ${pieces} pieces, ${costs} costs.`,
	mapsCame: (count: number, shown: string) =>
		count === 0
			? 'What the file shows of CRMs was here already.'
			: count === 1
				? 'It shows Dealside 1 CRM or field.'
				: `It shows Dealside ${shown} CRMs and fields.`,
	previewTitle: 'What the file would do',
	previewReplaces: 'Replaced by the file',
	previewKeeps: 'Stays: the file leaves it out',
	previewMaps: (count: number, shown: string) =>
		count === 1 ? 'Adds what it shows of 1 CRM or field.' : `Adds what it shows of ${shown} CRMs and fields.`,
	previewImport: 'Import',
	replaces: (part: string, count: string | null, here: string | null) =>
		count === null ? part : here === null ? `${part}: ${count}` : `${part}: ${count} in place of ${here}`,
	keeps: (part: string, count: string | null) => (count === null ? part : `${part}: ${count}`),
	parts: {
		process: 'Stages of the process',
		collateral: 'Pieces of collateral',
		limits: 'Limits by family',
		rules: 'Rules',
		visibility: 'What each role sees',
		floorFor: 'How reps see floors',
		reasonCodes: 'Reasons to choose from',
		quarterEnd: 'Quarter end',
		recurringBasis: 'Basis of recurring lines',
		approvals: 'Rules of approval',
		payPlan: 'Pay plan',
		trades: 'Trades',
		offInvoice: 'What leaves the price after the invoice',
		rates: 'Exchange rates',
		priceGuides: 'Price guides',
		costs: 'Product costs',
	},
	undoImport: 'Undo last import',
	importUndone: 'The playbook is as it was before.',
	nothingToUndo: 'There is no import to undo.',
	refused: (count: number, shown: string) =>
		count === 1
			? 'Nothing was changed: one problem in the file.'
			: `Nothing was changed: ${shown} problems in the file.`,
	refusedMany: (shown: string) => `Nothing was changed: ${shown} problems in the file, or more.`,
	tooLarge: 'This file is too large for a playbook. Choose the file that Dealside exported.',
	unreadable: 'The file could not be read. It may have been moved; choose it again.',
	here: (stages: string, pieces: string, costs: string) =>
		`Here now: ${stages} stages, ${pieces} pieces, ${costs} costs.`,
};

/** The same words in German. */
const de: typeof en = {
	title: 'Playbook-Datei',
	lead: 'Prozess, Unterlagen und Vorgaben als eine Datei, zum Teilen mit dem Team oder zum Aufheben.',
	import: 'Einlesen',
	importHint:
		'Zuerst wird die ganze Datei geprüft, und Sie sehen, was sie ersetzt. Teile, die sie auslässt, bleiben. Sie können es rückgängig machen.',
	choose: 'Playbook-Datei wählen',
	dropHere: 'oder hier ablegen',
	export: 'Ausgeben',
	exportHint: 'Kosten sind oft vertraulich: wählen Sie danach, wer die Datei liest.',
	exportAs: 'Produktkosten in der Datei',
	costs: {
		without: 'Ohne Kosten',
		with: 'Mit Kosten',
		'for-reps': 'Für den Vertrieb: Preise statt Kosten',
	},
	costsHints: {
		without: 'Wer sie einliest, behält seine Kosten.',
		with: 'Für Leute, die sehen dürfen, was Produkte kosten.',
		'for-reps': 'Runde Preise, die Untergrenze und Ziel halten. Die Datei enthält weder Kosten noch Grenzen.',
	},
	download: 'Playbook herunterladen',
	sample: 'Beispiel',
	sampleHint: 'Ein Verkaufsprozess in fünf Phasen mit Unterlagen, Grenzen und Vergütung, zum Ausprobieren.',
	loadSample: 'Beispiel-Playbook laden',
	sampleLoaded: 'Das Beispiel hat Ihr Playbook ersetzt.',
	imported: (stages, pieces, costs) =>
		costs === null
			? `Eingelesen: ${stages} Phasen, ${pieces} Unterlagen. Die Kosten blieben, wie sie waren.`
			: `Eingelesen: ${stages} Phasen, ${pieces} Unterlagen, ${costs} Kostensätze.`,
	mapsCame: (count, shown) =>
		count === 0
			? 'Was die Datei von CRMs zeigt, war schon da.'
			: count === 1
				? 'Sie zeigt Dealside 1 CRM oder Feld.'
				: `Sie zeigt Dealside ${shown} CRMs und Felder.`,
	previewTitle: 'Was die Datei ändern würde',
	previewReplaces: 'Ersetzt die Datei',
	previewKeeps: 'Bleibt, weil die Datei es auslässt',
	previewMaps: (count, shown) =>
		count === 1
			? 'Ergänzt, was sie von 1 CRM oder Feld zeigt.'
			: `Ergänzt, was sie von ${shown} CRMs und Feldern zeigt.`,
	previewImport: 'Einlesen',
	replaces: (part, count, here) =>
		count === null ? part : here === null ? `${part}: ${count}` : `${part}: ${count} statt ${here}`,
	keeps: (part, count) => (count === null ? part : `${part}: ${count}`),
	parts: {
		process: 'Phasen des Prozesses',
		collateral: 'Unterlagen',
		limits: 'Grenzen je Familie',
		rules: 'Regeln',
		visibility: 'Was jede Rolle sieht',
		floorFor: 'Wie der Vertrieb Untergrenzen sieht',
		reasonCodes: 'Gründe zur Auswahl',
		quarterEnd: 'Quartalsende',
		recurringBasis: 'Basis wiederkehrender Positionen',
		approvals: 'Regeln für Freigaben',
		payPlan: 'Vergütung',
		trades: 'Gegenleistungen',
		offInvoice: 'Was nach der Rechnung vom Preis abgeht',
		rates: 'Wechselkurse',
		priceGuides: 'Richtpreise',
		costs: 'Produktkosten',
	},
	undoImport: 'Letztes Einlesen rückgängig machen',
	importUndone: 'Das Playbook ist wieder, wie es war.',
	nothingToUndo: 'Es gibt nichts rückgängig zu machen.',
	refused: (count, shown) =>
		count === 1
			? 'Nichts wurde geändert: ein Fehler in der Datei.'
			: `Nichts wurde geändert: ${shown} Fehler in der Datei.`,
	refusedMany: (shown) => `Nichts wurde geändert: ${shown} Probleme in der Datei, oder mehr.`,
	tooLarge: 'Diese Datei ist zu groß für ein Playbook. Wählen Sie die Datei, die Dealside ausgegeben hat.',
	unreadable: 'Die Datei konnte nicht gelesen werden. Vielleicht wurde sie verschoben; wählen Sie sie noch einmal.',
	here: (stages, pieces, costs) => `Jetzt hier: ${stages} Phasen, ${pieces} Unterlagen, ${costs} Kostensätze.`,
};

/** Both languages. */
export const texts = { en, de };
