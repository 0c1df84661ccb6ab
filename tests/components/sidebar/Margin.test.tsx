// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { DealFacts } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, figure, openSidebar, plain, region, struck, textOf } from './open-sidebar.tsx';

afterEach(cleanup);

/** The fixture deal with one line the CRM tells no cost of. */
const oneUnknown: DealFacts = {
	...fixtureDeal,
	lines: (fixtureDeal.lines ?? []).map((line) => (line.id === '4' ? { ...line, unitCost: null } : line)),
};

const reading = (facts: DealFacts) => (far: ReturnType<typeof createFarSide>) => {
	far.show(facts);
	far.read(facts);
};

/** The rows of the fold “Lines”. */
const linesShown = () =>
	region('Margin')
		.getAllByRole('listitem')
		.filter((row) => row.closest('details') !== null);

/** Nothing in the panel that looks like a figure of it. */
function expectNoFigures(): void {
	expect(textOf('Margin')).not.toMatch(/\d\s?%|€/);
}

describe('the margin of a deal as it is saved', () => {
	// 37,360 − 25,320 = 12,040; 12,040 / 37,360 = 32.23 %; 1 − 37,360 / 40,810 = 8.45 %.
	it('is said as percent and amount, with the discount off list', async () => {
		await openSidebar();
		expect(figure('Margin')).toBe('32.2 %');
		expect(figure('Margin amount')).toBe('€12,040');
		expect(figure('Discount')).toBe('8.5 %');
		expect(figure('Lines with unknown cost')).toBe('0');
		expect(textOf('Margin')).toContain('On target');
		expect(textOf('Margin')).toContain('of €37,360');
		expect(struck('Margin')).toEqual([]);
	});

	it('says nothing a clean deal does not need', async () => {
		await openSidebar();
		const copies = region('Margin').queryAllByRole('button', { name: /^Copy/ });
		expect(copies.filter((button) => button.closest('details') === null)).toEqual([]);
		expect(textOf('Margin')).not.toMatch(/gives up|as you type|Under (the floor|target) by/);
	});

	// Without WAR-3Y: revenue 35,560, cost 24,420, margin 11,140 = 31.33 %; 35,560 / 37,360 = 95.18 % of revenue.
	it('says of a confirmed kit why its cost is not known', async () => {
		const lines = (fixtureDeal.lines ?? []).map((line) =>
			line.id === '4' ? { ...line, unitCost: null, isCostOfParts: true } : line,
		);
		await openSidebar(reading({ ...fixtureDeal, lines }));
		expect(figure('Lines with unknown cost')).toMatch(
			/^Cost unknown for 1 line: “WAR-3Y” \(since it was confirmed, .*some parts of this kit\)/,
		);
		expect(textOf('Margin')).toContain('Left out, not counted as free.');
	});

	it('leaves a line of unknown cost out, by name, and says how much is covered', async () => {
		await openSidebar(reading(oneUnknown));
		expect(figure('Margin')).toBe('31.3 %');
		expect(figure('Margin amount')).toBe('€11,140');
		expect(figure('Discount')).toBe('8.5 %');
		expect(figure('Lines with unknown cost')).toBe('Cost unknown for 1 line: “WAR-3Y”.');
		expect(textOf('Margin')).toContain('Margin known for 4 of 5 lines, 95.2 % of revenue.');
	});

	it('leads who may enter a cost to where costs are kept, and nobody else', async () => {
		const manager = createFarSide();
		manager.settings = { ...manager.settings, viewer: { name: 'Mia', role: 'manager', standing: null } };
		const { user, onWorkspace } = await openSidebar(reading(oneUnknown), manager);
		await user.click(region('Margin').getByRole('button', { name: 'Add its cost' }));
		expect(onWorkspace).toHaveBeenCalledWith('costs', false);
		cleanup();
		const rep = createFarSide();
		rep.settings = { ...rep.settings, viewer: { name: 'Ada', role: 'rep', standing: null } };
		await openSidebar(reading(oneUnknown), rep);
		expect(region('Margin').queryByRole('button', { name: 'Add its cost' })).toBeNull();
	});

	it('takes a cost from the team’s cost list where the CRM tells none', async () => {
		const costs = [{ product: 'WAR-3Y', unitCost: '900', currency: 'EUR', period: 'unsaid' as const }];
		await openSidebar(reading(oneUnknown), createFarSide({ ...fixturePlaybook, costs }));
		expect(figure('Margin')).toBe('32.2 %');
		expect(figure('Lines with unknown cost')).toBe('0');
	});
});

