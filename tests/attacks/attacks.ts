/**
 * What a hostile page does to have a press in the sidebar counted that its user did not see or mean. Scripts run in the page
 * with `host`, the element that holds the sidebar; `spot`, where the button is, in pixels of the window; and `add`, which
 * makes an element of a tag with a style, puts it under `html` or another parent, and returns it.
 */
export interface Attack {
	readonly family: string;
	readonly name: string;
	/** Run before the pointer comes. */
	readonly page: string;
	/** The user clicks on the page before: some of what a page can do wants that. */
	readonly hasGesture?: true;
	/** Run so many milliseconds before the press, or in the double click between its two presses. */
	readonly later?: { readonly page: string; readonly ms: number; readonly isDouble?: true };
	/** How is pressed: by mouse where nothing is said. */
	readonly by?: 'Enter' | 'Space';
}

type Part = Omit<Attack, 'family'>;

const all: Attack[] = [];

function family(name: string, parts: readonly Part[]): void {
	all.push(...parts.map((part) => ({ family: name, ...part })));
}

const set = (property: string, value: string) =>
	`host.style.setProperty(${JSON.stringify(property)}, ${JSON.stringify(value)}, 'important')`;

const onHost = (rules: Readonly<Record<string, string>>): string =>
	Object.entries(rules)
		.map(([property, value]) => set(property, value))
		.join(';');

const sheet = (css: string) => `add('style').textContent = ${JSON.stringify(css)}`;

const styled = (rules: readonly Readonly<Record<string, string>>[]): Part[] =>
	rules.map((one) => ({
		name: Object.entries(one)
			.map((pair) => pair.join(': '))
			.join('; '),
		page: onHost(one),
	}));

family(
	'fade our element',
	styled([
		{ opacity: '0.01' },
		{ opacity: '0.4' },
		{ filter: 'opacity(0.02)' },
		{ filter: 'brightness(0)' },
		{ filter: 'contrast(0)' },
		{ filter: 'blur(8px)' },
		{ filter: 'invert(1)' },
		{ filter: 'drop-shadow(0 0 0 red) opacity(0)' },
		{ 'mix-blend-mode': 'lighten' },
		{ 'mix-blend-mode': 'screen' },
		{ visibility: 'hidden' },
		{ 'content-visibility': 'hidden' },
		{ filter: 'brightness(9)' },
	]),
);

family(
	'crop our element',
	styled([
		{ 'mask-image': 'linear-gradient(transparent, transparent)' },
		{ '-webkit-mask-image': 'linear-gradient(transparent, transparent)' },
		{ mask: 'linear-gradient(#0000, #0000)' },
		{ 'mask-image': 'radial-gradient(circle at 60px 300px, black 8px, transparent 9px)' },
		{ 'mask-image': 'url(#nothing-there)' },
		{ '-webkit-mask': 'linear-gradient(90deg, transparent 90%, black 0)' },
		{ '-webkit-mask-box-image': 'linear-gradient(transparent, transparent)' },
		{ 'clip-path': 'inset(0 0 99% 0)' },
		{ 'clip-path': 'circle(3px at 60px 300px)' },
		{ 'clip-path': 'polygon(0 0, 4px 0, 4px 100%, 0 100%)' },
		{ clip: 'rect(0, 4px, 4px, 0)' },
		{ overflow: 'hidden', height: '40px' },
		{ contain: 'strict', width: '4px' },
		{ width: '8px' },
	]),
);

family(
	'distort our element',
	styled([
		{ transform: 'scale(0.05)' },
		{ transform: 'scale(6)' },
		{ transform: 'scale(40)' },
		{ transform: 'rotate(180deg)' },
		{ transform: 'skew(70deg)' },
		{ transform: 'perspective(10px) translateZ(-400px)' },
		{ transform: 'scaleY(-1)' },
		{ scale: '0.1' },
		{ rotate: '90deg' },
		{ translate: '-500px 0' },
		{ zoom: '0.2' },
		{ zoom: '6' },
		{ 'offset-path': 'path("M0,0 L400,0")', 'offset-distance': '70%' },
	]),
);

