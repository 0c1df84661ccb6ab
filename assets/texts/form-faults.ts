/** What is wrong with one field of a form and what to do, in English. `example` is a number as the user writes it. */
const en = {
	missing: 'Fill this in.',
	'text-too-long': 'This is longer than 200 characters. Shorten it.',
	'percent-missing': 'Write a percent, such as 25.',
	'percent-unreadable': (example: string) => `This is not a number here. Write it like ${example}.`,
	'percent-negative': 'This is not below zero.',
	'percent-over-hundred': 'This stays under 100 %.',
	'number-missing': 'Write a number.',
	'number-unreadable': (example: string) => `This is not a number here. Write it like ${example}.`,
	'number-negative': 'This is not below zero.',
	'number-zero': 'This is more than zero.',
	'whole-unreadable': 'Write a whole number from 0 to 100,000.',
	'currency-unreadable': 'A currency is three letters, such as EUR.',
	'day-unreadable': 'Choose a day from the calendar.',
	'days-reversed': 'The last day is before the first.',
	'floor-over-target': 'The floor is above the target. Lower the floor or raise the target.',
	'floor-is-target': 'Floor and target are the same. Raise the target.',
	'named-twice': 'This is in the list already.',
	'segment-incomplete': 'Give a field and at least one value, or remove the row.',
	'level-missing': 'Say who is asked.',
	'bands-missing': 'Add at least one band.',
	'bands-not-from-zero': 'The first band begins at 0.',
	'bands-not-rising': 'This band begins above the one before.',
	'same-currency': 'This is the same currency on both sides.',
	'share-over-hundred': 'This is 100 % at most.',
	title: (count: number, shown: string) =>
		count === 1 ? 'Not saved: one field to put right.' : `Not saved: ${shown} fields to put right.`,
};

/** The same words in German. */
const de: typeof en = {
	missing: 'Füllen Sie das aus.',
	'text-too-long': 'Das ist länger als 200 Zeichen. Kürzen Sie es.',
	'percent-missing': 'Schreiben Sie Prozent, etwa 25.',
	'percent-unreadable': (example) => `Das ist hier keine Zahl. Schreiben Sie sie wie ${example}.`,
	'percent-negative': 'Das liegt nicht unter null.',
	'percent-over-hundred': 'Das bleibt unter 100 %.',
	'number-missing': 'Schreiben Sie eine Zahl.',
	'number-unreadable': (example) => `Das ist hier keine Zahl. Schreiben Sie sie wie ${example}.`,
	'number-negative': 'Das liegt nicht unter null.',
	'number-zero': 'Das ist mehr als null.',
	'whole-unreadable': 'Schreiben Sie eine ganze Zahl von 0 bis 100.000.',
	'currency-unreadable': 'Eine Währung hat drei Buchstaben, etwa EUR.',
	'day-unreadable': 'Wählen Sie einen Tag aus dem Kalender.',
	'days-reversed': 'Der letzte Tag liegt vor dem ersten.',
	'floor-over-target': 'Die Untergrenze liegt über dem Ziel. Senken Sie sie oder heben Sie das Ziel.',
	'floor-is-target': 'Untergrenze und Ziel sind gleich. Heben Sie das Ziel.',
	'named-twice': 'Das steht schon in der Liste.',
	'segment-incomplete': 'Geben Sie ein Feld und mindestens einen Wert an, oder entfernen Sie die Zeile.',
	'level-missing': 'Sagen Sie, wer gefragt wird.',
	'bands-missing': 'Fügen Sie mindestens eine Stufe hinzu.',
	'bands-not-from-zero': 'Die erste Stufe beginnt bei 0.',
	'bands-not-rising': 'Diese Stufe beginnt über der davor.',
	'same-currency': 'Auf beiden Seiten steht dieselbe Währung.',
	'share-over-hundred': 'Das sind höchstens 100 %.',
	title: (count, shown) =>
		count === 1 ? 'Nicht gespeichert: ein Feld ist zu klären.' : `Nicht gespeichert: ${shown} Felder sind zu klären.`,
};

/** Both languages. */
export const texts = { en, de };
