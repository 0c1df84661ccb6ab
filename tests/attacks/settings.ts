/** What a user's browser, screen or page is like every day. A first press as people give it counts in each of them. */
export interface Setting {
	readonly family: string;
	readonly name: string;
	/** Run in the page, as an attack's script is. */
	readonly page?: string;
	readonly viewport?: { readonly width: number; readonly height: number };
	readonly media?: {
		readonly colorScheme?: 'dark';
		readonly forcedColors?: 'active';
		readonly reducedMotion?: 'reduce';
	};
	readonly by?: 'Enter' | 'Space';
	/** Done in the sidebar before the press. */
	readonly sidebar?: 'left' | 'wide' | 'narrow' | 'scrolled' | 'german';
}

const all: Setting[] = [];

function family(name: string, parts: readonly Omit<Setting, 'family'>[]): void {
	all.push(...parts.map((part) => ({ family: name, ...part })));
}

const sheet = (css: string) => `add('style').textContent = ${JSON.stringify(css)}`;
const over = 'position:fixed;z-index:2147483647;';
const popover = (style: string) => `const p = add('div', '${style}'); p.popover = 'manual'; p.showPopover()`;

family('a window', [
	{ name: 'as it comes' },
	{ name: '1024 × 640', viewport: { width: 1024, height: 640 } },
	{ name: '1366 × 768', viewport: { width: 1366, height: 768 } },
	{ name: '1920 × 1080', viewport: { width: 1920, height: 1080 } },
	{ name: '2560 × 1300', viewport: { width: 2560, height: 1300 } },
	{ name: '900 × 900', viewport: { width: 900, height: 900 } },
	{ name: 'dark', media: { colorScheme: 'dark' } },
	{ name: 'forced colours', media: { forcedColors: 'active' } },
	{ name: 'reduced motion', media: { reducedMotion: 'reduce' } },
	{ name: 'dark with reduced motion', media: { colorScheme: 'dark', reducedMotion: 'reduce' } },
]);

family('the sidebar', [
	{ name: 'on the left', sidebar: 'left' },
	{ name: 'wide', sidebar: 'wide' },
	{ name: 'narrow', sidebar: 'narrow' },
	{ name: 'scrolled to the button just now', sidebar: 'scrolled' },
	{ name: 'in German', sidebar: 'german' },
	{ name: 'pressed by Enter', by: 'Enter' },
	{ name: 'pressed by Space', by: 'Space' },
]);

family('things on the page', [
	{
		name: 'a bubble in the far corner',
		page: `add('div', '${over}right:12px;bottom:12px;width:60px;height:60px;background:#06c')`,
	},
	{
		name: 'a chat frame, clear',
		page: `add('iframe', '${over}right:0;bottom:0;width:380px;height:600px;border:0;background:transparent;pointer-events:none')`,
	},
	{ name: 'a clear layer over the whole page', page: `add('div', '${over}inset:0;pointer-events:none')` },
	{
		name: 'the border of a shared screen',
		page: `add('div', '${over}inset:0;border:4px solid #1a73e8;pointer-events:none')`,
	},
	{
		name: 'a toast in body',
		page: `add('div', '${over}right:20px;top:20px;width:240px;height:60px;background:#333', document.body)`,
	},
	{ name: 'a toast above everything', page: popover('margin:0;inset:auto 20px 20px auto;width:240px;height:50px') },
	{
		name: 'a tooltip above everything, left of the button',
		page: popover('margin:0;inset:auto;left:40px;top:40px;width:90px;height:24px'),
	},
	{
		name: 'a menu above everything, in the page',
		page: popover('margin:0;inset:auto;left:200px;top:200px;width:200px;height:300px'),
	},
	{
		name: 'a toast above everything, in a component',
		page: `const o = add('some-toast'); const p = document.createElement('div'); p.style.cssText = 'margin:0;inset:auto auto 20px 20px;width:240px;height:50px'; p.popover = 'manual'; o.attachShadow({ mode: 'closed' }).append(p); p.showPopover()`,
	},
	{ name: 'a progress line at the top', page: `add('div', '${over}left:0;right:0;top:0;height:3px;background:#0a0')` },
	{
		name: 'a cookie bar at the bottom',
		page: `add('div', '${over}left:0;right:0;bottom:0;height:70px;background:#eee')`,
	},
	{
		name: 'a ruler of another extension',
		page: `const o = add('other-extension', '${over}top:0;left:0;width:0;height:0'); o.attachShadow({ mode: 'open' }).innerHTML = '<div style="position:fixed;right:0;top:40%;width:30px;height:30px;background:#f80"></div>'`,
	},
	{
		name: 'a grammar checker’s badge',
		page: `add('div', '${over}left:500px;top:400px;width:22px;height:22px;border-radius:50%;background:#0b0')`,
	},
	{ name: 'a sticky header', page: `add('div', '${over}left:0;top:0;width:920px;height:50px;background:#123')` },
]);

