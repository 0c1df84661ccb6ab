import { describe, expect, it } from 'vitest';
import { de, en } from '../../../assets/texts/file-reasons.ts';
import {
	type CsvFile,
	type CsvReading,
	detectColumns,
	type LayoutChoice,
	proposedReading,
	readLayout,
	withColumns,
} from '../../../core/costs/layout.ts';
import { type CostRowFault, checkedParts, previewCosts } from '../../../core/costs/rows.ts';
import type { ProductCost } from '../../../core/model/playbook.ts';
import type { FileProblem } from '../../../core/model/settings.ts';

function file(content: string | Uint8Array<ArrayBuffer>): CsvFile {
	return new File([content], 'prices.csv');
}

async function layoutOf(source: CsvFile, choice: LayoutChoice = {}) {
	const layout = await readLayout(source, choice);
	if (!layout.ok) throw new Error(layout.error);
	return layout.value;
}

async function readAll(source: CsvFile, change: Partial<CsvReading> = {}, choice: LayoutChoice = {}) {
	const layout = await layoutOf(source, choice);
	const proposed = proposedReading(layout, 'EUR');
	const chosen = change.columns ? withColumns(layout, proposed, change.columns) : proposed;
	const reading = { ...chosen, ...change };
	const costs: ProductCost[] = [];
	const problems: FileProblem[] = [];
	let left = 0;
	for await (const part of checkedParts(source, layout, reading, (column) => column)) {
		costs.push(...part.taken.map(({ cost }) => cost));
		problems.push(...part.problems);
		left += part.left;
	}
	return { layout, reading, costs, problems, left };
}

/** Products and costs that a text gives, and why the rest is refused: "2 cost: cost-zero (0.00)". */
async function read(text: string, change: Partial<CsvReading> = {}, choice: LayoutChoice = {}) {
	const { costs, problems } = await readAll(file(text), change, choice);
	return {
		taken: costs.map(({ product, unitCost }) => `${product} ${unitCost}`),
		refused: problems.map(({ row, place, reason, found }) => `${row} ${place}: ${reason} (${found})`),
	};
}

const none = { product: null, cost: null, currency: null, per: null, period: null, free: null };
const unsaid = { currency: 'EUR', period: 'unsaid' };

function utf16(text: string, isLittle: boolean): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(text.length * 2);
	for (let at = 0; at < text.length; at += 1)
		new DataView(bytes.buffer).setUint16(at * 2, text.charCodeAt(at), isLittle);
	return bytes;
}

