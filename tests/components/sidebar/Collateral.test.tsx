// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { noEdits } from '../../../core/model/deal-edits.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, openSidebar, plain, region, textOf } from './open-sidebar.tsx';

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
});

const { ref } = fixtureDeal;

function titles(): (string | null)[] {
	return region('Collateral')
		.getAllByRole('heading', { level: 3 })
		.map(({ textContent }) => textContent);
}

function because(): (string | undefined)[] {
	return region('Collateral')
		.getAllByRole('listitem')
		.map((piece) => /Because [^.]*?(?=Copy|✓|$)/.exec(piece.textContent ?? '')?.[0]);
}

describe('the pieces', () => {
	it('that fit this stage and this deal stand there, each with why', async () => {
		await openSidebar();
		expect(titles()).toEqual(expect.arrayContaining(['Marine case', 'Brochure']));
		expect(titles()).not.toContain('Food case');
		expect(because().every((text) => text?.startsWith('Because '))).toBe(true);
		expect(because().join()).toContain('the industry is Marine');
	});

	it('that prove value come first while a discount is typed', async () => {
		const { type } = await openSidebar();
		type(discountTyped('1', '15', '0.15'));
		const proof = region('Margin').getByText('Proof before price').parentElement;
		expect(plain(proof?.textContent)).toMatch(/Marine case.*a discount on “CX-40” is being typed/);
		// Beside the discount, and not a second time among the others.
		expect(titles()).not.toContain('Marine case');
		type(noEdits(fixtureDeal.ref));
		expect(titles()).toContain('Marine case');
		expect(region('Margin').queryByText('Proof before price')).toBeNull();
	});

	it('say when they are of use, as text that everybody can read', async () => {
		const collateral = fixturePlaybook.collateral.map((piece) =>
			piece.id === 'b' ? { ...piece, whenToUse: 'When they ask for proof.' } : piece,
		);
		await openSidebar(undefined, createFarSide({ ...fixturePlaybook, collateral }));
		expect(region('Collateral').getByText('When they ask for proof.')).toBeDefined();
	});

	it('that are out of date can be opened, and neither copied nor marked as sent', async () => {
		const collateral = fixturePlaybook.collateral.map((piece) => ({ ...piece, expires: '2026-11-01' }));
		await openSidebar(undefined, createFarSide({ ...fixturePlaybook, collateral }));
		expect(region('Collateral').getAllByText('Out of date').length).toBeGreaterThan(0);
		expect(region('Collateral').getAllByRole('link').length).toBeGreaterThan(0);
		expect(region('Collateral').queryAllByRole('button')).toEqual([]);
	});

	it('for the firm’s own people: is opened, and neither copied nor marked as sent', async () => {
		const collateral = fixturePlaybook.collateral.map((piece) => ({ ...piece, isInternal: true }));
		const { user } = await openSidebar(undefined, createFarSide({ ...fixturePlaybook, collateral }));
		expect(region('Collateral').getAllByText('Internal, not for customers')).toHaveLength(titles().length);
		expect(region('Collateral').getAllByRole('link')).toHaveLength(titles().length);
		expect(region('Collateral').queryAllByRole('button')).toEqual([]);
		expect(textOf('Collateral')).not.toMatch(/not sent/);
		// A customer who looks on does not see it at all.
		await user.click(screen.getByRole('switch', { name: /Buyer-safe/ }));
		expect(region('Collateral').queryAllByRole('link')).toEqual([]);
	});

	it('missing altogether: says what would fill the region, and who can', async () => {
		await openSidebar(undefined, createFarSide({ ...fixturePlaybook, attachments: [] }));
		expect(region('Collateral').getByText(/Nothing attached to Propose fits this deal. A marketer can/)).toBeDefined();
	});

	it('attached by a marketer meanwhile appear without a reload', async () => {
		const far = createFarSide({ ...fixturePlaybook, attachments: [] });
		const { happen } = await openSidebar(undefined, far);
		far.playbook = fixturePlaybook;
		await happen(() => far.deal.getState().changeNoticed({ subject: 'playbook', revision: 2 }));
		expect(titles()).toContain('Brochure');
	});

	it('open by https alone', async () => {
		const collateral = fixturePlaybook.collateral.map((piece) =>
			piece.id === 'a' ? { ...piece, url: 'javascript:alert(1)' } : piece,
		);
		await openSidebar(undefined, createFarSide({ ...fixturePlaybook, collateral }));
		const links = region('Collateral').getAllByRole('link');
		expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://collateral.example/b']);
		expect(links[0]?.getAttribute('rel')).toBe('noopener noreferrer');
	});
});

