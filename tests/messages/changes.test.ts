import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tellChange } from '../../messages/changes.ts';

const browser = vi.hoisted(() => ({ told: [] as string[] }));

vi.mock('wxt/browser', () => ({
	browser: {
		runtime: {
			async sendMessage() {
				browser.told.push('own pages');
				throw new Error('Receiving end does not exist');
			},
		},
		tabs: {
			query: async () => [{ id: 3 }, {}, { id: 4 }],
			async sendMessage(id: number) {
				browser.told.push(`tab ${id}`);
				if (id === 3) throw new Error('Receiving end does not exist');
			},
		},
	},
}));

beforeEach(() => {
	browser.told = [];
});

afterEach(() => {
	vi.unstubAllEnvs();
});

test('a change is told once to every page of the extension, whoever does not listen', async () => {
	await tellChange({ subject: 'settings', revision: 1 });
	expect(browser.told).toEqual(['own pages']);
});

test('in Firefox it is told to each tab too, for the frames in it', async () => {
	vi.stubEnv('FIREFOX', 'true');
	await tellChange({ subject: 'settings', revision: 1 });
	expect(browser.told.sort()).toEqual(['own pages', 'tab 3', 'tab 4']);
});
