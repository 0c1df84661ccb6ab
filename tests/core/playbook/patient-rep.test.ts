import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CostVisibility } from '../../../core/model/playbook.ts';
import { play, type Secret, seen, strategies } from './patient-rep.ts';

const levels: readonly CostVisibility[] = ['exact', 'margin', 'band', 'light'];
const tries = 50;

const secrets: readonly Secret[] = [
	{ code: 'CX-40', family: 'Compressors', list: 12400, cost: 8151.77 },
	{ code: 'CP-7', family: 'Controls', list: 1850, cost: 1021.33 },
	{ code: 'APP', family: 'Software', list: 600, cost: 123.45 },
];

interface Row {
	readonly level: CostVisibility;
	/** Width of the narrowest interval, as a fraction of its upper end. */
	readonly ofCost: number;
	/** The same as points of margin at the list price. */
	readonly points: number;
	readonly by: string;
}

/** What five points of margin are as a fraction: nobody whom a level hides margins from knows one closer. */
const band = 0.05;

/** `ways`: what is typed; all there are takes long. */
function narrowest(level: CostVisibility, of: readonly Secret[] = secrets, ways = Object.keys(strategies)): Row {
	const all = of.flatMap((secret) =>
		ways.map((by): Row => {
			const strategy = strategies[by];
			if (!strategy) throw new Error(`nobody types ${by}`);
			const { from, to } = play(level, strategy, secret, tries);
			expect(from).toBeLessThan(secret.cost);
			expect(to).toBeGreaterThan(secret.cost);
			return { level, ofCost: (to - from) / to, points: (to - from) / secret.list, by };
		}),
	);
	return {
		...all.reduce((least, row) => (row.ofCost < least.ofCost ? row : least)),
		points: Math.min(...all.map(({ points }) => points)),
	};
}

const doc = readFileSync(join(import.meta.dirname, '../../../docs/what-reps-can-learn.md'), 'utf8');

/** The last three cells of a level's row in the table of the docs: "12.9 %", "7.8", "yes". */
function written(level: CostVisibility): readonly string[] {
	const rows = doc.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
	return rows.find(([, first]) => first === `\`${level}\``)?.slice(-4, -1) ?? [];
}

/** Rounded down, so that the docs never promise more than holds. */
const down = (value: number) => (Math.floor(value * 1000 + 1e-6) / 10).toFixed(1);

test.for(levels)('%s: after 50 typed prices a rep knows a cost as closely as the docs say', (level) => {
	const row = narrowest(level);
	const isBand = row.points >= band;
	expect([level, ...written(level)]).toEqual([level, `${down(row.ofCost)} %`, down(row.points), isBand ? 'yes' : 'no']);
	expect(isBand).toBe(level === 'band' || level === 'light');
});

/** The families of the firm that is played, with their targets. */
const targets = [
	['Compressors', 0.3],
	['Services', 0.35],
	['Controls', 0.42],
	['Software', 0.73],
] as const;

const sold = (family: string, margin: number): Secret => ({
	code: 'X-1',
	family,
	list: 1000,
	cost: Number((1000 * (1 - margin)).toFixed(2)),
});

test.for(['band', 'light'] as const)(
	'%s: up to ten points over its target no margin is known closer than a band',
	(level) => {
		const products = targets.flatMap(([family, target]) => [0, 0.05, 0.1].map((more) => sold(family, target + more)));
		const closer = products.filter((product) => narrowest(level, [product], ['a price', 'a line added']).points < band);
		expect(closer).toEqual([]);
	},
);

test.for(['band', 'light'] as const)(
	'%s: far above its target a margin is known as closely as the docs say',
	(level) => {
		const rows = [0.5, 0.6, 0.7, 0.8, 0.9].map((margin) => {
			const { points } = narrowest(
				level,
				[sold('Compressors', margin)],
				['a price', 'a line added', 'goods taken back'],
			);
			return `| ${margin * 100} %      | ${down(points)} points `;
		});
		expect(rows.filter((row) => !doc.includes(row))).toEqual([]);
	},
);

test.for([
	['band', 12],
	['light', 12],
	['margin', 1],
] as const)('%s: costs of one interval show the same, whatever is typed', ([level, steps]) => {
	const secret = { code: 'CX-40', family: 'Compressors', list: 12400, cost: 0 };
	const value = (place: number) => 10 ** (place / 240);
	fc.assert(
		fc.property(
			fc.constantFrom(...Object.entries(strategies)),
			fc.integer({ min: 600 / steps, max: 960 / steps }),
			fc.double({ min: 0.001, max: 0.999, noNaN: true }),
			fc.double({ min: 0.001, max: 0.999, noNaN: true }),
			fc.double({ min: 0.3, max: 3, noNaN: true }),
			fc.double({ min: 0, max: 0.9, noNaN: true }),
			([, strategy], step, one, other, guess, edge) => {
				const inside = (part: number) => value((step - 1 + part) * steps).toFixed(6);
				const move = strategy(secret, Number(inside(one)) * guess, edge);
				expect(seen(level, move, secret, inside(one))).toBe(seen(level, move, secret, inside(other)));
			},
		),
		{ numRuns: 300 },
	);
});
