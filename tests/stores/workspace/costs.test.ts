import { describe, expect, it, vi } from 'vitest';
import { createCostsStore } from '../../../stores/workspace/costs.ts';
import { createFakeBackground, type FakeBackground } from '../../components/workspace/fake-background.ts';

const before = [{ product: 'OLD', unitCost: '1', currency: 'EUR', period: 'unsaid' as const }];

function started(costs: FakeBackground['costs'] = []) {
	const far = createFakeBackground();
	far.costs = costs;
	return { far, store: createCostsStore(far) };
}

function csv(rows: number): File {
	const lines = Array.from({ length: rows }, (_, index) => `P-${index},${index}.50`);
	return new File([`sku,cost\n${lines.join('\n')}\n`], 'prices.csv');
}

const place = (column: string) => column;

describe('importing costs', () => {
	it('sends parts of 5,000 and puts them in force once at the end', async () => {
		const { far, store } = started();
		await store.getState().fileChosen(csv(12_001));
		await store.getState().importStarted(place);
		expect(store.getState().upload).toMatchObject({ phase: 'done', rows: 12_001, count: 12_001 });
		const parts = far.asked.filter(({ name }) => name === 'costs.part');
		expect(parts.map(({ data }) => (data as { costs: unknown[] }).costs.length)).toEqual([5000, 5000, 2001]);
		expect(far.asked.filter(({ name }) => name === 'costs.commit')).toHaveLength(1);
		expect(far.costs).toHaveLength(12_001);
	});

	it('keeps costs that are not in the file when asked to', async () => {
		const { far, store } = started(before);
		await store.getState().fileChosen(csv(2));
		store.getState().modeChosen('merge');
		await store.getState().importStarted(place);
		expect(far.costs.map(({ product }) => product)).toEqual(['OLD', 'P-0', 'P-1']);
	});

	it('changes nothing when one row is bad, counts all problems and lists 200', async () => {
		const { far, store } = started(before);
		const rows = Array.from({ length: 6000 }, (_, index) => `P-${index},${index < 5500 ? '1' : 'x'}`);
		await store.getState().fileChosen(new File([`sku,cost\n${rows.join('\n')}`], 'prices.csv'));
		await store.getState().importStarted(place);
		const { upload } = store.getState();
		expect(upload).toMatchObject({ phase: 'refused', problemCount: 500 });
		expect(upload.phase === 'refused' && upload.problems).toHaveLength(200);
		expect(far.asked.map(({ name }) => name)).toContain('costs.abandon');
		expect(far.asked.map(({ name }) => name)).not.toContain('costs.commit');
		expect(far.costs).toEqual(before);
	});

	it('changes nothing when it is cancelled on the way', async () => {
		const { far, store } = started(before);
		await store.getState().fileChosen(csv(40_000));
		const running = store.getState().importStarted(place);
		const stop = store.subscribe(({ upload }) => {
			if (upload.phase === 'running' && upload.rows > 0) store.getState().importCancelled();
		});
		await running;
		stop();
		expect(store.getState().upload).toEqual({ phase: 'cancelled', fileName: 'prices.csv' });
		expect(far.asked.at(-2)?.name).toBe('costs.abandon');
		expect(far.costs).toEqual(before);
	});

	it('says so when the background refuses a part, and changes nothing', async () => {
		const { far, store } = started(before);
		far.broken.add('costs.part');
		await store.getState().fileChosen(csv(3));
		await store.getState().importStarted(place);
		expect(store.getState().upload).toMatchObject({ phase: 'failed', reason: 'storage-failed' });
		expect(far.costs).toEqual(before);
	});

	it('asks before replacing all forgets a cost, and puts back exactly what was there', async () => {
		const held = [...before, { product: 'P-0', unitCost: '9', currency: 'USD', period: 'month' as const }];
		const { far, store } = started(held);
		await store.getState().fileChosen(csv(2));
		const running = store.getState().importStarted(place);
		await vi.waitFor(() => expect(store.getState().upload.phase).toBe('asking'));
		expect(store.getState().upload).toMatchObject({ removed: 1, names: ['OLD'], rows: 2 });
		expect(far.costs).toEqual(held);
		await store.getState().replaceAgreed();
		await running;
		expect(store.getState().upload).toMatchObject({ phase: 'done', rows: 2, count: 2 });
		await store.getState().importUndone();
		expect(store.getState().upload.phase).toBe('undone');
		expect(far.costs).toEqual(held);
	});

	it('changes nothing when costs may not be forgotten', async () => {
		const { far, store } = started(before);
		await store.getState().fileChosen(csv(2));
		const running = store.getState().importStarted(place);
		await vi.waitFor(() => expect(store.getState().upload.phase).toBe('asking'));
		store.getState().importCancelled();
		await running;
		expect(store.getState().upload.phase).toBe('cancelled');
		expect(far.asked.map(({ name }) => name)).not.toContain('costs.commit');
		expect(far.asked.map(({ name }) => name)).toContain('costs.abandon');
		expect(far.costs).toEqual(before);
	});

	it('asks nothing when the file names all that is there', async () => {
		const { store } = started([{ ...(before[0] as (typeof before)[0]), product: 'P-1' }]);
		await store.getState().fileChosen(csv(2));
		await store.getState().importStarted(place);
		expect(store.getState().upload.phase).toBe('done');
	});

	it('takes a cost of 0 once somebody has said which products are free', async () => {
		const zeros = new File(['sku,cost\nA,0\nB,1.50\nC,0.00\n'], 'prices.csv');
		const { far, store } = started();
		await store.getState().fileChosen(zeros);
		await store.getState().importStarted(place);
		expect(store.getState().upload).toMatchObject({ phase: 'refused', problemCount: 2, zeros: ['A', 'C'] });
		await store.getState().zerosSettled(['C'], place);
		expect(store.getState().upload).toMatchObject({ phase: 'done', rows: 2, left: 1 });
		expect(far.costs.map(({ product, isFree }) => [product, isFree ?? false])).toEqual([
			['B', false],
			['C', true],
		]);
		await store.getState().fileChosen(zeros);
		await store.getState().importStarted(place);
		await store.getState().zerosSettled('all', place);
		expect(far.costs.filter(({ isFree }) => isFree).map(({ product }) => product)).toEqual(['A', 'C']);
	});

	it('does not ask what is free while something else is wrong with the file', async () => {
		const { store } = started();
		await store.getState().fileChosen(new File(['sku,cost\nA,0\nB,x\n'], 'prices.csv'));
		await store.getState().importStarted(place);
		expect(store.getState().upload).toMatchObject({ phase: 'refused', problemCount: 2, zeros: [] });
	});

	it('reads the file anew with another row of headings, and keeps the currency that was chosen', async () => {
		const { store } = started();
		await store.getState().fileChosen(new File(['Code,EK\nx,y\nA,1.50\n'], 'prices.csv'));
		store.getState().readingChosen({ currency: 'CHF' });
		await store.getState().headingsChosen(2);
		expect(store.getState().upload).toMatchObject({
			layout: { headingRow: 2, header: ['x', 'y'] },
			reading: { currency: 'CHF', isCurrencySaid: true, columns: { product: null, cost: null } },
		});
	});

	it('lets other work run between parts', async () => {
		const { store } = started();
		await store.getState().fileChosen(csv(100_000));
		let longestMs = 0;
		let last = performance.now();
		const timer = setInterval(() => {
			longestMs = Math.max(longestMs, performance.now() - last);
			last = performance.now();
		}, 1);
		const from = performance.now();
		await store.getState().importStarted(place);
		const wholeMs = performance.now() - from;
		clearInterval(timer);
		expect(store.getState().upload).toMatchObject({ phase: 'done', rows: 100_000 });
		expect(wholeMs).toBeLessThan(15_000);
		// Half the work in one go would freeze the page.
		expect(longestMs).toBeLessThan(wholeMs / 2);
	});

	it('shows the answer to the last question when an earlier one comes later', async () => {
		const { far } = started();
		const answers: ((costs: readonly string[]) => void)[] = [];
		const store = createCostsStore({
			...far,
			ask: (() =>
				new Promise<unknown>((resolve) => {
					answers.push((products) => {
						const costs = products.map((product) => ({ product, unitCost: '1', currency: 'EUR' }));
						resolve({ ok: true, value: { costs, count: costs.length } });
					});
				})) as unknown as typeof far.ask,
		});
		const first = store.getState().queryTyped('A');
		const second = store.getState().queryTyped('AB');
		answers[1]?.(['AB-1']);
		answers[0]?.(['A-1', 'AB-1']);
		await Promise.all([first, second]);
		expect(store.getState().costs?.map(({ product }) => product)).toEqual(['AB-1']);
	});
});
