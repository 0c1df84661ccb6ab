// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, openSidebar, plain, readDeal, region } from './open-sidebar.tsx';

beforeEach(() => {
	vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
});

const { ref } = fixtureDeal;

/** 30 % typed into a line that can be written into: somebody must agree. */
async function arrange(language: 'en' | 'de' = 'en') {
	const far = createFarSide({
		...fixturePlaybook,
		approvals: {
			levels: [{ name: 'Sales manager', who: 'Ida Berg' }],
			rules: [{ id: 'floor', level: 1, trigger: { kind: 'deal-under-floor' } }],
		},
	});
	far.settings = { ...far.settings, language };
	return openSidebar(async () => {
		await readDeal(far);
		far.arrive({ type: 'discount.possible', ref, lines: { 1: 'yes' } });
		far.edit(discountTyped('1', '30', '0.3'));
	}, far);
}

type User = Awaited<ReturnType<typeof arrange>>['user'];

const heading = () => screen.getByRole('heading', { level: 1 });

async function openByKey(user: User): Promise<HTMLElement> {
	heading().focus();
	await user.keyboard('{Control>}k{/Control}');
	return screen.getByRole('dialog', { name: /All actions|Alle Aktionen/ });
}

function found(dialog: HTMLElement): string[] {
	return within(dialog)
		.queryAllByRole('option')
		.map(({ textContent }) => plain(textContent));
}

const isClosed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

