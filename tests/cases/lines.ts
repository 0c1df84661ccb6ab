import { evaluate } from '../../core/evaluate.ts';
import { type DealFacts, noNotes, type QuoteLine } from '../../core/model/deal.ts';
import { type DealEdits, noEdits } from '../../core/model/deal-edits.ts';
import type { PlaybookForDeal } from '../../core/model/playbook.ts';
import { fixtureDeal, fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { type Case, casesOf, chosen } from './cases.ts';

interface LineCase {
	readonly name: string;
	readonly line: Partial<Omit<QuoteLine, 'product'>> & { readonly product?: string };
	readonly typed?: readonly [by: 'discount' | 'amountOff' | 'netPrice', value: string];
	readonly costs?: readonly (readonly [product: string, cost: string])[];
	readonly rates?: readonly (readonly [from: string, to: string, rate: string])[];
	readonly want: Readonly<Record<string, string | null>>;
}

function dealOf({ line }: LineCase): DealFacts {
	const { product: code = 'LV-1', ...rest } = line;
	const whole: QuoteLine = {
		id: '1',
		product: { id: 'p-1', code, name: 'Larch valve', families: [] },
		description: 'Larch valve',
		quantity: '1',
		unit: null,
		listPrice: null,
		discounts: [],
		netPrice: null,
		unitCost: null,
		costCurrency: 'deal',
		costUnits: '1',
		costPeriod: 'price',
		...rest,
	};
	return { ...fixtureDeal, amount: null, probability: null, lines: [whole] };
}

function playbookOf({ costs = [], rates = [] }: LineCase): PlaybookForDeal {
	const period = 'unsaid';
	return {
		...fixturePlaybook,
		costs: costs.map(([product, unitCost]) => ({ product, unitCost, currency: 'EUR', period })),
		rates: rates.map(([from, to, rate]) => ({ from, to, rate, day: '2026-01-01' })),
	};
}

function editsOf({ typed }: LineCase, deal: DealFacts): DealEdits {
	if (!typed) return noEdits(deal.ref);
	const [by, value] = typed;
	const price = { by, typed: { text: value, value } };
	return { ...noEdits(deal.ref), lines: { '1': { price } }, activeLineId: '1' };
}

/** One line, a cost list and what is typed, by the core alone. */
export function lineCases(): Case[] {
	return casesOf<readonly LineCase[]>('lines.json').map((each) => ({
		id: `lines/${each.name}`,
		async run() {
			const deal = dealOf(each);
			const viewer = { name: '', role: 'manager' } as const;
			const { margin } = evaluate(deal, editsOf(each, deal), playbookOf(each), viewer, '2026-11-24', noNotes);
			const got = chosen(margin.after, Object.keys(each.want));
			const isRight = JSON.stringify(got) === JSON.stringify(each.want);
			return { want: JSON.stringify(each.want), got: JSON.stringify(got), isRight };
		},
	}));
}
