import { texts as states } from './source-state.ts';

/** Words of the playbook that is published and followed, in English. */
const en = {
	followTitle: 'Follow a published playbook',
	followHint:
		'Somebody in your firm publishes the playbook at an address. Dealside reads it every few minutes, and what changes there counts here.',
	address: 'Address',
	addressHint: 'Paste the whole address as you were given it.',
	signIn: 'Read it with my sign-in at that host',
	signInHint: 'For addresses that open only after you sign in. Sign in there in this browser first.',
	look: 'Look at it',
	looking: 'Reading the address…',
	foundTitle: 'What is at this address',
	publishedBy: (by: string, when: string) => `Published by ${by}, ${when}.`,
	publishedByNobody: 'The file does not say who published it.',
	note: (text: string) => `“${text}”`,
	signatures: {
		right: 'It is signed with the key in the address. A file from anybody else will be refused.',
		none: 'It is not signed: whoever can write at this address can change your playbook.',
		unasked: 'It is signed, but the address holds no key to check it with. Ask for the whole address.',
	},
	follow: 'Follow',
	followed: (host: string) => `Dealside follows ${host} now.`,
	following: 'Putting it in force…',

	title: 'Followed playbook',
	hint: 'It is published elsewhere and read every few minutes. Nobody changes it in this browser.',
	from: 'Address',
	withKey: 'Only files signed with the publisher’s key are taken.',
	withoutKey: 'Files are not checked for a signature.',
	setByAdministrator: 'Your administrator chose this address.',
	readAgo: (age: string) => `Last read ${age}.`,
	neverRead: 'Not read yet.',
	checkNow: 'Read now',
	checking: 'Reading…',
	allow: (host: string) => `Allow Dealside to read ${host}`,
	stop: 'Stop following…',
	stopTitle: 'Stop following?',
	stopText: 'From then on the playbook is this browser’s own, and you can change it here.',
	stopKeep: 'Keep this playbook',
	stopBack: 'Put back what was here before',
	stopped: 'Dealside follows no address any more.',
	newsTitle: 'What came so far',
	newsParts: (parts: string) => `Changed: ${parts}.`,
	newsNothing: 'Nothing differs from before.',
	attachments: 'Pieces of each stage',
	stays: 'The playbook stays as it is.',
	nextRead: (when: string) => `Dealside tries again at ${when}.`,

	bannerTitle: (host: string) => `This playbook is published at ${host}.`,
	bannerBy: (by: string, host: string) => `This playbook is published by ${by} at ${host}.`,
	banner: 'It is changed there, not in this browser.',
	bannerLink: 'See where it comes from',

	faults: states.en.faults,
	typedFaults: {
		'address-missing': 'Paste the address that you were given.',
		'address-unreadable': 'This is not a web address. Copy it again.',
		'address-not-https': 'Only addresses that begin with https:// are followed.',
		'address-login': 'Leave out the user name and password.',
		'key-unreadable': 'The key behind the address is not whole. Copy the whole address again.',
	},
	changed: 'Something new was published a moment ago. Look at it again.',
	problemsTitle: 'What is wrong with the file',

	publishTitle: 'Publish for your team',
	publishOpen: 'Publish…',
	publishHint:
		'Save the file where your team can read it by an https address, always under the same name. Their browsers follow it.',
	by: 'Your name',
	byMissing: 'Say who publishes it.',
	news: 'What is new',
	newsHint: 'One sentence that your team reads.',
	publish: 'Save the file to publish',
	publishSigned: 'The file is signed. Put it at your address, in place of the one before.',
	publishUnsigned: 'The file is not signed. Put it at your address, in place of the one before.',
	leftOut: (count: number, shown: string) =>
		count === 1
			? 'One product has no price in it, because no deal read so far tells its family.'
			: `${shown} products have no price in it, because no deal read so far tells their family.`,
	team: 'Address for your team',
	teamHint: 'Type where the file is. What you copy holds your key, so that your team takes files from you alone.',
	copy: 'Copy for the team',
	copied: 'Copied. Send it to your team.',
	copyFailed: 'The browser did not let it be copied. Select the text and copy it yourself.',

	keyTitle: 'Your key',
	keyHint:
		'With a key you sign what you publish, and nobody else can change your team’s playbook, not even who runs the server.',
	keyMake: 'Make a key',
	keyMade: 'The key is kept in this browser. Its file was saved: keep it in a safe place.',
	keyImpossible: 'This browser makes no such keys. Chromium does from version 137 on.',
	keyTake: 'Bring a key back from its file',
	keyTaken: 'The key is kept in this browser.',
	keyHere: (short: string) => `This browser signs with the key ${short}…`,
	keyForget: 'Forget the key',
	keyForgotten: 'The key is not in this browser any more. Its file brings it back.',
	keyForgetText: 'Without its file nobody can sign in your name again, and your team needs a new address.',
	dropHere: 'or drop it here',
};

