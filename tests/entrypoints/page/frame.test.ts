import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { placeFrame } from '../../../entrypoints/page/frame.ts';

const layout = { side: 'right', widthPx: 360, isCollapsed: false, handleAt: 0.5 } as const;

function placed() {
	const { document } = new JSDOM('<!doctype html><html><body></body></html>', {
		url: 'https://crm.example/',
		pretendToBeVisual: true,
	}).window;
	const docking = {
		doesContainFixed: false,
		doesNotifyResize: false,
		rules: (side: string, width: string) => `.fixed { ${side}: ${width}; }`,
	};
	const before = document.documentElement.outerHTML;
	const frame = placeFrame(document, docking, 'about:blank', { reload: '', button: '' }, layout);
	const rules = () => [...document.querySelectorAll('style')].map(({ textContent }) => textContent);
	return { document, frame, rules, before };
}

test('a CRM’s own rules stand in the page while it is pushed, for the side and width in use', () => {
	const { frame, rules } = placed();
	expect(rules()).toEqual(['.fixed { right: 360px; }']);
	frame.show({ ...layout, side: 'left', widthPx: 400 });
	expect(rules()).toEqual(['.fixed { left: 400px; }']);
	frame.show({ ...layout, isCollapsed: true });
	expect(rules()).toEqual([]);
});

test('the page is as it was once the sidebar has gone', () => {
	const { document, frame, before } = placed();
	frame.remove();
	expect(document.documentElement.outerHTML).toBe(before);
});