describe('sending', () => {
	it('is marked and kept with the deal, and undone where it is said', async () => {
		const { far, user } = await openSidebar();
		const place = titles().indexOf('Brochure');
		await user.click(region('Collateral').getAllByRole('button', { name: 'Mark as sent' })[place] as HTMLElement);
		expect(far.askedFor('collateral.markSent')).toEqual([{ ref, collateralId: 'a', isSent: true }]);
		expect(await region('Collateral').findByText(/Sent on Nov 24/)).toBeDefined();
		expect(await screen.findByText('“Brochure” is marked as sent.')).toBeDefined();
		await expectAccessible();
		await user.click(screen.getByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(region('Collateral').queryByText(/Sent on/)).toBeNull());
		expect(far.notes.sent).toEqual({});
	});

	it('is taken back later by its own button', async () => {
		const { far, user } = await openSidebar();
		await user.click(region('Collateral').getAllByRole('button', { name: 'Mark as sent' })[0] as HTMLElement);
		await user.click(await region('Collateral').findByRole('button', { name: 'Not sent after all' }));
		await waitFor(() => expect(far.notes.sent).toEqual({}));
	});

	it('is not claimed when it could not be kept', async () => {
		const { far, user } = await openSidebar();
		far.refused.add('collateral.markSent');
		await user.click(region('Collateral').getAllByRole('button', { name: 'Mark as sent' })[0] as HTMLElement);
		expect(await screen.findByText('This could not be kept. Try again.')).toBeDefined();
		expect(region('Collateral').queryByText(/Sent on/)).toBeNull();
	});
});

describe('copying', () => {
	it('puts the link on the clipboard and leaves the focus where it was', async () => {
		const { user } = await openSidebar();
		const field = document.createElement('input');
		document.body.append(field);
		field.focus();
		await user.click(
			region('Collateral').getAllByRole('button', { name: 'Copy link' })[titles().indexOf('Brochure')] as HTMLElement,
		);
		expect(await navigator.clipboard.readText()).toBe('https://collateral.example/a');
		expect(await screen.findByText('Link copied.')).toBeDefined();
		expect(document.activeElement).toBe(field);
		field.remove();
	});

	it('shows and selects the link where the browser refuses, and still leaves the focus where it was', async () => {
		const { user } = await openSidebar();
		vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
		const field = document.createElement('input');
		document.body.append(field);
		field.focus();
		const address = 'https://collateral.example/a';
		expect(region('Collateral').getByText(address).hidden).toBe(true);
		await user.click(
			region('Collateral').getAllByRole('button', { name: 'Copy link' })[titles().indexOf('Brochure')] as HTMLElement,
		);
		expect(await screen.findByText(/The browser did not allow the copy. It is shown and selected/)).toBeDefined();
		expect(region('Collateral').getByText(address).hidden).toBe(false);
		expect(window.getSelection()?.toString()).toBe(address);
		expect(document.activeElement).toBe(field);
		field.remove();
	});

	it('says the number of a discount where the browser refuses', async () => {
		const { type, user } = await openSidebar();
		vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
		type(discountTyped('1', '15', '0.15'));
		await user.click(region('Margin').getByRole('button', { name: /^Copy 14\.7/ }));
		expect(await screen.findByText('The browser did not allow the copy. Copy it by hand: 14.7')).toBeDefined();
	});
});