describe('the margin of what is typed', () => {
	// 15 % on 24,800: 21,080 + 15,040 = 36,120; less 25,320 = 10,800 = 29.90 %, 0.0997 points under 30 %.
	it('stands beside the saved one, which is struck through', async () => {
		const { type } = await openSidebar();
		type(discountTyped('1', '15', '0.15'));
		expect(figure('Margin')).toBe('29.9 %');
		expect(figure('Margin amount')).toBe('€10,800');
		expect(figure('Discount')).toBe('11.5 %');
		expect(struck('Margin')).toEqual(['32.2 %', '€12,040', '€37,360', '8.5 %', '27.0 %']);
		expect(figure('Price')).toBe('€36,120');
		expect(textOf('Margin')).toContain('Under target by 0.1 points');
		expect(textOf('Margin')).toContain('The firm gives up€1,240');
		// 1,240 of 12,040 = 10.30 %.
		expect(region('Margin').getByRole('img', { name: /10\.3\s% of its margin/ })).toBeDefined();
		expect(textOf('Margin')).toContain('as you type');
	});

	it('goes back to the saved one when the edit is taken back', async () => {
		const { type } = await openSidebar();
		type(discountTyped('1', '15', '0.15'));
		type(noEdits(fixtureDeal.ref));
		expect(figure('Margin')).toBe('32.2 %');
		expect(struck('Margin')).toEqual([]);
	});

	// 30 % on 24,800: 17,360 + 15,040 = 32,400; 7,080 = 21.85 %. Floor (17,360 × 25 % + 15,040 × 20 %) / 32,400 = 22.68 %.
	it('is said to be under the floor in words and by how much', async () => {
		const { type } = await openSidebar();
		type(discountTyped('1', '30', '0.3'));
		expect(figure('Margin')).toBe('21.9 %');
		expect(textOf('Margin')).toContain('Under the floor by 0.8 points');
	});

	it('shows each line with its own margin, the edited one before and after', async () => {
		const { type, user } = await openSidebar();
		type(discountTyped('1', '15', '0.15'));
		await user.click(region('Margin').getByText('Lines'));
		// The line that gives up most comes first: 3,720, then 600, then 370.
		const [first, , second] = linesShown();
		// 21,080 − 16,300 = 4,780 = 22.68 %; saved 22,320 − 16,300 = 6,020 = 26.97 %.
		expect(plain(first?.textContent)).toMatch(/CX-40.*before 27\.0 %.*22\.7 %.*Under the floor.*15\.0 % off.*€4,780/);
		// 7,030 − 4,080 = 2,950 = 41.96 %.
		expect(plain(second?.textContent)).toMatch(/CP-7.*42\.0 %.*On target.*€2,950/);
	});
});

