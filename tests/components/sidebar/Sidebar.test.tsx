// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DealFacts } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import { defaultLayout } from '../../../core/model/settings.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { type createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, figure, openSidebar, plain, readDeal, region, textOf } from './open-sidebar.tsx';

afterEach(() => {
	cleanup();
	vi.useRealTimers();
});

type FarSide = ReturnType<typeof createFarSide>;

function footer(): string {
	return plain(screen.getByRole('contentinfo').textContent);
}

function regions(): (string | null)[] {
	return screen.getAllByRole('region').map((each) => each.getAttribute('aria-label'));
}

describe('what is told of the deal', () => {
	it('is its name, account and number, and three regions in one order', async () => {
		await openSidebar();
		expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Compressor station');
		expect(screen.getByRole('banner').textContent).toContain('Nordhavn Marine A/S · Q-2041');
		expect(regions()).toEqual(['Stage', 'Margin', 'Collateral']);
		expect(footer()).toContain('Live from the CRM');
		await expectAccessible();
	});

	it('says that something is typed and not saved, and no more than that', async () => {
		const { type } = await openSidebar();
		expect(screen.getByRole('banner').textContent).not.toContain('unsaved');
		type(discountTyped('1', '15', '0.15'));
		expect(screen.getByRole('banner').textContent).toContain('unsaved edit');
	});

	it('is of the record in front alone: the next one begins empty', async () => {
		const { far, happen } = await openSidebar();
		const next: DealFacts = { ...fixtureDeal, ref: { ...fixtureDeal.ref, id: '2042' }, name: 'Paint shop' };
		await happen(() => far.show(next));
		expect(document.body.textContent).not.toMatch(/Compressor station|32\.2/);
		expect(screen.getAllByRole('region').every((each) => each.getAttribute('aria-busy') === 'true')).toBe(true);
		await happen(() => far.read({ ...next, lines: (next.lines ?? []).slice(1) }));
		expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Paint shop');
		// 15,040 − 9,020 = 6,020 = 40.03 %.
		expect(figure('Margin')).toBe('40.0 %');
	});
});

describe('when the CRM does not answer', () => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T09:18:00.000Z') });
	});

	const failed =
		(code: 'api-unreachable' | 'signed-out', page: DealFacts | null = null) =>
		async (far: FarSide): Promise<void> => {
			far.show(fixtureDeal);
			await far.settle();
			far.fail(fixtureDeal, { code }, page);
		};

	it('the last reading is shown with its age', async () => {
		await openSidebar(async (far) => {
			far.cached = { facts: fixtureDeal, at: fixtureDeal.reading.at };
			await failed('api-unreachable')(far);
		});
		expect(screen.getByRole('alert').textContent).toMatch(
			/The CRM does not answer\. This is the deal as of \d\d:\d\d \(18 minutes ago\)\./,
		);
		expect(footer()).toMatch(/As of \d\d:\d\d \(18 minutes ago\)/);
		expect(figure('Margin')).toBe('32.2 %');
		await expectAccessible();
	});

	it('what the page shows stands for it where nothing was kept, and that is said', async () => {
		await openSidebar(failed('signed-out', { ...fixtureDeal, lines: null }));
		expect(screen.getByRole('alert').textContent).toContain(
			'You are signed out of the CRM. This is what the page itself shows',
		);
		expect(footer()).toContain('Only what the page shows');
		expect(figure('Margin')).toBe('unknown');
	});

	it('with nothing at all every region says so, and a press reads again', async () => {
		const { far, user } = await openSidebar(failed('api-unreachable'));
		expect(screen.getByRole('alert').textContent).toContain('Nothing was kept of this deal.');
		expect(regions()).toEqual(['Stage', 'Margin', 'Collateral']);
		expect(textOf('Margin')).toContain('Margin unknown');
		expect(document.body.textContent).not.toMatch(/\d\s?%/);
		await user.click(screen.getByRole('button', { name: 'Try again' }));
		expect(far.posted.at(-1)).toEqual({ type: 'facts.again' });
		await expectAccessible();
	});

	it('and the playbook neither: that is said', async () => {
		await openSidebar(async (far) => {
			far.refused.add('deal.context');
			await readDeal(far);
		});
		expect(screen.getByRole('alert').textContent).toContain('The playbook could not be read.');
		expect(document.body.textContent).not.toMatch(/\d\s?%/);
	});
});

