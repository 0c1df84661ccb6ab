/** The records of the demo CRM. Amounts are text so that nothing is lost between server and page. */
export interface DemoLine {
	id: string;
	code: string | null;
	name: string;
	family: string | null;
	quantity: string;
	listPrice: string;
	/** Percent off list, "10". */
	discount: string;
	unitCost: string | null;
	/** The unit cost with freight and duty, which this firm keeps beside the other; null where there are none. */
	landedCost: string | null;
}

export interface DemoQuote {
	id: string;
	number: string;
	dealId: string;
	state: 'draft' | 'sent' | 'accepted' | 'rejected';
	stateSince: string;
	currency: string;
	lines: DemoLine[];
}

export interface DemoDeal {
	id: string;
	name: string;
	account: string;
	stage: string;
	stageSince: string;
	amount: string | null;
	currency: string;
	probability: string | null;
	closeDate: string | null;
	owner: string;
	industry: string;
	country: string;
	segment: string;
}

const landedCosts: Readonly<Record<string, string>> = { 'CX-40': '8420.00', 'CP-7': '1065.00' };

function line(
	id: string,
	code: string,
	name: string,
	family: string,
	quantity: string,
	listPrice: string,
	discount: string,
	unitCost: string | null,
): DemoLine {
	const landedCost = landedCosts[code] ?? null;
	return { id, code, name, family, quantity, listPrice, discount, unitCost, landedCost };
}

/** Days before today as a date, so that the demo never looks old. */
function daysAgo(days: number, now: Date): string {
	return new Date(now.getTime() - days * 86_400_000).toISOString();
}

function daysAhead(days: number, now: Date): string {
	return daysAgo(-days, now).slice(0, 10);
}

/** A fresh set of records. */
export function demoRecords(now: Date): { deals: DemoDeal[]; quotes: DemoQuote[] } {
	const owner = 'Ida Berg';
	const deals: DemoDeal[] = [
		{
			id: '101',
			name: 'Compressor station Nordhavn',
			account: 'Nordhavn Marine A/S',
			stage: 'negotiate',
			stageSince: daysAgo(12, now),
			amount: '37360.00',
			currency: 'EUR',
			probability: '50',
			closeDate: daysAhead(24, now),
			owner,
			industry: 'Marine',
			country: 'Denmark',
			segment: 'Enterprise',
		},
		{
			id: '102',
			name: 'Cooling line extension',
			account: 'Havredal Mejeri',
			stage: 'propose',
			stageSince: daysAgo(5, now),
			amount: '18420.00',
			currency: 'EUR',
			probability: '40',
			closeDate: daysAhead(40, now),
			owner,
			industry: 'Food',
			country: 'Denmark',
			segment: 'Mid-market',
		},
		{
			id: '103',
			name: 'Service agreement 2027',
			account: 'Lindqvist Papper AB',
			stage: 'qualify',
			stageSince: daysAgo(2, now),
			amount: '9600.00',
			currency: 'EUR',
			probability: '25',
			closeDate: null,
			owner,
			industry: 'Paper',
			country: 'Sweden',
			segment: 'Mid-market',
		},
		{
			id: '104',
			name: 'Harbor pump retrofit',
			account: 'Bayline Ports Inc.',
			stage: 'understand',
			stageSince: daysAgo(1, now),
			amount: null,
			currency: 'USD',
			probability: '10',
			closeDate: null,
			owner,
			industry: 'Marine',
			country: 'United States',
			segment: 'Enterprise',
		},
		{
			id: '105',
			name: '<img src=x onerror="document.title=\'owned\'"> & Sons',
			account: '"><script>document.title="owned"</script>',
			stage: 'propose',
			stageSince: daysAgo(3, now),
			amount: '1850.00',
			currency: 'EUR',
			probability: '30',
			closeDate: daysAhead(9, now),
			owner,
			industry: 'Other',
			country: 'Norway',
			segment: 'Small',
		},
		{
			id: '106',
			name: 'Workshop air supply',
			account: 'Kastrup Værft',
			stage: 'won',
			stageSince: daysAgo(30, now),
			amount: '24800.00',
			currency: 'EUR',
			probability: '100',
			closeDate: daysAhead(-30, now),
			owner,
			industry: 'Marine',
			country: 'Denmark',
			segment: 'Mid-market',
		},
	];
	const quotes: DemoQuote[] = [
		{
			id: '2041',
			number: 'Q-2041',
			dealId: '101',
			state: 'draft',
			stateSince: daysAgo(12, now),
			currency: 'EUR',
			lines: [
				line('1', 'CX-40', 'Centrifugal compressor CX-40', 'Compressors', '2', '12400.00', '10', '8150.00'),
				line('2', 'CP-7', 'Control panel CP-7', 'Controls', '4', '1850.00', '5', '1020.00'),
				line('3', 'INST-D', 'Installation day', 'Services', '6', '960.00', '0', '610.00'),
				line('4', 'WAR-3Y', 'Three-year warranty', 'Services', '1', '2400.00', '25', '900.00'),
				line('5', 'FRT', 'Freight', 'Freight', '1', '450.00', '0', '380.00'),
			],
		},
		{
			id: '2042',
			number: 'Q-2042',
			dealId: '102',
			state: 'sent',
			stateSince: daysAgo(5, now),
			currency: 'EUR',
			lines: [
				line('1', 'CX-40', 'Centrifugal compressor CX-40', 'Compressors', '1', '12400.00', '0', '8150.00'),
				line('2', 'HEX-9', 'Heat exchanger HEX-9', 'Coolers', '1', '6020.00', '0', null),
			],
		},
		{
			id: '2043',
			number: 'Q-2043',
			dealId: '105',
			state: 'draft',
			stateSince: daysAgo(3, now),
			currency: 'EUR',
			lines: [
				line(
					'1',
					'CP-7',
					'<b onmouseover="document.title=\'owned\'">Control panel</b>',
					'Controls',
					'1',
					'1850.00',
					'0',
					'1020.00',
				),
			],
		},
		{
			id: '2039',
			number: 'Q-2039',
			dealId: '106',
			state: 'accepted',
			stateSince: daysAgo(30, now),
			currency: 'EUR',
			lines: [line('1', 'CX-40', 'Centrifugal compressor CX-40', 'Compressors', '2', '12400.00', '0', '8150.00')],
		},
	];
	return { deals, quotes };
}
