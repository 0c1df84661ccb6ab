import { evaluate } from '../../../core/evaluate.ts';
import { type DealFacts, noNotes, type QuoteLine } from '../../../core/model/deal.ts';
import { type AddedLine, type DealEdits, noEdits } from '../../../core/model/deal-edits.ts';
import type { CostVisibility, PlaybookForDeal, ProductCost } from '../../../core/model/playbook.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

/**
 * A rep who wants to know a cost and has time. They know everything but that cost: the policy, all limits, every other
 * cost, and this program. They type something, look at all that the sidebar is given, and ask for which costs it would have
 * been given the same; costs that would have shown anything else are out.
 */

const today = '2026-11-24';

/** What is sold, and what the rep wants to know. */
export interface Secret {
	readonly code: string;
	readonly family: string;
	readonly list: number;
	readonly cost: number;
}

const limits = {
	Compressors: [0.25, 0.3],
	Controls: [0.35, 0.42],
	Services: [0.25, 0.35],
	Software: [0.6, 0.73],
} as const;

const everyFive = Array.from({ length: 19 }, (_, at) => String((at + 1) / 20));

/** A firm with all that could tell something: approvals at every five points, pay on margin, trades, rates, what leaves the invoice. */
function firm(level: CostVisibility, costs: readonly ProductCost[]): PlaybookForDeal {
	return {
		...fixturePlaybook,
		margin: {
			...fixturePlaybook.margin,
			warnings: 'reason',
			visibility: { rep: level, marketer: 'exact', manager: 'exact' },
			floorFor: 'exact',
			otherwise: { floor: '0.2', target: '0.3' },
			families: Object.entries(limits).map(([family, [floor, target]]) => ({
				family,
				floor: String(floor),
				target: String(target),
			})),
		},
		approvals: {
			levels: [{ name: 'Manager', who: '' }],
			rules: [
				...everyFive.map((value) => ({ id: value, level: 1, trigger: { kind: 'margin-under', value } }) as const),
				{ id: 'line', level: 1, trigger: { kind: 'line-under-floor' } },
				{ id: 'deal', level: 1, trigger: { kind: 'deal-under-floor' } },
			],
		},
		payPlan: { kind: 'margin', rate: '0.2', accelerator: null, isTakenBack: true },
		trades: [
			{ id: 'more', name: '', kind: 'volume', more: '0.5' },
			{ id: 'stay', name: '', kind: 'term', years: 2, retention: '0.8', yearlyRate: '0.08' },
			{ id: 'less', name: '', kind: 'scope', product: 'SECRET', quantity: '1' },
			{ id: 'gift', name: '', kind: 'service', product: 'SECRET', quantity: '1' },
		],
		offInvoice: [{ id: 'bonus', name: '', drop: 'rebate', amount: { by: 'share', value: '0.013' } }],
		rates: [{ from: 'EUR', to: 'USD', rate: '1.1637', day: '2026-01-01' }],
		costs,
		history: [],
	};
}

function lineOf(
	id: string,
	code: string | null,
	family: string,
	list: number,
	change: Partial<QuoteLine> = {},
): QuoteLine {
	return {
		id,
		product: code === null ? null : { id: `p-${code}`, code, name: code, families: [family] },
		description: code ?? 'Free text',
		quantity: '2',
		unit: null,
		listPrice: String(list),
		discounts: [],
		netPrice: null,
		unitCost: null,
		costCurrency: 'unknown',
		costUnits: '1',
		costPeriod: 'unknown',
		...change,
	};
}

/** What the rep does: the deal they open and what they type. */
interface Move {
	readonly deal: DealFacts;
	readonly draft: DealEdits;
}

/** Makes a move that the cost `guess` would bring to the margin `edge`. */
type Strategy = (secret: Secret, guess: number, edge: number) => Move;

const fixed = (value: number, digits = 6) => value.toFixed(digits);

function dealOf(lines: readonly QuoteLine[], change: Partial<DealFacts> = {}): DealFacts {
	const rounding = { unitPriceDigits: null, lineAmountDigits: null };
	return { ...fixtureDeal, amount: null, lines, rounding, ...change };
}

function draftOf(change: Partial<DealEdits>): DealEdits {
	return { ...noEdits(fixtureDeal.ref), activeLineId: '1', ...change };
}

const priced = (value: number) =>
	({ price: { by: 'netPrice', typed: { text: fixed(value), value: fixed(value) } } }) as const;
const discounted = (value: number) =>
	({ price: { by: 'discount', typed: { text: fixed(value), value: fixed(value) } } }) as const;

const own = ({ code, family, list }: Secret, change: Partial<QuoteLine> = {}) =>
	lineOf('1', code, family, list, change);

const added = (secret: Secret, net: number, change: Partial<AddedLine> = {}): AddedLine => ({
	id: 'new',
	description: secret.code,
	product: { id: `p-${secret.code}`, code: secret.code, name: secret.code, families: [secret.family] },
	quantity: '2',
	unit: null,
	listPrice: String(secret.list),
	netPrice: fixed(net),
	unitCost: null,
	costCurrency: 'unknown',
	costUnits: '1',
	costPeriod: 'unknown',
	...change,
});

/** A line whose cost the rep knows, since it is what the CRM itself tells. */
const known = lineOf('2', 'KNOWN', 'Services', 1000, { unitCost: '500', costCurrency: 'deal', costPeriod: 'price' });