describe('a line to the page', () => {
	it('that nobody gave yet leaves nothing to press and nothing to read', async () => {
		const { happen, far } = await openSidebar(() => undefined);
		expect(document.querySelectorAll('button, a, input, select, summary, [tabindex]')).toHaveLength(0);
		expect(plain(document.body.textContent)).toBe('');
		await happen(() => far.show(fixtureDeal));
		expect(screen.getAllByRole('button').length).toBeGreaterThan(0);
	});

	it('that is silent for a moment is not called live, and is again when the page speaks', async () => {
		const { happen, far } = await openSidebar();
		expect(footer()).toContain('Live');
		await happen(() => far.deal.getState().connectionChanged('silent'));
		expect(footer()).toContain('The page does not answer');
		expect(footer()).not.toContain('Live');
		await happen(() => far.deal.getState().connectionChanged('connected'));
		expect(footer()).toContain('Live');
	});

	it('that a second frame claimed is over, in one sentence', async () => {
		const { happen, far } = await openSidebar();
		await happen(() => far.deal.getState().connectionChanged('ended'));
		expect(screen.getByRole('alert').textContent).toContain('A second frame asked for Dealside’s line to this page');
		expect(textOf('Margin')).not.toMatch(/\d\s?%/);
		expect(footer()).not.toContain('Live');
	});
});

describe('a page that says nothing for long', () => {
	it('is said to be gone and shows no margin, which would no longer follow what is typed', async () => {
		const { far, type, happen } = await openSidebar();
		type(discountTyped('1', '15', '0.15'));
		await happen(() => far.deal.getState().connectionChanged('lost'));
		expect(screen.getByRole('alert').textContent).toContain(
			'This page does not answer any more. If that stays so, reload it.',
		);
		expect(textOf('Margin')).toContain('It no longer follows what you type.');
		expect(textOf('Margin')).not.toMatch(/\d\s?%/);
		expect(footer()).not.toContain('Live');
		await expectAccessible();
	});
});

describe('what a screen reader is told', () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});

	function said(): string {
		return plain(document.querySelector('[aria-live="polite"]')?.textContent);
	}

	async function pass(ms: number): Promise<void> {
		await act(() => vi.advanceTimersByTimeAsync(ms));
	}

	it('is the settled margin in one sentence, not each key', async () => {
		const { type } = await openSidebar();
		await pass(2000);
		expect(said()).toBe('');
		type(discountTyped('1', '1', '0.01'));
		await pass(500);
		type(discountTyped('1', '15', '0.15'));
		await pass(700);
		expect(said()).toBe('');
		await pass(150);
		expect(said()).toBe('Margin 29.9 %, under target by 0.1 points');
		type(noEdits(fixtureDeal.ref));
		await pass(850);
		expect(said()).toBe('Margin 32.2 %, on target');
	});

	it('is nothing when the margin comes back before it settled', async () => {
		const { type } = await openSidebar();
		type(discountTyped('1', '15', '0.15'));
		await pass(300);
		type(noEdits(fixtureDeal.ref));
		await pass(2000);
		expect(said()).toBe('');
	});

	it('is by one region alone: the figures themselves are quiet', async () => {
		await openSidebar();
		const outputs = [...document.querySelectorAll('output')];
		expect(outputs.length).toBeGreaterThan(3);
		expect(outputs.every((output) => output.getAttribute('aria-live') === 'off')).toBe(true);
	});
});

