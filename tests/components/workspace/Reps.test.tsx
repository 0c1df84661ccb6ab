// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { samplePlaybook } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

function sampleOf(role: string): string {
	return (
		screen.getByRole('figure', { name: `Sidebar of a ${role}, as an example` }).textContent?.replace(/\s/g, ' ') ?? ''
	);
}

describe('what reps see', () => {
	it('is chosen for each role, with a line and a sample of the sidebar', async () => {
		const { user, far } = await openWorkspace('reps');
		expect(sampleOf('rep')).toContain('29.9 %');
		expect(sampleOf('rep')).toContain('Cost€25,280');
		await expectAccessible();
		await user.selectOptions(screen.getByRole('combobox', { name: 'Reps' }), 'Margin as a range');
		expect(
			screen.getByText('A range of at least five points. However long reps try, they learn no more.'),
		).toBeDefined();
		expect(sampleOf('rep')).toContain('24–31 %');
		expect(sampleOf('rep')).not.toContain('€');
		await user.selectOptions(screen.getByRole('combobox', { name: 'Marketers' }), 'On target or not');
		expect(sampleOf('marketer')).not.toMatch(/\d/);
		await user.click(screen.getByRole('button', { name: 'Exactly' }));
		await user.click(screen.getByRole('button', { name: 'Whole term' }));
		expect(far.playbook).toEqual(samplePlaybook);
		await user.click(screen.getByRole('button', { name: 'Save what reps see' }));
		await waitFor(() =>
			expect(far.playbook.margin).toEqual({
				...samplePlaybook.margin,
				visibility: { rep: 'band', marketer: 'light', manager: 'exact' },
				floorFor: 'exact',
				recurringBasis: 'term',
			}),
		);
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.playbook).toEqual(samplePlaybook));
	});

	it('offers reasons of one’s own', async () => {
		const { user, far } = await openWorkspace('reps');
		expect(screen.getByText(/No reasons yet/)).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Add reason' }));
		await user.type(screen.getByRole('textbox', { name: 'Reason 1' }), 'Competing offer');
		await user.click(screen.getByRole('button', { name: 'Add reason' }));
		await user.type(screen.getByRole('textbox', { name: 'Reason 2' }), 'competing offer');
		await user.click(screen.getByRole('button', { name: 'Save what reps see' }));
		expect(await screen.findByText('This is in the list already.')).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Remove “competing offer”' }));
		expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove “Competing offer”' }));
		await user.click(screen.getByRole('button', { name: 'Save what reps see' }));
		await waitFor(() => expect(far.playbook.margin.reasonCodes.map(({ text }) => text)).toEqual(['Competing offer']));
	});

	it('reads the end of a quarter in the user’s own numbers and refuses what is none', async () => {
		const { user, far } = await openWorkspace('reps', (each) => {
			each.settings = { ...each.settings, language: 'de' };
		});
		const extra = await screen.findByRole('textbox', { name: 'Üblich zusätzlich, %' });
		await user.type(extra, '3.5');
		await user.click(screen.getByRole('button', { name: 'Speichern, was der Vertrieb sieht' }));
		expect(await screen.findByText('Das ist hier keine Zahl. Schreiben Sie sie wie 12,5.')).toBeDefined();
		expect(screen.getByText('Nicht gespeichert: ein Feld ist zu klären.')).toBeDefined();
		await waitFor(() => expect(document.activeElement).toBe(extra));
		expect(far.playbook).toEqual(samplePlaybook);
		await user.clear(extra);
		await user.type(extra, '3,5');
		await user.click(screen.getByRole('button', { name: 'Speichern, was der Vertrieb sieht' }));
		await waitFor(() => expect(far.playbook.margin.quarterEnd).toEqual({ days: 10, usualExtraDiscount: '0.035' }));
	});

	it('keeps the form when it is refused, and names the places', async () => {
		const { user, far } = await openWorkspace('reps', (each) => {
			each.problems = [{ row: null, place: 'quarterEnd › days', reason: 'wrong-type', found: '11' }];
		});
		const days = screen.getByRole('textbox', { name: 'Last days of the quarter' });
		await user.clear(days);
		await user.type(days, '11');
		await user.click(screen.getByRole('button', { name: 'Save what reps see' }));
		expect(await screen.findByRole('cell', { name: 'quarterEnd › days' })).toBeDefined();
		expect(days).toHaveProperty('value', '11');
		far.problems = [];
		far.broken.add('policy.save');
		await user.click(screen.getByRole('button', { name: 'Save what reps see' }));
		expect(await screen.findByText('This could not be saved. Try again.')).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Discard changes' }));
		expect(days).toHaveProperty('value', '10');
	});
});
