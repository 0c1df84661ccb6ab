/** Whether a discount can pay, and what it does to the rep's own pay, in English. */
const en = {
	odds: 'Win odds needed',
	volume: 'Break-even volume',
	pay: 'Your pay',
	oddsFrom: (now: string) => `To pay off, the odds must rise from ${now} to`,
	oddsMost: (now: string) => `To pay off, the odds must rise from ${now} to at most`,
	neverAt: (now: string) => `At odds of ${now} this discount can never pay off.`,
	foldOdds: (now: string, needed: string) => `Pays off if the odds rise from ${now} to ${needed}`,
	foldVolume: (more: string) => `Pays off if the customer buys ${more} more`,
	foldNever: 'This discount can never pay off',
	foldPay: (pay: string, firm: string) => `Your pay ${pay}, the firm’s margin ${firm}`,
	foldFirm: (firm: string) => `The firm’s margin ${firm}`,
	foldPayAlone: (pay: string) => `Your pay ${pay}`,
	foldPayUnknown: 'Your pay on this deal',
	neverWhy: 'At these prices the deal earns nothing, whatever the odds.',
	overSure: (needed: string) =>
		`It would take ${needed}: even a sure win earns less than the deal does now on average.`,
	range: (low: string, high: string) => `${low} to ${high} if those odds are ten points off.`,
	oddsUnknown: 'Win odds needed to pay off:',
	noOdds: 'No probability was read for this deal.',
	orVolume: 'Or the customer buys more:',
	volumeMore: (percent: string) => `+${percent}`,
	same: 'Unchanged by this edit.',
	unknown: 'unknown',
	payUnknown: 'It follows margin, and not every cost is known.',
	private: 'Only you see this. It stays on this device.',
};

/** The same words in German. */
const de: typeof en = {
	odds: 'Nötige Abschlusschance',
	volume: 'Nötige Mehrmenge',
	pay: 'Ihr Verdienst',
	oddsFrom: (now) => `Damit es sich lohnt, muss die Chance steigen von ${now} auf`,
	oddsMost: (now) => `Damit es sich lohnt, muss die Chance steigen von ${now} auf höchstens`,
	neverAt: (now) => `Bei einer Chance von ${now} lohnt sich dieser Rabatt nie.`,
	foldOdds: (now, needed) => `Lohnt sich, wenn die Chance von ${now} auf ${needed} steigt`,
	foldVolume: (more) => `Lohnt sich, wenn der Kunde ${more} mehr kauft`,
	foldNever: 'Dieser Rabatt lohnt sich nie',
	foldPay: (pay, firm) => `Ihr Verdienst ${pay}, die Marge der Firma ${firm}`,
	foldFirm: (firm) => `Die Marge der Firma ${firm}`,
	foldPayAlone: (pay) => `Ihr Verdienst ${pay}`,
	foldPayUnknown: 'Ihr Verdienst an diesem Deal',
	neverWhy: 'Zu diesen Preisen bleibt nichts übrig, wie gut die Chance auch steht.',
	overSure: (needed) =>
		`Es bräuchte ${needed}: selbst ein sicherer Abschluss bringt weniger als der Deal heute im Mittel.`,
	range: (low, high) => `${low} bis ${high}, falls die Chance um zehn Punkte anders steht.`,
	oddsUnknown: 'Abschlusschance, ab der es sich lohnt:',
	noOdds: 'Für diesen Deal wurde keine Wahrscheinlichkeit gelesen.',
	orVolume: 'Oder der Kunde kauft mehr:',
	volumeMore: (percent) => `+${percent}`,
	same: 'Ändert sich dadurch nicht.',
	unknown: 'unbekannt',
	payUnknown: 'Er folgt der Marge, und nicht alle Kosten sind bekannt.',
	private: 'Das sehen nur Sie. Es bleibt auf diesem Gerät.',
};

/** Both languages. */
export const texts = { en, de };
