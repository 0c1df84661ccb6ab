// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { Popup } from '../../components/Popup/Popup.tsx';
import type { StorageState, StorageTrouble } from '../../core/model/storage-state.ts';
import { healthyStorage } from '../../core/model/storage-state.ts';
import { createPopupStore } from '../../stores/popup.ts';
import { createStorageStore } from '../../stores/storage.ts';
import { createFarSide } from './sidebar/far-side.ts';
import { openSidebar, region, textOf } from './sidebar/open-sidebar.tsx';
import { createFakeBackground } from './workspace/fake-background.ts';
import { expectAccessible, openWorkspace, stubSystemTheme } from './workspace/open-workspace.tsx';

afterEach(cleanup);

const broken: StorageState = {
	...healthyStorage,
	unreadable: [
		{ store: 'playbook', key: 'documents "playbook"' },
		{ store: 'notes', key: 'notes "a"' },
		{ store: 'notes', key: 'notes "b"' },
	],
	unreadableCount: 3,
};
const inTrouble = (trouble: StorageTrouble): StorageState => ({ ...healthyStorage, trouble });

function openPopup(kept: StorageState, language: 'en' | 'de' = 'en') {
	stubSystemTheme();
	const far = createFakeBackground();
	far.settings = { ...far.settings, language };
	far.kept = kept;
	const host = {
		browserName: 'Chromium',
		pageAddress: async () => null,
		pageStatus: async () => null,
		requestSite: async () => false,
		isWithheld: async () => false,
		pointAt: async () => false,
		openWorkspace: vi.fn(),
		download: vi.fn(),
	};
	render(<Popup store={createPopupStore(far)} storage={createStorageStore(far)} host={host} />);
	return { far, host, user: userEvent.setup({ delay: null }) };
}

const places: Readonly<Record<string, (kept: StorageState) => unknown>> = {
	popup: (kept) => openPopup(kept),
	sidebar(kept) {
		const far = createFarSide();
		far.kept = kept;
		return openSidebar(undefined, far);
	},
	workspace: (kept) =>
		openWorkspace('policy', (far) => {
			far.kept = kept;
		}),
};

const notice = () => screen.findByRole('alert', { name: 'Storage of this browser' });

test.for(Object.keys(places))('what cannot be read is said by name in the %s, with what to do', async (place) => {
	await places[place]?.(broken);
	const told = (await notice()).textContent;
	expect(told).toContain('3 kept entries cannot be read:');
	expect(told).toContain('notes and approvals of a deal (2)');
	expect(told).toContain('playbook');
	expect(told).toContain('left as they are');
	await expectAccessible();
});

test.for(
	Object.keys(places).flatMap((place) =>
		(
			[
				['storage-full', 'Free some room'],
				['database-newer', 'Update Dealside'],
				['database-blocked', 'Close all windows'],
				['database-gone', 'Import your playbook'],
				['database-failed', 'open it again'],
			] as const
		).map(([trouble, help]) => [place, trouble, help] as const),
	),
)('in the %s, %s says what to do', async ([place, trouble, help]) => {
	await places[place]?.(inTrouble(trouble));
	expect((await notice()).textContent).toContain(help);
});

test.for(Object.keys(places))('nothing is said in the %s while all is well', async (place) => {
	await places[place]?.(healthyStorage);
	expect(screen.queryByRole('alert', { name: 'Storage of this browser' })).toBeNull();
});

test('the popup saves the file, the workspace puts a row aside, and both follow', async () => {
	const { user, host } = openPopup(broken);
	await user.click(within(await notice()).getByRole('button', { name: 'Save as a file' }));
	await waitFor(() =>
		expect(host.download).toHaveBeenCalledWith('dealside-kept-2026-11-24.json', '{}', 'application/json'),
	);
	await user.click(within(await notice()).getByRole('button', { name: 'Open workspace' }));
	expect(host.openWorkspace).toHaveBeenCalledWith('playbook');
	cleanup();
	const workspace = await openWorkspace('policy', (far) => {
		far.kept = broken;
	});
	await workspace.user.click(await screen.findByText('Show each'));
	await workspace.user.click(screen.getByRole('button', { name: 'Put aside: playbook, documents "playbook"' }));
	expect(await screen.findByText(/2 kept entries cannot be read:/)).toBeDefined();
	expect(workspace.far.asked).toContainEqual({
		name: 'storage.setAside',
		data: { store: 'playbook', key: 'documents "playbook"' },
	});
});

test('without a playbook that can be read the sidebar shows no old one, and the workspace lets one be imported', async () => {
	const far = createFarSide();
	const opened = await openSidebar(undefined, far);
	expect(textOf('Margin')).toMatch(/32\.2/);
	far.refused.add('deal.context');
	far.cause = 'row-unreadable';
	await opened.happen(() => far.deal.getState().changeNoticed({ subject: 'storage', revision: 2 }));
	for (const name of ['Stage', 'Margin', 'Collateral'] as const)
		expect(textOf(name)).toContain('Unknown, because what Dealside kept for it cannot be read.');
	expect(textOf('Margin')).not.toMatch(/32\.2/);
	cleanup();
	const { user } = await openWorkspace('playbook', (each) => {
		each.broken.add('playbook.read');
		each.cause = 'row-unreadable';
		each.kept = broken;
	});
	expect(await screen.findByRole('button', { name: 'Load the sample playbook' })).toBeDefined();
	expect(screen.queryByText('North team')).toBeNull();
	await user.click(screen.getByRole('link', { name: 'Policy' }));
	expect(await screen.findByText('The playbook could not be read.')).toBeDefined();
});

test('settings that cannot be read show no margin: they say who looks', async () => {
	const far = createFarSide();
	far.refused.add('settings.read');
	far.cause = 'row-unreadable';
	await openSidebar(undefined, far);
	expect(textOf('Margin')).toContain('your settings cannot be read');
	expect(textOf('Margin')).not.toMatch(/\d %/);
});

test('notes that cannot be read leave ticks, what was sent and agreements unknown', async () => {
	const far = createFarSide();
	far.areNotesUnreadable = true;
	await openSidebar(undefined, far);
	expect(textOf('Stage')).toContain('What was ticked cannot be read');
	expect(region('Stage').queryByRole('checkbox')).toBeNull();
	expect(textOf('Margin')).toContain('What was asked and answered before is not known');
	expect(textOf('Collateral')).not.toContain('it was not sent yet');
});

test('costs that cannot be read leave the margin unknown, and say why', async () => {
	const far = createFarSide();
	const products = ['CX-40', 'p1', 'CP-7', 'p2', 'INST-D', 'p3', 'WAR-3Y', 'p4', 'FRT', 'p5'];
	far.playbook = { ...far.playbook, costs: [], unreadableCosts: products };
	const facts = (await import('../fixtures/fixture-deal.ts')).fixtureDeal;
	const costless = { ...facts, lines: facts.lines?.map((line) => ({ ...line, unitCost: null })) ?? null };
	await openSidebar(async (side) => {
		side.show(costless);
		side.read(costless);
		await side.settle();
	}, far);
	expect(textOf('Margin')).toContain('The costs kept in this browser cannot be read, so the margin is not known.');
});
