// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { MarginRule, Playbook } from '../../../core/model/playbook.ts';
import { samplePlaybook } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

const marine: MarginRule = {
	id: 'marine',
	name: 'Year end',
	scope: {
		products: [],
		families: ['Compressors'],
		segments: [{ field: 'industry', values: ['Marine'] }],
		regions: [],
		currencies: [],
		stages: [],
		teams: [],
		from: null,
		until: '2026-12-31',
	},
	floor: '0.22',
	target: '0.28',
	warnings: null,
};

function withRules(...rules: MarginRule[]): Playbook {
	return { ...samplePlaybook, margin: { ...samplePlaybook.margin, rules } };
}

describe('the rules of a policy', () => {
	it('say what would fill them, and that place does not matter', async () => {
		await openWorkspace('policy');
		expect(screen.getByText('No rules yet')).toBeDefined();
		expect(screen.getByText(/the one that says most about the deal wins/)).toBeDefined();
	});

	it('are one sentence each, with those that are over marked', async () => {
		const old = { ...marine, id: 'old', name: 'Fair', scope: { ...marine.scope, until: '2026-01-31' } };
		const all = {
			...marine,
			id: 'all',
			name: 'All',
			scope: {
				...marine.scope,
				families: [],
				segments: [],
				until: null,
				stages: ['propose'],
				teams: ['North', 'South'],
			},
			warnings: 'approval' as const,
		};
		await openWorkspace('policy', () => undefined, withRules(marine, old, all));
		const rows = within(screen.getByRole('list', { name: 'Rules' })).getAllByRole('listitem');
		expect(rows.map((row) => row.textContent?.replace(/\s/g, ' '))).toEqual([
			'Year endMarine, Compressors, until Dec 31, 2026: floor 22 %, target 28 %',
			'FairOverMarine, Compressors, until Jan 31, 2026: floor 22 %, target 28 %',
			'Allin Propose, team North or South: floor 22 %, target 28 %, warnings: ask for approval',
		]);
		await expectAccessible();
	});

	it('are added by keyboard alone, every kind of condition kept exactly', async () => {
		const { user, far } = await openWorkspace('policy');
		screen.getByRole('button', { name: 'Add rule' }).focus();
		await user.keyboard('{Enter}');
		expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
		await user.keyboard('Food in the south');
		screen.getByRole('button', { name: 'Product families' }).focus();
		await user.keyboard('{Enter}');
		expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Product families' }));
		await user.keyboard('Doors{Enter}Gates,Doors{Enter}');
		const form = within(screen.getByRole('form', { name: 'Add rule' }));
		screen.getByRole('button', { name: 'Segment' }).focus();
		await user.keyboard('{Enter}');
		await user.keyboard('industry');
		await user.tab();
		await user.keyboard('Food');
		screen.getByRole('button', { name: 'Stages' }).focus();
		await user.keyboard('{Enter} ');
		await user.type(form.getByRole('textbox', { name: 'Floor, %' }), '22.5');
		await user.type(form.getByRole('textbox', { name: 'Target, %' }), '28');
		await user.selectOptions(form.getByRole('combobox', { name: 'Margin warnings' }), 'Ask a reason');
		await expectAccessible();
		form.getByRole('button', { name: 'Save rule' }).focus();
		await user.keyboard('{Enter}');
		await waitFor(() =>
			expect(far.playbook.margin.rules).toEqual([
				{
					id: 'new-1',
					name: 'Food in the south',
					scope: {
						...marine.scope,
						families: ['Doors', 'Gates'],
						segments: [{ field: 'industry', values: ['Food'] }],
						stages: ['qualify'],
						until: null,
					},
					floor: '0.225',
					target: '0.28',
					warnings: 'reason',
				},
			]),
		);
		await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add rule' })));
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.playbook).toEqual(samplePlaybook));
	});

	it('are changed, duplicated and removed, each with a way back', async () => {
		const { user, far } = await openWorkspace('policy', () => undefined, withRules(marine));
		await user.click(screen.getByRole('button', { name: 'Edit Year end' }));
		const floor = within(screen.getByRole('form', { name: 'Edit rule' })).getByRole('textbox', { name: 'Floor, %' });
		await user.clear(floor);
		await user.type(floor, '20{Enter}');
		await waitFor(() => expect(far.playbook.margin.rules).toEqual([{ ...marine, floor: '0.2' }]));
		await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit Year end' })));
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.playbook.margin.rules).toEqual([marine]));

		await user.click(screen.getByRole('button', { name: 'Duplicate Year end' }));
		const copy = within(screen.getByRole('form', { name: 'Add rule' }));
		expect(copy.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Year end (copy)');
		await user.click(copy.getByRole('button', { name: 'Remove Marine' }));
		await user.keyboard('Food{Enter}');
		await user.click(copy.getByRole('button', { name: 'Save rule' }));
		await waitFor(() =>
			expect(far.playbook.margin.rules).toEqual([
				marine,
				{
					...marine,
					id: 'new-1',
					name: 'Year end (copy)',
					scope: { ...marine.scope, segments: [{ field: 'industry', values: ['Food'] }] },
				},
			]),
		);
		await user.click(await screen.findByRole('button', { name: 'Remove Year end' }));
		await waitFor(() => expect(far.playbook.margin.rules.map(({ id }) => id)).toEqual(['new-1']));
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.playbook.margin.rules.map(({ id }) => id)).toEqual(['marine', 'new-1']));
	});

	it('say at the field what is wrong, keep the form and save nothing', async () => {
		const { user, far } = await openWorkspace('policy', () => undefined, withRules(marine));
		await user.click(screen.getByRole('button', { name: 'Edit Year end' }));
		const form = within(screen.getByRole('form', { name: 'Edit rule' }));
		const floor = form.getByRole('textbox', { name: 'Floor, %' });
		await user.clear(floor);
		await user.type(floor, '22,5');
		await user.click(form.getByRole('button', { name: 'Save rule' }));
		expect(form.getByText('This is not a number here. Write it like 12.5.')).toBeDefined();
		await waitFor(() => expect(document.activeElement).toBe(floor));
		await user.clear(floor);
		await user.type(floor, '28.5');
		expect(form.getByText(/The floor is above the target/)).toBeDefined();
		expect(far.asked.map(({ name }) => name)).not.toContain('policy.save');
		await user.clear(floor);
		await user.type(floor, '28');
		expect(floor.getAttribute('aria-invalid')).toBeNull();
	});

	it('are named when the background refuses them, and what was typed stays', async () => {
		const { user, far } = await openWorkspace(
			'policy',
			(each) => {
				each.problems = [
					{ row: null, place: 'rules 2 › scope › stages 1', reason: 'unknown-stage', found: 'gone' },
					{ row: null, place: 'rules 1', reason: 'overlaps', found: 'rules 2: Other' },
				];
			},
			withRules(marine),
		);
		await user.click(screen.getByRole('button', { name: 'Add rule' }));
		const form = screen.getByRole('form', { name: 'Add rule' });
		await user.type(within(form).getByRole('textbox', { name: 'Name' }), 'Other');
		await user.type(within(form).getByRole('textbox', { name: 'Floor, %' }), '1');
		await user.type(within(form).getByRole('textbox', { name: 'Target, %' }), '2');
		await user.click(within(form).getByRole('button', { name: 'Save rule' }));
		expect((await within(form).findByRole('alert')).textContent).toContain(
			'No stage of the process has this id. (gone)',
		);
		const [row] = within(screen.getByRole('list', { name: 'Rules' })).getAllByRole('listitem');
		expect(row?.textContent).toContain('can hold for the same deal. Make one of them narrower. (Other)');
		expect(within(form).getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Other');
		expect(far.playbook.margin.rules).toEqual([marine]);
	});

	it('keep an open form while one looks elsewhere, and say that it was changed there', async () => {
		const { user, far } = await openWorkspace('policy', () => undefined, withRules(marine));
		await user.click(screen.getByRole('button', { name: 'Edit Year end' }));
		await user.type(screen.getByRole('textbox', { name: 'Name' }), ' 2026');
		await user.click(screen.getByRole('link', { name: /What reps see/ }));
		await user.click(await screen.findByRole('link', { name: /Policy.*unsaved changes/ }));
		expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Year end 2026');
		far.playbook = withRules({ ...marine, floor: '0.1' });
		far.tell('playbook');
		// Another field than the one that is typed in: it follows.
		await waitFor(() => expect(screen.getByRole('textbox', { name: 'Floor, %' })).toHaveProperty('value', '10'));
		far.playbook = withRules({ ...marine, floor: '0.1', name: 'Theirs' });
		far.tell('playbook');
		const both = within(await screen.findByRole('group', { name: 'Name' }));
		expect(both.getByRole('radio', { name: 'Yours: Year end 2026' })).toBeDefined();
		expect(both.getByRole('radio', { name: 'Theirs: Theirs' })).toBeDefined();
		expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Year end 2026');
		far.playbook = withRules();
		far.tell('playbook');
		expect(await screen.findByText('This rule was removed elsewhere. Saving adds it again.')).toBeDefined();
	});

	it('write and read percents with a comma in German', async () => {
		const { user, far } = await openWorkspace(
			'policy',
			(each) => {
				each.settings = { ...each.settings, language: 'de' };
			},
			withRules({ ...marine, floor: '0.225', warnings: 'reason' }),
		);
		expect((await screen.findByText(/Untergrenze 22,5/)).textContent?.replace(/\s/g, ' ')).toBe(
			'Marine, Compressors, bis 31.12.2026: Untergrenze 22,5 %, Ziel 28 %, Warnungen: Grund erfragen',
		);
		await user.click(screen.getByRole('button', { name: 'Year end bearbeiten' }));
		const form = within(screen.getByRole('form', { name: 'Regel bearbeiten' }));
		const floor = form.getByRole('textbox', { name: 'Untergrenze, %' });
		expect(floor).toHaveProperty('value', '22,5');
		await user.clear(floor);
		await user.type(floor, '21,25{Enter}');
		await waitFor(() => expect(far.playbook.margin.rules[0]?.floor).toBe('0.2125'));
	});
});