family('paint over it by itself', [
	...styled([
		{ outline: '400px solid #d92d20', 'outline-offset': '-400px' },
		{ outline: '400px solid #d92d20f7', 'outline-offset': '-400px' },
		{ 'border-left': '352px solid #d92d20' },
		{ border: '340px solid #d92d20' },
		{ border: '340px solid', 'border-image': 'linear-gradient(red, red) 1' },
		{ padding: '700px 0 0', 'box-sizing': 'border-box' },
		{ background: 'red', padding: '300px' },
	]),
	...['::before', '::after'].map((name) => ({
		name: `${name} of every div, over the window`,
		page: sheet(`div${name}{content:"";position:fixed;inset:0;background:#d92d20;z-index:9;pointer-events:none}`),
	})),
	{
		name: 'children of our element',
		page: `add('div', 'position:fixed;inset:0;background:#d92d20;pointer-events:none', host)`,
	},
	{
		name: '::before as important as ours, in a layer',
		page: sheet(
			'@layer top{div::before{content:"" !important;position:fixed!important;inset:0!important;background:#d92d20!important;pointer-events:none!important}}',
		),
	},
]);

family(
	'fade the whole page',
	[
		'opacity:.02',
		'opacity:.5',
		'filter:opacity(0)',
		'filter:brightness(0)',
		'filter:blur(6px)',
		'filter:contrast(0)',
		'clip-path:inset(0 400px 0 0)',
		'mask-image:linear-gradient(90deg,black 60%,transparent 0)',
		'mix-blend-mode:difference;background:#000',
		'transform:rotate(4deg)',
		'transform:scale(.2)',
		'transform:perspective(20px) translateZ(-100px)',
		'visibility:hidden',
	].map((rules) => ({
		name: `html under ${rules}`,
		page: sheet(`html{${rules.replaceAll(';', ' !important;')} !important}`),
	})),
);

const over =
	'position:fixed;inset:0;width:100vw;height:100vh;z-index:2147483647;pointer-events:none;margin:0;border:0;';

family('cover it', [
	...['div', 'iframe', 'canvas', 'svg', 'img', 'video', 'object', 'button', 'fieldset', 'textarea', 'meter'].map(
		(tag) => ({ name: `<${tag}> after ours`, page: `add('${tag}', '${over}background:#fff')` }),
	),
	{
		name: 'a shadow of an element beside it',
		page: `add('div', '${over}inset:auto 500px 0 auto;width:1px;height:1px;box-shadow:0 0 0 2000px #fff')`,
	},
	{
		name: 'an outline of an element beside it',
		page: `add('div', '${over}width:1px;height:1px;outline:2000px solid #fff')`,
	},
	{ name: 'backdrop-filter', page: `add('div', '${over}backdrop-filter:blur(30px)')` },
	{ name: 'html::after', page: sheet(`html::after{content:"";${over}background:#fff}`) },
	{
		name: 'twenty pieces',
		page: `for (let i = 0; i < 20; i += 1) add('div', '${over}background:#fff;clip-path:inset(' + i * 5 + '% 0 ' + (95 - i * 5) + '% 0)')`,
	},
]);

const popover = (style: string) => `const p = add('div', '${style}'); p.popover = 'manual'; p.showPopover()`;

