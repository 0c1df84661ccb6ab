import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { de, en } from '../../../assets/texts/workspace.ts';
import type { MarginPolicy, MarginRule, RuleScope } from '../../../core/model/playbook.ts';
import { checkMarginPolicy, checkParts, unknownProducts } from '../../../core/playbook/check-policy.ts';
import { usualPolicy } from '../../../core/playbook/default-policy.ts';

const everywhere: RuleScope = {
	products: [],
	families: [],
	segments: [],
	regions: [],
	currencies: [],
	stages: [],
	teams: [],
	from: null,
	until: null,
};

function rule(id: string, scope: Partial<RuleScope>, floor = '0.2', target = '0.3'): MarginRule {
	return { id, name: `Rule ${id}`, scope: { ...everywhere, ...scope }, floor, target, warnings: null };
}

function check(rules: readonly MarginRule[], more: Partial<MarginPolicy> = {}) {
	const policy: MarginPolicy = {
		...usualPolicy,
		warnings: 'note',
		otherwise: null,
		families: [{ family: 'Compressors', floor: '0.25', target: '0.30' }],
		rules,
		...more,
	};
	return checkMarginPolicy(policy, ['margin'], new Set(['propose', 'close'])).map(
		({ place, reason, found }) => `${place}: ${reason} (${found})`,
	);
}

const marine = { field: 'industry', values: ['Marine', 'Ports'] };

test('a floor above its target is refused where it stands', () => {
	expect(check([rule('a', {}), rule('b', { products: ['X'] }, '0.31')])).toEqual([
		expect.stringMatching(/^margin › rules 2: floor-above-target/),
	]);
});

test('two rules that say as much of one deal are refused, both by their place', () => {
	const meeting: readonly (readonly [Partial<RuleScope>, Partial<RuleScope>])[] = [
		[{ products: ['CX-40', 'CX-50'] }, { products: ['cx-50 '] }],
		[{ families: ['Pumps'] }, { families: ['valves', 'pumps'] }],
		[{ segments: [marine] }, { segments: [{ field: 'Industry', values: ['ports'] }] }],
		[
			{ regions: ['Denmark'], teams: ['North'] },
			{ regions: ['denmark'], teams: ['North', 'South'] },
		],
		[{ stages: ['close'] }, { stages: ['propose', 'close'] }],
		[{ currencies: ['USD'] }, { currencies: ['USD', 'GBP'] }],
		[{ from: '2026-11-01', until: '2026-11-24' }, { from: '2026-11-24' }],
		[
			{ products: ['X'], from: '2026-11-01' },
			{ products: ['X'], until: '2027-01-31' },
		],
		[{ segments: [marine] }, { segments: [{ field: 'size', values: ['Large'] }] }],
		[
			{ segments: [marine, { field: 'size', values: ['Large'] }] },
			{ segments: [marine, { field: 'age', values: ['New'] }] },
		],
		[{}, {}],
	];
	for (const [first, second] of meeting)
		expect(check([rule('a', first), rule('b', second)])).toEqual(['margin › rules 2: overlaps (rules 1: Rule a)']);
	expect(check([rule('a', { families: ['compressors'] })])).toEqual([
		'margin › rules 1: overlaps (families 1: Compressors)',
	]);
});

test('rules of which one says more, or that never meet, are taken', () => {
	const apart: readonly (readonly [Partial<RuleScope>, Partial<RuleScope>])[] = [
		[{ products: ['X'] }, { products: ['Y'] }],
		[{ products: ['X'] }, { products: ['X'], currencies: ['USD'] }],
		[{ segments: [marine] }, { segments: [marine, { field: 'size', values: ['Large'] }] }],
		[{ segments: [marine] }, { segments: [{ field: 'industry', values: ['Food'] }] }],
		[{ until: '2026-11-23' }, { from: '2026-11-24' }],
		[
			{ products: ['X'], currencies: ['EUR'] },
			{ products: ['X'], currencies: ['USD'] },
		],
	];
	for (const [first, second] of apart) expect(check([rule('a', first), rule('b', second)])).toEqual([]);
	// A family with dates says more than a line of the table.
	expect(check([rule('a', { families: ['Compressors'], from: '2026-11-01' })])).toEqual([]);
});

test('two rules that name a product by its code and by its id are refused where both are known', () => {
	const policy: MarginPolicy = {
		...usualPolicy,
		warnings: 'note',
		otherwise: null,
		families: [],
		rules: [rule('a', { products: ['p-1'] }), rule('b', { products: ['c-1 '] }), rule('c', { products: ['D-1'] })],
	};
	expect(checkMarginPolicy(policy)).toEqual([]);
	const product = { id: 'p-1', code: 'C-1', name: '', families: [] };
	expect(checkMarginPolicy(policy, [], null, [product])).toEqual([
		{ row: null, place: 'rules 2', reason: 'overlaps', found: 'rules 1: Rule a' },
	]);
});

