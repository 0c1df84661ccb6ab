import type { AccessFault, AccessVerdict, AccessWay } from '../../core/model/access.ts';
import { texts as refusals } from './refusals.ts';

type Failed = Exclude<AccessVerdict['code'], 'works'>;

interface CrmWords {
	/** What the access is for, and why it is needed. */
	readonly why: string;
	readonly address: string;
	readonly addressHint: string;
	readonly steps: Partial<Readonly<Record<AccessWay, readonly [string, string]>>>;
	/** What one should know before; empty where there is nothing. */
	readonly caution: string;
}

/** Words of the section on access to CRMs, in English. */
export const en = {
	title: 'CRM access',
	lead: 'Most CRMs let Dealside read a deal with the session of their own page. These want more than that.',
	none: 'Not set up',
	unreadable: (place: string) =>
		`What is kept of the access to ${place} cannot be read, so it is not used. Set it up again; what is kept stays beside it.`,
	open: 'Set up',
	openNamed: (crm: string) => `Set up ${crm}`,
	close: 'Cancel',
	another: 'Set up another',
	way: 'How to let Dealside in',
	ways: {
		token: 'With a key',
		oauth: 'Sign in',
		session: 'Use my tab',
		'self-client': 'With a client of your own',
	} satisfies Record<AccessWay, string>,
	steps: 'Where to find it',
	redirect: 'Callback address for the app',
	copy: 'Copy',
	copied: 'Copied.',
	fields: {
		token: 'Key',
		clientId: 'Client id (consumer key)',
		clientSecret: 'Client secret',
		code: 'Code',
		server: 'Address of the API, where it differs',
	},
	keep: 'Keep on this device',
	keepHint:
		'Stored encrypted in this browser. Otherwise Dealside forgets it when you close the browser, and you set it up again.',
	asks: {
		token: (browser: string, host: string) => `${browser} will ask whether Dealside may call ${host}.`,
		oauth: (browser: string, host: string) =>
			`${browser} will ask whether Dealside may call ${host} and open a window to sign in.`,
		session: (browser: string, host: string) =>
			`${browser} will ask whether Dealside may read cookies, for ${host}. Dealside reads the one cookie that holds your session there each time it reads a deal, and stores it nowhere.`,
		'self-client': (browser: string, host: string) => `${browser} will ask whether Dealside may call ${host}.`,
	} satisfies Record<AccessWay, (browser: string, host: string) => string>,
	itsApi: 'its API',
	save: {
		token: 'Allow and save',
		oauth: 'Allow and sign in',
		session: 'Allow',
		'self-client': 'Allow and save',
	} satisfies Record<AccessWay, string>,
	saving: 'One moment…',
	refusedByBrowser: (browser: string) => `${browser} was told no; nothing changed.`,
	notAsked: (browser: string) => `${browser} cannot give what this way needs; nothing changed. Choose another way.`,
	faults: {
		missing: 'Fill this in.',
		spaces: 'This holds spaces or other signs that do not belong. Copy it again, and only it.',
		'no-address': 'This is not an address of this CRM. Copy it from a page of the CRM; it begins with https.',
	},
	setUpFaults: {
		'way-unknown': 'This CRM cannot be reached in this way. Choose another way.',
		'host-unknown': 'This is not an address of this CRM.',
		'host-refused': 'The browser does not let Dealside call this address. Try again and allow it.',
		'sign-in-closed': 'The window was closed before you were signed in. Nothing changed.',
		'sign-in-refused': 'The CRM did not accept this. Check what you entered and try again.',
		'client-unknown': 'The CRM does not know this client, or an administrator has to allow it first.',
		'other-place': 'You signed in to another firm’s CRM than the address above. Nothing was kept.',
		'sign-in-missing': 'This browser has no window to sign in with. Choose another way.',
		'crm-unreachable': 'The CRM does not answer. Check the address and try again.',
		...refusals.en,
	} satisfies Record<AccessFault | 'not-allowed' | 'bad-message' | 'storage-failed' | 'changed-elsewhere', string>,
	kept: 'kept on this device',
	forNow: 'until the browser closes',
	test: 'Test',
	testNamed: (place: string) => `Test ${place}`,
	testing: 'Trying…',
	remove: 'Remove',
	removeNamed: (place: string) => `Remove ${place}`,
	removed: (place: string) => `The access to ${place} was forgotten.`,
	works: 'Works.',
	worksAs: (who: string) => `Works: signed in as ${who}.`,
	verdicts: {
		'api-unreachable': 'The CRM does not answer. Try again in a moment.',
		'signed-out': 'The CRM does not accept this access any more. Remove it and set it up again.',
		'not-allowed': 'The CRM knows who asks, but does not let this access read deals. Give it the rights named above.',
		'not-found': 'There is no such API at this address. Check the address.',
		'token-missing':
			'The browser does not let Dealside call this address any more. Remove the access and set it up again.',
		'access-unreadable': 'What is kept of this access cannot be read. Set it up again.',
		'rate-limited': 'The CRM asks to wait a little. Try again later.',
		'server-failed': 'The CRM has a problem of its own right now.',
		'not-json': 'A page came in place of data, mostly one to sign in. Check the address.',
		'api-changed': 'The CRM answered something unknown.',
	} satisfies Record<Failed, string>,
	noSession:
		'No session could be used. Sign in to Salesforce in a tab and test again. If you are signed in, your firm keeps sessions from extensions: sign in here instead.',
	crms: {
		salesforce: {
			why: 'Dealside reads opportunities, quotes and their lines. Salesforce answers that on another address than its pages, and asks who is calling.',
			address: 'Address of your Salesforce',
			addressHint: 'From the address bar: https://your-firm.lightning.force.com',
			steps: {
				oauth: [
					'An administrator makes an app under Setup → External Client App Manager: OAuth on, the callback address below, the scopes api and refresh_token, PKCE required, no secret required.',
					'Copy the app’s consumer key into the field below.',
				],
				session: ['Sign in to Salesforce in a tab of this browser.', 'Press “Allow” below.'],
			},
			caution: '',
		},
		hubspot: {
			why: 'Dealside reads deals, quotes and their line items. HubSpot answers that on another address than its pages, to a key alone.',
			address: '',
			addressHint: '',
			steps: {
				token: [
					'In HubSpot: Settings → Integrations → Private apps → Create. Tick the scopes crm.objects.deals.read, crm.objects.line_items.read, crm.objects.quotes.read and crm.schemas.deals.read, and for the customer’s and the owner’s names crm.objects.companies.read and crm.objects.owners.read, nothing more.',
					'Open “Auth” in the app, copy the access token and paste it below.',
				],
			},
			caution: 'This key reads for the whole HubSpot account, not for you alone. Ask your administrator first.',
		},
		pipedrive: {
			why: 'Dealside reads deals, their products and costs. Pipedrive answers that to your personal key.',
			address: 'Address of your Pipedrive',
			addressHint: 'From the address bar: https://your-firm.pipedrive.com',
			steps: {
				token: [
					'In Pipedrive: your picture at the top right → Personal preferences → API.',
					'Copy your personal API token and paste it below.',
				],
			},
			caution: 'This key can do all that you can. Dealside only reads with it.',
		},
		zoho: {
			why: 'Dealside reads deals, quotes and products. Zoho answers that on another address than its pages, to a client you make yourself.',
			address: 'Address of your Zoho CRM',
			addressHint: 'From the address bar, such as https://crm.zoho.eu',
			steps: {
				'self-client': [
					'Open the API console of your data centre, such as api-console.zoho.eu, and choose “Self Client”. Under “Generate Code” enter the scope ZohoCRM.modules.READ,ZohoCRM.settings.READ,ZohoCRM.org.READ,ZohoCRM.users.READ,ZohoCRM.coql.READ.',
					'Copy the code here at once, for it lasts a few minutes; client id and secret are under “Client Secret”.',
				],
			},
			caution: '',
		},
		twenty: {
			why: 'Dealside reads opportunities and your own objects for lines. Twenty answers that to a key.',
			address: 'Address of your Twenty',
			addressHint: 'From the address bar: https://your-firm.twenty.com or your own',
			steps: {
				token: ['In Twenty: Settings → APIs & Webhooks → Create API key.', 'Copy the key and paste it below.'],
			},
			caution: '',
		},
		frappe: {
			why: 'Only needed where the session of the page does not suffice: Dealside reads deals, quotations and items.',
			address: 'Address of your Frappe or ERPNext',
			addressHint: 'From the address bar: https://erp.your-firm.com',
			steps: {
				token: [
					'In Frappe: your user → Settings → API Access → Generate Keys.',
					'Paste both below as one, with a colon between them: key:secret',
				],
			},
			caution: '',
		},
	} satisfies Record<string, CrmWords>,
	cost: {
		title: 'Where is cost?',
		hint: 'Say it where your firm keeps the unit cost somewhere of its own. Reload the CRM’s page afterwards.',
		place: (crm: string) => `Cost in ${crm}`,
		places: {
			usual: 'Where the CRM usually has it',
			'line-field': 'A field of the line',
			'product-field': 'A field of the product',
			'cost-book': 'The CRM’s cost book',
			list: 'Only in Dealside’s cost list',
		},
		name: (crm: string) => `Name of the field in ${crm}`,
		nameHint: (example: string) => `As the API calls it, such as ${example}`,
		faults: {
			missing: 'Enter the field’s name; until then nothing changes.',
			spaces: 'A field’s name has letters, digits and underscores only.',
		},
		tryIt: 'Try on the open deal',
		tryNamed: (crm: string) => `Try the cost in ${crm} on the open deal`,
		stop: 'Close',
		stopNamed: (crm: string) => `Close the try in ${crm}`,
		tryTitle: (crm: string) => `Costs of the deal open in ${crm}`,
		trying: 'Reading the open deal …',
		waiting: 'Enter the field’s name to see what it holds.',
		found: (count: number, all: number) =>
			all === 1 && count === 1
				? 'The only line has its cost here.'
				: count === all
					? `All ${all} lines have their cost here.`
					: `${count} of ${all} lines have their cost here.`,
		fieldMissing: 'This CRM has no such field with numbers, or does not show it to you.',
		noLines: 'The deal has no lines.',
		linesUnknown: 'The lines of this deal cannot be read.',
		columns: { product: 'Product', quantity: 'Quantity', cost: 'Unit cost', margin: 'Margin' },
		none: 'no cost found here',
		unreadable:
			'Where your CRMs keep costs was said, and what is kept of it cannot be read. Until then no cost is used there. At the top of this page it can be saved as a file and put aside; then choose anew.',
		fromList: 'from Dealside’s list',
		unknown: {
			'cost-unknown': 'no cost found here',
			'cost-denied': 'not shown to you by the CRM',
			'cost-unreadable': 'kept here and cannot be read',
			'cost-unit': 'in another unit',
			'cost-currency': 'in another currency, without a rate',
			'cost-period': 'for another period than the price',
			'cost-zero': '0, not said to be free',
		},
		tryFaults: {
			'no-deal': (crm: string) => `No deal is open in ${crm}. Open one in another tab, then come back.`,
			'no-answer': 'The page with the deal does not answer. Reload it, then try again.',
		},
	},
};

