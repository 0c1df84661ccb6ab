/** How the address that a playbook is followed from is doing, in English. */
const en = {
	faults: {
		offline:
			'The address did not answer, or leads on to another host that Dealside may not read. Check your network and the address.',
		'host-refused': 'The browser does not let Dealside read this host. Allow it once.',
		'signed-out': 'The server wants you to sign in. Sign in there in this browser, and read it with your sign-in.',
		'not-found': 'There is nothing at this address any more. Ask whoever publishes the playbook.',
		busy: 'The server cannot answer now.',
		'web-page': 'A web page came in place of a playbook. It may ask you to sign in, or the address is of a preview.',
		'too-large': 'The file is larger than 64 MB, so it is not read.',
		'file-refused': 'The file there is not a playbook that can be used.',
		unsigned: 'The file there is not signed, and only signed ones are taken.',
		'signature-wrong':
			'The file there was not signed by your publisher, or was changed since. Tell them; it is not taken.',
		'signature-unknown': 'This browser cannot check signatures. Chromium can from version 137 on.',
		older: 'The file there is older than your playbook. Somebody put it back; it is not taken.',
		'from-future': 'The file there says that it was published in the future. The publisher’s clock may be wrong.',
	},
	read: (host: string, age: string) => `Playbook from ${host}, read ${age}.`,
	neverRead: (host: string) => `Playbook from ${host}, not read yet.`,
};

/** The same words in German. */
const de: typeof en = {
	faults: {
		offline:
			'Die Adresse hat nicht geantwortet, oder sie führt zu einem anderen Server, den Dealside nicht lesen darf. Prüfen Sie Netz und Adresse.',
		'host-refused': 'Der Browser lässt Dealside diesen Server nicht lesen. Erlauben Sie es einmal.',
		'signed-out':
			'Der Server verlangt eine Anmeldung. Melden Sie sich dort in diesem Browser an und lesen Sie mit Ihrer Anmeldung.',
		'not-found': 'Unter dieser Adresse ist nichts mehr. Fragen Sie, wer das Playbook veröffentlicht.',
		busy: 'Der Server kann gerade nicht antworten.',
		'web-page':
			'Statt eines Playbooks kam eine Webseite. Vielleicht verlangt sie eine Anmeldung, oder die Adresse führt zu einer Vorschau.',
		'too-large': 'Die Datei ist größer als 64 MB und wird nicht gelesen.',
		'file-refused': 'Die Datei dort ist kein Playbook, das sich verwenden lässt.',
		unsigned: 'Die Datei dort ist nicht signiert, und nur signierte werden übernommen.',
		'signature-wrong':
			'Die Datei dort hat nicht Ihr Herausgeber signiert, oder sie wurde seither geändert. Sagen Sie es ihm; sie wird nicht übernommen.',
		'signature-unknown': 'Dieser Browser kann Signaturen nicht prüfen. Chromium kann es ab Version 137.',
		older: 'Die Datei dort ist älter als Ihr Playbook. Jemand hat sie zurückgelegt; sie wird nicht übernommen.',
		'from-future':
			'Die Datei dort wurde angeblich in der Zukunft veröffentlicht. Vielleicht geht die Uhr des Herausgebers falsch.',
	},
	read: (host, age) => `Playbook von ${host}, gelesen ${age}.`,
	neverRead: (host) => `Playbook von ${host}, noch nicht gelesen.`,
};

/** Both languages. */
export const texts = { en, de };
