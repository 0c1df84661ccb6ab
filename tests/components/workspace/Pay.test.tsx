// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { samplePlaybook } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

function example(): (string | null)[][] {
	const table = screen.getByRole('table', { name: /What a discount does|Was ein Rabatt bewirkt/ });
	return within(table)
		.getAllByRole('row')
		.slice(1)
		.map((row) =>
			within(row)
				.getAllByRole('cell')
				.map(({ textContent }) => textContent),
		);
}

function said(pattern: RegExp): string | undefined {
	return screen.getByText(pattern).textContent?.replace(/\s/g, ' ');
}

describe('the pay plan', () => {
	it('shows what a discount does to pay and to the firm while it is typed', async () => {
		const { user, far } = await openWorkspace('pay');
		expect(screen.getByText('Choose a plan to see the pay.')).toBeDefined();
		await user.click(screen.getByRole('radio', { name: 'A share of revenue' }));
		expect(screen.getByText('Fill in the plan to see the pay.')).toBeDefined();
		await user.type(screen.getByRole('textbox', { name: 'Rate of revenue, %' }), '8');
		expect(example()).toEqual(
			[
				['10,000', '4,000', '800.00'],
				['9,000', '3,000', '720.00'],
				['8,000', '2,000', '640.00'],
			].map(([price, margin, pay]) => [price, margin, pay?.replace('.00', '')]),
		);
		expect(said(/At 20/)).toBe('At 20 % off the firm loses 50 % of its margin and the rep 20 % of the pay.');
		await expectAccessible();
		await user.click(screen.getByRole('button', { name: 'Save pay plan' }));
		await waitFor(() =>
			expect(far.playbook.payPlan).toEqual({ kind: 'revenue', rate: '0.08', accelerator: null, isTakenBack: false }),
		);
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.playbook).toEqual(samplePlaybook));
	});

	it('turns into a share of margin that pays the same at target, from the policy’s target', async () => {
		const { user, far } = await openWorkspace('pay', () => undefined, {
			...samplePlaybook,
			payPlan: { kind: 'revenue', rate: '0.08', accelerator: null, isTakenBack: true },
		});
		const target = screen.getByRole('textbox', { name: 'At a margin of, %' });
		expect(target).toHaveProperty('value', '30');
		await user.clear(target);
		await user.click(screen.getByRole('button', { name: 'Change to a share of margin' }));
		expect(screen.getByText(/Write a margin in percent above zero/)).toBeDefined();
		await user.type(target, '40');
		await user.click(screen.getByRole('button', { name: 'Change to a share of margin' }));
		expect(screen.getByRole('textbox', { name: 'Rate of margin, %' })).toHaveProperty('value', '20');
		expect(said(/At 20/)).toBe('At 20 % off firm and rep lose alike: 50 % of margin, 50 % of pay.');
		expect(screen.getByText(/A rate of 20 % of margin pays the same at 40 %/)).toBeDefined();
		expect(far.playbook.payPlan).toMatchObject({ kind: 'revenue' });
		await user.click(screen.getByRole('button', { name: 'Save pay plan' }));
		await waitFor(() =>
			expect(far.playbook.payPlan).toEqual({ kind: 'margin', rate: '0.2', accelerator: null, isTakenBack: true }),
		);
	});

	it('takes bands by keyboard, says what is wrong at the band, and keeps exact rates', async () => {
		const { user, far } = await openWorkspace('pay');
		screen.getByRole('radio', { name: 'Bands' }).focus();
		await user.keyboard(' ');
		await user.click(screen.getByRole('button', { name: 'Everything' }));
		await user.type(screen.getByRole('textbox', { name: 'Rate of band 1, percent' }), '5');
		screen.getByRole('button', { name: 'Add band' }).focus();
		await user.keyboard('{Enter}');
		await user.type(screen.getByRole('textbox', { name: 'Band 2 begins at' }), '0');
		await user.type(screen.getByRole('textbox', { name: 'Rate of band 2, percent' }), '7.125');
		await user.type(screen.getByRole('textbox', { name: 'Accelerator' }), '1.5');
		await user.click(screen.getByRole('switch', { name: /Taken back/ }));
		await user.click(screen.getByRole('button', { name: 'Save pay plan' }));
		expect(await screen.findByText('This band begins above the one before.')).toBeDefined();
		expect(far.asked.map(({ name }) => name)).not.toContain('parts.save');
		await expectAccessible();
		await user.type(screen.getByRole('textbox', { name: 'Band 2 begins at' }), '{Backspace}3,000');
		await user.click(screen.getByRole('button', { name: 'Save pay plan' }));
		await waitFor(() =>
			expect(far.playbook.payPlan).toEqual({
				kind: 'bands',
				base: 'margin',
				mode: 'whole',
				bands: [
					{ from: '0', rate: '0.05' },
					{ from: '3000', rate: '0.07125' },
				],
				accelerator: '1.5',
				isTakenBack: true,
			}),
		);
	});

	it('reads and writes German numbers', async () => {
		const { user, far } = await openWorkspace(
			'pay',
			(each) => {
				each.settings = { ...each.settings, language: 'de' };
			},
			{
				...samplePlaybook,
				payPlan: {
					kind: 'multiplier',
					rate: '0.085',
					floor: '0.25',
					target: '0.4',
					cap: '1.25',
					accelerator: null,
					isTakenBack: false,
				},
			},
		);
		const cap = await screen.findByRole('textbox', { name: 'Faktor höchstens' });
		expect(cap).toHaveProperty('value', '1,25');
		expect(example()[0]).toEqual(['10.000', '4.000', '850']);
		await user.clear(cap);
		await user.type(cap, '1,3');
		await user.click(screen.getByRole('button', { name: 'Vergütung speichern' }));
		await waitFor(() => expect(far.playbook.payPlan).toMatchObject({ cap: '1.3', rate: '0.085' }));
	});
});
