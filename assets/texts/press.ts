/** Why a press in the sidebar did not count, and what to do, in English. */
const en = {
	early: 'Press again.',
	uncovered: 'Something lay over Dealside, which is on top again now. Press again.',
	covered: 'Something lies over this button, so the press did not count. Clear the view and press again.',
	faded: 'The page fades or crops Dealside, so the press did not count.',
	moved: 'The page moved Dealside just now, so the press did not count. Press again.',
	small: 'The page shows Dealside too small to be read, so the press did not count.',
	partly: 'The button is not wholly in view. Scroll to it and press again.',
	silent: 'The page does not answer, so the press did not count. Press again in a moment.',
};

/** The same words in German. */
const de: typeof en = {
	early: 'Drücken Sie noch einmal.',
	uncovered: 'Etwas lag über Dealside, das jetzt wieder obenauf ist. Drücken Sie noch einmal.',
	covered:
		'Etwas liegt über diesem Knopf, darum zählte der Druck nicht. Machen Sie die Sicht frei und drücken Sie noch einmal.',
	faded: 'Die Seite blendet oder schneidet Dealside ab, darum zählte der Druck nicht.',
	moved: 'Die Seite hat Dealside eben verschoben, darum zählte der Druck nicht. Drücken Sie noch einmal.',
	small: 'Die Seite zeigt Dealside zu klein zum Lesen, darum zählte der Druck nicht.',
	partly: 'Der Knopf ist nicht ganz zu sehen. Scrollen Sie hin und drücken Sie noch einmal.',
	silent: 'Die Seite antwortet nicht, darum zählte der Druck nicht. Drücken Sie gleich noch einmal.',
};

/** Both languages. */
export const texts = { en, de };
