// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../../components/Popup/Popup.tsx';
import type { PageStatus, Site } from '../../../core/model/settings.ts';
import { createPopupStore } from '../../../stores/popup.ts';
import { createStorageStore } from '../../../stores/storage.ts';
import { createFakeBackground } from '../workspace/fake-background.ts';
import { expectAccessible, stubSystemTheme } from '../workspace/open-workspace.tsx';

afterEach(cleanup);

function open(
	address: string | null,
	isGranted = true,
	status: PageStatus | null = null,
	more: readonly Site[] = [],
	isWithheld = false,
) {
	stubSystemTheme();
	const far = createFakeBackground();
	far.sites = [...far.sites, ...more];
	far.settings = { ...far.settings, language: 'en', theme: 'light' };
	const host = {
		browserName: 'Chromium',
		pageAddress: async () => address,
		pageStatus: async () => status,
		requestSite: vi.fn(async (pattern: string) => {
			if (isGranted) far.sites = [...far.sites, { pattern, label: 'erp.example:8000', kind: 'added' as const }];
			return isGranted;
		}),
		isWithheld: async () => isWithheld,
		pointAt: vi.fn(async () => isGranted),
		openWorkspace: vi.fn(),
		download: vi.fn(),
	};
	render(<Popup store={createPopupStore(far)} storage={createStorageStore(far)} host={host} />);
	return { far, host, user: userEvent.setup() };
}

describe('the popup', () => {
	it('says that Dealside runs on a site it knows, and what it means when nothing is shown', async () => {
		open('https://north.crm.example/contacts');
		expect(await screen.findByText('Dealside runs on north.crm.example.')).toBeDefined();
		expect(screen.getByText(/this page shows no deal/)).toBeDefined();
		expect(screen.queryByRole('button', { name: 'Use Dealside on this site' })).toBeNull();
		await expectAccessible();
	});

	it('says whether a deal is open there', async () => {
		open('https://north.crm.example/deals/1', true, { crm: 'tryton', crmTitle: 'Tryton', hasDeal: true });
		expect(await screen.findByText(/A deal is open in Tryton/)).toBeDefined();
		cleanup();
		open('https://north.crm.example/deals', true, { crm: 'tryton', crmTitle: 'Tryton', hasDeal: false });
		expect(await screen.findByText(/Tryton is open, but no deal or quotation is in front/)).toBeDefined();
		expect(screen.queryByText(/reload it once/)).toBeNull();
	});

	it('says that a page takes the sidebar away each time', async () => {
		const status = { crm: 'tryton', crmTitle: 'Tryton', hasDeal: true, isExpelled: true } as const;
		open('https://north.crm.example/deals/1', true, status);
		expect(await screen.findByText(/does not let Dealside stay/)).toBeDefined();
		expect(screen.queryByText(/sidebar is beside it/)).toBeNull();
	});

	it('asks for the access to a known CRM that was taken back, and says that nothing is read until then', async () => {
		const { user, host } = open('https://north.crm.example/deals/1', true, null, [], true);
		expect(await screen.findByText('Chromium does not let Dealside read north.crm.example.')).toBeDefined();
		expect(screen.getByText(/has no access to it/)).toBeDefined();
		expect(screen.queryByText('Dealside runs on north.crm.example.')).toBeNull();
		await expectAccessible();
		await user.click(screen.getByRole('button', { name: 'Use Dealside on this site' }));
		expect(host.requestSite).toHaveBeenCalledWith('https://*.crm.example/*');
		expect(await screen.findByText(/Dealside now runs on north.crm.example. Reload the page/)).toBeDefined();
		expect(screen.queryByText(/does not let Dealside read/)).toBeNull();
	});

	it('adds the site of the page in front', async () => {
		const { user, host, far } = open('http://erp.example:8000/#sales');
		await user.click(await screen.findByRole('button', { name: 'Use Dealside on this site' }));
		expect(host.requestSite).toHaveBeenCalledWith('http://erp.example:8000/*');
		expect(await screen.findByText(/Dealside now runs on erp.example:8000. Reload the page/)).toBeDefined();
		expect(await screen.findByText('Dealside runs on erp.example:8000.')).toBeDefined();
		expect(far.asked.map(({ name }) => name)).toContain('sites.granted');
	});

	it('offers to show the fields of a CRM that no adapter knows, on a site that was added', async () => {
		const { user, host } = open('http://inhouse.example/quotes/7', true, null, [
			{ pattern: 'http://inhouse.example/*', label: 'inhouse.example', kind: 'added' },
		]);
		expect(await screen.findByText(/does not know this CRM yet/)).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Show where the fields are' }));
		expect(host.pointAt).toHaveBeenCalledOnce();
		await expectAccessible();
		cleanup();
		open('https://north.crm.example/deals/1');
		expect(await screen.findByText(/this page shows no deal/)).toBeDefined();
		expect(screen.queryByRole('button', { name: 'Show where the fields are' })).toBeNull();
	});

	it('offers to point again where somebody pointed before, and says when it cannot', async () => {
		const status = { crm: 'mapped', crmTitle: 'Harbour', hasDeal: true };
		const { user } = open('https://north.crm.example/deals/1', false, status);
		await user.click(await screen.findByRole('button', { name: 'Point again' }));
		expect(await screen.findByText(/Nothing can be shown on this page/)).toBeDefined();
		cleanup();
		open('https://north.crm.example/deals/1', true, { crm: 'tryton', crmTitle: 'Tryton', hasDeal: true });
		expect(await screen.findByText(/A deal is open in Tryton/)).toBeDefined();
		expect(screen.queryByRole('button', { name: 'Point again' })).toBeNull();
	});

	it('says that a refusal changed nothing', async () => {
		const { user, far } = open('http://erp.example:8000/', false);
		await user.click(await screen.findByRole('button', { name: 'Use Dealside on this site' }));
		expect(await screen.findByText(/Chromium was told no; nothing changed\./)).toBeDefined();
		expect(far.asked.map(({ name }) => name)).not.toContain('sites.granted');
		expect(screen.getByRole('button', { name: 'Use Dealside on this site' })).toBeDefined();
	});

	it.each(['chrome://extensions/', 'about:blank', 'file:///home/x.html', null])(
		'offers nothing on %s, which is no web page',
		async (address) => {
			const { user, host } = open(address);
			expect(await screen.findByText('This page shows no deal.')).toBeDefined();
			expect(screen.queryByRole('button', { name: 'Use Dealside on this site' })).toBeNull();
			await user.click(screen.getByRole('button', { name: 'Open workspace' }));
			expect(host.openWorkspace).toHaveBeenCalledOnce();
		},
	);
});
