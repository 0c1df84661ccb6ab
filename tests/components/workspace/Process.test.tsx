// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Playbook } from '../../../core/model/playbook.ts';
import { samplePlaybook } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

async function openStage() {
	const opened = await openWorkspace('process');
	await opened.user.click(screen.getByRole('button', { name: /^Stage 1: Qualify/ }));
	return opened;
}

describe('the process section', () => {
	it('shows a stage with its criteria and CRM stages, and no accessibility fault', async () => {
		await openStage();
		expect(screen.getByRole('textbox', { name: 'Stage name' })).toHaveProperty('value', 'Qualify');
		expect(screen.getByRole('textbox', { name: 'Usual days' })).toHaveProperty('value', '5');
		const mapping = within(screen.getByRole('group', { name: 'CRM stages that mean this one' }));
		expect(mapping.getByText('stage “lead” of Tryton').textContent).toBe('stage “lead” of Tryton · Opportunity');
		expect(mapping.getByRole('button', { name: 'Remove CRM stage “lead” of Tryton (Opportunity)' })).toBeTruthy();
		await expectAccessible();
	});

	it('saves a new name and a new criterion only when asked, and undoes it', async () => {
		const { user, far } = await openStage();
		const name = screen.getByRole('textbox', { name: 'Stage name' });
		await user.clear(name);
		await user.type(name, 'Understand');
		await user.click(screen.getByRole('button', { name: 'Add criterion' }));
		const added = screen.getAllByRole('textbox', { name: 'Criterion' })[2];
		if (!added) throw new Error('no third criterion');
		await user.type(added, 'Survey done');
		expect(far.playbook).toEqual(samplePlaybook);
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		await waitFor(() => expect(far.playbook.process.stages[0]?.name).toBe('Understand'));
		expect(far.playbook.process.stages[0]?.criteria[2]).toMatchObject({
			text: 'Survey done',
			isRequired: false,
			filledBy: null,
		});
		await user.click(screen.getByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.playbook).toEqual(samplePlaybook));
	});

	it('moves a criterion by keyboard and, at the end, gives the focus to the button that takes it back', async () => {
		const { user, far } = await openStage();
		const down = screen.getByRole('button', { name: 'Move Budget owner named down' });
		down.focus();
		await user.keyboard('{Enter}');
		expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move Budget owner named up' }));
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		await waitFor(() =>
			expect(far.playbook.process.stages[0]?.criteria.map(({ id }) => id)).toEqual(['date', 'budget']),
		);
	});

	it('shows the stages of the CRM with where each leads, and leads one elsewhere', async () => {
		const { user, far } = await openWorkspace('process', (each) => {
			each.stageLists = [
				{
					crm: 'tryton',
					site: 'https://crm.example',
					kind: 'opportunity',
					stages: [
						{ id: 'lead', label: 'Lead', pipeline: null },
						{ id: 'opportunity', label: 'Propose', pipeline: null },
						{ id: 'lost', label: 'Lost', pipeline: null },
						{ id: 'odd', label: null, pipeline: 'North' },
					],
					at: '2026-11-24T10:00:00.000Z',
				},
			];
		});
		const list = within(await screen.findByRole('region', { name: 'Tryton, Opportunities' }));
		expect(list.getByText('▲ 2 lead nowhere yet')).toBeTruthy();
		expect(list.getByRole('combobox', { name: '“Lead” means' })).toHaveProperty('value', 'stage:qualify');
		expect(list.getByRole('combobox', { name: '“Lost” means' })).toHaveProperty('value', 'closed');
		await expectAccessible();
		await user.click(list.getByRole('button', { name: 'Match 1 by its name' }));
		await user.selectOptions(list.getByRole('combobox', { name: '“odd, North” means' }), 'Qualify');
		expect(list.getByText('● All matched')).toBeTruthy();
		expect(far.playbook).toEqual(samplePlaybook);
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		await waitFor(() =>
			expect(far.playbook.process.stages.map(({ crmStages }) => crmStages.map(({ stage }) => stage))).toEqual([
				['lead', 'odd'],
				['opportunity'],
			]),
		);
	});

	const manyCrms: Playbook = {
		...samplePlaybook,
		process: {
			...samplePlaybook.process,
			stages: samplePlaybook.process.stages.map((stage) => ({
				...stage,
				crmStages: [
					...stage.crmStages,
					{ crm: 'odoo', kind: 'opportunity' as const, stage: `${stage.id}-3` },
					{ crm: 'zoho', kind: null, stage: `${stage.id}-4` },
				],
			})),
		},
	};
	const others = () => screen.getByRole('button', { name: /^Other CRMs/ });

	it('shows stages of the CRMs in use here by the names these give them, folds the rest and keeps it', async () => {
		const { user, far } = await openWorkspace(
			'process',
			(each) => {
				each.stageLists = [
					{
						crm: 'tryton',
						site: 'https://crm.example',
						kind: 'opportunity',
						stages: [{ id: 'lead', label: 'First talk', pipeline: 'North' }],
						at: '2026-11-24T10:00:00.000Z',
					},
				];
			},
			manyCrms,
		);
		expect(screen.getByRole('button', { name: /^Stage 1: Qualify/ }).textContent).toContain('1 CRM stage');
		expect(screen.getByRole('button', { name: /^Stage 2: Propose/ }).textContent).toContain('▲ 0 CRM stages');
		await user.click(screen.getByRole('button', { name: /^Stage 1: Qualify/ }));
		const mapping = within(screen.getByRole('group', { name: 'CRM stages that mean this one' }));
		const removes = () => mapping.getAllByRole('button', { name: /^Remove/ }).map((each) => each.ariaLabel);
		expect(mapping.getByText('First talk, North')).toBeTruthy();
		expect(removes()).toEqual(['Remove CRM stage “First talk, North” of Tryton (Opportunity)']);
		expect(others().textContent).toBe('Other CRMs (2 stages)');
		others().focus();
		await user.keyboard('{Enter}');
		expect(removes().slice(1)).toEqual([
			'Remove CRM stage “qualify-3” of Odoo (Opportunity)',
			'Remove CRM stage “qualify-4” of Zoho CRM',
		]);
		expect(mapping.getByText('stage “qualify-4” of Zoho CRM')).toBeTruthy();
		await expectAccessible();
		await user.keyboard('{Enter}');
		expect(removes()).toHaveLength(1);
		await user.type(screen.getByRole('textbox', { name: 'Stage name' }), 'x');
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		await waitFor(() => expect(far.playbook.process.stages[0]?.name).toBe('Qualifyx'));
		expect(far.playbook.process.stages.map(({ crmStages }) => crmStages)).toEqual(
			manyCrms.process.stages.map(({ crmStages }) => crmStages),
		);
	});

	it('removes a folded stage by keyboard, and the last one leaves the focus on the fold', async () => {
		const { user, far } = await openWorkspace('process', () => undefined, manyCrms);
		await user.click(screen.getByRole('button', { name: /^Stage 1: Qualify/ }));
		await user.click(others());
		const remove = (name: string) => screen.getByRole('button', { name: `Remove CRM stage ${name}` });
		remove('“qualify-3” of Odoo (Opportunity)').focus();
		await user.keyboard('{Enter}');
		expect(document.activeElement).toBe(remove('“qualify-4” of Zoho CRM'));
		await user.keyboard('{Enter}');
		expect(document.activeElement).toBe(others());
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		await waitFor(() => expect(far.playbook.process.stages[0]?.crmStages).toHaveLength(1));
	});

	it('a stage of another CRM can be added, and its row stays while it is written', async () => {
		const { user, far } = await openStage();
		const mapping = within(screen.getByRole('group', { name: 'CRM stages that mean this one' }));
		await user.click(mapping.getByRole('button', { name: 'Add CRM stage' }));
		const crm = mapping.getByRole('combobox', { name: 'CRM' });
		expect(document.activeElement).toBe(crm);
		expect(crm).toHaveProperty('value', 'tryton');
		await user.selectOptions(crm, 'Odoo');
		await user.type(mapping.getByRole('textbox', { name: 'Stage id' }), '7');
		expect(mapping.getByRole('combobox', { name: 'CRM' })).toBe(crm);
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		await waitFor(() =>
			expect(far.playbook.process.stages[0]?.crmStages[1]).toEqual({ crm: 'odoo', kind: 'opportunity', stage: '7' }),
		);
	});

	it('shows what is wrong with a stage of another CRM beside its fields', async () => {
		const twice = {
			...manyCrms,
			process: { ...manyCrms.process, closedStages: [{ crm: 'zoho', kind: null, stage: 'qualify-4' }] },
		};
		const { user } = await openWorkspace('process', () => undefined, twice);
		await user.type(screen.getByRole('textbox', { name: 'Name of the process' }), 'x');
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		const closed = within(screen.getByRole('region', { name: 'Closed stages' }));
		const crm = await closed.findByRole('combobox', { name: 'CRM' });
		expect(crm.getAttribute('aria-invalid')).toBe('true');
		const id = closed.getByRole('textbox', { name: 'Stage id' });
		await user.type(id, '1');
		expect(document.activeElement).toBe(id);
	});

	it('says what to do while no CRM has been seen, and folds all', async () => {
		const { user } = await openWorkspace('process', (far) => {
			far.crmsSeen = [];
		});
		expect(screen.getByRole('button', { name: /^Stage 1: Qualify/ }).textContent).not.toContain('▲');
		await user.click(screen.getByRole('button', { name: /^Stage 1: Qualify/ }));
		const mapping = within(screen.getByRole('group', { name: 'CRM stages that mean this one' }));
		expect(mapping.getByText(/^No CRM has been seen in this browser yet\. Open a deal in your CRM once/)).toBeTruthy();
		expect(mapping.getByRole('button', { name: 'Other CRMs (1 stage)' })).toBeTruthy();
		expect(mapping.queryByRole('button', { name: /^Remove/ })).toBeNull();
	});

	it('says how the CRM’s stages come here while there are none', async () => {
		await openWorkspace('process');
		const card = within(screen.getByRole('region', { name: 'Stages of your CRM' }));
		expect(card.getByText(/^Open a deal in your CRM/)).toBeTruthy();
	});

	it('brings pieces back with the stage that they stood on', async () => {
		const { user, far } = await openWorkspace('process');
		const before = far.playbook;
		expect(before.attachments.some(({ stageId }) => stageId === 'qualify')).toBe(true);
		await user.click(screen.getByRole('button', { name: 'Remove stage Qualify' }));
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		await waitFor(() => expect(far.playbook.attachments.some(({ stageId }) => stageId === 'qualify')).toBe(false));
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.playbook).toEqual(before));
	});

	it('moves a stage', async () => {
		const { user, far } = await openWorkspace('process');
		await user.click(screen.getByRole('button', { name: 'Move Propose up' }));
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		await waitFor(() => expect(far.playbook.process.stages.map(({ id }) => id)).toEqual(['propose', 'qualify']));
	});

	it('lists what is wrong by place, opens the stage and saves nothing', async () => {
		const { user, far } = await openWorkspace('process');
		await user.click(screen.getByRole('button', { name: 'Add stage' }));
		await user.click(screen.getByRole('button', { name: /^Stage 3/ }));
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		const problems = await screen.findByRole('alert');
		expect(problems.textContent).toContain('Stage 3: Give the stage a name.');
		expect(screen.getByRole('textbox', { name: 'Stage name' }).getAttribute('aria-invalid')).toBe('true');
		expect(far.asked.map(({ name }) => name)).not.toContain('process.save');
	});

	it('lists the problems of a refusal and keeps the form', async () => {
		const { user, far } = await openStage();
		far.problems = [{ row: null, place: 'stages 1 › name', reason: 'too-long', found: 'x' }];
		await user.type(screen.getByRole('textbox', { name: 'Stage name' }), 'x');
		await user.click(screen.getByRole('button', { name: 'Save process' }));
		expect(await screen.findByRole('cell', { name: 'stages 1 › name' })).toBeDefined();
		expect(screen.getByRole('cell', { name: 'This text is too long.' })).toBeDefined();
		expect(screen.getByRole('textbox', { name: 'Stage name' })).toHaveProperty('value', 'Qualifyx');
	});

	it('discards changes', async () => {
		const { user } = await openStage();
		await user.type(screen.getByRole('textbox', { name: 'Stage name' }), 'x');
		await user.click(screen.getByRole('button', { name: 'Discard changes' }));
		// The button is gone: the focus stays in the page.
		await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
		expect(screen.getByRole('textbox', { name: 'Stage name' })).toHaveProperty('value', 'Qualify');
		expect(screen.queryByRole('button', { name: 'Save process' })).toBeNull();
	});
});