family('how the page is drawn', [
	{ name: 'dark by a filter on html', page: sheet('html{filter:invert(1) hue-rotate(180deg)}') },
	{
		name: 'dark by a filter on html and its pictures',
		page: sheet('html{filter:invert(.9) hue-rotate(180deg)}img{filter:invert(1)}'),
	},
	{ name: 'grayscale(0)', page: sheet('html{filter:grayscale(0)}') },
	{ name: 'grayscale(1)', page: sheet('html{filter:grayscale(1)}') },
	{ name: 'sepia', page: sheet('html{filter:sepia(.3)}') },
	{ name: 'warm by night', page: sheet('html{filter:brightness(.9) contrast(.95)}') },
	{ name: 'a transform on body', page: sheet('body{transform:translateZ(0)}') },
	{ name: 'will-change on html', page: sheet('html{will-change:transform}') },
	{ name: 'perspective on html', page: sheet('html{perspective:800px}') },
	{ name: 'container queries on body', page: sheet('body{container-type:inline-size}') },
	{ name: 'html fades in', page: sheet('@keyframes in{from{opacity:0}}html{animation:in .3s}') },
	{ name: 'html under opacity .99', page: sheet('html{opacity:.99}') },
	{ name: 'zoom 1.25 on html', page: `document.documentElement.style.zoom = '1.25'` },
	{ name: 'zoom .9 on html', page: `document.documentElement.style.zoom = '.9'` },
	{ name: 'zoom .8 on body', page: `document.body.style.zoom = '.8'` },
	{ name: 'a view transition, over', page: 'document.startViewTransition(() => {})' },
	{ name: 'rules for every div', page: sheet('div{opacity:.98!important;filter:none}') },
	{
		name: 'rules for every iframe',
		page: sheet('iframe{opacity:.2!important;transform:scale(.9)!important;pointer-events:none!important}'),
	},
	{
		name: 'borders round every div',
		page: sheet('div{outline:1px solid red!important;border:1px solid red!important}'),
	},
	{ name: '::before on every div', page: sheet('div::before{content:"";display:block}') },
	{ name: 'right to left', page: `document.documentElement.dir = 'rtl'` },
	{ name: 'smooth scrolling and snapping', page: sheet('html{scroll-behavior:smooth;scroll-snap-type:y mandatory}') },
]);

family('what the page does', [
	{
		name: 'it changes twenty times a second',
		page: `const d = add('p', '', document.body); setInterval(() => { d.textContent = String(Math.random()) }, 50)`,
	},
	{
		name: 'it adds and removes elements under html',
		page: `setInterval(() => { const d = add('div'); setTimeout(() => d.remove(), 20) }, 100)`,
	},
	{
		name: 'it changes classes of html',
		page: `setInterval(() => document.documentElement.classList.toggle('busy'), 200)`,
	},
	{
		name: 'it scrolls',
		page: `document.body.style.minHeight = '3000px'; let n = 0; setInterval(() => scrollTo(0, (n += 10)), 100)`,
	},
	{
		name: 'it animates by script',
		page: `document.body.animate([{ opacity: 1 }, { opacity: .99 }], { duration: 500, iterations: Infinity })`,
	},
	{
		name: 'it is busy for 60 ms each 200',
		page: `setInterval(() => { const end = performance.now() + 60; while (performance.now() < end); }, 200)`,
	},
	{
		name: 'it opens and closes a popover elsewhere',
		page: `const p = add('div', 'margin:0;inset:auto;left:100px;top:500px'); p.popover = 'auto'; p.textContent = 'hint'; setInterval(() => p.togglePopover(), 900)`,
	},
	{
		name: 'a modal dialog is open',
		page: `const d = add('dialog', 'left:100px;right:auto'); d.textContent = 'Discount?'; d.showModal()`,
	},
	{ name: 'a modal dialog was open', page: `const d = add('dialog'); d.showModal(); setTimeout(() => d.close(), 300)` },
	{ name: 'it took the sidebar out once', page: 'host.remove()' },
]);

/** Every setting there is. */
export const settings: readonly Setting[] = all;
