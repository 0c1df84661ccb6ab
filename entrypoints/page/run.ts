import { browser } from 'wxt/browser';
import { languageOf } from '../../assets/texts/languages.ts';
import { texts } from '../../assets/texts/page.ts';
import type { PointedField, SiteMaps } from '../../core/model/page-map.ts';
import type { PageStatus } from '../../core/model/settings.ts';
import type { Adapter, Page } from '../../crm/contract.ts';
import { lookForPointed } from '../../crm/kit/pointed.ts';
import { askCostField, askLayout, askMaps } from '../../messages/ask.ts';
import type { ClaimAnswer } from '../../messages/line.ts';
import { pageApi } from './api.ts';
import { holdEscape } from './escape.ts';
import { type PlacedFrame, placeFrame } from './frame.ts';
import { openLine } from './line.ts';
import { type CostReadingAnswer, type Session, startSession } from './session.ts';
import { recogniseEveryMs, world } from './world.ts';

/**
 * Waits until the page is this adapter's CRM, then follows its deals until the page goes. `pointedAnew` is called with
 * what is pointed out on this site after the user pointed at something here.
 */
export function runWhenClaimed(adapter: Adapter, pointedAnew?: (here: SiteMaps) => void): void {
	const page = (): Page => ({ document, url: new URL(location.href) });
	const timer = setInterval(recognise, recogniseEveryMs);
	function recognise(): void {
		if (!world.dealsideCrm && document.visibilityState === 'visible' && adapter.claims(page())) {
			world.dealsideCrm = adapter.crm;
			void run(adapter, pointedAnew);
		}
		if (world.dealsideCrm || !browser.runtime?.id) clearInterval(timer);
	}
	recognise();
}

/** Whose documents the line may go to. Chromium gives addresses that change with each session; their origin does not. */
function frameOrigin(address: string): string {
	const { protocol, host } = new URL(address);
	return `${protocol}//${protocol === 'chrome-extension:' ? browser.runtime.id : host}`;
}

async function run(adapter: Adapter, pointedAnew: (here: SiteMaps) => void = () => {}): Promise<void> {
	const words = texts[languageOf(navigator.language)];
	const frameAddress = browser.runtime.getURL('/sidebar.html');
	let frame: PlacedFrame | null = null;
	let isWanted = false;
	let session: Session | null = null;

	let isExpelled = false;

	const line = openLine(window, frameOrigin(frameAddress), (message) => {
		if (message.type === 'press.judge') {
			const { id, x, y, isSeen } = message;
			line.post({ type: 'press.judged', id, refusal: frame ? frame.judge(x, y, isSeen) : 'moved' });
		} else if (message.type === 'frame.covered') frame?.uncover(message.isNear);
		else if (message.type === 'popover.shown') escapeKey.hold(message.isOpen);
		else session?.heard(message);
	});
	const escapeKey = holdEscape(window, () => line.post({ type: 'escape.pressed' }));

	function asked(
		message: unknown,
		sender: { id?: string },
		answer: (response: PageStatus | CostReadingAnswer | ClaimAnswer | boolean) => void,
	): true | undefined {
		if (sender.id !== browser.runtime.id) return undefined;
		const { type, field, word, frame: of } = (message ?? {}) as { [name: string]: unknown };
		if (type === 'line.claim') answer(line.claim(String(word), String(of)));
		if (type === 'line.holder') answer(line.isHolder(String(of)));
		if (type === 'cost.preview' && session) {
			void session.readCosts(typeof field === 'string' ? field : null).then(answer);
			// The answer comes later.
			return true;
		}
		if (type === 'page.status')
			answer({
				crm: adapter.crm,
				crmTitle: adapter.title,
				hasDeal: session?.hasRecord() ?? false,
				...(isExpelled && { isExpelled }),
			});
		if (type === 'focus.toggle') void toggleFocus();
		if (type === 'palette.show') void showPalette();
		return undefined;
	}

	async function toggleFocus(): Promise<void> {
		if (frame && !frame.hasFocus()) await session?.beforeFocus();
		if (frame?.takeFocus()) line.post({ type: 'focus.take' });
		else frame?.giveFocusBack();
	}

	async function showPalette(): Promise<void> {
		if (frame && !frame.hasFocus()) await session?.beforeFocus();
		frame?.takeFocus();
		line.post({ type: 'palette.show' });
	}
	browser.runtime.onMessage.addListener(asked);

	const [costField, here] = await Promise.all([askCostField(adapter.crm), askMaps()]);
	let pointed: readonly PointedField[] = here?.pointed ?? [];
	lookForPointed(document, (field, within) => {
		const shown = pointed.find((one) => one.crm === adapter.crm && one.field === field);
		return (shown && world.dealsideFind?.(document, shown.hints, within)) ?? null;
	});
	world.dealsideAgain = async () => {
		const now = await askMaps();
		if (!now) return;
		({ pointed } = now);
		pointedAnew(now);
		session?.again();
	};
	session = startSession({
		document,
		adapter,
		callApi: pageApi(adapter.crm, location.origin),
		options: { costField },
		async showFrame() {
			isWanted = true;
			const layout = await askLayout(location.origin);
			if (!isWanted) return null;
			frame ??= placeFrame(
				document,
				adapter.docking,
				frameAddress,
				{ reload: words.reload, button: words.reloadButton },
				layout,
				{
					loaded: line.offer,
					blocked: (isBlocked) => line.post({ type: 'page.blocked', isBlocked }),
					// Not read any more either: nobody would see it.
					gaveUp() {
						isExpelled = true;
						session?.stop();
						line.close();
						escapeKey.hold(false);
					},
				},
			);
			return layout;
		},
		hideFrame() {
			isWanted = false;
			frame?.remove();
			frame = null;
		},
		tendFrame: () => frame?.tend(),
		setLayout: (layout) => frame?.show(layout),
		giveFocusBack: () => frame?.giveFocusBack(),
		post: line.post,
		clear: line.clear,
		isAlive: () => browser.runtime?.id !== undefined,
		died() {
			frame?.showReloadNotice();
		},
	});
}