describe('the layout of a file', () => {
	it('finds semicolons, a byte order mark and a decimal comma in a German file', async () => {
		const source = file('\uFEFFArtikelnummer;Bezeichnung;EK;Währung\r\nA-1;Tür;1.234,50;EUR\r\n');
		expect(await layoutOf(source)).toMatchObject({
			delimiter: ';',
			header: ['Artikelnummer', 'Bezeichnung', 'EK', 'Währung'],
		});
		expect((await readAll(source)).costs).toEqual([{ product: 'A-1', unitCost: '1234.5', ...unsaid }]);
	});

	it.each([
		[['SKU', 'Unit cost', 'Currency'], { product: 0, cost: 1, currency: 2 }],
		[['id', 'Name', 'Product_Code', 'list price', 'cost-price'], { product: 2, cost: 4 }],
		[['SKU', 'Price', 'Unit cost (EUR)'], { product: 0, cost: 2 }],
		[['Artikelnummer', 'Bezeichnung', 'EK netto €'], { product: 0, cost: 2 }],
		[['Internal Reference', 'standard_price'], { product: 0, cost: 1 }],
		[['SKU', 'Cost per 100', 'Price unit'], { product: 0, cost: 1, per: 2 }],
		[['Produkt', 'Monatliche Kosten', 'Zeitraum', 'Kostenlos'], { product: 0, cost: 1, period: 2, free: 3 }],
		[['a', 'b'], {}],
	])('finds the columns of %j', (header, columns) => {
		expect(detectColumns(header)).toEqual({ ...none, ...columns });
	});

	it.each([
		[['Preis', 'Artikel']],
		[['SKU', 'Price']],
		[['SKU', 'Standard price', 'List price']],
		[['SKU', 'Unit cost', 'Landed cost']],
		[['SKU', 'Cost center']],
		[['SKU', 'Total cost']],
	])('proposes no cost where no heading, or more than one, means it: %j', (header) => {
		expect(detectColumns(header).cost).toBeNull();
	});

	it('reads the letters of an older spreadsheet', async () => {
		const bytes = Uint8Array.from(
			[...'sku,cost\nT'].map((each) => each.charCodeAt(0)).concat([0xfc, 0x72, 0x2c, 0x35]),
		);
		expect((await readAll(file(bytes))).costs).toEqual([{ product: 'Tür', unitCost: '5', ...unsaid }]);
	});

	it.each([
		['with a mark, little end first', '\uFEFF', true],
		['with a mark, big end first', '\uFEFF', false],
		['without a mark, little end first', '', true],
		['without a mark, big end first', '', false],
	])('reads UTF-16 as spreadsheets save it: %s', async (_, mark, isLittle) => {
		const bytes = utf16(`${mark}sku\tcost\nÖl-9\t5\n`, isLittle);
		expect((await readAll(file(bytes))).costs).toEqual([{ product: 'Öl-9', unitCost: '5', ...unsaid }]);
	});

	it.each([
		['', 'file-empty'],
		['\n\n', 'file-empty'],
		['one\ntwo\n', 'file-one-column'],
		['PK\u0003\u0004\u0000\u0000', 'file-binary'],
	])('refuses %j as %s', async (content, error) => {
		expect(await readLayout(file(content))).toEqual({ ok: false, error });
	});

	it('previews rows as they would be taken, broken ones too', async () => {
		const layout = await layoutOf(file('sku,cost\nA,1.50\nB,x\n'));
		const rows = previewCosts(layout, { ...proposedReading(layout, 'EUR'), currency: 'usd' });
		expect(rows).toEqual([
			{
				row: 2,
				cells: ['A', '1.50'],
				cost: { ok: true, value: { product: 'A', unitCost: '1.5', currency: 'USD', period: 'unsaid' } },
			},
			{ row: 3, cells: ['B', 'x'], cost: { ok: false, error: 'cost-unreadable' } },
		]);
	});
});

describe('reading rows', () => {
	it('names each bad row with its place and reason, counting the header as row 1', async () => {
		const { refused } = await read(
			'sku,cost,currency\nA,1.50,EUR\n,2,EUR\nC,,EUR\n\nE,twelve,EUR\nF,-1,EUR\nG,1,Euro\nA,1.51,EUR\nA,1.5,EUR\n',
		);
		expect(refused).toEqual([
			'3 product: product-missing (null)',
			'4 cost: cost-missing (null)',
			'6 cost: cost-unreadable (twelve)',
			'7 cost: cost-negative (-1)',
			'8 currency: currency-unreadable (Euro)',
			'9 product: product-twice (A)',
		]);
	});

	it('says that a currency is missing when none was chosen', async () => {
		expect((await read('sku,cost\nA,1\n', { currency: '' })).refused).toEqual(['2 currency: currency-missing (null)']);
	});

	it('keeps quoted commas, quotes and line ends inside a field', async () => {
		expect(await read('sku,name,cost\n"A,1","a ""big""\none",2\nB,b,3\n')).toEqual({
			taken: ['A,1 2', 'B 3'],
			refused: [],
		});
	});

	it('says where a quotation mark is never closed', async () => {
		expect((await read('sku,cost\nA,1\n"B,2\nC,3\n')).refused).toEqual([
			expect.stringMatching(/^3 row: quotes-broken/),
		]);
	});

	it('reads the same rows however letters and line ends fall on the borders of parts', async () => {
		const rows = Array.from({ length: 20_000 }, (_, index) => `${'€'.repeat(20)}${index},${index + 1}.25`);
		const { costs, problems } = await readAll(file(`sku,cost\r\n${rows.join('\r\n')}`));
		expect(problems).toEqual([]);
		expect(costs.map(({ product, unitCost }) => `${product},${unitCost}`)).toEqual(rows);
	});
});

