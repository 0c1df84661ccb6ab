const words = {
	en: {
		deals: 'Deals',
		quotes: 'Quotes',
		accounts: 'Accounts',
		language: 'Language',
		server: 'Server',
		deal: 'Deal',
		account: 'Account',
		stage: 'Stage',
		amount: 'Amount',
		probability: 'Probability %',
		closeDate: 'Close date',
		owner: 'Owner',
		quote: 'Quote',
		product: 'Product',
		quantity: 'Quantity',
		listPrice: 'List price',
		discount: 'Discount %',
		unitPrice: 'Unit price',
		total: 'Total',
		edit: 'Edit',
		save: 'Save',
		cancel: 'Cancel',
		ok: 'OK',
		revert: 'Discard changes',
		addLine: 'Add a line',
		remove: 'Remove',
		round: 'Round up to 5 %',
		leave: 'Leave without saving?',
		leaveNow: 'Leave',
		stay: 'Stay',
		untaxed: 'Total without tax',
		unitCost: 'Unit cost',
		tax: 'Tax',
		failed: 'The server does not answer.',
		none: 'works',
		industry: 'Industry',
		country: 'Country',
		state: 'State',
		newLine: 'New line',
		accountsText: 'This page holds no deal.',
		stages: {
			understand: 'Understand',
			qualify: 'Qualify',
			propose: 'Propose',
			negotiate: 'Negotiate',
			close: 'Close',
			won: 'Won',
			lost: 'Lost',
		},
		states: { draft: 'Draft', sent: 'Sent', accepted: 'Accepted', rejected: 'Rejected' },
	},
	de: {
		deals: 'Deals',
		quotes: 'Angebote',
		accounts: 'Firmen',
		language: 'Sprache',
		server: 'Server',
		deal: 'Deal',
		account: 'Firma',
		stage: 'Phase',
		amount: 'Betrag',
		probability: 'Wahrscheinlichkeit %',
		closeDate: 'Abschluss',
		owner: 'Zuständig',
		quote: 'Angebot',
		product: 'Produkt',
		quantity: 'Menge',
		listPrice: 'Listenpreis',
		discount: 'Rabatt %',
		unitPrice: 'Stückpreis',
		total: 'Summe',
		edit: 'Bearbeiten',
		save: 'Speichern',
		cancel: 'Abbrechen',
		ok: 'OK',
		revert: 'Änderungen verwerfen',
		addLine: 'Zeile hinzufügen',
		remove: 'Entfernen',
		round: 'Auf 5 % aufrunden',
		leave: 'Ohne Speichern verlassen?',
		leaveNow: 'Verlassen',
		stay: 'Bleiben',
		untaxed: 'Summe ohne Steuer',
		unitCost: 'Stückkosten',
		tax: 'Steuer',
		failed: 'Der Server antwortet nicht.',
		none: 'läuft',
		industry: 'Branche',
		country: 'Land',
		state: 'Status',
		newLine: 'Neue Zeile',
		accountsText: 'Auf dieser Seite steht kein Deal.',
		stages: {
			understand: 'Verstehen',
			qualify: 'Qualifizieren',
			propose: 'Anbieten',
			negotiate: 'Verhandeln',
			close: 'Abschließen',
			won: 'Gewonnen',
			lost: 'Verloren',
		},
		states: { draft: 'Entwurf', sent: 'Gesendet', accepted: 'Angenommen', rejected: 'Abgelehnt' },
	},
};

/** How this copy of the CRM is laid out: firms change theirs, and vendors do. `usual` is what the adapter knows. */
export const layout = document.documentElement.dataset.layout ?? 'usual';
export const isForeign = layout.startsWith('foreign');

export let language = localStorage.getItem('fjordline.language') === 'de' ? 'de' : 'en';
document.documentElement.lang = language;

export function chooseLanguage(next) {
	language = next;
	localStorage.setItem('fjordline.language', next);
	location.reload();
}

export const word = (name) => words[language][name] ?? name;

/** "12.400,00" in German, "12,400.00" in English; as few digits as the number needs when `digits` is absent. */
export function shown(value, digits) {
	if (value === null || value === '' || Number.isNaN(Number(value))) return '';
	const options =
		digits === undefined
			? { maximumFractionDigits: 4 }
			: { minimumFractionDigits: digits, maximumFractionDigits: digits };
	return new Intl.NumberFormat(language, options).format(Number(value));
}

/** What the user typed as a number; NaN for anything else. */
export function typed(text) {
	const plain = language === 'de' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
	return plain.trim() === '' ? Number.NaN : Number(plain);
}

/** An element with attributes and children; text is always text. */
export function make(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		// A foreign CRM names nothing in its markup.
		if (isForeign && name.startsWith('data-')) continue;
		if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
		else if (value === true) element.setAttribute(name, '');
		else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
	}
	element.append(...children);
	return element;
}

export async function call(path, options) {
	const response = await fetch(`/api/${path}`, options);
	if (!response.ok) throw new Error(String(response.status));
	return response.json();
}