export const strategies: Readonly<Record<string, Strategy>> = {
	'a price': (secret, guess, edge) => ({
		deal: dealOf([own(secret)]),
		draft: draftOf({ lines: { '1': priced(guess / (1 - edge)) } }),
	}),
	'a discount': (secret, guess, edge) => ({
		deal: dealOf([own(secret)]),
		draft: draftOf({ lines: { '1': discounted(1 - guess / (1 - edge) / secret.list) } }),
	}),
	'a large quantity': (secret, guess, edge) => ({
		deal: dealOf([own(secret)]),
		draft: draftOf({
			lines: { '1': { ...priced(guess / (1 - edge)), quantity: { text: '9973', value: '9973' } } },
		}),
	}),
	'another list price': (secret, guess, edge) => ({
		deal: dealOf([own(secret, { listPrice: fixed(guess * 1.7) })]),
		draft: draftOf({ lines: { '1': priced(guess / (1 - edge)) } }),
	}),
	'a second line of known cost': (secret, guess, edge) => ({
		deal: dealOf([own(secret), known]),
		draft: draftOf({ lines: { '2': priced(Math.max(1, (guess + 500) / (1 - edge) - secret.list)) } }),
	}),
	'a second line without cost': (secret, guess, edge) => ({
		deal: dealOf([own(secret), lineOf('2', null, '', 100)]),
		draft: draftOf({ lines: { '1': priced(guess / (1 - edge)) } }),
	}),
	'a price below zero beside it': (secret, guess, edge) => ({
		deal: dealOf([own(secret), lineOf('2', null, '', 0, { netPrice: '-1', unitCost: '0', costCurrency: 'deal' })]),
		draft: draftOf({ lines: { '2': priced(guess / (1 - edge) - secret.list) } }),
	}),
	'goods taken back': (secret, guess, edge) => ({
		deal: dealOf([own(secret, { quantity: '-1' }), known]),
		draft: draftOf({ lines: { '2': priced(Math.max(1, (500 * 2 - guess) / (1 - edge) / 2 + secret.list / 2)) } }),
	}),
	'a line added': (secret, guess, edge) => ({
		deal: dealOf([known]),
		draft: draftOf({
			added: [added(secret, guess / (1 - edge))],
			removed: ['2'],
		}),
	}),
	'a line added without families': (secret, guess, edge) => ({
		deal: dealOf([known]),
		draft: draftOf({
			added: [
				added(secret, guess / (1 - edge), {
					product: { id: `p-${secret.code}`, code: secret.code, name: secret.code, families: [] },
				}),
			],
			removed: ['2'],
		}),
	}),
	'another product in its place': (secret, guess, edge) => ({
		deal: dealOf([lineOf('1', 'KNOWN', 'Services', 1000)]),
		draft: draftOf({ added: [added(secret, guess / (1 - edge), { replaces: '1' })], removed: ['1'] }),
	}),
	'another currency': (secret, guess, edge) => ({
		deal: dealOf([own(secret)], { currency: 'USD' }),
		draft: draftOf({ lines: { '1': priced((guess * 1.1637) / (1 - edge)) } }),
	}),
	'a dozen': (secret, guess, edge) => ({
		deal: dealOf([own(secret, { costUnits: '12' })]),
		draft: draftOf({ lines: { '1': priced((guess * 12) / (1 - edge)) } }),
	}),
};

const standing = { currency: 'EUR', revenue: '412345.67', grossMargin: '129876.54', quota: null, share: null };

/** Everything that a rep's sidebar is given, as text. */
export function seen(level: CostVisibility, { deal, draft }: Move, secret: Secret, cost: string): string {
	const costs: readonly ProductCost[] = [
		{ product: secret.code, unitCost: cost, currency: 'EUR', period: 'once' },
		{ product: 'SECRET', unitCost: cost, currency: 'EUR', period: 'once' },
	];
	return JSON.stringify(evaluate(deal, draft, firm(level, costs), { name: '', role: 'rep', standing }, today, noNotes));
}

/** Limits, and whole percents that a rounded figure changes at. */
const edges = [0.3, 0.35, 0.42, 0.73, 0.25, 0.2, 0.6, 0.31, 0.28, 0.5];

/** An interval that the cost lies in for sure. */
export interface Learned {
	readonly from: number;
	readonly to: number;
}

const guesses = 6;

/** What a rep knows after typing `tries` times. */
export function play(level: CostVisibility, strategy: Strategy, secret: Secret, tries: number): Learned {
	let [from, to] = [secret.list * 0.05, secret.list];
	let lastNews = 0;
	// After a round of edges without news the next one would be the same.
	for (let at = 0; at < tries && at - lastNews <= edges.length && to / from > 1 + 1e-7; at += 1) {
		const move = strategy(secret, Math.sqrt(from * to), edges[at % edges.length] ?? 0.3);
		const shown = seen(level, move, secret, fixed(secret.cost));
		const ratio = (to / from) ** (1 / guesses);
		const all = Array.from({ length: guesses + 1 }, (_, step) => from * ratio ** step);
		const alike = all.map((guess) => seen(level, move, secret, fixed(guess)) === shown);
		// The cost lies between the last guess below it that is out and the first above it.
		const below = all.filter((guess, step) => guess < secret.cost && !alike[step]).at(-1);
		const above = all.find((guess, step) => guess > secret.cost && !alike[step]);
		if (below !== undefined && below > from) lastNews = at;
		if (above !== undefined && above < to) lastNews = at;
		[from, to] = [below ?? from, above ?? to];
	}
	return { from, to };
}