describe('ends of lines', () => {
	it.each([
		['LF for the first rows and CRLF after', 'sku,cost\nA,1\nB,2\r\nC,3\r\n'],
		['CRLF for the first rows and LF after', 'sku,cost\r\nA,1\r\nB,2\nC,3\n'],
		['a lone CRLF at the end', 'sku,cost\nA,1\nB,2\nC,3\r\n'],
		['CR alone', 'sku,cost\rA,1\rB,2\rC,3'],
		['all three', 'sku,cost\rA,1\r\nB,2\nC,3'],
		['CRLF and quotation marks around every cell', 'sku,cost\n"A","1"\r\n"B","2"\r\n"C","3"'],
	])('%s: no row is lost', async (_, text) => {
		expect(await read(text)).toEqual({ taken: ['A 1', 'B 2', 'C 3'], refused: [] });
	});

	it('are kept inside quotation marks, whatever ends the rows', async () => {
		const text = 'sku,note,cost\nA,"two\r\nlines",1\nB,"three\nmore\rlines",2\r\nC,"a ""quoted"" end",3\r\n';
		expect(await read(text)).toEqual({ taken: ['A 1', 'B 2', 'C 3'], refused: [] });
	});

	it('are seen where a CR and its LF fall on two sides of a part', async () => {
		const pad = 'x'.repeat(128 * 1024 - 'sku,cost,note\nA,1,'.length - 1);
		expect(await read(`sku,cost,note\nA,1,${pad}\r\nB,2,\r\n`)).toEqual({ taken: ['A 1', 'B 2'], refused: [] });
	});

	it('a bare quotation mark in a cell, as of three quarters of an inch, opens nothing', async () => {
		expect(await read('sku,name,cost\nA,3/4" pipe,1\r\nB,5" pipe,2\n')).toEqual({
			taken: ['A 1', 'B 2'],
			refused: [],
		});
	});
});

describe('headings', () => {
	it('are not made of a first product: nothing is lost, and the columns are asked for', async () => {
		const source = file('LV-1;12,50\nLV-2;13,00\n');
		const { layout, costs } = await readAll(source, { columns: { ...none, product: 0, cost: 1 } });
		expect(layout).toMatchObject({ delimiter: ';', headingRow: null, header: ['', ''] });
		expect(detectColumns(layout.header)).toEqual(none);
		expect(costs.map(({ product, unitCost }) => `${product} ${unitCost}`)).toEqual(['LV-1 12.5', 'LV-2 13']);
	});

	it.each([
		['a title', 'Price list 2026\n\nsku,cost\nA,1.50\n', 3],
		['a title with empty cells', 'Price list,,\nvalid from,01.01.2026,\nsku,name,cost\nA,a,1.50\n', 3],
		['the separator line', 'sep=;\nsku;cost\nA;1,50\n', 2],
		['a separator line that another spreadsheet filled up', 'sep=;;\nsku;cost\nA;1,50\n', 2],
		['lines of a title', 'Firm\nList\n"of ""all"" parts"\nArtikel;EK\nA;1,50\n', 4],
	])('are found below %s', async (_, text, row) => {
		const { layout, costs, problems } = await readAll(file(text));
		expect(layout.headingRow).toBe(row);
		expect(problems).toEqual([]);
		expect(costs.map(({ product, unitCost }) => `${product} ${unitCost}`)).toEqual(['A 1.5']);
	});

	it.each([
		['a free product', 'LV-1;free\nLV-2;12,50\n'],
		['a product with a word that columns have', 'Unit;12,50\nName;13,00\n'],
		['numbers alone', '2024,2025\n1001,1.50\n'],
		['a cost with its currency', 'LV-1;12,50 €\nLV-2;13,00 €\n'],
	])('are not seen in %s', async (_, text) => {
		expect((await layoutOf(file(text))).headingRow).toBeNull();
	});

	it.each([
		['Art.-Nr.;EK-Preis;Kostenlos', { product: 0, cost: 1, free: 2 }],
		['sku;cost;free', { product: 0, cost: 1, free: 2 }],
		['Bestell-Nr.;Text;Einkaufspreis in €', { product: 0, cost: 2 }],
	])('are seen in %s', async (heading, columns) => {
		const layout = await layoutOf(file(`${heading}\nA;b;1,50\n`));
		expect(layout.headingRow).toBe(1);
		expect(detectColumns(layout.header)).toEqual({ ...none, ...columns });
	});

	it('say which rows above them are left out', async () => {
		const layout = await layoutOf(file('Price list 2026\n\nsku,cost\nA,1.50\n'));
		expect(layout.above).toMatchObject([{ row: 1, cells: ['Price list 2026'] }]);
	});

	it('may be in another row than the one that was found, or in none', async () => {
		const text = 'Code,EK\nx,y\nA,1.50\n';
		expect((await read(text, {}, { headingRow: 1 })).refused).toEqual(['2 cost: cost-unreadable (y)']);
		const columns = { ...none, product: 0, cost: 1 };
		expect((await read(text, { columns }, { headingRow: 2 })).taken).toEqual(['A 1.5']);
		expect((await read(text, { columns }, { headingRow: null })).refused).toHaveLength(2);
	});

	it('tell the currency, the number of units and the period', async () => {
		const { costs } = await readAll(file('SKU;Kosten je 100 Stk pro Monat (CHF)\nA;250,00\n'));
		expect(costs).toEqual([{ product: 'A', unitCost: '2.5', currency: 'CHF', period: 'month' }]);
	});
});