describe('where a figure would be a guess', () => {
	it('half typed: there is no margin, only the saved one struck through', async () => {
		const { type } = await openSidebar();
		type(discountTyped('1', '12,', null));
		expect(figure('Margin')).toBe('unknown');
		expect(figure('Margin amount')).toBe('unknown');
		expect(figure('Discount')).toBe('unknown');
		expect(struck('Margin').slice(0, 4)).toEqual(['32.2 %', '€12,040', '€37,360', '8.5 %']);
		expect(textOf('Margin')).toContain('What is typed for “CX-40” is not a number yet.');
		const [first, , second] = linesShown();
		expect(plain(first?.textContent)).toMatch(/CX-40before 27\.0 %unknown/);
		expect(plain(second?.textContent)).toMatch(/CP-742\.0 %/);
		expect(textOf('Margin')).not.toMatch(/firm gives up/i);
	});

	it('rows that fit no saved line: unknown, and why', async () => {
		const { type } = await openSidebar();
		type({ ...discountTyped('1', '15', '0.15'), areLinesUnmatched: true });
		expect(figure('Margin')).toBe('unknown');
		expect(figure('Discount')).toBe('unknown');
		expect(textOf('Margin')).toContain('The rows on the page do not fit the saved lines.');
		expect(struck('Margin')).toEqual(['32.2 %', '€12,040', '€37,360', '8.5 %']);
		expect(region('Margin').queryByRole('listitem')).toBeNull();
		expect(region('Margin').queryByRole('button', { name: /^Copy/ })).toBeNull();
	});

	it('an edit that cannot be read: its field is named, and the saved margin is not passed off for it', async () => {
		const { far, happen } = await openSidebar();
		const failure = { code: 'field-missing', field: 'Discount' } as const;
		await happen(() => far.arrive({ type: 'edits.failed', ref: fixtureDeal.ref, failure }));
		expect(region('Margin').getByRole('alert').textContent).toContain('Cannot read “Discount” on this page.');
		expectNoFigures();
		expect(region('Stage').getByText('Propose · 1 of 2 done')).toBeDefined();
		expect(region('Collateral').getAllByRole('listitem').length).toBeGreaterThan(0);
	});

	it('a field missing on the page: it is named', async () => {
		const { far, happen } = await openSidebar();
		const health = [{ field: 'Lines', state: 'broken', seen: null }] as const;
		await happen(() => far.arrive({ type: 'facts.read', ref: fixtureDeal.ref, facts: fixtureDeal, health }));
		expect(textOf('Margin')).toContain('Cannot read “Lines” on this page.');
		expectNoFigures();
	});

	it('lines that could not be read: unknown, and why', async () => {
		await openSidebar(reading({ ...fixtureDeal, lines: null }));
		expect(figure('Margin')).toBe('unknown');
		expect(textOf('Margin')).toContain('The lines could not be read');
		expect(textOf('Margin')).toContain('Amount in the CRM €37,360');
		expect(textOf('Margin')).not.toMatch(/\d\s?%/);
	});

	it('no line at all: says what to do', async () => {
		await openSidebar(reading({ ...fixtureDeal, lines: [] }));
		expect(figure('Margin')).toBe('unknown');
		expect(textOf('Margin')).toContain('Add products in the CRM');
	});

	it('a discount over 100 %: computed as the CRM will read it, and said', async () => {
		const { type } = await openSidebar();
		type(discountTyped('1', '125', '1.25'));
		// −6,200 + 15,040 = 8,840; less 25,320 = −16,480 = −186.43 %.
		expect(figure('Margin')).toBe('−186.4 %');
		expect(textOf('Margin')).toContain('The CRM will read 125 % off on “CX-40”: over 100 %.');
	});
});

