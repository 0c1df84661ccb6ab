// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHost, type Host } from '../../../entrypoints/page/host.ts';

/*
 * This environment has no layer above the page and lays nothing out. The layer is put in by hand; what it takes for visible
 * is tried in a real browser by tests/attacks.
 */
const page = {
	style: {} as Record<string, string>,
	painted: 'none',
	isOpen: false,
	raises: 0,
	hit: null as Element | null,
	box: { left: 920, top: 0, width: 360, height: 720, right: 1280, bottom: 720 },
};
const real = HTMLElement.prototype.matches;
let host: Host;
let gaveUp: ReturnType<typeof vi.fn<() => void>>;
let blocked: ReturnType<typeof vi.fn<(isBlocked: boolean) => void>>;

function stub(name: string, value: unknown): void {
	Object.defineProperty(HTMLElement.prototype, name, { value, configurable: true, writable: true });
}

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
	Object.assign(page, { isOpen: false, style: {}, painted: 'none' });
	vi.spyOn(window, 'getComputedStyle').mockImplementation(
		(_element, pseudo) =>
			({
				content: pseudo ? page.painted : 'normal',
				getPropertyValue: (name: string) => page.style[name] ?? '',
			}) as CSSStyleDeclaration,
	);
	stub('showPopover', () => {
		page.isOpen = true;
	});
	stub('hidePopover', () => {
		page.raises += 1;
		page.isOpen = false;
	});
	stub('matches', function matches(this: HTMLElement, selector: string) {
		if (selector === ':popover-open') return this === host?.element ? page.isOpen : this.hasAttribute('data-open');
		if (selector === ':modal') return this.hasAttribute('data-modal');
		return real.call(this, selector);
	});
	document.elementFromPoint = () => page.hit;
	vi.spyOn(document, 'querySelectorAll').mockReturnValue([] as unknown as NodeListOf<Element>);
	gaveUp = vi.fn<() => void>();
	blocked = vi.fn<(isBlocked: boolean) => void>();
	page.raises = 0;
	host = createHost(document, { gaveUp, blocked });
	host.element.getBoundingClientRect = () => page.box as DOMRect;
	page.hit = host.element;
	page.box = { left: 920, top: 0, width: 360, height: 720, right: 1280, bottom: 720 };
	host.place(['position:fixed', 'top:0']);
});

afterEach(() => {
	host.remove();
	vi.useRealTimers();
	vi.restoreAllMocks();
	document.body.innerHTML = '';
});

const judge = () => host.judge(20, 200, true);
const observed = () => Promise.resolve();

test('a press counts once the sidebar has stood where it was put for a while', () => {
	expect(judge()).toBe('early');
	vi.advanceTimersByTime(399);
	expect(judge()).toBe('early');
	vi.advanceTimersByTime(2);
	expect(judge()).toBeNull();
	window.dispatchEvent(new Event('resize'));
	expect(judge()).toBe('early');
});

test('one that stands elsewhere than a moment ago, is covered, faded or shrunk does not count, by its own name', () => {
	vi.advanceTimersByTime(500);
	expect(judge()).toBeNull();
	page.box = { ...page.box, left: 700 };
	expect(judge()).toBe('moved');
	vi.advanceTimersByTime(500);
	expect(judge()).toBeNull();
	page.hit = document.body;
	expect(judge()).toBe('covered');
	page.hit = host.element;
	Object.assign(host.element, { currentCSSZoom: 0.3 });
	expect(judge()).toBe('small');
	Object.assign(host.element, { currentCSSZoom: 1.25 });
	expect(judge()).toBeNull();
	page.style = { 'mask-image': 'linear-gradient(red, red)' };
	expect(judge()).toBe('faded');
	page.style = { opacity: '0.99' };
	expect(judge()).toBe('faded');
	page.style = { opacity: '1', 'mask-image': 'none' };
	expect(judge()).toBeNull();
	page.painted = '"over it"';
	expect(judge()).toBe('faded');
});

test.each([
	['opacity', '0.5'],
	['visibility', 'hidden'],
	['display', 'none'],
	['filter', 'blur(2px)'],
	['backdrop-filter', 'blur(2px)'],
	['mask-image', 'linear-gradient(red, red)'],
	['clip-path', 'inset(50%)'],
	['clip', 'rect(0px, 4px, 4px, 0px)'],
	['mix-blend-mode', 'screen'],
	['transform', 'matrix(0.1, 0, 0, 0.1, 0, 0)'],
	['translate', '-700px'],
	['rotate', '90deg'],
	['scale', '0.1'],
	['offset-path', 'path("M 0 0 L 400 0")'],
	['outline-style', 'solid'],
	['border-top-width', '340px'],
	['border-image-source', 'linear-gradient(red, red)'],
	['box-shadow', 'rgb(255, 0, 0) 0px 0px 0px 900px inset'],
	['-webkit-box-reflect', 'above -720px'],
	['content-visibility', 'hidden'],
	['animation-name', 'out'],
])('a press does not count while %s is %s', (property, value) => {
	vi.advanceTimersByTime(500);
	page.style = { [property]: value };
	expect(judge()).toBe('faded');
	page.style = {};
	expect(judge()).toBeNull();
});

