// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { SourceContext } from '../../../components/workspace/Source/SourceContext.tsx';
import { Workspace } from '../../../components/workspace/Workspace/Workspace.tsx';
import { createStorageStore } from '../../../stores/storage.ts';
import { createCostsStore } from '../../../stores/workspace/costs.ts';
import { createInboxStore } from '../../../stores/workspace/inbox.ts';
import { createSourceStore } from '../../../stores/workspace/source.ts';
import { createWorkspaceStore } from '../../../stores/workspace/store.ts';
import { createFakeBackground } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

describe('the workspace', () => {
	it('opens where the address says, and elsewhere at the collateral', async () => {
		await openWorkspace('policy');
		expect(screen.getByRole('heading', { level: 2, name: 'Policy' })).toBeDefined();
		expect(screen.getByRole('link', { name: 'Policy' }).getAttribute('aria-current')).toBe('page');
		cleanup();
		await openWorkspace('nowhere');
		expect(screen.getByRole('heading', { level: 2, name: 'Collateral' })).toBeDefined();
	});

	it('names the playbook in its header', async () => {
		await openWorkspace('collateral');
		expect(screen.getByRole('banner').textContent).toContain('North team');
	});

	it('says that nothing could be read, and reads again when asked', async () => {
		window.location.hash = '#/costs';
		const far = createFakeBackground();
		far.settings = { ...far.settings, language: 'en', theme: 'light' };
		far.broken.add('playbook.read');
		const host = { browserName: 'Chromium', requestSite: async () => false, download: () => undefined };
		render(
			<SourceContext store={createSourceStore(far)} request={async () => false} copy={async () => false}>
				<Workspace
					store={createWorkspaceStore(far)}
					costs={createCostsStore(far)}
					inbox={createInboxStore(far)}
					storage={createStorageStore(far)}
					host={host}
					today="2026-11-24"
				/>
			</SourceContext>,
		);
		expect((await screen.findByRole('alert')).textContent).toContain('The playbook could not be read.');
		await expectAccessible();
		far.broken.clear();
		await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
		expect(await screen.findByRole('heading', { level: 2, name: 'Costs' })).toBeDefined();
	});
});
