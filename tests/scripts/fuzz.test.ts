import { describe, expect, test } from 'vitest';
import { type Choices, type Sequence, sequenceOf, stepKinds, stepsOf, stepsText } from '../../scripts/fuzz/sequence.ts';
import { judge, judgeSave, type Look, type Seen } from '../../scripts/fuzz/sidebar.ts';

const choices: Choices = {
	kinds: { price: 1, discount: 1, quantity: 1, add: 1, remove: 2, undelete: 1, product: 1, unit: 1 },
	commits: ['tab', 'enter', 'line', 'sidebar', 'ok'],
	speeches: [
		{ language: 'en', decimal: '.', group: ',' },
		{ language: 'de', decimal: ',', group: '.' },
	],
	shapes: [
		{
			name: 'two',
			lines: [
				{ product: 'A', quantity: '1', discount: '0' },
				{ product: 'B', quantity: '2', discount: '0.1' },
			],
		},
	],
	prices: { A: 1250, B: 333.33 },
	units: { A: ['Unit', 'Dozen'] },
	currencies: [],
	pricelists: [],
	dialogs: [],
	mostSteps: 4,
};

describe('sequences', () => {
	const many = Array.from({ length: 400 }, (_, seed) => sequenceOf(seed, choices));

	test('the same seed gives the same one, another seed another', () => {
		expect(sequenceOf(7, choices)).toEqual(sequenceOf(7, choices));
		expect(new Set(many.map(({ steps }) => stepsText(steps))).size).toBeGreaterThan(350);
	});

	test('every kind comes, in both languages, in as many steps as were asked for', () => {
		const kinds = new Set(many.flatMap(({ steps }) => steps.map(({ kind }) => kind)));
		expect([...kinds].sort()).toEqual(Object.keys(choices.kinds).sort());
		expect(new Set(many.map(({ language }) => language))).toEqual(new Set(['en', 'de']));
		expect(Math.max(...many.map(({ steps }) => steps.length))).toBe(4);
		expect(Math.min(...many.map(({ steps }) => steps.length))).toBe(1);
	});

	test('a line is only edited while it stands there, and the last one is never removed', () => {
		for (const { shape, steps } of many) {
			const removed = new Set<number>();
			let count = shape.lines.length;
			for (const { kind, line } of steps) {
				if (line === null) continue;
				if (kind === 'add') count += 1;
				else expect(removed.has(line)).toBe(kind === 'undelete');
				if (kind === 'remove') removed.add(line);
				if (kind === 'undelete') removed.delete(line);
				expect(line).toBeLessThan(count);
				expect(removed.size).toBeLessThan(count);
			}
		}
	});

	test('steps are written so that a command can repeat them', () => {
		for (const { steps } of many) expect(stepsOf(stepsText(steps))).toEqual(steps);
		expect(stepsOf('discount:0:12%2C5:ok')).toEqual([{ kind: 'discount', line: 0, value: '12,5', commit: 'ok' }]);
		expect(() => stepsOf('tax:0:1:tab')).toThrow('tax');
		expect(() => stepsOf('price:0:1:wink')).toThrow('wink');
		expect(stepKinds).toContain('dialog');
	});
});

const shown: Look = {
	name: 'Deal',
	margin: 0.32227,
	amount: 12040,
	state: 'on-target',
	gap: null,
	isPartial: false,
	isGuess: false,
	isRefused: false,
	status: 'live',
	edit: null,
	text: '',
};
const truth = { revenue: 37360, cost: 25320 };

describe('a look is judged by', () => {
	test.each<[string, Partial<Look>, typeof truth | null, string]>([
		['cent and 0.05 points', {}, truth, 'equal'],
		['a cent too much', { amount: 12040.01 }, truth, 'different'],
		['a tenth of a point too much', { margin: 0.3233 }, truth, 'different'],
		['no figure', { margin: null, amount: null }, truth, 'unknown'],
		['a line left out, whatever the figure', { margin: 0.9, isPartial: true }, truth, 'partial'],
		['a guess that is called one', { margin: 0.9, isGuess: true }, truth, 'guess'],
		['a value that is said to be refused', { isRefused: true }, truth, 'refused'],
		['an order that would not save', {}, null, 'refused'],
		['money alone where nothing is earned', { margin: null, amount: -25320 }, { revenue: 0, cost: 25320 }, 'equal'],
		['an earlier read, said with its time', { status: 'kept', amount: 9 }, truth, 'unknown'],
		['a percent of nothing', { margin: 1, amount: -25320 }, { revenue: 0, cost: 25320 }, 'different'],
	])('%s', (_, change, right, verdict) => {
		expect(judge({ ...shown, ...change }, right)).toBe(verdict);
	});

	test('a figure that believes to know a cost that nobody knows is different', () => {
		expect(judge(shown, { revenue: 37360, cost: null })).toBe('different');
	});
});

describe('after Save', () => {
	const at = (atMs: number, change: Partial<Look>): Seen => ({ ...shown, ...change, atMs });

	test('an old figure counts for as long as it is called live', () => {
		const seen = [at(0, { edit: 'unsaved' }), at(1100, { amount: 9 }), at(1900, {})];
		expect(judgeSave(seen, 1000, 3000, truth)).toEqual({ oldMs: 800, rightMs: 900 });
	});

	test('the edit that stands until it is read again, or is marked as being saved, is no old figure', () => {
		const seen = [at(0, { edit: 'unsaved', amount: 9 }), at(1100, { edit: 'saving', amount: 9 }), at(1500, {})];
		expect(judgeSave(seen, 1000, 3000, truth)).toEqual({ oldMs: 0, rightMs: 500 });
	});

	test('a truth that never came is said', () => {
		expect(judgeSave([at(0, { amount: 9 })], 1000, 3000, truth)).toEqual({ oldMs: 2000, rightMs: null });
		const back: readonly Seen[] = [at(0, {}), at(2000, { amount: 9 })];
		expect(judgeSave(back, 1000, 3000, truth)).toEqual({ oldMs: 1000, rightMs: null });
	});
});

/** A sequence is all that a report needs to be typed again. */
test('a sequence holds its shape whole', () => {
	const { shape }: Sequence = sequenceOf(1, choices);
	expect(shape.lines).toHaveLength(2);
});