test('its own rules, from inside, count as important on screen, leave nothing painted around it, and hide it on paper', () => {
	// This environment reads no sheet inside a root.
	const read = document.createElement('style');
	read.textContent = host.root.querySelector('style')?.textContent ?? '';
	document.body.append(read);
	const rules = [...(read.sheet?.cssRules ?? [])];
	const important = (rule: CSSRule | undefined, property: string) => {
		const { style: its } = rule as CSSStyleRule;
		return [its.getPropertyValue(property), its.getPropertyPriority(property)];
	};
	const [own, painted, paper] = rules;
	expect((own as CSSStyleRule).selectorText).toBe(':host');
	expect(important(own, 'position')).toEqual(['fixed', 'important']);
	expect(important(own, 'display')).toEqual(['block', 'important']);
	expect((painted as CSSStyleRule).selectorText).toMatch(/^:host::before, ?:host::after$/);
	expect(important(painted, 'content')).toEqual(['none', 'important']);
	const { media, cssRules } = paper as CSSMediaRule;
	expect([media.mediaText, (cssRules[0] as CSSStyleRule).selectorText]).toEqual(['print', ':host']);
	expect(important(cssRules[0], 'display')).toEqual(['none', 'important']);
});

test('what the browser calls unseen is brought on top again, and the press is to be given once more', () => {
	vi.advanceTimersByTime(500);
	const raised = vi.fn<() => void>();
	stub('hidePopover', raised);
	expect(host.judge(20, 200, false)).toBe('uncovered');
	expect(raised).toHaveBeenCalledTimes(1);
	expect(judge()).toBe('early');
	// It did not help: then the user is told what there is, however often it is tried.
	vi.advanceTimersByTime(300);
	host.uncover(true);
	vi.advanceTimersByTime(300);
	expect(host.judge(20, 200, false)).toBe('covered');
	vi.advanceTimersByTime(7000);
	expect(host.judge(20, 200, false)).toBe('uncovered');
});

/** Has the page open or close a popover with this box, as the browser tells of it. */
function popover({ left = 0, right = 0, top = 0, bottom = 0 }, made = document.createElement('div')) {
	document.body.append(made);
	made.getBoundingClientRect = () => ({ left, right, top, bottom }) as DOMRect;
	const toggle = (newState: 'open' | 'closed') => {
		made.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState }));
		made.toggleAttribute('data-open', newState === 'open');
	};
	toggle('open');
	return { made, toggle };
}
const tooltip = { left: 40, right: 130, top: 40, bottom: 64 };
const menu = { left: 900, right: 1100, top: 40, bottom: 400 };

test('a popover of the page that opens elsewhere lies under it before it is drawn, and a press counts all along', async () => {
	vi.advanceTimersByTime(500);
	popover(tooltip);
	await observed();
	expect([page.raises, page.isOpen, judge()]).toEqual([1, true, null]);
	expect(gaveUp).not.toHaveBeenCalled();
});

test('one that the browser opens after it was told of, or that is placed after that, is under it by the next picture', async () => {
	const drawn: FrameRequestCallback[] = [];
	vi.spyOn(window, 'requestAnimationFrame').mockImplementation((draw) => drawn.push(draw));
	const { made } = popover(menu);
	await observed();
	expect(page.raises).toBe(0);
	made.getBoundingClientRect = () => tooltip as DOMRect;
	for (const draw of drawn) draw(0);
	expect(page.raises).toBe(1);
});

test('one that reaches into its place stays above it until it is closed', async () => {
	const { made, toggle } = popover(menu);
	popover(tooltip);
	await observed();
	expect(page.raises).toBe(0);
	made.removeAttribute('data-open');
	toggle('closed');
	expect(page.raises).toBe(1);
});

test('a page that opens popovers without end has it on top some times, and its own doing at that starts nothing anew', async () => {
	const { toggle } = popover(tooltip);
	await observed();
	stub('hidePopover', () => {
		page.raises += 1;
		page.isOpen = false;
		toggle('open');
	});
	for (let times = 0; times < 100; times += 1) {
		toggle('open');
		await observed();
	}
	expect(page.raises).toBe(20);
	vi.advanceTimersByTime(10_001);
	toggle('open');
	await observed();
	expect(page.raises).toBe(21);
});

test('what the frame calls covered is brought on top without a pointer only where nothing of the page is in its place', () => {
	host.uncover(false);
	expect(page.raises).toBe(1);
	page.hit = document.body;
	host.uncover(false);
	expect(page.raises).toBe(1);
	page.hit = host.element;
	const other = document.createElement('div');
	other.getBoundingClientRect = () => menu as DOMRect;
	vi.spyOn(document, 'querySelectorAll').mockReturnValue([other] as unknown as NodeListOf<Element>);
	host.uncover(false);
	expect(page.raises).toBe(1);
	host.uncover(true);
	expect(page.raises).toBe(2);
});

