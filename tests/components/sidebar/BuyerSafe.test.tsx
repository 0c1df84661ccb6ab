// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { defaultLayout } from '../../../core/model/settings.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, figure, openSidebar, plain, readDeal, region } from './open-sidebar.tsx';

afterEach(cleanup);

const secrets = /32\.2|29\.9|12,040|10,800|2,408|2,160|target|floor|gives up|odds/i;

test('one switch takes margin, cost, limits and pay away at once, and gives them back', async () => {
	const { user, type, far } = await openSidebar();
	await type(discountTyped('1', '15', '0.15'));
	expect(figure('Margin')).toBe('29.9 %');
	expect(plain(document.body.textContent)).toMatch(secrets);
	await user.click(region('Margin').getByRole('switch', { name: 'Buyer-safe' }));
	expect(plain(document.body.textContent)).not.toMatch(secrets);
	expect(screen.queryByRole('region', { name: 'Margin' })).toBeNull();
	// What the customer is told anyway: 36,120, which is 11.5 % off list.
	const price = () => within(screen.getByRole('region', { name: 'Price' }));
	expect(plain(price().getByRole('status', { name: 'Price' }).textContent)).toBe('€36,120');
	expect(plain(screen.getByRole('region', { name: 'Price' }).textContent)).toContain('11.5 % off list');
	expect(far.settings.isBuyerSafe).toBe(true);
	await expectAccessible();
	// One press may be a slip while others look on.
	await user.click(price().getByRole('switch', { name: 'Simple view' }));
	expect(plain(document.body.textContent)).not.toMatch(secrets);
	expect(far.settings.isBuyerSafe).toBe(true);
	await expectAccessible();
	await user.click(price().getByRole('button', { name: 'Stay' }));
	expect(far.settings.isBuyerSafe).toBe(true);
	await user.click(price().getByRole('switch', { name: 'Simple view' }));
	await user.click(price().getByRole('button', { name: 'Leave' }));
	expect(figure('Margin')).toBe('29.9 %');
	expect(far.settings.isBuyerSafe).toBe(false);
});

test('it stays for the next deal, and the handle shows no margin either', async () => {
	const far = createFarSide();
	far.settings = { ...far.settings, isBuyerSafe: true };
	await openSidebar(async (side) => {
		await readDeal(side);
		side.show(fixtureDeal, { ...defaultLayout, isCollapsed: true });
	}, far);
	expect(screen.getByRole('button', { name: 'Open Dealside' })).toBeDefined();
	expect(plain(document.body.textContent)).not.toMatch(secrets);
});

test('nothing that is drawn or read out says that something is hidden, asked for or worked towards', async () => {
	const far = createFarSide();
	far.settings = { ...far.settings, isBuyerSafe: true };
	const { type } = await openSidebar(undefined, far);
	await type(discountTyped('1', '15', '0.15'));
	const told = [...document.body.querySelectorAll('*')].flatMap((element) =>
		['title', 'aria-label', 'aria-description', 'alt'].flatMap((name) => element.getAttribute(name) ?? []),
	);
	const all = plain([document.body.textContent, ...told].join(' '));
	expect(all).not.toMatch(/hid(den|es)|buyer|customer|margin|discount on|being typed|needed|agree|proof|because/i);
	// The criteria that the firm sets itself.
	expect(all).not.toMatch(/close date is agreed|buyer is known/i);
	expect(screen.getByRole('region', { name: 'Collateral' }).textContent).toContain('Marine case');
});
