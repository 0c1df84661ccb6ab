import '../../assets/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import { Popup } from '../../components/Popup/Popup.tsx';
import { onChange } from '../../messages/changes.ts';
import { ask } from '../../messages/messaging.ts';
import { createWorkspaceStore } from '../../stores/workspace.ts';

/** Opened in a tab of its own, the popup is told by its address which site is meant. */
async function pageAddress(): Promise<string | null> {
	const asked = new URLSearchParams(window.location.search).get('site');
	if (asked !== null) return asked;
	const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
	return tab?.url ?? null;
}

const store = createWorkspaceStore({
	ask,
	onChange,
	newId: () => crypto.randomUUID(),
	now: () => new Date().toISOString(),
});

const root = document.getElementById('root');
if (root) {
	createRoot(root).render(
		<StrictMode>
			<Popup
				store={store}
				host={{
					browserName: import.meta.env.FIREFOX ? 'Firefox' : 'Chromium',
					pageAddress,
					requestSite: (pattern) => browser.permissions.request({ permissions: ['scripting'], origins: [pattern] }),
					openWorkspace: () => void browser.tabs.create({ url: browser.runtime.getURL('/workspace.html') }),
				}}
			/>
		</StrictMode>,
	);
}
