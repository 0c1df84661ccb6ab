// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest';
import { defaultLayout, type SiteLayout } from '../../../core/model/settings.ts';
import type { Docking } from '../../../crm/contract.ts';
import { type PlacedFrame, placeFrame } from '../../../entrypoints/page/frame.ts';

const plain: Docking = { doesContainFixed: true, doesNotifyResize: false };
const layout: SiteLayout = { ...defaultLayout, side: 'right', widthPx: 360, isCollapsed: false };

let frame: PlacedFrame | null = null;

function place(docking: Docking, at: SiteLayout): PlacedFrame {
	Object.defineProperty(window, 'innerWidth', { value: 1280, configurable: true });
	frame = placeFrame(document, docking, 'about:blank', { reload: '', button: '' }, at, {
		loaded: () => undefined,
		gaveUp: () => undefined,
		blocked: () => undefined,
	});
	return frame;
}

const styles = () => ({
	html: document.documentElement.getAttribute('style'),
	body: document.body.getAttribute('style'),
	rules: [...document.documentElement.children]
		.filter(({ localName }) => localName === 'style')
		.map((rule) => rule.textContent),
});
const untouched = { html: null, body: null, rules: [] };

afterEach(() => {
	frame?.remove();
	frame = null;
	expect(styles()).toEqual(untouched);
});

test('a margin makes room, on the sidebar’s side', () => {
	place(plain, layout);
	expect(styles()).toEqual({
		html: 'margin-right: 360px !important;',
		body: 'contain: layout !important;',
		rules: [],
	});
});

test('a client as wide as the window is made narrower, and moved aside for a sidebar at the left', () => {
	const docked = place({ ...plain, makesRoomBy: 'width' }, layout);
	const width = 'width: calc(100% - 360px) !important;';
	expect(styles().html).toBe(width);
	const widest = 'max-width: 100% !important;';
	expect(styles().body).toBe(`width: calc(100vw - 360px) !important; ${widest} contain: layout !important;`);
	docked.show({ ...layout, side: 'left' });
	expect(styles().html).toBe(`margin-left: 360px !important; ${width}`);
});

test('rules for fixed parts follow side and width, and go with the sidebar', () => {
	const rules = (side: string, widthPx: number) => `.modal{${side}:${widthPx}px!important}`;
	const docked = place({ ...plain, rules }, layout);
	expect(styles().rules).toEqual(['.modal{right:360px!important}']);
	docked.show({ ...layout, side: 'left', widthPx: 400 });
	expect(styles().rules).toEqual(['.modal{left:400px!important}']);
	docked.show({ ...layout, isCollapsed: true });
	expect(styles()).toEqual(untouched);
});

test('rules for what is in a zoomed body get the width in its own pixels, as soon as it is zoomed', () => {
	const rules = (side: string, widthPx: number, zoom: number) =>
		`.modal{${side}:${widthPx}px}@media (max-width:${zoom}px){}`;
	const docked = place({ ...plain, rules }, layout);
	expect(styles().rules).toEqual(['.modal{right:360px}@media (max-width:1px){}']);
	const zoomed = (element: Element, zoom: number) => Object.assign(element, { currentCSSZoom: zoom });
	zoomed(document.body, 0.8);
	docked.tend();
	expect(styles().rules).toEqual(['.modal{right:450px}@media (max-width:0.8px){}']);
	// Zoom of the document is that of the sidebar too, and of what is in body.
	zoomed(document.documentElement, 1.25);
	zoomed(document.body, 1.25);
	docked.tend();
	expect(styles().rules).toEqual(['.modal{right:360px}@media (max-width:1.25px){}']);
	for (const element of [document.documentElement, document.body]) Reflect.deleteProperty(element, 'currentCSSZoom');
});

test('on paper the page is as wide as without the sidebar, even when the window changes meanwhile; then room is made again', () => {
	place({ ...plain, rules: () => '.modal{right:0}' }, layout);
	const docked = styles();
	window.dispatchEvent(new Event('beforeprint'));
	expect(styles()).toEqual(untouched);
	window.dispatchEvent(new Event('resize'));
	expect(styles()).toEqual(untouched);
	window.dispatchEvent(new Event('afterprint'));
	expect(styles()).toEqual(docked);
});