describe('codes of products', () => {
	it('keep their zeros in a text marker', async () => {
		expect((await read('sku,cost\n="0017",1.50\n"=""0018""",2\n')).taken).toEqual(['0017 1.5', '0018 2']);
	});

	it('lose signs that nobody sees, wherever they are', async () => {
		const text = 'sku,cost\n\u200eLV-1,1.50\nLV\u200b-2,2\n\ufeff"LV-3",3\nLV\u00ad-4\u00a0,4\n\u2066LV-5\u2069,5\n';
		expect((await read(text)).taken).toEqual(['LV-1 1.5', 'LV-2 2', 'LV-3 3', 'LV-4 4', 'LV-5 5']);
		expect((await read('sku,cost\nLV-1,1\nLV\u200b-1,2\n')).refused).toEqual([
			expect.stringMatching(/^3 product: product-twice/),
		]);
	});

	it.each([
		['4,00638E+12', 'product-shortened'],
		['4.00638E+12', 'product-shortened'],
		['5e+05', 'product-shortened'],
		['#N/A', 'product-unreadable'],
		['#BEZUG!', 'product-unreadable'],
		['T\uFFFDr', 'product-unreadable'],
	])('%s is refused, for the code it was is lost', async (code, reason) => {
		expect((await read(`sku\tcost\n${code}\t1.50\n`)).refused).toEqual([`2 product: ${reason} (${code})`]);
	});

	it.each(['12E4', '1E-05', 'E+12', '90.750', '0017', '3/4"', 'lv-9'])('%s is a code as it stands', async (code) => {
		expect((await read(`sku\tcost\n${code}\t1.50\n`)).taken).toEqual([`${code} 1.5`]);
	});
});