family('above everything', [
	{ name: 'a popover', page: popover(`${over}background:#fff`) },
	{ name: 'a popover a little clear', page: popover(`${over}background:#fffe`) },
	{
		name: 'a popover with a shadow',
		page: popover('pointer-events:none;inset:0 auto auto 0;width:1px;height:1px;box-shadow:0 0 0 3000px #fff'),
	},
	{
		name: 'a backdrop of a popover',
		page: `${sheet('#b::backdrop{background:#fff;pointer-events:none}')};const p = add('div','width:1px;height:1px;pointer-events:none');p.id='b';p.popover='manual';p.showPopover()`,
	},
	{
		name: 'a popover in a closed root',
		page: `const o = add('div'); const r = o.attachShadow({mode:'closed'}); const p = document.createElement('div'); p.style.cssText='${over}background:#fff'; p.popover='manual'; r.append(p); p.showPopover()`,
	},
	{
		name: 'a popover shown anew each 50 ms',
		page: `${popover(`${over}background:#fff`)}; setInterval(() => { p.hidePopover(); p.showPopover() }, 50)`,
	},
	{
		name: 'a popover shown anew in each frame',
		page: `${popover(`${over}background:#fff`)}; const f = () => { p.hidePopover(); p.showPopover(); requestAnimationFrame(f) }; f()`,
	},
	// They stand elsewhere and reach over us all the same: of a popover only its own box can be known.
	...Object.entries({
		'each 40 ms': 'setInterval(again, 40)',
		'each 450 ms': 'setInterval(again, 450)',
		'in each frame': 'const f = () => { again(); requestAnimationFrame(f) }; f()',
		'whenever ours is': `host.addEventListener('beforetoggle', again); again()`,
	}).map(([when, how]) => ({
		name: `a popover elsewhere with a shadow, shown anew ${when}`,
		page: `${popover('pointer-events:none;inset:0 auto auto 0;width:1px;height:1px;box-shadow:0 0 0 3000px #fff')}; const again = () => { p.hidePopover(); p.showPopover() }; ${how}`,
	})),
	{
		name: 'a popover elsewhere with a shadow, of which the page tells nobody',
		page: `addEventListener('beforetoggle', (event) => event.stopImmediatePropagation(), true); const q = add('div'); const r = q.attachShadow({mode:'closed'}); const p = document.createElement('div'); p.style.cssText='pointer-events:none;inset:0 auto auto 0;width:1px;height:1px;box-shadow:0 0 0 3000px #fff'; p.popover='manual'; r.append(p); setInterval(() => { p.hidePopover(); p.showPopover() }, 450)`,
	},
	// The browser looks every 100 ms at most: what comes over ours right after a look may be seen by none.
	...[60, 110, 160].map((ms) => ({
		name: `a popover shown anew ${ms} ms after ours`,
		page: `${popover(`${over}background:#fff`)}; host.addEventListener('toggle', ({ newState }) => { if (newState === 'open') setTimeout(() => { p.hidePopover(); p.showPopover() }, ${ms}) })`,
	})),
	{
		name: 'a popover over the button alone',
		page:
			popover(`pointer-events:none;margin:0;border:0;padding:0;background:#fff;inset:auto;`) +
			`; p.style.left = spot.x - 4 + 'px'; p.style.top = spot.y - 4 + 'px'; p.style.width = spot.width + 8 + 'px'; p.style.height = spot.height + 8 + 'px'`,
	},
	{
		name: 'a popover with the look of something else',
		page: `${popover(`${over}background:#d92d20;font:40px sans-serif`)}; p.textContent = 'Play video'`,
	},
	{
		name: 'a dialog, modal',
		page: `const d = add('dialog', '${over}background:#fff;max-width:none;max-height:none'); d.showModal()`,
	},
	{
		name: 'a backdrop of a modal dialog',
		page: `${sheet('dialog::backdrop{background:#fff}')};add('dialog').showModal()`,
	},
	{
		name: 'a dialog that opens and closes each 80 ms',
		page: `const d = add('dialog'); ${sheet('dialog::backdrop{background:#fff}')}; setInterval(() => d.open ? d.close() : d.showModal(), 80)`,
	},
	{
		name: 'a view transition that never ends',
		page: `${sheet('::view-transition{background:#fff;pointer-events:none}::view-transition-group(root){animation-duration:600s}::view-transition-old(root),::view-transition-new(root){animation:none;opacity:0}')};document.startViewTransition(() => {})`,
	},
	{
		name: 'our own element hidden as a popover',
		// One that is no popover is hidden as any other.
		page: 'try { host.hidePopover() } catch { host.hidden = true }',
	},
	{
		name: 'our own element without its popover',
		page: `host.removeAttribute('popover'); add('div', '${over}background:#fff')`,
	},
	{
		name: 'our own element hidden in each frame',
		page: `add('div', '${over}background:#fff'); const f = () => { try { host.hidePopover() } catch { host.hidden = true } requestAnimationFrame(f) }; f()`,
	},
]);

