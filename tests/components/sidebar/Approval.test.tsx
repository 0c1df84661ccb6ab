// @vitest-environment jsdom
import { cleanup } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { ApprovalDecision, ApprovalRequest } from '../../../core/model/deal.ts';
import type { PlaybookForDeal } from '../../../core/model/playbook.ts';
import { fixturePlaybook } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, figure, openSidebar, plain, region, textOf } from './open-sidebar.tsx';

afterEach(cleanup);

/** A line under its floor goes to the sales manager; more than 40 % off a line goes to the finance director. */
const playbook: PlaybookForDeal = {
	...fixturePlaybook,
	approvals: {
		levels: [
			{ name: 'Sales manager', who: 'Ida Berg' },
			{ name: 'Finance director', who: '' },
		],
		rules: [
			{ id: 'floor', level: 1, trigger: { kind: 'deal-under-floor' } },
			{ id: 'steep', level: 2, trigger: { kind: 'line-discount-over', value: '0.4' } },
		],
	},
};

const answered =
	(change: Partial<ApprovalDecision>) =>
	(request: ApprovalRequest): ApprovalDecision => ({
		requestId: request.id,
		hash: request.hash,
		answer: 'approved',
		counterDiscount: null,
		counterLine: null,
		isOwn: false,
		note: '',
		by: 'Ida',
		at: '2026-11-24T09:10:00.000Z',
		...change,
	});

async function asked(change: Partial<ApprovalDecision> = {}) {
	const far = createFarSide(playbook);
	far.answer = answered(change);
	const opened = await openSidebar(undefined, far);
	// 30 % off 24,800: 32,400; less 25,320 = 7,080 = 21.85 %, under the floor of 22.68 %.
	opened.type(discountTyped('1', '30', '0.3'));
	const { user } = opened;
	await user.click(region('Margin').getByRole('button', { name: 'Ask for approval' }));
	await user.type(region('Margin').getByRole('textbox', { name: 'Why this price' }), 'First order of a new yard');
	await user.click(region('Margin').getByRole('button', { name: 'Ask' }));
	return opened;
}

async function pasted(opened: Awaited<ReturnType<typeof asked>>, text = 'the answer'): Promise<void> {
	const { user } = opened;
	await user.click(region('Margin').getByRole('button', { name: 'Enter the answer' }));
	await user.type(region('Margin').getByRole('textbox', { name: 'The answer you got' }), text);
	await user.click(region('Margin').getByRole('button', { name: 'Take it over' }));
}

test('a deal that needs nobody says so to who asks, and draws nothing', async () => {
	await openSidebar(undefined, createFarSide(playbook));
	expect(figure('Approval needed')).toBe('You decide on this price alone.');
	expect(region('Margin').queryByRole('button', { name: 'Ask for approval' })).toBeNull();
});

test('who must agree is said before anybody is asked, the highest level alone', async () => {
	const { type } = await openSidebar(undefined, createFarSide(playbook));
	type(discountTyped('1', '30', '0.3'));
	expect(figure('Approval needed')).toBe('You need the agreement of Sales manager (Ida Berg)');
	expect(textOf('Margin')).toContain(
		'You need the agreement of Sales manager (Ida Berg): the deal is under its floor.',
	);
	type(discountTyped('1', '45', '0.45'));
	expect(figure('Approval needed')).toBe('You need the agreement of Finance director');
	expect(textOf('Margin')).toContain(
		'You need the agreement of Finance director: a discount of 45.0 % is over 40 %: “CX-40”.',
	);
	await expectAccessible();
});

test('the request carries the exact values as they are typed, and the reason', async () => {
	const { far } = await asked();
	const [{ request }] = far.askedFor('approval.ask') as [{ request: ApprovalRequest }];
	expect(request).toMatchObject({ level: 1, levelName: 'Sales manager', reason: 'First order of a new yard' });
	expect(request.values.currency).toBe('EUR');
	// 12,400 less 30 % = 8,680.
	expect(request.values.lines[0]).toMatchObject({ product: 'CX-40', quantity: '2', netPrice: '8680' });
	expect(request.values.lines).toHaveLength(5);
	expect(textOf('Margin')).toMatch(
		/You asked Sales manager for 30 % on “CX-40” at \d\d:\d\d\. There is no answer yet\./,
	);
});

test('an answer that is none is refused in words and keeps the text; the real one is taken', async () => {
	const opened = await asked({ note: 'Only with the reference.' });
	await pasted(opened, 'hello');
	expect(textOf('Margin')).toContain('This is not an answer to this request.');
	await opened.user.clear(region('Margin').getByRole('textbox', { name: 'The answer you got' }));
	await opened.user.type(region('Margin').getByRole('textbox', { name: 'The answer you got' }), 'the answer');
	await opened.user.click(region('Margin').getByRole('button', { name: 'Take it over' }));
	expect(textOf('Margin')).toContain('Ida agreed');
	expect(textOf('Margin')).toContain('“Only with the reference.”');
});

