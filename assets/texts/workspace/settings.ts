/** Words of the workspace: settings, in English. */
const en = {
	title: 'Settings',
	lead: 'For you, on this browser.',
	you: 'You',
	name: 'Your name',
	nameHint: 'Shown beside criteria you tick and reasons you give.',
	role: 'Your role',
	rep: 'Rep',
	marketer: 'Marketer',
	manager: 'Manager',
	appearance: 'Appearance',
	sites: 'Sites',
	sitesHint:
		'Dealside runs on these sites and on no other. It reads the deal in front of you there and sends it nowhere.',
	siteAddress: 'Site address',
	siteAddressHint: 'For a CRM your firm hosts itself, such as https://crm.firm.example.',
	addSite: 'Add site',
	siteAdded: (site: string) => `Dealside now runs on ${site}. Reload pages of it that are open.`,
	siteRefused: (browser: string) => `${browser} was told no; nothing changed.`,
	siteKnown: (site: string) => `Dealside runs on ${site} already.`,
	siteFailed: 'The browser could not be asked. Check the address and try again.',
	knownSites: (count: number, shown: string) =>
		count === 1 ? 'One address Dealside knows from the start' : `${shown} addresses Dealside knows from the start`,
	addedByYou: 'added by you',
	removeSite: (site: string) => `Remove ${site}`,
	siteRemoved: (site: string) => `Dealside no longer runs on ${site}.`,
	noSites: 'No site yet. Add the address of your CRM, or open it and choose Dealside in the toolbar.',
	insecure: 'Not encrypted (http): others on the network can read what this CRM sends.',
	dataTitle: 'Where data stays',
	data: 'Playbook, costs and deals that were read stay in this browser. Nothing is sent to us or to anyone else.',
};

/** The same words in German. */
const de: typeof en = {
	title: 'Einstellungen',
	lead: 'Für Sie, in diesem Browser.',
	you: 'Sie',
	name: 'Ihr Name',
	nameHint: 'Steht bei Kriterien, die Sie abhaken, und bei Gründen, die Sie nennen.',
	role: 'Ihre Rolle',
	rep: 'Vertrieb',
	marketer: 'Marketing',
	manager: 'Leitung',
	appearance: 'Darstellung',
	sites: 'Seiten',
	sitesHint:
		'Dealside läuft auf diesen Seiten und auf keiner anderen. Es liest dort den Deal vor Ihnen und sendet ihn nirgendwohin.',
	siteAddress: 'Adresse der Seite',
	siteAddressHint: 'Für ein CRM, das Ihre Firma selbst betreibt, etwa https://crm.firma.example.',
	addSite: 'Seite hinzufügen',
	siteAdded: (site) => `Dealside läuft jetzt auf ${site}. Laden Sie offene Seiten davon neu.`,
	siteRefused: (browser) => `${browser} bekam ein Nein; nichts wurde geändert.`,
	siteKnown: (site) => `Dealside läuft schon auf ${site}.`,
	siteFailed: 'Der Browser konnte nicht gefragt werden. Prüfen Sie die Adresse und versuchen Sie es noch einmal.',
	knownSites: (count, shown) =>
		count === 1
			? 'Eine Adresse, die Dealside von Anfang an kennt'
			: `${shown} Adressen, die Dealside von Anfang an kennt`,
	addedByYou: 'von Ihnen hinzugefügt',
	removeSite: (site) => `${site} entfernen`,
	siteRemoved: (site) => `Dealside läuft nicht mehr auf ${site}.`,
	noSites:
		'Noch keine Seite. Fügen Sie die Adresse Ihres CRM hinzu, oder öffnen Sie es und wählen Sie Dealside in der Symbolleiste.',
	insecure: 'Nicht verschlüsselt (http): andere im Netz können lesen, was dieses CRM sendet.',
	dataTitle: 'Wo Daten bleiben',
	data: 'Playbook, Kosten und gelesene Deals bleiben in diesem Browser. Nichts geht an uns oder an andere.',
};

/** Both languages. */
export const texts = { en, de };
