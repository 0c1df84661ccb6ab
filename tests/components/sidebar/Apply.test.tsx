// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ApplyFailure } from '../../../core/model/apply.ts';
import type { DiscountOrder } from '../../../messages/port.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, openSidebar, plain, readDeal, region, textOf } from './open-sidebar.tsx';

afterEach(() => {
	cleanup();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

type FarSide = ReturnType<typeof createFarSide>;

const { ref } = fixtureDeal;

/** 15 % typed into the first line of the fixture deal, on a page that can or cannot be written into. */
async function arrange(possible: 'yes' | 'busy' | null = 'yes', far = createFarSide()) {
	const opened = await openSidebar(async () => {
		await readDeal(far);
		if (possible) far.arrive({ type: 'discount.possible', ref, lines: { 1: possible } });
		far.edit(discountTyped('1', '15', '0.15'));
	}, far);
	const order = () => far.posted.findLast((message): message is DiscountOrder => message.type === 'discount.write');
	const arriveAnswer = (
		result: { ok: true; value: { before: string; now: string } } | { ok: false; error: ApplyFailure },
	) => opened.happen(() => far.arrive({ type: 'discount.answered', ref, id: order()?.id ?? '', result }));
	return { ...opened, far, order, arriveAnswer };
}

const buttonNamed = (name: string | RegExp) => region('Margin').queryByRole('button', { name });

it('stands in one row with its copy, which is a picture with a name', async () => {
	await arrange();
	const copy = buttonNamed(/^Copy 14\.7/);
	expect(copy?.textContent).toBe('');
	expect(copy?.getAttribute('title')).toMatch(/^Copy 14\.7/);
	expect(buttonNamed(/^Apply 14\.7/)).not.toBeNull();
	await expectAccessible();
});

it('is copied in words where it cannot be written', async () => {
	await arrange(null);
	expect(buttonNamed(/^Copy 14\.7/)?.textContent).toMatch(/^Copy 14\.7/);
});

function german(): FarSide {
	const far = createFarSide();
	far.settings = { ...far.settings, language: 'de' };
	return far;
}

describe('Apply discount', () => {
	it('is there only where the CRM can be written into', async () => {
		await arrange(null);
		expect(buttonNamed(/^Apply /)).toBeNull();
		cleanup();
		await arrange('busy');
		expect(buttonNamed(/^Apply /)).toBeNull();
		expect(region('Margin').getByRole('button', { name: /^Copy \d/ })).toBeDefined();
	});

	it('asks for the largest discount on the line, says how it went and offers the way back', async () => {
		const { user, order, arriveAnswer, type, far } = await arrange();
		await user.click(region('Margin').getByRole('button', { name: /^Apply / }));
		const copy = region('Margin')
			.getByRole('button', { name: /^Copy \d/ })
			.getAttribute('aria-label')
			?.replace(/[^\d.]/g, '');
		expect(order()?.lineId).toBe('1');
		expect(order()?.write).toEqual({ discount: String(Number(copy) / 100) });
		expect(textOf('Margin')).toContain('Writing it into the CRM…');
		expect(buttonNamed('Undo')).toBeNull();
		const discount = Number(copy) / 100;
		type(discountTyped('1', copy ?? '', String(discount)));
		await arriveAnswer({ ok: true, value: { before: '15', now: copy ?? '' } });
		expect(textOf('Margin')).toContain(`${copy} % is in the discount field of “CX-40”.`);
		// What stands there is offered no more.
		expect(buttonNamed(/^Apply /)).toBeNull();
		expect(region('Margin').queryByRole('button', { name: /^Copy \d/ })).toBeNull();
		expect(textOf('Margin')).toContain(`It is ${copy} %.`);
		await user.click(region('Margin').getByRole('button', { name: 'Undo' }));
		expect(order()?.write).toEqual({ text: '15', over: copy });
		type(discountTyped('1', '15', '0.15'));
		await arriveAnswer({ ok: true, value: { before: copy ?? '', now: '15' } });
		expect(buttonNamed('Undo')).toBeNull();
		expect(far.posted.filter((message) => message.type === 'discount.write')).toHaveLength(2);
		// A digit more is another discount.
		type(discountTyped('1', `${copy}1`, `${discount}1`));
		expect(buttonNamed(/^Apply /)).not.toBeNull();
	});

	it('says in words what went wrong, with what stands there now and a way back', async () => {
		const { user, arriveAnswer } = await arrange();
		const press = () => user.click(region('Margin').getByRole('button', { name: /^Apply / }));
		await press();
		await arriveAnswer({ ok: false, error: { code: 'busy' } });
		expect(region('Margin').getByRole('alert').textContent).toBe(
			'Something else is being edited in the CRM. Finish that first.',
		);
		expect(buttonNamed('Undo')).toBeNull();
		await press();
		await arriveAnswer({ ok: false, error: { code: 'not-taken', text: '80', before: '15' } });
		expect(region('Margin').getByRole('alert').textContent).toBe(
			'The field says “80” instead. Copy the number and type it in.',
		);
		expect(buttonNamed('Undo')).not.toBeNull();
		await expectAccessible();
	});

	it('speaks German', async () => {
		const far = german();
		await openSidebar(async () => {
			await readDeal(far);
			far.arrive({ type: 'discount.possible', ref, lines: { 1: 'yes' } });
			far.edit(discountTyped('1', '15', '0.15'));
		}, far);
		expect(screen.getByRole('button', { name: / eintragen$/ })).toBeDefined();
	});
});

describe('a press', () => {
	const press = () =>
		act(async () =>
			region('Margin')
				.getByRole('button', { name: /^Apply / })
				.click(),
		);

	it('that was not seen or not meant does nothing, and says the true cause', async () => {
		const opened = await arrange();
		opened.far.pressed.refusal = 'covered';
		await press();
		expect(opened.order()).toBeUndefined();
		expect(plain(document.body.textContent)).toContain('Something lies over this button, so the press did not count.');
		opened.far.pressed.refusal = 'early';
		await press();
		expect(opened.order()).toBeUndefined();
		expect(plain(document.body.textContent)).toContain('Press again.');
		expect(plain(document.body.textContent)).not.toContain('Something lies over');
		opened.far.pressed.refusal = null;
		await press();
		expect(opened.order()).toBeDefined();
	});
});
