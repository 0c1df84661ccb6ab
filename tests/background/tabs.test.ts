import { beforeEach, expect, test, vi } from 'vitest';
import { tabService } from '../../background/services/tabs.ts';
import { readData } from '../../messages/commands.ts';
import { mayAsk } from '../../messages/sender-rules.ts';

const browser = vi.hoisted(() => ({ created: [] as unknown[], canOpen: true }));

vi.mock('wxt/browser', () => ({
	browser: {
		runtime: { getURL: (path: string) => `moz-extension://ours${path}` },
		tabs: {
			async create(wish: unknown) {
				if (!browser.canOpen) throw new Error('no window');
				browser.created.push(wish);
				return {};
			},
		},
	},
}));

beforeEach(() => {
	Object.assign(browser, { created: [], canOpen: true });
});

const open = (wish: Parameters<ReturnType<typeof tabService>['tab.open']>[0]) => tabService()['tab.open'](wish, {});

test('the workspace opens at the place that is asked for, a link in front or behind', async () => {
	await open({ kind: 'workspace', place: null, isBehind: false });
	await open({ kind: 'workspace', place: 'settings/access', isBehind: true });
	await open({ kind: 'link', address: 'https://firm.example/brochure.pdf', isBehind: true });
	expect(browser.created).toEqual([
		{ url: 'moz-extension://ours/workspace.html', active: true },
		{ url: 'moz-extension://ours/workspace.html#/settings/access', active: false },
		{ url: 'https://firm.example/brochure.pdf', active: false },
	]);
});

test('a browser that opens no tab is no silence', async () => {
	browser.canOpen = false;
	expect(await open({ kind: 'workspace', place: null, isBehind: false })).toEqual({ ok: true, value: false });
});

test('neither a page nor an unproven frame may have tabs opened, and nobody others than those of the workspace and of the web', () => {
	for (const context of ['page', 'frame'] as const) expect(mayAsk(context, 'tab.open')).toBe(false);
	expect(mayAsk('sidebar', 'tab.open')).toBe(true);
	const addresses = [
		'javascript:alert(1)',
		'file:///etc/passwd',
		'moz-extension://x/popup.html',
		'data:text/html,x',
		'http://firm.example/',
	];
	for (const address of addresses)
		expect(readData('tab.open', { kind: 'link', address, isBehind: true })).toBeUndefined();
	for (const place of ['../popup.html', 'settings?x', '', 'Settings'])
		expect(readData('tab.open', { kind: 'workspace', place, isBehind: true })).toBeUndefined();
});
