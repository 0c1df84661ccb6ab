import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandName } from '../../messages/commands.ts';
import { commandNames } from '../../messages/commands.ts';
import { contextOf, mayAsk, siteOf } from '../../messages/sender-rules.ts';

const id = 'abcdefghijklmnop';
const origin = `chrome-extension://${id}`;
const at = (url: string, more: object = {}) => contextOf({ id, url, ...more }, id, origin);

test('a sender is known by id, origin, path and frame together', () => {
	expect(at(`${origin}/workspace.html#/costs`, { frameId: 0, tab: { id: 1 } })).toBe('own');
	expect(at(`${origin}/popup.html`)).toBe('own');
	expect(at(`${origin}/sidebar.html`, { frameId: 7, tab: { id: 1 } })).toBe('frame');
	expect(at('https://crm.example/deals/1', { frameId: 0, tab: { id: 1 } })).toBe('page');
});

test('nobody else is anybody', () => {
	expect(contextOf({ id: 'another', url: `${origin}/workspace.html` }, id, origin)).toBeNull();
	expect(contextOf({ url: `${origin}/workspace.html` }, id, origin)).toBeNull();
	expect(contextOf({ id }, id, origin)).toBeNull();
	expect(at('not an address')).toBeNull();
	expect(at(`${origin}/other.html`)).toBeNull();
	// A page that frames the workspace does not become it.
	expect(at(`${origin}/workspace.html`, { frameId: 3, tab: { id: 1 } })).toBeNull();
	// A look-alike origin is a page like any other, and without a tab nothing at all.
	expect(at(`${origin}.evil.example/workspace.html`, { tab: { id: 1 } })).toBe('page');
	expect(at(`${origin}.evil.example/workspace.html`)).toBeNull();
	expect(at('https://evil.example/workspace.html', { tab: { id: 1 } })).toBe('page');
});

test('whatever a sender says of itself, junk never gets more than a page may ask', () => {
	fc.assert(
		fc.property(fc.webUrl(), fc.option(fc.nat()), (url, frameId) => {
			const context = at(url, { frameId: frameId ?? undefined, tab: { id: 1 } });
			return context === 'page' || context === null;
		}),
	);
	fc.assert(fc.property(fc.string(), (url) => at(url, { tab: { id: 1 } }) !== 'own'));
});

test('a page may ask seven things, the sidebar nothing that changes what the team shares', () => {
	const asked = (context: 'page' | 'frame' | 'sidebar' | 'own') => commandNames.filter((name) => mayAsk(context, name));
	expect(asked('page')).toEqual([
		'layout.read',
		'crm.found',
		'api.call',
		'cost.field',
		'maps.here',
		'map.save',
		'pointed.save',
	]);
	expect(asked('frame')).toEqual(['line.claim']);
	// Our own pages ask what nobody else may, and nothing that speaks for a page or a frame.
	expect(asked('own')).toEqual(commandNames.filter((name) => !asked('page').includes(name) && name !== 'line.claim'));
	expect(asked('sidebar').sort()).toEqual(
		[
			'layout.save',
			'deal.context',
			'deal.remember',
			'criterion.tick',
			'collateral.markSent',
			'reason.give',
			'approval.ask',
			'approval.withdraw',
			'approval.answer',
			'settings.read',
			'settings.save',
			'storage.state',
			'point.open',
			'tab.open',
		].sort(),
	);
	const team: CommandName[] = [
		'policy.save',
		'parts.save',
		'approval.decide',
		'process.save',
		'playbook.import',
		'costs.commit',
		'sites.remove',
		'access.read',
		'access.setUp',
		'access.try',
		'access.remove',
		'access.costField',
		'maps.list',
		'map.rename',
		'maps.remove',
		'maps.restore',
		'maps.import',
		'maps.export',
	];
	for (const name of team)
		expect([mayAsk('own', name), mayAsk('sidebar', name), mayAsk('page', name)]).toEqual([true, false, false]);
});

test('a page speaks for the origin the browser tells, and only a web page has one', () => {
	expect(siteOf({ url: 'https://crm.example:8443/quotes/1?site=https://other.example' })).toBe(
		'https://crm.example:8443',
	);
	for (const url of [
		'file:///home/a.html',
		'data:text/html,x',
		'about:blank',
		`${origin}/sidebar.html`,
		'x',
		undefined,
	])
		expect(siteOf({ url })).toBeNull();
});