describe('numbers of costs', () => {
	it.each([
		['1.234', 'A 1234'],
		['1,234', 'A 1.234'],
	])('%s is refused where no other cell tells how numbers are written', async (number, asComma) => {
		expect((await read(`sku;cost\nA;${number}\nB;7\n`)).refused).toEqual([`2 cost: cost-ambiguous (${number})`]);
		expect((await read(`sku;cost\nA;${number}\n`, { decimals: 'comma' })).taken).toEqual([asComma]);
	});

	it('another cell tells', async () => {
		expect((await read('sku;cost\nA;1.234\nB;7,5\n')).taken).toEqual(['A 1234', 'B 7.5']);
		expect((await read('sku;cost\nA;1.23\nB;1,23\nC;4,56\n')).refused).toEqual(['2 cost: cost-unreadable (1.23)']);
	});

	it.each([
		['1,07,600.00', 'A 107600'],
		['12,34,567.5', 'A 1234567.5'],
		["1'234.05", 'A 1234.05'],
		['1 234.05', 'A 1234.05'],
		['1\u202f234.05', 'A 1234.05'],
	])('%s is read with its groups', async (number, taken) => {
		expect((await read(`sku\tcost\nA\t${number}\n`)).taken).toEqual([taken]);
	});

	it.each(['1E+05', '1,2E+05'])('%s was shortened by a spreadsheet and is refused', async (number) => {
		expect((await read(`sku\tcost\nA\t${number}\n`)).refused).toEqual([`2 cost: cost-shortened (${number})`]);
	});

	it.each(['12-5', '12.50-x', '12.50 / 100', '1.50 per month', '(12.50)', '12..5', '$', '12.50 EUR EUR'])(
		'%s is no number',
		async (number) => {
			expect((await read(`sku\tcost\nA\t${number}\nB\t1.5\n`)).refused).toEqual([
				`2 cost: cost-unreadable (${number})`,
			]);
		},
	);

	it('a row with more cells than headings is refused, for a number may be cut in two', async () => {
		expect(await read('sku,cost\nA,1,234.50\nB,2,\n')).toEqual({
			taken: ['B 2'],
			refused: ['2 row: too-many-cells (234.50)'],
		});
	});

	it('a text marker cut in two is refused', async () => {
		expect((await read('sku,cost,x\n="00,17",5\n')).refused).toEqual(['2 row: quotes-broken (="00)']);
	});
});

describe('currencies of costs', () => {
	async function costsOf(text: string, change: Partial<CsvReading> = {}) {
		const { costs, problems } = await readAll(file(text), change);
		return [
			...costs.map(({ unitCost, currency }) => `${unitCost} ${currency}`),
			...problems.map((each) => each.reason),
		];
	}
	const said = (currency: string) => ({ currency, isCurrencySaid: true });

	it('are taken from a sign or a code beside the number', async () => {
		expect(await costsOf('sku;cost\nA;1,23 €\nB;£ 2,50\nC;CHF 3\nD;4,5 zł\nE;5 ¥\n')).toEqual([
			'1.23 EUR',
			'2.5 GBP',
			'3 CHF',
			'4.5 PLN',
			'currency-ambiguous',
		]);
	});

	it('a sign of several currencies is refused until one of them is named', async () => {
		expect(await costsOf('sku\tcost\nA\t$1.50\n')).toEqual(['currency-ambiguous']);
		expect(await costsOf('sku\tcost\nA\t$1.50\n', said('CAD'))).toEqual(['1.5 CAD']);
		expect(await costsOf('sku\tcost\tcurrency\nA\t$1.50\tUSD\n')).toEqual(['1.5 USD']);
		expect(await costsOf('sku\tcost\nA\t1.50 kr\n', said('SEK'))).toEqual(['1.5 SEK']);
	});

	it('two that differ are refused', async () => {
		expect(await costsOf('sku\tcost (EUR)\nA\tCHF 1.50\n')).toEqual(['currency-differs']);
		expect(await costsOf('sku\tcost\tcurrency\nA\t€1.50\tUSD\n')).toEqual(['currency-differs']);
		expect(await costsOf('sku\tcost\nA\t€1.50\n', said('USD'))).toEqual(['currency-differs']);
	});
});

describe('a cost for more than one unit', () => {
	it.each([
		['100', '250', '2.5'],
		['per 100', '3.33', '0.0333'],
		['100 Stk', '7', '0.07'],
		['1', '9.99', '9.99'],
		['8', '1', '0.125'],
		['3', '10.5', '3.5'],
	])('per %s: %s is %s each, exactly', async (per, cost, each) => {
		expect((await read(`sku\tcost\tper\nA\t${cost}\t${per}\n`)).taken).toEqual([`A ${each}`]);
	});

	it('is refused where one unit has no last digit, and where nobody says for how many it is', async () => {
		const { refused } = await read('sku\tcost\tper\nA\t10\t3\nB\t1\t\nC\t1\t0\nD\t1\tdozen\n');
		expect(refused).toEqual([
			'2 cost: cost-not-even (10 / 3)',
			'3 per: per-missing (null)',
			'4 per: per-unreadable (0)',
			'5 per: per-unreadable (dozen)',
		]);
	});
});

