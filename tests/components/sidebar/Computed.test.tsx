// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { DealFacts } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, openSidebar, plain, region } from './open-sidebar.tsx';

afterEach(cleanup);

type Opened = Awaited<ReturnType<typeof openSidebar>>;

/** Opens the account by keyboard and answers what it says of each name. */
async function askHow({ user }: Pick<Opened, 'user'>): Promise<Readonly<Record<string, string>>> {
	const summary = region('Margin').getByText('How is this computed?');
	await user.click(summary);
	const terms = await within(summary.closest('details') as HTMLElement).findAllByRole('term');
	return Object.fromEntries(
		terms.map((term) => [plain(term.textContent).replace(/:$/, ''), plain(term.nextElementSibling?.textContent)]),
	);
}

function clock(at: string): string {
	return new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

const without = (lineId: string): DealFacts => ({
	...fixtureDeal,
	lines: (fixtureDeal.lines ?? []).map((line) => (line.id === lineId ? { ...line, unitCost: null } : line)),
});

describe('how the figures are computed', () => {
	it('is said with the numbers put in, for the deal as it is typed', async () => {
		const opened = await openSidebar();
		opened.type(discountTyped('1', '15', '0.15'));
		const said = await askHow(opened);
		expect(said['Margin amount']).toContain('€36,120.00 − €25,320.00 = €10,800.00');
		expect(said.Margin).toContain('€10,800.00 ÷ €36,120.00 = 29.9003 %');
		expect(said.Discount).toContain('1 − €36,120.00 ÷ €40,810.00 = 11.4923 %');
		// (21,080 × 25 % + 15,040 × 20 %) / 36,120 = 22.9181 %.
		expect(said['Floor and target']).toBeDefined();
		expect(plain(region('Margin').getByText(/^compressors/).textContent)).toBe(
			'compressors: floor 25 %, target 30 %, on €21,080.00',
		);
		expect(plain(region('Margin').getByText(/^everything else/).textContent)).toBe(
			'everything else: floor 20 %, target 30 %, on €15,040.00',
		);
		expect(plain(region('Margin').getByText(/^= Floor/).textContent)).toBe('= Floor 22.9181 %, target 30 %');
		// 25,320 − 15,040 × 70 % = 14,792 of 24,800 × 70 % = 17,360.
		expect(said['Largest discount on “CX-40” for the target']).toContain(
			'1 − €14,792.00 ÷ €17,360.00 = 14.7926 % → 14.7 %',
		);
		// 25,320 − 15,040 × 80 % = 13,288 of 24,800 × 75 % = 18,600.
		expect(said['Largest discount on “CX-40” for the floor']).toContain(
			'1 − €13,288.00 ÷ €18,600.00 = 28.5591 % → 28.5 %',
		);
		expect(said['Lines with unknown cost']).toBe('The cost of every line is known.');
		await expectAccessible();
	});

	// 50 % × 12,040 / 10,800 = 55.7407…, up; 1,240 / 10,800 = 11.4814…, up; 20 % of 10,800.
	it('is said of the odds, the volume and the pay that a discount needs', async () => {
		const payPlan = { kind: 'margin', rate: '0.2', accelerator: null, isTakenBack: false } as const;
		const opened = await openSidebar(undefined, createFarSide({ ...fixturePlaybook, payPlan }));
		opened.type(discountTyped('1', '15', '0.15'));
		const said = await askHow(opened);
		expect(said['Win odds needed']).toContain('50 % × €12,040.00 ÷ €10,800.00 = 55.7408 %');
		expect(said['Break-even volume']).toContain('€1,240.00 ÷ (€12,040.00 − €1,240.00) = 11.4815 %');
		expect(said['Your pay']).toContain('20 % × €10,800.00 = €2,160.00');
		opened.type(noEdits(fixtureDeal.ref));
		expect(screen.queryByText('Win odds needed')).toBeNull();
	});

	it('is said of pay by bands, of the average margin and of each trade', async () => {
		const far = createFarSide({
			...fixturePlaybook,
			payPlan: {
				kind: 'bands',
				base: 'margin',
				mode: 'graduated',
				bands: [
					{ from: '0', rate: '0.1' },
					{ from: '8000', rate: '0.3' },
				],
				accelerator: null,
				isTakenBack: false,
			},
			trades: [{ id: 'prepay', name: 'Payment with the order', kind: 'prepay', yearlyRate: '0.08', days: 30 }],
		});
		const standing = { currency: 'EUR', revenue: '100000', grossMargin: '30000', quota: null, share: null };
		far.settings = { ...far.settings, viewer: { name: 'Ada', role: 'rep', standing } };
		const opened = await openSidebar(undefined, far);
		opened.type(discountTyped('1', '15', '0.15'));
		const said = await askHow(opened);
		// 800 + 30 % of 2,800 = 1,640.
		expect(said['Your pay']).toContain('(10 % × €8,000.00 + 30 % × €2,800.00) = €1,640.00');
		// 40,800 / 136,120 = 29.9736 %.
		expect(said['Your average margin']).toContain('(€30,000.00 + €10,800.00) ÷ (€100,000.00 + €36,120.00) = 29.9736 %');
		// 36,120 × 8 % × 30 / 365 = 237.50.
		expect(said['Payment with the order']).toBe('€36,120.00 × 8 % a year × 30 ÷ 365 days');
		expect(
			plain(region('Margin').getByText('Payment with the order', { selector: 'div' }).parentElement?.textContent),
		).toContain('Worth €237.50 of the €1,240 you give up (19.1 %).');
	});

	it('follows each key while it is open', async () => {
		const opened = await openSidebar();
		await askHow(opened);
		opened.type(discountTyped('1', '15', '0.15'));
		expect(region('Margin').getByText('€36,120.00 − €25,320.00 = €10,800.00')).toBeDefined();
		opened.type(noEdits(fixtureDeal.ref));
		expect(region('Margin').getByText('€37,360.00 − €25,320.00 = €12,040.00')).toBeDefined();
	});

	it('puts no number in for what is half typed', async () => {
		const opened = await openSidebar();
		opened.type(discountTyped('1', '12,', null));
		const said = await askHow(opened);
		expect(said['Margin amount']).toContain('unknown');
		expect(said.Margin).not.toMatch(/\d/);
		expect(said.Discount).not.toMatch(/€/);
	});

	it('of the line that is left out; a margin of a part has no largest discount', async () => {
		const opened = await openSidebar((far) => {
			far.show(without('4'));
			far.read(without('4'));
		});
		const said = await askHow(opened);
		expect(said['Margin amount']).toContain('€35,560.00 − €24,420.00 = €11,140.00');
		expect(said['Largest discount on every line for the target']).toBeUndefined();
		expect(said['Lines with unknown cost']).toContain('WAR-3Y: cost unknown');
	});

	// 37,360 − 25,320 = 12,040, whatever amount is typed beside the lines.
	it('of an opportunity: its lines, with the amount that is typed beside them', async () => {
		const ref = { ...fixtureDeal.ref, kind: 'opportunity' } as const;
		const opened = await openSidebar((far) => {
			far.show({ ...fixtureDeal, ref });
			far.read({ ...fixtureDeal, ref });
		});
		opened.type({ ...noEdits(ref), amount: { text: '36,120', value: '36120' } });
		const said = await askHow(opened);
		expect(said['Margin amount']).toContain('€37,360.00 − €25,320.00 = €12,040.00');
		expect(said['Typed on the page, not saved']).toBe('amount “36,120”');
	});
});

describe('where the numbers come from', () => {
	it('is said for prices, costs, limits and what is typed', async () => {
		const opened = await openSidebar();
		opened.type(discountTyped('1', '15', '0.15'));
		const said = await askHow(opened);
		const read = `the CRM’s API, read at ${clock(fixtureDeal.reading.at)}`;
		expect(said['Prices and quantities']?.replace(/ at .*, /, ' at ')).toBe(read);
		expect(said.Costs?.replace(/ at .*, /, ' at ')).toBe(`5 lines from ${read}`);
		expect(said['Typed on the page, not saved']).toBe('CX-40: discount “15”');
		expect(screen.getAllByText('the playbook of your team')).toHaveLength(1);
	});

	it('names the lines whose cost the team’s list gave', async () => {
		const costs = [{ product: 'WAR-3Y', unitCost: '900', currency: 'EUR', period: 'unsaid' as const }];
		const opened = await openSidebar(
			(far) => {
				far.show(without('4'));
				far.read(without('4'));
			},
			createFarSide({ ...fixturePlaybook, costs }),
		);
		const said = await askHow(opened);
		expect(said.Costs).toMatch(/^4 lines from the CRM’s API.*; from the cost list in the playbook: WAR-3Y$/);
	});

	it('says so where the page alone was read', async () => {
		const facts: DealFacts = { ...fixtureDeal, reading: { source: 'page', at: fixtureDeal.reading.at } };
		const opened = await openSidebar((far) => {
			far.show(facts);
			far.read(facts);
		});
		const said = await askHow(opened);
		expect(said['Prices and quantities']).toMatch(/^the page, read at/);
	});
});