const wrappers: Readonly<Record<string, string>> = {
	'faded to .02': 'opacity:.02',
	'clipped to 4 px': 'position:fixed;inset:0;clip-path:circle(4px at 1100px 300px)',
	masked: 'position:fixed;inset:0;mask-image:linear-gradient(transparent,transparent)',
	scaled: 'transform:scale(.1)',
	rotated: 'transform:rotate(180deg)',
	zoomed: 'zoom:.2',
	'of 4 px with overflow hidden': 'position:fixed;width:4px;height:4px;overflow:hidden;contain:strict',
	'not displayed': 'display:none',
	'with its contents skipped': 'content-visibility:hidden',
};

family('put it elsewhere', [
	...Object.entries(wrappers).map(([name, style]) => ({
		name: `appended into an element ${name}`,
		page: `add('div', '${style}').append(host)`,
	})),
	...Object.entries(wrappers).map(([name, style]) => ({
		name: `moved into an element ${name}`,
		page: `add('div', '${style}').moveBefore(host, null)`,
	})),
	{ name: 'moved into a popover that is faded', page: `${popover('opacity:.02;inset:0')}; p.moveBefore(host, null)` },
	{
		name: 'moved into a closed root',
		page: `const w = add('div', 'opacity:.02'); w.attachShadow({mode:'closed'}).append(host)`,
	},
	{
		name: 'moved into a dialog of the page that is faded',
		page: `const d = add('dialog', 'opacity:.02'); d.showModal(); d.moveBefore(host, null)`,
	},
	{
		name: 'moved into body before everything, with a cover after it',
		page: `document.body.prepend(host); add('div', '${over}background:#fff')`,
	},
]);

const away = `host.style.setProperty('translate', '-700px 0', 'important'); host.style.setProperty('left', '100px', 'important'); host.style.setProperty('right', 'auto', 'important')`;

family('move it at the press', [
	...[0, 20, 60, 150, 300].flatMap((ms): Part[] => [
		{
			name: `out of a popover's cover ${ms} ms before`,
			page: `${popover(`${over}background:#fff`)}; window.p = p`,
			later: { page: 'p.hidePopover()', ms },
		},
		{
			name: `taken out and put in again ${ms} ms before`,
			page: 'host.remove()',
			later: { page: 'host.remove(); document.documentElement.append(host)', ms },
		},
		{
			name: `zoomed back ${ms} ms before`,
			page: `document.documentElement.style.zoom = '.3'`,
			later: { page: `document.documentElement.style.zoom = ''`, ms },
		},
		{
			name: `between the presses of a double click, ${ms} ms before the second`,
			page: away,
			later: {
				page: `for (const one of ['translate', 'left', 'right']) host.style.removeProperty(one)`,
				ms,
				isDouble: true,
			},
		},
	]),
	{
		name: 'in each frame',
		page: `let n = 0; const f = () => { n += 1; host.style.setProperty('left', (n % 2) * 200 + 'px', 'important'); host.style.setProperty('top', (n % 3) * 90 + 'px', 'important'); requestAnimationFrame(f) }; f()`,
	},
	{
		name: 'zoomed in each frame',
		page: `let n = 0; const f = () => { n += 1; document.documentElement.style.zoom = n % 2 ? '1.2' : '1'; requestAnimationFrame(f) }; f()`,
	},
]);

family('show it at the press', [
	...[0, 20, 60, 150, 300].flatMap((ms): Part[] => [
		{
			name: `out of a modal dialog ${ms} ms before`,
			page: `window.d = add('dialog'); ${sheet('dialog::backdrop{background:#fff}')}; d.showModal()`,
			later: { page: 'd.close()', ms },
		},
		{
			name: `out of fullscreen ${ms} ms before`,
			hasGesture: true,
			page: 'document.body.requestFullscreen()',
			later: { page: 'document.exitFullscreen().catch(() => {})', ms },
		},
		{
			name: `from the page's own display none ${ms} ms before`,
			page: `document.documentElement.style.setProperty('display', 'none', 'important')`,
			later: { page: `document.documentElement.style.removeProperty('display')`, ms },
		},
		{
			name: `not inert any more ${ms} ms before`,
			page: `${popover(`${over}background:#fff;pointer-events:auto`)}; window.p = p`,
			later: { page: 'p.remove()', ms },
		},
	]),
]);

