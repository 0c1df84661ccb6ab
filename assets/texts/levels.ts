/** The built-in playbook's names of who must agree, as they are shown in English. */
const en: Readonly<Record<string, string>> = {
	'Sales manager': 'Sales manager',
	'Head of sales': 'Head of sales',
	'Managing director': 'Managing director',
};

/** The same names in German. */
const de: typeof en = {
	'Sales manager': 'Vertriebsleitung',
	'Head of sales': 'Gesamtvertriebsleitung',
	'Managing director': 'Geschäftsführung',
};

export const texts = { en, de };
