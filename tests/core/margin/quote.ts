import { evaluate } from '../../../core/evaluate.ts';
import { type DealFacts, noNotes, type QuoteLine } from '../../../core/model/deal.ts';
import { type DealEdits, noEdits } from '../../../core/model/deal-edits.ts';
import type { DecidedPolicy, PlaybookForDeal, Viewer } from '../../../core/model/playbook.ts';
import type { LineView, MarginView } from '../../../core/model/view.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

/** A line of one piece at 100, which costs 60; its product's code is its id. */
export function line(id: string, change: Partial<QuoteLine> = {}): QuoteLine {
	return {
		id,
		product: { id: `p${id}`, code: id, name: id, families: [] },
		description: id,
		quantity: '1',
		unit: null,
		listPrice: '100',
		discounts: [],
		netPrice: null,
		unitCost: '60',
		costCurrency: 'deal',
		costUnits: '1',
		costPeriod: 'price',
		...change,
	};
}

/** A quote in euros, rounded to four digits per unit and to cents per line, of 24 November 2026. */
export function quote(lines: readonly QuoteLine[] | null, change: Partial<DealFacts> = {}): DealFacts {
	return { ...fixtureDeal, amount: null, probability: null, lines, ...change };
}

/** The same as an opportunity with an amount. */
export function opportunity(amount: string | null, lines: readonly QuoteLine[]): DealFacts {
	return quote(lines, { amount, ref: { ...fixtureDeal.ref, kind: 'opportunity' } });
}

/** A playbook with a floor of 20 % and a target of 30 % for everything. */
export function playbook(change: Partial<PlaybookForDeal> = {}, policy: Partial<DecidedPolicy> = {}): PlaybookForDeal {
	const otherwise = { floor: '0.2', target: '0.3' };
	return { ...fixturePlaybook, margin: { ...fixturePlaybook.margin, families: [], otherwise, ...policy }, ...change };
}

/** What the edits of a discount off list typed into a line are. */
export function typed(id: string, discount: string): Partial<DealEdits> {
	return {
		lines: { [id]: { price: { by: 'discount', typed: { text: discount, value: discount } } } },
		activeLineId: id,
	};
}

interface Looked {
	readonly edits?: Partial<DealEdits>;
	readonly playbook?: PlaybookForDeal;
	readonly viewer?: Viewer;
	readonly today?: string;
}

/** The margin a rep sees of a deal on 24 November 2026. */
export function look(deal: DealFacts, { edits, viewer, today, playbook: given }: Looked = {}): MarginView {
	return evaluate(
		deal,
		{ ...noEdits(deal.ref), ...edits },
		given ?? playbook(),
		viewer ?? { name: 'Ada', role: 'rep' },
		today ?? '2026-11-24',
		noNotes,
	).margin;
}

/** A line of a view by its id. */
export function lineOf(margin: MarginView, id: string): LineView {
	const found = margin.lines.find((each) => each.id === id);
	if (!found) throw new Error(`no line ${id}`);
	return found;
}
