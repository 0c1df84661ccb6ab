// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { GuardedButton } from '../../../components/ui/Guard/Guard.tsx';
import { LanguageProvider } from '../../../components/ui/Language/Language.tsx';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { discountTyped } from './far-side.ts';
import { openSidebar, readDeal } from './open-sidebar.tsx';

afterEach(cleanup);

const { ref } = fixtureDeal;

test('with every press refused, whatever is pressed writes nothing, reveals nothing and sends nothing', async () => {
	const { far, user } = await openSidebar(async (side) => {
		await readDeal(side);
		side.arrive({ type: 'discount.possible', ref, lines: { 1: 'yes' } });
		side.edit(discountTyped('1', '15', '0.15'));
	});
	far.pressed.refusal = 'covered';
	const writes = () => ({
		asked: far.asked.filter(({ name }) => !/\.(context|remember|read|state)$/.test(name)).map(({ name }) => name),
		posted: far.posted.filter(({ type }) => type === 'discount.write').length,
	});
	for (const details of document.querySelectorAll('details')) details.open = true;
	const pressed: string[] = [];
	const all = [...document.querySelectorAll<HTMLElement>('main button, main input[type="checkbox"]')];
	for (const element of all) {
		const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
		if (!element.isConnected || element.getAttribute('role') === 'switch') continue;
		await user.click(element);
		pressed.push(name);
	}
	expect(pressed.length).toBeGreaterThan(10);
	expect(writes()).toEqual({ asked: [], posted: 0 });
});

test('nor does the way back from Buyer-safe, the reason, or a request', async () => {
	const { far, user, type } = await openSidebar(async (side) => {
		side.settings = { ...side.settings, isBuyerSafe: true };
		await side.frame.getState().opened();
		await readDeal(side);
	});
	far.pressed.refusal = 'moved';
	await user.click(screen.getByRole('switch', { name: 'Simple view' }));
	await user.click(screen.getByRole('button', { name: 'Leave' }));
	expect(far.askedFor('settings.save')).toEqual([]);
	far.pressed.refusal = null;
	await user.click(screen.getByRole('button', { name: 'Leave' }));
	expect(far.askedFor('settings.save')).toHaveLength(1);

	await type(discountTyped('1', '30', '0.3'));
	far.pressed.refusal = 'early';
	for (const form of document.querySelectorAll('form')) {
		for (const field of form.querySelectorAll<HTMLInputElement>('input, textarea'))
			fireEvent.change(field, { target: { value: 'why' } });
		const [submit] = form.querySelectorAll<HTMLButtonElement>('button[type="submit"]');
		if (submit) await user.click(submit);
	}
	expect(far.askedFor('reason.give')).toEqual([]);
});

test('a guarded button that stands outside every guard does nothing', async () => {
	const times: number[] = [];
	render(
		<LanguageProvider language="en">
			<GuardedButton onPress={() => void times.push(1)}>Write</GuardedButton>
		</LanguageProvider>,
	);
	fireEvent.click(screen.getByRole('button', { name: 'Write' }));
	await Promise.resolve();
	expect(times).toEqual([]);
});
