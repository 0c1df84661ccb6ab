import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import type { Docking } from '../../crm/contract.ts';
import { adapters } from '../../crm/registry.ts';

/** Declarations, and those that a CSS parser drops as invalid. A shorthand counts once. */
function declarations(css: string): { readonly written: readonly string[]; readonly invalid: readonly string[] } {
	const { document } = new JSDOM('<!doctype html><head></head>', { url: 'https://crm.example/' }).window;
	const written = [...css.matchAll(/\{([^{}]*)\}/g)].flatMap(([, block = '']) =>
		block.split(';').flatMap((declaration) => declaration.trim() || []),
	);
	const isDropped = (declaration: string) => {
		const style = document.createElement('style');
		style.textContent = `a{${declaration}}`;
		document.head.append(style);
		return (style.sheet?.cssRules[0] as CSSStyleRule | undefined)?.style.length === 0;
	};
	return { written, invalid: written.filter(isDropped) };
}

/** Units that stand behind numbers: the parser takes any inside of `calc()`. */
function unitsIn(css: string): string[] {
	return [...new Set([...css.matchAll(/\d([a-z%]+)/gi)].map(([, unit = '']) => unit))];
}

function faultsOf(rules: NonNullable<Docking['rules']>, side: 'left' | 'right'): string[] {
	const css = rules(side, 360, 1);
	const { written, invalid } = declarations(css);
	const odd = unitsIn(css).filter((unit) => unit !== 'px' && unit !== '%');
	return [
		...(written.length === 0 ? ['no declaration'] : []),
		...invalid.map((declaration) => `invalid: ${declaration}`),
		...odd.map((unit) => `unit ${unit}`),
	];
}

describe('page rules while the sidebar is docked', () => {
	const docked = adapters.flatMap(({ title, docking: { rules } }) => (rules ? [{ title, rules }] : []));

	test.each(docked)('$title: every declaration is valid on both sides', ({ rules }) => {
		expect({ left: faultsOf(rules, 'left'), right: faultsOf(rules, 'right') }).toEqual({ left: [], right: [] });
	});

	test('a width with its unit twice is found, in calc() too', () => {
		expect(
			faultsOf((side, widthPx) => `.modal{${side}:${widthPx}pxpx!important;width:auto!important}`, 'right'),
		).toEqual(['invalid: right:360pxpx!important', 'unit pxpx']);
		expect(faultsOf((_, widthPx) => `.bar{max-width:calc(100% - ${widthPx}pxpx)!important}`, 'left')).toEqual([
			'unit pxpx',
		]);
	});

	test('Odoo’s messages go below where the window leaves less than they want, in pixels of the window', () => {
		const odoo = docked.find(({ title }) => title === 'Odoo');
		expect(odoo?.rules('right', 360, 1)).toContain('@media (max-width:1893px)');
		expect(odoo?.rules('right', 360, 1.25)).toContain('@media (max-width:2367px)');
	});

	test('EspoCRM keeps its drawers, bars and menus out of the sidebar', () => {
		const espocrm = docked.find(({ title }) => title === 'EspoCRM');
		const right = espocrm?.rules('right', 360, 1) ?? '';
		expect(right).toContain('.modal,.modal-backdrop{right:360px!important;width:auto!important}');
		expect(right).toContain('#navbar .navbar-right{width:calc(100% - 360px)!important}');
		expect(espocrm?.rules('left', 280, 1)).toContain(
			'.modal,.modal-backdrop{left:280px!important;width:auto!important}',
		);
	});

	test('Dolibarr’s theme md moves its fixed menus, docked left alone', () => {
		const dolibarr = docked.find(({ title }) => title === 'Dolibarr');
		expect(dolibarr?.rules('left', 360, 1)).toMatch(/theme\/md.*\.side-nav.*\.login_block \{ left: 360px/);
		expect(dolibarr?.rules('right', 360, 1)).not.toContain('.side-nav');
	});
});
