import type { AccessFault, AccessVerdict, AccessWay } from '../../core/model/access.ts';
import { texts as cost } from './access/cost.ts';
import { texts as crms } from './access/crms.ts';
import { texts as refusals } from './refusals.ts';

type Failed = Exclude<AccessVerdict['code'], 'works'>;

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
	anotherNamed: (crm: string) => `Set up another ${crm}`,
	otherCrms: (count: string) => `Other CRMs (${count})`,
	noCrmSeen: 'No CRM has been seen in this browser yet. Open a deal in your CRM once, with Dealside beside it.',
	noneWants: 'The CRMs that you use here want nothing more.',
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
	crms: crms.en,
	cost: cost.en,
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
	anotherNamed: (crm) => `Weiteren einrichten: ${crm}`,
	otherCrms: (count) => `Andere CRMs (${count})`,
	noCrmSeen:
		'In diesem Browser wurde noch kein CRM gesehen. Öffnen Sie einmal einen Deal in Ihrem CRM, mit Dealside daneben.',
	noneWants: 'Die CRMs, die Sie hier benutzen, brauchen nicht mehr.',
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
	crms: crms.de,
	cost: cost.de,
};

/** Both languages. */
export const texts = { en, de };
