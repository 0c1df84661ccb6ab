/** What the content script itself says on a CRM page; everything else is said in the frame. */
const en = {
	reload: 'Dealside was updated. Reload this page to use the new version; save your work in the CRM first.',
	reloadButton: 'Reload this page',
};

const de: typeof en = {
	reload:
		'Dealside wurde aktualisiert. Laden Sie diese Seite neu, um die neue Version zu nutzen; speichern Sie vorher im CRM.',
	reloadButton: 'Seite neu laden',
};

/** Both languages. */
export const texts = { en, de };
