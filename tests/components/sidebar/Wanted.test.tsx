// @vitest-environment jsdom
import { cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { noEdits } from '../../../core/model/deal-edits.ts';
import type { PlaybookForDeal } from '../../../core/model/playbook.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, figure, openSidebar, plain, region, textOf } from './open-sidebar.tsx';

afterEach(cleanup);

const margin = () => region('Margin');
const answer = () => plain(margin().getByRole('status', { name: 'The price I need' }).textContent);

type Opened = Awaited<ReturnType<typeof openSidebar>>;

async function open({ user }: Opened): Promise<void> {
	await user.click(margin().getByRole('button', { name: 'The price I need…' }));
}

async function write({ user }: Opened, text: string): Promise<void> {
	const field = margin().getByRole('textbox', { name: /^Margin of the deal/ });
	await user.clear(field);
	await user.type(field, text);
}

/** Agreement of a manager over 12 % off the deal, and over 20 % off a line. */
const laddered: PlaybookForDeal = {
	...fixturePlaybook,
	approvals: {
		levels: [{ name: 'Sales manager', who: 'Maja Lind' }],
		rules: [
			{ id: 'deal', level: 1, trigger: { kind: 'discount-over', value: '0.12' } },
			{ id: 'line', level: 1, trigger: { kind: 'line-discount-over', value: '0.26' } },
		],
	},
	trades: [{ id: 'prepay', name: 'Payment with the order', kind: 'prepay', yearlyRate: '0.08', days: 30 }],
};

describe('the price I need', () => {
	// 25,320 / 0.7 = 36,171.43 for the deal, 21,131.43 of it for CX-40: 10,565.72 of 12,400 is 14.79 % off.
	it('is worked out from the margin, for the line that is being edited', async () => {
		const opened = await openSidebar();
		opened.type(discountTyped('1', '15', '0.15'));
		await open(opened);
		await write(opened, '30');
		expect(answer()).toBe(
			'€10,566.04 a piece, 14.79 % off list. The deal comes to €36,172.08, with a margin of 30.00 % (€10,852.08). Nobody has to agree.',
		);
		expect(margin().getByRole('button', { name: /^Copy 14\.79\s%$/ })).toBeDefined();
		await expectAccessible();
	});

	it('is what is shown once it is typed', async () => {
		const opened = await openSidebar();
		opened.type(discountTyped('1', '14.79', '0.1479'));
		expect(figure('Price')).toBe('€36,172');
		expect(figure('Margin')).toBe('30.0 %');
	});

	it('goes over the whole deal, says on which lines, and what is left as it is', async () => {
		const opened = await openSidebar();
		await open(opened);
		await opened.user.click(margin().getByRole('button', { name: 'Money' }));
		await write(opened, '11,000');
		// 36,320 of 40,810: 11 % off.
		expect(answer()).toMatch(/^11 % off list\. The deal comes to €36,32\d/);
		expect(textOf('Margin')).toContain('The same discount on each of these lines:CX-40€11,036.00 a piece');
	});

	it('says so where even the list price does not reach it', async () => {
		const opened = await openSidebar();
		await open(opened);
		await write(opened, '60');
		// 15,490 / 40,810 = 37.96 %.
		expect(answer()).toBe('Even at list price the margin is 37.96 %. No discount reaches this.');
	});

	it.each([
		['', 'Enter the margin that you need.'],
		['12x', 'This is not a number. Write it like 30 or 30.5.'],
		['120', 'A margin stays under 100 %.'],
	])('“%s” is no wish, in words, and shows no price', async (text, fault) => {
		const opened = await openSidebar();
		await open(opened);
		await opened.user.clear(margin().getByRole('textbox', { name: /^Margin of the deal/ }));
		if (text) await write(opened, text);
		expect(textOf('Margin')).toContain(fault);
		expect(margin().queryByRole('status', { name: 'The price I need' })).toBeNull();
	});

	it('keeps the rep’s pay, where a plan pays them', async () => {
		const payPlan = { kind: 'margin', rate: '0.2', accelerator: null, isTakenBack: false } as const;
		const opened = await openSidebar(undefined, createFarSide({ ...fixturePlaybook, payPlan }));
		opened.type(discountTyped('1', '15', '0.15'));
		await open(opened);
		await opened.user.click(margin().getByRole('button', { name: 'My pay' }));
		expect(answer()).toMatch(/^€11,160\.00 a piece, 10 % off list\..*Your pay stays what it is now\./);
	});

	it('follows what is typed in the CRM, and stays open', async () => {
		const opened = await openSidebar();
		opened.type(discountTyped('1', '15', '0.15'));
		await open(opened);
		await write(opened, '30');
		opened.type(discountTyped('2', '10', '0.10'));
		expect(answer()).toMatch(/a piece, [\d.]+ % off list/);
		opened.type(noEdits(fixtureDeal.ref));
		expect(margin().getByRole('textbox', { name: /^Margin of the deal/ })).toBeDefined();
	});

	it('is written into the CRM where that takes it', async () => {
		const far = createFarSide();
		const opened = await openSidebar(undefined, far);
		opened.type(discountTyped('1', '15', '0.15'));
		await opened.happen(() => far.arrive({ type: 'discount.possible', ref: fixtureDeal.ref, lines: { '1': 'yes' } }));
		await open(opened);
		await write(opened, '31');
		await opened.user.click(
			margin()
				.getAllByRole('button', { name: /^Apply / })
				.at(-1) as HTMLElement,
		);
		await opened.happen(() => undefined);
		const order = far.posted.findLast(({ type }) => type === 'discount.write');
		expect(order).toMatchObject({ lineId: '1', write: { discount: expect.stringMatching(/^0\.1\d+$/) } });
	});

	it('is not offered where the margin is not shown', async () => {
		const visibility = { ...fixturePlaybook.margin.visibility, rep: 'light' } as const;
		await openSidebar(
			undefined,
			createFarSide({ ...fixturePlaybook, margin: { ...fixturePlaybook.margin, visibility } }),
		);
		expect(margin().queryByRole('button', { name: 'The price I need…' })).toBeNull();
	});
});

describe('what may be given alone', () => {
	it('is said before anything is typed, with who is asked beyond it and what to ask for', async () => {
		const { type } = await openSidebar(undefined, createFarSide(laddered));
		const said = () => margin().queryByRole('status', { name: 'What you may give alone' });
		// 12 % over all; on CX-40 alone 26 % before the line's rule, of which the deal's 12 % lets through less.
		expect(plain(said()?.textContent)).toMatch(
			/^You may give up to 1\d\.\d % on “CX-40” alone, or 12\.0 % on every line, without asking anybody\.$/,
		);
		expect(textOf('Margin')).toContain('Beyond that: Sales manager (Maja Lind).');
		expect(textOf('Margin')).toContain('Ask for something in return, such as “Payment with the order”.');
		type(discountTyped('1', '12', '0.12'));
		expect(said()).toBeNull();
	});

	// The target of 35 % is kept by 25,320 / 0.65 = 38,953.85, which is 4.5 % off 40,810; the ladder begins at 12 %.
	it('is said with the target where the deal is under it, so that one sees which of the two is meant', async () => {
		const margin = { ...laddered.margin, families: [], rules: [], otherwise: { floor: '0.2', target: '0.35' } };
		await openSidebar(undefined, createFarSide({ ...laddered, margin }));
		expect(textOf('Margin')).toContain('The largest discount on every line that keeps the target.');
		expect(plain(region('Margin').getByRole('status', { name: 'What you may give alone' }).textContent)).toBe(
			'Nobody has to agree up to 12.0 %, but with more than 4.5 % the deal is under its target.',
		);
	});

	it('is not said where nobody is ever asked', async () => {
		await openSidebar();
		expect(textOf('Margin')).not.toMatch(/without asking anybody/);
	});
});
