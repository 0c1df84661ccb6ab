// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { startPlaybook } from '../../../core/playbook/start.ts';
import { samplePlaybook } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

const stages = [
	{ id: '1', label: 'New', pipeline: null },
	{ id: '2', label: 'Proposition', pipeline: null },
];
const list = {
	crm: 'odoo',
	site: 'https://crm.example',
	kind: 'opportunity',
	stages,
	at: '2026-11-24T10:00:00.000Z',
} as const;

test('a firm begins with three open steps, and takes the stages of its own CRM', async () => {
	const { user, far } = await openWorkspace(
		'start',
		(fake) => Object.assign(fake, { stageLists: [list] }),
		startPlaybook,
	);
	expect((await screen.findByText('0 of 3 done')).textContent).toBe('0 of 3 done');
	await expectAccessible();
	await user.click(await screen.findByRole('button', { name: 'Take the 2 stages of Odoo' }));
	await waitFor(() =>
		expect(far.playbook.process.stages.map(({ name, crmStages }) => [name, crmStages])).toEqual([
			['New', [{ crm: 'odoo', kind: 'opportunity', stage: '1' }]],
			['Proposition', [{ crm: 'odoo', kind: 'opportunity', stage: '2' }]],
		]),
	);
	expect(await screen.findByText('1 of 3 done')).toBeDefined();
	expect(screen.getByText('2 steps.')).toBeDefined();
});

test('limits are one floor and one target; what is impossible is said and nothing is saved', async () => {
	const { user, far } = await openWorkspace('start', undefined, startPlaybook);
	await user.type(await screen.findByRole('textbox', { name: 'Floor, %' }), '40');
	await user.type(screen.getByRole('textbox', { name: 'Target, %' }), '30');
	await user.click(screen.getByRole('button', { name: 'Save limits' }));
	expect(screen.getByRole('alert').textContent).toMatch(/the floor not above the target/);
	expect(far.playbook.margin.otherwise).toBeNull();
	await user.clear(screen.getByRole('textbox', { name: 'Floor, %' }));
	await user.type(screen.getByRole('textbox', { name: 'Floor, %' }), '25');
	await user.click(screen.getByRole('button', { name: 'Save limits' }));
	await waitFor(() => expect(far.playbook.margin.otherwise).toEqual({ floor: '0.25', target: '0.3' }));
	expect(await screen.findByText('Floor and target are set.')).toBeDefined();
});

test('a sample counts for nothing here until the firm begins with its own', async () => {
	const { user, far } = await openWorkspace('start', undefined, { ...samplePlaybook, origin: 'sample' });
	await user.click(await screen.findByRole('button', { name: 'Start with your own' }));
	await waitFor(() => expect(far.playbook).toEqual(startPlaybook));
	expect(await screen.findByText(/of 3 done/)).toBeDefined();
	await user.click(screen.getByRole('button', { name: 'Undo' }));
	await waitFor(() => expect(far.asked.map(({ name }) => name)).toContain('playbook.undoImport'));
});
