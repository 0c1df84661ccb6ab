import { de as storageDe, en as storageEn } from './storage.ts';

/** Why the background refused what was asked, in English. */
const en = {
	'not-allowed': 'This page may not do that.',
	'bad-message': 'That could not be understood, so nothing was changed. Reload this page and try again.',
	'storage-failed': 'This could not be saved. Try again.',
	'changed-elsewhere': 'Somebody else changed this a moment ago. Look at it again before you change it.',
	followed: 'This playbook is published elsewhere, so it is not changed here. See “Playbook file”.',
	...storageEn.causes,
};

/** The same words in German. */
const de: typeof en = {
	'not-allowed': 'Diese Seite darf das nicht.',
	'bad-message':
		'Das wurde nicht verstanden, nichts wurde geändert. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
	'storage-failed': 'Das konnte nicht gespeichert werden. Versuchen Sie es noch einmal.',
	'changed-elsewhere': 'Jemand anders hat das eben geändert. Sehen Sie es noch einmal an, bevor Sie es ändern.',
	followed: 'Dieses Playbook wird anderswo veröffentlicht und deshalb nicht hier geändert. Siehe „Playbook-Datei“.',
	...storageDe.causes,
};

/** Both languages. */
export const texts = { en, de };
