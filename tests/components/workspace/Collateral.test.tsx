// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { samplePlaybook } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

describe('the collateral section', () => {
	it('lists pieces with a tick for each stage and no accessibility fault', async () => {
		await openWorkspace('collateral');
		expect(screen.getByRole('checkbox', { name: 'Three audits in Qualify' })).toHaveProperty('checked', true);
		expect(screen.getByRole('checkbox', { name: 'Three audits in Propose' })).toHaveProperty('checked', false);
		expect(screen.getByText(/^■ Expired Jan 31, 2026$/)).toBeDefined();
		expect(screen.getByText('no piece yet')).toBeDefined();
		await expectAccessible();
	});

	it('adds a piece by title, link, kind and when to use, and puts it on a stage by one tick', async () => {
		const { user, far } = await openWorkspace('collateral');
		await user.click(screen.getByRole('button', { name: 'Add collateral' }));
		expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Title' }));
		await user.keyboard('Savings in a year');
		await user.type(screen.getByRole('textbox', { name: 'Link' }), 'https://firm.example/savings');
		await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Calculator');
		await user.type(screen.getByRole('textbox', { name: 'When to use' }), 'When they ask what it costs');
		await expectAccessible();
		await user.click(screen.getByRole('button', { name: 'Save collateral' }));
		await user.click(await screen.findByRole('checkbox', { name: 'Savings in a year in Propose' }));
		expect(far.playbook.collateral.at(-1)).toMatchObject({
			title: 'Savings in a year',
			url: 'https://firm.example/savings',
			kind: 'calculator',
			whenToUse: 'When they ask what it costs',
		});
		expect(far.playbook.attachments).toContainEqual({ stageId: 'propose', collateralId: 'new-1' });
	});

	it('shows what reps see on a stage, in an order that can be changed by keyboard', async () => {
		const { user, far } = await openWorkspace('collateral');
		await user.click(screen.getByRole('checkbox', { name: 'Warranty on one page in Qualify' }));
		await user.click(screen.getByRole('button', { name: 'Show order and preview' }));
		const list = screen.getByRole('list', { name: 'Order in Qualify' });
		await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(2));
		const up = screen.getByRole('button', { name: 'Move Warranty on one page up' });
		up.focus();
		await user.keyboard('{Enter}');
		await waitFor(() => expect(within(list).getAllByRole('listitem')[0]?.textContent).toContain('Warranty'));
		expect(far.playbook.attachments.map(({ collateralId }) => collateralId)).toEqual(['warranty', 'audits']);
		expect(await screen.findByText('“Warranty on one page” is now 1 of 2.')).toBeDefined();
		expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move Warranty on one page down' }));
		// Expired pieces come last for reps, whatever their place here.
		const preview = within(screen.getByRole('figure'));
		expect(preview.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(
			expect.arrayContaining(['Three audits', 'Warranty on one page']),
		);
		await user.selectOptions(screen.getByRole('combobox', { name: 'Stage' }), 'Propose');
		expect(screen.getByText('No piece is ticked for this stage yet.')).toBeDefined();
		await expectAccessible();
	});

	it('says beside the field what is wrong and sends nothing', async () => {
		const { user, far } = await openWorkspace('collateral');
		await user.click(screen.getByRole('button', { name: 'Add collateral' }));
		await user.type(screen.getByRole('textbox', { name: 'Link' }), 'http://firm.example/savings');
		await user.click(screen.getByRole('button', { name: 'Save collateral' }));
		const link = screen.getByRole('textbox', { name: 'Link' });
		expect(link.getAttribute('aria-invalid')).toBe('true');
		expect(screen.getByText(/Only links that begin with https/)).toBeDefined();
		expect(screen.getByText('Give it a title reps will recognise.')).toBeDefined();
		expect(far.asked.map(({ name }) => name)).not.toContain('collateral.save');
	});

	it('edits a piece and keeps what is not in the form', async () => {
		const { user, far } = await openWorkspace('collateral');
		await user.click(screen.getByRole('button', { name: 'Edit Three audits' }));
		const title = screen.getByRole('textbox', { name: 'Title' });
		await user.clear(title);
		await user.type(title, 'Four audits');
		await user.click(screen.getByRole('button', { name: 'Save collateral' }));
		await screen.findByRole('link', { name: 'Four audits' });
		expect(far.playbook.collateral[0]).toEqual({
			...samplePlaybook.collateral[0],
			title: 'Four audits',
			updatedAt: '2026-11-24T09:00:00.000Z',
		});
	});

	it('removes a piece and brings it back with its ticks by undo', async () => {
		const { user, far } = await openWorkspace('collateral');
		await user.click(screen.getByRole('button', { name: 'Remove Three audits' }));
		await waitFor(() => expect(screen.queryByRole('link', { name: 'Three audits' })).toBeNull());
		await user.click(screen.getByRole('button', { name: 'Undo' }));
		await screen.findByRole('link', { name: 'Three audits' });
		expect(far.playbook).toEqual(samplePlaybook);
	});

	it('removes many at once, only those in sight', async () => {
		const { user, far } = await openWorkspace('collateral');
		await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
		await user.type(screen.getByRole('searchbox', { name: 'Search collateral' }), 'warranty');
		expect(screen.getByText('1 selected')).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Remove' }));
		await waitFor(() => expect(far.playbook.collateral.map(({ id }) => id)).toEqual(['audits']));
	});

	it('searches, says when nothing matches, and clears', async () => {
		const { user } = await openWorkspace('collateral');
		const search = screen.getByRole('searchbox', { name: 'Search collateral' });
		await user.type(search, 'energy');
		expect(screen.getByText('1 of 2 pieces')).toBeDefined();
		await user.type(search, ' zzz');
		await user.click(screen.getByRole('button', { name: 'Clear search' }));
		expect(within(screen.getByRole('table', { name: 'Collateral' })).getAllByRole('row')).toHaveLength(3);
	});

	it('keeps an unsaved piece while one looks at another section', async () => {
		const { user } = await openWorkspace('collateral');
		await user.click(screen.getByRole('button', { name: 'Add collateral' }));
		await user.type(screen.getByRole('textbox', { name: 'Title' }), 'Half a title');
		await user.click(screen.getByRole('link', { name: /Policy/ }));
		await screen.findByRole('heading', { name: 'Policy' });
		await user.click(screen.getByRole('link', { name: /Collateral.*unsaved changes/ }));
		expect(await screen.findByRole('textbox', { name: 'Title' })).toHaveProperty('value', 'Half a title');
	});

	it('shows a piece added elsewhere at once and leaves the open form alone', async () => {
		const { user, far } = await openWorkspace('collateral');
		await user.click(screen.getByRole('button', { name: 'Edit Three audits' }));
		await user.type(screen.getByRole('textbox', { name: 'Title' }), ' today');
		const [audits, ...rest] = samplePlaybook.collateral;
		if (!audits) throw new Error('sample without collateral');
		far.playbook = {
			...samplePlaybook,
			collateral: [
				{ ...audits, title: 'Their title', updatedAt: '2026-11-24T08:00:00.000Z' },
				...rest,
				{ ...audits, id: 'other', title: 'From elsewhere' },
			],
		};
		far.tell('playbook');
		await screen.findByRole('link', { name: 'From elsewhere' });
		expect(screen.getByRole('textbox', { name: 'Title' })).toHaveProperty('value', 'Three audits today');
		const both = within(screen.getByRole('group', { name: 'Title' }));
		await user.click(both.getByRole('radio', { name: 'Theirs: Their title' }));
		await user.click(screen.getByRole('button', { name: 'Use this choice' }));
		expect(screen.getByRole('textbox', { name: 'Title' })).toHaveProperty('value', 'Their title');
		await user.click(screen.getByRole('button', { name: 'Undo' }));
		expect(screen.getByRole('textbox', { name: 'Title' })).toHaveProperty('value', 'Three audits today');
	});

	it('says what would fill it when there is nothing', async () => {
		await openWorkspace('collateral', () => undefined, { ...samplePlaybook, collateral: [], attachments: [] });
		expect(screen.getByText('No collateral yet')).toBeDefined();
		expect(screen.getByRole('button', { name: 'Add collateral' })).toBeDefined();
	});

	it('shows hostile titles as text', async () => {
		const [audits] = samplePlaybook.collateral;
		if (!audits) throw new Error('sample without collateral');
		const title = '<img src=x onerror="document.title=1">';
		await openWorkspace('collateral', () => undefined, { ...samplePlaybook, collateral: [{ ...audits, title }] });
		expect(screen.getByRole('link', { name: title })).toBeDefined();
		expect(document.querySelector('img')).toBeNull();
	});
});
