import { describe, expect, it } from 'vitest';
import type { ProductCost } from '../../core/model/playbook.ts';
import type { FileProblem } from '../../core/model/settings.ts';
import {
	type CsvFile,
	type CsvReading,
	checkedParts,
	detectColumns,
	detectDecimals,
	previewCosts,
	readLayout,
} from '../../stores/workspace-csv.ts';

function file(content: string | Uint8Array<ArrayBuffer>): CsvFile {
	return new File([content], 'prices.csv');
}

async function readAll(source: CsvFile, change: Partial<CsvReading> = {}) {
	const layout = await readLayout(source);
	if (!layout.ok) throw new Error(layout.error);
	const columns = detectColumns(layout.value.header);
	const reading = { columns, decimals: detectDecimals(layout.value, columns.cost), currency: 'EUR', ...change };
	const costs: ProductCost[] = [];
	const problems: FileProblem[] = [];
	for await (const part of checkedParts(source, layout.value, reading, (column) => column)) {
		costs.push(...part.costs);
		problems.push(...part.problems);
	}
	return { costs, problems };
}

describe('the layout of a file', () => {
	it('finds semicolons, a byte order mark and a decimal comma in a German file', async () => {
		const source = file('\uFEFFArtikelnummer;Bezeichnung;EK;Währung\r\nA-1;Tür;1.234,50;EUR\r\n');
		const layout = await readLayout(source);
		expect(layout).toMatchObject({
			ok: true,
			value: { delimiter: ';', header: ['Artikelnummer', 'Bezeichnung', 'EK', 'Währung'] },
		});
		expect((await readAll(source)).costs).toEqual([
			{ product: 'A-1', unitCost: '1234.5', currency: 'EUR', period: 'unsaid' as const },
		]);
	});

	it.each([
		[['SKU', 'Unit cost', 'Currency'], { product: 0, cost: 1, currency: 2 }],
		[['id', 'Name', 'Product_Code', 'list price', 'cost-price'], { product: 2, cost: 4, currency: null }],
		[['Preis', 'Artikel'], { product: 1, cost: 0, currency: null }],
		[['a', 'b'], { product: null, cost: null, currency: null }],
	])('finds the columns of %j', (header, columns) => {
		expect(detectColumns(header)).toEqual(columns);
	});

	it('reads the letters of an older spreadsheet', async () => {
		const bytes = Uint8Array.from(
			[...'sku,cost\nT'].map((each) => each.charCodeAt(0)).concat([0xfc, 0x72, 0x2c, 0x35]),
		);
		expect((await readAll(file(bytes))).costs).toEqual([
			{ product: 'Tür', unitCost: '5', currency: 'EUR', period: 'unsaid' as const },
		]);
	});

	it('reads UTF-16 as spreadsheets save it', async () => {
		const text = '\uFEFFsku\tcost\nA\t5\n';
		const bytes = new Uint8Array(text.length * 2);
		for (let at = 0; at < text.length; at += 1) new DataView(bytes.buffer).setUint16(at * 2, text.charCodeAt(at), true);
		expect((await readAll(file(bytes))).costs).toEqual([
			{ product: 'A', unitCost: '5', currency: 'EUR', period: 'unsaid' as const },
		]);
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
		const layout = await readLayout(file('sku,cost\nA,1.50\nB,x\n'));
		if (!layout.ok) throw new Error(layout.error);
		const columns = detectColumns(layout.value.header);
		expect(previewCosts(layout.value, { columns, decimals: 'point', currency: 'usd' })).toEqual([
			{
				cells: ['A', '1.50'],
				cost: { ok: true, value: { product: 'A', unitCost: '1.5', currency: 'USD', period: 'unsaid' as const } },
			},
			{ cells: ['B', 'x'], cost: { ok: false, error: 'cost-unreadable' } },
		]);
	});
});

describe('reading rows', () => {
	it('names each bad row with its place and reason, counting the header as row 1', async () => {
		const { problems } = await readAll(
			file(
				'sku,cost,currency\nA,1.50,EUR\n,2,EUR\nC,,EUR\n\nE,twelve,EUR\nF,-1,EUR\nG,1,Euro\nA,1.51,EUR\nA,1.5,EUR\n',
			),
		);
		expect(problems).toEqual([
			{ row: 3, place: 'product', reason: 'product-missing', found: null },
			{ row: 4, place: 'cost', reason: 'cost-missing', found: null },
			{ row: 6, place: 'cost', reason: 'cost-unreadable', found: 'twelve' },
			{ row: 7, place: 'cost', reason: 'cost-negative', found: '-1' },
			{ row: 8, place: 'currency', reason: 'currency-unreadable', found: 'Euro' },
			{ row: 9, place: 'product', reason: 'product-twice', found: 'A' },
		]);
	});

	it('says that a currency is missing when none was chosen', async () => {
		const { problems } = await readAll(file('sku,cost\nA,1\n'), { currency: '' });
		expect(problems.map((problem) => problem.reason)).toEqual(['currency-missing']);
	});

	it('keeps quoted commas, quotes and line ends inside a field', async () => {
		const { costs, problems } = await readAll(file('sku,name,cost\n"A,1","a ""big""\none",2\nB,b,3\n'));
		expect(problems).toEqual([]);
		expect(costs.map(({ product, unitCost }) => [product, unitCost])).toEqual([
			['A,1', '2'],
			['B', '3'],
		]);
	});

	it('says where a quotation mark is never closed', async () => {
		const { problems } = await readAll(file('sku,cost\nA,1\n"B,2\nC,3\n'));
		expect(problems).toMatchObject([{ row: 3, reason: 'quotes-broken' }]);
	});

	it('reads the same rows however letters and line ends fall on the borders of parts', async () => {
		const rows = Array.from({ length: 20_000 }, (_, index) => `${'€'.repeat(20)}${index},${index}.25`);
		const { costs, problems } = await readAll(file(`sku,cost\r\n${rows.join('\r\n')}`));
		expect(problems).toEqual([]);
		expect(costs.map(({ product, unitCost }) => `${product},${unitCost}`)).toEqual(rows);
	});
});