describe('how far a figure can be relied on', () => {
	const marked = (mark: string) => screen.getByRole('region', { name: 'Margin' }).dataset[mark];

	it('of a part: marked, with what it can be at most, and without a state', async () => {
		await openSidebar(reading(oneUnknown));
		expect(textOf('Margin')).toContain('Known for 4 of 5 lines');
		// 37,360 − 24,420 = 12,940 = 34.636 %.
		expect(textOf('Margin')).toContain('With every line in it, at most 34.6 %, €12,940.');
		expect([marked('figures'), marked('state')]).toEqual(['partial', 'unknown']);
	});

	it('a guess: called one, without a state, a bar, pay or a largest discount', async () => {
		const { type } = await openSidebar();
		const quantity = { text: '3', value: '3' };
		type({ ...noEdits(fixtureDeal.ref), lines: { 1: { quantity, isRepriced: true } }, activeLineId: '1' });
		expect(textOf('Margin')).toContain('A guess until the field is left');
		expect(textOf('Margin')).toContain('The CRM sets the price of “CX-40” anew when you leave the field.');
		expect(textOf('Margin')).not.toMatch(/My pay|Even at list price/);
		expect(region('Margin').queryByRole('img', { name: /floor/ })).toBeNull();
		expect([marked('figures'), marked('guess')]).toEqual(['guess', 'price']);
	});

	it('another price list that is not saved: a guess, and why', async () => {
		const { type } = await openSidebar();
		type({ ...noEdits(fixtureDeal.ref), pricedBy: 'price-list' });
		expect(textOf('Margin')).toContain('A guess until it is saved');
		expect(textOf('Margin')).toContain('Another price list is chosen and not saved.');
		expect([marked('figures'), marked('guess')]).toEqual(['guess', 'price']);
	});

	it('another sum on the page: no figure, and both sums', async () => {
		const { type } = await openSidebar();
		const pageTotals = { revenue: '37360', margin: null, currency: null };
		type({ ...discountTyped('1', '15', '0.15'), pageTotals });
		expect(figure('Margin')).toBe('unknown');
		expect(textOf('Margin')).toContain('The page itself adds up to €37,360.00, these figures to €36,120.00.');
		expect([marked('figures'), marked('disagrees')]).toEqual(['disagrees', 'revenue']);
	});

	it('a refused value, a changed line and another currency are said', async () => {
		const { type } = await openSidebar();
		const refused = [{ lineId: '1', text: '125', most: '1' }];
		type({ ...noEdits(fixtureDeal.ref), refused, changedElsewhere: ['2'] });
		expect(textOf('Margin')).toContain('CX-40: The CRM will refuse “125”: it takes at most 100 %.');
		expect(textOf('Margin')).toContain('Somebody else changed “CP-7”. Reload the page to see it.');
		const below = discountTyped('1', '15', '0.15');
		type({ ...below, lines: { 1: { ...below.lines[1], leastPrice: '10600' } } });
		expect(textOf('Margin')).toContain(
			'The CRM will refuse this price of “CX-40”: €10,600.00 is the lowest, unless you may go below it.',
		);
		expect(marked('refused')).toBe('price');
		type({ ...noEdits(fixtureDeal.ref), currencyChange: { to: 'USD' } });
		expect(textOf('Margin')).toContain('The currency on the page is now USD.');
		expect(figure('Margin')).toBe('unknown');
	});

	it('several quotations: each is a link to the CRM itself, and to nowhere else', async () => {
		const quoteAt = (name: string, url: string) => ({ ref: { ...fixtureDeal.ref, id: name }, name, url });
		const quotes = [
			quoteAt('Q-1', 'http://crm.example/quotes/1'),
			quoteAt('Q-2', 'https://elsewhere.example/quotes/2'),
			quoteAt('Q-3', 'javascript:alert(1)'),
		];
		await openSidebar(reading({ ...fixtureDeal, lines: null, linesNote: { kind: 'several-quotes', quotes } }));
		const links = region('Margin').getAllByRole('link');
		expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
			['Q-1', 'http://crm.example/quotes/1'],
		]);
		expect(textOf('Margin')).toMatch(/several open quotations.*Q-2.*Q-3/);
	});
});