describe('where the sidebar stands', () => {
	it('is moved, widened and collapsed by keyboard, and kept for the site', async () => {
		const { far, user } = await openSidebar();
		const edge = screen.getByRole('separator', { name: 'Width of the sidebar' });
		edge.focus();
		await user.keyboard('{ArrowLeft}');
		expect(edge.getAttribute('aria-valuenow')).toBe('376');
		await user.keyboard('{End}{ArrowLeft}');
		expect(edge.getAttribute('aria-valuenow')).toBe('560');
		await user.keyboard('{Home}');
		expect(edge.getAttribute('aria-valuenow')).toBe('280');
		screen.getByRole('button', { name: 'Move to the left' }).focus();
		await user.keyboard('{Enter}');
		expect(screen.getByRole('button', { name: 'Move to the right' })).toBeDefined();
		await user.keyboard('{Tab}{Enter}');
		expect(far.askedFor('layout.save').at(-1)).toEqual({
			site: 'http://crm.example',
			layout: { side: 'left', widthPx: 280, isCollapsed: true, handleAt: 0.5 },
		});
		expect(far.posted.at(-1)).toMatchObject({ type: 'layout.set', layout: { isCollapsed: true } });
	});

	const collapsed = async (far: FarSide): Promise<void> => {
		far.show(fixtureDeal, { ...defaultLayout, isCollapsed: true });
		far.read(fixtureDeal);
		await far.settle();
	};

	it('collapsed it is a handle that says the margin, moves by arrow keys and opens by Enter', async () => {
		const { far, user } = await openSidebar(collapsed);
		const handle = screen.getByRole('button', { name: /Open Dealside\. Margin 32\.2\s%, On target/ });
		await expectAccessible();
		handle.focus();
		await user.keyboard('{ArrowDown}');
		expect(far.frame.getState().layout.handleAt).toBeCloseTo(0.55);
		await user.keyboard('{ArrowUp}{ArrowUp}');
		expect(far.frame.getState().layout.handleAt).toBeCloseTo(0.45);
		await user.keyboard('{Enter}');
		expect(regions()).toEqual(['Stage', 'Margin', 'Collateral']);
		expect(far.askedFor('layout.save').at(-1)).toMatchObject({ layout: { isCollapsed: false } });
	});

	it.each(['half typed', 'unreadable', 'lost'])('the handle says no margin that would be a guess: %s', async (how) => {
		const { far, happen } = await openSidebar(collapsed);
		await happen(() => {
			if (how === 'half typed') far.edit(discountTyped('1', '12,', null));
			else if (how === 'lost') far.deal.getState().connectionChanged('lost');
			else far.arrive({ type: 'edits.failed', ref: fixtureDeal.ref, failure: { code: 'field-missing', field: 'x' } });
		});
		const handle = screen.getByRole('button', { name: 'Open Dealside. Margin unknown' });
		expect(plain(handle.textContent)).toBe('◇—');
	});

	it('Escape gives the page its focus back, unless something of ours is open', async () => {
		const { onEscape, user } = await openSidebar();
		await user.keyboard('{Escape}');
		expect(onEscape).toHaveBeenCalledTimes(1);
		screen.getByRole('button', { name: 'Language and colours' }).focus();
		await user.keyboard('{Enter}');
		await screen.findByRole('dialog');
		await user.keyboard('{Escape}');
		expect(onEscape).toHaveBeenCalledTimes(1);
	});

	it('a press takes the focus only where one types', async () => {
		await openSidebar();
		const isKept = (target: Element) => !fireEvent.mouseDown(target);
		expect(isKept(screen.getByRole('heading', { level: 1 }))).toBe(true);
		expect(isKept(screen.getByRole('button', { name: 'Workspace' }))).toBe(true);
		expect(isKept(screen.getByRole('checkbox'))).toBe(true);
		const field = document.createElement('textarea');
		screen.getByRole('main').append(field);
		expect(isKept(field)).toBe(false);
		field.remove();
	});
});

