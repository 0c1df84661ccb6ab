// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { samplePlaybook } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

describe('trades and rates', () => {
	it('say what would fill them', async () => {
		await openWorkspace('trades');
		expect(screen.getByText(/No trades yet/)).toBeDefined();
		expect(screen.getByText(/Add what customers get after the invoice/)).toBeDefined();
		expect(screen.getByText(/No rates yet/)).toBeDefined();
		await expectAccessible();
	});

	it('ask of each kind of trade only what it needs, and keep it exactly', async () => {
		const { user, far } = await openWorkspace('trades');
		screen.getByRole('button', { name: 'Add trade' }).focus();
		await user.keyboard('{Enter}');
		const trade = within(screen.getByRole('group', { name: 'Trade 1' }));
		await user.type(trade.getByRole('textbox', { name: 'Name for reps' }), 'Three years');
		expect(trade.getByRole('textbox', { name: 'Days' })).toBeDefined();
		await user.selectOptions(trade.getByRole('combobox', { name: 'Kind' }), 'Customer stays longer');
		expect(trade.queryByRole('textbox', { name: 'Days' })).toBeNull();
		await user.type(trade.getByRole('textbox', { name: 'Years' }), '3');
		await user.type(trade.getByRole('textbox', { name: 'Would stay anyway, %' }), '70');
		await user.click(screen.getByRole('button', { name: 'Save trades and rates' }));
		expect(await trade.findByText('Write a percent, such as 25.')).toBeDefined();
		await waitFor(() =>
			expect(document.activeElement).toBe(trade.getByRole('textbox', { name: 'Interest a year, %' })),
		);
		expect(far.playbook).toEqual(samplePlaybook);
		await user.keyboard('6.5');
		await user.click(screen.getByRole('button', { name: 'Add item' }));
		await user.type(screen.getByRole('textbox', { name: 'Name of item 1' }), 'Freight');
		await user.selectOptions(screen.getByRole('combobox', { name: 'Kind of item 1' }), 'Freight');
		await user.selectOptions(screen.getByRole('combobox', { name: 'Item 1 as' }), 'money');
		await user.type(screen.getByRole('textbox', { name: 'Value of item 1' }), '140.50');
		await expectAccessible();
		await user.click(screen.getByRole('button', { name: 'Save trades and rates' }));
		await waitFor(() => expect(far.playbook.trades).toHaveLength(1));
		expect(far.playbook.trades[0]).toMatchObject({
			name: 'Three years',
			kind: 'term',
			years: 3,
			retention: '0.7',
			yearlyRate: '0.065',
		});
		expect(far.playbook.offInvoice[0]).toMatchObject({
			name: 'Freight',
			drop: 'freight',
			amount: { by: 'money', value: '140.5', currency: 'EUR' },
		});
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.playbook).toEqual(samplePlaybook));
	});

	it('take rates one by one and as a pasted list, in German too', async () => {
		const { user, far } = await openWorkspace('trades', (each) => {
			each.settings = { ...each.settings, language: 'de' };
		});
		await user.click(await screen.findByRole('button', { name: 'Kurs hinzufügen' }));
		await user.type(screen.getByRole('textbox', { name: 'Von, Kurs 1' }), 'usd');
		await user.type(screen.getByRole('textbox', { name: 'In, Kurs 1' }), 'eur');
		await user.type(screen.getByRole('textbox', { name: 'Kurs 1' }), '0,92');
		await user.type(screen.getByLabelText('Ab Tag, Kurs 1'), '2026-11-01');
		await user.click(screen.getByRole('button', { name: 'Liste einfügen' }));
		await user.click(screen.getByRole('textbox', { name: 'Liste von Kursen' }));
		await user.paste('Von;In;Kurs;Tag\nGBP;EUR;1,18;24.11.2026\nUSD;EUR;0,9;bald');
		await user.click(screen.getByRole('button', { name: 'Diese Kurse hinzufügen' }));
		expect((await screen.findByRole('alert')).textContent).toContain(
			'Nichts wurde hinzugefügt: eine Zeile ist zu klären.',
		);
		expect(screen.getByRole('cell', { name: 'bald' })).toBeDefined();
		await user.clear(screen.getByRole('textbox', { name: 'Liste von Kursen' }));
		await user.paste('GBP;EUR;1,18;24.11.2026\nUSD;EUR;0,9;1.11.2026');
		await user.click(screen.getByRole('button', { name: 'Diese Kurse hinzufügen' }));
		expect(await screen.findByText('● 2 Kurse hinzugefügt. Zum Inkraftsetzen speichern.')).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Tausch und Kurse speichern' }));
		await waitFor(() =>
			expect(far.playbook.rates).toEqual([
				{ from: 'GBP', to: 'EUR', rate: '1.18', day: '2026-11-24' },
				{ from: 'USD', to: 'EUR', rate: '0.9', day: '2026-11-01' },
			]),
		);
	});

	it('show the newest of many rates, and any that keeps them from being saved', async () => {
		const rates = Array.from({ length: 25 }, (_, index) => ({
			from: 'USD',
			to: 'EUR',
			rate: '0.9',
			day: `2026-11-${`${25 - index}`.padStart(2, '0')}`,
		}));
		const { user, store } = await openWorkspace('trades', () => undefined, { ...samplePlaybook, rates });
		// By label: finding a role among so many fields takes this environment long.
		expect(screen.getAllByLabelText(/^Rate \d+$/)).toHaveLength(20);
		store.getState().formTyped('trades', 'en', (form) => ({
			...form,
			rates: { rows: form.rates.rows.map((row, index) => (index === 22 ? { ...row, rate: '' } : row)) },
		}));
		await user.click(await screen.findByText('Save trades and rates'));
		await waitFor(() => expect(screen.getAllByLabelText(/^Rate \d+$/)).toHaveLength(23));
		await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Rate 23')));
		await user.click(screen.getByText('Show 2 more'));
		expect(screen.getAllByLabelText(/^Rate \d+$/)).toHaveLength(25);
	});
});