describe('the manager’s switch', () => {
	async function withWarnings(warnings: 'off' | 'note' | 'reason') {
		const far = createFarSide({ ...fixturePlaybook, margin: { ...fixturePlaybook.margin, warnings } });
		const opened = await openSidebar(undefined, far);
		opened.type(discountTyped('1', '15', '0.15'));
		return opened;
	}

	it('off: no state, floor, target, agreement, trade or bar is drawn, in the sidebar and on the handle', async () => {
		const far = createFarSide({
			...fixturePlaybook,
			approvals: {
				levels: [{ name: 'Sales manager', who: 'Ida' }],
				rules: [{ id: 'd', level: 1, trigger: { kind: 'discount-over', value: '0.01' } }],
			},
			trades: [{ id: 'visit', name: 'Reference visit', kind: 'reference', worth: '600', currency: 'EUR' }],
			margin: { ...fixturePlaybook.margin, warnings: 'off' },
		});
		const opened = await openSidebar(undefined, far);
		opened.type(discountTyped('1', '30', '0.3'));
		for (const fold of region('Margin').queryAllByRole('button', { expanded: false })) await opened.user.click(fold);
		// The hint of the switch for buyers names what it hides.
		const told = textOf('Margin').replace(/Hides margin, cost, limits and pay/, '');
		for (const word of [
			/floor/i,
			/target/i,
			/under/i,
			/limit/i,
			/agree/i,
			/approv/i,
			/Sales manager/,
			/Reference visit/,
		])
			expect(told).not.toMatch(word);
		expect(region('Margin').queryByRole('img', { name: /floor|target/i })).toBeNull();
		expect(region('Margin').queryByRole('textbox')).toBeNull();
		expect(figure('Margin')).toMatch(/%/);
		await expectAccessible();
		await opened.happen(() => far.frame.getState().layoutChosen({ isCollapsed: true }));
		expect(screen.getByRole('button', { name: /^Open Dealside/ }).getAttribute('aria-label')).toMatch(
			/^Open Dealside\. Margin [\d.\s\u00a0]+%$/,
		);
	});

	it('off by a rule: nothing is said of its limits, of the deal, of a line, on the handle and on trial', async () => {
		const none = { products: [], families: [], segments: [], regions: [], currencies: [], stages: [], teams: [] };
		const scope = { ...none, from: null, until: null };
		const rule = { id: 'h', name: 'Hush', scope, floor: '0.9', target: '0.95', warnings: 'off' } as const;
		const far = createFarSide({
			...fixturePlaybook,
			// Limits for families would say more of a deal than a rule for all.
			margin: { ...fixturePlaybook.margin, warnings: 'note', families: [], rules: [rule] },
		});
		const opened = await openSidebar(undefined, far);
		opened.type(discountTyped('1', '30', '0.3'));
		act(() => far.deal.getState().whatIfMoved({ lineId: null, discount: '0.2' }));
		for (const fold of region('Margin').queryAllByRole('button', { expanded: false })) await opened.user.click(fold);
		const told = textOf('Margin').replace(/Hides margin, cost, limits and pay/, '');
		for (const word of [/floor/i, /target/i, /under/i, /limit/i, /Hush/]) expect(told).not.toMatch(word);
		expect(screen.queryByTitle('No limit set')).toBeNull();
		await opened.happen(() => far.frame.getState().layoutChosen({ isCollapsed: true }));
		expect(screen.getByRole('button', { name: /^Open Dealside/ }).getAttribute('aria-label')).toMatch(
			/^Open Dealside\. Margin [\d.\s\u00a0]+%$/,
		);
	});

	it('note: the distance is said, no question asked', async () => {
		await withWarnings('note');
		expect(textOf('Margin')).toContain('Under target by 0.1 points');
		expect(region('Margin').queryByRole('textbox')).toBeNull();
	});

	it('reason: it is asked for, kept with the deal, and can be changed', async () => {
		const { far, user } = await withWarnings('reason');
		await user.type(region('Margin').getByRole('textbox', { name: 'Reason for this price' }), 'Frame contract');
		await user.click(region('Margin').getByRole('button', { name: 'Keep reason' }));
		expect(far.askedFor('reason.give')).toEqual([{ ref: fixtureDeal.ref, code: null, text: 'Frame contract' }]);
		expect(await region('Margin').findByText('Frame contract')).toBeDefined();
		expect(textOf('Margin')).toContain('Reason given by Ada, Nov 24');
		await user.click(region('Margin').getByRole('button', { name: 'Change the reason' }));
		expect(region('Margin').getByRole('textbox')).toHaveProperty('value', 'Frame contract');
		await expectAccessible();
	});

	it('reason: what could not be kept is said, and what was typed stays', async () => {
		const { far, user } = await withWarnings('reason');
		far.refused.add('reason.give');
		await user.type(region('Margin').getByRole('textbox'), 'Frame contract');
		await user.click(region('Margin').getByRole('button', { name: 'Keep reason' }));
		expect(await screen.findByText('This could not be kept. Try again.')).toBeDefined();
		expect(region('Margin').getByRole('textbox')).toHaveProperty('value', 'Frame contract');
	});
});

