import { expect, test } from 'vitest';
import { defaultLayout } from '../../core/model/settings.ts';
import { createFarSide } from '../components/sidebar/far-side.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';

test('a drag is shown at each step and saved once, for the site, within the bounds', () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.frame.getState().layoutDragged({ widthPx: 400 });
	far.frame.getState().layoutDragged({ widthPx: 900 });
	expect(far.askedFor('layout.save')).toEqual([]);
	far.frame.getState().layoutChosen({ widthPx: 900 });
	const layout = { ...defaultLayout, widthPx: 560 };
	expect(far.askedFor('layout.save')).toEqual([{ site: 'http://crm.example', layout }]);
	expect(far.posted.map((message) => message.type === 'layout.set' && message.layout.widthPx)).toEqual([400, 560, 560]);
});

test('what the page reports during a drag does not pull the edge back', () => {
	const far = createFarSide();
	far.show(fixtureDeal);
	far.frame.getState().layoutDragged({ widthPx: 400 });
	far.arrive({ type: 'layout.shown', layout: defaultLayout });
	expect(far.frame.getState().layout.widthPx).toBe(400);
	far.frame.getState().layoutChosen({ widthPx: 410 });
	far.arrive({ type: 'layout.shown', layout: { ...defaultLayout, side: 'left' } });
	expect(far.frame.getState().layout.side).toBe('left');
});

test('a layout is not saved before the site is known', () => {
	const far = createFarSide();
	far.frame.getState().layoutChosen({ isCollapsed: true });
	expect(far.askedFor('layout.save')).toEqual([]);
});

test('a setting is taken back when it could not be kept', async () => {
	const far = createFarSide();
	await far.frame.getState().opened();
	far.refused.add('settings.save');
	const kept = far.frame.getState().settingsChosen({ theme: 'dark' });
	expect(far.frame.getState().settings.theme).toBe('dark');
	expect(await kept).toBe(false);
	expect(far.frame.getState().settings.theme).toBe('light');
});

test('settings read before a choice do not undo it', async () => {
	const far = createFarSide();
	const opened = far.frame.getState().opened();
	const chosen = far.frame.getState().settingsChosen({ theme: 'dark' });
	await Promise.all([opened, chosen]);
	expect(far.frame.getState().settings.theme).toBe('dark');
});

test('settings changed elsewhere are read anew', async () => {
	const far = createFarSide();
	far.settings = { ...far.settings, language: 'de' };
	far.frame.getState().changeNoticed({ subject: 'settings', revision: 2 });
	await far.settle();
	expect(far.frame.getState().settings.language).toBe('de');
});
