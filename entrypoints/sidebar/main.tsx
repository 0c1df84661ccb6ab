import '../../assets/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import { Sidebar } from '../../components/Sidebar/Sidebar.tsx';
import { createPressJudge } from '../../components/ui/Guard/judge.ts';
import { mappedCrm } from '../../core/model/page-map.ts';
import { onChange } from '../../messages/changes.ts';
import type { CommandData } from '../../messages/commands.ts';
import { readOffer } from '../../messages/line.ts';
import { ask } from '../../messages/messaging.ts';
import type { FromPage, ToPage } from '../../messages/port.ts';
import type { PointPurpose } from '../../messages/protocol.ts';
import { createPageConnection } from '../../stores/deal/connection.ts';
import { createDealStore } from '../../stores/deal/store.ts';
import { createFrameStore } from '../../stores/frame.ts';
import { createPopovers } from '../../stores/popovers.ts';
import { createPressQuestions } from '../../stores/press-questions.ts';
import { createStorageStore } from '../../stores/storage.ts';
import { requestRights } from '../window/rights.ts';

const post = (message: ToPage) => connection.post(message);
const deal = createDealStore({ ask, post });
const frame = createFrameStore(ask, post);
const storage = createStorageStore({ ask, onChange });

/** Longer than a page needs to come to rest; without an answer the focus moves all the same. */
const restsWithinMs = 800;
let focusReady = () => {};

function askFocus(): Promise<void> {
	return new Promise((resolve) => {
		focusReady = resolve;
		window.setTimeout(resolve, restsWithinMs);
		post({ type: 'focus.ask' });
	});
}

const questions = createPressQuestions(post);
const popovers = createPopovers(post);
const judge = createPressJudge(window, {
	askPage: questions.ask,
	covered: (isNear) => post({ type: 'frame.covered', isNear }),
});

const connection = createPageConnection({
	async claim(word) {
		const answer = await ask('line.claim', { word });
		if (!answer.ok) throw new Error(answer.error);
		return answer.value;
	},
	onMessage(message: FromPage) {
		deal.getState().messageArrived(message);
		frame.getState().messageArrived(message);
		questions.messageArrived(message);
		popovers.messageArrived(message);
		if (message.type === 'focus.ready') focusReady();
		if (message.type === 'focus.take') document.querySelector<HTMLElement>('h1[tabindex], button')?.focus();
	},
	onStatus: (status) => deal.getState().connectionChanged(status),
	onProven: () => void frame.getState().opened(),
	isSeen: () => document.visibilityState === 'visible',
	nowMs: () => performance.now(),
});

// Before the window has loaded: the content script offers the line then.
window.addEventListener('message', ({ data, source, ports }: MessageEvent<unknown>) => {
	const offer = readOffer(data);
	const [port] = ports;
	if (offer && port && source === window.parent) void connection.offered(offer.word, port);
});
window.setInterval(connection.look, 100);
document.addEventListener('visibilitychange', connection.seenAgain);
window.addEventListener('pageshow', connection.seenAgain);

onChange((notice) => {
	deal.getState().changeNoticed(notice);
	frame.getState().changeNoticed(notice);
});

function showTheme(): void {
	const { theme } = frame.getState().settings;
	const isDark = theme === 'dark' || (theme === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches);
	document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}
frame.subscribe(showTheme);
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showTheme);
showTheme();

function today(): string {
	const now = new Date();
	const two = (part: number) => String(part).padStart(2, '0');
	return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Asked in the click itself: only then may the browser be asked for what pointing on this page needs. */
async function showField(field: string): Promise<boolean> {
	const { record } = deal.getState();
	if (!record) return false;
	const { ref, crmTitle, site } = record;
	const purpose: PointPurpose =
		ref.crm === mappedCrm ? { kind: 'map', mapId: null } : { kind: 'repair', crm: ref.crm, field, crmTitle };
	// In Firefox a frame in a page cannot ask, and need not: the host is granted, or it would not be there, and the right is
	// there from the start.
	const isGranted =
		!browser.permissions || (await requestRights({ permissions: ['scripting'], origins: [`${site}/*`] }));
	if (!isGranted) return false;
	const answer = await ask('point.open', { tabId: null, purpose });
	return answer.ok && answer.value;
}

async function openTab(wish: CommandData<'tab.open'>, address: string): Promise<void> {
	const answer = await ask('tab.open', wish);
	// Nothing is done for a frame that nobody vouches for, such as one whose line has ended: the click itself opens a tab.
	if (!answer.ok || !answer.value) window.open(address, '_blank', 'noopener');
}

const root = document.getElementById('root');
if (root) {
	createRoot(root).render(
		<StrictMode>
			<Sidebar
				deal={deal}
				frame={frame}
				storage={storage}
				judge={judge}
				today={today}
				askFocus={askFocus}
				onEscape={() => post({ type: 'focus.giveBack' })}
				onShowField={showField}
				version={browser.runtime.getManifest().version}
				onPopover={popovers.opened}
				onWorkspace={(place, isBehind) => {
					const workspace = browser.runtime.getURL('/workspace.html');
					const address = place === null ? workspace : `${workspace}#/${place}`;
					void openTab({ kind: 'workspace', place, isBehind }, address);
				}}
				onOpenBehind={(address) => void openTab({ kind: 'link', address, isBehind: true }, address)}
			/>
		</StrictMode>,
	);
}