test('where the browser follows no visibility, another thing of the top layer at that point speaks against the press', () => {
	vi.advanceTimersByTime(500);
	const menu = document.createElement('div');
	vi.spyOn(document, 'querySelectorAll').mockReturnValue([menu] as unknown as NodeListOf<Element>);
	menu.getBoundingClientRect = () => ({ left: 930, right: 1000, top: 150, bottom: 250 }) as DOMRect;
	expect(host.judge(20, 200, null)).toBe('covered');
	menu.getBoundingClientRect = () => ({ left: 1200, right: 1260, top: 650, bottom: 710 }) as DOMRect;
	expect(host.judge(20, 200, null)).toBeNull();
});

test('a page that removes, wraps, marks or lowers it has it back at once, and a press right after that does not count', async () => {
	vi.advanceTimersByTime(500);
	const wrapper = document.createElement('div');
	document.body.append(wrapper);
	const attacks: (() => void)[] = [
		() => host.element.remove(),
		() => wrapper.append(host.element),
		() => host.element.setAttribute('inert', ''),
		() => host.element.removeAttribute('popover'),
	];
	for (const attack of attacks) {
		attack();
		await observed();
		expect(host.element.parentNode).toBe(document.documentElement);
		expect(host.element.getAttributeNames().sort()).toEqual(['popover', 'style']);
		expect(judge()).toBe('moved');
		vi.advanceTimersByTime(500);
		expect(judge()).toBeNull();
	}
	page.isOpen = false;
	host.element.dispatchEvent(new Event('toggle'));
	expect(page.isOpen).toBe(true);
});

test('after ten fights within a minute it gives up, and says so once', async () => {
	for (let times = 0; times < 10; times += 1) {
		host.element.remove();
		await observed();
	}
	expect([host.element.isConnected, gaveUp.mock.calls.length]).toEqual([true, 0]);
	host.element.remove();
	await observed();
	expect([host.element.isConnected, gaveUp.mock.calls.length, host.isKept()]).toEqual([false, 1, false]);
	host.look();
	expect(host.element.isConnected).toBe(false);
});

test('a client that rewrites its document now and then keeps the sidebar', async () => {
	for (let times = 0; times < 40; times += 1) {
		host.element.remove();
		await observed();
		vi.advanceTimersByTime(7000);
	}
	expect([host.element.isConnected, gaveUp.mock.calls.length]).toEqual([true, 0]);
});

test('a dialog that takes every press is entered, left again, and said when it cannot be entered', () => {
	const dialog = document.createElement('dialog');
	dialog.setAttribute('data-modal', '');
	document.body.append(dialog);
	dialog.closest = () => dialog as never;
	const inner = document.elementFromPoint;
	document.elementFromPoint = () =>
		dialog.hasAttribute('data-modal') && !dialog.contains(host.element) ? dialog : host.element;
	host.look();
	expect(host.element.parentNode).not.toBe(dialog);
	expect(blocked.mock.calls).toEqual([[true]]);

	Object.defineProperty(Element.prototype, 'moveBefore', {
		configurable: true,
		value(this: Element, node: Node) {
			this.append(node);
		},
	});
	try {
		host.look();
		expect(host.element.parentNode).toBe(dialog);
		expect(blocked.mock.calls.at(-1)).toEqual([false]);
		// One that reaches into the sidebar's place is not entered: its own buttons would lie under us.
		dialog.removeAttribute('data-modal');
		host.look();
		dialog.setAttribute('data-modal', '');
		dialog.getBoundingClientRect = () => ({ left: 100, right: 1200, top: 100, bottom: 600 }) as DOMRect;
		host.look();
		expect(host.element.parentNode).toBe(document.documentElement);
		expect(blocked.mock.calls.at(-1)).toEqual([true]);
		dialog.removeAttribute('data-modal');
		host.look();
		expect(host.element.parentNode).toBe(document.documentElement);
		// One that is taken out of the page takes the sidebar along, and no fight is made of it.
		for (let times = 0; times < 15; times += 1) {
			const next = dialog.cloneNode() as HTMLElement;
			next.setAttribute('data-modal', '');
			next.closest = () => next as never;
			document.body.append(next);
			document.elementFromPoint = () => (next.isConnected && !next.contains(host.element) ? next : host.element);
			host.look();
			expect(host.element.parentNode).toBe(next);
			next.remove();
			host.look();
			expect(host.element.parentNode).toBe(document.documentElement);
		}
		expect(gaveUp).not.toHaveBeenCalled();
	} finally {
		Reflect.deleteProperty(Element.prototype, 'moveBefore');
		document.elementFromPoint = inner;
	}
});
