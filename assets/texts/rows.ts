/** Words of the lists one edits in the workspace, in English. */
const en = {
	up: (name: string) => `Move ${name} up`,
	down: (name: string) => `Move ${name} down`,
	moved: (name: string, place: string, count: string) => `“${name}” is now ${place} of ${count}.`,
	removed: 'Removed.',
};

/** The same words in German. */
const de: typeof en = {
	up: (name) => `${name} nach oben`,
	down: (name) => `${name} nach unten`,
	moved: (name, place, count) => `„${name}“ ist jetzt ${place} von ${count}.`,
	removed: 'Entfernt.',
};

/** Both languages. */
export const texts = { en, de };
