// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { defaultLayout } from '../../../core/model/settings.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, figure, openSidebar, plain, readDeal, region, textOf } from './open-sidebar.tsx';

afterEach(cleanup);

const secrets = /32\.2|29\.9|12,040|10,800|2,408|2,160|target|floor|gives up|odds/i;

test('one switch takes margin, cost, limits and pay away at once, and gives them back', async () => {
	const { user, type, far } = await openSidebar();
	await type(discountTyped('1', '15', '0.15'));
	expect(figure('Margin')).toBe('29.9 %');
	expect(plain(document.body.textContent)).toMatch(secrets);
	await user.click(region('Margin').getByRole('switch', { name: 'Buyer-safe' }));
	expect(plain(document.body.textContent)).not.toMatch(secrets);
	expect(screen.queryByRole('status', { name: 'Margin' })).toBeNull();
	expect(textOf('Margin')).toContain('Margin, cost, limits and pay are hidden.');
	expect(far.settings.isBuyerSafe).toBe(true);
	await expectAccessible();
	// One press may be a slip while others look on.
	await user.click(region('Margin').getByRole('switch', { name: 'Buyer-safe' }));
	expect(plain(document.body.textContent)).not.toMatch(secrets);
	expect(far.settings.isBuyerSafe).toBe(true);
	await expectAccessible();
	await user.click(region('Margin').getByRole('button', { name: 'Keep them hidden' }));
	expect(far.settings.isBuyerSafe).toBe(true);
	await user.click(region('Margin').getByRole('switch', { name: 'Buyer-safe' }));
	await user.click(region('Margin').getByRole('button', { name: 'Show them' }));
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
	expect(screen.getByRole('button', { name: 'Open Dealside. Margin unknown' })).toBeDefined();
	expect(plain(document.body.textContent)).not.toMatch(secrets);
});
