import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { expect, vi } from 'vitest';
import { MapsContext } from '../../../components/workspace/Maps/MapsContext.tsx';
import { SourceContext } from '../../../components/workspace/Source/SourceContext.tsx';
import { Workspace } from '../../../components/workspace/Workspace/Workspace.tsx';
import type { Playbook } from '../../../core/model/playbook.ts';
import { createStorageStore } from '../../../stores/storage.ts';
import { createCostsStore } from '../../../stores/workspace/costs.ts';
import { createInboxStore } from '../../../stores/workspace/inbox.ts';
import { createMapsStore } from '../../../stores/workspace/maps.ts';
import { createSourceStore } from '../../../stores/workspace/source.ts';
import { createWorkspaceStore } from '../../../stores/workspace/store.ts';
import { createFakeBackground } from './fake-background.ts';

// A whole workspace is drawn for each test, and roles are found in all of it.
vi.setConfig({ testTimeout: 30_000 });

/** The system's theme, which this environment does not know: light. */
export function stubSystemTheme(): void {
	window.matchMedia = vi.fn().mockReturnValue({
		matches: false,
		addEventListener: () => undefined,
		removeEventListener: () => undefined,
	});
}

/** Opens the workspace at a section, with a far side in memory; `prepare` changes it before anything is read. */
export async function openWorkspace(
	section: string,
	prepare: (far: ReturnType<typeof createFakeBackground>) => void = () => undefined,
	playbook?: Playbook,
) {
	window.location.hash = `#/${section}`;
	stubSystemTheme();
	const far = createFakeBackground(playbook);
	far.settings = { ...far.settings, language: 'en' };
	prepare(far);
	const host = {
		browserName: 'Chromium',
		requestSite: vi.fn<(pattern: string) => Promise<boolean>>().mockResolvedValue(true),
		download: vi.fn(),
		requestHost: vi.fn<(pattern: string) => Promise<boolean>>().mockResolvedValue(true),
		copy: vi.fn<(text: string) => Promise<boolean>>().mockResolvedValue(true),
	};
	const store = createWorkspaceStore(far);
	const view = render(
		<SourceContext store={createSourceStore(far)} request={host.requestHost} copy={host.copy}>
			<MapsContext store={createMapsStore(far)}>
				<Workspace
					store={store}
					costs={createCostsStore(far)}
					inbox={createInboxStore(far)}
					storage={createStorageStore(far)}
					host={host}
					today="2026-11-24"
				/>
			</MapsContext>
		</SourceContext>,
	);
	await screen.findByRole('heading', { level: 2 });
	return { far, host, store, user: userEvent.setup({ delay: null }), ...view };
}

/**
 * Colours are not computed in this environment; everything else is checked, and that a name holds what is seen of it.
 */
export async function expectAccessible(): Promise<void> {
	const { violations } = await axe.run(document.body, {
		rules: { 'color-contrast': { enabled: false }, 'label-content-name-mismatch': { enabled: true } },
	});
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
