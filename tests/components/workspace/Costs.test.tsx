// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

function csv(text: string): File {
	return new File([text], 'prices.csv', { type: 'text/csv' });
}

const few = [
	{ product: 'A-1', unitCost: '12.5', currency: 'EUR', period: 'unsaid' as const },
	{ product: 'B-1', unitCost: '7', currency: 'EUR', period: 'unsaid' as const },
];

describe('the costs section', () => {
	it('says what would fill it when there is nothing', async () => {
		await openWorkspace('costs');
		expect(await screen.findByText('No costs yet')).toBeDefined();
	});

	it('lists, counts and searches costs', async () => {
		const { user } = await openWorkspace('costs', (far) => {
			far.costs = few;
		});
		const table = await screen.findByRole('table', { name: 'Costs' });
		await waitFor(() => expect(within(table).getAllByRole('row')).toHaveLength(3));
		expect(screen.getByText('2 costs')).toBeDefined();
		await expectAccessible();
		await user.type(screen.getByRole('searchbox', { name: 'Search costs' }), 'b');
		await waitFor(() => expect(screen.queryByText('A-1')).toBeNull());
	});

	it('imports a file after its columns were shown, and shows them at once', async () => {
		const { user, far } = await openWorkspace('costs');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv('Artikelnummer;EK\r\nA-1;1.234,50\r\n'));
		expect(await screen.findByRole('combobox', { name: 'Column with the product' })).toHaveProperty('value', '0');
		expect(screen.getByRole('combobox', { name: 'Column with the cost' })).toHaveProperty('value', '1');
		expect(screen.getByRole('combobox', { name: 'Columns are cut by' })).toHaveProperty('value', ';');
		expect(screen.getByRole('cell', { name: '€1,234.50' })).toBeDefined();
		await expectAccessible();
		await user.click(screen.getByRole('button', { name: 'Import costs' }));
		expect(await screen.findByText('● 1 row imported. 1 cost is in force.')).toBeDefined();
		expect(far.costs).toEqual([{ product: 'A-1', unitCost: '1234.5', currency: 'EUR', period: 'unsaid' as const }]);
		expect(await screen.findByText('1 cost')).toBeDefined();
	});

	it('asks which column is which when the names do not tell', async () => {
		const { user, far } = await openWorkspace('costs');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv('x,y\n3,A\n'));
		await user.click(await screen.findByRole('button', { name: 'Import costs' }));
		expect(screen.getAllByText('Say which column holds the product and which the cost.')).toHaveLength(2);
		expect(screen.getByRole('alert').textContent).toBe('■ Say which column holds the product and which the cost.');
		expect(screen.getByRole('table', { name: 'As the file has it' })).toBeDefined();
		await user.selectOptions(screen.getByRole('combobox', { name: 'Column with the product' }), 'y');
		await user.selectOptions(screen.getByRole('combobox', { name: 'Column with the cost' }), 'x');
		await user.click(screen.getByRole('button', { name: 'Import costs' }));
		await waitFor(() =>
			expect(far.costs).toEqual([{ product: 'A', unitCost: '3', currency: 'EUR', period: 'unsaid' as const }]),
		);
	});

	it('lists row and reason of a broken file and changes nothing', async () => {
		const { user, far } = await openWorkspace('costs', (each) => {
			each.costs = few;
		});
		await user.upload(screen.getByLabelText('Choose CSV file'), csv('sku,cost\nA,1\nB,n/a\n,2\n'));
		await user.click(await screen.findByRole('button', { name: 'Import costs' }));
		const alert = await screen.findByRole('alert');
		expect(alert.textContent).toContain('Nothing was changed: 2 rows have a problem.');
		const rows = within(alert)
			.getAllByRole('row')
			.slice(1)
			.map((row) =>
				within(row)
					.getAllByRole('cell')
					.map((cell) => cell.textContent),
			);
		expect(rows).toEqual([
			['3', 'cost column', 'The cost is not a number as this file writes them.', 'n/a'],
			['4', 'product column', 'The product is missing.', 'missing'],
		]);
		expect(far.costs).toEqual(few);
	});

	it('lists the first 200 problems of many when asked for more, and says how many there are', async () => {
		const { user } = await openWorkspace('costs');
		const rows = Array.from({ length: 450 }, (_, index) => `P-${index},x`).join('\n');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv(`sku,cost\n${rows}`));
		await user.click(await screen.findByRole('button', { name: 'Import costs' }));
		const alert = await screen.findByRole('alert');
		expect(alert.textContent).toContain('450 rows have a problem');
		expect(within(alert).getAllByRole('row')).toHaveLength(11);
		await expectAccessible();
		await user.click(within(alert).getByRole('button', { name: 'Show 190 more' }));
		expect(within(alert).getAllByRole('row')).toHaveLength(201);
		expect(within(alert).getByText('The first 200 of 450 are listed.')).toBeDefined();
	});

	it('shows progress while a long file is read, and stops when cancelled', async () => {
		const { user, far } = await openWorkspace('costs');
		const rows = Array.from({ length: 60_000 }, (_, index) => `P-${index},1`).join('\n');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv(`sku,cost\n${rows}`));
		await user.click(await screen.findByRole('button', { name: 'Import costs' }));
		expect(await screen.findByRole('progressbar', { name: 'Importing costs' })).toBeDefined();
		screen.getByRole('button', { name: 'Cancel' }).click();
		expect(await screen.findByText('Import cancelled. Nothing was changed.')).toBeDefined();
		expect(far.costs).toEqual([]);
	});

	it('refuses what is no CSV file', async () => {
		const { user } = await openWorkspace('costs');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv('PK\u0003\u0004\u0000\u0000'));
		expect((await screen.findByRole('alert')).textContent).toContain('This is not a CSV file.');
	});

	it('forgets all costs only after a question', async () => {
		const { user, far } = await openWorkspace('costs', (each) => {
			each.costs = few;
		});
		await user.click(await screen.findByRole('button', { name: 'Forget all costs' }));
		const dialog = await screen.findByRole('dialog', { name: 'Forget all costs?' });
		expect(far.costs).toEqual(few);
		await user.click(within(dialog).getByRole('button', { name: 'Forget all' }));
		await waitFor(() => expect(far.costs).toEqual([]));
		expect(await screen.findByText('No costs yet')).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.costs).toEqual(few));
		expect(await screen.findByText('The costs are as they were before.')).toBeDefined();
	});

	it('offers a template that it can read itself', async () => {
		const { user, host, far } = await openWorkspace('costs');
		await user.click(screen.getByRole('button', { name: 'Download a template' }));
		const [fileName, text] = host.download.mock.calls[0] as [string, string];
		expect(fileName).toBe('product-costs.csv');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv(text));
		await user.click(await screen.findByRole('button', { name: 'Import costs' }));
		await waitFor(() =>
			expect(far.costs).toEqual([
				{ product: 'A-100', unitCost: '12.5', currency: 'EUR', period: 'once' },
				{ product: 'A-200', unitCost: '1234', currency: 'EUR', period: 'once' },
				{ product: 'S-300', unitCost: '9', currency: 'EUR', period: 'month' },
			]),
		);
	});

	it('asks for the columns of a file without headings, with its first cells beside them', async () => {
		const { user, far } = await openWorkspace('costs');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv('LV-1;12,50\nLV-2;13,00\n'));
		const headings = await screen.findByRole('combobox', { name: 'Row with the headings' });
		expect(headings).toHaveProperty('value', '');
		expect(screen.getByText('The first row is a product.')).toBeDefined();
		await user.selectOptions(screen.getByRole('combobox', { name: 'Column with the product' }), 'Column 1 (LV-1)');
		await user.selectOptions(screen.getByRole('combobox', { name: 'Column with the cost' }), 'Column 2 (12,50)');
		await expectAccessible();
		await user.click(screen.getByRole('button', { name: 'Import costs' }));
		expect(await screen.findByText('● 2 rows imported. 2 costs are in force.')).toBeDefined();
		expect(far.costs.map(({ product }) => product)).toEqual(['LV-1', 'LV-2']);
	});

	it('wants to know how numbers are written where one may be two', async () => {
		const { user, far } = await openWorkspace('costs');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv('sku;cost\nA;1.234\n'));
		await user.click(await screen.findByRole('button', { name: 'Import costs' }));
		expect(screen.getByRole('alert').textContent).toMatch(/A number here may be two/);
		expect(far.asked.map(({ name }) => name)).not.toContain('costs.begin');
		await user.selectOptions(screen.getByRole('combobox', { name: 'Numbers are written' }), '1.234,50');
		await user.click(screen.getByRole('button', { name: 'Import costs' }));
		await waitFor(() => expect(far.costs.map(({ unitCost }) => unitCost)).toEqual(['1234']));
	});

	it('takes period and number of units for the whole file', async () => {
		const { user, far } = await openWorkspace('costs');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv('sku,cost\nA,250.50\n'));
		await user.selectOptions(await screen.findByRole('combobox', { name: 'Costs are due' }), 'per month');
		const per = screen.getByRole('textbox', { name: 'Units a cost is for' });
		await user.clear(per);
		await user.click(screen.getByRole('button', { name: 'Import costs' }));
		expect(screen.getByRole('alert').textContent).toBe('■ Write a whole number above 0, such as 100.');
		await user.type(per, '100');
		expect(screen.getByRole('cell', { name: '€2.505 per month' })).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Import costs' }));
		await waitFor(() =>
			expect(far.costs).toEqual([{ product: 'A', unitCost: '2.505', currency: 'EUR', period: 'month' }]),
		);
	});

	it('asks before costs are forgotten, names them, and takes the import back', async () => {
		const { user, far } = await openWorkspace('costs', (each) => {
			each.costs = few;
		});
		await user.upload(screen.getByLabelText('Choose CSV file'), csv('sku,cost\nA-1,99.50\n'));
		await user.click(await screen.findByRole('button', { name: 'Import costs' }));
		const dialog = await screen.findByRole('dialog', { name: 'Forget costs that the file does not name?' });
		expect(dialog.textContent).toContain('1 cost is not in the file and would be forgotten.');
		expect(within(dialog).getByText('B-1')).toBeDefined();
		await expectAccessible();
		expect(far.costs).toEqual(few);
		await user.click(within(dialog).getByRole('button', { name: 'Replace all' }));
		expect(await screen.findByText('● 1 row imported. 1 cost is in force.')).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Undo' }));
		expect(await screen.findByText('The costs are as they were before.')).toBeDefined();
		expect(far.costs).toEqual(few);
	});

	it('lets the period of one cost be chosen, and taken back', async () => {
		const { user, far } = await openWorkspace('costs', (each) => {
			each.costs = few;
		});
		await user.selectOptions(await screen.findByRole('combobox', { name: 'A-1 is due' }), 'per month');
		await waitFor(() => expect(far.costs[0]).toMatchObject({ product: 'A-1', period: 'month' }));
		expect(far.costs[1]).toEqual(few[1]);
		await expectAccessible();
		await user.click(screen.getByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.costs[0]).toMatchObject({ product: 'A-1', period: 'unsaid' }));
	});

	it('says which costs of 0 do not count, and counts one when it is called free', async () => {
		const { user, far } = await openWorkspace('costs', (each) => {
			each.costs = [{ product: 'Z', unitCost: '0.00', currency: 'EUR', period: 'unsaid' }, ...few];
		});
		expect(await screen.findByText(/counts as unknown/)).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Z is free' }));
		await waitFor(() => expect(far.costs[0]).toMatchObject({ product: 'Z', isFree: true }));
		expect(screen.queryByText(/counts as unknown/)).toBeNull();
	});

	it('goes back from what was refused to how the file is read', async () => {
		const { user, far } = await openWorkspace('costs');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv('sku,cost\nA,$1.50\n'));
		await user.click(await screen.findByRole('button', { name: 'Import costs' }));
		expect(await screen.findByText(/This sign stands for several currencies/)).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Change how it is read' }));
		const currency = screen.getByRole('textbox', { name: 'Currency for rows without one' });
		await user.clear(currency);
		await user.type(currency, 'cad');
		await user.click(screen.getByRole('button', { name: 'Import costs' }));
		await waitFor(() => expect(far.costs).toMatchObject([{ unitCost: '1.5', currency: 'CAD' }]));
	});

	it('lets somebody say with one press which products with a cost of 0 are free', async () => {
		const { user, far } = await openWorkspace('costs');
		await user.upload(screen.getByLabelText('Choose CSV file'), csv('sku,cost\nA,0\nB,1.50\nC,0.00\n'));
		await user.click(await screen.findByRole('button', { name: 'Import costs' }));
		expect(await screen.findByRole('group', { name: 'Are these products free?' })).toBeDefined();
		await expectAccessible();
		await user.click(screen.getByRole('button', { name: 'All 2 are free: import' }));
		expect(await screen.findByText('● 3 rows imported. 3 costs are in force.')).toBeDefined();
		expect(far.costs.filter(({ isFree }) => isFree)).toHaveLength(2);
		expect(await screen.findAllByRole('cell', { name: 'free' })).toHaveLength(2);
	});
});
