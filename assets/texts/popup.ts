/** Words of the popup, in English. */
const en = {
	reading: 'Looking at this tab…',
	runs: (site: string) => `Dealside runs on ${site}.`,
	runsHelp: 'The sidebar opens by itself on a deal or a quotation. If it is not there, this page shows no deal.',
	runsReload: 'If this page was open before the site was added, reload it once.',
	dealOpen: (crm: string) => `A deal is open in ${crm}; the sidebar is beside it.`,
	noDeal: (crm: string) => `${crm} is open, but no deal or quotation is in front. Open one and the sidebar appears.`,
	expelled: 'This page does not let Dealside stay: it takes the sidebar away each time. Reload it to try once more.',
	unknownCrm: 'Dealside does not know this CRM yet. Open a deal or quotation in it and show once where the fields are.',
	point: 'Show where the fields are',
	pointAgain: 'Point again',
	pointHelp: 'Something is read wrongly, or is not found any more? Show it again.',
	notPointed: 'Nothing can be shown on this page. Reload it and try again.',
	notHere: (site: string) => `Dealside does not run on ${site}.`,
	notHereHelp: 'Is this your CRM? The browser will ask you once, for this site alone.',
	withheld: (browser: string, site: string) => `${browser} does not let Dealside read ${site}.`,
	withheldHelp: (browser: string) =>
		`Dealside knows this CRM but has no access to it. ${browser} will ask you once, for this CRM alone.`,
	noSite: 'This page shows no deal.',
	noSiteHelp: 'Dealside works on web pages of a CRM. Open a deal there and choose Dealside again.',
	use: 'Use Dealside on this site',
	granted: (site: string) => `Dealside now runs on ${site}. Reload the page with your deal.`,
	refused: (browser: string) => `${browser} was told no; nothing changed.`,
	failed: 'The browser could not be asked. Try again.',
	open: 'Open workspace',
	insecure: 'This address is not encrypted (http).',
};

/** The same words in German. */
const de: typeof en = {
	reading: 'Dieser Tab wird angesehen…',
	runs: (site) => `Dealside läuft auf ${site}.`,
	runsHelp:
		'Die Seitenleiste öffnet sich von selbst bei einem Deal oder Angebot. Ist sie nicht da, zeigt diese Seite keinen Deal.',
	runsReload: 'War die Seite schon offen, bevor sie hinzugefügt wurde, laden Sie sie einmal neu.',
	dealOpen: (crm) => `In ${crm} ist ein Deal offen; die Seitenleiste steht daneben.`,
	noDeal: (crm) => `${crm} ist offen, aber kein Deal oder Angebot. Öffnen Sie eines, dann erscheint die Seitenleiste.`,
	expelled:
		'Diese Seite lässt Dealside nicht bleiben: Sie nimmt die Seitenleiste jedes Mal weg. Laden Sie sie neu, um es noch einmal zu versuchen.',
	unknownCrm:
		'Dealside kennt dieses CRM noch nicht. Öffnen Sie darin einen Deal oder ein Angebot und zeigen Sie einmal, wo die Felder sind.',
	point: 'Zeigen, wo die Felder sind',
	pointAgain: 'Neu zeigen',
	pointHelp: 'Etwas wird falsch gelesen oder nicht mehr gefunden? Zeigen Sie es noch einmal.',
	notPointed: 'Auf dieser Seite lässt sich nichts zeigen. Laden Sie sie neu und versuchen Sie es noch einmal.',
	notHere: (site) => `Dealside läuft nicht auf ${site}.`,
	notHereHelp: 'Ist das Ihr CRM? Der Browser fragt Sie einmal, nur für diese Seite.',
	withheld: (browser, site) => `${browser} lässt Dealside ${site} nicht lesen.`,
	withheldHelp: (browser) =>
		`Dealside kennt dieses CRM, hat aber keinen Zugriff. ${browser} fragt Sie einmal, nur für dieses CRM.`,
	noSite: 'Diese Seite zeigt keinen Deal.',
	noSiteHelp:
		'Dealside arbeitet auf Webseiten eines CRM. Öffnen Sie dort einen Deal und wählen Sie Dealside noch einmal.',
	use: 'Dealside auf dieser Seite verwenden',
	granted: (site) => `Dealside läuft jetzt auf ${site}. Laden Sie die Seite mit Ihrem Deal neu.`,
	refused: (browser) => `${browser} bekam ein Nein; nichts wurde geändert.`,
	failed: 'Der Browser konnte nicht gefragt werden. Versuchen Sie es noch einmal.',
	open: 'Arbeitsbereich öffnen',
	insecure: 'Diese Adresse ist nicht verschlüsselt (http).',
};

/** Both languages. */
export const texts = { en, de };
