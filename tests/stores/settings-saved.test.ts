import { expect, test } from 'vitest';
import type { Ask } from '../../stores/ask.ts';
import { createFrameStore } from '../../stores/frame.ts';
import { createWorkspaceStore } from '../../stores/workspace/store.ts';
import { createFakeBackground } from '../components/workspace/fake-background.ts';

/** A background, with two workspace windows that have read it, and a sidebar; none hears of later changes. */
async function windows() {
	const far = createFakeBackground();
	far.settings = { ...far.settings, language: 'en', theme: 'light' };
	const deaf = { ...far, onChange: () => () => undefined, windows: null };
	const [first, second] = [createWorkspaceStore(deaf), createWorkspaceStore(deaf)];
	const sidebar = createFrameStore(far.ask as Ask, () => undefined);
	await Promise.all([first.getState().readAgain(), second.getState().readAgain(), sidebar.getState().opened()]);
	return { far, first: first.getState(), second: second.getState(), secondStore: second, sidebar };
}

test('a choice made in one window stays when another one saves something else', async () => {
	const { far, first, second, sidebar } = await windows();
	expect(await first.settingsChanged({ language: 'de' })).toEqual({ ok: true, value: null });
	expect(await second.settingsChanged({ theme: 'dark' })).toEqual({ ok: true, value: null });
	expect(await sidebar.getState().settingsChosen({ isBuyerSafe: true })).toBe(true);
	expect(far.settings).toMatchObject({ language: 'de', theme: 'dark', isBuyerSafe: true });
});

test('a choice is not saved over another one that this window does not show yet, and that one is shown', async () => {
	const { far, first, second, secondStore, sidebar } = await windows();
	const { viewer } = far.settings;
	await first.settingsChanged({ viewer: { ...viewer, role: 'rep', name: 'Ida' }, theme: 'dark' });
	expect(await second.settingsChanged({ viewer: { ...viewer, name: 'Bo' } })).toEqual({
		ok: false,
		error: { code: 'changed-elsewhere' },
	});
	expect(far.settings.viewer).toMatchObject({ name: 'Ida', role: 'rep' });
	expect(secondStore.getState().settings?.viewer).toEqual(far.settings.viewer);
	expect(await sidebar.getState().settingsChosen({ theme: 'auto' })).toBe(false);
	expect(sidebar.getState()).toMatchObject({ refusal: 'changed-elsewhere', settings: { theme: 'dark' } });
});

test('the same choice in two windows is no refusal', async () => {
	const { far, first, sidebar } = await windows();
	await first.settingsChanged({ isBuyerSafe: true });
	expect(await sidebar.getState().settingsChosen({ isBuyerSafe: true })).toBe(true);
	expect(far.settings.isBuyerSafe).toBe(true);
	expect(sidebar.getState().refusal).toBeNull();
});

test('own figures are joined to a name that another window gave meanwhile', async () => {
	const { far, first, second } = await windows();
	second.formTyped('standing', 'en', (form) => ({ ...form, revenue: '10', grossMargin: '4' }));
	await first.settingsChanged({ viewer: { ...far.settings.viewer, name: 'Ida' } });
	expect(await second.formSaved('standing')).toMatchObject({ ok: true });
	expect(far.settings.viewer).toMatchObject({ name: 'Ida', standing: { revenue: '10' } });
});
