/** Words of the figures and habits a user keeps on this device, in English. */
const en = {
	team: 'Your team',
	teamHint: 'As your manager names it in rules. Empty when there are no teams.',
	title: 'Your figures of this period',
	hint: 'Stays on this device. Nobody else sees it.',
	why: 'With them the sidebar says what a price does to your pay and your average margin.',
	currency: 'Currency',
	revenue: 'Revenue won so far',
	grossMargin: 'Gross margin of it',
	quota: 'Quota, gross margin',
	quotaHint: 'Empty when there is none.',
	share: 'Your share, %',
	shareHint: 'For deals you share with others. Leave it empty if all of it is yours.',
	save: 'Save figures',
	saved: 'Your figures are saved on this device.',
	forget: 'Forget figures',
	forgotten: 'Your figures are forgotten.',
	buyerSafe: 'While a customer looks on',
	startSafe: 'Start with figures hidden',
	startSafeHint: 'When the browser starts, the sidebar shows no margin, cost, limit or pay until you switch it back.',
};

/** The same words in German. */
const de: typeof en = {
	team: 'Ihr Team',
	teamHint: 'Wie die Leitung es in Regeln nennt. Leer, wenn es keine Teams gibt.',
	title: 'Ihre Zahlen in diesem Zeitraum',
	hint: 'Bleibt auf diesem Gerät. Niemand sonst sieht es.',
	why: 'Damit sagt die Seitenleiste, was ein Preis mit Ihrer Vergütung und Ihrer Durchschnittsmarge macht.',
	currency: 'Währung',
	revenue: 'Bisher gewonnener Umsatz',
	grossMargin: 'Davon Rohertrag',
	quota: 'Quote, Rohertrag',
	quotaHint: 'Leer, wenn es keine gibt.',
	share: 'Ihr Anteil, %',
	shareHint: 'An Deals, die Sie teilen. Leer: alles.',
	save: 'Zahlen speichern',
	saved: 'Ihre Zahlen sind auf diesem Gerät gespeichert.',
	forget: 'Zahlen vergessen',
	forgotten: 'Ihre Zahlen sind vergessen.',
	buyerSafe: 'Wenn ein Kunde mitschaut',
	startSafe: 'Mit verborgenen Zahlen beginnen',
	startSafeHint:
		'Beim Start des Browsers zeigt die Seitenleiste weder Marge noch Kosten, Grenzen oder Vergütung, bis Sie zurückschalten.',
};

/** Both languages. */
export const texts = { en, de };