test('a worse price voids the agreement, an equal or better one keeps it', async () => {
	const opened = await asked();
	await pasted(opened);
	expect(textOf('Margin')).toContain('These prices or better ones are covered.');
	opened.type(discountTyped('1', '31', '0.31'));
	expect(textOf('Margin')).toContain('The agreement does not cover this deal any more.');
	expect(textOf('Margin')).toContain('A price is lower than agreed.');
	expect(region('Margin').getByRole('button', { name: 'Ask again…' })).toBeDefined();
	opened.type(discountTyped('1', '29.5', '0.295'));
	expect(textOf('Margin')).toContain('Ida agreed');
	expect(textOf('Margin')).not.toContain('does not cover');
});

test('a refusal and an offer are said with their note', async () => {
	const declined = await asked({ answer: 'declined', note: 'Not below the floor.' });
	await pasted(declined);
	expect(textOf('Margin')).toContain('Ida did not agree');
	expect(textOf('Margin')).toContain('“Not below the floor.”');
	cleanup();
	const countered = await asked({ answer: 'countered', counterDiscount: '0.12' });
	await pasted(countered);
	expect(textOf('Margin')).toContain('Ida would agree to 15.83 % on “CX-40” (12 % off the whole deal).');
});

test('a request is withdrawn, and one that could not be kept leaves the form as it was', async () => {
	const { far, user, type } = await asked();
	await user.click(region('Margin').getByRole('button', { name: 'Withdraw' }));
	expect(far.notes.approval).toBeNull();
	far.refused.add('approval.ask');
	type(discountTyped('1', '30', '0.3'));
	await user.click(region('Margin').getByRole('button', { name: 'Ask for approval' }));
	await user.type(region('Margin').getByRole('textbox', { name: 'Why this price' }), 'Again');
	await user.click(region('Margin').getByRole('button', { name: 'Ask' }));
	expect(plain(document.body.textContent)).toContain('This could not be kept. Try again.');
	expect((region('Margin').getByRole('textbox', { name: 'Why this price' }) as HTMLTextAreaElement).value).toBe(
		'Again',
	);
});

test('reasons the manager offers are chosen with a press, with own words or without', async () => {
	const margin = { ...playbook.margin, reasonCodes: [{ id: 'volume', text: 'Volume agreed' }] };
	const { type, user, far } = await openSidebar(undefined, createFarSide({ ...playbook, margin }));
	type(discountTyped('1', '30', '0.3'));
	await user.click(region('Margin').getByRole('button', { name: 'Volume agreed' }));
	await user.click(region('Margin').getByRole('button', { name: 'Keep reason' }));
	expect(far.askedFor('reason.give')).toMatchObject([{ code: 'volume', text: '' }]);
	expect(textOf('Margin')).toContain('Volume agreed');
});

test('a counter-offer for a line names it', async () => {
	const opened = await asked({ answer: 'countered', counterDiscount: '0.2', counterLine: '1' });
	await pasted(opened);
	expect(textOf('Margin')).toContain('Ida would agree to 20 % on “CX-40”, with the other lines as you asked.');
	expect(textOf('Margin')).not.toContain('agreed');
});

test('a counter-offer that is not below what was asked is no agreement', async () => {
	// 30 % off the line is more than 20 % off the deal.
	const opened = await asked({ answer: 'countered', counterDiscount: '0.28', counterLine: null });
	await pasted(opened);
	expect(textOf('Margin')).not.toContain('agreed');
	expect(textOf('Margin')).not.toContain('These prices or better ones are covered.');
});

test.for(['approved', 'declined', 'countered'] as const)(
	'an own answer (%s) says that nobody else agreed',
	async (answer) => {
		const counterDiscount = answer === 'countered' ? '0.01' : null;
		const opened = await asked({ answer, counterDiscount, isOwn: true, by: 'The boss' });
		await pasted(opened);
		expect(textOf('Margin')).toContain('You answered your own request.');
		expect(textOf('Margin')).toContain('Nobody else has agreed to these prices.');
		expect(textOf('Margin')).not.toContain('The boss agreed');
		expect(textOf('Margin')).not.toContain('These prices or better ones are covered.');
		// Why somebody has to agree stands there on.
		expect(textOf('Margin')).toContain('the deal is under its floor.');
		expect(region('Margin').getByRole('button', { name: 'Ask again…' })).toBeDefined();
		await expectAccessible();
	},
);

test('a level of the built-in playbook is named in the user’s language, the firm’s own as it is written', async () => {
	const named = async (name: string) => {
		const levels = [{ name, who: 'Ida Berg' }, ...playbook.approvals.levels.slice(1)];
		const far = createFarSide({ ...playbook, approvals: { ...playbook.approvals, levels } });
		far.settings = { ...far.settings, language: 'de' };
		const { type } = await openSidebar(undefined, far);
		type(discountTyped('1', '35', '0.35'));
		const said = plain(document.body.textContent);
		cleanup();
		return said;
	};
	expect(await named('Sales manager')).toContain('Vertriebsleitung (Ida Berg) muss zustimmen');
	expect(await named('Regional manager')).toContain('Regional manager (Ida Berg) muss zustimmen');
});
