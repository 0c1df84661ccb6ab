import { expect, test } from 'vitest';
import { mostProblems } from '../../../core/playbook/check.ts';
import { readPlaybookFile } from '../../../core/playbook/file.ts';
import { readMapsFile } from '../../../core/playbook/maps-file.ts';
import { firmFile } from '../../../scripts/firm.ts';

const whole = JSON.parse(firmFile());
const written = (part: object) => JSON.stringify({ ...whole, ...part });
const many = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at));
const cost = (at: number) => ({ product: `P-${at}`, unitCost: '1', currency: 'EUR', period: 'once' });

/** Files with faults without end; the place of the first and of the last that is told. */
const hostile: Readonly<
	Record<string, { readonly file: () => string; readonly first: string; readonly count: number }>
> = {
	'a million costs that are none': {
		file: () => written({ costs: many(1_000_000, () => 1) }),
		first: 'costs 1',
		count: mostProblems,
	},
	'costs that go wrong after a hundred thousand good ones': {
		file: () => written({ costs: many(101_000, (at) => (at < 100_000 ? cost(at) : { ...cost(at), unitCost: 'x' })) }),
		first: 'costs 100001 › unitCost',
		count: mostProblems,
	},
	'one wrong cost in a hundred thousand': {
		file: () => written({ costs: many(100_000, (at) => (at === 77_776 ? { ...cost(at), unitCost: 'x' } : cost(at))) }),
		first: 'costs 77777 › unitCost',
		count: 1,
	},
	'more costs than anybody has': {
		file: () => written({ costs: many(5_000_000, () => 1) }),
		first: 'costs',
		count: 1,
	},
	'two hundred thousand empty guides': {
		file: () => written({ playbook: { ...whole.playbook, priceGuides: many(200_000, () => ({})) } }),
		first: 'priceGuides 1 › product',
		count: mostProblems,
	},
	'lists in lists': {
		file: () => written({ costs: many(300_000, () => [[1]]) }),
		first: 'costs 1 › product',
		count: mostProblems,
	},
	'costs named twice, all of them': {
		file: () => written({ costs: many(50_000, () => cost(0)) }),
		first: 'costs 2 › product',
		count: mostProblems,
	},
};

test.for(Object.keys(hostile))('%s: the first problems are told, and no more than anybody reads', (name) => {
	const { file, first, count } = hostile[name] as (typeof hostile)[string];
	const read = readPlaybookFile(file());
	if (read.ok) throw new Error('taken');
	expect(read.error).toHaveLength(count);
	expect(read.error[0]?.place).toBe(first);
	// What goes back to the window stays small, whatever the file was.
	expect(JSON.stringify(read.error).length).toBeLessThan(200_000);
});

test('of a short file every problem is told with its place', () => {
	const costs = many(300, (at) => (at % 100 === 7 ? { ...cost(at), unitCost: 7 } : cost(at)));
	const read = readPlaybookFile(written({ costs }));
	if (read.ok) throw new Error('taken');
	expect(read.error.map(({ place }) => place)).toEqual([8, 108, 208].map((row) => `costs ${row} › unitCost`));
});

test('a file of maps with a hundred thousand faults is cut too, and one that is too large says so', () => {
	const read = readMapsFile(JSON.stringify({ format: 'dealside-maps', version: 1, maps: many(100_000, () => 1) }));
	expect(read).toMatchObject({ ok: false });
	expect(!read.ok && read.error.length).toBeLessThanOrEqual(mostProblems);
	expect(readPlaybookFile(' '.repeat(60_000_001))).toMatchObject({ ok: false, error: [{ reason: 'too-large' }] });
});