describe('the largest discount', () => {
	// 1 − (25,320 − 15,040 × 70 %) / (24,800 × 70 %) = 1 − 14,792 / 17,360 = 14.79 %, rounded down.
	it('on the line being typed in is offered to copy, as one types it', async () => {
		const { type, user } = await openSidebar();
		type(discountTyped('1', '15', '0.15'));
		await user.click(region('Margin').getByRole('button', { name: /^Copy 14\.7\s%$/ }));
		expect(await navigator.clipboard.readText()).toBe('14.7');
		expect(await screen.findByText('14.7 copied. Paste it into the discount field.')).toBeDefined();
		expect(textOf('Margin')).toContain('The largest discount on “CX-40” that keeps the target.');
	});
});

describe('the what-if slider', () => {
	it('is moved by keys, leaves the deal as it is, and is reset', async () => {
		const { far, type, user } = await openSidebar();
		type(discountTyped('1', '15', '0.15'));
		await user.click(region('Margin').getByText('What if'));
		const slider = region('Margin').getByRole('slider', { name: 'Discount on “CX-40”' });
		expect(slider.getAttribute('aria-valuenow')).toBe('15');
		slider.focus();
		await user.keyboard('{ArrowLeft}');
		expect(slider.getAttribute('aria-valuenow')).toBe('14.5');
		expect(plain(slider.getAttribute('aria-valuetext'))).toBe('14.5 % off list');
		// 24,800 × 85.5 % = 21,204 + 15,040 = 36,244; less 25,320 = 10,924 = 30.14 %.
		expect(figure('Margin would be')).toBe('30.1 %');
		expect(figure('Margin')).toBe('29.9 %');
		await user.keyboard('{Home}');
		// 24,800 + 15,040 = 39,840; 14,520 = 36.45 %.
		expect(figure('Margin would be')).toBe('36.4 %');
		await user.keyboard('{End}');
		expect(slider.getAttribute('aria-valuenow')).toBe('50');
		expect(far.posted.filter(({ type: sent }) => sent !== 'layout.set')).toEqual([]);
		await user.click(region('Margin').getByRole('button', { name: 'Reset' }));
		expect(region('Margin').queryByRole('status', { name: 'Margin would be' })).toBeNull();
		expect(slider.getAttribute('aria-valuenow')).toBe('15');
	});

	// 10 % off every list price: 40,810 × 90 % = 36,729; less 25,320 = 11,409 = 31.06 %.
	it('tries every line of a deal nobody is typing in', async () => {
		const { user } = await openSidebar();
		await user.click(region('Margin').getByText('What if'));
		const slider = region('Margin').getByRole('slider', { name: 'Discount on every line' });
		slider.focus();
		await user.keyboard('{Home}{PageUp}{PageUp}');
		expect(slider.getAttribute('aria-valuenow')).toBe('10');
		expect(figure('Margin would be')).toBe('31.1 %');
	});
});

it('shows hostile names as text', async () => {
	const name = '<img src=x onerror="document.title=1">';
	const lines = (fixtureDeal.lines ?? []).map((line) =>
		line.id === '1' ? { ...line, product: null, description: name } : line,
	);
	const { user, container } = await openSidebar(reading({ ...fixtureDeal, name, lines }));
	await user.click(region('Margin').getByText('Lines'));
	expect(region('Margin').getByText(name)).toBeDefined();
	expect(within(container).getByRole('heading', { level: 1 }).textContent).toBe(name);
	expect(container.querySelector('img')).toBeNull();
});
