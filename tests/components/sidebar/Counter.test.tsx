// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { ApprovalDecision, ApprovalRequest } from '../../../core/model/deal.ts';
import type { PlaybookForDeal } from '../../../core/model/playbook.ts';
import type { DiscountOrder } from '../../../messages/port.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, figure, openSidebar, plain, readDeal, region, textOf } from './open-sidebar.tsx';

afterEach(() => {
	cleanup();
	vi.useRealTimers();
});

const { ref } = fixtureDeal;

/** More than 10.5 % off the deal goes to the sales manager. */
const playbook: PlaybookForDeal = {
	...fixturePlaybook,
	approvals: {
		levels: [{ name: 'Sales manager', who: '' }],
		rules: [{ id: 'deal', level: 1, trigger: { kind: 'discount-over', value: '0.105' } }],
	},
};

interface Played {
	readonly decision: Partial<ApprovalDecision>;
	/** How long after the request the answer came, in minutes; the request was asked `askedAgo` minutes ago. */
	readonly after?: number;
	readonly askedAgo?: number;
	readonly isWritable?: boolean;
	readonly language?: 'en' | 'de';
	readonly given?: PlaybookForDeal;
	readonly discount?: string;
}

/** 15 % off CX-40, asked for and answered. */
async function answered(played: Played) {
	const {
		decision,
		after = 11,
		askedAgo = 11,
		isWritable,
		language = 'en',
		given = playbook,
		discount = '0.15',
	} = played;
	const far = createFarSide(given);
	far.settings = { ...far.settings, language };
	const opened = await openSidebar(async () => {
		await readDeal(far);
		if (isWritable) far.arrive({ type: 'discount.possible', ref, lines: { 1: 'yes' } });
		far.edit(discountTyped('1', String(Number(discount) * 100), discount));
	}, far);
	const german = language === 'de';
	const { user } = opened;
	const press = (name: string) => user.click(screen.getByRole('button', { name }));
	const fill = async (text: string) => {
		await user.click(screen.getAllByRole('textbox').find((box) => box.tagName === 'TEXTAREA') as HTMLElement);
		await user.paste(text);
	};
	const asked = new Date(Date.now() - askedAgo * 60_000);
	far.answer = (request: ApprovalRequest) => ({
		requestId: request.id,
		hash: request.hash,
		answer: 'countered',
		counterDiscount: '0.1',
		counterLine: null,
		isOwn: false,
		note: '',
		by: 'Ida',
		at: new Date(asked.getTime() + after * 60_000).toISOString(),
		...decision,
	});
	await press(german ? 'Freigabe anfragen' : 'Ask for approval');
	await fill('First order');
	await press(german ? 'Anfragen' : 'Ask');
	const { approval } = far.notes;
	if (!approval) throw new Error('not asked');
	far.notes = { ...far.notes, approval: { ...approval, request: { ...approval.request, at: asked.toISOString() } } };
	await press(german ? 'Antwort eintragen' : 'Enter the answer');
	await fill('the answer');
	await press(german ? 'Übernehmen' : 'Take it over');
	return { ...opened, far, asked };
}

/** The time of day as the sidebar writes it. */
const clock = (at: Date) => at.toTimeString().slice(0, 5);

// Lists of 40,810 less 10 % are 36,729; 15,040 of it are other lines, 21,689 of 24,800 is 12.54 % off: 10,845.04 a piece.
test('an offer over the whole deal is said as the price it means on the line, and is applied with a press', async () => {
	const { user, far, type } = await answered({ decision: { note: 'With payment on order.' }, isWritable: true });
	expect(figure('Counter-offer')).toBe('▲ Ida would agree to 12.54 % on “CX-40” (10 % off the whole deal).');
	// 21,690.08 + 15,040 = 36,730.08; less 25,320 = 11,410.08 = 31.06 %.
	expect(textOf('Margin')).toContain(
		'€10,845.04 a piece. The deal comes to €36,730.08, with a margin of 31.06 % (€11,410.08).',
	);
	expect(textOf('Margin')).toContain('“With payment on order.”');
	const names = region('Margin')
		.getAllByRole('button')
		.map(({ textContent }) => plain(textContent));
	// One price to press, and no other beside it.
	expect(names.filter((name) => /^(Apply|Copy \d|Ask again)/.test(name))).toEqual(['Apply 12.54 %', 'Ask again…']);
	await expectAccessible();
	await user.click(region('Margin').getByRole('button', { name: /^Apply 12\.54/ }));
	const order = far.posted.findLast((message): message is DiscountOrder => message.type === 'discount.write');
	expect(order).toMatchObject({ lineId: '1', write: { discount: '0.1254' } });
	type(discountTyped('1', '12.54', '0.1254'));
	expect(textOf('Margin')).toContain('Ida agreed.');
	expect(textOf('Margin')).toContain('These prices or better ones are covered.');
});

