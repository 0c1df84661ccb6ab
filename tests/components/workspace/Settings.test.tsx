// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { en } from '../../../assets/texts/delete-all.ts';
import { type KeptKind, keptKinds } from '../../../core/model/kept.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

describe('the settings section', () => {
	it('saves name and role', async () => {
		const { user, far } = await openWorkspace('settings');
		await expectAccessible();
		await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Ada Berg');
		await user.tab();
		await user.selectOptions(screen.getByRole('combobox', { name: 'Your role' }), 'Manager');
		await waitFor(() => expect(far.settings.viewer).toEqual({ name: 'Ada Berg', role: 'manager' }));
	});

	it('changes language and theme at once', async () => {
		const { user, far } = await openWorkspace('settings');
		await user.click(screen.getByRole('button', { name: 'Dark' }));
		await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
		await user.click(screen.getByRole('button', { name: 'Deutsch' }));
		expect(await screen.findByRole('heading', { name: 'Einstellungen' })).toBeDefined();
		expect(document.documentElement.lang).toBe('de');
		await waitFor(() => expect(far.settings).toMatchObject({ language: 'de', theme: 'dark' }));
	});

	it('shows what is typed and not saved as the new language writes it', async () => {
		const { user, far } = await openWorkspace('settings');
		await user.click(screen.getByRole('button', { name: 'Deutsch' }));
		const revenue = () => screen.findByRole('textbox', { name: 'Bisher gewonnener Umsatz' });
		await user.type(await revenue(), '1.250,5');
		await user.click(screen.getByRole('button', { name: 'English' }));
		const english = await screen.findByRole('textbox', { name: 'Revenue won so far' });
		await waitFor(() => expect(english).toHaveProperty('value', '1250.5'));
		await user.type(screen.getByRole('textbox', { name: 'Gross margin of it' }), '1,250{Enter}');
		await waitFor(() => expect(far.settings.viewer.standing).toMatchObject({ revenue: '1250.5', grossMargin: '1250' }));
	});

	it('does not overwrite a name being typed when settings change elsewhere', async () => {
		const { user, far } = await openWorkspace('settings');
		await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Ad');
		far.settings = { ...far.settings, viewer: { name: 'Other', role: 'marketer' } };
		far.tell('settings');
		await waitFor(() =>
			expect(screen.getByRole('combobox', { name: 'Your role' })).toHaveProperty('value', 'marketer'),
		);
		expect(screen.getByRole('textbox', { name: 'Your name' })).toHaveProperty('value', 'Ad');
	});

	it('keeps team and own figures on this device, in exact numbers', async () => {
		const { user, far } = await openWorkspace('settings');
		await user.type(screen.getByRole('textbox', { name: 'Your team' }), 'North{Enter}');
		await waitFor(() => expect(far.settings.viewer.team).toBe('North'));
		expect(screen.getByText('Stays on this device. Nobody else sees it.')).toBeDefined();
		await user.type(screen.getByRole('textbox', { name: 'Revenue won so far' }), '120,000.50');
		await user.type(screen.getByRole('textbox', { name: 'Your share, %' }), '101');
		await user.click(screen.getByRole('button', { name: 'Save figures' }));
		const margin = screen.getByRole('textbox', { name: 'Gross margin of it' });
		expect(await screen.findByText('Write a number.')).toBeDefined();
		expect(screen.getByText('This is 100 % at most.')).toBeDefined();
		await waitFor(() => expect(document.activeElement).toBe(margin));
		expect(far.settings.viewer.standing).toBeUndefined();
		await user.type(margin, '41000');
		const share = screen.getByRole('textbox', { name: 'Your share, %' });
		await user.clear(share);
		await user.type(share, '62.5{Enter}');
		const standing = { currency: 'EUR', revenue: '120000.5', grossMargin: '41000', quota: null, share: '0.625' };
		await waitFor(() => expect(far.settings.viewer.standing).toEqual(standing));
		await user.click(await screen.findByRole('button', { name: 'Forget figures' }));
		await waitFor(() => expect(far.settings.viewer.standing).toBeNull());
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.settings.viewer.standing).toEqual(standing));
	});

	it('starts the browser with figures hidden when asked to', async () => {
		const { user, far } = await openWorkspace('settings');
		await user.click(screen.getByRole('switch', { name: 'Start with figures hidden' }));
		await waitFor(() => expect(far.settings.doesStartBuyerSafe).toBe(true));
	});

	it('asks the browser for the one host, in the click itself, and then lists it', async () => {
		const { user, far, host } = await openWorkspace('settings');
		host.requestSite.mockImplementation(async (pattern) => {
			far.sites = [...far.sites, { pattern, label: 'erp.firm.example:8000', kind: 'added' }];
			return true;
		});
		await user.type(screen.getByRole('textbox', { name: 'Site address' }), 'http://erp.firm.example:8000/#sales');
		const button = screen.getByRole('button', { name: 'Add site' });
		let askedInClick = false;
		window.addEventListener(
			'submit',
			() => {
				askedInClick = host.requestSite.mock.calls.length === 1;
			},
			{ once: true },
		);
		await user.click(button);
		expect(askedInClick).toBe(true);
		expect(host.requestSite).toHaveBeenCalledWith('http://erp.firm.example:8000/*');
		expect(await screen.findByText(/Dealside now runs on erp.firm.example:8000/)).toBeDefined();
		expect(far.asked.map(({ name }) => name)).toContain('sites.granted');
		await user.click(screen.getByRole('button', { name: 'Remove erp.firm.example:8000' }));
		await waitFor(() => expect(far.sites).toHaveLength(1));
	});

	it('says that a refusal changed nothing', async () => {
		const { user, far, host } = await openWorkspace('settings');
		host.requestSite.mockResolvedValue(false);
		await user.type(screen.getByRole('textbox', { name: 'Site address' }), 'crm.firm.example');
		await user.click(screen.getByRole('button', { name: 'Add site' }));
		expect(await screen.findByText('Chromium was told no; nothing changed.')).toBeDefined();
		expect(far.asked.map(({ name }) => name)).not.toContain('sites.granted');
	});

	it('refuses nonsense with a sentence and does not ask the browser', async () => {
		const { user, host } = await openWorkspace('settings');
		await user.type(screen.getByRole('textbox', { name: 'Site address' }), 'not an address');
		await user.click(screen.getByRole('button', { name: 'Add site' }));
		expect(await screen.findByText(/This is not a web address/)).toBeDefined();
		expect(host.requestSite).not.toHaveBeenCalled();
	});

	it('deletes everything after one question that lists what goes and offers the playbook’s file', async () => {
		const { user, far, host } = await openWorkspace('settings');
		await user.click(screen.getByRole('button', { name: 'Delete everything Dealside keeps in this browser' }));
		const dialog = within(await screen.findByRole('dialog'));
		expect(dialog.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(en.parts);
		await expectAccessible();
		await user.click(dialog.getByRole('button', { name: /Save the playbook file first/ }));
		expect(await dialog.findByText('The playbook file is saved.')).toBeDefined();
		expect(far.asked).toContainEqual({ name: 'playbook.export', data: { costs: 'with' } });
		expect(host.download).toHaveBeenCalledOnce();
		expect(far.asked.map(({ name }) => name)).not.toContain('storage.deleteAll');
		far.sitesLeft = ['kept.example'];
		await user.click(dialog.getByRole('button', { name: 'Delete everything' }));
		expect(await screen.findByText(/in this browser is deleted\. .*permission for kept\.example/)).toBeDefined();
		expect(screen.queryByRole('dialog')).toBeNull();
	});

	it('says how much of each kind is kept, what the browser says, and counts anew after a change', async () => {
		const sizes = keptKinds.map((kind) => ({ kind, count: 0, bytes: 0 }));
		const withSizes = (some: Partial<Record<KeptKind, readonly [count: number, bytes: number]>>) =>
			sizes.map((size) => {
				const [count, bytes] = some[size.kind] ?? [0, 0];
				return { ...size, count, bytes };
			});
		const { far } = await openWorkspace('settings', (each) => {
			each.keptSizes = {
				sizes: withSizes({ deals: [12, 40_400], costs: [20_000, 3_440_000], drafts: [1, 300] }),
				estimate: { usedBytes: 5_200_000, mostBytes: 12_000_000_000 },
			};
		});
		const card = within(screen.getByRole('region', { name: 'What is kept here' }));
		const row = async (name: RegExp) =>
			[...(await card.findByRole('row', { name })).children].map(({ textContent }) => textContent);
		expect(await row(/^Deals/)).toEqual(['Deals, as they were read last', '12', '40 kB']);
		expect(await row(/^Costs/)).toEqual(['Costs of products', '20,000', '3.4 MB']);
		expect(await row(/^Typed/)).toEqual(['Typed in forms and not saved', '1', 'under 1 kB']);
		expect(await row(/^Pieces/)).toEqual(['Pieces of collateral', 'none', '–']);
		expect(await row(/^Together/)).toEqual(['Together', '', '3.5 MB']);
		expect(card.getAllByRole('row')).toHaveLength(keptKinds.length + 2);
		expect(card.getByText(/uses about 5\.2 MB, and may use up to 12 GB/)).toBeDefined();
		await expectAccessible();
		far.keptSizes = { sizes: withSizes({ deals: [1, 2_000] }), estimate: null };
		far.tell('playbook');
		expect(await card.findByText('Your browser does not say how much Dealside uses.')).toBeDefined();
		expect(await row(/^Deals/)).toEqual(['Deals, as they were read last', '1', '2 kB']);
		far.keptSizes = null;
		far.tell('playbook');
		expect((await card.findByRole('alert')).textContent).toMatch(/could not be counted\. It is still there/);
		expect(card.queryByRole('table')).toBeNull();
	});

	it('says it when nothing could be deleted', async () => {
		const { user, far } = await openWorkspace('settings');
		far.broken.add('storage.deleteAll');
		await user.click(screen.getByRole('button', { name: 'Delete everything Dealside keeps in this browser' }));
		await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete everything' }));
		expect((await screen.findByText(/Not everything could be deleted/)).getAttribute('role')).toBe('alert');
	});
});
