import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { de, en } from '../../assets/texts/page.ts';
import { adapterOf, knownHosts } from '../../crm/registry.ts';
import { askLayout } from '../../messages/ask-layout.ts';
import { openChannel } from './channel.ts';
import { type PlacedFrame, placeFrame } from './frame.ts';
import { type Session, startSession } from './session.ts';

/** Set in this script's own world, which the page cannot see: a second injection by the background changes nothing. */
const running = globalThis as typeof globalThis & { isDealsideRunning?: boolean };

export default defineContentScript({
	matches: [...knownHosts],
	runAt: 'document_idle',
	main() {
		if (running.isDealsideRunning) return;
		running.isDealsideRunning = true;
		run();
	},
});

function run(): void {
	const texts = navigator.language.startsWith('de') ? de : en;
	const key = crypto.randomUUID();
	const frameAddress = browser.runtime.getURL('/sidebar.html');
	let frame: PlacedFrame | null = null;
	let isWanted = false;
	let session: Session | null = null;

	const channel = openChannel(browser.runtime, frameAddress, key, (message) => session?.heard(message));

	function focusToggled(message: unknown, sender: { id?: string }): undefined {
		const isOurs = sender.id === browser.runtime.id && (message as { type?: unknown } | null)?.type === 'focus.toggle';
		if (!isOurs || !frame) return;
		if (frame.takeFocus()) channel.post({ type: 'focus.take' });
		else frame.giveFocusBack();
	}
	browser.runtime.onMessage.addListener(focusToggled);

	session = startSession({
		document,
		adapterOf,
		async showFrame(adapter) {
			isWanted = true;
			const layout = await askLayout(location.origin);
			if (!isWanted) return null;
			if (frame && !frame.isPlaced()) {
				frame.remove();
				frame = null;
			}
			frame ??= placeFrame(
				document,
				adapter.docking,
				`${frameAddress}?key=${key}`,
				{ reload: texts.reload, button: texts.reloadButton },
				layout,
			);
			return layout;
		},
		hideFrame() {
			isWanted = false;
			frame?.remove();
			frame = null;
		},
		isFrameLost: () => frame !== null && !frame.isPlaced(),
		setLayout: (layout) => frame?.show(layout),
		giveFocusBack: () => frame?.giveFocusBack(),
		post: channel.post,
		clear: channel.clear,
		isAlive: () => browser.runtime?.id !== undefined,
		died() {
			frame?.showReloadNotice();
		},
	});
}