test('ids used twice, dates the wrong way round, steps that do not exist and segments without a value are refused', () => {
	expect(
		check(
			[
				rule('a', { products: ['X'] }),
				rule('a', { from: '2026-12-02', until: '2026-12-01' }),
				rule('c', { stages: ['nowhere'] }),
				rule('d', { segments: [{ field: 'size', values: [] }] }),
				rule('e', { segments: [marine, { field: 'Industry', values: ['Food'] }] }),
			],
			{
				reasonCodes: [
					{ id: 'r', text: 'One' },
					{ id: 'r', text: 'Two' },
				],
			},
		),
	).toEqual([
		'margin › rules 2 › id: named-twice (a)',
		'margin › reasonCodes 2 › id: named-twice (r)',
		'margin › rules 2 › scope › until: from-after-until (2026-12-01)',
		'margin › rules 3 › scope › stages 1: unknown-stage (nowhere)',
		'margin › rules 4 › scope › segments 1 › values: empty ()',
		'margin › rules 5 › scope › segments 2 › field: named-twice (industry)',
	]);
});

test('products nobody knows are named in rules and trades', () => {
	const margin: MarginPolicy = {
		...usualPolicy,
		warnings: 'note',
		otherwise: null,
		families: [],
		rules: [rule('a', { products: ['CX-40', 'CX-4O'] })],
	};
	const trades = [
		{ id: 'fee', name: 'Reference', kind: 'reference', worth: '400', currency: 'EUR' },
		{ id: 'day', name: 'A day less', kind: 'scope', product: 'INST', quantity: '1' },
	] as const;
	const places = { margin: ['margin'], trades: ['trades'] };
	expect(unknownProducts({ margin, trades }, new Set(['cx-40']), places)).toEqual([
		{ row: null, place: 'margin › rules 1 › scope › products 2', reason: 'unknown-product', found: 'CX-4O' },
		{ row: null, place: 'trades 2 › product', reason: 'unknown-product', found: 'INST' },
	]);
});

test('parts that cannot be are refused with their place', () => {
	const told = (parts: object) => checkParts(parts).map(({ place, reason }) => `${place}: ${reason}`);
	const floor = { id: 'f', level: 2, trigger: { kind: 'line-under-floor' } };
	expect(told({ approvals: { levels: [{ name: 'Manager', who: '' }], rules: [floor, floor] } })).toEqual([
		'approvals › rules 2 › id: named-twice',
		'approvals › rules 1 › level: unknown-level',
		'approvals › rules 2 › level: unknown-level',
	]);
	const rate = { from: 'EUR', to: 'USD', rate: '1.08', day: '2026-11-01' };
	expect(told({ rates: [rate, { ...rate, rate: '0' }] })).toEqual(['rates 2 › rate: not-a-rate']);
	expect(told({ rates: [rate, rate, { ...rate, to: 'EUR' }] })).toEqual([
		'rates 2: named-twice',
		'rates 3 › to: same-currency',
	]);
	const bands = { kind: 'bands', base: 'revenue', mode: 'whole', accelerator: null, isTakenBack: false };
	const wrong = [
		{ from: '0', rate: '0.05' },
		{ from: '0', rate: '0.06' },
	];
	expect(told({ payPlan: { ...bands, bands: wrong } })).toEqual(['payPlan › bands: not-rising']);
	const guide = { product: 'X', floorPrice: '12', targetPrice: '11', currency: 'EUR' };
	expect(told({ priceGuides: [guide] })).toEqual(['priceGuides 1: floor-above-target']);
	expect(told({ payPlan: null, trades: [], offInvoice: [] })).toEqual([]);
	expect(told({ margin: {} })).toEqual(['margin: unknown-key']);
	const many = Array.from({ length: 4 }, () => ({ name: 'Level', who: '' }));
	expect(told({ approvals: { levels: many, rules: [] } })).toEqual(['approvals › levels: too-many']);
});

/** Codes that the checks of files and policies can answer with. */
function codes(): Set<string> {
	const root = join(import.meta.dirname, '../../../core');
	const files = ['shape-parts', 'playbook-shapes', 'deal-shapes', 'page-map-shapes'].map((file) => `model/${file}.ts`);
	const checks = ['check', 'check-policy', 'file', 'json-file', 'maps-file', 'approval-text'].map(
		(file) => `playbook/${file}.ts`,
	);
	const written = [...files, ...checks].map((file) =>
		readFileSync(join(root, file), 'utf8').replace(/picklist\(\[[^\]]*\]|defaults[^;]*;/g, ''),
	);
	return new Set(
		written.flatMap((code) =>
			[...code.matchAll(/(?:problemAt\([^;]*?, |whole\(|refuse\(|[,(] |reason: )'([a-z]+(?:-[a-z]+)+)'[,)]/g)].map(
				(match) => match[1] as string,
			),
		),
	);
}

test('every code has its sentence in both languages', () => {
	const found = codes();
	for (const code of [
		'floor-above-target',
		'not-rising',
		'unknown-product',
		'not-https',
		'not-json',
		'changed-on-the-way',
	])
		expect(found).toContain(code);
	const without = [...found].filter((code) => !en.reasons[code] || !de.reasons[code]);
	expect(without).toEqual([]);
});
