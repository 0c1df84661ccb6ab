// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { samplePlaybook } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

describe('the policy section', () => {
	it('switches margin warnings at once and undoes it', async () => {
		const { user, far } = await openWorkspace('policy');
		expect(screen.getByRole('radiogroup', { name: 'Margin warnings' })).toBeDefined();
		expect(screen.getByRole('radio', { name: 'Note' })).toHaveProperty('checked', true);
		await expectAccessible();
		await user.click(screen.getByRole('radio', { name: 'Ask a reason' }));
		await waitFor(() => expect(far.playbook.margin.warnings).toBe('reason'));
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.playbook).toEqual(samplePlaybook));
	});

	it('shows which rules of agreement are in force at each level', async () => {
		const { far, user } = await openWorkspace('policy', (each) => {
			each.playbook = {
				...each.playbook,
				approvals: {
					levels: [
						{ name: 'Sales manager', who: '' },
						{ name: 'Finance', who: '' },
					],
					rules: [{ id: 'steep', level: 2, trigger: { kind: 'discount-over', value: '0.15' } }],
				},
			};
		});
		const rows = () =>
			within(screen.getByRole('table', { name: 'Who has to agree' }))
				.getAllByRole('row')
				.slice(1)
				.map((row) => row.textContent?.replace(/[\s\u00a0]+/g, ' '));
		expect(rows()).toEqual([
			'OffNone. Nobody is asked.',
			'NotenowThe deal’s discount is over 15 %: Finance',
			'Ask a reasonThe deal’s discount is over 15 %: Finance',
			'Ask for approvalThe deal’s discount is over 15 %: FinanceThe deal is under its floor: Sales manager',
		]);
		await user.click(screen.getByRole('radio', { name: 'Off' }));
		await waitFor(() => expect(rows()[0]).toBe('OffnowNone. Nobody is asked.'));
		far.playbook = { ...far.playbook, approvals: { levels: [], rules: [] } };
		far.tell('playbook');
		await waitFor(() => expect(rows()[3]).toMatch(/^Ask for approvalNone, for there is no rule/));
		await expectAccessible();
	});

	it('shows which rules of agreement are in force where a rule has a level of its own', async () => {
		const { far } = await openWorkspace('policy', (each) => {
			const none = { products: [], families: [], segments: [], regions: [], currencies: [], stages: [], teams: [] };
			const scope = { ...none, from: null, until: null };
			const rule = { scope, floor: '0.2', target: '0.3' };
			each.playbook = {
				...each.playbook,
				margin: {
					...each.playbook.margin,
					rules: [
						{ ...rule, id: 'a', name: 'Spare parts', warnings: 'off' },
						{ ...rule, id: 'b', name: 'Marine', warnings: 'approval' },
						{ ...rule, id: 'c', name: 'As above', warnings: each.playbook.margin.warnings },
					],
				},
				approvals: {
					levels: [{ name: 'Sales manager', who: '' }],
					rules: [
						{ id: 'steep', level: 1, trigger: { kind: 'discount-over', value: '0.15' } },
						{ id: 'low', level: 1, trigger: { kind: 'line-under-floor' } },
					],
				},
			};
		});
		const rows = () =>
			within(screen.getByRole('table', { name: 'Who has to agree' }))
				.getAllByRole('row')
				.slice(5)
				.map((row) => row.textContent?.replace(/[\s\u00a0]+/g, ' '));
		const steep = 'The deal’s discount is over 15 %: Sales manager';
		expect(rows()).toEqual([
			`Offby the rule “Spare parts” aloneNothing is said of this rule’s limits, and nobody is asked about its floor. Beside that:${steep}`,
			`Ask for approvalby the rule “Marine” alone${steep}A line is under its floor: Sales managerThe deal is under its floor: Sales manager`,
		]);
		await expectAccessible();
		far.playbook = { ...far.playbook, margin: { ...far.playbook.margin, warnings: 'off' } };
		far.tell('playbook');
		await waitFor(() =>
			expect(rows()).toEqual([
				'Ask for approvalby the rule “Marine” aloneThe deal is under its floor: Sales manager',
				'Noteby the rule “As above” aloneNone. Nobody is asked.',
			]),
		);
	});

	it('follows a switch made elsewhere', async () => {
		const { far } = await openWorkspace('policy');
		far.playbook = { ...far.playbook, margin: { ...far.playbook.margin, warnings: 'off' } };
		far.tell('playbook');
		await waitFor(() => expect(screen.getByRole('radio', { name: 'Off' })).toHaveProperty('checked', true));
	});

	it('saves limits of a new family as exact fractions', async () => {
		const { user, far } = await openWorkspace('policy');
		await user.click(screen.getByRole('button', { name: 'Add product family' }));
		const families = screen.getAllByRole('textbox', { name: 'Product family' });
		await user.type(families[1] as HTMLElement, 'Gates');
		await user.type(screen.getByRole('textbox', { name: 'Floor of Gates, percent' }), '12.75');
		await user.type(screen.getByRole('textbox', { name: 'Target of Gates, percent' }), '20');
		await user.click(screen.getByRole('button', { name: 'Save limits' }));
		await waitFor(() =>
			expect(far.playbook.margin.families).toEqual([
				{ family: 'Doors', floor: '0.225', target: '0.31' },
				{ family: 'Gates', floor: '0.1275', target: '0.2' },
			]),
		);
		expect(screen.queryByRole('button', { name: 'Save limits' })).toBeNull();
	});

	it('refuses a floor above the target with a sentence', async () => {
		const { user, far } = await openWorkspace('policy');
		const floor = screen.getByRole('textbox', { name: 'Floor of Doors, percent' });
		await user.clear(floor);
		await user.type(floor, '31.01');
		await user.click(screen.getByRole('button', { name: 'Save limits' }));
		expect(await screen.findByText(/The floor is above the target/)).toBeDefined();
		expect(floor.getAttribute('aria-invalid')).toBe('true');
		expect(far.playbook).toEqual(samplePlaybook);
	});

	it('does not guess a number of another language', async () => {
		const { user } = await openWorkspace('policy');
		const floor = screen.getByRole('textbox', { name: 'Floor of Doors, percent' });
		await user.clear(floor);
		await user.type(floor, '12,5');
		await user.click(screen.getByRole('button', { name: 'Save limits' }));
		expect(await screen.findByText('This is not a number here. Write it like 12.5.')).toBeDefined();
	});

	it('writes and reads percents with a comma in German', async () => {
		const { user, far } = await openWorkspace('policy', (each) => {
			each.settings = { ...each.settings, language: 'de' };
		});
		const floor = await screen.findByRole('textbox', { name: 'Untergrenze von Doors, Prozent' });
		expect(floor).toHaveProperty('value', '22,5');
		await user.clear(floor);
		await user.type(floor, '10,25');
		await user.click(screen.getByRole('button', { name: 'Grenzen speichern' }));
		await waitFor(() => expect(far.playbook.margin.families[0]?.floor).toBe('0.1025'));
	});
});