describe('the period of a cost', () => {
	it('is read in English and German, and an empty cell is what was chosen for such rows', async () => {
		const months = ['month', 'Monthly', '/mo', 'monatlich', 'pro Monat'];
		const words = [...months, 'year', 'p.a.', 'jährlich', 'once', 'einmalig', ''];
		const rows = words.map((word, index) => `A${index}\t1\t${word}`).join('\n');
		const { costs, problems } = await readAll(file(`sku\tcost\tperiod\n${rows}\n`), { period: 'once' });
		expect(problems).toEqual([]);
		expect(costs.map(({ period }) => period)).toEqual([
			...months.map(() => 'month'),
			...['year', 'year', 'year', 'once', 'once', 'once'],
		]);
	});

	it.each(['quarterly', 'week', 'month or year', '12'])('%s is refused', async (word) => {
		expect((await read(`sku\tcost\tperiod\nA\t1\t${word}\n`)).refused).toEqual([
			`2 period: period-unreadable (${word})`,
		]);
	});

	it('is part of what makes a product named twice differ', async () => {
		const { refused } = await read('sku\tcost\tperiod\nA\t1\tmonth\nA\t1\tyear\nA\t1\tmonth\n');
		expect(refused).toEqual(['3 product: product-twice (A)']);
	});
});

describe('a cost of 0', () => {
	const zeros = 'sku,cost\nA,0.00\nB,12.50\nC,0\n';

	it('counts only for what is called free', async () => {
		expect(await read(zeros)).toEqual({
			taken: ['B 12.5'],
			refused: ['2 cost: cost-zero (0.00)', '4 cost: cost-zero (0)'],
		});
		const { costs } = await readAll(file(zeros), { zeros: 'free' });
		expect(costs.filter(({ isFree }) => isFree).map(({ product }) => product)).toEqual(['A', 'C']);
		const settled = await readAll(file(zeros), { zeros: { free: new Set(['C']) } });
		expect(settled.costs.map(({ product, isFree }) => [product, isFree ?? false])).toEqual([
			['B', false],
			['C', true],
		]);
		expect([settled.left, settled.problems]).toEqual([1, []]);
	});

	it('is free where the file says so, in words or in a column', async () => {
		const { costs, problems } = await readAll(
			file('sku,cost,free\nA,free,\nB,kostenlos,no\nC,0,yes\nD,,x\nE,0,no\nF,5,yes\nG,5,maybe\n'),
		);
		expect(costs.map(({ product, isFree, unitCost }) => `${product} ${isFree} ${unitCost}`)).toEqual([
			'A true 0',
			'B true 0',
			'C true 0',
			'D true 0',
		]);
		expect(problems.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
			'6 cost-zero',
			'7 free-with-cost',
			'8 free-unreadable',
		]);
	});
});

it('every reason a row is refused for has a sentence in both languages', () => {
	const reasons: Record<CostRowFault, true> = {
		'product-missing': true,
		'product-too-long': true,
		'product-shortened': true,
		'product-unreadable': true,
		'product-twice': true,
		'cost-missing': true,
		'cost-unreadable': true,
		'cost-shortened': true,
		'cost-ambiguous': true,
		'cost-negative': true,
		'cost-zero': true,
		'cost-not-even': true,
		'per-missing': true,
		'per-unreadable': true,
		'period-unreadable': true,
		'free-unreadable': true,
		'free-with-cost': true,
		'currency-missing': true,
		'currency-unreadable': true,
		'currency-ambiguous': true,
		'currency-differs': true,
		'too-many-cells': true,
		'quotes-broken': true,
	};
	for (const reason of Object.keys(reasons)) expect([en[reason], de[reason]]).not.toContain(undefined);
});
