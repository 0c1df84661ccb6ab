/** Words of the order of pieces on a stage and its preview, in English. */
const en = {
	title: 'What reps see',
	hint: 'The order of the pieces on a stage, and the sidebar on a deal they all fit. Proof still comes first while a discount is typed.',
	show: 'Show order and preview',
	hide: 'Hide',
	stage: 'Stage',
	order: (stage: string) => `Order in ${stage}`,
	none: 'No piece is ticked for this stage yet.',
	preview: 'Sidebar, as an example',
	notKept: 'Only an example: nothing is marked here.',
};

/** The same words in German. */
const de: typeof en = {
	title: 'Was der Vertrieb sieht',
	hint: 'Die Reihenfolge der Unterlagen einer Phase, und die Seitenleiste bei einem Deal, zu dem alle passen. Während ein Rabatt getippt wird, kommen Belege trotzdem zuerst.',
	show: 'Reihenfolge und Vorschau zeigen',
	hide: 'Ausblenden',
	stage: 'Phase',
	order: (stage) => `Reihenfolge in ${stage}`,
	none: 'Für diese Phase ist noch keine Unterlage angehakt.',
	preview: 'Seitenleiste, als Beispiel',
	notKept: 'Nur ein Beispiel: hier wird nichts vermerkt.',
};

/** Both languages. */
export const texts = { en, de };
