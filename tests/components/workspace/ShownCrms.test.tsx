// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { adapters } from '../../../crm/registry.ts';
import { crmTitleOf } from '../../../stores/workspace-maps.ts';
import { fixtureMap, fixturePointed } from '../../fixtures/fixture-map.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

const mapped = { maps: [fixtureMap], pointed: [fixturePointed] };
const open = () =>
	openWorkspace('settings', (far) => {
		far.mapped = mapped;
	});
const file = (value: unknown) => new File([JSON.stringify(value)], 'crms.json', { type: 'application/json' });

describe('the CRMs shown to Dealside', () => {
	it('are none at first, and then it says how one is shown', async () => {
		await openWorkspace('settings');
		const card = screen.getByRole('region', { name: 'CRMs shown to Dealside' });
		expect(await within(card).findByText(/choose “Show where the fields are”/)).toBeDefined();
		expect(within(card).queryByRole('button', { name: 'Download all as a file' })).toBeNull();
	});

	it('are listed with what was shown of them', async () => {
		await open();
		const map = await screen.findByRole('list', { name: 'Shown CRMs' });
		expect(map.textContent).toContain('In-house CRMcrm.exampleQuotesVersion 1, Nov 20, 2026');
		expect(map.textContent).toContain('Fields: Name, Stage · Columns: Product, Discount');
		const fields = screen.getByRole('list', { name: 'Fields shown again' });
		expect(fields.textContent).toBe('DiscountTrytoncrm.exampleShown Nov 21, 2026');
		await expectAccessible();
	});

	it('take another name, not an empty one, and the focus finds its way back', async () => {
		const { user, far } = await open();
		await user.click(await screen.findByRole('button', { name: 'Rename In-house CRM' }));
		const field = screen.getByRole('textbox', { name: 'New name for In-house CRM' });
		expect(document.activeElement).toBe(field);
		await user.clear(field);
		await user.keyboard('{Enter}');
		expect(screen.getByText('Give it a name.')).toBeDefined();
		await user.type(field, 'Sales desk{Enter}');
		await waitFor(() => expect(far.mapped.maps[0]?.name).toBe('Sales desk'));
		expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'Rename Sales desk' }));
	});

	it('are removed, and put back by undo; so are fields', async () => {
		const { user, far } = await open();
		await user.click(await screen.findByRole('button', { name: 'Remove In-house CRM' }));
		await waitFor(() => expect(far.mapped.maps).toEqual([]));
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.mapped).toEqual(mapped));
		await user.click(screen.getByRole('button', { name: 'Remove Discount of Tryton' }));
		await waitFor(() => expect(far.mapped.pointed).toEqual([]));
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.mapped).toEqual(mapped));
	});

	it('go out as a file, one or all, and come in as one', async () => {
		const { user, far, host } = await open();
		await user.click(await screen.findByRole('button', { name: 'Download In-house CRM as a file' }));
		await user.click(screen.getByRole('button', { name: 'Download all as a file' }));
		await waitFor(() => expect(host.download).toHaveBeenCalledTimes(2));
		expect(host.download.mock.calls.map(([, text]) => text)).toEqual(['["in-house-quotes"]', 'null']);
		const came = { maps: [{ ...fixtureMap, name: 'Came' }], pointed: [] };
		await user.upload(screen.getByLabelText('Choose file of shown CRMs'), file(came));
		expect(await screen.findByText('Came')).toBeDefined();
		expect(screen.getByText(/Imported: 1 new, 1 replaced by a newer version, 2 as new here already\./)).toBeDefined();
		far.problems = [{ row: null, place: 'maps 1 › format', reason: 'newer-map', found: '2' }];
		await user.upload(screen.getByLabelText('Choose file of shown CRMs'), file({}));
		const cell = await screen.findByRole('cell', { name: 'This was made by a newer Dealside. Update Dealside first.' });
		expect(cell).toBeDefined();
		expect(far.mapped).toEqual(came);
	});

	it('are said to be unreadable when they are, and read again when asked', async () => {
		const { user, far } = await openWorkspace('settings', (each) => {
			each.mapped = mapped;
			each.broken.add('maps.list');
		});
		expect(await screen.findByText(/What was shown could not be read/)).toBeDefined();
		far.broken.clear();
		await user.click(screen.getByRole('button', { name: 'Try again' }));
		expect(await screen.findByText('In-house CRM')).toBeDefined();
	});
});

it('knows what people call every CRM with an adapter', () => {
	expect(adapters.filter(({ crm, title }) => crmTitleOf(crm) !== title)).toEqual([]);
});