describe('language and theme', () => {
	it('German words, numbers and reading voice', async () => {
		const { type } = await openSidebar(async (far) => {
			far.settings = { ...far.settings, language: 'de' };
			await far.frame.getState().opened();
			await readDeal(far);
		});
		expect(regions()).toEqual(['Phase', 'Marge', 'Unterlagen']);
		expect(document.documentElement.lang).toBe('de');
		type(discountTyped('1', '15', '0.15'));
		const margin = screen.getByRole('region', { name: 'Marge' });
		expect(plain(margin.textContent)).toMatch(/29,9 %.*vorher 32,2 %.*10\.800 €.*0,1 Punkte unter Ziel/);
		await expectAccessible();
	});

	it('are chosen in the footer, kept, and taken back when they could not be kept', async () => {
		const { far, user } = await openSidebar();
		await user.click(screen.getByRole('button', { name: 'Language and colours' }));
		await user.click(await screen.findByRole('button', { name: 'Deutsch' }));
		expect(regions()).toContain('Marge');
		expect(far.settings.language).toBe('de');
		far.refused.add('settings.save');
		await user.click(screen.getByRole('button', { name: 'Dunkel' }));
		expect(
			await screen.findByText('Das konnte nicht festgehalten werden. Versuchen Sie es noch einmal.'),
		).toBeDefined();
		expect(far.frame.getState().settings.theme).toBe('light');
		await expectAccessible();
	});

	it('while something is typed, in a field that is read or not, other tabs open behind, and that is said', async () => {
		const { onWorkspace, onOpenBehind, happen, far, user } = await openSidebar();
		await user.click(screen.getByRole('button', { name: 'Workspace' }));
		expect(onWorkspace.mock.calls).toEqual([[null, false]]);
		await happen(() => far.arrive({ type: 'page.typed', ref: fixtureDeal.ref, isTyped: true }));
		await user.click(screen.getByRole('button', { name: 'Workspace' }));
		expect(onWorkspace.mock.calls.at(-1)).toEqual([null, true]);
		const [open] = region('Collateral').getAllByRole('link', { name: 'Open' });
		await user.click(open as HTMLElement);
		expect(onOpenBehind.mock.calls).toEqual([[(open as HTMLAnchorElement).href]]);
		expect(plain(document.body.textContent)).toContain('Opened in a tab behind this one');
		await happen(() => far.arrive({ type: 'page.typed', ref: fixtureDeal.ref, isTyped: false }));
		await user.click(screen.getByRole('button', { name: 'Workspace' }));
		expect(onWorkspace.mock.calls.at(-1)).toEqual([null, false]);
	});

	it('Escape that was pressed in the page closes what is open here, and the page is told while it is', async () => {
		const { happen, far, user } = await openSidebar();
		const told = () => far.posted.filter(({ type }) => type === 'popover.shown');
		await user.click(screen.getByRole('button', { name: 'Language and colours' }));
		await screen.findByRole('dialog');
		expect(told()).toEqual([{ type: 'popover.shown', isOpen: true }]);
		await happen(() => far.arrive({ type: 'escape.pressed' }));
		expect(screen.queryByRole('dialog')).toBeNull();
		expect(told().at(-1)).toEqual({ type: 'popover.shown', isOpen: false });
	});

	it('a dialog of the CRM that takes every press is said here, and not longer than it is open', async () => {
		const { happen, far } = await openSidebar();
		await happen(() => far.arrive({ type: 'page.blocked', isBlocked: true }));
		expect(screen.getByRole('alert').textContent).toContain('A dialog of the CRM is open.');
		await happen(() => far.arrive({ type: 'page.blocked', isBlocked: false }));
		expect(screen.queryByRole('alert')).toBeNull();
	});

	it('a sidebar that the page had load anew says so once, for a press may have come to nothing', async () => {
		const { happen, far } = await openSidebar();
		const said = 'The page made Dealside start anew just now. If you pressed something, press again.';
		expect(screen.queryByText(said)).toBeNull();
		await happen(() => far.arrive({ type: 'frame.restarted' }));
		expect(screen.getByText(said)).toBeDefined();
		expect(screen.getAllByText(said)).toHaveLength(1);
	});

	it('the workspace opens from the footer', async () => {
		const { onWorkspace, user } = await openSidebar();
		await user.click(screen.getByRole('button', { name: 'Workspace' }));
		expect(onWorkspace).toHaveBeenCalledOnce();
	});
});