describe('the list of all actions', () => {
	it('opens by Ctrl+K and by a button, and holds every control that can be pressed', async () => {
		const { user } = await arrange();
		const controls = [...document.querySelectorAll<HTMLElement>('button, a[href], summary')].filter(
			(control) =>
				!control.closest('[inert]') &&
				!control.matches(':disabled') &&
				!(control.tagName === 'SUMMARY' ? control.parentElement?.parentElement : control)?.closest(
					'details:not([open])',
				),
		);
		const dialog = await openByKey(user);
		// All but the one that opens the list; what is missing of the criteria is one more.
		const pressed = found(dialog).filter((name) => !/^(?:Next missing criterion|Go to: )/.test(name));
		expect(pressed).toHaveLength(controls.length - 1);
		for (const name of [
			'Ask for approval',
			'Apply ',
			'Copy link',
			'The price I need',
			'Buyer-safe',
			'Collapse',
			'Read again',
			'Workspace',
			'How well this page is read',
		])
			expect(
				pressed.some((one) => one.startsWith(name)),
				name,
			).toBe(true);
		await expectAccessible();
		const all = found(dialog);
		await user.keyboard('{Escape}');
		await isClosed();
		await user.click(screen.getByRole('button', { name: 'All actions' }));
		expect(found(await screen.findByRole('dialog', { name: 'All actions' }))).toEqual(all);
	});

	it('finds by any part, without accents and in any case', async () => {
		const { user } = await arrange('de');
		const dialog = await openByKey(user);
		await user.keyboard('GEHORT');
		expect(found(dialog)).toEqual([]);
		expect(plain(dialog.textContent)).toContain('Keine Aktion heißt hier „GEHORT“.');
		await user.clear(within(dialog).getByRole('combobox'));
		await user.keyboard('nachstes');
		expect(found(dialog)).toHaveLength(1);
		expect(found(dialog)[0]).toContain('Nächstes fehlendes Kriterium');
	});

	it('says the keys of each action', async () => {
		const { user } = await arrange();
		const dialog = await openByKey(user);
		const keys = found(dialog).flatMap((text) => /Alt\+(?:Shift\+)?[A-Z]$/.exec(text) ?? []);
		expect(keys.sort()).toEqual(['Alt+A', 'Alt+C', 'Alt+N', 'Alt+P', 'Alt+R', 'Alt+Shift+H']);
	});

	it('copies the link of the piece that is named, once the press counts', async () => {
		const { user, far } = await arrange();
		const writes = vi.spyOn(navigator.clipboard, 'writeText');
		far.pressed.refusal = 'covered';
		await openByKey(user);
		await user.keyboard('copy link marine{Enter}');
		await isClosed();
		expect(writes).not.toHaveBeenCalled();
		expect(screen.getByText(/Something lies over this button/)).toBeDefined();
		far.pressed.refusal = null;
		await openByKey(user);
		await user.keyboard('copy link marine{Enter}');
		await isClosed();
		await waitFor(() => expect(writes).toHaveBeenCalledTimes(1));
		expect(document.activeElement?.getAttribute('data-of')).toBe('Marine case');
	});

	it('asks for agreement, with the focus in the field for the reason', async () => {
		const { user } = await arrange();
		await openByKey(user);
		await user.keyboard('ask{Enter}');
		await isClosed();
		await waitFor(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'));
	});

	it('goes to a criterion and does not tick it, also where the stage is folded', async () => {
		const { user, far } = await arrange();
		expect(document.querySelector('[inert]')).not.toBeNull();
		await openByKey(user);
		await user.keyboard('next missing{Enter}');
		await isClosed();
		expect(document.activeElement?.getAttribute('type')).toBe('checkbox');
		expect(document.activeElement?.closest('[inert]')).toBeNull();
		expect(far.askedFor('criterion.tick')).toEqual([]);
		const first = document.activeElement;
		heading().focus();
		await user.keyboard('{Alt>}n{/Alt}');
		expect(document.activeElement).toBe(first);
		expect(document.activeElement?.getAttribute('type')).toBe('checkbox');
	});

	it('gives the focus back: to where it was in the sidebar, else to the page', async () => {
		const { user, onEscape, happen, far } = await arrange();
		await openByKey(user);
		await user.keyboard('{Escape}');
		await isClosed();
		await waitFor(() => expect(document.activeElement).toBe(heading()));
		expect(onEscape).not.toHaveBeenCalled();
		heading().blur();
		await happen(() => far.arrive({ type: 'palette.show' }));
		await screen.findByRole('dialog', { name: 'All actions' });
		await user.keyboard('{Escape}');
		await isClosed();
		await waitFor(() => expect(onEscape).toHaveBeenCalledTimes(1));
	});

	it('holds nothing that Buyer-safe hides', async () => {
		const { user, far, happen } = await arrange();
		far.settings = { ...far.settings, isBuyerSafe: true };
		await happen(() => far.frame.getState().changeNoticed({ subject: 'settings' } as never));
		const dialog = await openByKey(user);
		expect(found(dialog).join('\n')).not.toMatch(/approval|Apply|margin|price I need|Buyer-safe/i);
	});
});

describe('keys of single actions', () => {
	it('press what they are shown at, and nothing while a field of the sidebar is typed in', async () => {
		const { user, far } = await arrange();
		heading().focus();
		await user.keyboard('{Alt>}a{/Alt}');
		const written = () => far.posted.filter(({ type }) => type === 'discount.write').length;
		await waitFor(() => expect(written()).toBe(1));
		await user.keyboard('{Alt>}r{/Alt}');
		await waitFor(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'));
		await user.keyboard('{Alt>}p{/Alt}');
		expect(screen.queryByRole('group', { name: /price/i })).toBeNull();
	});

	it('are told to assistive technology', async () => {
		await arrange();
		expect(
			region('Margin')
				.getByRole('button', { name: /^Apply / })
				.getAttribute('aria-keyshortcuts'),
		).toBe('Alt+A');
		expect(screen.getByRole('button', { name: 'All actions' }).getAttribute('aria-keyshortcuts')).toBe(
			'Control+K Meta+K',
		);
	});
});

describe('the focus', () => {
	it('goes to what comes in place of what had it', async () => {
		const { user } = await arrange();
		screen.getByRole('button', { name: /The price I need/ }).focus();
		await user.keyboard('{Enter}');
		await waitFor(() => expect(document.activeElement?.tagName).toBe('INPUT'));
		expect(document.activeElement?.getAttribute('inputmode')).toBe('decimal');
		const close = region('Margin').getByRole('group', { name: /price/i }).querySelector<HTMLElement>('button');
		close?.focus();
		await user.keyboard('{Enter}');
		await waitFor(() => expect(document.activeElement?.textContent).toMatch(/The price I need/));
	});

	it('goes to the nearest that is left when what had it goes away', async () => {
		const { type } = await arrange();
		const apply = region('Margin').getByRole('button', { name: /^Apply / });
		apply.focus();
		type({ ...discountTyped('1', '0', '0'), lines: {}, activeLineId: null });
		await waitFor(() => expect(apply.isConnected).toBe(false));
		await waitFor(() => expect(document.activeElement).not.toBe(document.body));
		expect(document.activeElement?.closest('main')).not.toBeNull();
	});
});
