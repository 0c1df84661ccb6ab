import { expect, test } from 'vitest';
import { ReadError } from '../../../crm/kit/answers.ts';
import { costSeen } from '../../../crm/kit/cost.ts';
import { missing, pageFacts } from '../../../crm/kit/facts.ts';
import { type Reading, readerOf } from '../../../crm/kit/reader.ts';
import { openPage } from '../open-page.ts';
import { savedPages } from '../saved-pages.ts';

const ref = { crm: 'demo', site: 'https://demo.example', kind: 'quote', id: '7' } as const;
const seen = { on: '2026-11', by: 'live', where: 'a page of today' } as const;
const { signal } = new AbortController();
const [saved] = savedPages('demo');
if (!saved) throw new Error('no saved page of the demo CRM');
const page = openPage(saved);

function readerWith(more: Partial<Reading>, costField: string | null = null) {
	return readerOf(
		{ costField },
		{
			readDeal: async () => ({ facts: pageFacts(ref, { name: 'Pumps' }) }),
			healthOf: (_, { name }) => [{ field: name, state: 'ok', seen }],
			readFactsFromPage: () => missing('record'),
			readEdits: () => missing('record'),
			isEditing: () => false,
			...more,
		},
	);
}

test('how the page’s fields and the named cost are found is said with the facts', async () => {
	const reader = readerWith({
		async readDeal(_, __, costs) {
			costSeen(costs, false);
			return { facts: pageFacts(ref, { name: 'Pumps' }), stages: [{ id: 'won', label: 'Won', pipeline: null }] };
		},
	});
	expect(await reader.readFacts(page, ref, signal)).toMatchObject({
		ok: true,
		value: {
			facts: { name: 'Pumps' },
			health: [
				{ field: 'Pumps', state: 'ok' },
				{ field: 'Cost', state: 'broken' },
			],
			stages: [{ id: 'won' }],
		},
	});
});

test('costs are looked for anew by each read', async () => {
	const states: unknown[] = [];
	const reader = readerWith({
		async readDeal(_, __, costs) {
			states.push(costs.state);
			costSeen(costs, false);
			return { facts: pageFacts(ref, {}) };
		},
	});
	await reader.readFacts(page, ref, signal);
	await reader.readFacts(page, ref, signal);
	expect(states).toEqual([null, null]);
});

test('a cost book is looked for where the CRM has one', async () => {
	const sources: unknown[] = [];
	const readDeal: Reading['readDeal'] = async (_, __, { source }) => {
		sources.push(source.of);
		return { facts: pageFacts(ref, {}) };
	};
	await readerWith({ readDeal }, ':cost-book').readFacts(page, ref, signal);
	await readerWith({ readDeal, hasCostBook: true }, ':cost-book').readFacts(page, ref, signal);
	expect(sources).toEqual(['nowhere', 'book']);
});

test('an expected failure is a value, and a fault of ours is not', async () => {
	const failing = (cause: Error) => readerWith({ readDeal: () => Promise.reject(cause) });
	expect(await failing(new ReadError('signed-out')).readFacts(page, ref, signal)).toEqual({
		ok: false,
		error: { code: 'signed-out' },
	});
	await expect(failing(new Error('slip')).readFacts(page, ref, signal)).rejects.toThrow('slip');
});