/** The same words in German. */
const de: typeof en = {
	followTitle: 'Einem veröffentlichten Playbook folgen',
	followHint:
		'Jemand in Ihrer Firma veröffentlicht das Playbook unter einer Adresse. Dealside liest sie alle paar Minuten, und was sich dort ändert, gilt hier.',
	address: 'Adresse',
	addressHint: 'Fügen Sie die ganze Adresse ein, wie Sie sie bekommen haben.',
	signIn: 'Mit meiner Anmeldung dort lesen',
	signInHint:
		'Für Adressen, die sich nur nach einer Anmeldung öffnen. Melden Sie sich dort zuerst in diesem Browser an.',
	look: 'Ansehen',
	looking: 'Die Adresse wird gelesen…',
	foundTitle: 'Was unter dieser Adresse ist',
	publishedBy: (by, when) => `Veröffentlicht von ${by}, ${when}.`,
	publishedByNobody: 'Die Datei sagt nicht, wer sie veröffentlicht hat.',
	note: (text) => `„${text}“`,
	signatures: {
		right: 'Sie ist mit dem Schlüssel in der Adresse signiert. Eine Datei von jemand anderem wird abgelehnt.',
		none: 'Sie ist nicht signiert: Wer unter dieser Adresse schreiben kann, kann Ihr Playbook ändern.',
		unasked:
			'Sie ist signiert, aber die Adresse enthält keinen Schlüssel, um das zu prüfen. Lassen Sie sich die ganze Adresse geben.',
	},
	follow: 'Folgen',
	followed: (host) => `Dealside folgt jetzt ${host}.`,
	following: 'Wird in Kraft gesetzt…',

	title: 'Veröffentlichtes Playbook',
	hint: 'Es wird anderswo veröffentlicht und alle paar Minuten gelesen. In diesem Browser ändert es niemand.',
	from: 'Adresse',
	withKey: 'Nur Dateien, die mit dem Schlüssel des Herausgebers signiert sind, werden übernommen.',
	withoutKey: 'Dateien werden nicht auf eine Signatur geprüft.',
	setByAdministrator: 'Ihre Administration hat diese Adresse festgelegt.',
	readAgo: (age) => `Zuletzt gelesen ${age}.`,
	neverRead: 'Noch nicht gelesen.',
	checkNow: 'Jetzt lesen',
	checking: 'Wird gelesen…',
	allow: (host) => `Dealside ${host} lesen lassen`,
	stop: 'Nicht mehr folgen…',
	stopTitle: 'Nicht mehr folgen?',
	stopText: 'Danach gehört das Playbook diesem Browser, und Sie können es hier ändern.',
	stopKeep: 'Dieses Playbook behalten',
	stopBack: 'Zurückholen, was vorher hier war',
	stopped: 'Dealside folgt keiner Adresse mehr.',
	newsTitle: 'Was bisher kam',
	newsParts: (parts) => `Geändert: ${parts}.`,
	newsNothing: 'Nichts ist anders als vorher.',
	attachments: 'Unterlagen je Phase',
	stays: 'Das Playbook bleibt, wie es ist.',
	nextRead: (when) => `Dealside versucht es um ${when} noch einmal.`,

	bannerTitle: (host) => `Dieses Playbook wird unter ${host} veröffentlicht.`,
	bannerBy: (by, host) => `Dieses Playbook veröffentlicht ${by} unter ${host}.`,
	banner: 'Es wird dort geändert, nicht in diesem Browser.',
	bannerLink: 'Ansehen, woher es kommt',

	faults: states.de.faults,
	typedFaults: {
		'address-missing': 'Fügen Sie die Adresse ein, die Sie bekommen haben.',
		'address-unreadable': 'Das ist keine Webadresse. Kopieren Sie sie noch einmal.',
		'address-not-https': 'Dealside folgt nur Adressen, die mit https:// beginnen.',
		'address-login': 'Lassen Sie Benutzername und Passwort weg.',
		'key-unreadable':
			'Der Schlüssel hinter der Adresse ist nicht vollständig. Kopieren Sie die ganze Adresse noch einmal.',
	},
	changed: 'Eben wurde etwas Neues veröffentlicht. Sehen Sie es noch einmal an.',
	problemsTitle: 'Was an der Datei nicht stimmt',

	publishTitle: 'Für das Team veröffentlichen',
	publishOpen: 'Veröffentlichen…',
	publishHint:
		'Speichern Sie die Datei dort, wo Ihr Team sie unter einer https-Adresse lesen kann, immer unter demselben Namen. Die Browser im Team folgen ihr.',
	by: 'Ihr Name',
	byMissing: 'Sagen Sie, wer es veröffentlicht.',
	news: 'Was neu ist',
	newsHint: 'Ein Satz, den Ihr Team liest.',
	publish: 'Datei zum Veröffentlichen speichern',
	publishSigned: 'Die Datei ist signiert. Legen Sie sie unter Ihrer Adresse ab, an Stelle der vorigen.',
	publishUnsigned: 'Die Datei ist nicht signiert. Legen Sie sie unter Ihrer Adresse ab, an Stelle der vorigen.',
	leftOut: (count, shown) =>
		count === 1
			? 'Ein Produkt hat darin keinen Preis, weil kein gelesener Deal seine Familie nennt.'
			: `${shown} Produkte haben darin keinen Preis, weil kein gelesener Deal ihre Familie nennt.`,
	team: 'Adresse für das Team',
	teamHint:
		'Geben Sie an, wo die Datei ist. Was Sie kopieren, enthält Ihren Schlüssel, damit Ihr Team nur Dateien von Ihnen übernimmt.',
	copy: 'Für das Team kopieren',
	copied: 'Kopiert. Schicken Sie es Ihrem Team.',
	copyFailed: 'Der Browser ließ das Kopieren nicht zu. Markieren Sie den Text und kopieren Sie ihn selbst.',

	keyTitle: 'Ihr Schlüssel',
	keyHint:
		'Mit einem Schlüssel signieren Sie, was Sie veröffentlichen, und niemand sonst kann das Playbook Ihres Teams ändern, auch nicht, wer den Server betreibt.',
	keyMake: 'Schlüssel erzeugen',
	keyMade: 'Der Schlüssel ist in diesem Browser. Seine Datei wurde gespeichert: Heben Sie sie sicher auf.',
	keyImpossible: 'Dieser Browser erzeugt keine solchen Schlüssel. Chromium kann es ab Version 137.',
	keyTake: 'Schlüssel aus seiner Datei zurückholen',
	keyTaken: 'Der Schlüssel ist in diesem Browser.',
	keyHere: (short) => `Dieser Browser signiert mit dem Schlüssel ${short}…`,
	keyForget: 'Schlüssel vergessen',
	keyForgotten: 'Der Schlüssel ist nicht mehr in diesem Browser. Seine Datei bringt ihn zurück.',
	keyForgetText: 'Ohne seine Datei kann niemand mehr in Ihrem Namen signieren, und Ihr Team braucht eine neue Adresse.',
	dropHere: 'oder hier ablegen',
};

/** Both languages. */
export const texts = { en, de };
