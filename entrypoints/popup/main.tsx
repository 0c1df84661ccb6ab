import '../../assets/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import { Popup } from '../../components/Popup/Popup.tsx';
import type { PageStatus } from '../../core/model/settings.ts';
import { onChange } from '../../messages/changes.ts';
import { ask } from '../../messages/messaging.ts';
import { readPageStatus } from '../../messages/port.ts';
import { createPopupStore } from '../../stores/popup.ts';
import { createStorageStore } from '../../stores/storage.ts';
import { download } from '../window/download.ts';
import { asGranted, isWithheld, requestRights } from '../window/rights.ts';

/** Opened in a tab of its own, the popup takes the site that is meant from its address. */
async function pageAddress(): Promise<string | null> {
	const asked = new URLSearchParams(window.location.search).get('site');
	if (asked !== null) return asked;
	const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
	return tab?.url ?? null;
}

/** The tab that is meant; one of the site that is named when the popup has a tab of its own. */
async function tabMeant(): Promise<number | null> {
	const asked = URL.parse(new URLSearchParams(window.location.search).get('site') ?? '');
	const url = asked && asGranted(`${asked.origin}/*`);
	const tabs = await browser.tabs.query(url ? { url } : { active: true, currentWindow: true });
	return tabs.find((tab) => !asked || !tab.url || URL.parse(tab.url)?.origin === asked.origin)?.id ?? null;
}

/** Only the CRM's own page can tell. */
async function pageStatus(): Promise<PageStatus | null> {
	const tab = await tabMeant();
	if (tab === null) return null;
	const answer: unknown = await browser.tabs
		.sendMessage(tab, { type: 'page.status' }, { frameId: 0 })
		.catch(() => null);
	return readPageStatus(answer);
}

async function pointAt(): Promise<boolean> {
	const tabId = await tabMeant();
	if (tabId === null) return false;
	const answer = await ask('point.open', { tabId, purpose: { kind: 'map', mapId: null } });
	const isOpen = answer.ok && answer.value;
	if (isOpen) window.close();
	return isOpen;
}

const far = { ask, onChange };

const root = document.getElementById('root');
if (root) {
	createRoot(root).render(
		<StrictMode>
			<Popup
				store={createPopupStore(far)}
				storage={createStorageStore(far)}
				host={{
					browserName: import.meta.env.FIREFOX ? 'Firefox' : 'Chromium',
					pageAddress,
					pageStatus,
					requestSite: (pattern) => requestRights({ permissions: ['scripting'], origins: [pattern] }),
					isWithheld,
					pointAt,
					openWorkspace: (place) => {
						const address = browser.runtime.getURL('/workspace.html');
						void browser.tabs.create({ url: place === undefined ? address : `${address}#/${place}` });
					},
					download,
				}}
			/>
		</StrictMode>,
	);
}