test('where the CRM does not take it, it is copied', async () => {
	const { user } = await answered({ decision: {} });
	await user.click(region('Margin').getByRole('button', { name: /^Copy 12\.54\s%$/ }));
	expect(await navigator.clipboard.readText()).toBe('12.54');
	expect(region('Margin').queryByRole('button', { name: /^Apply/ })).toBeNull();
});

test('who may not see the margin is told the price alone', async () => {
	const margin = { ...playbook.margin, visibility: { ...playbook.margin.visibility, rep: 'light' as const } };
	await answered({ decision: {}, given: { ...playbook, margin } });
	expect(textOf('Margin')).toContain('€10,845.04 a piece. The deal comes to €36,730.08.');
	expect(textOf('Margin')).not.toMatch(/31\.06|11,410/);
});

test('an offer for the line is that line’s, whatever it makes of the deal', async () => {
	await answered({ decision: { counterDiscount: '0.125', counterLine: '1' } });
	expect(figure('Counter-offer')).toBe('▲ Ida would agree to 12.5 % on “CX-40”, with the other lines as you asked.');
	expect(textOf('Margin')).toContain('€10,850.00 a piece. The deal comes to €36,740.00');
});

// The other lines give 970 off 16,010; 1 % off 40,810 is 408.10.
test('an offer that the line cannot bring alone says so, and there is nothing to press but to ask again', async () => {
	await answered({ decision: { counterDiscount: '0.01' }, isWritable: true });
	expect(figure('Counter-offer')).toBe('▲ Ida would agree to 1 % off the whole deal.');
	expect(textOf('Margin')).toContain(
		'“CX-40” cannot bring the deal there, even at list price: the other lines give too much.',
	);
	expect(region('Margin').queryByRole('button', { name: /^(Apply|Copy) 1\s%/ })).toBeNull();
	expect(region('Margin').getByRole('button', { name: 'Ask again…' })).toBeDefined();
});

test('when it was asked and answered is said, with the time of day today', async () => {
	// At any hour: shortly after midnight it would have been asked on another day.
	vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 24, 12) });
	const { asked } = await answered({ decision: {} });
	const answeredAt = new Date(asked.getTime() + 11 * 60_000);
	expect(textOf('Margin')).toContain(
		`You asked for 15 % on “CX-40” at ${clock(asked)}. The answer came at ${clock(answeredAt)}, after 11 minutes.`,
	);
});

test('of another day it is said which', async () => {
	const { asked } = await answered({
		decision: { answer: 'declined', counterDiscount: null },
		askedAgo: 6000,
		after: 2940,
	});
	const day = (at: Date) => at.toLocaleDateString('en', { day: 'numeric', month: 'short' });
	expect(textOf('Margin')).toContain('Ida did not agree.');
	const answeredAt = new Date(asked.getTime() + 2940 * 60_000);
	expect(textOf('Margin')).toMatch(
		new RegExp(
			`You asked for 15 % on “CX-40” on (${day(asked)}|${asked.getDate()} \\w+)\\. The answer came on (${day(answeredAt)}|${answeredAt.getDate()} \\w+), after 2 days\\.`,
		),
	);
});

test('clocks that do not agree say no time between', async () => {
	await answered({ decision: {}, after: -5, askedAgo: 3 });
	expect(textOf('Margin')).toContain('You asked for 15 % on “CX-40”');
	expect(textOf('Margin')).not.toMatch(/, after|within a minute/);
});

test('German says the same', async () => {
	await answered({ decision: {}, language: 'de', after: 2 * 1440, askedAgo: 3 * 1440 });
	const text = plain(document.body.textContent);
	expect(text).toContain('Ida würde zustimmen bei 12,54 % auf „CX-40“ (10 % auf den ganzen Deal).');
	expect(text).toMatch(/Sie haben 15 % auf „CX-40“ am .+ angefragt\. Die Antwort kam am .+, nach 2 Tagen\./);
	expect(text).toContain('Vertriebsleitung muss zustimmen: Der Rabatt von');
});

test('what no longer needs anybody says so in a sentence, above what was asked', async () => {
	const { type } = await answered({ decision: { answer: 'approved', counterDiscount: null } });
	type(discountTyped('1', '5', '0.05'));
	expect(figure('Approval needed')).toBe('You decide on this price alone.');
	expect(textOf('Margin')).toContain('Ida agreed.');
});
