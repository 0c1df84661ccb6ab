import type { PageMap, PointedField } from '../../../core/model/page-map.ts';
import { type Aim, type Guide, openGuide } from '../../../entrypoints/pointing/guide.ts';

/** Events of tests are made up, so the guide is told which are a person's. */
const real = new WeakSet<Event>();

export interface Opened {
	readonly guide: Guide;
	readonly saved: PageMap[];
	readonly pointed: PointedField[];
	/** How often the guide said that something is in force, and that it is gone. */
	readonly said: { saved: number; closed: number };
	/** What is put over the page; null once it is gone. */
	host(): Element | null;
	card(): HTMLElement;
	question(): string;
	/** All that the card says. */
	text(): string;
	hover(selector: string): void;
	press(selector: string): void;
	button(name: string): HTMLButtonElement;
	click(name: string): void;
	key(key: string): KeyboardEvent;
	/** A press of the page's own scripts. */
	fake(selector: string): void;
	/** Whether saving works. */
	store: { works: boolean };
}

/** Opens pages of other windows, which put their own classes in place of this one's. */
export function elsewhere<T>(open: () => T): T {
	const own = Object.getOwnPropertyDescriptors(globalThis);
	const value = open();
	for (const [name, now] of Object.entries(Object.getOwnPropertyDescriptors(globalThis))) {
		const before = own[name as keyof typeof own];
		if (before && before.value !== now.value) Object.defineProperty(globalThis, name, before);
	}
	return value;
}

export function pageWith(body: string, language = 'en'): void {
	document.documentElement.lang = language;
	document.title = 'Compressor station · Harbour CRM';
	document.body.innerHTML = body;
}

function at(selector: string): Element {
	const found = document.querySelector(selector);
	if (!found) throw new Error(`${selector} is not on the page`);
	return found;
}

export function open(
	aim: Aim = { kind: 'map', base: null },
	address = 'https://inhouse.example/sales/quote/4711',
	language = 'en-GB',
): Opened {
	const roots: ShadowRoot[] = [];
	const { prototype } = Element;
	const attach = prototype.attachShadow;
	prototype.attachShadow = function (how) {
		const root = attach.call(this, how);
		roots.push(root);
		return root;
	};
	// Without layout there is nothing to scroll.
	Element.prototype.scrollIntoView ??= () => undefined;
	let under: Element | null = null;
	const saved: PageMap[] = [];
	const pointed: PointedField[] = [];
	const said = { saved: 0, closed: 0 };
	const store = { works: true };
	const guide = openGuide(
		{
			document,
			url: new URL(address),
			language,
			now: () => '2026-11-28T09:00:00.000Z',
			newId: () => 'map-1',
			elementAt: () => under,
			isReal: (event) => real.has(event),
			saveMap: async (map) => store.works && saved.push(map) > 0,
			savePointed: async (field) => store.works && pointed.push(field) > 0,
			saved: () => {
				said.saved += 1;
			},
			closed: () => {
				said.closed += 1;
			},
		},
		aim,
	);
	prototype.attachShadow = attach;
	const [shadow] = roots as [ShadowRoot];
	const card = () => shadow.querySelector<HTMLElement>('.card') as HTMLElement;
	const send = <E extends Event>(target: Element, event: E): E => {
		real.add(event);
		target.dispatchEvent(event);
		return event;
	};
	/** Beside the card, which has no size here. */
	const beside = { clientX: 50, clientY: 50, bubbles: true, cancelable: true, composed: true, detail: 1 };
	const button = (name: string) => {
		const all = [...card().querySelectorAll('button')];
		const found = all.find((one) => one.getAttribute('aria-label') === name || one.textContent === name);
		if (!found)
			throw new Error(`no button “${name}” but ${all.map((one) => one.textContent || one.ariaLabel).join(', ')}`);
		return found;
	};
	return {
		guide,
		saved,
		pointed,
		said,
		store,
		card,
		button,
		host: () => (shadow.host.isConnected ? shadow.host : null),
		question: () => card().querySelector('h2')?.textContent ?? '',
		text: () =>
			[...card().querySelectorAll('.body *')]
				.map((one) => (one.children.length === 0 ? one.textContent : ''))
				.join('\n'),
		hover(selector) {
			under = at(selector);
			send(shadow.host, new MouseEvent('pointermove', beside));
		},
		press(selector) {
			under = at(selector);
			send(shadow.host, new MouseEvent('click', beside));
		},
		click(name) {
			button(name).focus();
			send(button(name), new MouseEvent('click', { bubbles: true, composed: true }));
		},
		key(key) {
			const event = send(
				shadow.host,
				new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true }),
			);
			// As browsers do with a button that has the focus.
			if (key === 'Enter' && !event.defaultPrevented && shadow.activeElement?.localName === 'button')
				send(shadow.activeElement, new MouseEvent('click', { bubbles: true, composed: true }));
			return event;
		},
		fake(selector) {
			under = at(selector);
			shadow.host.dispatchEvent(new MouseEvent('click', beside));
		},
	};
}