/** The same in German. */
export const de: typeof en = {
	title: 'Zugang zum CRM',
	lead: 'Die meisten CRMs lassen Dealside einen Deal mit der Sitzung ihrer eigenen Seite lesen. Diese wollen mehr.',
	none: 'Nicht eingerichtet',
	unreadable: (place) =>
		`Was vom Zugang zu ${place} gespeichert ist, lässt sich nicht lesen und wird nicht benutzt. Richten Sie ihn neu ein; das Gespeicherte bleibt daneben erhalten.`,
	open: 'Einrichten',
	openNamed: (crm) => `${crm} einrichten`,
	close: 'Abbrechen',
	another: 'Weiteren einrichten',
	way: 'Wie Dealside hineinkommt',
	ways: {
		token: 'Mit einem Schlüssel',
		oauth: 'Anmelden',
		session: 'Meinen Tab nutzen',
		'self-client': 'Mit einem eigenen Client',
	},
	steps: 'Wo Sie es finden',
	redirect: 'Callback-Adresse für die App',
	copy: 'Kopieren',
	copied: 'Kopiert.',
	fields: {
		token: 'Schlüssel',
		clientId: 'Client-ID (Consumer Key)',
		clientSecret: 'Client-Secret',
		code: 'Code',
		server: 'Adresse der API, falls sie abweicht',
	},
	keep: 'Auf diesem Gerät aufbewahren',
	keepHint:
		'Verschlüsselt in diesem Browser gespeichert. Sonst vergisst Dealside den Zugang, wenn Sie den Browser schließen, und Sie richten ihn neu ein.',
	asks: {
		token: (browser, host) => `${browser} fragt, ob Dealside ${host} aufrufen darf.`,
		oauth: (browser, host) => `${browser} fragt, ob Dealside ${host} aufrufen und ein Anmeldefenster öffnen darf.`,
		session: (browser, host) =>
			`${browser} fragt, ob Dealside Cookies lesen darf, für ${host}. Dealside liest dort bei jedem Lesen eines Deals das eine Cookie mit Ihrer Sitzung und speichert es nirgends.`,
		'self-client': (browser, host) => `${browser} fragt, ob Dealside ${host} aufrufen darf.`,
	},
	itsApi: 'seine API',
	save: {
		token: 'Erlauben und speichern',
		oauth: 'Erlauben und anmelden',
		session: 'Erlauben',
		'self-client': 'Erlauben und speichern',
	},
	saving: 'Einen Moment …',
	refusedByBrowser: (browser) => `${browser} hat ein Nein bekommen; es wurde nichts geändert.`,
	notAsked: (browser) =>
		`${browser} kann nicht geben, was dieser Weg braucht; es wurde nichts geändert. Wählen Sie einen anderen.`,
	faults: {
		missing: 'Bitte ausfüllen.',
		spaces:
			'Hier sind Leerzeichen oder andere Zeichen, die nicht dazugehören. Kopieren Sie es noch einmal, und nur das.',
		'no-address':
			'Das ist keine Adresse dieses CRMs. Kopieren Sie sie von einer Seite des CRMs; sie beginnt mit https.',
	},
	setUpFaults: {
		'way-unknown': 'Dieses CRM ist auf diesem Weg nicht zu erreichen. Wählen Sie einen anderen Weg.',
		'host-unknown': 'Das ist keine Adresse dieses CRMs.',
		'host-refused':
			'Der Browser lässt Dealside diese Adresse nicht aufrufen. Versuchen Sie es noch einmal und erlauben Sie es.',
		'sign-in-closed': 'Das Fenster wurde geschlossen, bevor Sie angemeldet waren. Es wurde nichts geändert.',
		'sign-in-refused': 'Das CRM hat das nicht angenommen. Prüfen Sie die Angaben und versuchen Sie es noch einmal.',
		'client-unknown': 'Das CRM kennt diesen Client nicht, oder die Administration muss ihn erst freigeben.',
		'other-place':
			'Sie haben sich bei einer anderen Firma angemeldet als unter der Adresse oben. Es wurde nichts behalten.',
		'sign-in-missing': 'Dieser Browser hat kein Anmeldefenster. Wählen Sie einen anderen Weg.',
		'crm-unreachable': 'Das CRM antwortet nicht. Prüfen Sie die Adresse und versuchen Sie es noch einmal.',
		...refusals.de,
	},
	kept: 'auf diesem Gerät aufbewahrt',
	forNow: 'bis der Browser schließt',
	test: 'Testen',
	testNamed: (place) => `${place} testen`,
	testing: 'Wird versucht …',
	remove: 'Entfernen',
	removeNamed: (place) => `${place} entfernen`,
	removed: (place) => `Der Zugang zu ${place} ist vergessen.`,
	works: 'Funktioniert.',
	worksAs: (who) => `Funktioniert: angemeldet als ${who}.`,
	verdicts: {
		'api-unreachable': 'Das CRM antwortet nicht. Versuchen Sie es gleich noch einmal.',
		'signed-out': 'Das CRM nimmt diesen Zugang nicht mehr an. Entfernen Sie ihn und richten Sie ihn neu ein.',
		'not-allowed':
			'Das CRM weiß, wer fragt, lässt diesen Zugang aber keine Deals lesen. Geben Sie ihm die oben genannten Rechte.',
		'not-found': 'Unter dieser Adresse gibt es keine solche API. Prüfen Sie die Adresse.',
		'token-missing':
			'Der Browser lässt Dealside diese Adresse nicht mehr aufrufen. Entfernen Sie den Zugang und richten Sie ihn neu ein.',
		'access-unreadable': 'Was von diesem Zugang gespeichert ist, lässt sich nicht lesen. Richten Sie ihn neu ein.',
		'rate-limited': 'Das CRM bittet um etwas Geduld. Versuchen Sie es später noch einmal.',
		'server-failed': 'Im CRM selbst ist gerade etwas gestört.',
		'not-json': 'Statt Daten kam eine Seite, meist eine zum Anmelden. Prüfen Sie die Adresse.',
		'api-changed': 'Das CRM hat etwas Unbekanntes geantwortet.',
	},
	noSession:
		'Es ließ sich keine Sitzung nutzen. Melden Sie sich in einem Tab bei Salesforce an und testen Sie noch einmal. Sind Sie angemeldet, dann hält Ihre Firma Sitzungen von Erweiterungen fern: Melden Sie sich stattdessen hier an.',
	crms: {
		salesforce: {
			why: 'Dealside liest Opportunities, Angebote und ihre Zeilen. Salesforce antwortet darauf unter einer anderen Adresse als seinen Seiten und fragt, wer anruft.',
			address: 'Adresse Ihres Salesforce',
			addressHint: 'Aus der Adresszeile: https://ihre-firma.lightning.force.com',
			steps: {
				oauth: [
					'Die Administration legt unter Setup → External Client App Manager eine App an: OAuth an, die Callback-Adresse unten, die Scopes api und refresh_token, PKCE verlangt, kein Secret verlangt.',
					'Kopieren Sie den Consumer Key der App in das Feld unten.',
				],
				session: ['Melden Sie sich in einem Tab dieses Browsers bei Salesforce an.', 'Drücken Sie unten „Erlauben“.'],
			},
			caution: '',
		},
		hubspot: {
			why: 'Dealside liest Deals, Angebote und ihre Zeilen. HubSpot antwortet darauf unter einer anderen Adresse als seinen Seiten und nur auf einen Schlüssel.',
			address: '',
			addressHint: '',
			steps: {
				token: [
					'In HubSpot: Einstellungen → Integrationen → Private Apps → Erstellen. Haken Sie die Scopes crm.objects.deals.read, crm.objects.line_items.read, crm.objects.quotes.read und crm.schemas.deals.read an, dazu für die Namen von Kunde und Zuständigen crm.objects.companies.read und crm.objects.owners.read, sonst nichts.',
					'Öffnen Sie in der App „Auth“, kopieren Sie das Zugriffstoken und fügen Sie es unten ein.',
				],
			},
			caution:
				'Dieser Schlüssel liest für das ganze HubSpot-Konto, nicht nur für Sie. Fragen Sie erst Ihre Administration.',
		},
		pipedrive: {
			why: 'Dealside liest Deals, ihre Produkte und Kosten. Pipedrive antwortet darauf auf Ihren persönlichen Schlüssel.',
			address: 'Adresse Ihres Pipedrive',
			addressHint: 'Aus der Adresszeile: https://ihre-firma.pipedrive.com',
			steps: {
				token: [
					'In Pipedrive: Ihr Bild oben rechts → Persönliche Einstellungen → API.',
					'Kopieren Sie Ihr persönliches API-Token und fügen Sie es unten ein.',
				],
			},
			caution: 'Dieser Schlüssel kann alles, was Sie können. Dealside liest damit nur.',
		},
		zoho: {
			why: 'Dealside liest Deals, Angebote und Produkte. Zoho antwortet darauf unter einer anderen Adresse als seinen Seiten, einem Client, den Sie selbst anlegen.',
			address: 'Adresse Ihres Zoho CRM',
			addressHint: 'Aus der Adresszeile, etwa https://crm.zoho.eu',
			steps: {
				'self-client': [
					'Öffnen Sie die API-Konsole Ihres Rechenzentrums, etwa api-console.zoho.eu, und wählen Sie „Self Client“. Geben Sie unter „Generate Code“ den Scope ZohoCRM.modules.READ,ZohoCRM.settings.READ,ZohoCRM.org.READ,ZohoCRM.users.READ,ZohoCRM.coql.READ ein.',
					'Kopieren Sie den Code gleich hierher, denn er gilt nur wenige Minuten; Client-ID und Secret stehen unter „Client Secret“.',
				],
			},
			caution: '',
		},
		twenty: {
			why: 'Dealside liest Opportunities und Ihre eigenen Objekte für Zeilen. Twenty antwortet darauf auf einen Schlüssel.',
			address: 'Adresse Ihres Twenty',
			addressHint: 'Aus der Adresszeile: https://ihre-firma.twenty.com oder Ihre eigene',
			steps: {
				token: [
					'In Twenty: Einstellungen → APIs & Webhooks → API-Schlüssel erstellen.',
					'Kopieren Sie den Schlüssel und fügen Sie ihn unten ein.',
				],
			},
			caution: '',
		},
		frappe: {
			why: 'Nur nötig, wo die Sitzung der Seite nicht reicht: Dealside liest Deals, Angebote und Artikel.',
			address: 'Adresse Ihres Frappe oder ERPNext',
			addressHint: 'Aus der Adresszeile: https://erp.ihre-firma.de',
			steps: {
				token: [
					'In Frappe: Ihr Benutzer → Einstellungen → API-Zugriff → Schlüssel erzeugen.',
					'Fügen Sie unten beide als eines ein, mit einem Doppelpunkt dazwischen: key:secret',
				],
			},
			caution: '',
		},
	},
	cost: {
		title: 'Wo stehen die Kosten?',
		hint: 'Sagen Sie es, wo Ihre Firma die Stückkosten an eigener Stelle führt. Laden Sie danach die Seite des CRMs neu.',
		place: (crm) => `Kosten in ${crm}`,
		places: {
			usual: 'Wo das CRM sie üblicherweise hat',
			'line-field': 'Ein Feld der Zeile',
			'product-field': 'Ein Feld des Produkts',
			'cost-book': 'Das Kostenbuch des CRMs',
			list: 'Nur in der Kostenliste von Dealside',
		},
		name: (crm) => `Name des Feldes in ${crm}`,
		nameHint: (example) => `Wie die API es nennt, etwa ${example}`,
		faults: {
			missing: 'Geben Sie den Namen des Feldes ein; bis dahin ändert sich nichts.',
			spaces: 'Der Name eines Feldes hat nur Buchstaben, Ziffern und Unterstriche.',
		},
		tryIt: 'Am offenen Deal probieren',
		tryNamed: (crm) => `Kosten in ${crm} am offenen Deal probieren`,
		stop: 'Schließen',
		stopNamed: (crm) => `Probe in ${crm} schließen`,
		tryTitle: (crm) => `Kosten des in ${crm} offenen Deals`,
		trying: 'Der offene Deal wird gelesen …',
		waiting: 'Geben Sie den Namen des Feldes ein, um zu sehen, was darin steht.',
		found: (count, all) =>
			all === 1 && count === 1
				? 'Die einzige Zeile hat hier ihre Kosten.'
				: count === all
					? `Alle ${all} Zeilen haben hier ihre Kosten.`
					: `${count} von ${all} Zeilen haben hier ihre Kosten.`,
		fieldMissing: 'Dieses CRM hat kein solches Feld mit Zahlen oder zeigt es Ihnen nicht.',
		noLines: 'Der Deal hat keine Zeilen.',
		linesUnknown: 'Die Zeilen dieses Deals sind nicht lesbar.',
		columns: { product: 'Produkt', quantity: 'Menge', cost: 'Stückkosten', margin: 'Marge' },
		none: 'hier keine Kosten gefunden',
		unreadable:
			'Wo Ihre CRMs Kosten führen, wurde gesagt, aber das Gespeicherte lässt sich nicht lesen. Bis dahin zählen dort keine Kosten. Oben auf dieser Seite lässt es sich als Datei sichern und beiseitelegen; wählen Sie dann neu.',
		fromList: 'aus der Liste von Dealside',
		unknown: {
			'cost-unknown': 'hier keine Kosten gefunden',
			'cost-denied': 'zeigt das CRM Ihnen nicht',
			'cost-unreadable': 'hier gespeichert, aber nicht lesbar',
			'cost-unit': 'in einer anderen Einheit',
			'cost-currency': 'in einer anderen Währung, ohne Kurs',
			'cost-period': 'für einen anderen Zeitraum als der Preis',
			'cost-zero': '0, nicht als kostenlos bestätigt',
		},
		tryFaults: {
			'no-deal': (crm) => `In ${crm} ist kein Deal offen. Öffnen Sie einen in einem anderen Tab und kommen Sie zurück.`,
			'no-answer': 'Die Seite mit dem Deal antwortet nicht. Laden Sie sie neu und versuchen Sie es noch einmal.',
		},
	},
};

/** Both languages. */
export const texts = { en, de };