family('take our style', [
	{ name: 'no style', page: `host.removeAttribute('style'); add('div', '${over}background:#fff')` },
	{
		name: 'a style of its own',
		page: `host.setAttribute('style', 'opacity:.02!important;position:fixed;right:0;top:0;width:360px;height:100vh')`,
	},
	{ name: 'another text for it', page: `host.style.cssText = 'all:unset!important;opacity:0!important'` },
	{
		name: 'in each frame',
		page: `const f = () => { host.setAttribute('style', 'opacity:.02!important'); requestAnimationFrame(f) }; f()`,
	},
	{
		name: 'rules for every div, important',
		page: sheet('div{opacity:.02!important;mask-image:linear-gradient(transparent,transparent)!important}'),
	},
	{
		name: 'rules in a layer, important',
		page: sheet('@layer a{html > div{opacity:.02!important;filter:brightness(0)!important}}'),
	},
	{
		name: 'an adopted sheet',
		page: `const s = new CSSStyleSheet(); s.replaceSync('html > div{opacity:.02!important;clip-path:inset(50%)!important}'); document.adoptedStyleSheets = [s]`,
	},
	{
		name: 'a transition',
		page: `host.style.transition = 'opacity .1s'; host.style.setProperty('opacity', '0', 'important')`,
	},
	{ name: 'hidden', page: `host.hidden = true; add('div', '${over}background:#fff')` },
	{ name: 'inert, under a cover', page: `host.inert = true; add('div', '${over}background:#fff')` },
	{
		name: 'a slot',
		page: `host.setAttribute('slot', 'none'); host.setAttribute('part', 'x'); host.className = 'x'; ${sheet('.x{opacity:.02!important}')}`,
	},
]);

family('animate it', [
	...['opacity', 'filter', 'transform', 'clipPath'].map((property) => ({
		name: `${property} by script`,
		page: `const v = { opacity: '0', filter: 'opacity(0)', transform: 'scale(.05)', clipPath: 'inset(50%)' }.${property}; host.animate([{ ${property}: v }, { ${property}: v }], { duration: 1e7, fill: 'both' })`,
	})),
	{
		name: 'by rules',
		page: sheet(
			'@keyframes out{to{opacity:0;mask-image:linear-gradient(transparent,transparent)}}html > div{animation:out .01s both!important}',
		),
	},
	{
		name: 'the whole page by script',
		page: `document.documentElement.animate([{ opacity: 0 }, { opacity: 0 }], { duration: 1e7, fill: 'both' })`,
	},
	{
		name: 'the whole page out of the window',
		page: `document.documentElement.animate([{ transform: 'translateX(900px)' }, { transform: 'translateX(900px)' }], { duration: 1e7, fill: 'both' })`,
	},
]);

family('by keyboard', [
	...(['Enter', 'Space'] as const).flatMap((by): Part[] => [
		{ name: `${by} under a popover`, page: popover(`${over}background:#fff`), by },
		{ name: `${by} under a mask`, page: onHost({ 'mask-image': 'linear-gradient(transparent, transparent)' }), by },
		{ name: `${by} in a faded wrapper`, page: `add('div', 'opacity:.02').moveBefore(host, null)`, by },
		{ name: `${by} under zoom .2`, page: `document.documentElement.style.zoom = '.2'`, by },
		{
			name: `${by} 100 ms after a cover is gone`,
			page: `${popover(`${over}background:#fff`)}; window.p = p`,
			later: { page: 'p.remove()', ms: 100 },
			by,
		},
	]),
]);

/** Every attack there is. */
export const attacks: readonly Attack[] = all;

/** About a tenth of them, with some of every family. */
export function sample<T extends { readonly family: string }>(list: readonly T[]): readonly T[] {
	const names = [...new Set(list.map((one) => one.family))];
	return names.flatMap((name) => {
		const own = list.filter((one) => one.family === name);
		const count = Math.max(1, Math.round(own.length / 10));
		return own.filter((_, at) => at % Math.ceil(own.length / count) === 0);
	});
}
