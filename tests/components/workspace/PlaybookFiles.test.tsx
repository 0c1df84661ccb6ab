// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { samplePlaybook } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

const other = { ...samplePlaybook, name: 'South team' };

function json(value: unknown): File {
	return new File([JSON.stringify(value)], 'playbook.json', { type: 'application/json' });
}

describe('the playbook file', () => {
	it('is imported, named in the header, and taken back by undo', async () => {
		const { user } = await openWorkspace('playbook');
		await expectAccessible();
		await user.upload(screen.getByLabelText('Choose playbook file'), json(other));
		await user.click(await screen.findByRole('button', { name: 'Import' }));
		expect(await screen.findByText('South team')).toBeDefined();
		expect(screen.getByText('Imported: 2 stages, 2 pieces. Costs stayed as they were.')).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Undo' }));
		expect(await screen.findByText('North team')).toBeDefined();
	});

	it('says how much it shows of CRMs', async () => {
		const { user } = await openWorkspace('playbook', (far) => {
			far.mapsCame = { added: 1, replaced: 1, kept: 3 };
		});
		await user.upload(screen.getByLabelText('Choose playbook file'), json(other));
		expect(await screen.findByText('Adds what it shows of 5 CRMs and fields.')).toBeDefined();
		await user.click(await screen.findByRole('button', { name: 'Import' }));
		expect(await screen.findByText(/Costs stayed as they were\. It shows Dealside 2 CRMs and fields\.$/)).toBeDefined();
	});

	it('says before anything is changed which parts it replaces and which it leaves as they are', async () => {
		const rates = [{ from: 'USD', to: 'EUR', rate: '0.9', day: '2026-11-01' }];
		const { user, far } = await openWorkspace('playbook', (each) => {
			each.playbook = { ...samplePlaybook, rates };
		});
		const { rates: _, trades: __, ...partial } = { ...other, priceGuides: [] };
		await user.upload(screen.getByLabelText('Choose playbook file'), json(partial));
		const preview = within(await screen.findByRole('region', { name: 'What the file would do' }));
		await expectAccessible();
		expect(preview.getByText('Stages of the process: 2 in place of 2')).toBeDefined();
		const staying = preview.getByText('Stays: the file leaves it out').parentElement as HTMLElement;
		expect(
			within(staying)
				.getAllByRole('listitem')
				.map(({ textContent }) => textContent),
		).toEqual(['Trades: 0', 'Exchange rates: 1', 'Product costs: 0']);
		expect(far.asked.map(({ name }) => name)).not.toContain('playbook.import');
		await user.click(screen.getByRole('button', { name: 'Cancel' }));
		expect(screen.queryByRole('region', { name: 'What the file would do' })).toBeNull();
		await user.upload(screen.getByLabelText('Choose playbook file'), json(partial));
		await user.click(await screen.findByRole('button', { name: 'Import' }));
		await waitFor(() => expect(far.playbook).toMatchObject({ name: 'South team', rates }));
	});

	it('may be dropped', async () => {
		const { user, far } = await openWorkspace('playbook');
		fireEvent.drop(screen.getByText('or drop it here'), {
			dataTransfer: { files: [json(other)], types: ['Files'] },
		});
		await user.click(await screen.findByRole('button', { name: 'Import' }));
		await waitFor(() => expect(far.playbook.name).toBe('South team'));
	});

	it('is refused with a list of places and reasons', async () => {
		const { user, far } = await openWorkspace('playbook', (each) => {
			each.problems = [
				{ row: null, place: 'collateral 3 › url', reason: 'not-https', found: 'http://x.example' },
				{ row: 7, place: '', reason: 'not-json', found: null },
			];
		});
		await user.upload(screen.getByLabelText('Choose playbook file'), json({}));
		const alert = await screen.findByRole('alert');
		expect(alert.textContent).toContain('Nothing was changed: 2 problems in the file.');
		expect(screen.getByRole('cell', { name: 'collateral 3 › url' })).toBeDefined();
		expect(screen.getByRole('cell', { name: 'Only links that begin with https:// are taken.' })).toBeDefined();
		expect(screen.getByRole('cell', { name: 'whole file' })).toBeDefined();
		expect(far.playbook).toEqual(samplePlaybook);
	});

	it('is downloaded without costs unless they are asked for', async () => {
		const { user, host, far } = await openWorkspace('playbook');
		await user.click(screen.getByRole('button', { name: 'Download playbook' }));
		await user.click(screen.getByRole('radio', { name: 'With costs' }));
		await user.click(screen.getByRole('button', { name: 'Download playbook' }));
		await user.click(screen.getByRole('radio', { name: 'For reps: prices instead of costs' }));
		await user.click(screen.getByRole('button', { name: 'Download playbook' }));
		await waitFor(() => expect(host.download).toHaveBeenCalledTimes(3));
		expect(far.asked.filter(({ name }) => name === 'playbook.export').map(({ data }) => data)).toEqual([
			{ costs: 'without' },
			{ costs: 'with' },
			{ costs: 'for-reps' },
		]);
		expect(host.download.mock.calls[0]?.[0]).toBe('north-team.json');
	});

	it('can be replaced by the sample and put back', async () => {
		const { user, far } = await openWorkspace('playbook');
		await user.click(screen.getByRole('button', { name: 'Load the sample playbook' }));
		expect(await screen.findByText('Sample playbook')).toBeDefined();
		await user.click(await screen.findByRole('button', { name: 'Undo last import' }));
		await waitFor(() => expect(far.playbook).toEqual(samplePlaybook));
		await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo last import' })).toBeNull());
	});
});
