/** Whether a discount can pay, and what it does to the rep's own pay, in English. */
const en = {
	odds: 'Win odds needed',
	volume: 'Break-even volume',
	pay: 'My pay',
	oddsFrom: (now: string) => `To pay off, the odds must rise from ${now} to`,
	oddsMost: (now: string) => `To pay off, the odds must rise from ${now} to at most`,
	never: 'can never pay',
	neverWhy: 'At these prices the deal earns nothing, whatever the odds.',
	overSure: (needed: string) =>
		`It would take ${needed}: even a sure win earns less than the deal does now on average.`,
	range: (low: string, high: string) => `${low} to ${high} if those odds are ten points off.`,
	oddsUnknown: 'Win odds needed to pay off:',
	noOdds: 'No probability was read for this deal.',
	orVolume: 'Or the customer buys more:',
	volumeMore: (percent: string) => `+${percent}`,
	gives: (money: string, percent: string) => `I give up ${money}, ${percent} of it.`,
	gains: (money: string) => `I gain ${money}.`,
	same: 'Unchanged by this edit.',
	unknown: 'unknown',
	payUnknown: 'It follows margin, and not every cost is known.',
	private: 'Only you see this. It stays on this device.',
};

/** The same words in German. */
const de: typeof en = {
	odds: 'Nötige Abschlusschance',
	volume: 'Nötige Mehrmenge',
	pay: 'Mein Verdienst',
	oddsFrom: (now) => `Damit es sich lohnt, muss die Chance steigen von ${now} auf`,
	oddsMost: (now) => `Damit es sich lohnt, muss die Chance steigen von ${now} auf höchstens`,
	never: 'lohnt sich nie',
	neverWhy: 'Zu diesen Preisen bleibt nichts übrig, wie gut die Chance auch steht.',
	overSure: (needed) =>
		`Es bräuchte ${needed}: selbst ein sicherer Abschluss bringt weniger als der Deal heute im Mittel.`,
	range: (low, high) => `${low} bis ${high}, falls die Chance um zehn Punkte anders steht.`,
	oddsUnknown: 'Abschlusschance, ab der es sich lohnt:',
	noOdds: 'Für diesen Deal wurde keine Wahrscheinlichkeit gelesen.',
	orVolume: 'Oder der Kunde kauft mehr:',
	volumeMore: (percent) => `+${percent}`,
	gives: (money, percent) => `Ich gebe ${money} ab, ${percent} davon.`,
	gains: (money) => `Ich gewinne ${money}.`,
	same: 'Ändert sich dadurch nicht.',
	unknown: 'unbekannt',
	payUnknown: 'Er folgt der Marge, und nicht alle Kosten sind bekannt.',
	private: 'Das sehen nur Sie. Es bleibt auf diesem Gerät.',
};

/** Both languages. */
export const texts = { en, de };
